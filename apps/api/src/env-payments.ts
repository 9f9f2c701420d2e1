import type { PaymentSettings } from '@tripmaster/analytics';
import { product, type Product } from '@tripmaster/contracts';
import { z } from 'zod';
import type { FilesConfig } from './env-files.ts';
import { isLoopback } from './loopback.ts';

const MIB = 1024 * 1024;
/** What premium gives where nothing is said: so many times what everybody has. */
const FILES_TIMES = 10;
const MODEL_TIMES = 5;
/** Stripe's own are twice as long; one that can be guessed lets anybody say that they have paid. */
const SHORTEST_SECRET = 'whsec_'.length + 16;

/** A setting of Stripe's: what begins otherwise is another one in its place. */
const beginning = (pattern: RegExp, what: string) => z.string().regex(pattern, `is not ${what}`).optional();
const PRICE = /^price_\w+$/;
const price = beginning(PRICE, 'the id of a price (price_…)');

/** Prices and what is still paid by them: `price_a=monthly,price_b=yearly`. */
const furtherPrices = z
  .string()
  .transform((list, context) => {
    const pairs = new Map<string, Product>();
    for (const pair of list.split(/[\s,]+/).filter((word) => word !== '')) {
      const [id = '', sold, ...more] = pair.split('=');
      const known = product.safeParse(sold);
      if (known.success && more.length === 0 && PRICE.test(id)) pairs.set(id, known.data);
      else context.addIssue(`is not a list of prices and what is paid by them (price_…=${product.options.join(', price_…=')})`);
    }
    return pairs;
  })
  .optional();

/** Settings of what is sold: premium, by way of Stripe. */
export const paymentSettings = {
  STRIPE_SECRET_KEY: beginning(/^[sr]k_(?:test|live)_\w+$/, 'a secret key of Stripe (sk_… or rk_…)'),
  STRIPE_WEBHOOK_SECRET: beginning(/^whsec_\S+$/, 'the secret of a webhook of Stripe (whsec_…)'),
  STRIPE_PRICE_MONTHLY: price,
  STRIPE_PRICE_YEARLY: price,
  STRIPE_PRICE_PASS: price,
  STRIPE_FURTHER_PRICES: furtherPrices,
  STRIPE_BASE_URL: z.url({ protocol: /^https?$/, error: 'is not an http(s) address' }).optional(),
  PREMIUM_FILES_PERSON_MB: z.coerce.number('is not a number').int('must be whole').min(1).max(1_048_576).optional(),
  PREMIUM_MODEL_BUDGET_USER_DAILY: z.coerce.number('is not an amount in dollars').min(0).max(1_000_000).optional(),
};
export type PaymentEnvironment = z.infer<z.ZodObject<typeof paymentSettings>>;

type Around = {
  production: boolean;
  files: FilesConfig;
  modelBudgets: { user?: number };
};

/** The same as the server uses it, `undefined` where nothing is sold; `fault` tells what is missing or wrong. */
export function paymentsOf(env: PaymentEnvironment, around: Around): PaymentSettings | { fault: string } | undefined {
  const {
    STRIPE_SECRET_KEY: secretKey,
    STRIPE_WEBHOOK_SECRET: webhookSecret,
    STRIPE_BASE_URL: baseUrl,
    STRIPE_FURTHER_PRICES: further,
  } = env;
  const given = Object.entries(env).filter(([name, value]) => /^(?:STRIPE|PREMIUM)_/.test(name) && value !== undefined);
  const [first] = given;
  if (first === undefined) return undefined;
  const prices = Object.fromEntries(
    Object.entries({ monthly: env.STRIPE_PRICE_MONTHLY, yearly: env.STRIPE_PRICE_YEARLY, pass: env.STRIPE_PRICE_PASS }).filter(
      ([, id]) => id !== undefined,
    ),
  );
  if (secretKey === undefined || webhookSecret === undefined || Object.keys(prices).length === 0)
    return {
      fault: `${first[0]} is not enough: payments need STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET and a price (STRIPE_PRICE_MONTHLY, STRIPE_PRICE_YEARLY or STRIPE_PRICE_PASS).`,
    };
  if (new Set(Object.values(prices)).size < Object.keys(prices).length)
    return { fault: 'STRIPE_PRICE_MONTHLY, STRIPE_PRICE_YEARLY and STRIPE_PRICE_PASS must differ.' };
  if (Object.values(prices).some((id) => id !== undefined && further?.has(id) === true))
    return { fault: 'STRIPE_FURTHER_PRICES names a price that is sold: it is for those that are not sold any more.' };
  if (!around.production && secretKey.includes('_live_'))
    return { fault: 'STRIPE_SECRET_KEY is a live key: real money is only taken with NODE_ENV=production. Use a test key (sk_test_…).' };
  if (around.production && webhookSecret.length < SHORTEST_SECRET)
    return { fault: 'STRIPE_WEBHOOK_SECRET is too short to be one of Stripe’s: whoever guesses it says what was paid.' };
  const place = baseUrl === undefined ? undefined : new URL(baseUrl);
  if (place?.protocol === 'http:' && !isLoopback(place.hostname))
    return { fault: 'STRIPE_BASE_URL must be https:// (or on this machine): the secret key goes along.' };
  if (place !== undefined && (place.pathname !== '/' || place.search !== ''))
    return { fault: 'STRIPE_BASE_URL must have nothing behind the host and port.' };
  const premium = premiumOf(env, around);
  if ('fault' in premium) return premium;
  return {
    stripe: {
      secretKey,
      webhookSecret,
      prices,
      ...(further === undefined ? {} : { furtherPrices: further }),
      ...(baseUrl === undefined ? {} : { baseUrl }),
    },
    premium,
  };
}

/** What premium gives. Less than everybody has would be no reason to pay, and is taken for a mistake. */
function premiumOf(
  { PREMIUM_FILES_PERSON_MB: megabytes, PREMIUM_MODEL_BUDGET_USER_DAILY: dollars }: PaymentEnvironment,
  { files: { limits }, modelBudgets: { user } }: Around,
): PaymentSettings['premium'] | { fault: string } {
  const filesBytes = megabytes === undefined ? limits.person * FILES_TIMES : megabytes * MIB;
  if (filesBytes < limits.person) return { fault: 'PREMIUM_FILES_PERSON_MB must be at least FILES_PERSON_MB.' };
  if (user === undefined)
    return dollars === undefined
      ? { filesBytes }
      : { fault: 'PREMIUM_MODEL_BUDGET_USER_DAILY needs MODEL_BUDGET_USER_DAILY: without that nobody has a limit.' };
  const modelMicros = dollars === undefined ? user * MODEL_TIMES : Math.round(dollars * 1_000_000);
  if (modelMicros < user) return { fault: 'PREMIUM_MODEL_BUDGET_USER_DAILY must be at least MODEL_BUDGET_USER_DAILY.' };
  return { filesBytes, modelMicros };
}
