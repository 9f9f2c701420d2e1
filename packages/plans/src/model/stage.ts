import type { Place, TravelMode } from '@tripmaster/contracts';
import { loadGuide, openingOf, type CityPlace } from '../catalogue/index.ts';
import { foldName } from '../gazetteer/index.ts';
import { mapLink } from '../itinerary/links.ts';
import { entryPrice } from '../itinerary/pricing.ts';
import { isUnfit, scoreOf, VARIETY } from '../itinerary/score.ts';
import type { Holidays, Stage, Trip, Window } from '../trip.ts';
import type { Area, Candidate, StageProposal } from '../itinerary/types.ts';
import { placeId } from '../verify/facts.ts';
import { REACH_METRES } from '../verify/limits.ts';
import { metresBetween } from '../travel/distance.ts';
import type { Rate } from '../rates/index.ts';
import type { Answer, ModelPlace } from './answer.ts';
import { distinct, matcher } from './match.ts';
import { converterOf, pricesOf, type Converter } from './money.ts';

/** What a catalogue's place gains by being what the model picked for this party. */
const PICKED = 1.3;
/** What a place is worth that only the model vouches for, beside one of the catalogue. */
const UNPROVEN = 0.85;

const ACTIVITIES = new Set([
  'amusement-park',
  'boat-trip',
  'brewery',
  'class',
  'distillery',
  'hot-spring',
  'nightlife',
  'ride',
  'show',
  'spa',
  'sport',
  'tour',
  'trail',
  'winery',
]);

export type MergeContext = {
  trip: Trip;
  holidays: Holidays;
  /** The model's name, for people. */
  model: string;
  /** The month in which it was asked, `YYYY-MM`. */
  asOf: string;
  rates: Map<string, Rate>;
};

/** A stage with the model's part in it; `used` candidates are its own or its picks. */
type Merged = { proposal: StageProposal; used: number; filled: boolean };

/**
 * Puts a model's answer together with what the built-in proposer has for the stage. What the catalogue knows it knows
 * better: such places come from it, with its hours and prices, and what it finds unfit for the party is not let in by
 * another door. With fewer than `enough` candidates the catalogue fills up; where there is no guide the stage stays a
 * skeleton around them.
 */
export async function mergeStage(context: MergeContext, base: StageProposal, answer: Answer, enough: number): Promise<Merged> {
  const { trip } = context;
  const { stage } = base;
  const near = answer.places.filter((place) => metresBetween(stage, place) <= REACH_METRES);
  const guide = stage.guide === undefined ? undefined : await loadGuide(stage.guide);
  const inGuide = matcher(guide?.places ?? []);
  const byId = new Map(base.candidates.map((candidate) => [candidate.id, candidate] as const));
  const picked = new Set<Candidate>();
  const own: ModelPlace[] = [];
  for (const place of near) {
    const known = inGuide(place);
    const candidate = guide && known ? byId.get(placeId(guide.id, known.id)) : undefined;
    if (candidate) picked.add(candidate);
    else if (known === undefined) own.push(place);
  }
  const money = converterOf(trip, stage, answer.currency, context.rates);
  const invented = ranked(trip, stage, distinct(own), money).map((one) => candidateOf(context, stage, one, money));
  const mine = [...[...picked].map((candidate) => ({ ...candidate, score: candidate.score * PICKED })), ...invented];
  const filled = mine.length < enough;
  const rest = filled ? base.candidates.filter((candidate) => !picked.has(candidate)) : [];
  const candidates = [...mine, ...rest].toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  const city = guide === undefined && mine.length > 0 ? cityOf(context, base, answer, money) : {};
  return { proposal: { ...base, ...city, candidates, skeleton: guide === undefined && filled }, used: mine.length, filled };
}

type Ranked = { place: CityPlace; from: ModelPlace; score: number };

