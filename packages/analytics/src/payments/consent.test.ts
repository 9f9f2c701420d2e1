import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import type { Actor } from '@tripmaster/rpc';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventOf, startStripe, type TestStripe } from './stripe-stand-in.ts';
import { chargeOf, invoiceOf, paidSessionOf, startPayments, type TestPayments } from './testing.ts';

describe.each(ENGINES)('what is paid, and as whose it is counted, on %s', (engine) => {
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

  let paid = 0;
  /** Buys a pass and a month with a browser of this person's, and gets half of the pass back; gives whose it is counted as. */
  async function buy(actor: Actor) {
    const { customer, person } = await app.customer(actor);
    await app.as(actor).billing.checkout({ product: 'pass' });
    const metadataOf = (made: Record<string, unknown> | undefined) => Object(made)['metadata'];
    const asked = stripe.asked.findLast(({ method, path }) => method === 'POST' && path === '/v1/checkout/sessions')?.form;
    const metadata = metadataOf(asked);
    expect(metadataOf(Object(asked)['payment_intent_data'])).toEqual(metadata);
    paid += 1;
    const [id, intent, at] = [`${engine}_${paid}`, `pi_${engine}_${paid}`, app.clock.ms];
    await app.post(eventOf('checkout.session.completed', { ...paidSessionOf({ id: `cs_${id}`, customer, intent }), metadata }, at));
    const details = { subscription: `sub_${id}`, metadata: { ...metadata, product: 'monthly' } };
    // As Stripe writes it now, and as it did before 2025.
    const bought = paid % 2 === 0 ? { parent: { subscription_details: details } } : { ...details, subscription_details: details };
    const invoice = { ...invoiceOf({ id: `in_${id}`, customer }), ...bought };
    await app.post(eventOf('invoice.paid', invoice, at));
    await app.post(
      eventOf('charge.refunded', chargeOf({ id: `ch_${id}`, customer, intent, amount: 900, refunded: 450, product: 'pass' }), at),
    );
    const { events, ledger } = test.db.tables;
    const counted = (await test.db.read.select().from(events)).slice(-3);
    const rows = (await test.db.read.select().from(ledger)).filter((row) => row.person === person);
    return {
      person,
      metadata,
      ledger: rows.map(({ kind, amount }) => `${kind} ${amount}`).toSorted(),
      counted: counted.map(({ name, amount, person: of, country, visitor }) => ({ name, amount, of, country, visitor })),
    };
  }
  const nobodys = { of: null, country: null, visitor: null };
  const LEDGER = ['payment 500', 'payment 900', 'refund -450'];

  it('is counted as theirs who have not asked otherwise', async () => {
    const { person, metadata, ledger, counted } = await buy(await app.person());
    expect(metadata).toEqual({ product: 'pass' });
    expect(ledger).toEqual(LEDGER);
    expect(counted).toMatchObject([
      { name: 'paid', amount: 900, of: person },
      { name: 'paid', amount: 500, of: person },
      { name: 'refunded', amount: 450, of: person },
    ]);
  });

  it.each([
    ['has said no', async (actor: Actor) => app.people.set(actor, false).then(() => actor)],
    ['asks by their browser', async (actor: Actor) => ({ ...actor, unnamed: true })],
  ])('is counted as nobody’s where the person %s', async (_, asking) => {
    const { ledger, counted } = await buy(await asking(await app.person()));
    // It is theirs all the same, where they look at what they have bought.
    expect(ledger).toEqual(LEDGER);
    expect(counted).toEqual([
      { name: 'paid', amount: 900, ...nobodys },
      { name: 'paid', amount: 500, ...nobodys },
      { name: 'refunded', amount: 450, ...nobodys },
    ]);
  });

  it('is asked again where the page to pay on was opened by another browser', async () => {
    const ana = await app.person();
    const open = async (unnamed: boolean) => (await app.as({ ...ana, unnamed }).billing.checkout({ product: 'pass' })).url;
    const first = await open(false);
    expect(await open(false)).toBe(first);
    const second = await open(true);
    expect(second).not.toBe(first);
    expect(await open(true)).toBe(second);
    expect(await open(false)).not.toBe(second);
  });
});
