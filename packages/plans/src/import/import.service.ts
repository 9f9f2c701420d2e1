import {
  endsLater,
  AppError,
  formatMoney,
  newId,
  utcDate,
  type AcceptInput,
  type Budget,
  type ImportFormat,
  type ImportInput,
  type ImportProblem,
  type ImportProposal,
  type Plan,
  type PlanDocument,
  type Place,
} from '@tripmaster/contracts';
import { markChecked, type Actor } from '@tripmaster/rpc';
import { applyOperations } from '../explain/apply.ts';
import type { WorldGazetteer } from '../gazetteer/index.ts';
import { claimOf } from '../plans/idempotency.ts';
import { toPlan } from '../plans/document.ts';
import type { PlansService } from '../plans/plans.service.ts';
import type { Rates } from '../rates/index.ts';
import { metresBetween } from '../travel/distance.ts';
import { admit } from '../versions/admit.ts';
import type { PlanChecker } from '../versions/checker.ts';
import type { LivingPlans } from '../versions/living.ts';
import type { ProposalMarks } from '../versions/marks.ts';
import { diffPlans } from '../versions/plan-diff.ts';
import { revise } from '../versions/revise.ts';
import { place, placeFinder, shownOf, type Placed, type PlaceFinder } from './compose.ts';
import { manyLines, problemList, unreadable, type Problems, type ReadFile } from './found.ts';
import { newPlan } from './new-plan.ts';
import { onto } from './onto.ts';
import { checkedClaims, type Claimed } from './own-plan.ts';
import { placedOf, readPlan, refuseUnfit } from './read-json.ts';
import { recognise, type Recognised } from './recognise.ts';

/** Reads what is no table, calendar or map: mails, pages, PDFs and plain text with bookings in them. */
export type BookingFiles = (
  file: Recognised & { name: string },
  options: { actor: Actor; signal: AbortSignal | undefined },
) => Promise<ReadFile>;

type Deps = {
  living: LivingPlans;
  plans: Pick<PlansService, 'keep'>;
  checker: Pick<PlanChecker, 'facts' | 'checked'>;
  marks: Pick<ProposalMarks, 'isMarked'>;
  gazetteer: WorldGazetteer;
  rates: () => Promise<Rates>;
  bookings: BookingFiles;
  now: () => number;
};
type CallOptions = { idempotencyKey?: string | undefined; signal?: AbortSignal | undefined };

export function importService({ living, plans, checker, marks, gazetteer, rates, bookings, now }: Deps) {
  /** What a reader stumbles over without saying so is the file's fault, and refused like any other. */
  async function readFound(
    file: Recognised & { name: string },
    finder: PlaceFinder,
    options: { actor: Actor; signal: AbortSignal | undefined },
  ): Promise<ReadFile> {
    try {
      return await readAs(file, finder, options);
    } catch (error) {
      if (error instanceof AppError || options.signal?.aborted === true) throw error;
      throw unreadable('file', 'can’t be read', error);
    }
  }

  async function readAs(
    file: Recognised & { name: string },
    finder: PlaceFinder,
    options: { actor: Actor; signal: AbortSignal | undefined },
  ): Promise<ReadFile> {
    switch (file.format) {
      case 'ics':
        return (await import('./read-ics.ts')).readIcs(file.text, (at) => finder.townOf(at)?.timeZone);
      case 'gpx':
      case 'kml':
        return (await import('./read-xml.ts')).readXml(file.text, file.format);
      case 'csv':
        return (await import('./read-csv.ts')).readCsv(file.text);
      default:
        return bookings(file, options);
    }
  }

  /** The document with its ways, sums and verification as they are worked out here. */
  async function settled(
    document: Omit<PlanDocument, 'verification' | 'budget'>,
    budget: Pick<Budget, 'total' | 'rates'>,
    signal: AbortSignal | undefined,
  ): Promise<PlanDocument> {
    const { currency } = budget.total;
    const none = { amount: 0, currency };
    const blank: PlanDocument = {
      ...document,
      days: withoutStaleLegs(document.days),
      budget: {
        total: none,
        perPerson: none,
        perDay: none,
        categories: [],
        ...(budget.rates === undefined ? {} : { rates: budget.rates }),
      },
      verification: { checkedAt: new Date(now()).toISOString(), stale: false, rules: [], violations: [] },
    };
    const facts = await checker.facts(blank);
    const laid = applyOperations(blank, []);
    return checker.checked(laid, facts, { signal });
  }

  /** What of a sent plan is kept; its own sums say which money it is in. */
  async function ofClaims(claimed: Claimed, signal: AbortSignal | undefined): Promise<PlanDocument> {
    const known = await rates();
    const facts = await checker.facts({
      ...claimed,
      budget: blankBudget('EUR'),
      verification: { checkedAt: new Date(now()).toISOString(), stale: false, rules: [], violations: [] },
    });
    const document = await checkedClaims(claimed, { facts, rates: known });
    const total = claimed.budget?.total ?? blankBudget('EUR').total;
    return settled(document, { total, ...(claimed.budget?.rates === undefined ? {} : { rates: claimed.budget.rates }) }, signal);
  }

  async function asNewPlan(read: ReadFile, placed: Placed[], problems: Problems, signal: AbortSignal | undefined): Promise<ImportProposal> {
    const zone = placed.find(({ timeZone }) => timeZone !== undefined)?.timeZone;
    const fallback = zone === undefined ? undefined : cityOfZone(gazetteer, zone);
    const today = utcDate(now());
    const made = newPlan(placed, { title: read.title, today, fallback, problems, priced: converting(await rates(), problems) });
    if (made === undefined) throw unreadable('file', 'nothing in it says in which part of the world the trip is');
    const document = await settled(made.document, { total: { amount: 0, currency: made.currency } }, signal);
    return { format: read.format, items: made.kept.map((one) => shownOf(one, false)), problems: problems.all(), document };
  }

  async function ontoPlan(
    actor: Actor,
    id: string,
    format: ImportFormat,
    placed: Placed[],
    problems: Problems,
    signal: AbortSignal | undefined,
  ): Promise<ImportProposal> {
    const { plan, role, document } = await living.find(actor, id, 'editor');
    const priced = converting(await rates(), problems);
    const { currency } = document.budget.total;
    const { operations, shown } = onto(
      document,
      placed.map((one) => priced(one, currency)),
      problems,
    );
    const items = shown.map(({ placed: one, duplicate }) => shownOf(one, duplicate));
    if (operations.length === 0) return { format, items, problems: problems.all() };
    const facts = await checker.facts(document);
    // What `plans.update` would do with them: so the proposal is the very plan that it would make.
    const admitted = admit(operations, { document, facts, isProposed: (item) => marks.isMarked(id, item) });
    const proposed = await checker.checked(revise(document, admitted, facts), facts, { signal });
    const changes = {
      plan: toPlan(plan, proposed, await living.readerAs(role, plan)),
      diff: diffPlans(document, proposed),
      operations: admitted,
      notices: [],
    };
    return { format, items, problems: problems.all(), changes };
  }

  return {
    /** What a file would make of a plan, or a new plan; nothing is saved. */
    async propose(actor: Actor, { into, ...input }: ImportInput, { signal }: CallOptions = {}): Promise<ImportProposal> {
      // Whoever may not change the plan learns nothing from what the file says either.
      if (into !== undefined) await living.find(actor, into, 'editor');
      const file = { ...recognise(input), name: input.name };
      const problems = problemList();
      if (file.format === 'tripmaster') {
        const claimed = readPlan(file.text);
        const placed = placedOf(claimed);
        if (into !== undefined) return markChecked(await ontoPlan(actor, into, file.format, placed, problems, signal));
        const document = await ofClaims(claimed, signal);
        return markChecked({ format: file.format, items: placedOf(document).map((one) => shownOf(one, false)), problems: [], document });
      }
      const finder = placeFinder(gazetteer);
      const read = await readFound(file, finder, { actor, signal });
      for (const { where, reason } of read.problems) problems.add(where, reason);
      const placed = place(read.found, finder, problems);
      if (placed.length === 0) throw nothingIn(problems.all());
      return markChecked(
        into === undefined
          ? await asNewPlan(read, placed, problems, signal)
          : await ontoPlan(actor, into, file.format, placed, problems, signal),
      );
    },

    /** Makes the plan that was proposed, as it came back: what it claims is checked again, and so are all rules. */
    async accept(actor: Actor, { document: claimed }: AcceptInput, { idempotencyKey, signal }: CallOptions = {}): Promise<Plan> {
      refuseUnfit(claimed);
      const claim = claimOf(idempotencyKey, ['plans.acceptImport', claimed]);
      return plans.keep(actor, newId(now()), () => ofClaims(claimed, signal), claim, 'plan-imported');
    },
  };
}