/** The model's own places as the catalogue would hold them, without those the party cannot use, best first. */
function ranked(trip: Trip, stage: Stage, places: readonly ModelPlace[], money: Converter | undefined): Ranked[] {
  const all = places.map((from): Ranked => {
    const adult = from.adultPrice === undefined ? undefined : money?.entry(from.adultPrice);
    const child = from.childPrice === undefined ? undefined : money?.entry(from.childPrice);
    const place: CityPlace = {
      id: slugOf(from.name),
      name: from.name,
      kind: ACTIVITIES.has(from.category) ? 'activity' : 'sight',
      category: from.category,
      lat: from.lat,
      lon: from.lon,
      visitMinutes: from.visitMinutes,
      hours: '',
      // Without a word about children they pay what everybody pays: the sum is rather too high than too low.
      price: { adult: adult ?? 0, child: Math.min(child ?? adult ?? 0, adult ?? 0), freeUnder: 0 },
      interests: from.interests,
      popularity: from.popularity,
      childFriendly: from.childFriendly,
      setting: from.setting,
      stepFree: from.stepFree,
      note: from.note ?? '',
    };
    return { place, from, score: UNPROVEN * scoreOf(place, trip, stage.arrive) };
  });
  const seen = new Map<string, number>();
  const usable = all
    .filter(({ place }) => !isUnfit(place, trip))
    .toSorted((a, b) => b.score - a.score || (a.place.id < b.place.id ? -1 : 1));
  return usable.map((one) => {
    const before = seen.get(one.place.category) ?? 0;
    seen.set(one.place.category, before + 1);
    return { ...one, score: one.score * VARIETY ** before };
  });
}

/** Lower case, hyphens, letters of any script. */
const slugOf = (name: string): string => foldName(name).replaceAll(' ', '-').slice(0, 50);

function candidateOf(
  { trip, holidays, model, asOf }: MergeContext,
  stage: Stage,
  { place, from, score }: Ranked,
  money: Converter | undefined,
): Candidate {
  const id = `model/${slugOf(stage.name)}/${place.id}`;
  const { localName, hours: rules } = from;
  const where: Place = {
    id,
    name: place.name,
    ...(localName === undefined || localName === place.name ? {} : { localName }),
    lat: place.lat,
    lon: place.lon,
    category: place.category,
    setting: place.setting,
    stepFree: place.stepFree,
    childFriendly: place.childFriendly,
    source: 'model',
  };
  const known = new Map<string, Window[]>();
  const opening = (date: string): Window[] | undefined => {
    if (rules === undefined) return undefined;
    let windows = known.get(date);
    if (windows === undefined) known.set(date, (windows = openingOf(rules, date, holidays.holidayOn(stage.country, date) !== undefined)));
    return windows;
  };
  const priced = from.adultPrice !== undefined && money?.entry(from.adultPrice) !== undefined;
  const amount = priced ? money?.toTrip(entryPrice(place.price, trip.party)) : undefined;
  return {
    id,
    kind: place.kind,
    title: place.name,
    place: where,
    score,
    visitMinutes: place.visitMinutes,
    opening,
    ...(amount === undefined ? {} : { cost: { amount, currency: trip.currency }, costBasis: 'estimate' as const }),
    provenance: 'model',
    ...(rules === undefined ? {} : { hoursSource: { source: `suggested by ${model}, not verified`, asOf } }),
    ...(place.note === '' ? {} : { note: place.note }),
    links: mapLink(place),
  };
}

/** Neighbourhoods, transport and prices of a city that no guide covers, as far as the model named any. */
function cityOf(
  { trip, asOf }: MergeContext,
  base: StageProposal,
  answer: Answer,
  money: Converter | undefined,
): Pick<StageProposal, 'areas' | 'modes' | 'prices'> {
  const { stage } = base;
  const named = distinct(
    answer.areas
      .filter((area) => area.roles.length > 0 && metresBetween(stage, area) <= REACH_METRES)
      .map((area) => ({ ...area, localName: undefined })),
  );
  const areas = named.map(({ name, lat, lon, roles, diets }): Area => {
    // An empty list is no word about diets at all, which is not the same as a no.
    const place: Place = {
      id: `model/${slugOf(stage.name)}/area-${slugOf(name)}`,
      name,
      lat,
      lon,
      category: 'neighbourhood',
      ...(diets.length === 0 ? {} : { diets }),
      source: 'model',
    };
    return { place, roles };
  });
  const roles = new Set(areas.flatMap((area) => area.roles));
  const whole = ['stay', 'lunch', 'dinner'] as const;
  const modes = answer.modes.map((mode): TravelMode => mode);
  const prices = money === undefined ? undefined : pricesOf(trip, stage, answer, money, asOf);
  return {
    areas: whole.every((role) => roles.has(role)) ? areas : [...areas, ...base.areas],
    modes,
    ...(prices === undefined ? {} : { prices }),
  };
}
