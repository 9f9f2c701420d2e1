import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { readFailure } from '../../lib/failure.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { queries } from '../../lib/queries.ts';
import { NotFoundPage } from '../../routes/fallbacks.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { PlanSkeleton } from './plan-skeleton.tsx';
import { PlanView } from './plan-view.tsx';

/** Missing, forbidden and malformed look the same: there is no such page. */
const GONE: ReadonlySet<string> = new Set(['not-found', 'forbidden', 'unauthenticated', 'invalid-input']);

/** A trip's plan; a public one is read without signing in. */
export function PlanPage() {
  const { id } = useParams({ from: '/shell/plans/$id' });
  const plan = useQuery(queries.plan(id));
  usePageTitle(plan.data?.title ?? 'Trip');
  if (plan.data !== undefined) return <PlanView plan={plan.data} />;
  if (plan.isPending) return <PlanSkeleton />;
  if (GONE.has(readFailure(plan.error).code)) return <NotFoundPage />;
  return (
    <div className="wrap pad">
      <ErrorState title="This trip could not be loaded" error={plan.error} onRetry={() => void plan.refetch()} />
    </div>
  );
}
