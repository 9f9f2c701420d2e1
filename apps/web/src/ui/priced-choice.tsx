import type { Money } from '@tripmaster/contracts';
import { type ReactNode, useId } from 'react';
import { deltaText } from './ledger/amount.ts';
import css from './priced-choice.module.css';

export type PricedOption = { key: string; label: string; delta?: Money | undefined; note: ReactNode };

/** One of several ways, each with its price difference and what it brings with it: radio buttons, or a list only to read. */
export function PricedChoice({
  options,
  label,
  chosen,
  onChoose,
}: {
  options: readonly PricedOption[];
  /** Names the choice, by its words or by the id of what stands above it. */
  label: { 'aria-label': string } | { 'aria-labelledby': string };
  chosen?: string;
  onChoose?: (key: string) => void;
}) {
  const name = useId();
  if (onChoose === undefined) {
    return (
      <ol className={`card ${css.ways}`} {...label}>
        {options.map((option) => (
          <li key={option.key} className={css.way}>
            <Words option={option} />
          </li>
        ))}
      </ol>
    );
  }
  return (
    <div className={`card ${css.ways}`} role="radiogroup" {...label}>
      {options.map((option) => (
        <label key={option.key} className={`${css.way} ${css.choice}`}>
          <input type="radio" name={name} checked={option.key === chosen} onChange={() => onChoose(option.key)} />
          <Words option={option} />
        </label>
      ))}
    </div>
  );
}

function Words({ option: { label, delta, note } }: { option: PricedOption }) {
  return (
    <>
      <b>{label}</b>
      {delta !== undefined && <bdi className={css.delta}>{deltaText(delta)}</bdi>}
      <small>{note}</small>
    </>
  );
}
