import { newId } from '@tripmaster/contracts';
import { openDatabase, type Database } from '@tripmaster/db';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ModelCall } from '../model/index.ts';
import { startPlans } from '../testing.ts';
import { accountingRepo } from './accounting.repo.ts';
import { accountingService, type ModelBudgets } from './accounting.service.ts';

const DAY_MS = 86_400_000;

describe.each(ENGINES)('what models cost on %s', (engine) => {
  let test: TestDatabase;
  let app: Awaited<ReturnType<typeof startPlans>>;
  const clock = { ms: Date.parse('2027-03-01T12:00:00.000Z') };
  const on = (db: Database, budgets: ModelBudgets = {}) =>
    accountingService({
      db,
      repo: accountingRepo(db),
      budgets,
      entitlements: async () => ({ premium: false, limits: { filesBytes: 0, modelMicros: budgets.user } }),
      now: () => clock.ms,
    });
  beforeAll(async () => {
    test = await openTestDatabase(engine);
    app = await startPlans(test);
  });
  afterAll(() => test.remove());

  const payerOf = async (name: string) => ({ userId: (await app.person(name)).userId, planId: newId() });
  const call = (payer: ModelCall['payer'], costMicros: number, outcome: ModelCall['outcome'] = 'answered'): ModelCall => ({
    payer,
    model: 'm',
    promptVersion: 'p',
    usage: { inputTokens: 10, outputTokens: 20 },
    costMicros,
    outcome,
  });
  const spent = async (account: string) =>
    (await test.db.read.select().from(test.db.tables.modelSpending))
      .filter((row) => row.account === account)
      .map(({ day, micros }) => [day, micros]);
  /** A day of its own for each test, since everybody's money is counted together. */
  const nextDay = () => {
    clock.ms += DAY_MS;
    return new Date(clock.ms).toISOString().slice(0, 10);
  };

  it('sets aside, then books what it came to, more or less, on the day it was asked', async () => {
    const day = nextDay();
    const ana = await payerOf('Ana');
    const { ledger } = on(test.db);
    const reservation = await ledger.reserve(ana, 100);
    expect([reservation, await spent(ana.userId)]).toEqual([{ day, micros: 100 }, [[day, 100]]]);
    clock.ms += DAY_MS;
    await ledger.book(call(ana, 30), reservation);
    const over = await ledger.reserve(ana, 100);
    await ledger.book(call(ana, 130), over);
    expect(await spent(ana.userId)).toEqual([
      [day, 30],
      [over?.day, 130],
    ]);
    const rows = await test.db.read.select().from(test.db.tables.modelCalls).where(eq(test.db.tables.modelCalls.planId, ana.planId));
    expect(rows.map(({ id: _id, at: _at, ...row }) => row)).toEqual(
      [30, 130].map((costMicros) => ({
        userId: ana.userId,
        planId: ana.planId,
        model: 'm',
        promptVersion: 'p',
        inputTokens: 10,
        outputTokens: 20,
        costMicros,
        outcome: 'answered',
      })),
    );
  });

  it('lets two nodes together spend no more than there is, of one person and of all', async () => {
    nextDay();
    const other = await openDatabase(test.url);
    const budgets = { user: 1_000, everyone: 2_500 };
    const nodes = [on(test.db, budgets).ledger, on(other, budgets).ledger];
    const people = await Promise.all(['Cleo', 'Dan', 'Eve'].map(payerOf));
    const outcomes = await Promise.all(
      Array.from({ length: 60 }, async (_, turn) => {
        const payer = people[turn % 3];
        const reservation = await nodes[turn % 2]?.reserve(payer, 100);
        return reservation === undefined ? undefined : payer?.userId;
      }),
    );
    await other.close();
    const through = outcomes.filter((userId) => userId !== undefined);
    expect(through).toHaveLength(25);
    for (const { userId } of people) expect(through.filter((id) => id === userId).length).toBeLessThanOrEqual(10);
    expect((await spent('everyone')).at(-1)?.[1]).toBe(2_500);
  });

  it('has money again when an answer cost less than was set aside, and the next day', async () => {
    nextDay();
    const ana = await payerOf('Ana');
    const { ledger } = on(test.db, { user: 150 });
    const first = await ledger.reserve(ana, 100);
    expect(await ledger.reserve(ana, 100)).toBeUndefined();
    await ledger.book(call(ana, 40), first);
    expect(await ledger.reserve(ana, 100)).toBeDefined();
    expect(await ledger.reserve(ana, 100)).toBeUndefined();
    expect(await ledger.reserve(await payerOf('Ben'), 100)).toBeDefined();
    nextDay();
    expect(await ledger.reserve(ana, 100)).toBeDefined();
    expect(await on(test.db, { everyone: 0 }).ledger.reserve(ana, 1)).toBeUndefined();
  });

  it('keeps answers for thirty days and questions for four hundred', async () => {
    const ana = await payerOf('Ana');
    const books = on(test.db);
    const { ledger, cache } = books;
    await cache.keep('old', 'first', undefined);
    await ledger.book(call(ana, 1), undefined);
    await ledger.reserve(ana, 5);
    clock.ms += 30 * DAY_MS;
    await cache.keep('new', 'second', ana.userId);
    await books.purge();
    expect([await cache.find('old'), await cache.find('new')]).toEqual(['first', 'second']);
    expect(await spent(ana.userId)).toEqual([]);
    clock.ms += 1;
    expect(await cache.find('old')).toBeUndefined();
    await cache.keep('new', 'third', ana.userId);
    await books.purge();
    expect(await cache.find('new')).toBe('third');
    const left = async () =>
      (await test.db.read.select().from(test.db.tables.modelCalls)).filter(({ userId }) => userId === ana.userId).length;
    expect([(await test.db.read.select().from(test.db.tables.modelAnswers)).map(({ questionHash }) => questionHash), await left()]).toEqual(
      [['new'], 1],
    );
    clock.ms += 371 * DAY_MS;
    await books.purge();
    expect(await left()).toBe(0);
  });

  it('exports a person’s own, and lets their account go with their answers and from their questions', async () => {
    const [ana, ben] = [await payerOf('Ana'), await payerOf('Ben')];
    const books = on(test.db);
    const { ledger, cache } = books;
    await cache.keep('words', 'of hers', ana.userId);
    await cache.keep('theirs', 'of his', ben.userId);
    for (let turn = 0; turn < 3; turn += 1) await ledger.book(call(ana, 7, 'cached'), undefined);
    await ledger.book(call(ben, 7), undefined);
    const entries = [];
    for await (const entry of books.personalData(ana.userId)) entries.push(entry);
    expect(entries.map(({ section }) => section)).toEqual(['modelCalls', 'modelCalls', 'modelCalls', 'modelAnswers']);
    expect(JSON.stringify(entries)).not.toContain('of his');
    await test.db.write(async (tx) => void (await tx.delete(test.db.tables.users).where(eq(test.db.tables.users.id, ana.userId))));
    expect([await cache.find('words'), await cache.find('theirs')]).toEqual([undefined, 'of his']);
    await ledger.book(call(ana, 9), undefined);
    const rows = await test.db.read.select().from(test.db.tables.modelCalls).where(eq(test.db.tables.modelCalls.planId, ana.planId));
    expect(rows.map(({ userId }) => userId)).toEqual([null, null, null, null]);
    await expect(cache.keep('late', 'of hers', ana.userId)).rejects.toThrow();
    expect(await cache.find('late')).toBeUndefined();
  });
});
