import {
  CATEGORIES,
  allocate,
  fractionDigits,
  type Budget,
  type Category,
  type Item,
  type Money,
  type PlanDocument,
  type TripRequest,
} from '@tripmaster/contracts';

type Rates = NonNullable<Budget['rates']>;

export type BudgetOptions = {
  /** Currency of every sum. */
  currency: string;
  /** Number of travellers. */
  party: number;
  /** What the whole trip may cost, in `currency`. */
  limit?: Money;
  /** Used for items priced in another currency; kept with the sums. */
  rates?: Rates;
};

/** A plan has some thousand items: up to this each, their sum is exact whatever rate a file gives. */
const MOST_CONVERTED = 2_000_000_000_000;

/** Where an item that names no category is counted. */
const CATEGORY_OF_KIND: Record<Item['kind'], Category> = {
  stay: 'stay',
  meal: 'food',
  sight: 'activities',
  activity: 'activities',
  free: 'activities',
  transfer: 'transport',
};

export function categoryOf({ category, kind }: Pick<Item, 'category' | 'kind'>): Category {
  return category ?? CATEGORY_OF_KIND[kind];
}

export function partySize({ travellers }: TripRequest): number {
  return travellers.adults + travellers.childrenAges.length;
}

/**
 * An item's cost in minor units of `currency`: its own, or converted by the dated rate (`perUnit` of the other
 * currency for one unit of `currency`), half a minor unit up. `undefined` without a cost or a rate.
 */
export function costIn({ cost }: Pick<Item, 'cost'>, currency: string, rates: Rates = []): number | undefined {
  if (cost === undefined || cost.currency === currency) return cost?.amount;
  const rate = rates.find((known) => known.currency === cost.currency);
  if (rate === undefined || !(rate.perUnit > 0)) return undefined;
  const amount = Math.round((cost.amount / rate.perUnit) * 10 ** (fractionDigits(currency) - fractionDigits(cost.currency)));
  return Math.abs(amount) <= MOST_CONVERTED ? amount : undefined;
}

/**
 * The sums over a plan's items, in minor units of one currency. A category's total is the sum of its items' costs,
 * the total that of the categories, `left` is the limit less the total: all exact. An item in a currency without a
 * rate is left out (rule 18 says so).
 *
 * Shares cannot all be exact, so each is the largest share of an exact split (`allocate`, largest remainder):
 * `perPerson` times the party, `perDay` times the days, covers the total and exceeds it by less than one minor unit
 * a head or day. `perPersonPerDay` of the categories split such a share of the total in proportion, so that what is
 * printed for the categories adds up to it exactly. Categories without a priced item are absent.
 */
export function sumBudget(days: PlanDocument['days'], { currency, party, limit, rates }: BudgetOptions): Budget {
  const totals = new Map<Category, number>();
  for (const { items } of days) {
    for (const item of items) {
      const amount = costIn(item, currency, rates);
      if (amount === undefined) continue;
      const category = categoryOf(item);
      totals.set(category, (totals.get(category) ?? 0) + amount);
    }
  }
  const used = CATEGORIES.filter((category) => totals.has(category));
  const parts = used.map((category) => totals.get(category) ?? 0);
  const total = parts.reduce((a, b) => a + b, 0);
  const money = (amount: number): Money => ({ amount, currency });
  const heads = Math.max(party, 1);
  const dates = Math.max(new Set(days.map(({ date }) => date)).size, 1);
  const perPersonPerDay =
    used.length === 0
      ? []
      : allocate(
          largestShare(total, heads * dates),
          parts.map((part) => Math.max(part, 0)),
        );
  return {
    total: money(total),
    perPerson: money(largestShare(total, heads)),
    perDay: money(largestShare(total, dates)),
    ...(limit === undefined ? {} : { limit, left: money(limit.amount - total) }),
    categories: used.map((category, index) => ({
      category,
      total: money(parts[index] ?? 0),
      perPersonPerDay: money(perPersonPerDay[index] ?? 0),
    })),
    ...(rates === undefined ? {} : { rates }),
  };
}

/** The largest of `count` whole shares that add up to `total`. */
function largestShare(total: number, count: number): number {
  return Math.ceil(total / count) || 0;
}
