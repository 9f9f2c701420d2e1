import { eventOf, signed, startStripe, type TestStripe } from '@tripmaster/analytics/testing';
import { ENGINES } from '@tripmaster/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './env.ts';
import { signUp, startServer, type Server } from './testing.ts';

const KEYED = { STRIPE_SECRET_KEY: 'sk_test_standin', STRIPE_WEBHOOK_SECRET: 'whsec_standin', STRIPE_PRICE_MONTHLY: 'price_month' };
const MIB = 1024 * 1024;
const DAY_MS = 86_400_000;

describe.each(ENGINES)('payments over HTTP on %s', (engine) => {
  let server: Server;
  let stripe: TestStripe;
  const lines: string[] = [];
  beforeAll(async () => {
    stripe = await startStripe();
    const environment = {
      ...KEYED,
      STRIPE_PRICE_PASS: 'price_pass',
      STRIPE_BASE_URL: stripe.baseUrl,
      LOG_LEVEL: 'info',
      FILES_PERSON_MB: '1',
    };
    server = await startServer(engine, environment, { logStream: { write: (line: string) => lines.push(line) > 0 } });
  });
  afterAll(async () => {
    await server.stop();
    await stripe.stop();
  });

  const call = async (token: string | undefined, path: string, input?: object) => {
    const response = await server.app.inject({
      method: input === undefined ? 'GET' : 'POST',
      url: `/trpc/${path}`,
      headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
      ...(input === undefined ? {} : { payload: JSON.stringify(input) }),
    });
    const { result, error } = response.json();
    return result?.data ?? error?.data?.code;
  };
  const post = (payload: string, headers: Record<string, string> = {}) =>
    server.app.inject({ method: 'POST', url: '/webhooks/stripe', headers: { 'content-type': 'application/json', ...headers }, payload });
  const deliver = (event: ReturnType<typeof eventOf>) => {
    const { payload, signature } = signed(event, server.clock.ms);
    return post(payload, { 'stripe-signature': signature });
  };

  /** Somebody with an account, and what Stripe calls them. */
  async function somebody(name: string) {
    const token = await signUp(server, `${name}-${engine}@example.com`);
    const { url } = await call(token, 'billing.checkout', { product: 'monthly' });
    const made = [...stripe.things.values()].find((thing) => thing['url'] === url);
    return { token, url, customer: String(made?.['customer']) };
  }

  const pass = ({ customer }: { customer: string }, intent: string) => ({
    id: `cs_${intent}`,
    object: 'checkout.session',
    mode: 'payment',
    payment_status: 'paid',
    customer,
    payment_intent: intent,
    amount_total: 900,
    currency: 'eur',
    metadata: { product: 'pass' },
  });

  it('leads from the page to pay on to what premium gives, and shows others nothing', async () => {
    const ana = await somebody('ana');
    const ben = await somebody('ben');
    expect(ana.url).toMatch(/^https:\/\/checkout\.stripe\.example\//);
    expect(await call(ana.token, 'billing.status')).toMatchObject({ state: 'free', gives: { files: { free: MIB, premium: 10 * MIB } } });
    const event = eventOf('checkout.session.completed', pass(ana, `pi_${engine}`), server.clock.ms);
    const response = await deliver(event);
    expect({ status: response.statusCode, body: response.json() }).toEqual({ status: 200, body: { received: true } });
    expect((await deliver(event)).statusCode).toBe(200);
    const until = new Date(server.clock.ms + 30 * DAY_MS).toISOString();
    expect(await call(ana.token, 'billing.status')).toMatchObject({ state: 'premium', product: 'pass', until });
    expect(await call(ben.token, 'billing.status')).toMatchObject({ state: 'free', premium: false });
    expect((await call(ana.token, 'account.export')).sections.payments).toMatchObject([{ kind: 'payment', product: 'pass', amount: 900 }]);
    expect((await call(ben.token, 'account.export')).sections.payments).toBeUndefined();
    // Each has 0.8 MiB: one fits into what everybody has, three into what premium gives.
    const attach = async ({ token }: { token: string }) => {
      const plan = await call(token, 'plans.create', {
        destinations: [{ name: 'Lisbon', nights: 1 }],
        dates: { month: '2027-05', days: 2 },
        travellers: { adults: 1 },
      });
      const text = 'a line of a note\n'.repeat(50_000);
      const sizes = [];
      for (const name of ['one', 'two', 'three']) {
        const sent = await server.app.inject({
          method: 'POST',
          url: `/files?plan=${plan.id}&name=${name}.txt`,
          headers: { authorization: `Bearer ${token}`, 'content-type': 'text/plain' },
          payload: text,
        });
        sizes.push(sent.statusCode);
      }
      return sizes;
    };
    expect(await attach(ana)).toEqual([201, 201, 201]);
    expect(await attach(ben)).toEqual([201, 413, 413]);
  });

  it('refuses what Stripe did not sign, changes nothing by it, and stops listening to who keeps trying', async () => {
    const cleo = await somebody('cleo');
    const event = eventOf('checkout.session.completed', pass(cleo, `pi_refused_${engine}`), server.clock.ms);
    const { payload, signature } = signed(event, server.clock.ms);
    const old = signed(event, server.clock.ms - 301_000).signature;
    const attempts: [string, Record<string, string>][] = [
      [payload, {}],
      [payload, { 'stripe-signature': 'nonsense' }],
      [payload, { 'stripe-signature': old }],
      [payload, { 'stripe-signature': signed(event, server.clock.ms, 'whsec_other').signature }],
      [payload.replace('900', '901'), { 'stripe-signature': signature }],
      [JSON.stringify(event), { 'stripe-signature': signature }],
      ['', { 'stripe-signature': signature }],
    ];
    for (const [body, headers] of attempts) {
      const response = await post(body, headers);
      expect({ status: response.statusCode, code: response.json().error.data.code }).toEqual({ status: 400, code: 'malformed-request' });
    }
    expect((await post('x'.repeat(600 * 1024), { 'stripe-signature': signature })).statusCode).toBe(413);
    expect((await post(payload, { 'stripe-signature': signature, origin: 'https://evil.example' })).statusCode).toBe(403);
    expect(await call(cleo.token, 'billing.status')).toMatchObject({ state: 'free' });
    const statuses = new Set<number>();
    for (let turn = 0; turn < 125; turn += 1) statuses.add((await post('{}')).statusCode);
    expect(statuses).toEqual(new Set([400, 429]));
    expect((await deliver(event)).statusCode).toBe(200);
    expect(await call(cleo.token, 'billing.status')).toMatchObject({ state: 'premium' });
  });

  it('takes whatever content type a body is said to have, to the byte', async () => {
    const event = eventOf('customer.created', { id: 'cus_ünï', note: '\u2028 "quoted" \\ ' }, server.clock.ms);
    const { payload, signature } = signed(event, server.clock.ms);
    for (const type of ['application/json; charset=utf-8', 'text/plain', 'application/octet-stream'])
      expect((await post(payload, { 'stripe-signature': signature, 'content-type': type })).statusCode).toBe(200);
  });

  it('ends at Stripe when the account goes, and writes neither keys nor addresses into the log', async () => {
    const dora = await somebody('dora');
    expect(stripe.things.get(dora.customer)).toMatchObject({ email: `dora-${engine}@example.com` });
    expect(await call(dora.token, 'account.delete', { password: 'a long enough password' })).toEqual({ status: 'deleted' });
    const { jobs, work } = server.application;
    await jobs.runDue({ handlers: work.jobs, schedules: [], onError: () => undefined });
    expect(stripe.things.has(dora.customer)).toBe(false);
    stripe.fail({ status: 401, error: { type: 'invalid_request_error', message: 'Invalid API Key provided' } });
    expect(await call(await signUp(server, `ernie-${engine}@example.com`), 'billing.checkout', { product: 'pass' })).toBe('unavailable');
    const log = lines.join('');
    for (const secret of ['sk_test_standin', 'whsec_standin', 'example.com', 'stripe-signature']) expect(log).not.toContain(secret);
  });
});

describe('settings of payments', () => {
  const config = (more: Record<string, string>) => readConfig({ NODE_ENV: 'test', ...more });
  const faultOf = (more: Record<string, string>) => {
    try {
      config(more);
      return undefined;
    } catch (error) {
      return error instanceof ConfigError ? error.message : String(error);
    }
  };

  it('are off unless said, and then all there', () => {
    expect(config({}).payments).toBeUndefined();
    expect(config(KEYED).payments).toMatchObject({ stripe: { prices: { monthly: 'price_month' } }, premium: { filesBytes: 10_240 * MIB } });
    for (const name of Object.keys(KEYED)) {
      const { [name]: _left, ...rest } = KEYED as Record<string, string>;
      expect(faultOf(rest)).toMatch(/is not enough: payments need/);
    }
    expect(faultOf({ STRIPE_BASE_URL: 'https://stripe.example' })).toMatch(/^STRIPE_BASE_URL is not enough/);
    expect(faultOf({ PREMIUM_FILES_PERSON_MB: '5000' })).toMatch(/^PREMIUM_FILES_PERSON_MB is not enough/);
  });

  it('are refused where they would do harm', () => {
    expect(faultOf({ ...KEYED, STRIPE_SECRET_KEY: 'sk_live_abc' })).toMatch(/live key/);
    expect(faultOf({ ...KEYED, STRIPE_SECRET_KEY: 'rk_live_abc' })).toMatch(/live key/);
    const live = { NODE_ENV: 'production', BASE_URL: 'https://trip.example', ...KEYED, STRIPE_SECRET_KEY: 'sk_live_abc' };
    expect(faultOf(live)).toMatch(/^STRIPE_WEBHOOK_SECRET is too short/);
    const production = { ...live, STRIPE_WEBHOOK_SECRET: `whsec_${'a'.repeat(32)}` };
    expect(readConfig(production).payments?.stripe.secretKey).toBe('sk_live_abc');
    expect(faultOf({ ...KEYED, STRIPE_SECRET_KEY: 'pk_test_abc' })).toMatch(/^STRIPE_SECRET_KEY is not a secret key/);
    expect(faultOf({ ...KEYED, STRIPE_WEBHOOK_SECRET: 'sk_test_abc' })).toMatch(/^STRIPE_WEBHOOK_SECRET is not/);
    expect(faultOf({ ...KEYED, STRIPE_PRICE_MONTHLY: 'prod_abc' })).toMatch(/^STRIPE_PRICE_MONTHLY is not the id of a price/);
    expect(faultOf({ ...KEYED, STRIPE_PRICE_YEARLY: 'price_month' })).toMatch(/must differ/);
    const further = { ...KEYED, STRIPE_FURTHER_PRICES: 'price_old=monthly, price_older=yearly' };
    expect([...(config(further).payments?.stripe.furtherPrices ?? [])]).toEqual([
      ['price_old', 'monthly'],
      ['price_older', 'yearly'],
    ]);
    for (const list of ['price_old', 'price_old=weekly', 'prod_old=monthly', 'price_old=monthly=yearly'])
      expect(faultOf({ ...KEYED, STRIPE_FURTHER_PRICES: list })).toMatch(/^STRIPE_FURTHER_PRICES is not a list of prices/);
    expect(faultOf({ ...KEYED, STRIPE_FURTHER_PRICES: 'price_month=monthly' })).toMatch(/names a price that is sold/);
    expect(faultOf({ ...KEYED, STRIPE_BASE_URL: 'http://stripe.example' })).toMatch(/must be https/);
    expect(faultOf({ ...KEYED, STRIPE_BASE_URL: 'https://stripe.example/v1' })).toMatch(/nothing behind/);
  });

  it('never give less with premium than without', () => {
    const prices = { MODEL_PRICE_INPUT: '1', MODEL_PRICE_OUTPUT: '1' };
    const budget = { ...KEYED, ...prices, MODEL_BUDGET_USER_DAILY: '0.5' };
    expect(config(budget).payments?.premium.modelMicros).toBe(2_500_000);
    expect(config({ ...budget, PREMIUM_MODEL_BUDGET_USER_DAILY: '0.75' }).payments?.premium.modelMicros).toBe(750_000);
    expect(faultOf({ ...budget, PREMIUM_MODEL_BUDGET_USER_DAILY: '0.25' })).toMatch(/at least/);
    expect(faultOf({ ...KEYED, PREMIUM_MODEL_BUDGET_USER_DAILY: '1' })).toMatch(/needs MODEL_BUDGET_USER_DAILY/);
    expect(faultOf({ ...KEYED, PREMIUM_FILES_PERSON_MB: '100' })).toMatch(/at least/);
  });
});
