import { ClockCountdownIcon, WarningCircleIcon } from '@phosphor-icons/react';
import { RULES, type Violation } from '@tripmaster/contracts';
import { useId } from 'react';
import { readableDates } from '../../lib/format.ts';
import { sourceText } from '../provenance/as-of.ts';
import css from './violation.module.css';
import { WaysOut } from './ways-out.tsx';

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
      {!warning && <WaysOut ways={violation.waysOut} />}
    </article>
  );
}

function Source({ evidence }: { evidence: Violation['evidence'][number] }) {
  const source = sourceText(evidence);
  return source === undefined ? null : <span className="soft">Source: {source}</span>;
}
