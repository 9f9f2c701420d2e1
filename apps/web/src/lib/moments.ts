import { LOCALE } from './format.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const exact = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', year: 'numeric' });
const ago = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' });

/** A moment in the reader's own zone, with its year: `23 Nov 2026, 09:41`. */
export function formatMoment(instant: string): string {
  return exact.format(Date.parse(instant));
}

/** Its date alone: `23 Nov 2026`. */
export function formatDay(instant: string): string {
  return day.format(Date.parse(instant));
}

/** How long ago: `just now`, `5 minutes ago`, `yesterday`, `12 days ago`; after a month the date. */
export function formatAgo(instant: string, now: number = Date.now()): string {
  const past = now - Date.parse(instant);
  if (past < MINUTE) return 'just now';
  if (past < HOUR) return ago.format(-Math.floor(past / MINUTE), 'minute');
  if (past < DAY) return ago.format(-Math.floor(past / HOUR), 'hour');
  if (past < 31 * DAY) return ago.format(-Math.floor(past / DAY), 'day');
  return formatDay(instant);
}
