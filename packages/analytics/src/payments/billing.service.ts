import { createHash, randomUUID } from 'node:crypto';
import {
  AppError,
  invalidField,
  product as productSchema,
  toInstant,
  type BillingOffer,
  type BillingStatus,
  type Money,
  type Product,
  type WayToPay,
} from '@tripmaster/contracts';
import type { Database, Transaction } from '@tripmaster/db';
import type { Jobs } from '@tripmaster/jobs';
import type { Actor, Allowance, Audit, AuditAction, PersonalEntry } from '@tripmaster/rpc';
import type { EventsRepo } from '../events/events.repo.ts';
import { personIn } from '../events/people.ts';
import { goneCustomer } from './gone.ts';
import { FORGET } from './jobs.ts';
import type { PaymentsRepo } from './payments.repo.ts';
import { standingOf } from './standing.ts';
import type { StripeGateway, StripeSettings } from './stripe.ts';

const OFFERS_KEPT_MS = 600_000;
const BATCH = 100;

/** What is sold, by whom, and what it gives. */
export type Shop = { prices: StripeSettings['prices']; stripe: StripeGateway; premium: Allowance };

type Deps = {
  db: Database;
  repo: PaymentsRepo;
  people: EventsRepo;
  audit: Audit;
  jobs: Pick<Jobs, 'enqueue'>;
  /** Absent where nothing is sold. */
  shop: Shop | undefined;
  free: Allowance;
  /** Where people reach the server: the beginning of the addresses they come back to. */
  baseUrl: string;
  now: () => number;
};

