import { ClockClockwiseIcon, EyeSlashIcon, InfoIcon, WarningIcon } from '@phosphor-icons/react';
import type { Notice, Plan } from '@tripmaster/contracts';
import { formatInstant, plural, readableDates } from '../../lib/format.ts';
import { Note } from '../../ui/marks.tsx';
import css from './plan.module.css';

/** Said each on its own; the others are how the wish was read, and are told together. */
const WARNINGS: ReadonlySet<Notice['code']> = new Set(['skeleton', 'not-everything-fits', 'not-checked']);

/** How the plan came to be, where the reader should know it, and whether its check is old. */
export function PlanNotices({ plan: { notices, verification, datesHidden, hidden } }: { plan: Plan }) {
  const readings = notices.filter(({ code }) => !WARNINGS.has(code));
  const warnings = notices.filter(({ code }) => WARNINGS.has(code));
  if (notices.length === 0 && !verification.stale && hidden !== true) return null;
  return (
    <div className={css.notices}>
      {hidden === true && (
        <Note tone="tight" icon={EyeSlashIcon}>
          <b>Hidden by a moderator.</b> Only those who are on this trip see it.
        </Note>
      )}
      {verification.stale && (
        <Note tone="tight" icon={ClockClockwiseIcon}>
          {datesHidden !== true && <b>Checked {formatInstant(verification.checkedAt)}. </b>}The plan or its facts have changed since.
        </Note>
      )}
      {warnings.map(({ message }) => (
        <Note key={message} tone="tight" icon={WarningIcon}>
          {readableDates(message)}
        </Note>
      ))}
      {readings.length > 0 && (
        <Note icon={InfoIcon}>
          <Readings notices={readings} />
        </Note>
      )}
    </div>
  );
}

function Readings({ notices }: { notices: readonly Notice[] }) {
  const [only] = notices;
  if (only !== undefined && notices.length === 1) return readableDates(only.message);
  return (
    <details>
      <summary>
        <b>How your wish was read:</b> {plural(notices.length, 'note')}
      </summary>
      <ul className={css.assumed}>
        {notices.map(({ message }) => (
          <li key={message}>{readableDates(message)}</li>
        ))}
      </ul>
    </details>
  );
}
