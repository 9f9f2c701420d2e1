import { RULES, rulesHolding, type Plan, type PlanOperation } from '@tripmaster/contracts';
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { announce } from '../../lib/announcements.ts';
import { api } from '../../lib/api.ts';
import { readFailure } from '../../lib/failure.ts';
import { keepPlace } from '../../lib/keep-place.ts';
import { queries } from '../../lib/queries.ts';
import { toastProblem, toastUndo } from '../../ui/toast.tsx';
import type { Editing } from '../../ui/timetable/editing.ts';

/** Takes back the offer to undo. Only the newest change can be undone: for an older one the version would be wrong. */
let withdrawOffer = () => {};

/** Changes of one's own plan, each saved at once as a version and undone by going back to the one before. */
export function useEditPlan({ id, version }: Pick<Plan, 'id' | 'version'>): Editing {
  const client = useQueryClient();
  const restore = useRestoreVersion();
  const update = useMutation({
    // Without a connection it is said at once that nothing was saved; held back, it would meet whatever came in between.
    networkMode: 'always',
    mutationFn: ({ operations }: { operations: PlanOperation[]; done: string; goOn: () => void }) =>
      api.plans.update.mutate({ id, version, operations }),
    onSuccess: async (plan, { done, goOn }) => {
      await show(client, plan);
      goOn();
      announce(`${done} ${rulesText(plan)}`);
      withdrawOffer();
      withdrawOffer = toastUndo(done, () => restore.mutate({ id, version: plan.version, to: version }));
    },
    onError: (error) => notSaved(client, error),
  });
  return {
    apply: (operations, done) => update.mutate({ operations, done, goOn: keepPlace() }),
    busy: update.isPending || restore.isPending,
  };
}

type Restore = { id: string; version: number; to: number };

/** Makes a former version the current one again, as a new version. */
export function useRestoreVersion(onDone: (plan: Plan) => void = () => {}) {
  const client = useQueryClient();
  return useMutation({
    networkMode: 'always',
    mutationFn: ({ id, version, to }: Restore) => api.plans.restore.mutate({ id, version, to }),
    onSuccess: async (plan, { to }) => {
      withdrawOffer();
      await show(client, plan);
      announce(`Back to version ${to}. ${rulesText(plan)}`);
      onDone(plan);
    },
    onError: (error) => notSaved(client, error),
  });
}

function rulesText({ verification }: Plan): string {
  const holding = rulesHolding(verification);
  return holding === RULES.length ? `All ${RULES.length} rules hold.` : `${holding} of ${RULES.length} rules hold.`;
}

async function show(client: QueryClient, plan: Plan): Promise<void> {
  client.setQueryData(queries.plan(plan.id).queryKey, plan);
  await Promise.all([
    client.invalidateQueries({ queryKey: ['plans', 'list'] }),
    client.invalidateQueries({ queryKey: ['plans', 'history', plan.id] }),
  ]);
}

/** A change made elsewhere in the meantime is shown, so that the next try is made with open eyes. */
function notSaved(client: QueryClient, error: unknown): void {
  const { code, message, fields } = readFailure(error);
  if (code === 'conflict') {
    void client.invalidateQueries({ queryKey: ['plans'] });
    toastProblem('Not saved: this trip was changed elsewhere in the meantime. You see the newer version now.');
    return;
  }
  toastProblem(`Not saved. ${fields[0]?.reason ?? message}`);
}
