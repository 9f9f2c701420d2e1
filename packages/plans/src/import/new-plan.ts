import {
  addDays,
  daysBetween,
  MAX_DAYS,
  offsetAt,
  type Day,
  type Destination,
  type DestinationHit,
  type Idea,
  type Notice,
  type PlanDocument,
  type TripRequest,
} from '@tripmaster/contracts';
import { outlook } from '../climate/outlook.ts';
import { titleOf } from '../itinerary/title.ts';
import { metresBetween } from '../travel/distance.ts';
import { currencyOf } from '../understand/currencies.ts';
import { inZoneOf, isTimed, landingsOf, type Placed } from './compose.ts';
import { oneLine, type Problems } from './found.ts';
import { momentAt } from './zones.ts';

const MOST_A_DAY = 60;
/** Further than this from where one was, one is in another city. */
const ELSEWHERE_METRES = 80_000;
const MOST_CITIES = 10;
const ENGINE = 'tripmaster-import-1';

export type NewPlan = { document: Omit<PlanDocument, 'verification' | 'budget'>; kept: Placed[]; currency: string };
type Options = {
  title: string | undefined;
  today: string;
  fallback: DestinationHit | undefined;
  problems: Problems;
  /** The same thing with its price in a currency. */
  priced: (one: Placed, currency: string) => Placed;
};

/**
 * A plan around what was found: a day for every date from first to last, each in the city where one sleeps. `undefined` where
 * nothing says which part of the world it is about.
 */
export function newPlan(placed: readonly Placed[], { title, today, fallback, problems, priced }: Options): NewPlan | undefined {
  const notices: Notice[] = [];
  const inTime = inSixtyDays(placed, problems);
  const currency = currencyIn(inTime);
  const kept = inTime.map((one) => priced(one, currency));
  const dates = datesOf(kept, today, notices);
  const cities = citiesOf(dates, kept, fallback);
  if (cities === undefined) return undefined;
  const mornings = morningsOf(dates, kept, cities);
  const destinations = destinationsOf(dates, cities, mornings);
  const days: Day[] = dates.map((date) => {
    const { name, country, timeZone, ...rest } = mornings.get(date) ?? cities.get(date) ?? fallbackCity(cities);
    return { date, city: name, country, timeZone, ...outlook({ ...rest, timeZone }, date), items: [] };
  });
  const ideas: Idea[] = [];
  const done: Placed[] = [];
  const landings = new Map(
    dates.map((date) => [
      date,
      landingsOf(
        date,
        kept.flatMap((one) => (one.date === date ? [one.item] : [])),
      ),
    ]),
  );
  for (const one of kept.toSorted((a, b) => momentOf(a) - momentOf(b))) {
    const day = days.find(({ date }) => date === one.date);
    const item = day === undefined ? undefined : inZoneOf(one, day.date, day.timeZone, landings.get(day.date));
    if (item === undefined || day === undefined) {
      if (!isTimed(one.item)) {
        ideas.push(one.item);
        done.push(one);
      }
    } else if (day.items.length < MOST_A_DAY) {
      day.items.push(item);
      done.push({ ...one, item });
    } else problems.add(one.found.where, `“${item.title}” is left out: ${day.date} has ${MOST_A_DAY} items already`);
  }
  const request = requestOf(dates, destinations, done);
  // Where one only sets out is no part of the title.
  const stayed = destinations.filter(({ nights }) => nights > 0);
  const stages = stayed.length > 0 ? stayed : destinations;
  const [first = today] = dates;
  const last = dates.at(-1) ?? first;
  return {
    document: {
      title: oneLine(title ?? '') || titleOf({ start: first, end: last, stages }),
      request,
      destinations,
      days,
      ...(ideas.length === 0 ? {} : { ideas }),
      notices,
      engine: { proposer: 'skeleton', version: ENGINE, seed: 0 },
    },
    kept: done,
    currency,
  };
}

/** When it begins, in epoch milliseconds; what has no time comes last. */
function momentOf({ date, timeZone, item }: Placed): number {
  return date === undefined || !isTimed(item) ? Infinity : momentAt(timeZone ?? 'UTC', date, item.start);
}

/**
 * Where a day begins that is told in the time of another city than that of its evening: on the date of a way between two
 * zones the clock is that of where one leaves, as the ticket has it.
 */
function morningsOf(dates: readonly string[], placed: readonly Placed[], cities: Cities): Map<string, DestinationHit> {
  const mornings = new Map<string, DestinationHit>();
  for (const date of dates) {
    const [first] = placed
      .filter((one) => one.date === date && isTimed(one.item) && one.item.kind !== 'stay')
      .toSorted((a, b) => momentOf(a) - momentOf(b));
    const evening = cities.get(date);
    if (first?.item.kind !== 'transfer' || !isTimed(first.item) || first.town === undefined || evening === undefined) continue;
    const at = Date.parse(`${date}T12:00:00Z`);
    if (offsetAt(first.timeZone ?? first.town.timeZone, at) !== offsetAt(evening.timeZone, at)) mornings.set(date, first.town);
  }
  return mornings;
}

/** What lies within sixty days of the first date; what does not is told and left out. */
function inSixtyDays(placed: readonly Placed[], problems: Problems): Placed[] {
  const first = placed.flatMap(({ date }) => date ?? []).toSorted()[0];
  if (first === undefined) return [...placed];
  return placed.filter(({ date, found, item }) => {
    if (date === undefined || daysBetween(first, date) < MAX_DAYS) return true;
    problems.add(found.where, `“${item.title}” on ${date} is left out: it is more than ${MAX_DAYS} days after the first date, ${first}`);
    return false;
  });
}

