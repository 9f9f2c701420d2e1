import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { errorShape } from '@tripmaster/rpc';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startStripe, eventOf, type TestStripe } from './stripe-stand-in.ts';
import { testAnalytics } from '../testing/start.ts';
import { chargeOf, FREE, invoiceOf, paidSessionOf, PREMIUM, startPayments, subscriptionOf, type TestPayments } from './testing.ts';

const DAY_MS = 86_400_000;

const failureOf = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    (error: unknown) => errorShape(error).data.code,
  );

describe.each(ENGINES)('buying premium on %s', (engine) => {
  let test: TestDatabase;
  let stripe: TestStripe;
  let app: TestPayments;
  beforeAll(async () => {
    test = await openTestDatabase(engine);
    stripe = await startStripe();
    stripe.put({ id: 'price_month', object: 'price', unit_amount: 500, currency: 'eur' });
    stripe.put({ id: 'price_year', object: 'price', unit_amount: 600, currency: 'jpy' });
    stripe.put({ id: 'price_pass', object: 'price', unit_amount: 5_120, currency: 'kwd' });
  });
  beforeEach(() => {
    app = startPayments(test, stripe);
    stripe.asked.length = 0;
    stripe.slow(0);
  });
  afterAll(async () => {
    await stripe.stop();
    await test.remove();
  });

  const sessions = (customer: string) =>
    [...stripe.things.values()].filter((thing) => thing.object === 'checkout.session' && thing['customer'] === customer);

  it('leads to a page of Stripe’s, made for this person and this product', async () => {
    const ana = await app.person();
    const { url } = await app.as(ana).billing.checkout({ product: 'monthly' });
    expect(url).toMatch(/^https:\/\/checkout\.stripe\.example\//);
    const { customer, person } = await app.customer(ana);
    expect(stripe.things.get(customer)).toMatchObject({ email: `${ana.userId}@example.com` });
    const made = stripe.asked.find(({ method, path }) => method === 'POST' && path === '/v1/checkout/sessions');
    expect(made?.form).toEqual({
      mode: 'subscription',
      customer,
      line_items: { 0: { price: 'price_month', quantity: '1' } },
      success_url: 'https://trip.example/account/payments/done',
      cancel_url: 'https://trip.example/account/payments',
      metadata: { product: 'monthly' },
      subscription_data: { metadata: { product: 'monthly' } },
    });
    // What Stripe knows outlives the account: it never learns the pseudonym.
    expect(JSON.stringify(stripe.asked)).not.toContain(person);
    expect(app.audited[0]).toEqual({ action: 'billing.checkout-opened', detail: { product: 'monthly' } });
  });

  it('makes one customer for an account, however many ask at once', async () => {
    const ana = await app.person();
    stripe.slow(50);
    const other = startPayments(test, stripe);
    const calls = [app, other, app, other].map((node) => node.as(ana, 'the same').billing.checkout({ product: 'yearly' }));
    const urls = await Promise.all(calls);
    expect(new Set(urls.map(({ url }) => url)).size).toBe(1);
    const { customer } = await app.customer(ana);
    const theirs = [...stripe.things.values()].filter(
      ({ object, email }) => object === 'customer' && email === `${ana.userId}@example.com`,
    );
    expect(theirs.map(({ id }) => id)).toEqual([customer]);
  });

  it('opens the same page again, closes it for another product, and refuses a key that was used for something else', async () => {
    const ana = await app.person();
    const me = (key: string) => app.as(ana, key).billing;
    const first = await me('one').checkout({ product: 'monthly' });
    expect(await me('two').checkout({ product: 'monthly' })).toEqual(first);
    expect(await failureOf(me('one').checkout({ product: 'yearly' }))).toBe('idempotency-mismatch');
    const { customer } = await app.customer(ana);
    expect(await me('three').checkout({ product: 'pass' })).not.toEqual(first);
    expect(sessions(customer).map(({ mode, status }) => ({ mode, status }))).toEqual([
      { mode: 'subscription', status: 'expired' },
      { mode: 'payment', status: 'open' },
    ]);
  });

  it('leaves what was bought with whoever no longer wants to be counted, and ends it with the account', async () => {
    const [ana, ben] = [await app.person(), await app.person()];
    const { customer, person } = await app.customer(ana);
    const [start, end] = [app.clock.ms, app.clock.ms + 30 * DAY_MS];
    await app.post(eventOf('customer.subscription.created', subscriptionOf({ id: `sub_${customer}`, customer, start, end }), start));
    await app.post(eventOf('invoice.paid', invoiceOf({ id: `in_${customer}`, customer, subscription: `sub_${customer}` }), start));
    const { people } = testAnalytics(test, { now: () => app.clock.ms });
    await people.set(ana, false);
    expect(await app.as(ana).billing.status()).toMatchObject({ state: 'premium', premium: true, manageable: true });
    expect((await app.payments.entitlements(test.db.read, ana.userId)).limits).toEqual(PREMIUM);
    expect(await failureOf(app.as(ana).billing.checkout({ product: 'monthly' }))).toBe('conflict');
    // What comes later is theirs as well, and nothing of it stands under the name that was given up.
    const ended = subscriptionOf({ id: `sub_${customer}`, customer, status: 'past_due', start: end, end: end + 30 * DAY_MS });
    await app.post(eventOf('customer.subscription.updated', ended, end));
    expect(await app.as(ana).billing.status()).toMatchObject({ state: 'failed' });
    for (const table of [test.db.tables.billingCustomers, test.db.tables.ledger, test.db.tables.subscriptions])
      expect(JSON.stringify(await test.db.read.select().from(table))).not.toContain(person);
    await test.db.write((tx) => app.payments.billing.erase(tx, ana.userId));
    expect(app.queued).toContainEqual({ name: 'payments.forget-customer', data: { customer }, key: customer });
    expect(await app.as(ben).billing.status()).toMatchObject({ state: 'free', manageable: false });
  });

  it('says what is sold, in the minor units of each currency', async () => {
    const ana = await app.person();
    const { items } = await app.as(ana).billing.offers();
    expect(items).toEqual([
      { product: 'monthly', price: { amount: 500, currency: 'EUR' } },
      { product: 'yearly', price: { amount: 600, currency: 'JPY' } },
      { product: 'pass', price: { amount: 5_120, currency: 'KWD' } },
    ]);
    await app.as(ana).billing.offers();
    expect(stripe.asked).toHaveLength(3);
  });

  it('is unavailable while Stripe is, keeps nothing of it, and tries a cut line again', async () => {
    const ana = await app.person();
    const customers = async () => (await test.db.read.select().from(test.db.tables.billingCustomers)).length;
    const before = await customers();
    const refused = { status: 402, error: { type: 'card_error', message: 'no' } };
    stripe.fail(refused);
    expect(await failureOf(app.as(ana).billing.checkout({ product: 'monthly' }))).toBe('unavailable');
    expect(await customers()).toBe(before);
    stripe.fail('cut');
    expect(await failureOf(app.as(ana).billing.checkout({ product: 'monthly' }))).toBe('done');
  });

  it('goes from free to premium, to a failed payment and back, to its end', async () => {
    const ana = await app.person();
    const me = app.as(ana).billing;
    const rights = () => app.payments.entitlements(test.db.read, ana.userId);
    expect(await me.status()).toMatchObject({ state: 'free', premium: false, manageable: false, gives: { modelTimes: 5 } });
    expect(await rights()).toEqual({ premium: false, limits: FREE });
    expect(await failureOf(me.portal())).toBe('not-found');
    const { customer } = await app.customer(ana);
    const start = app.clock.ms;
    const end = start + 31 * DAY_MS;
    const sub = { id: `sub_${engine}_states`, customer, start, end };
    await app.post(eventOf('customer.subscription.created', subscriptionOf(sub), start));
    await app.post(eventOf('invoice.paid', invoiceOf({ id: 'in_states', customer, subscription: sub.id }), start));
    const until = new Date(end).toISOString();
    expect(await me.status()).toMatchObject({ state: 'premium', premium: true, product: 'monthly', until, manageable: true });
    expect(await rights()).toEqual({ premium: true, until: end, limits: PREMIUM });
    expect((await me.portal()).url).toMatch(/^https:\/\/billing\.stripe\.example\//);
    for (const product of ['monthly', 'yearly', 'pass'] as const) expect(await failureOf(me.checkout({ product }))).toBe('conflict');

    app.clock.ms = end;
    const next = { ...sub, start: end, end: end + 30 * DAY_MS };
    await app.post(eventOf('customer.subscription.updated', subscriptionOf({ ...next, status: 'past_due' }), end));
    await app.post(eventOf('invoice.payment_failed', invoiceOf({ id: 'in_failed', customer, subscription: sub.id, amount: 0 }), end));
    expect(await me.status()).toMatchObject({ state: 'failed', premium: true });
    app.clock.ms = end + 14 * DAY_MS;
    expect(await me.status()).toMatchObject({ state: 'failed', premium: false });
    expect((await rights()).limits).toEqual(FREE);
    await app.post(eventOf('customer.subscription.updated', subscriptionOf(next), app.clock.ms));
    await app.post(eventOf('invoice.paid', invoiceOf({ id: 'in_second', customer, subscription: sub.id }), app.clock.ms));
    expect(await me.status()).toMatchObject({ state: 'premium', premium: true });

    await app.post(eventOf('customer.subscription.updated', subscriptionOf({ ...next, ending: true }), app.clock.ms + 1_000));
    expect(await me.status()).toMatchObject({ state: 'ending', premium: true, until: new Date(next.end).toISOString() });
    app.clock.ms = next.end;
    expect(await me.status()).toMatchObject({ state: 'free', premium: false });
    const over = subscriptionOf({ ...next, status: 'canceled', endedAt: next.end });
    await app.post(eventOf('customer.subscription.deleted', over, next.end));
    expect(await me.status()).toMatchObject({ state: 'free', premium: false });
    expect(await failureOf(me.checkout({ product: 'pass' }))).toBe('done');
  });

  it('lasts 30 days for each pass, one after the other, and no longer for one that was paid back', async () => {
    const ana = await app.person();
    const { customer } = await app.customer(ana);
    const at = app.clock.ms;
    const pass = (intent: string) => paidSessionOf({ id: `cs_${intent}`, customer, intent });
    const [one, two] = [`pi_one_${engine}`, `pi_two_${engine}`];
    await app.post(eventOf('checkout.session.completed', pass(one), at));
    app.clock.ms = at + DAY_MS;
    await app.post(eventOf('checkout.session.completed', pass(two), app.clock.ms));
    expect(await app.as(ana).billing.status()).toMatchObject({
      state: 'premium',
      product: 'pass',
      until: new Date(at + 60 * DAY_MS).toISOString(),
    });
    const back = chargeOf({ id: `ch_${one}`, customer, intent: one, amount: 900, refunded: 900, product: 'pass' });
    await app.post(eventOf('charge.refunded', back, app.clock.ms, { previous: { amount_refunded: 0 } }));
    expect(await app.as(ana).billing.status()).toMatchObject({ until: new Date(at + 31 * DAY_MS).toISOString() });
    const half = chargeOf({ id: `ch_${two}`, customer, intent: two, amount: 900, refunded: 400, product: 'pass' });
    await app.post(eventOf('charge.refunded', half, app.clock.ms, { previous: { amount_refunded: 0 } }));
    expect(await app.as(ana).billing.status()).toMatchObject({ premium: true });
    app.clock.ms = at + 31 * DAY_MS;
    expect(await app.as(ana).billing.status()).toMatchObject({ state: 'free', premium: false });
  });

  it('is given by the prices that are sold, or once were, and by no other that the same customer pays', async () => {
    const ana = await app.person();
    const { customer } = await app.customer(ana);
    const start = app.clock.ms;
    const sub = { id: `sub_${engine}_price`, customer, start, end: start + 31 * DAY_MS };
    const at = (seconds: number) => start + seconds * 1_000;
    const changed = async (price: string | undefined, seconds: number) => {
      const object = subscriptionOf({ ...sub, ...(price === undefined ? {} : { price }) });
      await app.post(eventOf('customer.subscription.updated', object, at(seconds)));
      return app.as(ana).billing.status();
    };
    // The words that were given along say monthly all the time.
    expect(await changed('price_of_another_shop', 0)).toMatchObject({ state: 'free', premium: false });
    expect((await app.payments.entitlements(test.db.read, ana.userId)).limits).toEqual(FREE);
    expect(await failureOf(app.as(ana).billing.checkout({ product: 'monthly' }))).toBe('done');
    expect(await changed('price_before', 1)).toMatchObject({ state: 'premium', product: 'monthly' });
    expect(await changed('price_year', 2)).toMatchObject({ state: 'premium', product: 'yearly' });
    expect(await changed('price_of_another_shop', 3)).toMatchObject({ state: 'free', premium: false });
    await app.post(eventOf('invoice.paid', invoiceOf({ id: `in_${engine}_price`, customer, subscription: sub.id }), at(4)));
    expect(await app.as(ana).billing.status()).toMatchObject({ state: 'free' });
    expect(await changed(undefined, 5)).toMatchObject({ state: 'premium', product: 'monthly' });
  });

  it('is one’s own: others neither see nor end it', async () => {
    const [ana, ben] = [await app.person(), await app.person()];
    const { customer } = await app.customer(ana);
    const at = app.clock.ms;
    await app.post(
      eventOf('customer.subscription.created', subscriptionOf({ id: `sub_${engine}_own`, customer, start: at, end: at + DAY_MS }), at),
    );
    expect(await app.as(ben).billing.status()).toMatchObject({ state: 'free', premium: false, manageable: false });
    expect(await failureOf(app.as(ben).billing.portal())).toBe('not-found');
    expect(await failureOf(app.as(undefined).billing.status())).toBe('unauthenticated');
    expect(await failureOf(app.as({ ...ana, scopes: ['read', 'write'] }).billing.checkout({ product: 'pass' }))).toBe('session-needed');
  });

  it('does nothing and asks nothing where it is off', async () => {
    const off = startPayments(test, undefined);
    const ana = await off.person();
    const me = off.as(ana).billing;
    expect(await me.status()).toEqual({ state: 'off', premium: false, manageable: false });
    expect(await me.offers()).toEqual({ items: [] });
    expect(await failureOf(me.checkout({ product: 'monthly' }))).toBe('not-found');
    expect(await failureOf(me.portal())).toBe('not-found');
    expect(await failureOf(off.post(eventOf('invoice.paid', {}, off.clock.ms)))).toBe('not-found');
    expect(await off.payments.entitlements(test.db.read, ana.userId)).toEqual({ premium: false, limits: FREE });
    expect(stripe.asked).toEqual([]);
  });
});
