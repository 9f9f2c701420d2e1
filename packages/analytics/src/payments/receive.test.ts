import { openDatabase, type Database } from '@tripmaster/db';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { errorShape } from '@tripmaster/rpc';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startStripe, eventOf, signatureOf, signed, type TestStripe } from './stripe-stand-in.ts';
import { chargeOf, disputeOf, invoiceOf, paidSessionOf, startPayments, subscriptionOf, type TestPayments } from './testing.ts';

const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;

const failureOf = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    (error: unknown) => errorShape(error).data.code,
  );

describe.each(ENGINES)('what Stripe says on %s', (engine) => {
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

  /** Every row that payments write. */
  const rows = async (db: Database = test.db) => {
    const { ledger, subscriptions, subscriptionStates, revenueDays, recurringDays, inboundEvents, events } = db.tables;
    const all = [ledger, subscriptions, subscriptionStates, revenueDays, recurringDays, inboundEvents, events];
    return Promise.all(all.map((table) => db.read.select().from(table)));
  };

  it('is refused unsigned, signed wrongly or long ago, changed, or as garbage; and nothing is changed', async () => {
    const { customer } = await app.customer(await app.person());
    const at = app.clock.ms;
    const event = eventOf('invoice.paid', invoiceOf({ id: 'in_refused', customer }), at);
    const { payload, signature } = signed(event, at);
    const before = await rows();
    const send = (body: string, header: string | undefined) => failureOf(app.payments.receive(Buffer.from(body), header));
    const [time = '', hash = ''] = signature.split(',');
    const refused: [string, string | undefined][] = [
      [payload, undefined],
      [payload, ''],
      [payload, 'v1=abc'],
      [payload, hash],
      [payload, `${time},v0=${hash.slice(3)}`],
      [payload, `t=${Math.floor(at / 1000) + 1},${hash}`],
      [payload, signed(event, at, 'whsec_another').signature],
      [payload, signed(event, at - 301 * SECOND_MS).signature],
      [payload.replace('500', '900'), signature],
      [`${payload} `, signature],
      [JSON.stringify(event), signature],
      ['', signature],
    ];
    for (const [body, header] of refused) expect(await send(body, header)).toBe('malformed-request');
    const unreadable = [
      'not json',
      '[]',
      '{}',
      'null',
      JSON.stringify({ ...event, id: '' }),
      JSON.stringify({ ...event, data: { object: { id: 'in_x' } } }),
      JSON.stringify(eventOf('customer.subscription.updated', { id: 'sub_x', items: 'none' }, at)),
      JSON.stringify(eventOf('invoice.paid', { ...invoiceOf({ id: 'in_x', customer }), currency: 'nonsense' }, at)),
      JSON.stringify(eventOf('invoice.paid', { ...invoiceOf({ id: 'in_x', customer }), amount_paid: 1.5 }, at)),
    ];
    for (const body of unreadable) {
      expect({ body, said: await send(body, signatureOf(body, at)) }).toEqual({ body, said: 'malformed-request' });
    }
    expect(await rows()).toEqual(before);
    expect(await send(payload, signed(event, at - 299 * SECOND_MS).signature)).toBe('done');
    expect(await rows()).not.toEqual(before);
  });

  it('is taken without effect where it is of no kind that matters, or of somebody else’s customers', async () => {
    const at = app.clock.ms;
    const [ledger, ...others] = await rows();
    const inert = [
      eventOf('customer.created', { id: 'cus_x' }, at),
      eventOf('something.new', { anything: [1, 2, 3] }, at),
      eventOf('invoice.paid', invoiceOf({ id: 'in_theirs', customer: 'cus_theirs' }), at),
      eventOf(
        'customer.subscription.created',
        subscriptionOf({ id: 'sub_theirs', customer: 'cus_theirs', start: at, end: at + DAY_MS }),
        at,
      ),
      eventOf('charge.refunded', chargeOf({ id: 'ch_t', customer: 'cus_theirs', intent: 'pi_t', amount: 5, refunded: 5 }), at),
    ];
    for (const event of inert) await app.post(event);
    const [ledgerAfter, ...othersAfter] = await rows();
    expect(ledgerAfter).toEqual(ledger);
    expect(othersAfter.with(4, [])).toEqual(others.with(4, []));
    expect(othersAfter[4]).toHaveLength((others[4]?.length ?? 0) + inert.length);
  });

  it('counts once, however often it comes, on two nodes at once too', async () => {
    const ana = await app.person();
    const { customer } = await app.customer(ana);
    const at = app.clock.ms;
    const event = eventOf('invoice.paid', invoiceOf({ id: 'in_once', customer, amount: 700 }), at);
    const url = engine === 'sqlite' ? `file:${test.url}` : test.url;
    const second = await openDatabase(url);
    try {
      const node = startPayments({ db: second }, stripe);
      await Promise.all([app, node, app, node, app, node, app, node].map((each) => each.post(event)));
      // The same under another id, as Stripe may well say it twice.
      await app.post({ ...event, id: 'evt_another' });
    } finally {
      await second.close();
    }
    const { ledger, events, analyticsPeople } = test.db.tables;
    expect(await test.db.read.select().from(ledger).where(eq(ledger.providerId, 'in_once'))).toHaveLength(1);
    const [person] = await test.db.read.select().from(analyticsPeople).where(eq(analyticsPeople.userId, ana.userId));
    const counted = await test.db.read
      .select()
      .from(events)
      .where(eq(events.person, person?.ref ?? ''));
    expect(counted).toMatchObject([{ name: 'paid', amount: 700, currency: 'EUR' }]);
  });

  it('is written down in the minor units of its currency, with the rate of the day', async () => {
    const { customer } = await app.customer(await app.person());
    const at = app.clock.ms;
    const paid = async (currency: string, amount: number) => {
      const id = `in_${currency}`;
      await app.post(eventOf('invoice.paid', invoiceOf({ id, customer, amount, currency }), at));
      const { ledger } = test.db.tables;
      const [row] = await test.db.read.select().from(ledger).where(eq(ledger.providerId, id));
      return row;
    };
    expect(await paid('jpy', 1_600)).toMatchObject({
      amount: 1_600,
      currency: 'JPY',
      euroCents: 1_000,
      perEuro: '160',
      rateAsOf: '2027-01-14',
    });
    expect(await paid('kwd', 3_300)).toMatchObject({ amount: 3_300, currency: 'KWD', euroCents: 1_000 });
    expect(await paid('usd', 1_250)).toMatchObject({ amount: 1_250, currency: 'USD', euroCents: 1_000, perEuro: '1.25' });
    expect(await paid('eur', 1_000)).toMatchObject({ amount: 1_000, euroCents: 1_000, perEuro: null });
    // Two decimals at Stripe, none by ISO 4217; and the other way round. There is no rate of these.
    expect(await paid('isk', 50_000)).toMatchObject({ amount: 500, currency: 'ISK', euroCents: null });
    expect(await paid('ugx', 500)).toMatchObject({ amount: 5, currency: 'UGX' });
    expect(await paid('mga', 500)).toMatchObject({ amount: 50_000, currency: 'MGA' });
  });

  it('costs nothing that can be told where its interval is none, whatever objects have of that name', async () => {
    const { customer } = await app.customer(await app.person());
    const at = app.clock.ms;
    for (const interval of ['constructor', '__proto__', 'fortnight']) {
      const id = `sub_${engine}_${interval}`;
      const sub = subscriptionOf({ id, customer, start: at, end: at + DAY_MS });
      for (const { price } of sub.items.data) price.recurring.interval = interval;
      await app.post(eventOf('customer.subscription.updated', sub, at));
      const { subscriptionStates } = test.db.tables;
      const [state] = await test.db.read.select().from(subscriptionStates).where(eq(subscriptionStates.subscription, id));
      expect(state).toMatchObject({ running: true, monthlyEuroCents: 0 });
    }
  });

  it('goes back in parts, without a word of what went before too, and comes back when a refund fails or a dispute is won', async () => {
    const ana = await app.person();
    const { customer, person } = await app.customer(ana);
    const at = app.clock.ms;
    const intent = `pi_parts_${engine}`;
    await app.post(eventOf('checkout.session.completed', paidSessionOf({ id: 'cs_parts', customer, intent }), at));
    const back = (refunded: number) => chargeOf({ id: 'ch_parts', customer, intent, amount: 900, refunded, product: 'pass' });
    await app.post(eventOf('charge.refunded', back(200), at));
    await app.post(eventOf('charge.refunded', back(500), at));
    await app.post(eventOf('charge.refunded', back(350), at));
    await app.post(eventOf('charge.refunded', back(600), at, { previous: { amount_refunded: 500 } }));
    const failed = {
      id: 're_parts',
      object: 'refund',
      amount: 100,
      currency: 'eur',
      status: 'failed',
      charge: 'ch_parts',
      payment_intent: intent,
      metadata: {},
    };
    await app.post(eventOf('refund.failed', failed, at));
    await app.post(eventOf('charge.refund.updated', failed, at));
    const dispute = (status: string) => disputeOf({ id: 'du_parts', charge: 'ch_parts', intent, amount: 400, status, at });
    await app.post(eventOf('charge.dispute.created', dispute('warning_needs_response'), at));
    await app.post(eventOf('charge.dispute.created', dispute('needs_response'), at));
    await app.post(eventOf('charge.dispute.closed', dispute('won'), at));
    const { ledger } = test.db.tables;
    const written = await test.db.read.select().from(ledger).where(eq(ledger.payment, intent));
    expect(written.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['payment', 900],
      ['refund', -200],
      ['refund', -300],
      ['refund', -100],
      ['refund', 100],
      ['dispute', -400],
      ['dispute', 400],
    ]);
    expect(new Set(written.map((row) => row.person))).toEqual(new Set([person]));
  });

  it('is asked for where a dispute does not say whose it is', async () => {
    const { customer, person } = await app.customer(await app.person());
    const at = app.clock.ms;
    app.queued.length = 0;
    const dispute = disputeOf({ id: 'du_whose', charge: 'ch_whose', intent: 'pi_whose', amount: 400, status: 'lost', at });
    stripe.put({ ...chargeOf({ id: 'ch_whose', customer, intent: 'pi_whose', amount: 400, refunded: 0 }) });
    await app.post(eventOf('charge.dispute.closed', dispute, at));
    await app.work('payments.find-whose');
    const { ledger } = test.db.tables;
    const [row] = await test.db.read.select().from(ledger).where(eq(ledger.providerId, 'du_whose'));
    expect(row).toMatchObject({ kind: 'dispute', person, amount: -400 });
  });

  it('leaves nothing behind when it fails halfway, and is taken when it comes again', async () => {
    const { customer } = await app.customer(await app.person());
    const event = eventOf('invoice.paid', invoiceOf({ id: 'in_halfway', customer }), app.clock.ms);
    const before = await rows();
    vi.spyOn(app.activity, 'record').mockRejectedValueOnce(new Error('halfway'));
    expect(await failureOf(app.post(event))).toBe('internal');
    expect(await rows()).toEqual(before);
    await app.post(event);
    expect((await rows())[0]).toHaveLength((before[0]?.length ?? 0) + 1);
  });
});
