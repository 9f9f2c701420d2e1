import { addDays, newId } from '@tripmaster/contracts';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { actorOf, errorShape } from '@tripmaster/rpc';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventOf, startStripe, type TestStripe } from '../payments/stripe-stand-in.ts';
import { chargeOf, invoiceOf, startPayments, subscriptionOf, type TestPayments } from '../payments/testing.ts';

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

  const figures = (from: string, to: string) => app.as(actorOf(newId(), { role: 'admin', secondFactor: true })).revenue({ from, to });

  it('is nothing before anybody paid', async () => {
    expect(await figures('2027-01-01', '2027-01-31')).toEqual({
      from: '2027-01-01',
      to: '2027-01-31',
      countedAt: '2027-01-15T12:00:00.000Z',
      currencies: [],
      net: { amount: 0, currency: 'EUR' },
      days: [],
      monthlyRecurring: { amount: 0, currency: 'EUR' },
      subscribers: 0,
      bookingClicks: [],
      model: { costMicros: 0, plans: 0, days: [] },
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
    expect(await figures('2027-01-15', '2027-01-16')).toMatchObject({
      currencies: [
        {
          paid: { amount: 500, currency: 'EUR' },
          refunded: { amount: 0, currency: 'EUR' },
          net: { amount: 500, currency: 'EUR' },
          payments: 1,
        },
        {
          paid: { amount: 1_250, currency: 'USD' },
          refunded: { amount: 250, currency: 'USD' },
          net: { amount: 1_000, currency: 'USD' },
          payments: 1,
        },
      ],
      net: { amount: 1_300, currency: 'EUR' },
      days: [
        { day: '2027-01-15', net: { amount: 1_000, currency: 'EUR' } },
        { day: '2027-01-16', net: { amount: 300, currency: 'EUR' } },
      ],
      monthlyRecurring: { amount: 2_000, currency: 'EUR' },
      subscribers: 2,
      // Both paid, which is an event of theirs on the day the server heard of it.
      perActivePerson: { amount: 650, currency: 'EUR' },
    });
    expect(await figures('2027-01-15', '2027-01-15')).toMatchObject({ monthlyRecurring: { amount: 1_000 }, subscribers: 1 });
    expect(await figures('2027-01-17', '2027-01-18')).toMatchObject({ net: { amount: 0 }, days: [], monthlyRecurring: { amount: 1_000 } });
  });

  it('says what models cost the same before and after the days are summed up, and as a recount does', async () => {
    const { modelCalls, modelDays, bookingClicks } = test.db.tables;
    const start = Date.parse('2026-11-01T00:00:00.000Z');
    const days = Math.floor((app.clock.ms - start) / DAY_MS) + 1;
    const calls = Array.from({ length: 600 }, (_, index) => ({
      id: newId(),
      planId: index % 7 === 0 ? null : `plan ${index % 200}`,
      model: 'm',
      promptVersion: '1',
      inputTokens: 1,
      outputTokens: 1,
      costMicros: (index * 7_919) % 1_000,
      outcome: 'answered',
      // The first and last moment of days too.
      at: index < days ? start + index * DAY_MS - (index % 2) : start + ((index * 104_729_000) % (app.clock.ms - start)),
    }));
    await test.db.write(async (tx) => {
      await tx.insert(modelCalls).values(calls);
      await tx.insert(bookingClicks).values([
        { day: '2026-12-01', provider: 'booking', kind: 'stay', clicks: 3 },
        { day: '2026-12-02', provider: 'booking', kind: 'stay', clicks: 4 },
        { day: '2026-12-02', provider: 'viator', kind: 'activity', clicks: 1 },
        { day: '2027-01-02', provider: 'viator', kind: 'activity', clicks: 9 },
      ]);
    });
    const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
    const recount = (from: string, to: string) => {
      const within = calls.filter(({ at }) => dayOf(at) >= from && dayOf(at) <= to);
      const costMicros = within.reduce((sum, call) => sum + call.costMicros, 0);
      const plans = new Set(within.filter(({ planId }) => planId !== null).map(({ planId, at }) => `${dayOf(at)} ${planId}`)).size;
      const byDay = [...Map.groupBy(within, ({ at }) => dayOf(at))].toSorted(([a], [b]) => (a < b ? -1 : 1));
      return {
        costMicros,
        plans,
        ...(plans === 0 ? {} : { costMicrosPerPlan: Math.round(costMicros / plans) }),
        days: byDay
          .map(([day, all]) => ({ day, costMicros: all.reduce((sum, call) => sum + call.costMicros, 0) }))
          .filter((day) => day.costMicros > 0),
      };
    };
    const ranges = [
      ['2026-11-01', '2027-01-15'],
      ['2026-12-05', '2026-12-05'],
      ['2027-01-14', '2027-01-15'],
      ['2027-01-15', '2027-01-20'],
      ['2020-01-01', '2026-11-02'],
    ] as const;
    for (const [from, to] of ranges) expect((await figures(from, to)).model).toEqual(recount(from, to));
    await app.revenue.sumModelDays();
    const summed = await test.db.read.select().from(modelDays);
    expect(
      summed
        .map(({ day }) => day)
        .toSorted()
        .at(-1),
    ).toBe('2027-01-14');
    for (const [from, to] of ranges) expect((await figures(from, to)).model).toEqual(recount(from, to));
    app.clock.ms += 3 * DAY_MS;
    for (let turn = 0; turn < 2; turn += 1) await app.revenue.sumModelDays();
    for (const [from, to] of ranges) expect((await figures(from, to)).model).toEqual(recount(from, to));
    expect((await figures('2026-12-01', '2026-12-31')).bookingClicks).toEqual([
      { provider: 'booking', kind: 'stay', clicks: 7 },
      { provider: 'viator', kind: 'activity', clicks: 1 },
    ]);
  });

  it('is not told to others, nor of days that are none', async () => {
    const codeOf = (call: Promise<unknown>) =>
      call.then(
        () => 'done',
        (error: unknown) => errorShape(error).data.code,
      );
    expect(await codeOf(figures('2027-01-02', '2027-01-01'))).toBe('invalid-input');
    expect(await codeOf(figures('2010-01-01', addDays('2010-01-01', 3_660)))).toBe('invalid-input');
    expect(await codeOf(app.as(actorOf(newId())).revenue({ from: '2027-01-01', to: '2027-01-02' }))).toBe('unknown-procedure');
    expect(
      await codeOf(app.as(actorOf(newId(), { role: 'support', secondFactor: true })).revenue({ from: '2027-01-01', to: '2027-01-02' })),
    ).toBe('unknown-procedure');
  });
});
