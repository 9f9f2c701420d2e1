/** Making a formatter costs 50 µs, far more than using one. Arbitrary documents may name arbitrary zones. */
const MOST_FORMATS = 200;
const formats = new Map<string, Intl.DateTimeFormat | undefined>();

/** Names as they may stand in a calendar property, so that no zone is an offset like `+01:00`. */
const NAME = /^[A-Za-z][A-Za-z0-9_+\-/]{0,63}$/;

function formatOf(zone: string): Intl.DateTimeFormat | undefined {
  if (formats.has(zone)) return formats.get(zone);
  let format: Intl.DateTimeFormat | undefined;
  try {
    if (NAME.test(zone)) format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  if (formats.size >= MOST_FORMATS) formats.clear();
  formats.set(zone, format);
  return format;
}

/** True for a zone of the runtime's IANA rules. */
export function isZone(zone: string): boolean {
  return formatOf(zone) !== undefined;
}

/** Offsets kept, all zones together; formatting a moment costs 2 µs and a check asks for thousands. */
const MOST_OFFSETS = 20_000;
const offsets = new Map<string, Map<number, number>>();
let kept = 0;

/** Minutes that `zone` is ahead of UTC at a moment (epoch milliseconds); 0 for a zone or a moment that is none. */
export function offsetAt(zone: string, ms: number): number {
  // Dates at the calendar's edge have no day before or after them.
  if (!Number.isFinite(ms)) return 0;
  const known = offsets.get(zone)?.get(ms);
  if (known !== undefined) return known;
  const offset = formattedOffset(zone, ms);
  if (kept >= MOST_OFFSETS) {
    offsets.clear();
    kept = 0;
  }
  let own = offsets.get(zone);
  if (own === undefined) offsets.set(zone, (own = new Map()));
  own.set(ms, offset);
  kept += 1;
  return offset;
}

function formattedOffset(zone: string, ms: number): number {
  const name =
    formatOf(zone)
      ?.formatToParts(ms)
      .find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const parts = /([+-])(\d\d):(\d\d)/.exec(name.replace('\u2212', '-'));
  return parts === null ? 0 : (parts[1] === '-' ? -1 : 1) * (Number(parts[2]) * 60 + Number(parts[3]));
}

export type Zones = {
  valid(zone: string): boolean;
  /** Epoch minutes of a local time; for a time the clocks skip, the moment they change. */
  epoch(zone: string, date: string, minutes: number): number;
  /** `skipped` when the clocks jump over the time that night, `twice` when they show it two times. */
  clock(zone: string, date: string, minutes: number): 'once' | 'skipped' | 'twice';
};

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
