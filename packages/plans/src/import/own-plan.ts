import { isDeepStrictEqual } from 'node:util';
import type { AcceptInput, Destination, Idea, Item, Place, PlanDocument } from '@tripmaster/contracts';
import { listGuides, loadGuide, type Guide } from '../catalogue/index.ts';
import { outlook } from '../climate/outlook.ts';
import { areaPlace, cityPlace, visitPlace } from '../itinerary/catalogue-proposer.ts';
import { isMapLink } from '../itinerary/links.ts';
import { entryPrice, partyPrices } from '../itinerary/pricing.ts';
import type { Rates } from '../rates/index.ts';
import { metresBetween } from '../travel/distance.ts';
import type { Party } from '../trip.ts';
import type { Facts } from '../verify/index.ts';
import { placeId } from '../verify/facts.ts';
import { opened } from '../versions/revise.ts';

/** A guide's city lies no further from where a plan has it. */
const SAME_CITY_METRES = 60_000;
const MOST_NOTICES = 50;
const MOST_NOTICE = 1_000;

export type Claimed = AcceptInput['document'];
type Known = { guide: Guide; place: Place; entry?: number };

/**
 * A plan that somebody sends as one, with what it claims to have from us checked: a place is the guide's only where it is so
 * to the letter, an item and a usual price likewise; opening times, sun and climate are what we know ourselves. All else is
 * the traveller's own word.
 */
export async function checkedClaims(
  claimed: Claimed,
  { facts, rates }: { facts: Facts; rates: Rates },
): Promise<Omit<PlanDocument, 'verification' | 'budget'>> {
  const { budget: _budget, verification: _verification, ...document } = claimed;
  const guides = new Map(listGuides().map((guide) => [guide.id, guide]));
  const destinations = document.destinations.map((place): Destination => {
    const guide = place.guide === undefined ? undefined : guides.get(place.guide);
    if (guide !== undefined && metresBetween(guide, place) <= SAME_CITY_METRES) return place;
    const { guide: _guide, ...rest } = place;
    return rest;
  });
  const ids = [...new Set(destinations.flatMap(({ guide }) => guide ?? []))];
  const loaded = await Promise.all(ids.map((id) => loadGuide(id)));
  const known = knownPlaces(loaded);
  const { travellers } = document.request;
  const party: Party = { ...travellers, size: travellers.adults + travellers.childrenAges.length };
  const currency = claimed.budget?.total.currency ?? 'EUR';
  const context: Context = { destinations, known, facts, prices: pricesOf(loaded, { party, currency, rates }) };
  const days = document.days.map((day) => {
    const { sun, climate, ...rest } = day;
    const there = destinations.find(({ name, arrive, depart }) => name === day.city && arrive <= day.date && day.date <= depart);
    const told = there === undefined || (sun === undefined && climate === undefined) ? {} : outlook(there, day.date);
    return { ...rest, ...told, items: day.items.map((item) => itemOf(item, day.date, context)) };
  });
  return {
    ...document,
    destinations,
    days,
    ...(document.ideas === undefined ? {} : { ideas: document.ideas.map((idea) => ideaOf(idea, context)) }),
    notices: document.notices.slice(0, MOST_NOTICES).map(({ code, message }) => ({ code, message: message.slice(0, MOST_NOTICE) })),
    engine: { ...document.engine, version: document.engine.version.slice(0, 60) },
  };
}

type Context = {
  destinations: readonly Destination[];
  known: ReadonlyMap<string, Known>;
  facts: Facts;
  prices: ReadonlyMap<string, ReadonlySet<number>>;
};

function knownPlaces(guides: readonly Guide[]): Map<string, Known> {
  const known = new Map<string, Known>();
  for (const guide of guides) {
    for (const area of guide.areas) known.set(placeId(guide.id, area.id), { guide, place: areaPlace(guide, area) });
    for (const place of guide.places) known.set(placeId(guide.id, place.id), { guide, place: visitPlace(guide, place) });
  }
  return known;
}

