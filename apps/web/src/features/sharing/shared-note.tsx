import { LinkIcon } from '@phosphor-icons/react';
import type { Plan } from '@tripmaster/contracts';
import { useSession } from '../../lib/session.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Note } from '../../ui/marks.tsx';
import { Day } from '../../ui/moments.tsx';
import { Problem } from '../../ui/problem.tsx';
import type { SharedBy } from '../plan/plan-actions.tsx';
import css from './sharing.module.css';
import { useJoin } from './use-join.ts';

/** Whose link this is, how long it works, and the way onto the trip where there is one. */
export function SharedNote({ plan, shared }: { plan: Plan; shared: SharedBy }) {
  const join = useJoin();
  return (
    <div className={css.note}>
      <Note icon={LinkIcon}>
        <p>
          <b>
            <bdi>{plan.owner?.name}</bdi> shares this trip with you.
          </b>{' '}
          {shared.expiresAt !== undefined && (
            <>
              The link works until <Day value={shared.expiresAt} />.{' '}
            </>
          )}
          {shared.joinable && 'You can join, and change it together.'}
        </p>
        <Way plan={plan} shared={shared} busy={join.isPending} onJoin={() => join.mutate(shared.token)} />
        <Problem title="Not joined." error={join.error} />
      </Note>
    </div>
  );
}

function Way({ plan, shared, busy, onJoin }: { plan: Plan; shared: SharedBy; busy: boolean; onJoin: () => void }) {
  const session = useSession();
  if (plan.role !== undefined)
    return (
      <p className={css.way}>
        <ButtonLink size="sm" to="/plans/$id" params={{ id: plan.id }}>
          You are on this trip: open it
        </ButtonLink>
      </p>
    );
  if (!shared.joinable) return null;
  return (
    <p className={css.way}>
      {session.status === 'signed-in' ? (
        <Button size="sm" variant="primary" busy={busy} onClick={onJoin}>
          {busy ? 'Joining' : 'Join the trip'}
        </Button>
      ) : (
        <ButtonLink size="sm" variant="primary" to="/sign-in" search={{ next: `/s/${shared.token}` }}>
          Sign in to join
        </ButtonLink>
      )}
    </p>
  );
}
