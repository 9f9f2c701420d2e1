import { AppError, type Destination, type DestinationHit, type Place, type PlanDocument, type TripRequest } from '@tripmaster/contracts';
import type { Clash } from './explain/index.ts';
import type { Alternatives } from './itinerary/index.ts';
import type { Area, Payer, Proposer, StageProposal } from './itinerary/types.ts';
import type { AnswerCache, ModelConfig, ModelLedger, ModelTrouble } from './model/index.ts';
import type { Again, PlanMaker } from './plans/plans.service.ts';
import type { Rates } from './rates/index.ts';
import type { Gazetteer } from './trip.ts';
import { understand } from './understand/index.ts';
import type { PlanChecker } from './versions/checker.ts';

export type { ModelConfig, ModelTrouble } from './model/index.ts';

/** What takes seconds is only done for a plan that is kept: a preview (`quick`) is made without the model. */
type Proposers = { quick: Proposer; full: Proposer };

type Parts = {
  gazetteer: Gazetteer;
  model?: ModelConfig;
  /** What the model costs is written down here, and what it answered; absent: nowhere. */
  ledger?: ModelLedger | undefined;
  cache?: AnswerCache | undefined;
  /** Is told when a plan had to be made without the model. */
  onModelTrouble?: ((trouble: ModelTrouble) => void) | undefined;
  /** Whether the model may be asked for somebody just now; by default it may. */
  mayAsk?: ((payer: Payer | undefined) => Promise<boolean>) | undefined;
  /** Exchange rates for the next plan; default: the shipped ones. */
  rates?: (() => Promise<Rates>) | undefined;
  now: () => number;
};

/**
 * Makes plans of requests, and says what is wrong with plans there are. What only planning needs (holidays, the scheduler,
 * the model's client) is loaded with the first plan.
 */
export function createEngine({ gazetteer, model, ledger, cache, onModelTrouble, mayAsk = async () => true, rates, now }: Parts): {
  make: PlanMaker;
  checker: PlanChecker;
} {
  const holidays = async () => (await import('./holidays/index.ts')).openHolidays();
  const open = async (): Promise<Proposers> => {
    const { CatalogueProposer } = await import('./itinerary/index.ts');
    const catalogue = new CatalogueProposer({ holidays: await holidays() });
    if (model === undefined) return { quick: catalogue, full: catalogue };
    const { ModelProposer, troubleOf, withFallback } = await import('./model/index.ts');
    const proposer = new ModelProposer(model, {
      catalogue,
      holidays: await holidays(),
      now,
      ...(ledger === undefined ? {} : { ledger }),
      ...(cache === undefined ? {} : { cache }),
      onTrouble: (error) => onModelTrouble?.({ ...troubleOf(error), kind: 'not-booked' }),
    });
    return { quick: catalogue, full: withFallback(proposer, catalogue, (error) => onModelTrouble?.(troubleOf(error))) };
  };
  let opened: Promise<Proposers> | undefined;
  const ratesNow = async (): Promise<{ rates?: Rates }> => (rates === undefined ? {} : { rates: await rates() });

  const make: PlanMaker = async (request, { signal, onEvent, payer, quick = false, again }) => {
    const at = momentOf(now(), request, again !== undefined);
    const places = again === undefined ? gazetteer : knowing(again.destinations, gazetteer);
    const trip = understand(request, { gazetteer: places, now: at, ...(await ratesNow()) });
    const { planTrip } = await import('./itinerary/index.ts');
    const proposers = await (opened ??= open());
    const proposer = quick || !(await mayAsk(payer)) ? proposers.quick : proposers.full;
    return planTrip(
      trip,
      again === undefined ? proposer : around(proposer, again),
      { holidays: await holidays(), gazetteer: places, builtin: proposers.quick, now: at },
      {
        quick,
        unexplained: again !== undefined,
        ...(signal === undefined ? {} : { signal }),
        ...(onEvent === undefined ? {} : { onEvent }),
        ...(payer === undefined ? {} : { payer }),
      },
    );
  };

  /** What the guide has for the cities and dates of a plan; nothing where its wishes are not to be understood any more. */
  async function stockOf(document: PlanDocument): Promise<Alternatives | undefined> {
    const { days, destinations } = document;
    const { fixed: _fixed, naps: _naps, arrivalTime: _arrival, departureTime: _departure, ...wishes } = document.request;
    const request: TripRequest = {
      ...wishes,
      destinations: destinations.map(({ name, nights }) => ({ name, nights })),
      dates: { start: days[0]?.date ?? '', end: days.at(-1)?.date ?? '' },
    };
    try {
      const trip = understand(request, {
        gazetteer: knowing(destinations, gazetteer),
        now: momentOf(now(), request, true),
        ...(await ratesNow()),
      });
      const { quick } = await (opened ??= open());
      const { alternativesIn } = await import('./itinerary/index.ts');
      return alternativesIn(days, await quick.propose(trip, {}));
    } catch (error) {
      if (error instanceof AppError) return undefined;
      throw error;
    }
  }

  const checker: PlanChecker = {
    async facts({ destinations }) {
      const [{ listGuides, loadGuide }, { factsFromGuides }, calendar] = await Promise.all([
        import('./catalogue/index.ts'),
        import('./verify/index.ts'),
        holidays(),
      ]);
      // A guide may have gone since the plan was made: then nothing is known of its places.
      const known = new Set(listGuides().map(({ id }) => id));
      const ids = [...new Set(destinations.flatMap(({ guide }) => guide ?? []))].filter((id) => known.has(id));
      const guides = await Promise.all(ids.map((id) => loadGuide(id)));
      return factsFromGuides(guides, { now: now(), holiday: (country, date) => calendar.holidayOn(country, date) });
    },

    async checked(document, facts, { signal, waysOut = true } = {}) {
      const { verify } = await import('./verify/index.ts');
      const verification = verify(document, facts);
      if (verification.violations.length === 0 || !waysOut) return { ...document, verification };
      const { withWaysOut } = await import('./explain/index.ts');
      const options = { ...(await stockOf(document)), ...(signal === undefined ? {} : { signal }) };
      return { ...document, verification: await withWaysOut(document, verification, facts, options) };
    },

    async relax(request, { signal, destinations } = {}): Promise<Clash> {
      const at = momentOf(now(), request, destinations !== undefined);
      const places = destinations === undefined ? gazetteer : knowing(destinations, gazetteer);
      // A request that is not understood is refused with its fields, rather than called infeasible.
      understand(request, { gazetteer: places, now: at });
      const [{ tryTrip }, { explainInfeasible }] = await Promise.all([import('./itinerary/index.ts'), import('./explain/index.ts')]);
      const { quick: proposer } = await (opened ??= open());
      const deps = { holidays: await holidays(), gazetteer: places, now: at, ...(await ratesNow()) };
      const options = signal === undefined ? {} : { signal };
      return explainInfeasible(request, {
        maxTries: RELAXING_TRIES,
        wanted: RELAXATIONS,
        async tryPlan(asked) {
          if (asked !== request) {
            const quick = await tryTrip(asked, proposer, deps, { quick: true, ...options });
            if (quick.verification.rules.some(({ holds }) => !holds)) return quick;
          }
          // What is offered must come out when it is asked for: the plan is made as it would be then.
          return tryTrip(asked, proposer, deps, { quick: false, ...options });
        },
      });
    },
  };

  return { make, checker };
}

