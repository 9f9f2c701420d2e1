import { setImmediate } from 'node:timers/promises';
import type { GenerationEvent, PlanDocument, Verification } from '@tripmaster/contracts';
import { loadGuide } from '../catalogue/index.ts';
import { withWaysOut } from '../explain/index.ts';
import { convert } from '../rates/index.ts';
import { factsFromGuides, rulesHolding, verify, type Facts } from '../verify/index.ts';
import { alternativesOf } from './alternatives.ts';
import type { Assembled } from './assemble.ts';
import { assembleFound, findStage, makeDraft, themes, type Draft, type Found } from './draft.ts';
import type { Origin } from './journeys.ts';
import { withinLimit, type Priced } from './money.ts';
import { noticesOf } from './notices.ts';
import { remedyFor, type Remedy } from './repair.ts';
import { seedOf } from './seed.ts';
import type { Settings } from './stage-plan.ts';
import { titleOf } from './title.ts';
import type { Gazetteer, Holidays, Proposal, Proposer, Trip } from './types.ts';

/** Of the engine as a whole: it changes whenever the same request may give another plan. */
export const ENGINE_VERSION = 'tripmaster-1';

export type PlannerDeps = {
  holidays: Holidays;
  /** Finds the city of origin; without it journeys from home are not planned. */
  gazetteer?: Gazetteer;
  /** Epoch milliseconds of the check. */
  now: number;
  /** Default: from the request. */
  seed?: number;
  /** How much is tried: 1 is about a tenth of a second for a week in one city; the default. */
  effort?: number;
};

export type PlanOptions = { signal?: AbortSignal; onEvent?: (event: GenerationEvent) => void };

/**
 * Milliseconds of the scheduler for one call. Far less than its default: it counts its work, but a clock stands behind
 * that as a guard, and where the clock rules, the same request does not give the same plan.
 */
const SCHEDULER_MS = 1;
/** Days valued after it, for a whole trip, and at least for a stage. */
const TRIES = 24_000;
const LEAST_TRIES = 4_000;
const REPAIRS = 4;
/** Most visits a day: below the verifier's limits, which are for the traveller's own changes too. */
const CAP = { relaxed: 4, balanced: 5, packed: 8 } as const;
/** Minutes that a visit is stretched by while sights are chosen, and minutes beside each way, by pace. */
const LINGER = { relaxed: 20, balanced: 10, packed: 0 } as const;
const BUFFER = { relaxed: 15, balanced: 10, packed: 5 } as const;

/**
 * Makes a plan of a trip: propose, schedule, verify, repair, explain. The same trip, seed and `now` give the same document.
 * Rejects with the signal's reason when aborted and with whatever the proposer rejects with; a wish that cannot be met
 * is never an error but a violation with its ways out.
 */
export async function planTrip(trip: Trip, proposer: Proposer, deps: PlannerDeps, { signal, onEvent }: PlanOptions = {}): Promise<PlanDocument> {
  const progress = (step: Extract<GenerationEvent, { type: 'progress' }>['step'], percent: number, message: string, rules?: number): void =>
    onEvent?.({ type: 'progress', step, percent, message, ...(rules === undefined ? {} : { rulesHolding: rules }) });
  const pause = async (): Promise<void> => {
    await setImmediate();
    signal?.throwIfAborted();
  };
  progress('understand', 5, `${titleOf(trip)}, ${trip.start} to ${trip.end}`);
  const seed = deps.seed ?? seedOf(trip.request);

  progress('propose', 15, 'Looking for places');
  const proposal = await proposer.propose(trip, signal ? { signal } : {});
  await pause();
  const draft = makeDraft(trip, proposal, { origin: originOf(trip, deps), fromEuro: (amount) => convert({ amount, currency: 'EUR' }, trip.currency)?.money.amount });
  const facts = await factsFor(trip, deps);
  const places = proposal.stages.reduce((sum, { candidates }) => sum + candidates.length, 0);
  progress('schedule', 30, `Ordering ${places} places into days`);
  await pause();

  const first: Remedy = { banned: new Set(), cap: CAP[trip.pace], buffer: BUFFER[trip.pace], limit: trip.limit };
  const tries = TRIES * (deps.effort ?? 1);
  let best = attempt(draft, first, seed, tries, facts);
  progress('verify', 60, `${rulesHolding(best.verification)} of 20 rules hold`, rulesHolding(best.verification));
  let remedy: Remedy | undefined = first;
  for (let round = 1, last = best; round <= REPAIRS && remedy; round++) {
    const over = Math.max(0, -(last.assembled.budget.left?.amount ?? 0));
    remedy = remedyFor(last.verification, last.assembled.slots, { over, hopeless: last.priced.hopeless }, remedy);
    if (!remedy) break;
    await pause();
    last = attempt(draft, remedy, seed + round, tries / 2, facts);
    if (isBetter(last, best)) best = last;
    progress('repair', 60 + round * 5, `Round ${round}: ${rulesHolding(last.verification)} of 20 rules hold`, rulesHolding(last.verification));
  }
  for (const day of best.assembled.days) {
    onEvent?.({ type: 'day', day });
    await pause();
  }
  const doc = documentOf(draft, best, seed);
  if (best.verification.violations.length > 0) progress('explain', 90, 'Finding ways out', rulesHolding(best.verification));
  await pause();
  const verification = withWaysOut(doc, best.verification, facts, alternativesOf(draft, best.assembled, best.priced.comfort));
  progress('verify', 95, `${rulesHolding(verification)} of 20 rules hold`, rulesHolding(verification));
  return { ...doc, verification };
}

