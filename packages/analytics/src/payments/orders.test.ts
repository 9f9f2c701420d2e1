import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import type { Actor } from '@tripmaster/rpc';
import { eq, like } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStripe, eventOf, type TestStripe } from './stripe-stand-in.ts';
import { chargeOf, disputeOf, invoiceOf, paidSessionOf, startPayments, subscriptionOf, type TestPayments } from './testing.ts';

const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;
type StripeEvent = ReturnType<typeof eventOf>;

describe.each(ENGINES)('what Stripe says, in any order, on %s', (engine) => {
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

  it('comes to the same in whatever order, and whenever the account goes: 200 histories', { timeout: 280_000 }, async () => {
    let turns = 0;
    await fc.assert(
      fc.asyncProperty(history, fc.infiniteStream(fc.nat()), async (steps, dice) => {
        turns += 1;
        const somebody = async (letter: string) => {
          const actor = await app.person();
          const whose = { actor, ...(await app.customer(actor)), tag: `${engine}${turns}${letter}` };
          for (const index of steps.keys()) stripe.put({ id: `ch_${whose.tag}_${index}`, object: 'charge', customer: whose.customer });
          return { ...whose, events: eventsOf(steps, whose, app.clock.ms) };
        };
        const first = await somebody('a');
        for (const event of first.events) await app.post(event);
        await app.work('payments.find-whose');
        const second = await somebody('b');
        for (const event of mixed(second.events, dice)) await app.post(event);
        await app.work('payments.find-whose');
        expect(await knownOf(second)).toEqual(await knownOf(first));
        expect(await standingOf(second)).toEqual(await standingOf(first));

        const gone = await somebody('c');
        const all = mixed(gone.events, dice);
        const when = Number(dice.next().value ?? 0) % (all.length + 1);
        for (const [index, event] of all.entries()) {
          if (index === when) await erase(gone);
          await app.post(event);
        }
        if (when === all.length) await erase(gone);
        await app.work('payments.find-whose');
        expect(await knownOf(gone)).toEqual(await knownOf(first));
        app.queued.length = 0;
      }),
      { numRuns: 200 },
    );
    await recount();
    const { billingCustomers, ledger, subscriptions, analyticsPeople } = test.db.tables;
    const held = JSON.stringify(
      await Promise.all([billingCustomers, ledger, subscriptions].map((table) => test.db.read.select().from(table))),
    );
    for (const { customer, person } of erased) {
      expect(held).not.toContain(customer);
      expect(held).not.toContain(person);
    }
    const refs = new Set((await test.db.read.select().from(analyticsPeople)).map(({ ref }) => ref));
    const gone = (await test.db.read.select().from(billingCustomers)).filter(({ customerId }) => customerId.startsWith('gone:'));
    expect(gone).toHaveLength(erased.length);
    expect(gone.filter(({ person }) => refs.has(person))).toEqual([]);
  });

  const erased: { customer: string; person: string }[] = [];
  async function erase({ actor, customer, person }: { actor: Actor; customer: string; person: string }): Promise<void> {
    const { users } = test.db.tables;
    erased.push({ customer, person });
    await test.db.write(async (tx) => {
      await app.payments.billing.erase(tx, actor.userId);
      await tx.delete(users).where(eq(users.id, actor.userId));
    });
  }

  /** What they have by it, but for what the ids tell. */
  async function standingOf({ actor }: { actor: Actor }) {
    return app.as(actor).billing.status();
  }

  /** All that is known of somebody, without the ids that tell the histories apart. */
  async function knownOf({ tag }: Of) {
    const { ledger, subscriptions, subscriptionStates } = test.db.tables;
    const subscription = `sub_${tag}`;
    const entries = await test.db.read
      .select()
      .from(ledger)
      .where(like(ledger.providerId, `%${tag}%`));
    const running = await test.db.read.select().from(subscriptions).where(eq(subscriptions.id, subscription));
    // All of it under one name.
    expect(new Set([...entries, ...running].map(({ person }) => person)).size).toBeLessThanOrEqual(1);
    const found = {
      entries: entries.map(({ id: _id, person: _person, ...row }) => row).toSorted((a, b) => (a.providerId < b.providerId ? -1 : 1)),
      subscriptions: running.map(({ person: _person, ...row }) => row),
      states: (await test.db.read.select().from(subscriptionStates).where(eq(subscriptionStates.subscription, subscription))).toSorted(
        (a, b) => a.at - b.at,
      ),
    };
    return JSON.parse(JSON.stringify(found).replaceAll(tag, ''));
  }

  /** Every sum of a day is what the rows say. */
  async function recount() {
    const { ledger, revenueDays, subscriptionStates, recurringDays } = test.db.tables;
    const sums = new Map<string, typeof revenueDays.$inferSelect>();
    const keyOf = ({ day, currency }: { day: string; currency: string }) => `${day} ${currency}`;
    for (const { day, currency, kind, amount, euroCents } of await test.db.read.select().from(ledger)) {
      const sum = sums.get(keyOf({ day, currency })) ?? { day, currency, paid: 0, refunded: 0, payments: 0, netEuroCents: 0 };
      if (kind === 'payment') sum.paid += amount;
      else sum.refunded -= amount;
      sum.payments += kind === 'payment' ? 1 : 0;
      sum.netEuroCents += euroCents ?? 0;
      sums.set(keyOf(sum), sum);
    }
    const kept = await test.db.read.select().from(revenueDays);
    expect(new Map(kept.map((row) => [keyOf(row), row]))).toEqual(sums);

    const states = (await test.db.read.select().from(subscriptionStates)).toSorted((a, b) => a.at - b.at);
    const bySubscription = Map.groupBy(states, ({ subscription }) => subscription);
    for (const { day } of await test.db.read.select().from(recurringDays)) {
      const end = Date.parse(`${day}T00:00:00Z`) + DAY_MS;
      const last = [...bySubscription.values()].flatMap((all) => all.findLast(({ at }) => at < end) ?? []);
      const running = last.filter((state) => state.running);
      const figures = await app.payments.takings({ from: day, to: day });
      expect({ day, count: figures.subscribers, money: figures.monthlyRecurring.amount }).toEqual({
        day,
        count: running.length,
        money: running.reduce((sum, { monthlyEuroCents }) => sum + monthlyEuroCents, 0),
      });
    }
  }
});

