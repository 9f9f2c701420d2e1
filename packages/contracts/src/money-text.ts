import { fractionDigits, currency as currencySchema, type Money } from './money.ts';

/** Signs, and the words people use, for a currency; the longest one found counts (`hk$` before `$`). */
const SIGNS: Readonly<Record<string, string>> = {
  '€': 'EUR',
  $: 'USD',
  us$: 'USD',
  '£': 'GBP',
  '¥': 'JPY',
  円: 'JPY',
  '₹': 'INR',
  '₩': 'KRW',
  '₺': 'TRY',
  '₪': 'ILS',
  '฿': 'THB',
  '₫': 'VND',
  '₱': 'PHP',
  r$: 'BRL',
  a$: 'AUD',
  au$: 'AUD',
  c$: 'CAD',
  ca$: 'CAD',
  hk$: 'HKD',
  s$: 'SGD',
  mx$: 'MXN',
  nz$: 'NZD',
  zł: 'PLN',
  kč: 'CZK',
  ft: 'HUF',
  sfr: 'CHF',
  euro: 'EUR',
  euros: 'EUR',
  dollar: 'USD',
  dollars: 'USD',
  pound: 'GBP',
  pounds: 'GBP',
  quid: 'GBP',
  yen: 'JPY',
  baht: 'THB',
  rupees: 'INR',
};
const SIGNS_BY_LENGTH = Object.keys(SIGNS).toSorted((a, b) => b.length - a.length);

const SUFFIX = '(?:k|tsd|mio|m)';
/** Digits with separators between them, a suffix, and no letter glued to the suffix (`2k`, not `2kg`). */
const NUMBER = new RegExp(`\\d(?:[\\d.,'’\\s]*\\d)?[.,]?(?:\\s?${SUFFIX}(?![\\p{L}]))?`, 'gu');
const RANGE = /^[^\d.,]{0,6}(?:[-\u2013\u2014\u2212~]|\b(?:to|bis|and|und|à|a|y|et|e)\b)[^\d.,]{0,6}$/u;

/** What a person typed as a budget: an amount, a range, or the reason why it is neither. */
export type BudgetText = { ok: true; amount: Money; from?: Money } | { ok: false; reason: string };

/**
 * Reads a budget as people of any locale write it: `1.800,00 EUR`, `€1,800`, `2k`, `1 800 €`, `1'800 CHF`,
 * `₹1,50,000`, `1500-2000 USD`, in digits of any script. A range gives its upper end as `amount` and its
 * lower as `from`. A lone separator followed by exactly three digits groups thousands (`1.800` is 1800);
 * followed by anything else it is the decimal mark. `fallbackCurrency` (ISO 4217) counts where the text names none.
 */
export function parseBudget(input: string, fallbackCurrency?: string): BudgetText {
  const text = plainDigits(input.normalize('NFKC').trim().toLowerCase());
  if (text === '') return { ok: false, reason: 'is empty' };
  if (/^\D*[-\u2212\u2013]\s*\D{0,4}\d/.test(text)) return { ok: false, reason: 'is negative' };
  const numbers = [...text.matchAll(NUMBER)];
  const [first, second] = numbers;
  if (first === undefined) return { ok: false, reason: 'contains no amount' };
  if (numbers.some((number) => isGlued(text.slice(number.index + number[0].length))))
    return { ok: false, reason: 'has a letter inside the amount' };
  const code = readCurrency(text) ?? fallbackCurrency;
  if (code === undefined) return { ok: false, reason: 'names no currency (write it as in 1800 EUR)' };
  if (!currencySchema.safeParse(code).success) return { ok: false, reason: `names an unknown currency: ${code}` };
  const places = fractionDigits(code);
  if (second === undefined) return check(readNumber(first[0], places), undefined, code);
  const between = text.slice(first.index + first[0].length, second.index);
  if (numbers.length > 2 || !RANGE.test(between)) return { ok: false, reason: 'contains more than one amount' };
  const upper = readNumber(second[0], places);
  // In "1.5-2k" the suffix is meant for both ends.
  const suffix = new RegExp(`${SUFFIX}$`).exec(second[0])?.[0] ?? '';
  const shared = new RegExp(`${SUFFIX}$`).test(first[0]) ? undefined : readNumber(first[0] + suffix, places);
  const lower = shared !== undefined && upper !== undefined && shared <= upper ? shared : readNumber(first[0], places);
  if (lower !== undefined && upper !== undefined && upper < lower) return { ok: false, reason: 'is a range that ends below its start' };
  return lower === undefined ? check(undefined, undefined, code) : check(upper, lower, code);
}

