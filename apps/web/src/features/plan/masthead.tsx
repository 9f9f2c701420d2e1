import type { Plan } from '@tripmaster/contracts';
import { formatDateRange, formatInstant } from '../../lib/format.ts';
import { SealLink } from '../../ui/seal/seal.tsx';
import { readVerification } from '../../ui/seal/geometry.ts';
import { Flag } from '../../ui/marks.tsx';
import { visibilityOf } from '../plans/visibility.ts';
import { PlanActions } from './plan-actions.tsx';
import css from './plan.module.css';
import { Presence } from './presence.tsx';
import { TripTitle } from './trip-title.tsx';
import { UndoRedo } from './undo-redo.tsx';
import type { PlanEditing } from './use-editing.ts';
import type { Live } from './use-live.ts';
import { planPartyText } from './words.ts';

/** When, who, what, what can be done with it, and the seal. */
export function Masthead({ plan, own, live, editing }: { plan: Plan; own: boolean; live: Live; editing: PlanEditing }) {
  const [first, last] = [plan.days[0]?.date, plan.days.at(-1)?.date];
  const reading = readVerification(plan.verification);
  const audience = visibilityOf(plan.visibility);
  return (
    <div className={css.mast}>
      <div>
        <p className="kick">
          {first !== undefined && last !== undefined && <bdi className="num">{formatDateRange(first, last)}</bdi>}{' '}
          <span className="faint">·</span> {planPartyText(plan)}
          {plan.owner !== undefined && (
            <>
              {' '}
              <span className="faint">·</span> by <bdi>{plan.owner.name}</bdi>
            </>
          )}
        </p>
        <TripTitle title={plan.title} />
        <div className={css.acts}>
          <PlanActions plan={plan} own={own} />
          {own && <UndoRedo editing={editing} />}
          {own && plan.visibility !== 'private' && <Flag icon={audience.icon}>{audience.short}</Flag>}
        </div>
        <Presence {...live} />
      </div>
      <SealLink
        reading={reading}
        href="#checks"
        note={reading.state === 'open' ? `${reading.holding} of 20 hold` : formatInstant(plan.verification.checkedAt)}
      />
    </div>
  );
}
