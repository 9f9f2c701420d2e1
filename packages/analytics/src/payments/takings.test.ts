import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recountsOfMoney } from '../testing/recount-money.ts';
import type { Said } from './said.ts';
import { eventOf, startStripe, type TestStripe } from './stripe-stand-in.ts';
import { testLedger } from './test-ledger.ts';
import { chargeOf, invoiceOf, startPayments, subscriptionOf, type TestPayments } from './testing.ts';

const DAY_MS = 86_400_000;

describe.each(ENGINES)('what came in, on %s', (engine) => {
  let test: TestDatabase;
  let stripe: TestStripe;
  let app: TestPayments;
  beforeAll(async () => {
    test = await openTestDatabase(engine);
    stripe = await startStripe();
    app = startPayments(test, stripe);
  });
  afterAll(async () => {
    await stripe.stop();
    await test.remove();
  });

  it('is nothing before anybody paid', async () => {
    expect(await app.payments.takings({ from: '2027-01-01', to: '2027-01-31' })).toEqual({
      currencies: [],
      net: { amount: 0, currency: 'EUR' },
      days: [],
      monthlyRecurring: { amount: 0, currency: 'EUR' },
      subscribers: 0,
    });
  });

  it('is told by currency and in euros, with what recurs at the end of the days', async () => {
    const { customer } = await app.customer(await app.person());
    const other = await app.customer(await app.person());
    const at = app.clock.ms;
    await app.post(eventOf('invoice.paid', invoiceOf({ id: 'in_1', customer, amount: 1_250, currency: 'usd' }), at));
    await app.post(eventOf('invoice.paid', invoiceOf({ id: 'in_2', customer: other.customer, amount: 500 }), at + DAY_MS));
    const back = chargeOf({ id: 'ch_1', customer, intent: 'pi_1', amount: 1_250, refunded: 250, currency: 'usd' });
    await app.post(eventOf('charge.refunded', back, at + DAY_MS, { previous: { amount_refunded: 0 } }));
    const monthly = subscriptionOf({ id: 'sub_m', customer, start: at, end: at + 31 * DAY_MS, amount: 1_250, currency: 'usd' });
    const yearly = { id: 'sub_y', customer: other.customer, product: 'yearly' as const, start: at, end: at + 365 * DAY_MS, amount: 12_000 };
    await app.post(eventOf('customer.subscription.created', monthly, at));
    await app.post(eventOf('customer.subscription.created', subscriptionOf(yearly), at + DAY_MS));
    await app.post(eventOf('customer.subscription.deleted', subscriptionOf({ ...yearly, status: 'canceled' }), at + 3 * DAY_MS));
    const eur = (amount: number) => ({ amount, currency: 'EUR' });
    const usd = (amount: number) => ({ amount, currency: 'USD' });
    expect(await app.payments.takings({ from: '2027-01-15', to: '2027-01-16' })).toEqual({
      currencies: [
        { paid: eur(500), refunded: eur(0), net: eur(500), payments: 1 },
        { paid: usd(1_250), refunded: usd(250), net: usd(1_000), payments: 1 },
      ],
      net: eur(1_300),
      days: [
        { day: '2027-01-15', net: eur(1_000) },
        { day: '2027-01-16', net: eur(300) },
      ],
      monthlyRecurring: eur(2_000),
      subscribers: 2,
    });
    expect(await app.payments.takings({ from: '2027-01-15', to: '2027-01-15' })).toMatchObject({
      monthlyRecurring: eur(1_000),
      subscribers: 1,
    });
    expect(await app.payments.takings({ from: '2027-01-17', to: '2027-01-18' })).toMatchObject({
      net: eur(0),
      days: [],
      monthlyRecurring: eur(1_000),
    });
    // As administrators see it, with the people who were active: both paid, on the day the server heard of it.
    await app.rollups.count();
    expect(await app.figures.revenue({ from: '2027-01-15', to: '2027-01-16' })).toMatchObject({
      net: eur(1_300),
      subscribers: 2,
      perActivePerson: eur(650),
    });
  });

  it('is the recount of the ledger and of the subscriptions, in whatever order and however often it is told', async () => {
    const DAYS = 12;
    const ledger = testLedger({ db: test.db, now: () => app.clock.ms });
    const { revenue } = recountsOfMoney({
      query: async (sql) => (await test.raw(sql)).map((row) => Object.fromEntries(Object.entries(row ?? {}))),
    });
    const at = fc.integer({ min: 0, max: DAYS * 24 - 1 }).map((hour) => app.clock.ms + hour * (DAY_MS / 24));
    const money = fc.record({ amount: fc.integer({ min: 1, max: 5_000 }), currency: fc.constantFrom('EUR', 'USD', 'JPY', 'KWD', 'XAF') });
    const payer = fc.constantFrom('cus_a', 'cus_b', 'cus_of_others').map((customer) => ({ customer, product: 'monthly' as const }));
    const said = fc.oneof(
      fc.record({ kind: fc.constant('entry' as const), entry: fc.constant('payment' as const), whose: payer, money, at }),
      fc.record({
        kind: fc.constant('entry' as const),
        entry: fc.constantFrom('refund' as const, 'dispute' as const),
        whose: payer,
        money,
        at,
      }),
      fc.record({
        kind: fc.constant('subscription' as const),
        id: fc.constantFrom('sub_1', 'sub_2', 'sub_3'),
        status: fc.constantFrom('active', 'past_due', 'canceled', 'incomplete'),
        whose: payer,
        monthly: fc.option(money, { nil: undefined }),
        saidAt: at,
      }),
    );
    for (const customer of ['cus_a', 'cus_b']) await ledger.addCustomer(customer, `person of ${customer}`);
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(said, { minLength: 1, maxLength: 12 }), fc.infiniteStream(fc.nat()), async (all, order) => {
        round += 1;
        const told = all.map((one, index): Said => {
          if (one.kind === 'subscription') return { ...one, id: `${one.id} ${round}`, periodStart: null, periodEnd: null, endsAt: null };
          const amount = one.entry === 'payment' ? one.money.amount : -one.money.amount;
          return { ...one, money: { ...one.money, amount }, providerId: `${round} ${index}`, payment: `${round} ${index}` };
        });
        const twice = [...told, ...told].map((one) => ({ one, place: order.next().value ?? 0 })).toSorted((a, b) => a.place - b.place);
        for (const { one } of twice) await ledger.learn(one);
        for (const to of ['2027-01-15', '2027-01-21', '2027-02-10']) {
          const { currencies, net, days, monthlyRecurring, subscribers } = await revenue({ from: '2027-01-15', to });
          expect(await ledger.takings({ from: '2027-01-15', to })).toEqual({ currencies, net, days, monthlyRecurring, subscribers });
        }
      }),
      { numRuns: engine === 'sqlite' ? 25 : 6 },
    );
  }, 120_000);
});