/** True when a word follows without a space and is no currency (`1500,5O`, with the letter O). */
function isGlued(rest: string): boolean {
  const word = /^\p{L}+/u.exec(rest)?.[0];
  return (
    word !== undefined && SIGNS[word] === undefined && !/^(?:p|pp|per)$/.test(word) && !currencySchema.safeParse(word.toUpperCase()).success
  );
}

function check(amount: number | undefined, from: number | undefined, code: string): BudgetText {
  if (amount === undefined) return { ok: false, reason: 'is not an amount this currency can have' };
  if (amount <= 0) return { ok: false, reason: 'must be more than 0' };
  if (amount > 1_000_000_000_000) return { ok: false, reason: 'is too large' };
  const upper = { amount, currency: code };
  return from === undefined ? { ok: true, amount: upper } : { ok: true, amount: upper, from: { amount: from, currency: code } };
}

/** Decimal digits of every script as ASCII, and the Arabic separators as the comma and the point they stand for. */
function plainDigits(text: string): string {
  return text
    .replace(/\p{Nd}/gu, (digit) => String(digitValue(digit.codePointAt(0) ?? 0)))
    .replaceAll('\u066b', '.')
    .replaceAll('\u066c', '\u2019');
}

/** Unicode puts the decimal digits of a script in runs of ten, so the value is the distance to the run's start. */
function digitValue(point: number): number {
  let zero = point;
  while (zero > point - 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return point < 0x80 ? point - 0x30 : point - zero;
}

function readCurrency(text: string): string | undefined {
  const words = [...text.matchAll(/(?<!\p{L})([a-z]{3})(?![\p{L}$])/gu)];
  const isNear = ({ index }: { index: number }) => /\d\s?$/.test(text.slice(0, index)) || /^\s?[-\d]/.test(text.slice(index + 3));
  const known = words.filter((word) => currencySchema.safeParse(word[0].toUpperCase()).success);
  const named = known.find(isNear);
  if (named !== undefined) return named[0].toUpperCase();
  const sign = SIGNS_BY_LENGTH.find((mark) =>
    /^\p{L}+$/u.test(mark) ? new RegExp(`(?<!\\p{L})${mark}(?!\\p{L})`, 'u').test(text) : text.includes(mark),
  );
  if (sign !== undefined) return SIGNS[sign];
  const other = known[0] ?? words.find((word) => isNear(word) && !/^(?:tsd|mio|bis|max|and|und|per|for|pro|par|por|ca)$/.test(word[0]));
  return other?.[0].toUpperCase();
}

/** Minor units of one written number, or undefined when the currency cannot have it. */
function readNumber(written: string, places: number): number | undefined {
  const suffix = new RegExp(`${SUFFIX}$`).exec(written)?.[0] ?? '';
  const factor = suffix === '' ? 1 : suffix === 'k' || suffix === 'tsd' ? 1_000 : 1_000_000;
  const bare = written
    .slice(0, written.length - suffix.length)
    .trim()
    .replace(/[.,]$/, '');
  const decimal = decimalMark(bare, factor > 1);
  const cut = decimal === undefined ? bare.length : bare.lastIndexOf(decimal);
  const whole = bare.slice(0, cut);
  const fraction = bare.slice(cut + 1);
  if (!isGrouped(whole) || !/^\d*$/.test(fraction)) return undefined;
  const exponent = places + Math.log10(factor);
  const kept = fraction.replace(/0+$/, '');
  if (kept.length > exponent) return undefined;
  const value = Number(whole.replace(/\D/g, '') + kept.padEnd(exponent, '0'));
  return Number.isSafeInteger(value) ? value : undefined;
}

/** Digits alone, in threes by one kind of separator, or the Indian way (`1,50,000`). */
function isGrouped(whole: string): boolean {
  return /^\d+$/.test(whole) || /^\d{1,3}([.,'’]|\s)\d{3}(?:\1\d{3})*$/u.test(whole) || /^\d{1,2}(?:,\d{2})*,\d{3}$/.test(whole);
}

function decimalMark(text: string, scaled: boolean): '.' | ',' | undefined {
  const dot = text.lastIndexOf('.');
  const comma = text.lastIndexOf(',');
  if (dot >= 0 && comma >= 0) return dot > comma ? '.' : ',';
  const mark = dot >= 0 ? '.' : comma >= 0 ? ',' : undefined;
  if (mark === undefined || text.split(mark).length > 2) return undefined;
  const threeBehind = text.length - text.lastIndexOf(mark) - 1 === 3;
  return threeBehind && !scaled && !text.startsWith('0') && !/[\s'’]/.test(text) ? undefined : mark;
}
