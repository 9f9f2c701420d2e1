import { plainDate } from '@tripmaster/contracts';
import type { FetchedRate } from './table.ts';

/** Rates could not be taken over; the message says why, in words for an operator. Nothing was changed. */
export class RatesRefused extends Error {}

/** The daily file has 2 kB. */
const MOST_CHARACTERS = 65_536;

/** How the file begins, with no space between its tags. */
const BEGINNING =
  /^(?:<\?xml [^<>?]*\?>)?<gesmes:Envelope [^<>]*><gesmes:subject>Reference rates<\/gesmes:subject><gesmes:Sender><gesmes:name>European Central Bank<\/gesmes:name><\/gesmes:Sender>/;
/**
 * All the rest of it: one day, and a line a currency. What is not exactly this is refused, so that no part of a file
 * is ever taken for the whole, and no XML reader is needed.
 */
const REST =
  /^<Cube><Cube time=["'](\d{4}-\d\d-\d\d)["']>((?:<Cube currency=["'][A-Z]{3}["'] rate=["']\d{1,9}(?:\.\d{1,9})?["'] ?\/>)+)<\/Cube><\/Cube><\/gesmes:Envelope>$/;
const LINE = /currency=["']([A-Z]{3})["'] rate=["']([\d.]+)["']/g;

/**
 * Reads the European Central Bank's daily reference rates (`eurofxref-daily.xml`): units for one euro on one day.
 * Throws {@link RatesRefused} for anything else, a currency named twice, and a rate of nothing.
 */
export function readEcb(text: string): FetchedRate[] {
  if (text.length > MOST_CHARACTERS) throw new RatesRefused('This is not the ECB’s file of one day: it is too long.');
  const tags = text.trim().replaceAll(/>\s+</g, '><');
  const [beginning] = BEGINNING.exec(tags) ?? [];
  const [, asOf, lines] = (beginning !== undefined && REST.exec(tags.slice(beginning.length))) || [];
  if (asOf === undefined || lines === undefined)
    throw new RatesRefused('This is not the ECB’s file of daily reference rates, or not all of it.');
  if (!plainDate.safeParse(asOf).success) throw new RatesRefused(`${asOf} is no date.`);
  const source = `ECB euro foreign exchange reference rates, ${longDate(asOf)}`;
  const rates = [...lines.matchAll(LINE)].map(([, currency = '', perEuro = '']) => ({ currency, perEuro, asOf, source }));
  const seen = new Set<string>();
  for (const { currency, perEuro } of rates) {
    if (seen.has(currency)) throw new RatesRefused(`${currency} is named twice.`);
    seen.add(currency);
    if (Number(perEuro) === 0) throw new RatesRefused(`The rate of ${currency} is zero.`);
  }
  return rates;
}

/** `25 November 2026` */
function longDate(date: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
}