type Pricing = { party: Party; currency: string; rates: Rates };

/** The usual prices of each guide for this party, by what they are for. */
function pricesOf(guides: readonly Guide[], { party, currency, rates }: Pricing): Map<string, Set<number>> {
  const prices = new Map<string, Set<number>>();
  for (const guide of guides) {
    const convert = (amount: number): number | undefined => rates.convert({ amount, currency: guide.currency }, currency)?.money.amount;
    for (const place of guide.places) {
      const amount = place.price === undefined ? undefined : convert(entryPrice(place.price, party));
      if (amount !== undefined) prices.set(placeId(guide.id, place.id), new Set([amount]));
    }
    const { costs, transit, asOf } = guide;
    if (costs === undefined || transit === undefined) continue;
    const usual = partyPrices({ costs, transit, asOf }, party, convert);
    if (usual === undefined) continue;
    for (const kind of ['stay', 'breakfast', 'lunch', 'dinner'] as const)
      prices.set(kind, new Set([...(prices.get(kind) ?? []), ...Object.values(usual[kind])]));
    prices.set('transport', new Set([...(prices.get('transport') ?? []), usual.transitDay]));
  }
  return prices;
}

function itemOf(item: Item, date: string, context: Context): Item {
  const { hours, travelFromPrevious: leg, ...rest } = item;
  const claimed = claimsOf(rest, context);
  const known = opened(claimed, date, context.facts).hours;
  return {
    ...claimed,
    // A way may come from a timetable only where we looked it up.
    ...(leg === undefined ? {} : { travelFromPrevious: { ...leg, estimated: true } }),
    ...(hours !== undefined && known !== undefined ? { hours: known } : {}),
  };
}

function ideaOf(idea: Idea, context: Context): Idea {
  return claimsOf(idea, context);
}

function claimsOf<Thing extends Item | Idea>(thing: Thing, context: Context): Thing {
  const { place } = thing;
  const kept = place === undefined ? undefined : placeOf(place, context);
  const isOurs = kept === place && (place?.source === 'catalogue' || place?.source === 'gazetteer');
  const plain = thing.kind === 'free' || thing.kind === 'transfer';
  // What is neither a visit, a meal nor a bed says nothing about the world: a rest, a way.
  const vouched = isOurs ? plain || thing.title.includes(place.name) : plain && kept === place;
  const provenance = thing.provenance === 'catalogue' && !vouched ? 'user' : thing.provenance;
  const usual = thing.costBasis === 'usual' && !(provenance === 'catalogue' && isUsual(thing, context)) ? 'given' : thing.costBasis;
  return {
    ...thing,
    ...(kept === undefined ? {} : { place: kept }),
    ...(usual === undefined ? {} : { costBasis: usual }),
    links: thing.links.filter(({ label, url }) => label.length <= 200 && isMapLink(url, kept)),
    provenance,
  };
}

/** The place as it is where it is ours to the letter, or a model's; else the traveller's. */
function placeOf(place: Place, { known, destinations }: Context): Place {
  const ours =
    place.source === 'catalogue'
      ? place.id !== undefined && isDeepStrictEqual(known.get(place.id)?.place, place)
      : place.source === 'gazetteer'
        ? destinations.some((city) => isDeepStrictEqual(cityPlace(city), place))
        : place.id === undefined || place.source === 'model';
  if (ours) return place;
  const { id: _id, asOf: _asOf, ...claimed } = place;
  return { ...claimed, source: 'user' };
}

function isUsual(thing: Item | Idea, { prices }: Context): boolean {
  if (thing.cost === undefined) return true;
  const { amount } = thing.cost;
  const meal = 'meal' in thing ? thing.meal : undefined;
  const keys = [
    thing.place?.id,
    meal,
    thing.kind === 'stay' ? 'stay' : undefined,
    thing.category === 'transport' ? 'transport' : undefined,
  ];
  return keys.some((key) => key !== undefined && prices.get(key)?.has(amount) === true) || (thing.kind === 'meal' && meal === undefined);
}
