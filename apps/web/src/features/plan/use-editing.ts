import { rebase, RULES, rulesHolding, type Id, type Plan } from '@tripmaster/contracts';
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { announce } from '../../lib/announcements.ts';
import { api } from '../../lib/api.ts';
import { readFailure } from '../../lib/failure.ts';
import { keepPlace } from '../../lib/keep-place.ts';
import { queries } from '../../lib/queries.ts';
import { toastProblem, toastUndo } from '../../ui/toast.tsx';
import type { Editing } from '../../ui/timetable/editing.ts';
import { Clashing, send, type Sending } from './send.ts';
import { keepSteps, stepOf, type Step, stepsOf, useSteps, withNew, withoutLast, withTaken } from './steps.ts';

/** Takes back the offer to undo: it is about the newest change alone. */
let withdrawOffer = () => {};

function offer(done: string, undo: () => void): void {
  withdrawOffer();
  withdrawOffer = toastUndo(done, undo);
}

type Change = { sending: Sending; done: string; goOn: () => void };
/** A change that somebody has to decide about, as others changed the same thing. */
export type Question = { clashing: Clashing; done: string };

export type PlanEditing = Editing & {
  question: Question | undefined;
  /** Decides: one's own word, or that of the others. */
  decide: (mine: boolean) => void;
  undo: (() => void) | undefined;
  redo: (() => void) | undefined;
  /** What would be undone and made again, in words. */
  last: { undo: string | undefined; redo: string | undefined };
};

/**
 * Changes of a plan, each saved at once as a version. What others save meanwhile stays; own steps can be taken back one
 * by one, whatever others did in between.
 */
export function useEditPlan(plan: Plan): PlanEditing {
  const { id, version } = plan;
  const client = useQueryClient();
  const [question, setQuestion] = useState<Question>();
  const steps = useSteps(id);
  const known = () => client.getQueryData<Plan>(queries.plan(id).queryKey) ?? plan;

  /** One after the other, in the order they were asked for. */
  const scope = { id: `plan ${id}` };
  const update = useMutation({
    scope,
    // Without a connection it is said at once that nothing was saved; held back, it would meet whatever came in between.
    networkMode: 'always',
    mutationFn: async ({ sending }: Change) => {
      const before = known();
      return { before, ...(await send(sending)) };
    },
    onSuccess: async ({ before, plan: after, operations }, { done, goOn }) => {
      keepSteps(id, (all) => withNew(all, stepOf(done, operations, before, after)));
      await show(client, after);
      goOn();
      announce(`${done} ${rulesText(after)}`);
      offer(done, () => take.mutate('undo'));
    },
    onError: (error, { done }) => {
      if (!(error instanceof Clashing)) return notSaved(client, error);
      void client.invalidateQueries({ queryKey: queries.plan(id).queryKey });
      setQuestion({ clashing: error, done });
    },
  });

  const take = useMutation({
    scope,
    networkMode: 'always',
    mutationFn: (which: 'undo' | 'redo') => takeStep(id, which, known()),
    onSuccess: async (taken, which) => {
      withdrawOffer();
      if (taken === undefined) return;
      await show(client, taken.plan);
      const { done } = taken.step;
      announce(`${which === 'undo' ? 'Undone' : 'Done again'}: ${done} ${rulesText(taken.plan)}`);
    },
    onError: (error, which) => {
      if (!(error instanceof Clashing)) return notSaved(client, error);
      keepSteps(id, (all) => withoutLast(all, which));
      void client.invalidateQueries({ queryKey: queries.plan(id).queryKey });
      toastProblem(`${which === 'undo' ? 'Not undone' : 'Not done again'}: the same was changed by others since.`);
    },
  });

  const busy = update.isPending || take.isPending;
  const [undo, redo] = [steps.undo.at(-1), steps.redo.at(-1)];
  return {
    version,
    busy,
    apply: (operations, done, since = version) => update.mutate({ sending: { id, version: since, operations }, done, goOn: keepPlace() }),
    question,
    decide: (mine) => {
      setQuestion(undefined);
      if (question === undefined || !mine) return;
      const { mine: sending } = question.clashing;
      if (sending.operations.length === 0) return toastProblem('That can’t be done any more: the day or the stop is gone.');
      update.mutate({ sending, done: question.done, goOn: keepPlace() });
    },
    undo: undo === undefined ? undefined : () => take.mutate('undo'),
    redo: redo === undefined ? undefined : () => take.mutate('redo'),
    last: { undo: undo?.done, redo: redo?.done },
  };
}

/** Takes the last step back, or makes the last one taken back again. Undefined where there is none. */
async function takeStep(id: Id, which: 'undo' | 'redo', current: Plan): Promise<{ plan: Plan; step: Step } | undefined> {
  const step = stepsOf(id)[which].at(-1);
  if (step === undefined) return undefined;
  const whole = current.version === step.at ? await goBack(step, current) : undefined;
  const { plan, operations } = whole ?? (await mergeStep(step, current));
  const counter = stepOf(step.done, operations, current, plan);
  keepSteps(id, (all) => withTaken(all, which, counter, whole !== undefined));
  return { plan, step };
}

/** To the whole version of before, where nobody did anything since; undefined where somebody just did. */
async function goBack({ to, operations }: Step, { id, version }: Plan) {
  try {
    return { plan: await api.plans.restore.mutate({ id, version, to }), operations };
  } catch (error) {
    if (readFailure(error).code === 'conflict') return undefined;
    throw error;
  }
}

/** By what takes it back alone, put on what others did since. */
async function mergeStep({ at, operations }: Step, { id, version }: Plan) {
  if (operations === undefined) throw new Clashing([], { id, version, operations: [] }, { version, diff: NOTHING });
  const diff = at === version ? NOTHING : await api.plans.diff.query({ id, from: at, to: version });
  const rebased = rebase(operations, diff);
  if (rebased.clashes.length > 0) throw new Clashing(rebased.clashes, { id, version: at, operations }, { version, diff });
  if (rebased.operations.length === 0) return { plan: await api.plans.get.query({ id }), operations };
  return send({ id, version, operations: rebased.operations });
}

const NONE = { amount: 0, currency: 'EUR' };
const NOTHING = {
  request: [],
  days: { added: [], removed: [] },
  items: [],
  ideas: [],
  total: { before: NONE, after: NONE },
  rulesHolding: { before: 0, after: 0 },
  violations: { mended: [], made: [] },
};

type Restore = { id: Id; version: number; to: number };

/** Makes a former version the current one again, as a new version. */
export function useRestoreVersion(onDone: (plan: Plan) => void = () => {}) {
  const client = useQueryClient();
  return useMutation({
    networkMode: 'always',
    mutationFn: ({ id, version, to }: Restore) => api.plans.restore.mutate({ id, version, to }),
    onSuccess: async (plan, { id, version, to }) => {
      withdrawOffer();
      const step = { done: `Went back to version ${to}.`, operations: undefined, at: plan.version, to: version };
      keepSteps(id, (all) => withNew(all, step));
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
