import type { Notice, Place, TravelMode } from '@tripmaster/contracts';
import { loadGuide, openingOf, parseHours, type CityArea, type Guide, type GuidePlace } from '../catalogue/index.ts';
import type { Rate } from '../rates/index.ts';
import { REACH_METRES } from '../verify/limits.ts';
import { metresBetween } from '../travel/distance.ts';
import { hoursSource, placeId } from '../verify/facts.ts';
import { mapLink } from './links.ts';
import { entryPrice, partyPrices } from './pricing.ts';
import { isUnfit, scoreOf, VARIETY } from './score.ts';
import type { Holidays, Stage, Trip, Window } from '../trip.ts';
import type { Area, Candidate, Proposal, Proposer, StageProposal } from './types.ts';

/** Offers what the catalogue holds; cities outside it get a skeleton without invented names. Needs no key and no network. */
export class CatalogueProposer implements Proposer {
  readonly #holidays: Holidays;

  constructor(deps: { holidays: Holidays }) {
    this.#holidays = deps.holidays;
  }

  async propose(trip: Trip, { signal }: { signal?: AbortSignal } = {}): Promise<Proposal> {
    const stages: StageProposal[] = [];
    const rates = new Map<string, Rate>();
    const imported = new Map<string, string>();
    for (const stage of trip.stages) {
      signal?.throwIfAborted();
      if (stage.guide === undefined) {
        stages.push(skeletonOf(stage));
        continue;
      }
      const guide = await loadGuide(stage.guide);
      if (guide.source !== undefined) imported.set(stage.name, guide.source);
      stages.push(guided(trip, stage, guide, this.#holidays, rates));
    }
    const bare = stages.filter(({ skeleton }) => skeleton).map(({ stage }) => stage.name);
    const unpriced = stages
      .filter(({ stage, skeleton, prices }) => !skeleton && prices === undefined && !imported.has(stage.name))
      .map(({ stage }) => stage.name);
    return {
      stages,
      proposer: bare.length === stages.length ? 'skeleton' : 'catalogue',
      notices: [
        ...(bare.length === 0
          ? []
          : [
              {
                code: 'skeleton' as const,
                message: `No guide covers ${bare.join(', ')}: the days there are free-form blocks with map searches, and the costs of stays and meals are not known.`,
              },
            ]),
        ...scarce(trip, stages),
        ...[...imported].map(([city, source]) => ({
          code: 'assumption' as const,
          message: `The places of ${city} are ${source}: verify hours and prices before you go. What stays and meals cost there is not known and not in the sums.`,
        })),
        ...(unpriced.length === 0
          ? []
          : [
              {
                code: 'not-checked' as const,
                message: `There is no exchange rate to ${trip.currency} for ${unpriced.join(', ')}: prices there are not known and not in the sums.`,
              },
            ]),
      ],
      rates: [...rates.values()],
    };
  }
}

/** A city without a guide as the one area that plans have of it. */
export function cityPlace(stage: Pick<Stage, 'name' | 'lat' | 'lon'>): Place {
  return { name: stage.name, lat: stage.lat, lon: stage.lon, category: 'neighbourhood', source: 'gazetteer' };
}

/** One area, the city itself, at the gazetteer's coordinates. */
function skeletonOf(stage: Stage): StageProposal {
  const place = cityPlace(stage);
  return { stage, candidates: [], areas: [{ place, roles: ['stay', 'breakfast', 'lunch', 'dinner'] }], modes: [], skeleton: true };
}

function guided(trip: Trip, stage: Stage, guide: Guide, holidays: Holidays, rates: Map<string, Rate>): StageProposal {
  const toTrip = (amount: number): number | undefined => {
    const converted = trip.rates.convert({ amount, currency: guide.currency }, trip.currency);
    if (converted?.rate) rates.set(converted.rate.currency, converted.rate);
    return converted?.money.amount;
  };
  const areas = guide.areas.map((area): Area => ({ place: areaPlace(guide, area), roles: area.roles }));
  const fit = guide.places.filter((place) => !isUnfit(place, trip) && metresBetween(stage, place) <= REACH_METRES);
  const ranked = fit
    .map((place) => ({ place, score: scoreOf(place, trip, stage.arrive) }))
    .toSorted((a, b) => b.score - a.score || (a.place.id < b.place.id ? -1 : 1));
  const seen = new Map<string, number>();
  const candidates = ranked.map(({ place, score }): Candidate => {
    const before = seen.get(place.category) ?? 0;
    seen.set(place.category, before + 1);
    return candidateOf(trip, guide, place, score * VARIETY ** before, holidays, toTrip);
  });
  const { costs, transit, asOf } = guide;
  const prices = costs === undefined || transit === undefined ? undefined : partyPrices({ costs, transit, asOf }, trip.party, toTrip);
  const modes = (transit?.modes ?? []).filter((mode): mode is Extract<TravelMode, typeof mode> => mode !== 'walk');
  return {
    stage,
    candidates,
    areas: areas.length > 0 ? areas : skeletonOf(stage).areas,
    modes,
    ...(prices ? { prices } : {}),
    skeleton: false,
  };
}

/** A neighbourhood as plans have it. */
export function areaPlace(guide: Guide, area: CityArea): Place {
  return {
    id: placeId(guide.id, area.id),
    name: area.name,
    lat: area.lat,
    lon: area.lon,
    category: 'neighbourhood',
    diets: area.diets,
    source: 'catalogue',
    asOf: guide.asOf,
  };
}

/** A sight of the guide as plans have it. */
export function visitPlace(guide: Guide, place: GuidePlace): Place {
  return {
    id: placeId(guide.id, place.id),
    name: place.name,
    ...(place.localName === undefined ? {} : { localName: place.localName, language: guide.language }),
    lat: place.lat,
    lon: place.lon,
    ...(place.area === undefined ? {} : { area: guide.areas.find((area) => area.id === place.area)?.name ?? place.area }),
    category: place.category,
    setting: place.setting,
    stepFree: place.stepFree,
    childFriendly: place.childFriendly,
    source: 'catalogue',
    asOf: guide.asOf,
  };
}

function candidateOf(
  trip: Trip,
  guide: Guide,
  place: GuidePlace,
  score: number,
  holidays: Holidays,
  toTrip: (amount: number) => number | undefined,
): Candidate {
  const id = placeId(guide.id, place.id);
  const where = visitPlace(guide, place);
  const rules = place.hours === undefined ? undefined : parseHours(place.hours);
  const known = new Map<string, Window[]>();
  const amount = place.price === undefined ? undefined : toTrip(entryPrice(place.price, trip.party));
  return {
    id,
    kind: place.kind,
    title: place.name,
    place: where,
    score,
    visitMinutes: place.visitMinutes,
    opening: (date) => {
      if (rules === undefined) return undefined;
      let windows = known.get(date);
      if (windows === undefined) known.set(date, (windows = openingOf(rules, date, holidays.holidayOn(guide.country, date) !== undefined)));
      return windows;
    },
    ...(amount === undefined ? {} : { cost: { amount, currency: trip.currency } }),
    costBasis: 'usual',
    provenance: 'catalogue',
    ...(rules === undefined ? {} : { hoursSource: { source: hoursSource(guide), asOf: guide.asOf } }),
    note: place.note,
    links: mapLink(place),
  };
}

/** Where the step-free filter leaves fewer places than days, the traveller should know why the days are light. */
function scarce(trip: Trip, stages: readonly StageProposal[]): Notice[] {
  if (!trip.stepFree) return [];
  return stages
    .filter(({ skeleton }) => !skeleton)
    .map(({ stage, candidates }) => ({
      code: 'assumption' as const,
      message: `In ${stage.name} only the ${candidates.length} places that are known to be step-free throughout are planned.`,
    }));
}
