import { z } from 'zod';

const KNOWN: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** An ISO 4217 currency code. */
export const currency = z.string().refine((code) => KNOWN.has(code), 'is not a known currency code (three capital letters)');

const minorUnits = z.int();

/** An amount in integer minor units (cents; whole yen) of one currency. */
export const money = z.strictObject({ amount: minorUnits, currency });
export type Money = z.infer<typeof money>;

/** Currencies that ISO 4217 does not divide into a hundred. */
const DIGITS: ReadonlyMap<string, number> = new Map([
  ...['BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF'].map(
    (code) => [code, 0] as const,
  ),
  ...['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].map((code) => [code, 3] as const),
  ...['CLF', 'UYW'].map((code) => [code, 4] as const),
]);

/**
 * Decimal places of a currency by ISO 4217: EUR 2, JPY 0, KWD 3. Not by the runtime's locale data, which leaves out the
 * fillér of the forint or the sen of the rupiah, and not in every version: a stored amount means the same everywhere.
 */
export function fractionDigits(code: string): number {
  return DIGITS.get(code) ?? 2;
}

/** Sum of amounts in one currency; throws `RangeError` when currencies differ. */
export function sum(amounts: readonly Money[], code: string): Money {
  let total = 0;
  for (const { amount, currency: own } of amounts) {
    if (own !== code) throw new RangeError(`cannot add ${own} to ${code}`);
    total += amount;
  }
  return { amount: total, currency: code };
}

/**
 * Splits `total` minor units in proportion to `weights` so that the parts add up exactly:
 * largest remainder (Hamilton) method, ties to the earlier part, computed in integers so that no
 * rounding of floating point can lose a unit. Equal shares when all weights are 0.
 * Throws `RangeError` for a total that is not a safe integer, no weights, or a weight below 0 or not finite.
 */
export function allocate(total: number, weights: readonly number[]): number[] {
  if (!Number.isSafeInteger(total)) throw new RangeError('only whole minor units can be split');
  if (weights.length === 0) throw new RangeError('there is nobody to split among');
  if (weights.some((weight) => !(weight >= 0 && weight < Infinity))) throw new RangeError('a weight is a number from 0 up');
  const parts = wholeWeights(weights);
  const whole = parts.reduce((a, b) => a + b, 0n);
  const amount = BigInt(Math.abs(total));
  const shares = parts.map((weight) => (amount * weight) / whole);
  const remainders = parts.map((weight, index) => ({ index, rest: (amount * weight) % whole }));
  remainders.sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  const left = Number(amount - shares.reduce((a, b) => a + b, 0n));
  for (const { index } of remainders.slice(0, left)) shares[index] = (shares[index] ?? 0n) + 1n;
  return shares.map((share) => (total < 0 && share > 0n ? -Number(share) : Number(share)));
}

/** The same proportions in integers: whole weights as they are, others to 52 bits of the largest. */
function wholeWeights(weights: readonly number[]): bigint[] {
  const largest = Math.max(...weights);
  if (largest === 0) return weights.map(() => 1n);
  if (weights.every(Number.isSafeInteger)) return weights.map(BigInt);
  return weights.map((weight) => BigInt(Math.round((weight / largest) * 2 ** 52)));
}

/** Plain decimal text with the code behind it, as in a list: `1,800.00 EUR`. */
export function formatMoney({ amount, currency: code }: Money): string {
  const places = fractionDigits(code);
  const sign = amount < 0 ? '\u2212' : '';
  const text = String(Math.abs(amount)).padStart(places + 1, '0');
  const whole = (places === 0 ? text : text.slice(0, -places)).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${sign}${whole}${places === 0 ? '' : `.${text.slice(-places)}`} ${code}`;
}
