import { allocate, fractionDigits, type ExpenseSplit, type Money, type Settlement } from '@tripmaster/contracts';
import { divideHalfEven, type Rates } from '../rates/index.ts';

/** What an expense is converted by: units of its currency for one of the trip's, as decimal text. */
export type AppliedRate = { perUnit: string; asOf: string; source: string };

/** As much of an expense as the balances are made of; `base` in minor units of the trip's currency. */
export type SharedCost = { base: number; paidBy: string; split: ExpenseSplit };

export type Account = { id: string; paid: number; share: number; sent: number; received: number; balance: number };

/** The reference rate between two currencies as text; `undefined` where there is none. */
export function referenceRate(rates: Rates, base: string, currency: string): AppliedRate | undefined {
  const rate = rates.between(base, currency);
  if (rate === undefined) return undefined;
  const { perUnit, asOf, source } = rate;
  return { perUnit: DECIMAL.format(perUnit), asOf, source };
}

/** As many digits as reference rates are worked out to, never with an exponent. */
const DECIMAL = new Intl.NumberFormat('en', { useGrouping: false, maximumSignificantDigits: 10 });

/**
 * An amount in another currency by a rate in decimal text, exact in integers and rounded once, half to even. Whoever has
 * the amount and the rate gets the same again.
 */
export function byRate({ amount, currency }: Money, base: string, perUnit: string): number {
  const [whole = '0', fraction = ''] = perUnit.split('.');
  const top = BigInt(amount) * 10n ** BigInt(fraction.length + fractionDigits(base));
  return Number(divideHalfEven(top, BigInt(whole + fraction) * 10n ** BigInt(fractionDigits(currency))));
}

/** What each part of a split owes of `base`: adds up to it exactly, the odd units by largest remainder, then to the earlier part. */
export function sharesOf(base: number, split: ExpenseSplit): { travellerId: string; amount: number }[] {
  const weights = split.by === 'shares' ? split.parts.map(({ shares }) => shares) : split.parts.map(({ amount }) => amount);
  const amounts = allocate(base, weights);
  return split.parts.map(({ travellerId }, index) => ({ travellerId, amount: amounts[index] ?? 0 }));
}

/**
 * What everybody has paid for, owes, gave and was given; the balances add up to 0 exactly, as every amount is counted for
 * one and against another. Somebody who is not among `travellerIds` comes after them.
 */
export function accountsOf(
  travellerIds: readonly string[],
  costs: Iterable<SharedCost>,
  settlements: Iterable<{ from: Settlement['from']; to: Settlement['to']; amount: number }>,
): Account[] {
  const accounts = new Map<string, Account>();
  const of = (id: string): Account => {
    const known = accounts.get(id) ?? { id, paid: 0, share: 0, sent: 0, received: 0, balance: 0 };
    accounts.set(id, known);
    return known;
  };
  travellerIds.forEach(of);
  for (const { base, paidBy, split } of costs) {
    of(paidBy).paid += base;
    for (const { travellerId, amount } of sharesOf(base, split)) of(travellerId).share += amount;
  }
  for (const { from, to, amount } of settlements) {
    of(from).sent += amount;
    of(to).received += amount;
  }
  for (const account of accounts.values()) account.balance = account.paid - account.share + account.sent - account.received;
  return [...accounts.values()];
}
