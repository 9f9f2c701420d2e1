import { CheckIcon, MinusIcon, WarningCircleIcon } from '@phosphor-icons/react';
import { RULES, type RuleResult, type Verification } from '@tripmaster/contracts';
import { useState } from 'react';
import { formatInstant, readableDates } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { sourceText } from '../../ui/provenance/as-of.ts';
import css from './checks.module.css';
import { countsText } from './words.ts';

/** The rules most people ask about, shown before the rest is asked for: travel, hours, holidays, budget, children, arrival, repeats, nights. */
const TELLING: ReadonlySet<number> = new Set([4, 5, 15, 9, 12, 6, 14, 20]);

/** The verifier's evidence: what was looked at, what was found, what could not be known, and by which source. */
export function Checks({
  verification,
  undated,
  className,
}: {
  verification: Verification;
  /** When it was checked is not told. */ undated: boolean;
  className: string;
}) {
  const [all, setAll] = useState(false);
  const broken = verification.rules.filter(({ holds }) => !holds);
  const first = [...broken, ...verification.rules.filter(({ rule, holds }) => holds && TELLING.has(rule))];
  return (
    <section className={className} id="checks" aria-labelledby="checks-title" tabIndex={-1}>
      <h2 id="checks-title" className={css.title}>
        What was checked
      </h2>
      {undated ? (
        <p className="small soft">What was found names dates, and is for those on the trip. These are the outcomes.</p>
      ) : (
        <p className="small soft num">
          {formatInstant(verification.checkedAt)}
          {verification.stale && ', out of date'}
        </p>
      )}
      <ol className={css.rules}>
        {(all ? verification.rules : first).map((result) => (
          <Rule key={result.rule} result={result} full={all} />
        ))}
      </ol>
      <Button variant="quiet" size="sm" aria-expanded={all} onClick={() => setAll(!all)} className={css.more ?? ''}>
        {all ? 'Show the main ones' : 'All twenty, with evidence'}
      </Button>
    </section>
  );
}

/** In short: what was found, and what is unknown. In full: the counts, then every piece of evidence with its source. */
function Rule({ result, full }: { result: RuleResult; full: boolean }) {
  const [head] = result.evidence;
  return (
    <li>
      <Sign result={result} />
      <b>
        {full && <span className="faint num">{result.rule} </span>}
        {RULES[result.rule - 1]?.label ?? result.name}
      </b>
      {(full || head === undefined) && <span className={css.said}>{countsText(result)}</span>}
      {!full && head !== undefined && <span className={css.said}>{readableDates(head.text)}</span>}
      {!full && head !== undefined && result.unknown > 0 && (
        <span className={`tight ${css.unknown}`}>{result.unknown} unknown for want of facts</span>
      )}
      {full &&
        result.evidence.map((evidence) => (
          <span key={evidence.text} className={css.said}>
            {readableDates(evidence.text)}
            <Source evidence={evidence} />
          </span>
        ))}
    </li>
  );
}

function Sign({ result: { holds, checked, unknown } }: { result: RuleResult }) {
  if (!holds) {
    return (
      <span className="broken">
        <WarningCircleIcon size={18} weight="fill" aria-hidden />
        <span className="sr">Broken: </span>
      </span>
    );
  }
  if (checked === 0 && unknown > 0) {
    return (
      <span className="faint">
        <MinusIcon size={16} weight="bold" aria-hidden />
        <span className="sr">Could not be checked: </span>
      </span>
    );
  }
  return (
    <span className="ok">
      <CheckIcon size={16} weight="bold" aria-hidden />
      <span className="sr">Holds: </span>
    </span>
  );
}

function Source({ evidence }: { evidence: RuleResult['evidence'][number] }) {
  const source = sourceText(evidence);
  return source === undefined ? null : <span className="faint"> ({source})</span>;
}
