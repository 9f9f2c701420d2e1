import {
  AppError,
  invalidField,
  type Money,
  type PlanProposal,
  type Relaxations,
  type TripRequest,
  type Verification,
} from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import { markChecked, type Actor } from '@tripmaster/rpc';
import type { Clash } from '../explain/index.ts';
import { readDocument, toPlan } from '../plans/document.ts';
import { forOthers } from '../plans/for-others.ts';
import type { PlansRepo } from '../plans/plans.repo.ts';
import type { PlanMaker } from '../plans/plans.service.ts';
import { plain } from '../words.ts';
import { admit } from './admit.ts';
import type { PlanChecker } from './checker.ts';
import { instructionNotices, leavesOut, readInstructions } from './instructions.ts';
import type { LivingPlans } from './living.ts';
import type { ProposalMarks } from './marks.ts';
import { diffPlans } from './plan-diff.ts';
import { noticesAgain, operationsAgain, requestAgain, stayingOf } from './replan.ts';
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
    /** The verification of a plan made anew; of somebody else's public plan as its reader may see it. */
    async verify(actor: Actor | undefined, id: string, signal: AbortSignal | undefined): Promise<Verification> {
      const [found] = await repo.withDocument(db.read, { id });
      if (found === undefined) throw new AppError('not-found');
      const mine = found.plan.ownerId === actor?.userId;
      if (!mine && found.plan.visibility === 'private') throw new AppError('not-found');
      const document = readDocument(found.document);
      const checked = await checker.checked(document, await checker.facts(document), { signal, waysOut: mine });
      return mine ? checked.verification : forOthers(toPlan(found.plan, checked), found.ownerName).verification;
    },

    /** Which wishes exclude each other and what could be asked instead: of a request, or of one's own plan. */
    async relaxations(
      actor: Actor,
      input: { request: TripRequest } | { id: string },
      signal: AbortSignal | undefined,
    ): Promise<Relaxations> {
      if ('request' in input) return relaxationsOf(await checker.relax(input.request, { signal }), undefined);
      const { document } = await living.find(actor, input.id);
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
      const { plan, document } = await living.at(actor, id, version);
      const items = new Set(document.days.flatMap((day) => day.items.map((item) => item.id)));
      const dates = new Set(document.days.map(({ date }) => date));
      keep.forEach((item, index) => refuseUnless(items.has(item), `keep.${index}`));
      days?.forEach((date, index) => refuseUnless(dates.has(date), `days.${index}`));
      const touched = days === undefined ? dates : new Set(days);
      const staying = stayingOf(document, new Set(keep), touched);
      const instructions = readInstructions(words);
      const places = new Set(staying.flatMap(({ item }) => item.place?.id ?? []));
      const names = new Set(staying.map(({ item }) => plain(item.place?.name ?? item.title)));
      const made = await make(requestAgain(document, staying, instructions), {
        signal,
        payer: { userId: actor.userId, planId: id },
        again: {
          destinations: document.destinations,
          avoid: (place) =>
            (place.id !== undefined && places.has(place.id)) || names.has(plain(place.name)) || leavesOut(instructions, place),
        },
      });
      const taken = new Set(items);
      const paced = instructions.pace === undefined || instructions.pace === document.request.pace ? [] : [instructions.pace];
      const operations = [
        ...paced.map((pace) => ({ op: 'set-pace' as const, pace })),
        ...operationsAgain(document, staying, made, touched, (item) => marks.mark(id, item, taken)),
      ];
      const facts = await checker.facts(document);
      // What `plans.update` would do with them: so the proposal is the very plan that it would make.
      const admitted = admit(operations, { document, facts, isProposed: (item) => marks.isMarked(id, item) });
      const proposed = await checker.checked(revise(document, admitted, facts), facts, { signal });
      const proposal: PlanProposal = {
        plan: toPlan(plan, proposed),
        diff: diffPlans(document, proposed),
        operations: admitted,
        notices: [...instructionNotices(instructions), ...noticesAgain(document, staying, made)],
      };
      return markChecked(proposal);
    },
  };

  function refuseUnless(known: boolean, path: string): void {
    if (!known) throw invalidField(path, 'is not in the plan');
  }
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
