import { inverse, type Id, type Plan, type PlanOperation } from '@tripmaster/contracts';
import { useSyncExternalStore } from 'react';
import { onSessionChange } from '../../lib/session.ts';

/** One step that can be taken back, or made again. */
export type Step = {
  /** What was done, in words. */
  done: string;
  /** What takes it back; undefined where only going back to `to` does. */
  operations: PlanOperation[] | undefined;
  /** The version it was saved as. While that is the newest, going back to `to` takes it back to the letter. */
  at: number;
  to: number;
};
export type Steps = { undo: readonly Step[]; redo: readonly Step[] };

export const NO_STEPS: Steps = { undo: [], redo: [] };

/** What was just done to `before`, as a step that can be taken back. */
export function stepOf(done: string, operations: PlanOperation[] | undefined, before: Plan, after: Pick<Plan, 'version'>): Step {
  return { done, operations: operations && inverse(operations, before), at: after.version, to: before.version };
}

/** After something new: what was taken back before cannot be made again. */
export function withNew({ undo }: Steps, step: Step): Steps {
  return { undo: [...undo, step], redo: [] };
}

/**
 * After the last step of `which` was taken, as `counter`, which takes it back in turn. Where it was taken by going back to a whole
 * version, the plan is as it was then, also for the step before.
 */
export function withTaken(steps: Steps, which: keyof Steps, counter: Step, whole: boolean): Steps {
  const taken = steps[which].at(-1);
  const rest = steps[which].slice(0, -1).map((step) => (whole && step.at === taken?.to ? { ...step, at: counter.at } : step));
  const other = which === 'undo' ? steps.redo : steps.undo;
  return which === 'undo' ? { undo: rest, redo: [...other, counter] } : { undo: [...other, counter], redo: rest };
}

/** After the last step of `which` turned out to be past taking. */
export function withoutLast(steps: Steps, which: keyof Steps): Steps {
  return { ...steps, [which]: steps[which].slice(0, -1) };
}

/** Steps of each plan, for as long as the app is open. */
const kept = new Map<Id, Steps>();
const listeners = new Set<() => void>();

onSessionChange(() => {
  kept.clear();
  tell();
});

function tell(): void {
  for (const listener of listeners) listener();
}

export function stepsOf(id: Id): Steps {
  return kept.get(id) ?? NO_STEPS;
}

export function keepSteps(id: Id, change: (steps: Steps) => Steps): void {
  kept.set(id, change(stepsOf(id)));
  tell();
}

export function useSteps(id: Id): Steps {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => stepsOf(id),
  );
}
