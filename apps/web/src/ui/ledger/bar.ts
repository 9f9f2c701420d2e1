import type { Budget, Category } from '@tripmaster/contracts';

export const CATEGORY_NAMES: Readonly<Record<Category, string>> = {
  stay: 'Stay',
  food: 'Food',
  activities: 'Activities',
  transport: 'Getting around',
  equipment: 'Equipment',
};

/** One stretch of the ledger's bar; `share` is its part of the whole bar, 0 to 1. */
export type Stretch = { kind: Category | 'left'; amount: number; share: number };

/** The bar in exact proportion. Its whole is the limit, or the total where there is no limit or it is exceeded. */
export function barOf(budget: Pick<Budget, 'total' | 'limit' | 'categories'>): { stretches: Stretch[]; over: number } {
  const limit = budget.limit?.amount ?? 0;
  const total = budget.total.amount;
  const whole = Math.max(limit, total);
  if (whole <= 0) return { stretches: [], over: 0 };
  const stretches: Stretch[] = budget.categories
    .filter((part) => part.total.amount > 0)
    .map((part) => ({ kind: part.category, amount: part.total.amount, share: part.total.amount / whole }));
  if (limit > total) stretches.push({ kind: 'left', amount: limit - total, share: (limit - total) / whole });
  return { stretches, over: limit > 0 && total > limit ? (total - limit) / whole : 0 };
}
