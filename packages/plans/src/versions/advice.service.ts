import {
  AppError,
  invalidField,
  type Item,
  type Money,
  type Place,
  type PlanDocument,
  type PlanOperation,
  type PlanProposal,
  type Relaxations,
  type TripRequest,
  type Verification,
} from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import { markChecked, type Actor } from '@tripmaster/rpc';
import { isOpen, roleOn } from '../access/access.ts';
import type { Clash } from '../explain/index.ts';
import { readDocument, toPlan } from '../plans/document.ts';
import { forStrangers } from '../plans/for-others.ts';
import type { PlansRepo } from '../plans/plans.repo.ts';
import type { PlanMaker } from '../plans/plans.service.ts';
import { isNight } from '../verify/index.ts';
import { plain } from '../words.ts';
import { admit } from './admit.ts';
import type { PlanChecker } from './checker.ts';
import { instructionNotices, leavesOut, readInstructions, type Instructions } from './instructions.ts';
import type { LivingPlans } from './living.ts';
import type { ProposalMarks } from './marks.ts';
import { diffPlans } from './plan-diff.ts';
import { noticesAgain, operationsAgain, paceOperations, requestAgain, stayingOf } from './replan.ts';
import { revise } from './revise.ts';

type Deps = {
  db: Database;
  repo: Pick<PlansRepo, 'withDocument'>;
  living: LivingPlans;
  checker: PlanChecker;
  make: PlanMaker;
  marks: ProposalMarks;
};

export type ReplanInput = {
  id: string;
  version: number;
  instructions?: string | undefined;
  keep: readonly string[];
  days?: readonly string[] | undefined;
};

/** What could be done with a plan. Nothing here is saved. */
export function adviceService({ db, repo, living, checker, make, marks }: Deps) {
  return {
    /** The verification of a plan made anew; of a public plan that one is not on as its reader may see it. */
    async verify(actor: Actor | undefined, id: string, signal: AbortSignal | undefined): Promise<Verification> {
      const [found] = await repo.withDocument(db.read, { id, userId: actor?.userId ?? '' });
      if (found === undefined) throw new AppError('not-found');
      const mine = roleOn(found.plan, found.member, actor) !== undefined;
      if (!mine && !isOpen(found.plan)) throw new AppError('not-found');
      const document = readDocument(found.document);
      const checked = await checker.checked(document, await checker.facts(document), { signal, waysOut: mine });
      if (mine) return checked.verification;
      const { plan, ownerName } = found;
      return forStrangers(toPlan(plan, checked), { ownerName, showsDates: plan.showsDates }).verification;
    },

    /** Which wishes exclude each other and what could be asked instead: of a request, or of one's own plan. */
    async relaxations(
      actor: Actor,
      input: { request: TripRequest } | { id: string },
      signal: AbortSignal | undefined,
    ): Promise<Relaxations> {
      if ('request' in input) return relaxationsOf(await checker.relax(input.request, { signal }), undefined);
      const { document } = await living.find(actor, input.id, 'viewer');
      const { request, destinations, budget } = document;
      return relaxationsOf(await checker.relax(request, { signal, destinations }), budget.total);
    },

    /**
     * The plan made again around what is kept and locked, on the days named or on all. It comes as operations on the
     * plan as it is, and is what those make of it.
     */
    async replan(
      actor: Actor,
      { id, version, instructions: words, keep, days }: ReplanInput,
      signal: AbortSignal | undefined,
    ): Promise<PlanProposal> {
      const { plan, role, document } = await living.at(actor, id, version, 'editor');
      const items = new Set(document.days.flatMap((day) => day.items.map((item) => item.id)));
      const dates = new Set(document.days.map(({ date }) => date));
      keep.forEach((item, index) => refuseUnless(items.has(item), `keep.${index}`));
      days?.forEach((date, index) => refuseUnless(dates.has(date), `days.${index}`));
      const touched = days === undefined ? dates : new Set(days);
      const staying = stayingOf(document, new Set(keep), touched);
      const instructions = readInstructions(words);
      const again = async (others: readonly Item[]): Promise<{ made: PlanDocument; operations: PlanOperation[] }> => {
        const made = await make(requestAgain(document, staying, instructions), {
          signal,
          payer: { userId: actor.userId, unnamed: actor.unnamed, planId: id },
          again: {
            destinations: document.destinations,
            nights: staying.flatMap(({ date, item }) => (isNight(item) && item.place !== undefined ? [{ date, place: item.place }] : [])),
            avoid: avoiding([...staying.map(({ item }) => item), ...others], instructions),
          },
        });
        const taken = new Set(items);
        return { made, operations: operationsAgain(document, staying, made, touched, (item) => marks.mark(id, item, taken)) };
      };
      let { made, operations } = await again([]);
      const notices = instructionNotices(instructions);
      if (operations.length === 0 && words === undefined) {
        // Whoever asks without a word wants something else than what there is.
        const there = document.days.flatMap((day) => (touched.has(day.date) ? day.items : []));
        ({ made, operations } = await again(there.filter(({ kind }) => kind === 'sight' || kind === 'activity')));
        const found = operations.length === 0 ? 'nothing else was found' : 'this is something else';
        notices.push({ code: 'assumption', message: `Nothing better was found than what is planned, and ${found}.` });
      }
      operations = [...paceOperations(instructions, document, touched.size === dates.size), ...operations];
      const facts = await checker.facts(document);
      // What `plans.update` would do with them: so the proposal is the very plan that it would make.
      const admitted = admit(operations, { document, facts, isProposed: (item) => marks.isMarked(id, item) });
      const proposed = await checker.checked(revise(document, admitted, facts), facts, { signal });
      const proposal: PlanProposal = {
        plan: toPlan(plan, proposed, await living.readerAs(role, plan)),
        diff: diffPlans(document, proposed),
        operations: admitted,
        notices: [...notices, ...noticesAgain(document, staying, made)],
      };
      return markChecked(proposal);
    },
  };
}

function refuseUnless(known: boolean, path: string): void {
  if (!known) throw invalidField(path, 'is not in the plan');
}

/** Places that are in the plan already, or that the instructions leave out. */
function avoiding(items: readonly Item[], instructions: Instructions): (place: Place) => boolean {
  const ids = new Set(items.flatMap(({ place }) => place?.id ?? []));
  const names = new Set(items.map(({ place, title }) => plain(place?.name ?? title)));
  return (place) => (place.id !== undefined && ids.has(place.id)) || names.has(plain(place.name)) || leavesOut(instructions, place);
}

/** `paid`: the total of the plan as it is, where there is one. */
function relaxationsOf({ feasible, conflict, proven, relaxations }: Clash, paid: Money | undefined): Relaxations {
  return {
    feasible,
    conflict: conflict.map(({ id, label }) => ({ wish: id, label })),
    proven,
    relaxations: relaxations.map((relaxation) => ({
      ...relaxation,
      ...(paid === undefined || paid.currency !== relaxation.total.currency
        ? {}
        : { costDelta: { amount: relaxation.total.amount - paid.amount, currency: paid.currency } }),
    })),
  };
}

export type AdviceService = ReturnType<typeof adviceService>;
