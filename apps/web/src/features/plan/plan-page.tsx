import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { usePageTitle } from '../../lib/page-title.ts';
import { queries } from '../../lib/queries.ts';
import { PlanGate } from './plan-gate.tsx';
import { PlanView } from './plan-view.tsx';

/** A trip's plan; a public one is read without signing in. */
export function PlanPage() {
  const { id } = useParams({ from: '/shell/plans/$id' });
  usePageTitle(useQuery(queries.plan(id)).data?.title ?? 'Trip');
  // One trip's open dialogs and steps to undo are not the next one's.
  return <PlanGate id={id}>{(plan) => <PlanView key={plan.id} plan={plan} />}</PlanGate>;
}
