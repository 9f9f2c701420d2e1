import { CheckIcon, MinusIcon, PlusIcon } from '@phosphor-icons/react';
import { type ReactNode, useId } from 'react';
import { useFieldGroupProps } from './field.tsx';
import './choice.css';

export type Option<Value extends string> = { value: Value; label: string };

/** One of two to five: radio buttons side by side (arrow keys move, as in any radio group). Label it with `Field group` or `label`. */
export function Segmented<Value extends string>({
  options,
  value,
  onChange,
  label,
}: {
  options: readonly Option<Value>[];
  value: Value | undefined;
  onChange: (value: Value) => void;
  label?: string;
}) {
  const name = useId();
  const group = useFieldGroupProps();
  return (
    <div className="seg" role="radiogroup" {...group} aria-label={label}>
      {options.map((option) => (
        <label key={option.value}>
          <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
}

/** A small whole number, by plus and minus. `text` says the number in words where it needs more (`1, age 6`). */
export function Stepper({
  value,
  min,
  max,
  onChange,
  one,
  text = String(value),
}: {
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
  one: string;
  text?: string;
}) {
  const group = useFieldGroupProps();
  const step = (by: number, possible: boolean) => ({
    'aria-disabled': possible ? undefined : true,
    onClick: () => {
      if (possible) onChange(value + by);
    },
  });
  return (
    <fieldset className="step" {...group}>
      <button type="button" aria-label={`One ${one} fewer`} {...step(-1, value > min)}>
        <MinusIcon size={20} aria-hidden />
      </button>
      <output aria-live="polite" className="num">
        {text}
      </output>
      <button type="button" aria-label={`One ${one} more`} {...step(1, value < max)}>
        <PlusIcon size={20} aria-hidden />
      </button>
    </fieldset>
  );
}

/** Any of many. Each chip is a toggle button; a sign as well as colour says which are on. */
export function Chips<Value extends string>({
  options,
  value,
  onChange,
  label,
  more,
}: {
  options: readonly Option<Value>[];
  value: readonly Value[];
  onChange: (value: Value[]) => void;
  label?: string;
  /** Stands last in the row. */ more?: ReactNode;
}) {
  const group = useFieldGroupProps();
  return (
    <fieldset className="chips" {...group} aria-label={label}>
      {options.map((option) => {
        const on = value.includes(option.value);
        const Sign = on ? CheckIcon : PlusIcon;
        return (
          <button
            key={option.value}
            type="button"
            className="chip"
            aria-pressed={on}
            onClick={() => onChange(on ? value.filter((one) => one !== option.value) : [...value, option.value])}
          >
            <Sign size={16} weight="bold" aria-hidden />
            {option.label}
          </button>
        );
      })}
      {more}
    </fieldset>
  );
}
