import type { Zones } from './types.ts';

const DAY = 1440;
const formats = new Map<string, Intl.DateTimeFormat | undefined>();
/** Making a formatter costs 50 µs, far more than using one. Arbitrary documents may name arbitrary zones. */
const MOST_FORMATS = 200;

function formatOf(zone: string): Intl.DateTimeFormat | undefined {
  if (formats.has(zone)) return formats.get(zone);
  let format: Intl.DateTimeFormat | undefined;
  try {
    if (!/^[+-]/.test(zone)) format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  if (formats.size >= MOST_FORMATS) formats.clear();
  formats.set(zone, format);
  return format;
}

/** Minutes the zone is ahead of UTC at an epoch minute (IANA rules of the runtime); 0 for a zone that is none. */
function offsetAt(zone: string, epochMinutes: number): number {
  // Dates at the calendar's edge have no day before or after them.
  if (!Number.isFinite(epochMinutes)) return 0;
  const name = formatOf(zone)?.formatToParts(epochMinutes * 60_000).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const parts = /([+-])(\d\d):(\d\d)/.exec(name.replace('\u2212', '-'));
  return parts === null ? 0 : (parts[1] === '-' ? -1 : 1) * (Number(parts[2]) * 60 + Number(parts[3]));
}

/** Local times of zones, with offsets remembered for as long as one check lasts. */
export function makeZones(): Zones {
  const offsets = new Map<string, number>();
  const atUtcMidnight = (zone: string, dayNumber: number): number => {
    const key = `${zone} ${dayNumber}`;
    let offset = offsets.get(key);
    if (offset === undefined) {
      offset = offsetAt(zone, dayNumber * DAY);
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
      .filter((moment) => offsetAt(zone, moment) === local - moment)
      .toSorted((a, b) => a - b);
    return { hits, otherwise: local - before };
  };

  return {
    valid: (zone) => formatOf(zone) !== undefined,
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
