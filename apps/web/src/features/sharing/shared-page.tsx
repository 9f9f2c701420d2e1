import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { saw } from '../../lib/counting.ts';
import { readFailure } from '../../lib/failure.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { queries } from '../../lib/queries.ts';
import { ErrorState } from '../../ui/states.tsx';
import { PlanSkeleton } from '../plan/plan-skeleton.tsx';
import { PlanView } from '../plan/plan-view.tsx';
import css from './sharing.module.css';

const OVER: ReadonlySet<string> = new Set(['not-found', 'invalid-input']);

/** A trip by its link: read, printed, and joined where the link is for that. */
export function SharedPage() {
  const { token } = useParams({ from: '/shell/s/$token' });
  const shared = useQuery({ ...queries.shared(token), retry: false });
  const shows = shared.data !== undefined;
  useEffect(() => {
    if (shows) saw('link-opened');
  }, [shows]);
  usePageTitle(shared.data?.plan.title ?? 'A shared trip');
  if (shared.data !== undefined) {
    const { plan, ...link } = shared.data;
    return <PlanView plan={plan} shared={{ ...link, token }} />;
  }
  if (shared.isPending) return <PlanSkeleton />;
  if (OVER.has(readFailure(shared.error).code))
    return (
      <div className="wrap pad">
        <section className={css.over}>
          <h1>This link shows nothing any more</h1>
          <p className="soft">It was revoked, its time is over, or it is not whole. Ask whoever sent it for another one.</p>
        </section>
      </div>
    );
  return (
    <div className="wrap pad">
      <ErrorState title="This trip could not be loaded" error={shared.error} onRetry={() => void shared.refetch()} />
    </div>
  );
}
