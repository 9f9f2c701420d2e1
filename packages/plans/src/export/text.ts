import { fractionDigits, type Money } from '@tripmaster/contracts';

/** Characters that turn the direction of what follows: a title must not rewrite the line it stands in. */
const DIRECTION = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g;
/** Everything that some reader takes for a line break. */
const BREAKS = /\r\n|[\r\n\u000b\u000c\u0085\u2028\u2029]/g;
const CONTROLS = /(?!\n)\p{Cc}/gu;

/** Text of several lines without control and direction characters; every kind of line break becomes `\n`. */
export function plainText(text: string): string {
  return text.toWellFormed().replace(BREAKS, '\n').replace(CONTROLS, ' ').replace(DIRECTION, '').trim();
}

/** The same on one line. */
export function plainLine(text: string): string {
  return plainText(text)
    .replace(/\s*\n\s*/g, ' ')
    .replace(/ {2,}/g, ' ');
}

/**
 * One line of data as inert Markdown (CommonMark 0.31 with GitHub's tables and autolinks): nothing in it can
 * start emphasis, code, a link, an image, HTML, an entity, a table cell or, at the head of a line, a block.
 */
export function escapeMarkdown(text: string): string {
  return plainLine(text)
    .replace(/[\\`*_{}[\]<>()#|~&!$^]/g, '\\$&')
    .replace(/@/g, '\\@')
    .replace(/:(?=\s*\/)/g, '\\:')
    .replace(/www(?=\.)/gi, '$&\\')
    .replace(/^([-+=])/, '\\$1')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
}

/** A link as Markdown, or only its label when the address is not plain http(s): no script, no file, no password. */
export function markdownLink(label: string, url: string): string {
  const href = safeUrl(url);
  return href === undefined ? escapeMarkdown(label) : `[${escapeMarkdown(label)}](<${href}>)`;
}

/** The address in its normal form when it may be shown as a link, else undefined. */
export function safeUrl(url: string): string | undefined {
  const parsed = URL.parse(url);
  if (parsed === null || !['https:', 'http:'].includes(parsed.protocol) || parsed.username !== '' || parsed.password !== '')
    return undefined;
  return parsed.href.replace(/[<>()|\\`*_~[\]'"]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Writes amounts and dates for a reader's language; a tag nobody knows means English. What is no date stays as it came. */
export type Writer = {
  money: (money: Money) => string;
  /** Without the currency's code. */
  amount: (money: Money) => string;
  number: (value: number) => string;
  date: (date: string) => string;
  shortDate: (date: string) => string;
  weekday: (date: string) => string;
  month: (date: string) => string;
  /** `10–16 May 2027`. */
  dates: (first: string, last: string) => string;
  /** The same as short as it goes. */
  shortDates: (first: string, last: string) => string;
  /** An instant, in UTC. */
  moment: (instant: string) => string;
};

const DATES = {
  date: { dateStyle: 'long' },
  shortDate: { weekday: 'short', day: 'numeric', month: 'short' },
  weekday: { weekday: 'long' },
  month: { month: 'long' },
  dates: { day: 'numeric', month: 'long', year: 'numeric' },
  shortDates: { day: 'numeric', month: 'short' },
  moment: { dateStyle: 'medium', timeStyle: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export function writer(locale: string = 'en'): Writer {
  const tag = knownLocale(locale);
  const number = new Intl.NumberFormat(tag);
  const formats = new Map<keyof typeof DATES, Intl.DateTimeFormat>();
  const format = (name: keyof typeof DATES): Intl.DateTimeFormat => {
    const known = formats.get(name) ?? new Intl.DateTimeFormat(tag, { timeZone: 'UTC', ...DATES[name] });
    formats.set(name, known);
    return known;
  };
  const one = (name: keyof typeof DATES) => (date: string) => {
    const ms = midnight(date);
    return Number.isNaN(ms) ? plainLine(date) : format(name).format(ms);
  };
  const range = (name: 'dates' | 'shortDates') => (first: string, last: string) => {
    const [from, to] = [midnight(first), midnight(last)];
    return Number.isNaN(from) || !(to >= from) ? plainLine(`${first} – ${last}`) : closed(format(name).formatRange(from, to));
  };
  const currencies = new Map<string, Intl.NumberFormat>();
  function amount({ amount: minor, currency }: Money): string {
    const places = fractionDigits(currency);
    const known = currencies.get(currency) ?? new Intl.NumberFormat(tag, { minimumFractionDigits: places, maximumFractionDigits: places });
    currencies.set(currency, known);
    return known.format(minor / 10 ** places);
  }
  return {
    money: (money) => `${amount(money)} ${money.currency}`,
    amount,
    number: (value) => number.format(value),
    date: one('date'),
    shortDate: one('shortDate'),
    weekday: one('weekday'),
    month: one('month'),
    dates: range('dates'),
    shortDates: range('shortDates'),
    moment(instant) {
      const ms = Date.parse(instant);
      return Number.isNaN(ms) ? plainLine(instant) : `${format('moment').format(ms)} UTC`;
    },
  };
}

/** A range of two numbers has no blanks: `10–16 May 2027`, but `30 May – 2 June`. */
function closed(range: string): string {
  return plainLine(range)
    .replace(/\u2009/g, ' ')
    .replace(/(?<=^\d+)\s*–\s*(?=\d)/u, '–');
}

function midnight(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}

function knownLocale(locale: string): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
