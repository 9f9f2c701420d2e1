import {
  invalidField,
  MOST_MONEY,
  splitProblem,
  toInstant,
  type Expense,
  type ExpenseChanges,
  type ExpenseSplit,
  type GivenRate,
  type Money,
  type NewExpense,
} from '@tripmaster/contracts';
import type { Rates } from '../rates/index.ts';
import type { ExpenseRow } from './expenses.repo.ts';
import { byRate, referenceRate, sharesOf, type AppliedRate } from './shares.ts';

/** What an expense says of money, as its row keeps it. */
type MoneyColumns = Pick<
  ExpenseRow,
  'amount' | 'currency' | 'baseAmount' | 'baseCurrency' | 'rate' | 'rateAsOf' | 'rateSource' | 'paidBy' | 'split'
>;

/** The columns of a new expense, converted into `base`. Throws field errors. */
export function columnsOfNew(
  { title, category, date, amount, rate, paidBy, split, itemId }: NewExpense,
  base: string,
  { rates, travellerIds }: { rates: Rates; travellerIds: ReadonlySet<string> },
) {
  const applied = rateFor(amount, base, date, rate ?? 'current', rates);
  const money = moneyColumns({ amount, base, applied, paidBy, split }, travellerIds);
  return { title, category, date, itemId: itemId ?? null, ...money };
}

/**
 * An expense with changes. Its rate stays as it is unless its currency changes or another rate is asked for, which neither
 * may once a debt that it is part of was settled.
 */
export function changedRow(
  row: ExpenseRow,
  changes: ExpenseChanges,
  { rates, travellerIds, now }: { rates: Rates; travellerIds: ReadonlySet<string>; now: number },
): ExpenseRow {
  const {
    title = row.title,
    category = row.category,
    date = row.date,
    paidBy = row.paidBy,
    split = row.split,
    itemId = row.itemId,
  } = changes;
  const amount = changes.amount ?? { amount: row.amount, currency: row.currency };
  const isOther = amount.currency !== row.currency;
  if (row.settledAt !== null && (isOther || changes.rate !== undefined))
    throw invalidField(
      changes.rate === undefined ? 'amount.currency' : 'rate',
      'stays as it is since a debt was settled: take that payment back first',
    );
  const kept = isOther || changes.rate !== undefined ? undefined : rateOf(row);
  const applied = kept ?? rateFor(amount, row.baseCurrency, date, changes.rate ?? 'current', rates);
  const money = moneyColumns({ amount, base: row.baseCurrency, applied, paidBy, split }, travellerIds);
  return { ...row, title, category, date, itemId, ...money, updatedAt: now };
}

export function toExpense(row: ExpenseRow): Expense {
  const rate = rateOf(row);
  return {
    id: row.id,
    title: row.title,
    category: row.category,
    date: row.date,
    amount: { amount: row.amount, currency: row.currency },
    base: { amount: row.baseAmount, currency: row.baseCurrency },
    ...(rate === undefined ? {} : { rate }),
    paidBy: row.paidBy,
    split: row.split,
    shares: sharesOf(row.baseAmount, row.split),
    ...(row.itemId === null ? {} : { itemId: row.itemId }),
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
    ...(row.settledAt === null ? {} : { settledAt: toInstant(row.settledAt) }),
  };
}

function rateOf({ rate, rateAsOf, rateSource }: ExpenseRow): AppliedRate | undefined {
  return rate === null || rateAsOf === null || rateSource === null ? undefined : { perUnit: rate, asOf: rateAsOf, source: rateSource };
}

/** `undefined` where the two currencies are one. Throws field errors. */
function rateFor({ currency }: Money, base: string, date: string, asked: GivenRate | 'current', rates: Rates): AppliedRate | undefined {
  if (currency === base) {
    if (asked === 'current') return undefined;
    throw invalidField('rate', `is not needed: the trip is settled in ${base}`);
  }
  if (asked !== 'current') return { perUnit: asked.perUnit, asOf: asked.asOf ?? date, source: asked.source ?? 'given by a traveller' };
  const rate = referenceRate(rates, base, currency);
  if (rate === undefined) throw invalidField('rate', `is missing: there is none on record between ${currency} and ${base}`);
  return rate;
}

function moneyColumns(
  {
    amount,
    base,
    applied,
    paidBy,
    split,
  }: { amount: Money; base: string; applied: AppliedRate | undefined; paidBy: string; split: ExpenseSplit },
  travellerIds: ReadonlySet<string>,
): MoneyColumns {
  const problem = splitProblem(amount, split);
  if (problem !== undefined) throw invalidField(problem.path, problem.reason);
  if (!travellerIds.has(paidBy)) throw invalidField('paidBy', 'is not a traveller of this plan');
  const stranger = split.parts.findIndex(({ travellerId }) => !travellerIds.has(travellerId));
  if (stranger >= 0) throw invalidField(`split.parts.${stranger}.travellerId`, 'is not a traveller of this plan');
  const baseAmount = applied === undefined ? amount.amount : byRate(amount, base, applied.perUnit);
  if (baseAmount > MOST_MONEY) throw invalidField('amount', `is too large in ${base}`);
  return {
    amount: amount.amount,
    currency: amount.currency,
    baseAmount,
    baseCurrency: base,
    rate: applied?.perUnit ?? null,
    rateAsOf: applied?.asOf ?? null,
    rateSource: applied?.source ?? null,
    paidBy,
    split,
  };
}
