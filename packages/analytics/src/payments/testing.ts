import type { TestDatabase } from '@tripmaster/db/testing';
import { firstTry } from '@tripmaster/jobs/testing';
import { contextOf, createCallerFactory, router, type Actor } from '@tripmaster/rpc';
import { newPerson, testAnalytics } from '../testing/start.ts';
import { billingRoutes } from './billing.routes.ts';
import { createPayments, type PaymentSettings } from './index.ts';
import { signed, type eventOf, type TestStripe } from './stripe-stand-in.ts';
import { testRates } from './test-ledger.ts';

export const FREE = { filesBytes: 1_000, modelMicros: 100_000 };
export const PREMIUM = { filesBytes: 10_000, modelMicros: 500_000 };
const PRICES = { monthly: 'price_month', yearly: 'price_year', pass: 'price_pass' };

function settingsFor(stripe: TestStripe): PaymentSettings {
  return {
    stripe: {
      secretKey: stripe.secretKey,
      webhookSecret: stripe.webhookSecret,
      prices: PRICES,
      furtherPrices: new Map([['price_before', 'monthly']]),
      baseUrl: stripe.baseUrl,
    },
    premium: PREMIUM,
  };
}

export type Queued = { name: string; data: unknown; key: string | undefined };

/** The payments feature on a test database, with a clock the test moves and the jobs that were queued. */
export function startPayments({ db }: Pick<TestDatabase, 'db'>, stripe: TestStripe | undefined) {
  const clock = { ms: Date.parse('2027-01-15T12:00:00.000Z') };
  const queued: Queued[] = [];
  const audited: object[] = [];
  const now = () => clock.ms;
  const { activity, figures, rollups, people } = testAnalytics({ db }, { takings: (days) => payments.takings(days), now });
  const payments = createPayments({
    db,
    activity,
    audit: { record: async (_tx, { action, detail }) => void audited.push({ action, detail }) },
    jobs: { enqueue: async (_tx, { name }, data, { key } = {}) => void queued.push({ name, data, key }) },
    rates: testRates,
    settings: stripe === undefined ? undefined : settingsFor(stripe),
    free: FREE,
    baseUrl: 'https://trip.example',
    now,
  });
  const createCaller = createCallerFactory(router({ billing: billingRoutes(payments.billing) }));
  const as = (actor: Actor | undefined, idempotencyKey?: string) => createCaller(contextOf(actor, { idempotencyKey }));

  return {
    activity,
    payments,
    figures,
    rollups,
    people,
    clock,
    queued,
    audited,
    as,
    /** Somebody with an account. */
    person: () => newPerson(db, clock.ms),
    /** Somebody who has been sent to pay once; gives what Stripe calls them, and their pseudonym. */
    async customer(actor: Actor): Promise<{ customer: string; person: string }> {
      await as(actor).billing.checkout({ product: 'monthly' });
      const { analyticsPeople, billingCustomers } = db.tables;
      const person = (await db.read.select().from(analyticsPeople)).find(({ userId }) => userId === actor.userId)?.ref ?? '';
      const customer = (await db.read.select().from(billingCustomers)).find((row) => row.person === person)?.customerId ?? '';
      return { customer, person };
    },
    /** Stripe posts an event. */
    async post(event: ReturnType<typeof eventOf>): Promise<void> {
      const { payload, signature } = signed(event, clock.ms);
      await payments.receive(Buffer.from(payload), signature);
    },
    /** Does the jobs of a kind that are queued, and all that they queue. */
    async work(...names: string[]): Promise<void> {
      for (
        let at = queued.findIndex(({ name }) => names.includes(name));
        at >= 0;
        at = queued.findIndex(({ name }) => names.includes(name))
      ) {
        const [job] = queued.splice(at, 1);
        const handler = payments.jobs.find(({ kind }) => kind.name === job?.name);
        await handler?.run(job?.data, firstTry(db));
      }
    },
  };
}

export type TestPayments = ReturnType<typeof startPayments>;

type SubscriptionParts = {
  id: string;
  customer: string;
  status?: string;
  product?: 'monthly' | 'yearly';
  price?: string;
  start: number;
  end: number;
  ending?: boolean;
  endedAt?: number;
  amount?: number;
  currency?: string;
};

/** A subscription as Stripe's newest versions write it. */
export function subscriptionOf(parts: SubscriptionParts) {
  const {
    id,
    customer,
    status = 'active',
    product = 'monthly',
    price = PRICES[product],
    start,
    end,
    ending = false,
    endedAt,
    amount = 500,
    currency = 'eur',
  } = parts;
  const seconds = (ms: number) => Math.floor(ms / 1000);
  return {
    id,
    object: 'subscription',
    customer,
    status,
    cancel_at_period_end: ending,
    cancel_at: ending ? seconds(end) : null,
    ended_at: endedAt === undefined ? null : seconds(endedAt),
    currency,
    metadata: { product },
    items: {
      object: 'list',
      has_more: false,
      data: [
        {
          id: `si_${id}`,
          object: 'subscription_item',
          quantity: 1,
          current_period_start: seconds(start),
          current_period_end: seconds(end),
          price: {
            id: price,
            object: 'price',
            currency,
            unit_amount: amount,
            recurring: { interval: product === 'monthly' ? 'month' : 'year', interval_count: 1 },
          },
        },
      ],
    },
  };
}

/** An invoice as Stripe's newest versions write it. */
export function invoiceOf(parts: {
  id: string;
  customer: string;
  subscription?: string;
  amount?: number;
  currency?: string;
  paidAt?: number;
}) {
  const { id, customer, subscription, amount = 500, currency = 'eur', paidAt } = parts;
  return {
    id,
    object: 'invoice',
    customer,
    amount_paid: amount,
    currency,
    parent:
      subscription === undefined
        ? null
        : { type: 'subscription_details', quote_details: null, subscription_details: { subscription, metadata: { product: 'monthly' } } },
    status_transitions: { paid_at: paidAt === undefined ? null : Math.floor(paidAt / 1000) },
    lines: {
      object: 'list',
      has_more: false,
      data: [{ id: `il_${id}`, pricing: { type: 'price_details', price_details: { price: PRICES.monthly } } }],
    },
  };
}

/** A charge of which so much has gone back. */
export function chargeOf(parts: {
  id: string;
  customer: string;
  intent: string;
  amount: number;
  refunded: number;
  currency?: string;
  product?: string;
}) {
  const { id, customer, intent, amount, refunded, currency = 'eur', product } = parts;
  return {
    id,
    object: 'charge',
    customer,
    payment_intent: intent,
    amount,
    amount_refunded: refunded,
    refunded: refunded === amount,
    currency,
    metadata: product === undefined ? {} : { product },
  };
}

/** A page to pay on that was paid, for a pass. */
export function paidSessionOf(parts: { id: string; customer: string; intent: string; amount?: number; currency?: string }) {
  const { id, customer, intent, amount = 900, currency = 'eur' } = parts;
  return {
    id,
    object: 'checkout.session',
    mode: 'payment',
    status: 'complete',
    payment_status: 'paid',
    client_reference_id: null,
    customer,
    subscription: null,
    payment_intent: intent,
    amount_total: amount,
    currency,
    metadata: { product: 'pass' },
  };
}

export function disputeOf(parts: { id: string; charge: string; intent: string; amount: number; status: string; at: number }) {
  const { id, charge, intent, amount, status, at } = parts;
  return {
    id,
    object: 'dispute',
    charge,
    payment_intent: intent,
    amount,
    currency: 'eur',
    status,
    created: Math.floor(at / 1000),
    metadata: {},
  };
}
