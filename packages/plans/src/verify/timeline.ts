import {
  addDays,
  daysBetween,
  endMinutes,
  makeZones,
  minutesOf,
  spanOf,
  zoned,
  type Budget,
  type Day,
  type Item,
  type Money,
} from '@tripmaster/contracts';
import { costIn } from '../budget/index.ts';
import type { Check, Facts, FixedMatch, PlaceFact, Stop, Timeline, VerifiableDoc } from './types.ts';
import { plain } from '../words.ts';

/** Every date of the trip: as asked, or for a flexible request from the first arrival on. */
export function tripDates(doc: VerifiableDoc): string[] {
  const asked = doc.request.dates;
  if ('start' in asked)
    return Array.from({ length: Math.max(daysBetween(asked.start, asked.end), 0) + 1 }, (_, i) => addDays(asked.start, i));
  const start = doc.destinations[0]?.arrive ?? doc.days.map(({ date }) => date).toSorted()[0] ?? `${asked.month}-01`;
  return Array.from({ length: asked.days }, (_, i) => addDays(start, i));
}

/** True for a stay that is one night. */
export function isNight(item: Item): boolean {
  return item.kind === 'stay' && item.end <= item.start;
}

/**
 * Minutes an item lasts on the clock; 0 for one that ends before it starts. Of a way between zones it is what its two
 * clocks are apart, so that start and end moved by as much keep it as long as it is.
 */
export function lengthOf(item: Item): number {
  const length = minutesOf(item.end) - minutesOf(item.start);
  return length <= 0 && (item.kind === 'stay' || item.kind === 'transfer') ? length + 1440 : Math.max(length, 0);
}

type Placed = { item: Item; day: Day };
type Wish = FixedMatch['wish'];
type Rates = NonNullable<Budget['rates']>;

/** A price given in another money is the same when it was converted at the plan's own dated rate, to the minor unit. */
function samePrice(given: Money, item: Item, rates: Rates): boolean {
  const { cost } = item;
  if (cost === undefined || cost.currency === given.currency) return cost?.amount === given.amount;
  const converted = costIn({ cost: given }, cost.currency, rates);
  return converted !== undefined && Math.abs(converted - cost.amount) <= 1;
}

function changesOf(wish: Wish, { item, day }: Placed, rates: Rates): string[] {
  const changes: string[] = [];
  if (day.date !== wish.date) changes.push('date');
  if (item.start !== wish.start) changes.push('start');
  if (item.end !== wish.end) changes.push('end');
  if (
    wish.place !== undefined &&
    item.place !== undefined &&
    (Math.abs(item.place.lat - wish.place.lat) > 0.001 || Math.abs(item.place.lon - wish.place.lon) > 0.001)
  ) {
    changes.push('place');
  }
  if (wish.cost !== undefined && !samePrice(wish.cost, item, rates)) changes.push('price');
  return changes;
}

/** Pairs each fixed wish with its item: the least changed one of that title, each item at most once. */
function matchFixed(doc: VerifiableDoc): FixedMatch[] {
  const wishes = doc.request.fixed ?? [];
  if (wishes.length === 0) return [];
  const byTitle = new Map<string, Placed[]>();
  for (const day of doc.days) {
    for (const item of day.items) {
      const title = plain(item.title);
      const same = byTitle.get(title);
      if (same === undefined) byTitle.set(title, [{ item, day }]);
      else same.push({ item, day });
    }
  }
  const taken = new Set<Item>();
  const take = (wish: Wish, most: number): FixedMatch | undefined => {
    let best: FixedMatch | undefined;
    for (const stop of byTitle.get(plain(wish.title)) ?? []) {
      if (taken.has(stop.item)) continue;
      const changes = changesOf(wish, stop, doc.budget.rates ?? []);
      if (changes.length <= most && (best === undefined || changes.length < best.changes.length)) best = { wish, stop, changes };
    }
    if (best?.stop !== undefined) taken.add(best.stop.item);
    return best;
  };
  const kept = wishes.map((wish) => take(wish, 0));
  return wishes.map((wish, index) => kept[index] ?? take(wish, Infinity) ?? { wish, changes: ['missing'] });
}

/** Lays the plan out in time, whatever its state: unordered, doubled and backward items all find a place. */
export function makeTimeline(doc: VerifiableDoc, facts: Facts): Timeline {
  const zones = makeZones();
  const zoneOf = new Map<string, string>();
  for (const { date, timeZone } of doc.days) zoneOf.set(date, timeZone);
  const fixed = matchFixed(doc);
  const kept = new Set(fixed.flatMap(({ stop, changes }) => (stop !== undefined && changes.length === 0 ? [stop.item] : [])));

  const stops = doc.days
    .flatMap((day) => zoned(day).map(({ item, timeZone }) => makeStop(timeZone === day.timeZone ? day : arrivedIn(day, timeZone), item)))
    .toSorted((a, b) => a.from - b.from || a.to - b.to);

  /** The rest of a day in the city one has come to. */
  function arrivedIn(day: Day, timeZone: string): Day {
    const there = doc.destinations.find((place) => place.timeZone === timeZone && place.arrive <= day.date && day.date <= place.depart);
    return { ...day, timeZone, ...(there === undefined ? {} : { city: there.name, country: there.country }) };
  }

  function makeStop(day: Day, item: Item): Stop {
    const start = minutesOf(item.start);
    const span = spanOf(item, { date: day.date, timeZone: day.timeZone }, { zones, tomorrow: zoneOf.get(addDays(day.date, 1)) });
    const { from, to } = span;
    const fact: PlaceFact | undefined = item.place?.id === undefined ? undefined : facts.place(item.place.id);
    const point = fact ?? item.place;
    return {
      item,
      day,
      date: day.date,
      start,
      end: Math.max(endMinutes(item, day.date), item.arrival === undefined ? start : -Infinity),
      ends: span.end,
      from,
      to: Math.max(to, from),
      minutes: to - from,
      night: isNight(item),
      ...(point === undefined ? {} : { point: { lat: point.lat, lon: point.lon } }),
      ...(fact === undefined ? {} : { fact }),
      fixed: kept.has(item),
    };
  }

  const byDate = new Map<string, Stop[]>();
  for (const stop of stops) {
    const same = byDate.get(stop.date);
    if (same === undefined) byDate.set(stop.date, [stop]);
    else same.push(stop);
  }
  return { doc, facts, dates: tripDates(doc), stops, byDate, zones, fixed };
}

/** A visit is what one goes to see or do; meals, ways, rests and nights are not. */
export function isVisit({ item }: Stop): boolean {
  return item.kind === 'sight' || item.kind === 'activity';
}

/** A rule's outcome before it has looked at anything. */
export function newCheck(): Check {
  return { checked: 0, unknown: 0, evidence: [], findings: [] };
}
