import { isZone, offsetAt } from '../time/zones.ts';
import type { Zones } from './types.ts';

const DAY = 1440;
const MS = 60_000;

/** Dates kept as epoch minutes: more than the days of any trip, and of a few at once. */
const MOST_DATES = 2_000;
const midnights = new Map<string, number>();

/** Epoch minutes of UTC midnight. */
function midnightOf(date: string): number {
  let minutes = midnights.get(date);
  if (minutes === undefined) {
    minutes = Date.parse(`${date}T00:00:00Z`) / MS;
    if (midnights.size >= MOST_DATES) midnights.clear();
    midnights.set(date, minutes);
  }
  return minutes;
}

/** Local times of zones. Offsets and dates are remembered from one check to the next. */
export function makeZones(): Zones {
  const atUtcMidnight = (zone: string, dayNumber: number): number => offsetAt(zone, dayNumber * DAY * MS);

  /** Every epoch minute at which the zone's clocks show the time, and the moment to use where they never do. */
  const moments = (zone: string, date: string, minutes: number): { hits: number[]; otherwise: number } => {
    const local = midnightOf(date) + minutes;
    const dayNumber = Math.floor(local / DAY);
    const before = atUtcMidnight(zone, dayNumber - 1);
    const after = atUtcMidnight(zone, dayNumber + 2);
    if (before === after) return { hits: [local - before], otherwise: local - before };
    const hits = [...new Set([before, after, atUtcMidnight(zone, dayNumber), atUtcMidnight(zone, dayNumber + 1)])]
      .map((offset) => local - offset)
      .filter((moment) => offsetAt(zone, moment * MS) === local - moment)
      .toSorted((a, b) => a - b);
    return { hits, otherwise: local - before };
  };

  return {
    valid: isZone,
    epoch: (zone, date, minutes) => {
      const { hits, otherwise } = moments(zone, date, minutes);
      return hits[0] ?? otherwise;
    },
    clock: (zone, date, minutes) => {
      const { hits } = moments(zone, date, minutes);
      return hits.length === 1 ? 'once' : hits.length === 0 ? 'skipped' : 'twice';
    },
  };
}
