import { addDays, daysBetween, fractionDigits, type Money } from '@tripmaster/contracts';

/** The reader's language. Pages are English for now; dates and figures follow this. */
export const LOCALE = 'en-GB';

const dates = new Map<string, Intl.DateTimeFormat>();

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  let known = dates.get(key);
  if (known === undefined) {
    known = new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC', ...options });
    dates.set(key, known);
  }
  return known;
}

/** A trip's date has no zone: it is read and written as UTC. */
function utc(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}

/** `Thu 13 May`; with the year `Thu 13 May 2027`. */
export function formatDate(date: string, withYear = false): string {
  return dateFormat({ weekday: 'short', day: 'numeric', month: 'short', ...(withYear && { year: 'numeric' }) })
    .format(utc(date))
    .replace(',', '');
}

/** `Thursday`. */
export function formatWeekday(date: string): string {
  return dateFormat({ weekday: 'long' }).format(utc(date));
}

/** `May 2027` of `2027-05`. */
export function formatMonth(month: string): string {
  return dateFormat({ month: 'long', year: 'numeric' }).format(utc(`${month}-01`));
}

/** `May` of a date. */
export function formatMonthName(date: string): string {
  return dateFormat({ month: 'long' }).format(utc(date));
}

/** `13 to 17 May 2027`, `Sat 30 May to Tue 2 June 2027`; one date alone stays one. */
export function formatDateRange(start: string, end: string): string {
  const full = dateFormat({ day: 'numeric', month: 'long', year: 'numeric' });
  if (start === end) return full.format(utc(start));
  if (start.slice(0, 7) === end.slice(0, 7)) return `${Number(start.slice(8))} to ${full.format(utc(end))}`;
  if (start.slice(0, 4) === end.slice(0, 4))
    return `${dateFormat({ day: 'numeric', month: 'long' }).format(utc(start))} to ${full.format(utc(end))}`;
  return `${full.format(utc(start))} to ${full.format(utc(end))}`;
}

/** A moment in the reader's own zone: `23 Nov, 09:41`. */
export function formatInstant(instant: string): string {
  return new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }).format(
    Date.parse(instant),
  );
}

/** Today where the reader is, `YYYY-MM-DD`. */
export function today(): string {
  return new Intl.DateTimeFormat('en-CA').format(Date.now());
}

/** `in 171 days`, `tomorrow`, `today`, `3 days ago`. */
export function formatDaysAway(date: string, from: string = today()): string {
  return new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' }).format(daysBetween(from, date), 'day');
}

const numbers = new Map<string, Intl.NumberFormat>();

function numberFormat(places: number): Intl.NumberFormat {
  const key = String(places);
  let known = numbers.get(key);
  if (known === undefined) {
    known = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: places, maximumFractionDigits: places });
    numbers.set(key, known);
  }
  return known;
}

/** Minor units with all their places and a true minus, without the code: `1,800.00`, `−40.00`. */
export function formatAmount({ amount, currency }: Money): string {
  const places = fractionDigits(currency);
  return numberFormat(places)
    .format(amount / 10 ** places)
    .replace('-', '\u2212');
}

/** `1,800.00 EUR`; `signed` puts a plus before what is added. */
export function formatMoney(money: Money, { signed = false }: { signed?: boolean } = {}): string {
  return `${signed && money.amount > 0 ? '+' : ''}${formatAmount(money)}\u00a0${money.currency}`;
}

export function formatCount(count: number): string {
  return numberFormat(0).format(count);
}

/** A temperature with a true minus, without its unit: `−4`. */
export function formatDegrees(degrees: number): string {
  return numberFormat(0).format(degrees).replace('-', '\u2212');
}

const plurals = new Intl.PluralRules(LOCALE);

/** `1 day`, `5 days`: the count with the word that goes with it. */
export function plural(count: number, one: string, other: string = `${one}s`): string {
  return `${formatCount(count)} ${plurals.select(count) === 'one' ? one : other}`;
}

/** `850 m`, `1.4 km`. */
export function formatDistance(metres: number): string {
  if (metres < 1_000) return `${metres} m`;
  return `${numberFormat(metres < 100_000 ? 1 : 0).format(metres / 1_000)} km`;
}

/** `45 min`, `1 h 20 min`. */
export function formatMinutes(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}

/** `A, B and C`. */
export function formatList(words: readonly string[]): string {
  return new Intl.ListFormat(LOCALE, { type: 'conjunction' }).format(words);
}

const ISO_MONTH = String.raw`\d{4}-(?:0[1-9]|1[0-2])`;
const ISO_DATE = String.raw`${ISO_MONTH}-(?:0[1-9]|[12]\d|3[01])`;
const WRITTEN = new RegExp(String.raw`\b(${ISO_DATE}) to (${ISO_DATE})\b|\b(${ISO_DATE})\b|\b(${ISO_MONTH})\b(?!-)`, 'g');

/** The server's sentences with their dates as people write them: `The dates 1 to 5 May 2027 were chosen within May 2027.` */
export function readableDates(text: string): string {
  return text.replace(WRITTEN, (_, start?: string, end?: string, date?: string, month?: string) =>
    start !== undefined && end !== undefined
      ? formatDateRange(start, end)
      : date !== undefined
        ? formatDateRange(date, date)
        : formatMonth(month ?? ''),
  );
}

/** Every date from `start` to `end`, both included. */
export function datesBetween(start: string, end: string): string[] {
  return Array.from({ length: Math.max(0, daysBetween(start, end) + 1) }, (_, index) => addDays(start, index));
}
