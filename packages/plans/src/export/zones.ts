const DAY_MS = 86_400_000;

/** Minutes that `zone` is ahead of UTC at an instant (epoch milliseconds). */
export function offsetAt(zone: string, instant: number): number {
  const name = offsetFormat(zone).formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const match = /^GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(name);
  const minutes = Number(match?.[2] ?? 0) * 60 + Number(match?.[3] ?? 0);
  return match?.[1] === '-' ? -minutes : minutes;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function offsetFormat(zone: string): Intl.DateTimeFormat {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  formats.set(zone, format);
  return format;
}

/** True for a zone that Intl knows and whose name can stand in a calendar property as it is. */
export function isZone(zone: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]{0,63}$/.test(zone)) return false;
  try {
    offsetFormat(zone);
    return true;
  } catch {
    return false;
  }
}

type Change = { at: number; from: number; to: number };

/** Changes of the offset between two instants, each to the minute (found by bisection, so no table is needed). */
function changes(zone: string, from: number, to: number): Change[] {
  const found: Change[] = [];
  let before = offsetAt(zone, from);
  for (let day = from + DAY_MS; day <= to; day += DAY_MS) {
    const after = offsetAt(zone, day);
    if (after === before) continue;
    let low = day - DAY_MS;
    let high = day;
    while (high - low > 60_000) {
      const middle = Math.floor((low + high) / 120_000) * 60_000;
      if (offsetAt(zone, middle) === before) low = middle;
      else high = middle;
    }
    found.push({ at: high, from: before, to: after });
    before = after;
  }
  return found;
}

/**
 * The lines of a `VTIMEZONE` (RFC 5545, section 3.6.5) that says how `zone` behaves from 1 January of the
 * year of `firstDate` until two days after `lastDate` (`YYYY-MM-DD`), from the runtime's own zone data.
 */
export function vtimezone(zone: string, firstDate: string, lastDate: string): string[] {
  const year = Number(firstDate.slice(0, 4));
  const begin = Date.UTC(year, 0, 1);
  const standard = Math.min(offsetAt(zone, begin), offsetAt(zone, Date.UTC(year, 6, 1)));
  const initial = offsetAt(zone, begin);
  const observances: Change[] = [{ at: begin - initial * 60_000, from: initial, to: initial }, ...changes(zone, begin, Date.parse(`${lastDate}T00:00:00Z`) + 2 * DAY_MS)];
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${zone}`,
    ...observances.flatMap(({ at, from, to }) => {
      const kind = to > standard ? 'DAYLIGHT' : 'STANDARD';
      return [`BEGIN:${kind}`, `DTSTART:${stamp(at + from * 60_000)}`, `TZOFFSETFROM:${offsetText(from)}`, `TZOFFSETTO:${offsetText(to)}`, `END:${kind}`];
    }),
    'END:VTIMEZONE',
  ];
}

function stamp(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace(/[-:]/g, '');
}

function offsetText(minutes: number): string {
  const whole = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${String(Math.floor(whole / 60)).padStart(2, '0')}${String(whole % 60).padStart(2, '0')}`;
}
