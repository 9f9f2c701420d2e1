import { MOST_TRAVELLERS } from '@tripmaster/contracts';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import type { Actor, PersonalEntry } from '@tripmaster/rpc';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TRIP } from '../testing.ts';
import { startTrip } from './testing.ts';

describe.each(ENGINES)('travellers on %s', (engine) => {
  let test: TestDatabase;
  let trip: Awaited<ReturnType<typeof startTrip>>;
  beforeAll(async () => {
    test = await openTestDatabase(engine);
  });
  beforeEach(async () => {
    trip = await startTrip(test);
  });
  afterAll(() => test.remove());

  const refusal = (path: string, reason: RegExp) =>
    expect.objectContaining({ cause: expect.objectContaining({ details: { fields: [{ path, reason: expect.stringMatching(reason) }] } }) });
  const as = (actor: Actor) => trip.app.anyone(actor).plans;
  const names = async (actor: Actor = trip.ana) => (await as(actor).travellers.list({ id: trip.plan.id })).items.map(({ name }) => name);
  const meal = (payer: string, ...others: string[]) => ({
    id: trip.plan.id,
    title: 'Lunch',
    category: 'food' as const,
    date: '2027-05-10',
    amount: { amount: 900, currency: 'EUR' },
    paidBy: payer,
    split: { by: 'shares' as const, parts: [payer, ...others].map((travellerId) => ({ travellerId, shares: 1 })) },
  });
  const erase = (actor: Actor) =>
    test.db.write(async (tx) => void (await tx.delete(test.db.tables.users).where(eq(test.db.tables.users.id, actor.userId))));

  it('has everybody who is on the plan, once, however many look first', async () => {
    const other = await as(trip.ana).create(TRIP);
    await trip.put(trip.ben, 'editor', other.id);
    await trip.put(trip.cleo, 'viewer', other.id);
    const lists = await Promise.all(
      Array.from({ length: 12 }, (_, turn) => as([trip.ana, trip.ben, trip.cleo][turn % 3] ?? trip.ana).travellers.list({ id: other.id })),
    );
    expect(new Set(lists.map(({ items }) => JSON.stringify(items.map(({ id, name }) => [id, name])))).size).toBe(1);
    expect(lists[0]?.items).toEqual([
      expect.objectContaining({ name: 'Ana', account: true, me: true }),
      expect.objectContaining({ name: 'Ben', account: true, me: false }),
      expect.objectContaining({ name: 'Cleo' }),
    ]);
  });

  it('takes people without an account, who can be renamed and removed while they have no part in anything', async () => {
    const eve = await as(trip.ben).travellers.add({ id: trip.plan.id, name: 'Eve' });
    expect(eve).toMatchObject({ name: 'Eve', account: false, me: false });
    await as(trip.ben).travellers.update({ id: trip.plan.id, travellerId: eve.id, name: 'Eva' });
    expect(await names(trip.cleo)).toEqual(['Ana', 'Ben', 'Cleo', 'Eva']);
    const expense = await as(trip.ben).expenses.add(meal(trip.a, eve.id));
    const remove = () => as(trip.ben).travellers.remove({ id: trip.plan.id, travellerId: eve.id });
    await expect(remove()).rejects.toEqual(refusal('travellerId', /has expenses/));
    await as(trip.ben).expenses.update({ id: trip.plan.id, expenseId: expense.id, paidBy: eve.id, split: meal(trip.a).split });
    await expect(remove()).rejects.toEqual(refusal('travellerId', /has expenses/));
    await as(trip.ben).expenses.remove({ id: trip.plan.id, expenseId: expense.id });
    const payment = await as(trip.ben).expenses.settle({ id: trip.plan.id, from: eve.id, to: trip.a, amount: 5 });
    await expect(remove()).rejects.toEqual(refusal('travellerId', /has expenses/));
    await as(trip.ben).expenses.unsettle({ id: trip.plan.id, settlementId: payment.id });
    await remove();
    expect(await names()).toEqual(['Ana', 'Ben', 'Cleo']);
  });

  it('leaves to people with an account their name and their place', async () => {
    const [own] = (await as(trip.ana).travellers.list({ id: trip.plan.id })).items;
    const id = trip.plan.id;
    await expect(as(trip.ben).travellers.update({ id, travellerId: own?.id ?? '', name: 'X' })).rejects.toEqual(
      refusal('name', /only they/),
    );
    await expect(as(trip.ana).travellers.remove({ id, travellerId: trip.b })).rejects.toEqual(refusal('travellerId', /on the plan/));
    await test.db.write(
      async (tx) => void (await tx.delete(test.db.tables.planMembers).where(eq(test.db.tables.planMembers.userId, trip.ben.userId))),
    );
    await as(trip.ana).travellers.remove({ id, travellerId: trip.b });
    expect(await names()).toEqual(['Ana', 'Cleo']);
  });

  it('has a stated most', async () => {
    for (let turn = 4; turn <= MOST_TRAVELLERS; turn += 1) await as(trip.ana).travellers.add({ id: trip.plan.id, name: `${turn}` });
    await expect(as(trip.ana).travellers.add({ id: trip.plan.id, name: 'One more' })).rejects.toEqual(
      expect.objectContaining({ cause: expect.objectContaining({ code: 'quota-used' }) }),
    );
  });

  it('forgets the name of who is gone, and keeps what they owe', async () => {
    await as(trip.ben).expenses.add(meal(trip.b, trip.a, trip.c));
    await as(trip.ben).expenses.settle({ id: trip.plan.id, from: trip.a, to: trip.b, amount: 100 });
    await erase(trip.ben);
    const { travellers } = await as(trip.ana).expenses.balances({ id: trip.plan.id });
    expect(travellers.map(({ name, balance }) => [name, balance])).toEqual([
      ['Ana', -200],
      ['A former traveller', 500],
      ['Cleo', -300],
    ]);
    const tables = test.db.tables;
    const rows = await Promise.all([
      test.db.read.select().from(tables.planTravellers),
      test.db.read.select().from(tables.planExpenses),
      test.db.read.select().from(tables.planSettlements),
    ]);
    expect(JSON.stringify(rows)).not.toContain(trip.ben.userId);
    expect(JSON.stringify(rows[0])).not.toContain('Ben');
    // Who stays may call them what they like.
    await as(trip.ana).travellers.update({ id: trip.plan.id, travellerId: trip.b, name: 'B.' });
    expect(await names()).toEqual(['Ana', 'B.', 'Cleo']);
    await erase(trip.ana);
    expect((await test.db.read.select().from(tables.planTravellers)).filter(({ planId }) => planId === trip.plan.id)).toEqual([]);
  });

  it('exports what is held of a person’s part in the costs of their own trips and others’', async () => {
    await as(trip.ben).expenses.add(meal(trip.b, trip.a));
    await as(trip.ben).expenses.add({ ...meal(trip.a, trip.b), title: 'Ben wrote this down' });
    await as(trip.ana).expenses.add({ ...meal(trip.b, trip.a), title: 'Ben paid for this' });
    await as(trip.ana).expenses.add({ ...meal(trip.a, trip.c), title: 'Not his' });
    await as(trip.ana).expenses.settle({ id: trip.plan.id, from: trip.b, to: trip.a, amount: 100 });
    const entries: PersonalEntry[] = [];
    for await (const entry of trip.app.plans.personalData(trip.ben.userId)) entries.push(entry);
    const shared = entries.filter(({ section }) => ['planTravellers', 'expenses', 'settlements'].includes(section));
    expect(shared.map(({ section, entry }) => [section, entry['title'] ?? entry['amount'] ?? entry['id']])).toEqual([
      ['planTravellers', trip.b],
      ['expenses', 'Lunch'],
      ['expenses', 'Ben wrote this down'],
      ['expenses', 'Ben paid for this'],
      ['settlements', 100],
    ]);
    const none: PersonalEntry[] = [];
    for await (const entry of trip.app.plans.personalData(trip.dora.userId)) none.push(entry);
    expect(none).toEqual([]);
  });
});
