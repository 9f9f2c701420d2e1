import { ClockCountdownIcon, WarningCircleIcon } from '@phosphor-icons/react';
import { RULES, type Violation, type WayOut } from '@tripmaster/contracts';
import { useId } from 'react';
import { readableDates } from '../../lib/format.ts';
import { deltaText } from '../ledger/amount.ts';
import { sourceText } from '../provenance/as-of.ts';
import css from './violation.module.css';

/** What is wrong, where and by which source; then the ways out, smallest change first. A warning has none. */
export function ViolationNote({ violation }: { violation: Violation }) {
  const heading = useId();
  const warning = violation.severity === 'warning';
  const Sign = warning ? ClockCountdownIcon : WarningCircleIcon;
  return (
    <article aria-labelledby={heading} className={css.group}>
      <div className={`${css.note} ${warning ? css.warning : ''}`}>
        <p className={css.head} id={heading}>
          <Sign size={20} weight={warning ? 'regular' : 'fill'} aria-hidden />
          <span>{readableDates(violation.message)}</span>
        </p>
        {violation.evidence.map((evidence) => (
          <p key={evidence.text}>
            {evidence.text !== violation.message && readableDates(evidence.text)} <Source evidence={evidence} />
          </p>
        ))}
        {violation.evidence.length === 0 && (
          <p className="soft">
            Rule {violation.rule}: {RULES[violation.rule - 1]?.label}
          </p>
        )}
      </div>
      {!warning && violation.waysOut.length > 0 && <WaysOut ways={violation.waysOut} />}
    </article>
  );
}

function Source({ evidence }: { evidence: Violation['evidence'][number] }) {
  const source = sourceText(evidence);
  return source === undefined ? null : <span className="soft">Source: {source}</span>;
}

function WaysOut({ ways }: { ways: readonly WayOut[] }) {
  const label = useId();
  return (
    <>
      <p className={css.label} id={label}>
        Ways out, smallest change first
      </p>
      <ol className={`card ${css.ways}`} aria-labelledby={label}>
        {ways.map((way) => (
          <li key={way.label} className={css.way}>
            <b>{readableDates(way.label)}</b>
            <bdi className={css.delta}>{deltaText(way.costDelta)}</bdi>
            <small>{readableDates(way.consequence)}</small>
          </li>
        ))}
      </ol>
    </>
  );
}
