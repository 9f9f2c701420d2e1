import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import type { Actor } from '@tripmaster/rpc';
import { eq, inArray, like } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startStripe, eventOf, type TestStripe } from './stripe-stand-in.ts';
import { chargeOf, invoiceOf, paidSessionOf, startPayments, subscriptionOf, type TestPayments } from './testing.ts';

const DAY_MS = 86_400_000;

describe.each(ENGINES)('what becomes of premium without a word, and with the account, on %s', (engine) => {
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

  it('asks Stripe about what it heard nothing of', async () => {
    const ana = await app.person();
    const { customer } = await app.customer(ana);
    const id = `sub_${engine}_silent`;
    const start = app.clock.ms;
    const paid = {
      ...paidSessionOf({ id: 'cs_silent', customer, intent: 'none' }),
      mode: 'subscription',
      subscription: id,
      payment_intent: null,
    };
    await app.post(eventOf('checkout.session.completed', paid, start));
    expect(app.queued).toEqual([{ name: 'payments.look-at-subscription', data: { subscription: id }, key: id }]);
    stripe.put(subscriptionOf({ id, customer, start, end: start + 31 * DAY_MS }));
    await app.work('payments.look-at-subscription');
    expect(await app.as(ana).billing.status()).toMatchObject({ state: 'premium' });
    stripe.put(subscriptionOf({ id, customer, status: 'canceled', start, end: start + 31 * DAY_MS, endedAt: start + 31 * DAY_MS }));
    app.clock.ms = start + 31 * DAY_MS + 3_700_000;
    app.queued.push({ name: 'payments.look-again', data: {}, key: undefined });
    await app.work('payments.look-again');
    expect(await app.as(ana).billing.status()).toMatchObject({ state: 'free' });
  });

  it('looks at all others where what Stripe says of one can’t be read', async () => {
    const [ana, ben] = [await app.person(), await app.person()];
    const start = app.clock.ms;
    for (const [actor, id, days] of [
      [ana, `sub_${engine}_odd`, 30],
      [ben, `sub_${engine}_next`, 31],
    ] as const) {
      const { customer } = await app.customer(actor);
      const subscription = subscriptionOf({ id, customer, start, end: start + days * DAY_MS });
      await app.post(eventOf('customer.subscription.created', subscription, start));
      stripe.put({ ...subscription, ...(actor === ana ? { items: 'none' } : { status: 'canceled', ended_at: start / 1000 }) });
    }
    app.clock.ms = start + 31 * DAY_MS + 3_700_000;
    expect(await app.as(ben).billing.status()).toMatchObject({ state: 'premium' });
    app.queued.push({ name: 'payments.look-again', data: {}, key: undefined });
    await expect(app.work('payments.look-again')).rejects.toThrow('not every subscription');
    expect(await app.as(ben).billing.status()).toMatchObject({ state: 'free' });
  });

  it('asks of each in turn, however many Stripe says nothing of', async () => {
    const ana = await app.person();
    const { customer, person } = await app.customer(ana);
    const start = app.clock.ms;
    const row = { person, product: 'monthly', status: 'active', periodStart: start, saidAt: start, rank: '' } as const;
    const { subscriptions } = test.db.tables;
    const lost = Array.from({ length: 130 }, (_, at) => ({ ...row, id: `sub_${engine}_lost_${at}`, periodEnd: start + at }));
    await test.db.write(async (tx) => void (await tx.insert(subscriptions).values(lost)));
    const last = { id: `sub_${engine}_last`, customer, start, end: start + 31 * DAY_MS };
    await app.post(eventOf('customer.subscription.created', subscriptionOf(last), start));
    stripe.put(subscriptionOf({ ...last, start: last.end, end: last.end + 30 * DAY_MS }));
    app.clock.ms = last.end + 3_700_000;
    const turn = async () => {
      stripe.asked.length = 0;
      app.queued.push({ name: 'payments.look-again', data: {}, key: undefined });
      // What other tests have left may not be readable.
      await app.work('payments.look-again').catch(() => undefined);
      app.clock.ms += 3_600_000;
      return stripe.asked
        .map(({ path }) => path)
        .filter((path) => path.includes(`sub_${engine}_la`) || path.includes(`sub_${engine}_lost`));
    };
    const [one, two] = [await turn(), await turn()];
    expect(new Set([...one, ...two]).size).toBe(131);
    expect(await app.as(ana).billing.status()).toMatchObject({ state: 'premium', until: new Date(last.end + 30 * DAY_MS).toISOString() });
    // One that Stripe won't tell of keeps nobody waiting either.
    stripe.fail({ status: 400, error: { type: 'invalid_request_error', message: 'no' } });
    app.queued.push({ name: 'payments.look-again', data: {}, key: undefined });
    await expect(app.work('payments.look-again')).rejects.toThrow();
    const [stuck] = stripe.asked.slice(-1);
    expect(await turn()).not.toContain(stuck?.path);
    await test.db.write(async (tx) => void (await tx.delete(subscriptions).where(like(subscriptions.id, `sub_${engine}_lost%`))));
  });

  it('ends with the account: Stripe is told once it has gone, and the sums stay', async () => {
    const ana = await app.person();
    const ben = await app.person();
    const { customer, person } = await app.customer(ana);
    const at = app.clock.ms;
    await app.post(
      eventOf(
        'customer.subscription.created',
        subscriptionOf({ id: `sub_${engine}_gone`, customer, start: at, end: at + 31 * DAY_MS }),
        at,
      ),
    );
    await app.post(eventOf('invoice.paid', invoiceOf({ id: 'in_gone', customer, subscription: `sub_${engine}_gone` }), at));
    const sections = async (who: Actor) => {
      const found = [];
      for await (const entry of app.payments.billing.personalData(who.userId)) found.push(entry);
      return found;
    };
    expect(await sections(ana)).toMatchObject([
      { section: 'billing', entry: { customerId: customer } },
      { section: 'subscriptions', entry: { status: 'active', product: 'monthly' } },
      { section: 'payments', entry: { kind: 'payment', amount: 500, currency: 'EUR', at: new Date(at).toISOString() } },
    ]);
    expect(await sections(ben)).toEqual([]);
    const days = { from: '2027-01-01', to: '2027-01-31' };
    const before = await app.payments.takings(days);
    app.queued.length = 0;
    const { users } = test.db.tables;
    await test.db.write(async (tx) => {
      await app.payments.billing.erase(tx, ben.userId);
      await app.payments.billing.erase(tx, ana.userId);
      await tx.delete(users).where(eq(users.id, ana.userId));
    });
    expect(app.queued).toEqual([{ name: 'payments.forget-customer', data: { customer }, key: customer }]);
    app.queued.push({ name: 'payments.forget-customer', data: { customer }, key: undefined });
    await app.work('payments.forget-customer');
    expect(stripe.things.has(customer)).toBe(false);
    expect(await app.payments.takings(days)).toEqual(before);
    const everything = Object.values(test.db.tables);
    expect(JSON.stringify(await Promise.all(everything.map((table) => test.db.read.select().from(table))))).not.toContain(ana.userId);
    // What comes of it later is counted, and names nobody.
    const over = subscriptionOf({ id: `sub_${engine}_gone`, customer, status: 'canceled', start: at, end: at + 31 * DAY_MS, endedAt: at });
    await app.post(eventOf('customer.subscription.deleted', over, at + 1_000));
    const back = chargeOf({ id: 'ch_gone', customer, intent: 'pi_gone', amount: 500, refunded: 100 });
    await app.post(eventOf('charge.refunded', back, at, { previous: { amount_refunded: 0 } }));
    const after = await app.payments.takings(days);
    expect(after.subscribers).toBe(before.subscribers - 1);
    expect(after.net.amount).toBe(before.net.amount - 100);
    const { billingCustomers, ledger, subscriptions } = test.db.tables;
    const held = await Promise.all([billingCustomers, ledger, subscriptions].map((table) => test.db.read.select().from(table)));
    for (const name of [person, customer]) expect(JSON.stringify(held)).not.toContain(name);
    const written = await test.db.read
      .select()
      .from(ledger)
      .where(inArray(ledger.payment, ['in_gone', 'pi_gone']));
    expect(written).toHaveLength(2);
    expect(new Set(written.map((row) => row.person)).size).toBe(1);
    // A year and a half later nothing is known of there having been a customer.
    app.clock.ms += 541 * DAY_MS;
    app.queued.push({ name: 'payments.look-again', data: {}, key: undefined });
    await app.work('payments.look-again').catch(() => undefined);
    expect(JSON.stringify(await test.db.read.select().from(billingCustomers))).not.toContain(written[0]?.person);
    expect(
      await test.db.read
        .select()
        .from(ledger)
        .where(inArray(ledger.payment, ['in_gone', 'pi_gone'])),
    ).toEqual(written);
  });

  it('stays theirs who do not want to be counted: it lets them have what they paid for, and ends with the account', async () => {
    const ana = await app.person();
    const { customer, person } = await app.customer(ana);
    const at = app.clock.ms;
    const running = subscriptionOf({ id: `sub_${engine}_uncounted`, customer, start: at, end: at + 31 * DAY_MS });
    await app.post(eventOf('customer.subscription.created', running, at));
    await app.post(eventOf('invoice.paid', invoiceOf({ id: 'in_uncounted', customer, subscription: running.id, paidAt: at }), at));
    await app.people.set(ana, false);
    expect(await app.as(ana).billing.status()).toMatchObject({ state: 'premium', premium: true, manageable: true });
    const tables = [test.db.tables.billingCustomers, test.db.tables.subscriptions, test.db.tables.ledger];
    expect(JSON.stringify(await Promise.all(tables.map((table) => test.db.read.select().from(table))))).not.toContain(person);
    const again = invoiceOf({ id: 'in_uncounted_2', customer, subscription: running.id, paidAt: at + 1_000 });
    await app.post(eventOf('invoice.paid', again, at + 1_000));
    const held: string[] = [];
    for await (const { section } of app.payments.billing.personalData(ana.userId)) held.push(section);
    expect(held).toEqual(['billing', 'subscriptions', 'payments', 'payments']);
    app.queued.length = 0;
    await test.db.write((tx) => app.payments.billing.erase(tx, ana.userId));
    expect(app.queued).toMatchObject([{ name: 'payments.forget-customer', data: { customer } }]);
  });
});
