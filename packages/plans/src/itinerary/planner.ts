import { setImmediate } from 'node:timers/promises';
import { rulesHolding, type GenerationEvent, type PlanDocument, type TripRequest, type Violation } from '@tripmaster/contracts';
import { loadGuide } from '../catalogue/index.ts';
import { withWaysOut, type TriedPlan } from '../explain/index.ts';
import { convert } from '../rates/index.ts';
import { understand } from '../understand/index.ts';
import { factsFromGuides, type Facts } from '../verify/index.ts';
import { alternativesOf } from './alternatives.ts';
import { errorsOf, search } from './attempt.ts';
import { clashNotice } from './clash.ts';
import { makeDraft, type Draft } from './draft.ts';
import type { Origin } from './journeys.ts';
import { noticesOf } from './notices.ts';
import { seedOf } from './seed.ts';
import { titleOf } from './title.ts';
import type { Gazetteer, Holidays, Trip } from '../trip.ts';
import type { Proposal, Proposer } from './types.ts';

/** Of the engine as a whole: it changes whenever the same request may give another plan. */
const ENGINE_VERSION = 'tripmaster-3';

export type PlannerDeps = {
  holidays: Holidays;
  /** Finds the city of origin and understands the other requests that are tried where wishes clash. */
  gazetteer: Gazetteer;
  /** Epoch milliseconds of the check. */
  now: number;
  /** Default: from the request. */
  seed?: number;
  /** How much is tried: 1 is about a tenth of a second for a week in one city; the default. */
  effort?: number;
};

export type PlanOptions = {
  signal?: AbortSignal;
  onEvent?: (event: GenerationEvent) => void;
  /** Ways out only of a limit that the whole plan is over: for a preview, of which one day is seen. */
  quick?: boolean;
};

/** Days that the search values for a trip, about 2.5 microseconds each; fewer where another request is only tried. */
const TRIES = 24_000;
const QUICK_TRIES = 5_000;
const REPAIRS = 4;
const BUDGET_RULE = 9;

type Step = Extract<GenerationEvent, { type: 'progress' }>['step'];

/**
 * Makes a plan of a trip: propose, schedule, verify, repair, explain. The same trip, seed and `now` give the same document.
 * Rejects with the signal's reason when aborted and with whatever the proposer rejects with; a wish that cannot be met
 * is never an error but a violation with its ways out. `onEvent` hears of every step, and of each day once, when the
 * plan is final.
 */
export async function planTrip(
  trip: Trip,
  proposer: Proposer,
  deps: PlannerDeps,
  { signal, onEvent, quick = false }: PlanOptions = {},
): Promise<PlanDocument> {
  const progress = (step: Step, percent: number, message: string, rules?: number): void =>
    onEvent?.({ type: 'progress', step, percent, message, ...(rules === undefined ? {} : { rulesHolding: rules }) });
  const pause = async (): Promise<void> => {
    await setImmediate();
    signal?.throwIfAborted();
  };
  progress('understand', 5, `${titleOf(trip)}, ${trip.start} to ${trip.end}`);
  const seed = deps.seed ?? seedOf(trip.request);

  progress('propose', 15, 'Looking for places');
  const { draft, facts } = await prepare(trip, proposer, deps, signal);
  await pause();
  const places = draft.proposal.stages.reduce((sum, { candidates }) => sum + candidates.length, 0);
  progress('schedule', 30, places === 0 ? 'Laying out the days' : `Ordering ${places} places into days`);
  await pause();
  const best = await search(draft, facts, {
    seed,
    tries: TRIES * (deps.effort ?? 1),
    repairs: REPAIRS,
    pause,
    between: async (round, { verification }) => {
      const rules = rulesHolding(verification);
      progress(round === 0 ? 'verify' : 'repair', 60 + 5 * round, `${rules} of ${verification.rules.length} rules hold`, rules);
      await pause();
    },
  });
  for (const day of best.assembled.days) {
    onEvent?.({ type: 'day', day });
    await pause();
  }

  const notices = noticesOf(draft, best.priced);
  let { verification } = best;
  if (verification.violations.length > 0) {
    progress('explain', 85, 'Finding ways out', rulesHolding(verification));
    verification = await withWaysOut(best.doc, verification, facts, {
      ...alternativesOf(draft, best.assembled, best.priced.comfort),
      ...(quick ? { only: isAboutMoney } : {}),
      ...(signal === undefined ? {} : { signal }),
    });
    await pause();
    // Money alone is told by the ways out; a model is not asked again for trips that nobody wanted.
    const clashes = errorsOf(best).some((rule) => rule !== BUDGET_RULE);
    if (clashes && draft.proposal.proposer !== 'model')
      notices.push(...(await clashNotice(trip.request, (request) => tryOut(request, proposer, deps, seed, pause, signal))));
    await pause();
  }
  progress('verify', 95, `${rulesHolding(verification)} of ${verification.rules.length} rules hold`, rulesHolding(verification));
  const { days, budget, destinations } = best.assembled;
  return {
    title: titleOf(trip),
    request: trip.request,
    destinations,
    days,
    budget,
    verification,
    notices,
    engine: engineOf(draft.proposal, seed),
  };
}

function isAboutMoney({ rule, itemIds }: Violation): boolean {
  return rule === BUDGET_RULE && itemIds.length === 0;
}

async function prepare(trip: Trip, proposer: Proposer, deps: PlannerDeps, signal?: AbortSignal): Promise<{ draft: Draft; facts: Facts }> {
  const proposal = await proposer.propose(trip, signal ? { signal } : {});
  const draft = makeDraft(trip, proposal, {
    origin: originOf(trip, deps),
    fromEuro: (amount) => convert({ amount, currency: 'EUR' }, trip.currency)?.money.amount,
  });
  return { draft, facts: await factsFor(trip, deps) };
}

/** A quick plan of another request, to learn whether it could be met. */
async function tryOut(
  request: TripRequest,
  proposer: Proposer,
  deps: PlannerDeps,
  seed: number,
  pause: () => Promise<void>,
  signal: AbortSignal | undefined,
): Promise<TriedPlan> {
  await pause();
  const { draft, facts } = await prepare(understand(request, { gazetteer: deps.gazetteer, now: deps.now }), proposer, deps, signal);
  await pause();
  const { doc, verification } = await search(draft, facts, { seed, tries: QUICK_TRIES, repairs: 1, between: pause, pause });
  return { doc, verification };
}

function originOf(trip: Trip, { gazetteer }: PlannerDeps): Origin | undefined {
  const { origin, budget } = trip.request;
  if (origin === undefined || budget?.includesTransport !== true) return undefined;
  return gazetteer.resolve(origin)[0];
}

async function factsFor(trip: Trip, deps: PlannerDeps): Promise<Facts> {
  const ids = [...new Set(trip.stages.flatMap(({ guide }) => guide ?? []))];
  const guides = await Promise.all(ids.map((id) => loadGuide(id)));
  return factsFromGuides(guides, { now: deps.now, holiday: (country, date) => deps.holidays.holidayOn(country, date) });
}

function engineOf({ proposer, model, promptVersion }: Proposal, seed: number): PlanDocument['engine'] {
  return {
    proposer,
    version: ENGINE_VERSION,
    ...(model === undefined ? {} : { model }),
    ...(promptVersion === undefined ? {} : { promptVersion }),
    seed,
  };
}