export type ImportService = ReturnType<typeof importService>;

function blankBudget(currency: string): Budget {
  const none = { amount: 0, currency };
  return { total: none, perPerson: none, perDay: none, categories: [] };
}

/** A file in which nothing could be used: why not, by field. */
function nothingIn(problems: readonly ImportProblem[]): Error {
  const [first] = problems;
  if (first === undefined) return unreadable('file', 'nothing was found in it that belongs into a plan');
  const error = unreadable(first.where, first.reason);
  error.details.fields = problems.slice(0, 50).map(({ where, reason }) => ({ path: `content.${where}`, reason }));
  return error;
}

/** A price in the money of the plan, by the rate of the day; as it was given it stays in the notes. */
function converting(rates: Rates, problems: Problems): (one: Placed, currency: string) => Placed {
  return (one, currency) => {
    const { cost, costBasis: _basis, ...rest } = one.item;
    if (cost === undefined || cost.currency === currency) return one;
    const notes = manyLines([`Price: ${formatMoney(cost)}.`, rest.notes ?? ''].join('\n'));
    const converted = rates.convert(cost, currency)?.money;
    if (converted !== undefined) return { ...one, item: { ...one.item, cost: converted, notes } };
    problems.add(
      one.found.where,
      `there is no exchange rate from ${cost.currency} to ${currency}: the price of “${rest.title}” is in its notes`,
    );
    return { ...one, item: { ...rest, notes } };
  };
}

/** The largest city that a zone is named after. */
function cityOfZone(gazetteer: WorldGazetteer, zone: string) {
  const name = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? '';
  return gazetteer.resolve(name).find(({ timeZone }) => timeZone === zone);
}

/**
 * A way that cannot be the one between its two items, since one of them was left out, is laid anew. In the morning one
 * comes from the night's stay, whatever the evening listed behind it.
 */
function withoutStaleLegs(days: PlanDocument['days']): PlanDocument['days'] {
  let before: Place | undefined;
  let night: Place | undefined;
  return days.map((day) => ({
    ...day,
    items: day.items.map((item, index) => {
      const from = index === 0 ? (night ?? before) : before;
      if (index === 0) night = undefined;
      before = item.place ?? from;
      if (item.place !== undefined && endsLater(item, day.date)) night = item.place;
      const { travelFromPrevious: leg, ...rest } = item;
      if (leg === undefined || item.place === undefined) return item;
      const metres = from === undefined ? 0 : metresBetween(from, item.place);
      const plausible = from !== undefined && leg.metres >= metres * 0.9 - 50 && leg.metres <= metres * 3 + 3_000;
      return plausible || item.kind === 'transfer' ? item : rest;
    }),
  }));
}