function datesOf(placed: readonly Placed[], today: string, notices: Notice[]): string[] {
  const all = placed.flatMap(({ date, item, found }) =>
    date === undefined
      ? []
      : [
          date,
          ...(isTimed(item) && item.arrival !== undefined ? [item.arrival.date] : []),
          ...(found.checkOutDate === undefined ? [] : [found.checkOutDate]),
        ],
  );
  const sorted = all.toSorted();
  let [first] = sorted;
  if (first === undefined) {
    first = addDays(today, 1);
    notices.push({ code: 'assumption', message: 'The file names no dates: the trip is put on tomorrow until you give it its own.' });
  }
  const last = sorted.at(-1) ?? first;
  const count = Math.min(daysBetween(first, last) + 1, MAX_DAYS);
  return Array.from({ length: count }, (_, index) => addDays(first, index));
}

type Cities = ReadonlyMap<string, DestinationHit>;

/** Where one is in the evening of each date. */
function citiesOf(dates: readonly string[], placed: readonly Placed[], fallback: DestinationHit | undefined): Cities | undefined {
  const on = new Map<string, Placed[]>();
  for (const one of placed) if (one.date !== undefined) on.set(one.date, [...(on.get(one.date) ?? []), one]);
  const cities = new Map<string, DestinationHit>();
  const arriving = new Map<string, DestinationHit>();
  let here: DestinationHit | undefined;
  const last = dates.at(-1);
  for (const date of dates) {
    const there = (on.get(date) ?? []).toSorted((a, b) => startOf(a).localeCompare(startOf(b)));
    const bed = there.find(({ item, town }) => item.kind === 'stay' && town !== undefined)?.town;
    here = arriving.get(date) ?? here;
    const before = here;
    for (const { item, town, endsIn } of there) {
      if (item.kind === 'transfer' && isTimed(item)) {
        const arrives = item.arrival?.date ?? (item.end <= item.start ? addDays(date, 1) : date);
        here ??= arrives > date ? town : undefined;
        if (endsIn === undefined) continue;
        if (arrives > date) arriving.set(arrives, endsIn);
        // The way home on the last day is still the last city's day.
        else if (date !== last || before === undefined) here = endsIn;
      } else if (town !== undefined && (here === undefined || metresBetween(here, town) > ELSEWHERE_METRES)) here = town;
    }
    here = bed ?? here;
    if (here !== undefined) cities.set(date, here);
  }
  const any = [...cities.values()][0] ?? placed.find(({ town }) => town !== undefined)?.town ?? fallback;
  if (any === undefined) return undefined;
  for (const date of dates) if (!cities.has(date)) cities.set(date, any);
  return cities;
}

function startOf({ item }: Placed): string {
  return isTimed(item) ? item.start : '';
}

function fallbackCity(cities: Cities): DestinationHit {
  const [first] = cities.values();
  if (first === undefined) throw new Error('a plan without a city');
  return first;
}

/** Runs of dates in one city; on the date of a change one is in both. */
function destinationsOf(dates: readonly string[], cities: Cities, mornings: Cities): Destination[] {
  const destinations: Destination[] = [];
  const visits = dates.flatMap((date) =>
    [mornings.get(date), cities.get(date)].flatMap((city) => (city === undefined ? [] : [{ date, city }])),
  );
  for (const { date, city } of visits) {
    const last = destinations.at(-1);
    if (last !== undefined) {
      last.depart = date;
      last.nights = daysBetween(last.arrive, date);
    }
    if (last?.name === city.name && last.country === city.country) continue;
    const { name, country, lat, lon, timeZone, guide } = city;
    destinations.push({
      name,
      country,
      lat,
      lon,
      timeZone,
      ...(guide === undefined ? {} : { guide }),
      arrive: date,
      depart: date,
      nights: 0,
    });
  }
  return destinations;
}

function requestOf(dates: readonly string[], destinations: readonly Destination[], placed: readonly Placed[]): TripRequest {
  const [start = ''] = dates;
  const people = Math.max(1, ...placed.map(({ found }) => found.people ?? 1));
  const named = new Map<string, number>();
  for (const { name, nights } of destinations) named.set(name, (named.get(name) ?? 0) + nights);
  return {
    destinations: [...named]
      .slice(0, MOST_CITIES)
      .map(([name, nights]) => ({ name: name.slice(0, 120), nights: Math.min(nights, MAX_DAYS) })),
    dates: { start, end: dates.at(-1) ?? start },
    travellers: { adults: Math.min(people, 20), childrenAges: [] },
    interests: [],
    dietary: [],
    accessibility: [],
  };
}

/** The money most prices are in, else that of the first town. */
function currencyIn(placed: readonly Placed[]): string {
  const first = placed.find(({ town }) => town !== undefined)?.town;
  const counts = new Map<string, number>();
  for (const { item } of placed) if (item.cost !== undefined) counts.set(item.cost.currency, (counts.get(item.cost.currency) ?? 0) + 1);
  const [most] = [...counts].toSorted((a, b) => b[1] - a[1]);
  return most?.[0] ?? (first === undefined ? undefined : currencyOf(first.country)) ?? 'EUR';
}
