import { CATEGORIES, type Category, type PlanDocument, type Spending } from '@tripmaster/contracts';
import { categoryOf, costIn } from '../budget/index.ts';
import type { Rates } from '../rates/index.ts';

/** What was paid, as the database adds it up, in minor units of the trip's currency. */
export type Paid = {
  byCategory: readonly { category: Category; paid: number }[];
  byDay: readonly { date: string; paid: number }[];
  byCurrency: readonly { currency: string; amount: number; base: number; count: number }[];
};

/**
 * What was planned, by the prices of the plan's items, against what was paid. Each price is converted once and counted for
 * its category and for its day, so that both add up to the whole. Where the trip is settled in another currency than the
 * plan's, plans are converted by the rates of now; what was paid keeps its own.
 */
export function compareSpending(
  { days, budget }: Pick<PlanDocument, 'days' | 'budget'>,
  { byCategory, byDay, byCurrency }: Paid,
  currency: string,
  rates: Rates,
): Spending {
  const planCurrency = budget.total.currency;
  const inBase = (amount: number | undefined): number | undefined =>
    amount === undefined ? undefined : rates.convert({ amount, currency: planCurrency }, currency)?.money.amount;
  const plannedFor = new Map<Category, number>();
  const plannedOn = new Map<string, number>();
  let unpriced = 0;
  for (const { date, items } of days) {
    plannedOn.set(date, plannedOn.get(date) ?? 0);
    for (const item of items) {
      if (item.cost === undefined) continue;
      const amount = inBase(costIn(item, planCurrency, budget.rates));
      if (amount === undefined) {
        unpriced += 1;
        continue;
      }
      const category = categoryOf(item);
      plannedFor.set(category, (plannedFor.get(category) ?? 0) + amount);
      plannedOn.set(date, (plannedOn.get(date) ?? 0) + amount);
    }
  }
  const paidFor = new Map(byCategory.map(({ category, paid }) => [category, paid]));
  const paidOn = new Map(byDay.map(({ date, paid }) => [date, paid]));
  const dates = [...new Set([...plannedOn.keys(), ...paidOn.keys()])].toSorted();
  const limit = budget.limit === undefined ? undefined : inBase(budget.limit.amount);
  const paid = sumOf(paidFor);
  return {
    currency,
    ...compared(sumOf(plannedFor), paid),
    ...(limit === undefined ? {} : { limit: { amount: limit, left: limit - paid } }),
    categories: CATEGORIES.filter((category) => plannedFor.has(category) || paidFor.has(category)).map((category) => ({
      category,
      ...compared(plannedFor.get(category) ?? 0, paidFor.get(category) ?? 0),
    })),
    days: dates.map((date) => ({ date, ...compared(plannedOn.get(date) ?? 0, paidOn.get(date) ?? 0) })),
    currencies: [...byCurrency],
    unpriced,
  };
}

function compared(planned: number, paid: number) {
  return { planned, paid, left: planned - paid };
}

function sumOf(amounts: ReadonlyMap<unknown, number>): number {
  return [...amounts.values()].reduce((a, b) => a + b, 0);
}
