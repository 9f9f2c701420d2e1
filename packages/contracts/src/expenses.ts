import { z } from 'zod';
import { id } from './ids.ts';
import { category, itemId } from './item.ts';
import { currency, money, type Money } from './money.ts';
import { line } from './text.ts';
import { instant, plainDate } from './time.ts';

/** The most that one expense or payment may be, in minor units: so that the sum of all of a plan's is exact. */
export const MOST_MONEY = 1_000_000_000_000;
/** The most expenses, payments and travellers a plan may have. */
export const MOST_EXPENSES = 5_000;
export const MOST_SETTLEMENTS = 1_000;
export const MOST_TRAVELLERS = 50;

/** How an expense is shared: in proportion to shares, or by amounts in minor units that add up to it. */
export const expenseSplit = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('shares'),
    parts: z
      .array(z.strictObject({ travellerId: id, shares: z.int().min(0).max(10_000) }))
      .min(1)
      .max(MOST_TRAVELLERS),
  }),
  z.strictObject({
    by: z.literal('amounts'),
    parts: z
      .array(z.strictObject({ travellerId: id, amount: z.int().min(0).max(MOST_MONEY) }))
      .min(1)
      .max(MOST_TRAVELLERS),
  }),
]);
export type ExpenseSplit = z.infer<typeof expenseSplit>;

const spent = z.strictObject({ amount: z.int().min(1).max(MOST_MONEY), currency });

/** Units of the expense's currency for one of the trip's, as decimal text. */
const perUnit = z.string().regex(/^(?=.*[1-9])\d{1,12}(\.\d{1,12})?$/, 'is not a rate above 0 (as in 163.06)');

/** The rate that was really paid, by whom it was set and when; without these, by the traveller on the expense's day. */
export const givenRate = z.strictObject({ perUnit, asOf: plainDate.optional(), source: line(200).optional() });
export type GivenRate = z.infer<typeof givenRate>;

/** What an expense was converted by. */
const appliedRate = z.strictObject({ perUnit: z.string(), asOf: plainDate, source: z.string() });

/** An expense as it is added; without a rate it is converted by the reference rate of now. */
export const newExpense = z.strictObject({
  title: line(120),
  category,
  date: plainDate,
  amount: spent,
  rate: givenRate.optional(),
  paidBy: id,
  split: expenseSplit,
  itemId: itemId.optional(),
});
export type NewExpense = z.infer<typeof newExpense>;

/** What is to be otherwise. `rate: 'current'` converts it again by the reference rate of now; `itemId: null` unties it from its item. */
export const expenseChanges = newExpense
  .partial()
  .extend({ rate: z.union([z.literal('current'), givenRate]).optional(), itemId: itemId.nullable().optional() });
export type ExpenseChanges = z.infer<typeof expenseChanges>;

/** Something that was paid for together. */
export const expense = z.strictObject({
  id,
  title: z.string(),
  category,
  date: plainDate,
  amount: money,
  /** The same in the currency that the trip is settled in. */
  base: money,
  /** Absent where the two currencies are one. */
  rate: appliedRate.optional(),
  paidBy: id,
  split: expenseSplit,
  /** What each owes of it, in the trip's currency: these add up to `base`. */
  shares: z.array(z.strictObject({ travellerId: id, amount: z.int() })),
  itemId: itemId.optional(),
  createdAt: instant,
  updatedAt: instant,
  /** A debt that it is part of was settled then: its rate stays as it is. */
  settledAt: instant.optional(),
});
export type Expense = z.infer<typeof expense>;

/** Somebody who shares the costs of a trip. */
export const planTraveller = z.strictObject({
  id,
  name: z.string(),
  /** Has an account here, and is called as there. */
  account: z.boolean(),
  /** Is the reader. */
  me: z.boolean(),
});
export type PlanTraveller = z.infer<typeof planTraveller>;

/** Money that one traveller gave another to be even. */
export const settlement = z.strictObject({ id, from: id, to: id, amount: money, createdAt: instant });
export type Settlement = z.infer<typeof settlement>;

/** Who owes whom, in minor units of one currency. The balances add up to 0. */
export const balances = z.strictObject({
  currency,
  total: z.int(),
  travellers: z.array(
    z.strictObject({
      id,
      name: z.string(),
      /** What they paid for, and what of all that is theirs. */
      paid: z.int(),
      share: z.int(),
      /** What they gave others to be even, and were given. */
      sent: z.int(),
      received: z.int(),
      /** What they are to get; to give where it is below 0. */
      balance: z.int(),
    }),
  ),
  /** What makes everybody even. */
  payments: z.array(z.strictObject({ from: id, to: id, amount: z.int().min(1) })),
  /** True where it is proven that it can’t be done in fewer payments. */
  fewest: z.boolean(),
});
export type Balances = z.infer<typeof balances>;

/** `left` is what was planned less what was paid; below 0 where it was more. */
const compared = { planned: z.int(), paid: z.int(), left: z.int() };

/** What was planned against what was paid, in minor units of one currency. Categories and days each add up to the whole. */
export const spending = z.strictObject({
  currency,
  ...compared,
  /** The request's own limit, in `currency`, and what is left of it after what was paid. */
  limit: z.strictObject({ amount: z.int(), left: z.int() }).optional(),
  categories: z.array(z.strictObject({ category, ...compared })),
  days: z.array(z.strictObject({ date: plainDate, ...compared })),
  /** What was paid in each currency, and what that is in the trip's. */
  currencies: z.array(z.strictObject({ currency, amount: z.int(), base: z.int(), count: z.int() })),
  /** How many items of the plan have a price that there is no rate for; they are not in `planned`. */
  unpriced: z.int().min(0),
});
export type Spending = z.infer<typeof spending>;

/** What is wrong with a split of an amount, and where; `undefined` when it can be used. */
export function splitProblem({ amount }: Pick<Money, 'amount'>, split: ExpenseSplit): { path: string; reason: string } | undefined {
  const seen = new Set<string>();
  for (const [index, { travellerId }] of split.parts.entries()) {
    if (seen.has(travellerId)) return { path: `split.parts.${index}.travellerId`, reason: 'is named twice' };
    seen.add(travellerId);
  }
  if (split.by === 'shares')
    return split.parts.some(({ shares }) => shares > 0) ? undefined : { path: 'split.parts', reason: 'gives nobody a share' };
  const assigned = split.parts.reduce((total, part) => total + part.amount, 0);
  return assigned === amount ? undefined : { path: 'split.parts', reason: `adds up to ${assigned}, not to ${amount}` };
}
