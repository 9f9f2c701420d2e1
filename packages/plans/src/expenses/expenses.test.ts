import { MOST_EXPENSES, newId, type ExpenseSplit, type NewExpense } from '@tripmaster/contracts';
import { ENGINES, explain, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import type { Actor } from '@tripmaster/rpc';
import { and, asc, desc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ecbFile } from '../rates/testing.ts';
import { startTrip } from './testing.ts';

const MISSING = '01a20671-6769-77d1-bb8e-64757ca38b0d';

describe.each(ENGINES)('expenses on %s', (engine) => {
  let test: TestDatabase;
  let trip: Awaited<ReturnType<typeof startTrip>>;
  beforeAll(async () => {
    test = await openTestDatabase(engine);
  });
  beforeEach(async () => {
    await test.db.write(async (tx) => void (await tx.delete(test.db.tables.exchangeRates)));
    trip = await startTrip(test);
  });
  afterAll(() => test.remove());

  const failure = (code: string) => expect.objectContaining({ cause: expect.objectContaining({ code }) });
  const refusal = (path: string, reason: RegExp) =>
    expect.objectContaining({
      cause: expect.objectContaining({ code: 'invalid-input', details: { fields: [{ path, reason: expect.stringMatching(reason) }] } }),
    });
  const as = (actor: Actor, idempotencyKey?: string) => trip.app.anyone(actor, { idempotencyKey }).plans;
  const equally = (...ids: string[]): ExpenseSplit => ({ by: 'shares', parts: ids.map((travellerId) => ({ travellerId, shares: 1 })) });
  const dinner = (more: Partial<NewExpense> = {}): NewExpense & { id: string } => ({
    id: trip.plan.id,
    title: 'Dinner',
    category: 'food',
    date: '2027-05-10',
    amount: { amount: 10_000, currency: 'EUR' },
    paidBy: trip.a,
    split: equally(trip.a, trip.b, trip.c),
    ...more,
  });
  const balancesOf = async (actor: Actor = trip.ana) => {
    const { travellers } = await as(actor).expenses.balances({ id: trip.plan.id });
    return Object.fromEntries(travellers.map(({ name, balance }) => [name, balance]));
  };

  it('splits what was spent to the cent, and says who owes whom', async () => {
    const expense = await as(trip.ben).expenses.add(dinner());
    expect(expense).toMatchObject({
      base: { amount: 10_000, currency: 'EUR' },
      shares: [{ amount: 3_334 }, { amount: 3_333 }, { amount: 3_333 }],
    });
    expect(expense.rate).toBeUndefined();
    const balances = await as(trip.cleo).expenses.balances({ id: trip.plan.id });
    expect(balances).toMatchObject({ currency: 'EUR', total: 10_000, fewest: true });
    expect(await balancesOf()).toEqual({ Ana: 6_666, Ben: -3_333, Cleo: -3_333 });
    expect(balances.payments).toEqual([
      { from: trip.b, to: trip.a, amount: 3_333 },
      { from: trip.c, to: trip.a, amount: 3_333 },
    ]);
  });

  it('refuses an item’s id that the database cannot store', async () => {
    await expect(as(trip.ben).expenses.add({ ...dinner(), itemId: 'a\0b' })).rejects.toMatchObject({ cause: { code: 'invalid-input' } });
  });

  it('takes unequal shares and exact amounts, and refuses what does not add up', async () => {
    const shares: ExpenseSplit = {
      by: 'shares',
      parts: [
        { travellerId: trip.a, shares: 2 },
        { travellerId: trip.b, shares: 1 },
        { travellerId: trip.c, shares: 0 },
      ],
    };
    expect((await as(trip.ana).expenses.add(dinner({ split: shares }))).shares.map(({ amount }) => amount)).toEqual([6_667, 3_333, 0]);
    const amounts = (...parts: number[]): ExpenseSplit => ({
      by: 'amounts',
      parts: parts.map((amount, index) => ({ travellerId: [trip.a, trip.b, trip.c][index] ?? '', amount })),
    });
    expect((await as(trip.ana).expenses.add(dinner({ split: amounts(1, 9_999) }))).shares.map(({ amount }) => amount)).toEqual([1, 9_999]);
    const add = (split: ExpenseSplit) => as(trip.ana).expenses.add(dinner({ split }));
    await expect(add(amounts(1, 9_998))).rejects.toEqual(refusal('split.parts', /adds up to 9999/));
    await expect(add(equally(trip.a, trip.a))).rejects.toEqual(refusal('split.parts.1.travellerId', /twice/));
    await expect(add({ by: 'shares', parts: [{ travellerId: trip.a, shares: 0 }] })).rejects.toEqual(refusal('split.parts', /nobody/));
    await expect(add(equally(trip.a, MISSING))).rejects.toEqual(refusal('split.parts.1.travellerId', /not a traveller/));
    await expect(as(trip.ana).expenses.add(dinner({ paidBy: MISSING }))).rejects.toEqual(refusal('paidBy', /not a traveller/));
  });

  it('converts by the rate of the day it is added, or by the one that was paid, and shows which', async () => {
    const yen = { amount: 16_306, currency: 'JPY' };
    const split: ExpenseSplit = {
      by: 'amounts',
      parts: [
        { travellerId: trip.a, amount: 16_305 },
        { travellerId: trip.b, amount: 1 },
      ],
    };
    const table = await as(trip.ana).expenses.add(dinner({ amount: yen, split }));
    expect(table).toMatchObject({ base: { amount: 10_000, currency: 'EUR' }, rate: { perUnit: '163.06', asOf: '2024-12-31' } });
    expect(table.shares.map(({ amount }) => amount)).toEqual([9_999, 1]);
    const rate = { perUnit: '160', asOf: '2027-05-09', source: 'Ana’s card' };
    const given = await as(trip.ana).expenses.add(dinner({ amount: { amount: 16_000, currency: 'JPY' }, rate }));
    expect(given).toMatchObject({ base: { amount: 10_000 }, rate });
    const bare = await as(trip.ana).expenses.add(dinner({ amount: { amount: 500, currency: 'XPF' }, rate: { perUnit: '119.33' } }));
    expect(bare).toMatchObject({ base: { amount: 419 }, rate: { asOf: '2027-05-10', source: 'given by a traveller' } });
    const add = (more: Partial<NewExpense>) => as(trip.ana).expenses.add(dinner(more));
    await expect(add({ amount: { amount: 500, currency: 'XPF' } })).rejects.toEqual(refusal('rate', /none on record/));
    await expect(add({ rate: { perUnit: '1.1' } })).rejects.toEqual(refusal('rate', /not needed/));
    for (const perUnit of ['0', '0.000', '-1', '1e5', 'abc', '1,5', '']) {
      await expect(add({ amount: yen, rate: { perUnit } })).rejects.toEqual(refusal('rate.perUnit', /./));
    }
    await expect(add({ amount: yen, rate: { perUnit: '0.000000000001' } })).rejects.toEqual(refusal('amount', /too large/));
  });

  it('keeps rates where debts were settled, and converts the rest again when asked', async () => {
    const dollars = dinner({ amount: { amount: 10_389, currency: 'USD' }, split: equally(trip.a, trip.b) });
    const old = await as(trip.ana).expenses.add(dollars);
    await trip.app.plans.rates.refresh(ecbFile('2026-12-30', { USD: '1.2', JPY: '150' }));
    expect((await as(trip.ana).expenses.update({ id: trip.plan.id, expenseId: old.id, title: 'Supper' })).base.amount).toBe(10_000);
    const again = await as(trip.ana).expenses.update({ id: trip.plan.id, expenseId: old.id, rate: 'current' });
    expect(again).toMatchObject({ title: 'Supper', base: { amount: 8_658 }, rate: { perUnit: '1.2', asOf: '2026-12-30' } });
    expect(await balancesOf()).toMatchObject({ Ana: 4_329, Ben: -4_329 });
    const settlement = await as(trip.ben).expenses.settle({ id: trip.plan.id, from: trip.b, to: trip.a, amount: 4_329 });
    expect(settlement.amount).toEqual({ amount: 4_329, currency: 'EUR' });
    expect(await balancesOf()).toEqual({ Ana: 0, Ben: 0, Cleo: 0 });

    await trip.app.plans.rates.refresh(ecbFile('2026-12-31', { USD: '1.3', JPY: '150' }));
    expect(await balancesOf()).toEqual({ Ana: 0, Ben: 0, Cleo: 0 });
    const update = (more: object) => as(trip.ana).expenses.update({ id: trip.plan.id, expenseId: old.id, ...more });
    await expect(update({ rate: 'current' })).rejects.toEqual(refusal('rate', /settled/));
    await expect(update({ amount: { amount: 5, currency: 'JPY' } })).rejects.toEqual(refusal('amount.currency', /settled/));
    // What was wrong may still be put right: by the rate that was settled with.
    expect(await update({ amount: { amount: 12_000, currency: 'USD' } })).toMatchObject({
      base: { amount: 10_000 },
      rate: { perUnit: '1.2' },
    });
    const later = await as(trip.ana).expenses.add(dollars);
    expect(later).toMatchObject({ rate: { perUnit: '1.3' } });
    expect(later.settledAt).toBeUndefined();

    trip.app.clock.ms += 1_000;
    const second = await as(trip.ben).expenses.settle({ id: trip.plan.id, from: trip.b, to: trip.a, amount: 1 });
    const settledAt = async () =>
      Object.fromEntries((await as(trip.ana).expenses.list({ id: trip.plan.id })).items.map((item) => [item.id, item.settledAt]));
    expect(await settledAt()).toEqual({ [old.id]: settlement.createdAt, [later.id]: second.createdAt });
    await as(trip.ana).expenses.unsettle({ id: trip.plan.id, settlementId: second.id });
    expect(await settledAt()).toEqual({ [old.id]: settlement.createdAt, [later.id]: undefined });
    await as(trip.ana).expenses.unsettle({ id: trip.plan.id, settlementId: settlement.id });
    expect(await update({ rate: 'current' })).toMatchObject({ rate: { perUnit: '1.3' } });
    expect((await as(trip.cleo).expenses.settlements({ id: trip.plan.id })).items).toEqual([]);
  });

  it('goes on in the currency of the first expense when the plan’s changes, and takes the plan’s once there is none', async () => {
    const first = await as(trip.ana).expenses.add(dinner());
    await test.db.write(
      async (tx) => void (await tx.update(test.db.tables.plans).set({ currency: 'JPY' }).where(eq(test.db.tables.plans.id, trip.plan.id))),
    );
    const second = await as(trip.ana).expenses.add(dinner({ amount: { amount: 16_306, currency: 'JPY' } }));
    expect(second.base).toEqual({ amount: 10_000, currency: 'EUR' });
    const settlement = await as(trip.ana).expenses.settle({ id: trip.plan.id, from: trip.b, to: trip.a, amount: 5 });
    for (const expenseId of [first.id, second.id]) await as(trip.ana).expenses.remove({ id: trip.plan.id, expenseId });
    expect((await as(trip.ana).expenses.balances({ id: trip.plan.id })).currency).toBe('EUR');
    await as(trip.ana).expenses.unsettle({ id: trip.plan.id, settlementId: settlement.id });
    expect((await as(trip.ana).expenses.balances({ id: trip.plan.id })).currency).toBe('JPY');
  });

  it('compares what was planned with what was paid, by category and by day, exactly', async () => {
    await as(trip.ana).expenses.add(dinner());
    await as(trip.ana).expenses.add(dinner({ category: 'transport', date: '2027-05-08', amount: { amount: 10_389, currency: 'USD' } }));
    await as(trip.ana).expenses.add(dinner({ amount: { amount: 3_333, currency: 'USD' } }));
    const spending = await as(trip.cleo).expenses.spending({ id: trip.plan.id });
    const { budget } = trip.plan;
    expect(spending).toMatchObject({
      currency: 'EUR',
      planned: budget.total.amount,
      paid: 23_208,
      left: budget.total.amount - 23_208,
      unpriced: 0,
    });
    expect(spending.limit).toEqual({ amount: 100_000, left: 100_000 - 23_208 });
    for (const part of [spending.categories, spending.days]) {
      for (const field of ['planned', 'paid', 'left'] as const)
        expect(part.reduce((total, entry) => total + entry[field], 0)).toBe(spending[field]);
    }
    expect(spending.days.map(({ date }) => date)).toEqual(['2027-05-08', '2027-05-10', '2027-05-11']);
    expect(spending.days[0]).toEqual({ date: '2027-05-08', planned: 0, paid: 10_000, left: -10_000 });
    for (const { category, total } of budget.categories)
      expect(spending.categories.find((entry) => entry.category === category)?.planned).toBe(total.amount);
    expect(spending.currencies).toEqual([
      { currency: 'EUR', amount: 10_000, base: 10_000, count: 1 },
      { currency: 'USD', amount: 13_722, base: 13_208, count: 2 },
    ]);
  });

  it('lists by page, latest first, and by category, payer and dates', async () => {
    const added: string[] = [];
    for (let turn = 0; turn < 7; turn += 1) {
      const more: Partial<NewExpense> = {
        date: `2027-05-1${turn % 3}`,
        category: turn % 2 === 0 ? 'food' : 'stay',
        paidBy: turn < 4 ? trip.a : trip.b,
      };
      added.push((await as(trip.ana).expenses.add(dinner({ ...more, title: `${turn}` }))).id);
    }
    const titles = async (filters: object = {}) => {
      const found: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await as(trip.cleo).expenses.list({ id: trip.plan.id, limit: 2, ...filters, cursor });
        found.push(...page.items.map(({ title }) => title));
        cursor = page.nextCursor;
      } while (cursor !== undefined);
      return found.join('');
    };
    expect(await titles()).toBe('5241630');
    expect(await titles({ category: 'stay' })).toBe('513');
    expect(await titles({ paidBy: trip.b })).toBe('546');
    expect(await titles({ from: '2027-05-11' })).toBe('5241');
    expect(await titles({ from: '2027-05-11', to: '2027-05-11', category: 'food' })).toBe('4');
    await expect(as(trip.ana).expenses.list({ id: trip.plan.id, cursor: 'nonsense' })).rejects.toEqual(refusal('cursor', /cursor/));
  });

  it('makes one expense, one traveller and one payment of many calls with one key', async () => {
    const all = <Result extends { id: string }>(call: () => Promise<Result>) =>
      Promise.all(Array.from({ length: 12 }, call)).then((results) => new Set(results.map(({ id }) => id)).size);
    expect(await all(() => as(trip.ana, 'expense').expenses.add(dinner()))).toBe(1);
    expect(await all(() => as(trip.ana, 'payment').expenses.settle({ id: trip.plan.id, from: trip.b, to: trip.a, amount: 7 }))).toBe(1);
    expect(await all(() => as(trip.ana, 'somebody').travellers.add({ id: trip.plan.id, name: 'Eve' }))).toBe(1);
    expect((await as(trip.ana).expenses.list({ id: trip.plan.id })).items).toHaveLength(1);
    expect((await as(trip.ana).expenses.settlements({ id: trip.plan.id })).items).toHaveLength(1);
    await expect(as(trip.ana, 'expense').expenses.add(dinner({ title: 'Other' }))).rejects.toEqual(failure('idempotency-mismatch'));
  });

  it('keeps every cent when many settle and spend at once', async () => {
    await Promise.all(
      Array.from({ length: 24 }, (_, turn) =>
        turn % 3 === 0
          ? as(trip.ben).expenses.settle({ id: trip.plan.id, from: trip.b, to: trip.a, amount: turn + 1 })
          : as(turn % 2 === 0 ? trip.ana : trip.ben).expenses.add(
              dinner({ amount: { amount: 1_000 + turn, currency: turn % 5 === 0 ? 'USD' : 'EUR' } }),
            ),
      ),
    );
    const { travellers, total } = await as(trip.ana).expenses.balances({ id: trip.plan.id });
    expect(travellers.reduce((sum, { balance }) => sum + balance, 0)).toBe(0);
    expect(travellers.reduce((sum, { share }) => sum + share, 0)).toBe(total);
    expect((await as(trip.ana).expenses.spending({ id: trip.plan.id })).paid).toBe(total);
    expect((await as(trip.ana).expenses.settlements({ id: trip.plan.id })).items).toHaveLength(8);
  });

  it('has a stated end, reckons quickly there, and finds everything by an index', async () => {
    const { id: _id, amount: _amount, ...entry } = dinner();
    const row = {
      ...entry,
      planId: trip.plan.id,
      itemId: null,
      amount: 101,
      currency: 'EUR',
      baseAmount: 101,
      baseCurrency: 'EUR',
      rate: null,
      rateAsOf: null,
      rateSource: null,
      createdBy: trip.ana.userId,
      createdAt: 0,
      updatedAt: 0,
      settledAt: null,
    };
    await test.db.write(async (tx) => {
      for (let start = 0; start < MOST_EXPENSES; start += 500)
        await tx.insert(test.db.tables.planExpenses).values(Array.from({ length: 500 }, () => ({ ...row, id: newId() })));
    });
    const started = performance.now();
    expect(await balancesOf()).toEqual({ Ana: 335_000, Ben: -170_000, Cleo: -165_000 });
    expect((await as(trip.ana).expenses.spending({ id: trip.plan.id })).paid).toBe(101 * MOST_EXPENSES);
    expect(performance.now() - started).toBeLessThan(2_000);
    await expect(as(trip.ana).expenses.add(dinner())).rejects.toEqual(failure('quota-used'));
    const { planExpenses: expenses } = test.db.tables;
    const queries = {
      list: test.db.read
        .select()
        .from(expenses)
        .where(eq(expenses.planId, MISSING))
        .orderBy(desc(expenses.date), desc(expenses.id))
        .limit(20),
      payer: test.db.read
        .select()
        .from(expenses)
        .where(and(eq(expenses.planId, MISSING), eq(expenses.paidBy, MISSING)))
        .orderBy(asc(expenses.date)),
      days: test.db.read.select({ date: expenses.date }).from(expenses).where(eq(expenses.planId, MISSING)).groupBy(expenses.date),
    };
    for (const query of Object.values(queries)) expect(await explain(test, query)).toMatch(/plan_expenses_(date|payer)_idx/);
  });

  it('gives a table of all of it, in which nothing is a formula and the shares add up', async () => {
    await as(trip.ana).travellers.add({ id: trip.plan.id, name: '=HYPERLINK("https://evil.example")' });
    await as(trip.ana).expenses.add(dinner({ title: '+1+1, "really"' }));
    await as(trip.ana).expenses.add(dinner({ amount: { amount: 16_306, currency: 'JPY' }, date: '2027-05-11', title: '@SUM(A1)' }));
    let text = '';
    for await (const piece of await trip.app.plans.expenses.table(trip.cleo, trip.plan.id)) text += piece;
    expect(text.replace('\ufeff', '').split('\r\n')).toEqual([
      `Date,Title,Category,Paid by,Amount,Currency,Rate,Rate of,Rate from,Settled in,Worth,Ana,Ben,Cleo,"'=HYPERLINK(""https://evil.example"")"`,
      `2027-05-11,'@SUM(A1),food,Ana,16306,JPY,163.06,2024-12-31,"ECB euro foreign exchange reference rates, 31 December 2024",EUR,100.00,33.34,33.33,33.33,0.00`,
      `2027-05-10,"'+1+1, ""really""",food,Ana,100.00,EUR,,,,EUR,100.00,33.34,33.33,33.33,0.00`,
      '',
    ]);
    await expect(trip.app.plans.expenses.table(trip.dora, trip.plan.id)).rejects.toThrow(expect.objectContaining({ code: 'not-found' }));
  });

  it('lets who reads the plan read, and nobody else find anything', async () => {
    const expense = await as(trip.ana).expenses.add(dinner());
    const settlement = await as(trip.ana).expenses.settle({ id: trip.plan.id, from: trip.b, to: trip.a, amount: 7 });
    const reads = (actor: Actor, id: string) => [
      () => as(actor).expenses.list({ id }),
      () => as(actor).expenses.balances({ id }),
      () => as(actor).expenses.spending({ id }),
      () => as(actor).expenses.settlements({ id }),
      () => as(actor).travellers.list({ id }),
    ];
    const writes = (actor: Actor, id: string) => [
      () => as(actor).expenses.add({ ...dinner(), id }),
      () => as(actor).expenses.update({ id, expenseId: expense.id, title: 'Theirs' }),
      () => as(actor).expenses.remove({ id, expenseId: expense.id }),
      () => as(actor).expenses.settle({ id, from: trip.b, to: trip.a, amount: 7 }),
      () => as(actor).expenses.unsettle({ id, settlementId: settlement.id }),
      () => as(actor).travellers.add({ id, name: 'Eve' }),
      () => as(actor).travellers.update({ id, travellerId: trip.c, name: 'Eve' }),
      () => as(actor).travellers.remove({ id, travellerId: trip.c }),
    ];
    for (const call of reads(trip.cleo, trip.plan.id)) await call();
    for (const call of writes(trip.cleo, trip.plan.id)) await expect(call()).rejects.toEqual(failure('forbidden'));
    await as(trip.ana).setVisibility({ id: trip.plan.id, visibility: 'public' });
    for (const id of [trip.plan.id, MISSING])
      for (const call of [...reads(trip.dora, id), ...writes(trip.dora, id)]) await expect(call()).rejects.toEqual(failure('not-found'));
    // Through a plan of one's own, nothing of another is found either.
    const own = await trip.app.anyone(trip.dora).plans.create({ ...trip.plan.request });
    for (const call of writes(trip.dora, own.id).slice(1, 5))
      await expect(call()).rejects.toEqual(
        expect.objectContaining({ cause: expect.objectContaining({ code: expect.stringMatching(/not-found|invalid-input/) }) }),
      );
    expect((await as(trip.ana).expenses.list({ id: trip.plan.id })).items).toEqual([{ ...expense, settledAt: settlement.createdAt }]);
  });
});
