import type { Day, Item } from './item.ts';
import { addDays, daysBetween, minutesOf, timeOf } from './time.ts';
import { makeZones, offsetAt, type Zones } from './zones.ts';

const MS = 60_000;
const DAY = 1440;

/** A date, and whose clock its times are read off. */
export type Where = { date: string; timeZone: string };

/** An item with the zone its `start` is told in. */
export type Zoned = { item: Item; timeZone: string };

/** Where an item begins and ends, and its two moments in epoch minutes; `to` lies before `from` for one that ends before it starts. */
export type Span = { start: Where; end: Where; from: number; to: number };

/** True for a way that ends on its day's date or before, in a time of its own: the day goes on in that one. */
function lands({ arrival }: Item, date: string): boolean {
  return arrival !== undefined && arrival.date <= date;
}

/** True when the item ends on a later date than it begins on, which only a stay or a transfer may. */
export function endsLater(item: Item, date: string): boolean {
  return item.arrival === undefined ? wraps(item) : item.arrival.date > date;
}

/** A stay or a transfer whose end is not after its start ends the next day, unless it says where and when. */
function wraps(item: Item): boolean {
  return item.arrival === undefined && (item.kind === 'stay' || item.kind === 'transfer') && item.end <= item.start;
}

/**
 * A day's items, each with the zone it begins in: the day's, or after a way that ended elsewhere that day the one there. So
 * the dinner after a flight is told in the time of the city one has come to.
 */
export function zoned({ date, timeZone, items }: Pick<Day, 'date' | 'timeZone' | 'items'>): Zoned[] {
  let here = timeZone;
  return items.map((item) => {
    const own = { item, timeZone: here };
    if (item.arrival !== undefined && lands(item, date)) here = item.arrival.timeZone;
    return own;
  });
}

/** The zone in which a day ends. */
export function lastZone(day: Pick<Day, 'date' | 'timeZone' | 'items'>): string {
  return day.items.findLast((item) => lands(item, day.date))?.arrival?.timeZone ?? day.timeZone;
}

/** Where an item that begins at `start` ends. `tomorrow`: the zone of the next day, for one that runs into it. */
export function endOf(item: Item, start: Where, tomorrow: string = start.timeZone): Where {
  if (item.arrival !== undefined) return item.arrival;
  return wraps(item) ? { date: addDays(start.date, 1), timeZone: tomorrow } : start;
}

/** The minute at which an item ends by the clock of where it ends, after the midnight that begins `date`. */
export function endMinutes(item: Item, date: string): number {
  const days = item.arrival === undefined ? Number(wraps(item)) : daysBetween(date, item.arrival.date);
  return days * DAY + minutesOf(item.end);
}

/** The moments of an item: elapsed time, through both of its zones and whatever their clocks do. */
export function spanOf(
  item: Item,
  start: Where,
  { tomorrow, zones = makeZones() }: { tomorrow?: string | undefined; zones?: Zones } = {},
): Span {
  const end = endOf(item, start, tomorrow);
  return {
    start,
    end,
    from: zones.epoch(start.timeZone, start.date, minutesOf(item.start)),
    to: zones.epoch(end.timeZone, end.date, minutesOf(item.end)),
  };
}

/** What the clocks of a zone show at a moment (epoch minutes). */
export function localAt(timeZone: string, moment: number): { date: string; time: string } {
  const local = moment + offsetAt(timeZone, moment * MS);
  return { date: new Date(local * MS).toISOString().slice(0, 10), time: timeOf(local) };
}

/**
 * A day's items in the order they happen, as far as their clocks tell: what follows a way that ended elsewhere stays behind
 * it unless it begins before that way is over. `before` settles items that begin at one time.
 */
export function inOrder(day: Pick<Day, 'date' | 'items'>, before: (a: Item, b: Item) => number = () => 0): Item[] {
  const parts: { opens: number; items: Item[] }[] = [{ opens: -Infinity, items: [] }];
  for (const item of day.items) {
    const at = parts.findLastIndex(({ opens }) => minutesOf(item.start) >= opens);
    parts[Math.max(at, 0)]?.items.push(item);
    if (lands(item, day.date)) parts.push({ opens: Math.max(endMinutes(item, day.date), 0), items: [] });
  }
  return parts.flatMap(({ items }) => items.toSorted((a, b) => minutesOf(a.start) - minutesOf(b.start) || before(a, b)));
}
