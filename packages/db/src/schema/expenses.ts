import type { Category, ExpenseSplit } from '@tripmaster/contracts';
import { isNotNull } from 'drizzle-orm';
import type { Kit } from '../kit.ts';
import type { accountTables } from './accounts.ts';
import type { planTables } from './plans.ts';

/** Money spent together on a trip. Every amount is in minor units of its currency. */
export function expenseTables(
  k: Kit,
  { users }: Pick<ReturnType<typeof accountTables>, 'users'>,
  { plans }: Pick<ReturnType<typeof planTables>, 'plans'>,
) {
  const planId = () =>
    k
      .text('plan_id')
      .notNull()
      .references(() => plans.id, { onDelete: 'cascade' });
  const createdBy = () => k.text('created_by').references(() => users.id, { onDelete: 'set null' });

  /** Who shares the costs of a trip, with an account or without. */
  const planTravellers = k.table(
    'plan_travellers',
    {
      id: k.text('id').primaryKey(),
      planId: planId(),
      name: k.text('name').notNull(),
      /** Whose account it is; absent for somebody without one, and once it is gone. */
      userId: k.text('user_id').references(() => users.id, { onDelete: 'set null' }),
      createdAt: k.instant('created_at').notNull(),
    },
    (t) => [
      k.index('plan_travellers_plan_idx').on(t.planId, t.id),
      k.uniqueIndex('plan_travellers_user_key').on(t.planId, t.userId).where(isNotNull(t.userId)),
      k.index('plan_travellers_account_idx').on(t.userId).where(isNotNull(t.userId)),
    ],
  );

  const planExpenses = k.table(
    'plan_expenses',
    {
      id: k.text('id').primaryKey(),
      planId: planId(),
      title: k.text('title').notNull(),
      category: k.word<Category>('category').notNull(),
      /** `YYYY-MM-DD`, the day it was paid for. */
      date: k.text('date').notNull(),
      amount: k.long('amount').notNull(),
      currency: k.text('currency').notNull(),
      /** What it is in the currency the trip is settled in, by the rate beside it. */
      baseAmount: k.long('base_amount').notNull(),
      baseCurrency: k.text('base_currency').notNull(),
      /** Units of the expense's currency for one of the base, as decimal text; absent where they are one. */
      rate: k.text('rate'),
      rateAsOf: k.text('rate_as_of'),
      rateSource: k.text('rate_source'),
      paidBy: k
        .text('paid_by')
        .notNull()
        .references(() => planTravellers.id, { onDelete: 'cascade' }),
      /** Whose it is, and how it is shared among them. */
      split: k.json<ExpenseSplit>('split').notNull(),
      /** The item of the plan it was for. */
      itemId: k.text('item_id'),
      createdBy: createdBy(),
      createdAt: k.instant('created_at').notNull(),
      updatedAt: k.instant('updated_at').notNull(),
      /** When a debt that it is part of was settled: from then on its rate stays as it is. */
      settledAt: k.instant('settled_at'),
    },
    (t) => [
      k.index('plan_expenses_date_idx').on(t.planId, t.date, t.id),
      k.index('plan_expenses_category_idx').on(t.planId, t.category, t.date, t.id),
      k.index('plan_expenses_payer_idx').on(t.paidBy, t.date, t.id),
      k.index('plan_expenses_author_idx').on(t.createdBy).where(isNotNull(t.createdBy)),
    ],
  );

  /** Money that one traveller gave another to be even. */
  const planSettlements = k.table(
    'plan_settlements',
    {
      id: k.text('id').primaryKey(),
      planId: planId(),
      fromId: k
        .text('from_id')
        .notNull()
        .references(() => planTravellers.id, { onDelete: 'cascade' }),
      toId: k
        .text('to_id')
        .notNull()
        .references(() => planTravellers.id, { onDelete: 'cascade' }),
      amount: k.long('amount').notNull(),
      currency: k.text('currency').notNull(),
      createdBy: createdBy(),
      createdAt: k.instant('created_at').notNull(),
    },
    (t) => [
      k.index('plan_settlements_plan_idx').on(t.planId, t.id),
      k.index('plan_settlements_from_idx').on(t.fromId),
      k.index('plan_settlements_to_idx').on(t.toId),
      k.index('plan_settlements_author_idx').on(t.createdBy).where(isNotNull(t.createdBy)),
    ],
  );

  return { planTravellers, planExpenses, planSettlements };
}
