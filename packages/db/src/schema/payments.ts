import type { Product } from '@tripmaster/contracts';
import { isNotNull } from 'drizzle-orm';
import type { Kit } from '../kit.ts';

/**
 * What people paid. Everybody with an account is here under `analytics_people.ref`, whoever is gone under a reference of its
 * own that leads nowhere: rows stay, and so do the sums of them.
 */
export function paymentTables(k: Kit) {
  /** What the payment service calls somebody; of whom the account is gone, a hash of that. */
  const billingCustomers = k.table(
    'billing_customers',
    {
      person: k.text('person').primaryKey(),
      customerId: k.text('customer_id').notNull(),
      createdAt: k.instant('created_at').notNull(),
    },
    (t) => [k.uniqueIndex('billing_customers_customer_key').on(t.customerId)],
  );

  /** Append-only: what came in, went back or is disputed; what was taken back of that is a row of its own. */
  const ledger = k.table(
    'ledger',
    {
      id: k.text('id').primaryKey(),
      /** By the payment service, so that each thing is written once. */
      providerId: k.text('provider_id').notNull(),
      kind: k.word<'payment' | 'refund' | 'dispute'>('kind').notNull(),
      person: k.text('person'),
      /** Absent where it can't be told. */
      product: k.word<Product>('product'),
      /** The payment that it belongs to, as the service calls it. */
      payment: k.text('payment').notNull(),
      /** In minor units as ISO 4217 has them; below 0 for what went back. */
      amount: k.long('amount').notNull(),
      currency: k.text('currency').notNull(),
      at: k.instant('at').notNull(),
      /** Of `at`, in UTC. */
      day: k.text('day').notNull(),
      /** The same in cents of a euro; absent where there was no rate. */
      euroCents: k.long('euro_cents'),
      /** Units of the currency for one euro, as decimal text, and the day of that rate. */
      perEuro: k.text('per_euro'),
      rateAsOf: k.text('rate_as_of'),
    },
    (t) => [
      k.uniqueIndex('ledger_provider_key').on(t.providerId),
      k.index('ledger_person_idx').on(t.person, t.id).where(isNotNull(t.person)),
      k.index('ledger_payment_idx').on(t.payment),
    ],
  );

  /** What is known last of each subscription. */
  const subscriptions = k.table(
    'subscriptions',
    {
      /** By the payment service. */
      id: k.text('id').primaryKey(),
      person: k.text('person'),
      product: k.word<Product>('product'),
      /** In the service's words. */
      status: k.text('status').notNull(),
      periodStart: k.instant('period_start'),
      periodEnd: k.instant('period_end'),
      /** When it is to end, where that is said. */
      endsAt: k.instant('ends_at'),
      /** When the service said so. */
      saidAt: k.instant('said_at').notNull(),
      /** Of two things said in one second, the higher counts. */
      rank: k.text('rank').notNull(),
      /** The last payment that went through, and the last that did not. */
      paidAt: k.instant('paid_at'),
      failedAt: k.instant('failed_at'),
      /** When the service was last asked what became of one whose time is over; 0 if never. */
      askedAt: k.instant('asked_at').notNull().default(0),
    },
    (t) => [
      k.index('subscriptions_person_idx').on(t.person).where(isNotNull(t.person)),
      k.index('subscriptions_status_idx').on(t.status, t.periodEnd),
    ],
  );

  /** Whether each subscription ran, and for how much a month, since when. */
  const subscriptionStates = k.table(
    'subscription_states',
    {
      subscription: k.text('subscription').notNull(),
      at: k.instant('at').notNull(),
      rank: k.text('rank').notNull(),
      running: k.boolean('running').notNull(),
      monthlyEuroCents: k.long('monthly_euro_cents').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.subscription, t.at] })],
  );

  /** Sums of the ledger, kept in the transactions that write it. */
  const revenueDays = k.table(
    'revenue_days',
    {
      day: k.text('day').notNull(),
      currency: k.text('currency').notNull(),
      paid: k.long('paid').notNull(),
      /** Refunds and disputes, above 0. */
      refunded: k.long('refunded').notNull(),
      payments: k.long('payments').notNull(),
      /** What is left, in cents of a euro. */
      netEuroCents: k.long('net_euro_cents').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.day, t.currency] })],
  );

  /** By how much the running subscriptions changed on a day; the sum up to a day is what ran at its end. */
  const recurringDays = k.table('recurring_days', {
    day: k.text('day').primaryKey(),
    subscribers: k.long('subscribers').notNull(),
    monthlyEuroCents: k.long('monthly_euro_cents').notNull(),
  });

  return { billingCustomers, ledger, subscriptions, subscriptionStates, revenueDays, recurringDays };
}
