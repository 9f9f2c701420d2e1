import { AppError, product } from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import { handle, repeated, type JobCall, type JobHandler, type Jobs } from '@tripmaster/jobs';
import type { Activity, Allowance, Audit, CurrentRates } from '@tripmaster/rpc';
import { eventsRepo } from '../events/events.repo.ts';
import { billingService } from './billing.service.ts';
import { entitlements } from './entitlements.ts';
import { FIND_WHOSE, FORGET, LOOK_AT } from './jobs.ts';
import { paymentsRepo } from './payments.repo.ts';
import { paymentsService } from './payments.service.ts';
import { readEvent, stripeEvent } from './read-event.ts';
import { readSubscription, subscriptionObject } from './read-subscription.ts';
import type { Prices } from './said.ts';
import { takings } from './takings.ts';
import { stripeGateway, type StripeGateway, type StripeSettings } from './stripe.ts';

const HOUR_MS = 3_600_000;
/** Stripe sends an event again for three days at the most. */
const EVENTS_KEPT_MS = 30 * 24 * HOUR_MS;
/** As long as banks may still dispute what was paid: 540 days are the most that card networks give. */
const GONE_KEPT_MS = 540 * 24 * HOUR_MS;
/** Statuses that change by themselves when their time is over. */
const GOING_ON = ['active', 'trialing', 'past_due'];
const LOOKED_AT_ONCE = 100;

/** How premium is sold. */
export type PaymentSettings = { stripe: StripeSettings; /** What premium gives. */ premium: Allowance };

type Parts = {
  db: Database;
  activity: Activity;
  audit: Audit;
  jobs: Pick<Jobs, 'enqueue'>;
  rates: CurrentRates;
  /** Absent: nothing is sold, and everybody has the same. */
  settings: PaymentSettings | undefined;
  /** What everybody has. */
  free: Allowance;
  baseUrl: string;
  now: () => number;
};

/** Payments, put together: off without `settings`. */
export function createPayments({ db, activity, audit, jobs, rates, settings, free, baseUrl, now }: Parts) {
  const repo = paymentsRepo(db);
  const stripe = settings === undefined ? undefined : stripeGateway(settings.stripe);
  const prices: Prices = new Map([
    ...(settings?.stripe.furtherPrices ?? []),
    ...product.options.flatMap((sold) => {
      const price = settings?.stripe.prices[sold];
      return price === undefined ? [] : [[price, sold] as const];
    }),
  ]);
  const payments = paymentsService({ db, repo, activity, jobs, rates, now });
  const shop =
    settings === undefined || stripe === undefined ? undefined : { prices: settings.stripe.prices, premium: settings.premium, stripe };

  function gateway(): StripeGateway {
    if (stripe === undefined) throw new Error('STRIPE_SECRET_KEY is not set');
    return stripe;
  }

  async function lookAt(id: string, finish?: JobCall['finish']): Promise<void> {
    // What Stripe says now is at least as new as what it said in the second before.
    const askedAt = Math.floor(now() / 1000) * 1000 - 1000;
    const found = await gateway().subscription(id);
    if (found !== undefined) await payments.learn(readSubscription(subscriptionObject.parse(found), askedAt, prices), finish);
  }

  const handlers: JobHandler[] = [
    handle(LOOK_AT, ({ subscription }, { finish }) => lookAt(subscription, finish)),
    handle(FIND_WHOSE, async ({ charge, entry, product: sold }, { finish }) => {
      const customer = await gateway().customerOf(charge);
      if (customer !== undefined) await payments.learn({ kind: 'entry', whose: { customer, product: sold }, ...entry }, finish);
    }),
    handle(FORGET, ({ customer }) => gateway().forget(customer)),
  ];
  /** Subscriptions whose time is over without a word, and events long past. */
  const lookAgain = repeated('payments.look-again', { everyMs: HOUR_MS, offsetMs: HOUR_MS / 4 }, async ({ signal }) => {
    await payments.forget(now() - EVENTS_KEPT_MS, now() - GONE_KEPT_MS);
    if (stripe === undefined) return;
    const unread: unknown[] = [];
    const asked: string[] = [];
    try {
      for (const { id } of await repo.overdue(db.read, GOING_ON, now() - HOUR_MS, LOOKED_AT_ONCE)) {
        signal.throwIfAborted();
        asked.push(id);
        await lookAt(id).catch((error: unknown) => {
          // While Stripe is away there is no use in asking of the others; one that can't be read keeps nobody else's waiting.
          if (error instanceof AppError) throw error;
          unread.push(error);
        });
      }
    } finally {
      // Those that Stripe knows nothing of, or won't tell of, stay as they are: the next turn begins with the others.
      if (asked.length > 0) await db.write((tx) => repo.asked(tx, asked, now()));
    }
    if (unread.length > 0) throw new AggregateError(unread, 'not every subscription could be read');
  });

  return {
    billing: billingService({ db, repo, people: eventsRepo(db), audit, jobs, shop, free, baseUrl, now }),
    takings: takings(db),
    entitlements: entitlements({ repo, free, premium: settings?.premium, now }),
    /**
     * Takes what Stripe posts: the body as it came, and its signature. Throws `not-found` where nothing is sold, and
     * `malformed-request`, with nothing changed, for what Stripe did not sign just now or what can't be read.
     */
    async receive(body: Buffer, signature: string | undefined): Promise<void> {
      if (stripe === undefined) throw new AppError('not-found');
      const signed = await stripe.readSigned(body, signature, now());
      const event = stripeEvent.safeParse(signed);
      if (!event.success) throw new AppError('malformed-request', {}, 'This is no event.', { cause: event.error });
      await payments.receive(event.data.id, readOrRefuse(event.data));
    },
    jobs: [...handlers, ...lookAgain.jobs],
    schedules: lookAgain.schedules,
  };

  function readOrRefuse(event: Parameters<typeof readEvent>[0]) {
    try {
      return readEvent(event, prices);
    } catch (error) {
      throw new AppError('malformed-request', {}, `This ${event.type} can’t be read.`, { cause: error });
    }
  }
}

export type Payments = ReturnType<typeof createPayments>;
