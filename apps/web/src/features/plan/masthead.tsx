import type { Plan, PlanRole } from '@tripmaster/contracts';
import { formatInstant } from '../../lib/format.ts';
import { SealLink } from '../../ui/seal/seal.tsx';
import { readVerification } from '../../ui/seal/geometry.ts';
import { Flag } from '../../ui/marks.tsx';
import { visibilityOf } from '../plans/visibility.ts';
import { PlanActions, type SharedBy } from './plan-actions.tsx';
import css from './plan.module.css';
import { Presence } from './presence.tsx';
import { TripTitle } from './trip-title.tsx';
import { UndoRedo } from './undo-redo.tsx';
import type { PlanEditing } from './use-editing.ts';
import type { Live } from './use-live.ts';
import { planPartyText, whenText } from './words.ts';

type Parts = { plan: Plan; role: PlanRole | undefined; shared: SharedBy | undefined; live: Live; editing: PlanEditing };

/** When, who, what, what can be done with it, and the seal. `shared` is the link by which it is read. */
export function Masthead({ plan, role, shared, live, editing }: Parts) {
  const when = whenText(plan);
  const reading = readVerification(plan.verification);
  const audience = visibilityOf(plan.visibility);
  return (
    <div className={css.mast}>
      <div className={css.name}>
        <p className="kick">
          {when !== undefined && <bdi className="num">{when}</bdi>} <span className="faint">·</span> {planPartyText(plan)}
          {plan.owner !== undefined && (
            <>
              {' '}
              <span className="faint">·</span> by <bdi>{plan.owner.name}</bdi>
            </>
          )}
          {role !== undefined && plan.visibility !== 'private' && (
            <>
              {' '}
              <Flag icon={audience.icon}>{audience.short}</Flag>
            </>
          )}
        </p>
        <TripTitle title={plan.title} />
      </div>
      <SealLink
        reading={reading}
        href="#checks"
        note={
          reading.state === 'open'
            ? `${reading.holding} of 20 hold`
            : plan.datesHidden === true
              ? 'checked'
              : formatInstant(plan.verification.checkedAt)
        }
      />
      <div className={css.work}>
        <div className={css.acts}>
          <PlanActions plan={plan} role={role} shared={shared} />
        </div>
        <div className={css.now}>
          {(role === 'editor' || role === 'owner') && <UndoRedo editing={editing} />}
          <Presence {...live} />
        </div>
      </div>
    </div>
  );
}
