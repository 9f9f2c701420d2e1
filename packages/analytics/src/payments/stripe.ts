import { AppError, type Money, type Product } from '@tripmaster/contracts';
import type { Stripe } from 'stripe';
import { fromStripe } from './stripe-money.ts';

/** Signatures older than this are refused: what was overheard can't be sent again. */
const TOLERANCE_SECONDS = 300;
const TIMEOUT_MS = 15_000;
const RETRIES = 2;
/** Of one person that nobody has ended or paid; more than one is rare. */
const MOST_OPEN = 10;

export type StripeSettings = {
  secretKey: string;
  webhookSecret: string;
  /** By what is sold; what has no price is not. */
  prices: Readonly<Partial<Record<Product, string>>>;
  /** Prices that are not asked any more, and are still paid. */
  furtherPrices?: ReadonlyMap<string, Product>;
  /** Another place that speaks Stripe's protocol. */
  baseUrl?: string;
};

type Checkout = {
  customer: string;
  product: Product;
  price: string;
  /** Comes back with what is paid: that is not counted as theirs. */
  unnamed: boolean;
  successUrl: string;
  cancelUrl: string;
  /** Of any number of calls with it Stripe makes one page. */
  idempotencyKey: string | undefined;
};

/** What is asked of Stripe. Its library is loaded with the first question. Throws `unavailable` when Stripe can't or won't. */
export function stripeGateway({ secretKey, webhookSecret, baseUrl }: StripeSettings) {
  let loading: Promise<Stripe> | undefined;
  const client = () => (loading ??= open(secretKey, baseUrl));

  async function ask<Answer>(question: (stripe: Stripe) => Promise<Answer>): Promise<Answer> {
    const stripe = await client();
    try {
      return await question(stripe);
    } catch (error) {
      if (typeOf(error) === 'StripeIdempotencyError') throw new AppError('idempotency-mismatch', {}, undefined, { cause: error });
      throw new AppError('unavailable', { retryAfterSeconds: 30 }, 'The payment service can’t be reached just now.', { cause: error });
    }
  }

  return {
    /**
     * Reads an event out of a request's body as it came. Throws `malformed-request` when it was not signed by Stripe within
     * the last five minutes.
     */
    async readSigned(body: Buffer, signature: string | undefined, at: number): Promise<unknown> {
      const { webhooks } = await client();
      try {
        return webhooks.constructEvent(body, signature ?? '', webhookSecret, TOLERANCE_SECONDS, undefined, at);
      } catch (error) {
        throw new AppError('malformed-request', {}, 'The signature is missing, wrong or too old.', { cause: error });
      }
    },

    /** The customer for a person: made once, however many ask at the same time. */
    async customer(email: string, idempotencyKey: string): Promise<string> {
      const made = await ask((stripe) => stripe.customers.create({ email }, { idempotencyKey }));
      return made.id;
    },

    /** The address of a page to pay on: one that is open already for the same, else a new one; others are closed. */
    async checkout({ customer, product, price, unnamed, successUrl, cancelUrl, idempotencyKey }: Checkout): Promise<string> {
      const metadata = { product, ...(unnamed ? { unnamed: 'true' } : {}) };
      return ask(async (stripe) => {
        const { data: open } = await stripe.checkout.sessions.list({ customer, status: 'open', limit: MOST_OPEN });
        const isSame = (of: Stripe.Metadata | null) => of?.['product'] === product && (of['unnamed'] === 'true') === unnamed;
        const same = open.find(({ metadata: of, url }) => isSame(of) && typeof url === 'string');
        const once = product === 'pass';
        const page =
          same ??
          (await stripe.checkout.sessions.create(
            {
              mode: once ? 'payment' : 'subscription',
              customer,
              line_items: [{ price, quantity: 1 }],
              success_url: successUrl,
              cancel_url: cancelUrl,
              metadata,
              ...(once ? { payment_intent_data: { metadata } } : { subscription_data: { metadata } }),
            },
            idempotencyKey === undefined ? {} : { idempotencyKey: `checkout ${customer} ${idempotencyKey}` },
          ));
        // Nobody pays twice because two pages were left open.
        for (const { id } of open) if (id !== page.id) await stripe.checkout.sessions.expire(id);
        if (page.url === null) throw new Error('a page to pay on without an address');
        return page.url;
      });
    },

    /** The address of a page where somebody sees their invoices, changes their card and ends what they pay. */
    async portal(customer: string, returnUrl: string): Promise<string> {
      return (await ask((stripe) => stripe.billingPortal.sessions.create({ customer, return_url: returnUrl }))).url;
    },

    async price(id: string): Promise<Money | undefined> {
      const { unit_amount: amount, currency } = await ask((stripe) => stripe.prices.retrieve(id));
      return amount === null ? undefined : fromStripe(amount, currency.toUpperCase());
    },

    /** A subscription as it is now; `undefined` when there is none. */
    async subscription(id: string): Promise<unknown> {
      return missingIsNone(() => ask((stripe) => stripe.subscriptions.retrieve(id)));
    },

    /** Whose a charge is. */
    async customerOf(charge: string): Promise<string | undefined> {
      const found = await missingIsNone(() => ask((stripe) => stripe.charges.retrieve(charge)));
      const customer = found?.customer;
      return typeof customer === 'string' ? customer : customer?.id;
    },

    /** Ends all that a customer pays, and removes what Stripe holds of them, as far as it may. */
    async forget(customer: string): Promise<void> {
      await missingIsNone(() => ask((stripe) => stripe.customers.del(customer)));
    },
  };
}

export type StripeGateway = ReturnType<typeof stripeGateway>;

async function open(secretKey: string, baseUrl: string | undefined): Promise<Stripe> {
  const { Stripe } = await import('stripe');
  const place = baseUrl === undefined ? undefined : new URL(baseUrl);
  return new Stripe(secretKey, {
    timeout: TIMEOUT_MS,
    maxNetworkRetries: RETRIES,
    telemetry: false,
    ...(place === undefined
      ? {}
      : {
          host: place.hostname,
          protocol: place.protocol === 'http:' ? 'http' : 'https',
          port: place.port === '' ? (place.protocol === 'http:' ? 80 : 443) : Number(place.port),
        }),
  });
}

async function missingIsNone<Answer>(question: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await question();
  } catch (error) {
    const cause = error instanceof AppError ? error.cause : undefined;
    if (cause instanceof Error && 'code' in cause && cause.code === 'resource_missing') return undefined;
    throw error;
  }
}

function typeOf(error: unknown): unknown {
  return error instanceof Error && 'type' in error ? error.type : undefined;
}
