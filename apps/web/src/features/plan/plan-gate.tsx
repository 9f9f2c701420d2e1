import type { Id, Plan } from '@tripmaster/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { readFailure } from '../../lib/failure.ts';
import { queries } from '../../lib/queries.ts';
import { NotFoundPage } from '../../routes/fallbacks.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { DamagedPlan } from './damaged-plan.tsx';
import { PlanSkeleton } from './plan-skeleton.tsx';

/** Missing, forbidden and malformed look the same: there is no such page. */
const GONE: ReadonlySet<string> = new Set(['not-found', 'forbidden', 'unauthenticated', 'invalid-input']);

/** A plan once it is here; until then its skeleton, that there is none, or what failed. */
export function PlanGate({ id, children }: { id: Id; children: (plan: Plan) => ReactNode }) {
  const plan = useQuery(queries.plan(id));
  if (plan.data !== undefined) return children(plan.data);
  if (plan.isPending) return <PlanSkeleton />;
  if (GONE.has(readFailure(plan.error).code)) return <NotFoundPage />;
  if (readFailure(plan.error).code === 'unreadable-file') return <DamagedPlan id={id} />;
  return (
    <div className="wrap pad">
      <ErrorState title="This trip could not be loaded" error={plan.error} onRetry={() => void plan.refetch()} />
    </div>
  );
}
