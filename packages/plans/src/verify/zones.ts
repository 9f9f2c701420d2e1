import { isZone, offsetAt } from '../time/zones.ts';
import type { Zones } from './types.ts';

const DAY = 1440;
const MS = 60_000;

/** `midnight`: UTC's, in epoch minutes. `offset`: the only one there is from the day before to the day after. */
type LocalDay = { midnight: number; offset: number | undefined };

/** Local times of zones, with days remembered for as long as one check lasts. */
export function makeZones(): Zones {
  const days = new Map<string, Map<string, LocalDay>>();
  const dayOf = (zone: string, date: string): LocalDay => {
    let own = days.get(zone);
    if (own === undefined) days.set(zone, (own = new Map()));
    let day = own.get(date);
    if (day === undefined) {
      const midnight = Date.parse(`${date}T00:00:00Z`) / MS;
      const [before, after] = [offsetAt(zone, (midnight - DAY) * MS), offsetAt(zone, (midnight + 2 * DAY) * MS)];
      own.set(date, (day = { midnight, offset: before === after ? before : undefined }));
    }
    return day;
  };

  /** Every epoch minute at which the zone's clocks show the time, and the moment to use where they never do. */
  const moments = (zone: string, date: string, minutes: number): { hits: number[]; otherwise: number } => {
    const local = dayOf(zone, date).midnight + minutes;
    const dayNumber = Math.floor(local / DAY);
    const atUtcMidnight = (day: number): number => offsetAt(zone, day * DAY * MS);
    const before = atUtcMidnight(dayNumber - 1);
    const after = atUtcMidnight(dayNumber + 2);
    if (before === after) return { hits: [local - before], otherwise: local - before };
    const hits = [...new Set([before, after, atUtcMidnight(dayNumber), atUtcMidnight(dayNumber + 1)])]
      .map((offset) => local - offset)
      .filter((moment) => offsetAt(zone, moment * MS) === local - moment)
      .toSorted((a, b) => a - b);
    return { hits, otherwise: local - before };
  };

  return {
    valid: isZone,
    epoch: (zone, date, minutes) => {
      const { midnight, offset } = dayOf(zone, date);
      if (offset !== undefined && minutes >= 0 && minutes < DAY) return midnight + minutes - offset;
      const { hits, otherwise } = moments(zone, date, minutes);
      return hits[0] ?? otherwise;
    },
    clock: (zone, date, minutes) => {
      const { hits } = moments(zone, date, minutes);
      return hits.length === 1 ? 'once' : hits.length === 0 ? 'skipped' : 'twice';
    },
  };
}
