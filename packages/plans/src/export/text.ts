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

/** Writes amounts and dates for a reader's language; a tag nobody knows means English. */
export type Writer = {
  money: (money: Money) => string;
  number: (value: number) => string;
  date: (date: string) => string;
  weekday: (date: string) => string;
  month: (date: string) => string;
};

export function writer(locale: string = 'en'): Writer {
  const tag = knownLocale(locale);
  const date = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' });
  const weekday = new Intl.DateTimeFormat(tag, { weekday: 'long', timeZone: 'UTC' });
  const month = new Intl.DateTimeFormat(tag, { month: 'long', timeZone: 'UTC' });
  const number = new Intl.NumberFormat(tag);
  const currencies = new Map<string, Intl.NumberFormat>();
  return {
    money({ amount, currency }) {
      const places = fractionDigits(currency);
      const format =
        currencies.get(currency) ?? new Intl.NumberFormat(tag, { minimumFractionDigits: places, maximumFractionDigits: places });
      currencies.set(currency, format);
      return `${format.format(amount / 10 ** places)} ${currency}`;
    },
    number: (value) => number.format(value),
    date: (value) => date.format(new Date(`${value}T00:00:00Z`)),
    weekday: (value) => weekday.format(new Date(`${value}T00:00:00Z`)),
    month: (value) => month.format(new Date(`${value}T00:00:00Z`)),
  };
}

function knownLocale(locale: string): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