/** Only the making of plans. */
export function createPlanMaker(parts: Parts): PlanMaker {
  return createEngine(parts).make;
}

/** Requests tried for one explanation, and relaxations looked for. */
const RELAXING_TRIES = 30;
const RELAXATIONS = 4;
const DAY_MS = 86_400_000;

/** When a request is looked at. A plan that has begun already is looked at as on the day before it did. */
function momentOf(at: number, { dates }: TripRequest, begun: boolean): number {
  const first = Date.parse(`${'start' in dates ? dates.start : `${dates.month}-01`}T00:00:00Z`) - DAY_MS;
  return begun && first < at ? first : at;
}

/** A gazetteer that has the cities of a plan under their names, so that each is the one it was when the plan was made. */
function knowing(destinations: readonly Destination[], gazetteer: Gazetteer): Gazetteer {
  return {
    search: (query, limit) => gazetteer.search(query, limit),
    resolve(name) {
      const known = destinations.find((one) => one.name === name);
      return known === undefined ? gazetteer.resolve(name) : [hitOf(known)];
    },
  };
}

function hitOf({ name, country, lat, lon, timeZone, guide }: Destination): DestinationHit {
  const hit = { name, region: '', country, countryName: '', lat, lon, timeZone, population: 0 };
  return guide === undefined ? hit : { ...hit, guide };
}

/** A proposer that offers nothing of what is to be avoided, and no other bed where one stays already. */
function around(proposer: Proposer, { avoid, nights }: Again): Proposer {
  return {
    async propose(trip, options) {
      const proposal = await proposer.propose(trip, options);
      const stages = proposal.stages.map((stage): StageProposal => {
        const candidates = stage.candidates.filter(({ place }) => !avoid(place));
        const { arrive, depart } = stage.stage;
        const bed = mostOften(nights.filter(({ date }) => arrive <= date && date < depart).map(({ place }) => place));
        return { ...stage, candidates, areas: bed === undefined ? stage.areas : stayingAt(bed, stage.areas) };
      });
      return { ...proposal, stages };
    },
  };
}

function mostOften(places: readonly Place[]): Place | undefined {
  const times = ({ lat, lon }: Place): number => places.filter((other) => other.lat === lat && other.lon === lon).length;
  return places.toSorted((a, b) => times(b) - times(a))[0];
}

/** The areas, where one sleeps at just this one of them, or at a place of the traveller's own. */
function stayingAt(bed: Place, areas: readonly Area[]): Area[] {
  const isBed = ({ place }: Area): boolean => place.lat === bed.lat && place.lon === bed.lon;
  const others = areas.map((area): Area => ({ ...area, roles: area.roles.filter((role) => role !== 'stay' || isBed(area)) }));
  return areas.some((area) => isBed(area) && area.roles.includes('stay')) ? others : [...others, { place: bed, roles: ['stay'] }];
}
