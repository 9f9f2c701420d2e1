import type { Plan } from '@tripmaster/contracts';
import { type ReactNode, useId } from 'react';
import { Dialog } from '../../ui/dialog.tsx';
import { Audience } from './audience.tsx';
import { InviteForm } from './invite-form.tsx';
import { Links } from './links.tsx';
import { PeopleList } from './people-list.tsx';
import css from './sharing.module.css';

/** Everything about who sees a trip: people, links, everybody else, and what nobody else ever sees. For its owner. */
export function ShareDialog({ plan, open, onClose }: { plan: Plan; open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title="Share this trip">
      <div className={css.share}>
        <Part title="Invite somebody">
          <InviteForm planId={plan.id} />
        </Part>
        <Part title="People">
          <PeopleList planId={plan.id} manage />
        </Part>
        <Part title="Links">
          <Links planId={plan.id} />
        </Part>
        <Part title="Everybody else">
          <Audience plan={plan} />
        </Part>
        <Part title="What stays hidden">
          <p className="small soft">
            Only people on the trip see where you start from, your limit, ages and needs, notes and wishes in your own words, what you
            entered yourself and what you booked. Your e-mail address is shown to nobody.
          </p>
        </Part>
      </div>
    </Dialog>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={css.part}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  );
}
