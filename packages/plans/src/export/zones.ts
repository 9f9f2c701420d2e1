import { offsetAt } from '@tripmaster/contracts';

const DAY_MS = 86_400_000;

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
  const observances: Change[] = [
    { at: begin - initial * 60_000, from: initial, to: initial },
    ...changes(zone, begin, Date.parse(`${lastDate}T00:00:00Z`) + 2 * DAY_MS),
  ];
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${zone}`,
    ...observances.flatMap(({ at, from, to }) => {
      const kind = to > standard ? 'DAYLIGHT' : 'STANDARD';
      return [
        `BEGIN:${kind}`,
        `DTSTART:${stamp(at + from * 60_000)}`,
        `TZOFFSETFROM:${offsetText(from)}`,
        `TZOFFSETTO:${offsetText(to)}`,
        `END:${kind}`,
      ];
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
