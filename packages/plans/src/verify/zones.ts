import { isZone, offsetAt } from '../time/zones.ts';
import type { Zones } from './types.ts';

const DAY = 1440;
const MS = 60_000;

/** Local times of zones, with offsets remembered for as long as one check lasts. */
export function makeZones(): Zones {
  const offsets = new Map<string, number>();
  const atUtcMidnight = (zone: string, dayNumber: number): number => {
    const key = `${zone} ${dayNumber}`;
    let offset = offsets.get(key);
    if (offset === undefined) {
      offset = offsetAt(zone, dayNumber * DAY * MS);
      offsets.set(key, offset);
    }
    return offset;
  };

  /** Every epoch minute at which the zone's clocks show the time, and the moment to use where they never do. */
  const moments = (zone: string, date: string, minutes: number): { hits: number[]; otherwise: number } => {
    const local = Date.parse(`${date}T00:00:00Z`) / 60_000 + minutes;
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