type Step =
  | { kind: 'subscription'; status: string; amount: number; currency: string; ending: boolean; period: number; price: string }
  | { kind: 'invoice'; paid: boolean; amount: number }
  | { kind: 'pass'; amount: number }
  | { kind: 'refund'; pass: number; part: number }
  | { kind: 'refund failed'; pass: number; part: number }
  | { kind: 'dispute'; pass: number; status: string };

/** What happens to somebody, each some seconds after the last, or in the same one. */
const history = fc.array(
  fc.record({
    later: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 40 * 86_400 })),
    step: fc.oneof<fc.Arbitrary<Step>[]>(
      fc.record({
        kind: fc.constant('subscription' as const),
        status: fc.constantFrom('incomplete', 'active', 'trialing', 'past_due', 'unpaid', 'canceled'),
        amount: fc.constantFrom(500, 800),
        currency: fc.constantFrom('eur', 'usd', 'jpy'),
        ending: fc.boolean(),
        period: fc.integer({ min: 0, max: 3 }),
        price: fc.constantFrom('price_month', 'price_month', 'price_before', 'price_of_something_else'),
      }),
      fc.record({ kind: fc.constant('invoice' as const), paid: fc.boolean(), amount: fc.integer({ min: 0, max: 900 }) }),
      fc.record({ kind: fc.constant('pass' as const), amount: fc.integer({ min: 1, max: 900 }) }),
      fc.record({ kind: fc.constant('refund' as const), pass: fc.nat(2), part: fc.integer({ min: 1, max: 300 }) }),
      fc.record({ kind: fc.constant('refund failed' as const), pass: fc.nat(2), part: fc.integer({ min: 1, max: 300 }) }),
      fc.record({
        kind: fc.constant('dispute' as const),
        pass: fc.nat(2),
        status: fc.constantFrom('needs_response', 'under_review', 'won', 'lost', 'warning_closed', 'prevented'),
      }),
    ),
  }),
  { minLength: 1, maxLength: 9 },
);

type Of = { customer: string; tag: string };

/** The events that Stripe makes of it, for one customer; `tag` tells one customer's ids from another's. */
function eventsOf(steps: readonly { later: number; step: Step }[], { customer, tag }: Of, start: number): StripeEvent[] {
  let at = start;
  const refunded = new Map<number, number>();
  return steps.map(({ later, step }, index) => {
    at += later * SECOND_MS;
    const id = `evt_${tag}_${index}`;
    if (step.kind === 'subscription') {
      const period = start + step.period * 30 * DAY_MS;
      const { status, amount, currency, ending, price } = step;
      const sub = subscriptionOf({
        id: `sub_${tag}`,
        customer,
        status,
        start: period,
        end: period + 30 * DAY_MS,
        ending,
        amount,
        currency,
        price,
      });
      return eventOf(status === 'canceled' ? 'customer.subscription.deleted' : 'customer.subscription.updated', sub, at, { id });
    }
    if (step.kind === 'invoice') {
      const invoice = invoiceOf({ id: `in_${tag}_${index}`, customer, subscription: `sub_${tag}`, amount: step.amount, paidAt: at });
      return eventOf(step.paid ? 'invoice.paid' : 'invoice.payment_failed', invoice, at, { id });
    }
    if (step.kind === 'pass') {
      const session = paidSessionOf({ id: `cs_${tag}_${index}`, customer, intent: `pi_${tag}_${index}`, amount: step.amount });
      return eventOf('checkout.session.completed', session, at, { id });
    }
    const [charge, intent] = [`ch_${tag}_${step.pass}`, `pi_${tag}_${step.pass}`];
    if (step.kind === 'refund') {
      const before = refunded.get(step.pass) ?? 0;
      refunded.set(step.pass, before + step.part);
      const object = chargeOf({ id: charge, customer, intent, amount: 900, refunded: before + step.part, product: 'pass' });
      return eventOf('charge.refunded', object, at, { id, previous: { amount_refunded: before } });
    }
    if (step.kind === 'refund failed') {
      const before = refunded.get(step.pass) ?? 0;
      const amount = Math.min(before, step.part);
      refunded.set(step.pass, before - amount);
      const status = amount === 0 ? 'succeeded' : 'failed';
      const object = { id: `re_${tag}_${index}`, object: 'refund', amount, currency: 'eur', status, charge, payment_intent: intent };
      return eventOf('refund.failed', object, at, { id });
    }
    const object = disputeOf({ id: `du_${tag}_${index}`, charge, intent, amount: 400, status: step.status, at: start });
    const word = ['won', 'lost'].includes(step.status) ? 'closed' : step.status === 'under_review' ? 'updated' : 'created';
    return eventOf(`charge.dispute.${word}`, object, at, { id });
  });
}

/** In another order, some of them twice. */
function mixed(events: readonly StripeEvent[], dice: Iterator<number>): StripeEvent[] {
  const throwDie = () => Number(dice.next().value ?? 0);
  const twice = events.filter(() => throwDie() % 3 === 0);
  return [...events, ...twice]
    .map((event) => ({ event, place: throwDie() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ event }) => event);
}