type Attempt = { priced: Priced; assembled: Assembled; verification: Verification };

/** One whole plan with the given remedies, verified. */
function attempt(draft: Draft, remedy: Remedy, seed: number, tries: number, facts: Facts): Attempt {
  const { trip } = draft;
  const share = Math.max(LEAST_TRIES, tries / Math.max(1, draft.tasks.length));
  const find = (lambda: number): Found[] => {
    const used = new Set(remedy.banned);
    const nextTheme = themes(draft);
    return draft.tasks.map((_, stage) => {
      const settings: Settings = { seed, schedulerMs: SCHEDULER_MS, tries: lambda === 0 ? share : Math.max(LEAST_TRIES, share / 3), lambda, cap: remedy.cap, buffer: remedy.buffer, linger: LINGER[trip.pace], banned: used };
      const found = findStage(draft, stage, settings, nextTheme);
      // A city one comes back to has the same sights: each is seen once.
      for (const { slots } of found.days) for (const { candidate } of slots) if (candidate) used.add(candidate.id);
      return found;
    });
  };
  const priced = withinLimit(draft, remedy.limit, find, (found, comfort) => assembleFound(draft, found, comfort));
  const { assembled } = priced;
  const verification = verify({ request: trip.request, destinations: assembled.destinations, days: assembled.days, budget: assembled.budget }, facts);
  return { priced, assembled, verification };
}

const errors = ({ verification }: Attempt): number => verification.violations.filter(({ severity }) => severity === 'error').length;

function isBetter(a: Attempt, b: Attempt): boolean {
  const holding = rulesHolding(a.verification) - rulesHolding(b.verification);
  return holding !== 0 ? holding > 0 : errors(a) < errors(b);
}

function originOf(trip: Trip, { gazetteer }: PlannerDeps): Origin | undefined {
  const { origin, budget } = trip.request;
  if (origin === undefined || budget?.includesTransport !== true) return undefined;
  return gazetteer?.resolve(origin)[0];
}

async function factsFor(trip: Trip, deps: PlannerDeps): Promise<Facts> {
  const ids = [...new Set(trip.stages.flatMap(({ guide }) => guide ?? []))];
  const guides = await Promise.all(ids.map((id) => loadGuide(id)));
  return factsFromGuides(guides, { now: deps.now, holiday: (country, date) => deps.holidays.isHoliday(country, date) });
}

function documentOf(draft: Draft, { priced, assembled, verification }: Attempt, seed: number): PlanDocument {
  const { trip, proposal } = draft;
  const { days, budget, destinations } = assembled;
  return {
    title: titleOf(trip),
    request: trip.request,
    destinations,
    days,
    budget,
    verification,
    notices: noticesOf(draft, priced),
    engine: engineOf(proposal, seed),
  };
}

function engineOf({ proposer, model, promptVersion }: Proposal, seed: number): PlanDocument['engine'] {
  return { proposer, version: ENGINE_VERSION, ...(model === undefined ? {} : { model }), ...(promptVersion === undefined ? {} : { promptVersion }), seed };
}
