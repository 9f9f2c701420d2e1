import { ClockClockwiseIcon, type Icon, InfoIcon, WarningIcon } from '@phosphor-icons/react';
import type { Notice, Plan } from '@tripmaster/contracts';
import { formatInstant } from '../../lib/format.ts';
import { Note, type Tone } from '../../ui/marks.tsx';
import css from './plan.module.css';

const LOOKS: Readonly<Record<Notice['code'], { tone: Tone; icon: Icon }>> = {
  'model-unavailable': { tone: 'plain', icon: InfoIcon },
  'model-partly-used': { tone: 'plain', icon: InfoIcon },
  'assumption': { tone: 'plain', icon: InfoIcon },
  'skeleton': { tone: 'tight', icon: WarningIcon },
  'not-everything-fits': { tone: 'tight', icon: WarningIcon },
  'not-checked': { tone: 'tight', icon: WarningIcon },
};

/** How the plan came to be, where the reader should know it, and whether its check is old. */
export function PlanNotices({ plan: { notices, verification } }: { plan: Plan }) {
  if (notices.length === 0 && !verification.stale) return null;
  return (
    <ul className={css.notices} aria-label="Notes on this plan">
      {verification.stale && (
        <li>
          <Note tone="tight" icon={ClockClockwiseIcon}>
            <b>Checked {formatInstant(verification.checkedAt)}.</b> The plan or its facts have changed since.
          </Note>
        </li>
      )}
      {notices.map(({ code, message }) => (
        <li key={`${code} ${message}`}>
          <Note {...LOOKS[code]}>{message}</Note>
        </li>
      ))}
    </ul>
  );
}