/** Buying premium, looking after it, and what one has. Cards and addresses are typed in at Stripe and never come here. */
export function billingService({ db, repo, people, audit, jobs, shop, free, baseUrl, now }: Deps) {
  const page = `${baseUrl}/account/payments`;
  const offers = new Map<Product, { price: Money; readAt: number }>();

  function open(): Shop {
    if (shop === undefined) throw new AppError('not-found', {}, 'Nothing is sold on this server.');
    return shop;
  }

  /** The pseudonym that somebody has among the events; Stripe never learns it, for what it knows outlives the account. */
  async function refOf(tx: Transaction, userId: string): Promise<string> {
    const person = await personIn(people, tx, userId);
    if (person === undefined) throw new AppError('session-ended');
    return person.ref;
  }

  /** What Stripe calls somebody: of any number of calls at once one is made, and all get it. */
  async function customerFor(userId: string, { stripe }: Shop): Promise<string> {
    const person = await db.write((tx) => refOf(tx, userId));
    const known = await repo.customerOf(db.read, userId);
    if (known !== undefined) return known.customerId;
    const email = await repo.emailOf(db.read, userId);
    if (email === undefined) throw new AppError('session-ended');
    const key = `customer ${createHash('sha256').update(`${person} ${email}`).digest('hex')}`;
    const made = await stripe.customer(email, key);
    const kept = await db.write(async (tx) => {
      // An account that went meanwhile must not come back by this.
      if ((await repo.emailOf(tx, userId)) === undefined) return undefined;
      // Nor under a pseudonym that was given up meanwhile.
      await repo.addCustomer(tx, { person: await refOf(tx, userId), customerId: made, createdAt: now() });
      return repo.customerOf(tx, userId);
    });
    if (kept !== undefined) return kept.customerId;
    await stripe.forget(made);
    throw new AppError('session-ended');
  }

  /** Whoever opens such a page may spend the person's money or end what they have. */
  async function record(action: AuditAction, { auditRef }: Actor, detail: { product?: Product } = {}): Promise<void> {
    await db.write((tx) => audit.record(tx, { action, actor: auditRef, subject: auditRef, detail }));
  }

  async function standing(userId: string) {
    return standingOf(await repo.subscriptionsOf(db.read, { userId }), await repo.paymentsOf(db.read, { userId }), now());
  }

  return {
    async checkout(actor: Actor, product: Product, idempotencyKey: string | undefined): Promise<WayToPay> {
      const { prices, stripe, ...rest } = open();
      const price = prices[product];
      if (price === undefined) throw invalidField('product', 'is not sold here');
      const has = await standing(actor.userId);
      if (has.product !== 'pass' && has.state !== 'free')
        throw new AppError('conflict', {}, 'You have a subscription already. Look after it instead of buying another.');
      const customer = await customerFor(actor.userId, { prices, stripe, ...rest });
      const unnamed = actor.unnamed === true;
      const call = { customer, product, price, unnamed, successUrl: `${page}/done`, cancelUrl: page, idempotencyKey };
      const url = await stripe.checkout(call);
      await record('billing.checkout-opened', actor, { product });
      return { url };
    },

    async portal(actor: Actor): Promise<WayToPay> {
      const { stripe } = open();
      const known = await repo.customerOf(db.read, actor.userId);
      if (known === undefined) throw new AppError('not-found', {}, 'You have not paid anything yet.');
      const url = await stripe.portal(known.customerId, page);
      await record('billing.portal-opened', actor);
      return { url };
    },

    async status({ userId }: Actor): Promise<BillingStatus> {
      if (shop === undefined) return { state: 'off', premium: false, manageable: false };
      const { state, premium, product, until } = await standing(userId);
      const { modelMicros } = shop.premium;
      return {
        state,
        premium,
        ...(product === undefined ? {} : { product }),
        ...(until === undefined ? {} : { until: toInstant(until) }),
        manageable: (await repo.customerOf(db.read, userId)) !== undefined,
        gives: {
          files: { free: free.filesBytes, premium: shop.premium.filesBytes },
          ...(modelMicros === undefined || free.modelMicros === undefined || free.modelMicros === 0
            ? {}
            : { modelTimes: Math.round((modelMicros / free.modelMicros) * 10) / 10 }),
        },
      };
    },

    /** What is sold, at the prices that Stripe says, at most ten minutes old. */
    async offers(): Promise<{ items: BillingOffer[] }> {
      if (shop === undefined) return { items: [] };
      const items: BillingOffer[] = [];
      for (const product of productSchema.options) {
        const id = shop.prices[product];
        if (id === undefined) continue;
        const known = offers.get(product);
        const fresh = known !== undefined && now() - known.readAt < OFFERS_KEPT_MS;
        const price = fresh ? known.price : await shop.stripe.price(id);
        if (price === undefined) continue;
        if (!fresh) offers.set(product, { price, readAt: now() });
        items.push({ product, price });
      }
      return { items };
    },

    /**
     * With the account whatever it pays ends, and what Stripe holds of the person is removed. What was paid stays here for the
     * books, under a name that it shares with nothing else: neither with what was counted of them nor with Stripe.
     */
    async erase(tx: Transaction, userId: string): Promise<void> {
      const known = await repo.customerOf(tx, userId);
      if (known === undefined) return;
      const { customerId: customer } = known;
      await jobs.enqueue(tx, FORGET, { customer }, { key: customer });
      await repo.cutOff(tx, customer, { person: randomUUID(), customerId: goneCustomer(customer), createdAt: now() });
    },

    /** For the export of an account. */
    async *personalData(userId: string): AsyncGenerator<PersonalEntry> {
      const known = await repo.customerOf(db.read, userId);
      if (known !== undefined) yield { section: 'billing', entry: { customerId: known.customerId, createdAt: toInstant(known.createdAt) } };
      for (const row of await repo.subscriptionsOf(db.read, { userId })) yield { section: 'subscriptions', entry: written(row) };
      for (let after = ''; ;) {
        const rows = await repo.entriesOf(db.read, userId, after, BATCH);
        for (const row of rows) yield { section: 'payments', entry: written(row) };
        const last = rows.at(-1);
        if (last === undefined || rows.length < BATCH) return;
        after = last.id;
      }
    },
  };
}

export type BillingService = ReturnType<typeof billingService>;

const MOMENTS: ReadonlySet<string> = new Set(['at', 'periodStart', 'periodEnd', 'endsAt', 'paidAt', 'failedAt']);

function written(row: Record<string, string | number | null>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'number' && MOMENTS.has(name) ? toInstant(value) : value]),
  );
}
