/** Where a rate comes from: `ecb` is published, `peg` is fixed by law, `approximate` is a rounded market level. */
export type RateBasis = 'ecb' | 'peg' | 'approximate';

/** Units of `currency` that one unit of `base` buys, as decimal text so that nothing is lost in binary. */
export type RateRow = { currency: string; base: 'EUR' | 'USD'; perBase: string; asOf: string; source: string; basis: RateBasis };

const ECB_DATE = '2024-12-31';
const ECB_SOURCE = 'ECB euro foreign exchange reference rates, 31 December 2024';

/**
 * Units per euro, as the European Central Bank published them on 31 December 2024 (the year's last fixing),
 * copied from its `eurofxref` XML of that day, in the order of that file.
 */
const ECB: readonly (readonly [currency: string, perEuro: string])[] = [
  ['USD', '1.0389'],
  ['JPY', '163.06'],
  ['BGN', '1.9558'],
  ['CZK', '25.185'],
  ['DKK', '7.4578'],
  ['GBP', '0.82918'],
  ['HUF', '411.35'],
  ['PLN', '4.2750'],
  ['RON', '4.9743'],
  ['SEK', '11.4590'],
  ['CHF', '0.9412'],
  ['ISK', '143.90'],
  ['NOK', '11.7950'],
  ['TRY', '36.7372'],
  ['AUD', '1.6772'],
  ['BRL', '6.4253'],
  ['CAD', '1.4948'],
  ['CNY', '7.5833'],
  ['HKD', '8.0686'],
  ['IDR', '16820.88'],
  ['ILS', '3.7885'],
  ['INR', '88.9335'],
  ['KRW', '1532.15'],
  ['MXN', '21.5504'],
  ['MYR', '4.6454'],
  ['NZD', '1.8532'],
  ['PHP', '60.301'],
  ['SGD', '1.4164'],
  ['THB', '35.676'],
  ['ZAR', '19.6188'],
];

/** Currencies that their central bank holds at one dollar price. */
const PEGS: readonly (readonly [currency: string, perDollar: string, bank: string])[] = [
  ['AED', '3.6725', 'Central Bank of the UAE'],
  ['SAR', '3.75', 'Saudi Central Bank'],
  ['QAR', '3.64', 'Qatar Central Bank'],
  ['JOD', '0.709', 'Central Bank of Jordan'],
];

/**
 * Currencies the ECB does not fix: about what a dollar bought at the end of 2024, rounded to what can be
 * said with honesty (two or three digits). Good for planning, never for a bill.
 */
const APPROXIMATE: readonly (readonly [currency: string, perDollar: string])[] = [
  ['MAD', '10.1'],
  ['EGP', '50.8'],
  ['ARS', '1030'],
  ['VND', '25500'],
  ['TWD', '32.8'],
  ['PEN', '3.76'],
];

/** A rate that was fetched later: units for one euro, as decimal text. */
export type FetchedRate = { currency: string; perEuro: string; asOf: string; source: string };

/** The shipped table with fetched rates in place of what is older than they. Pegs and approximations stand on the new dollar. */
export function withFetched(fetched: readonly FetchedRate[]): RateRow[] {
  const newest = fetched.reduce((latest, { asOf }) => (asOf > latest ? asOf : latest), ECB_DATE);
  const rows = new Map(RATES.map((row) => [row.currency, row.currency === 'EUR' ? { ...row, asOf: newest } : row]));
  for (const { currency, perEuro, asOf, source } of fetched) {
    const known = rows.get(currency);
    if (known === undefined || known.base === 'USD' || known.asOf <= asOf)
      rows.set(currency, { currency, base: 'EUR', perBase: perEuro, asOf, source, basis: 'ecb' });
  }
  return [...rows.values()];
}

/** Every rate that is shipped. */
export const RATES: readonly RateRow[] = [
  { currency: 'EUR', base: 'EUR', perBase: '1', asOf: ECB_DATE, source: ECB_SOURCE, basis: 'ecb' },
  ...ECB.map(([currency, perBase]): RateRow => ({ currency, base: 'EUR', perBase, asOf: ECB_DATE, source: ECB_SOURCE, basis: 'ecb' })),
  ...PEGS.map(([currency, perBase, bank]): RateRow => ({
    currency,
    base: 'USD',
    perBase,
    asOf: ECB_DATE,
    source: `fixed dollar rate of the ${bank}`,
    basis: 'peg',
  })),
  ...APPROXIMATE.map(([currency, perBase]): RateRow => ({
    currency,
    base: 'USD',
    perBase,
    asOf: ECB_DATE,
    source: 'approximate market level at the end of 2024',
    basis: 'approximate',
  })),
];
