import { fractionDigits, type Budget, type Money } from '@tripmaster/contracts';
import { RATES, type RateRow } from './table.ts';

/** A dated rate as plans carry it. */
export type Rate = NonNullable<Budget['rates']>[number];

/** An exact fraction. */
type Ratio = { top: bigint; bottom: bigint };

/** A table of rates; it never changes, so that whoever holds one converts alike from beginning to end. */
export type Rates = {
  /** True when amounts in this currency can be converted. */
  has: (currency: string) => boolean;
  /**
   * Converts an amount, by way of the euro, exactly in integers and rounded once, half to even, to the target's minor
   * units.
   *
   * `rate` says how many units of the amount's currency one unit of `to` is worth, with date and source: the
   * form `plan.budget.rates` wants when `to` is the plan's currency. It is absent when the currencies are the same.
   * A currency without a rate gives `undefined`: the cost is then unknown, not zero.
   */
  convert: (money: Money, to: string) => { money: Money; rate?: Rate } | undefined;
  /** The same for amounts of any size, in minor units. */
  convertMinor: (amount: bigint, from: string, to: string) => bigint | undefined;
  /**
   * How many units of `currency` one unit of `base` is worth; `undefined` where there is no rate. When the
   * two sides come from different sources, both are named.
   */
  between: (base: string, currency: string) => Rate | undefined;
};

export function ratesOf(table: readonly RateRow[]): Rates {
  const rows: ReadonlyMap<string, RateRow> = new Map(table.map((row) => [row.currency, row]));

  /** Units of a currency for one euro. */
  function perEuro(currency: string): Ratio | undefined {
    const row = rows.get(currency);
    if (row === undefined) return undefined;
    const own = parseDecimal(row.perBase);
    if (row.base === 'EUR') return own;
    const dollar = perEuro('USD');
    return dollar === undefined ? undefined : { top: own.top * dollar.top, bottom: own.bottom * dollar.bottom };
  }

  function between(base: string, currency: string): Rate | undefined {
    const baseRow = rows.get(base);
    const row = rows.get(currency);
    const ofBase = perEuro(base);
    const ofCurrency = perEuro(currency);
    if (baseRow === undefined || row === undefined || ofBase === undefined || ofCurrency === undefined) return undefined;
    const perUnit = toNumber({ top: ofCurrency.top * ofBase.bottom, bottom: ofCurrency.bottom * ofBase.top });
    const asOf = row.asOf < baseRow.asOf ? row.asOf : baseRow.asOf;
    return { currency, perUnit, asOf, source: sourceOf(row, baseRow) };
  }

  function convertMinor(amount: bigint, currency: string, to: string): bigint | undefined {
    if (currency === to) return amount;
    const from = perEuro(currency);
    const target = perEuro(to);
    if (from === undefined || target === undefined) return undefined;
    const top = amount * target.top * from.bottom * 10n ** BigInt(fractionDigits(to));
    return divideHalfEven(top, target.bottom * from.top * 10n ** BigInt(fractionDigits(currency)));
  }

  function sourceOf(...parts: RateRow[]): string {
    // The euro's own row says nothing new, and a dollar rate stands on the ECB's dollar fixing.
    const named = parts.filter((row) => row.currency !== 'EUR');
    const sources = named.flatMap((row) => (row.base === 'USD' ? [row.source, rows.get('USD')?.source ?? ''] : [row.source]));
    return [...new Set(sources.filter((source) => source !== ''))].join('; ');
  }

  return {
    has: (currency) => rows.has(currency),
    between,
    convert(money, to) {
      if (money.currency === to) return { money };
      const amount = convertMinor(BigInt(money.amount), money.currency, to);
      const rate = between(to, money.currency);
      return amount === undefined || rate === undefined ? undefined : { money: { amount: Number(amount), currency: to }, rate };
    },
    convertMinor,
  };
}

/** The rates that are shipped: what there is without a network. */
export const shippedRates = ratesOf(RATES);

function parseDecimal(text: string): Ratio {
  const [whole = '0', fraction = ''] = text.split('.');
  return { top: BigInt(whole + fraction), bottom: 10n ** BigInt(fraction.length) };
}

/** Ten significant digits: more than any reference rate has, and the same on every machine. */
function toNumber({ top, bottom }: Ratio): number {
  return Number((Number((top * 10n ** 20n) / bottom) / 1e20).toPrecision(10));
}

/** `top / bottom` to the nearest integer, exact halves to the even one (banker's rounding, IEEE 754 default). */
export function divideHalfEven(top: bigint, bottom: bigint): bigint {
  const sign = top < 0n !== bottom < 0n ? -1n : 1n;
  const a = top < 0n ? -top : top;
  const b = bottom < 0n ? -bottom : bottom;
  const floor = a / b;
  const twice = (a % b) * 2n;
  const up = twice > b || (twice === b && floor % 2n === 1n);
  return sign * (floor + (up ? 1n : 0n));
}
