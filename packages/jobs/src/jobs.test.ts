import { setTimeout as delay } from 'node:timers/promises';
import { UniqueViolation } from '@tripmaster/db';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { handle, jobKind, nothing, type JobCall } from './job.ts';
import { testJobs } from './testing/index.ts';

const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;

const greet = jobKind('test.greet', z.strictObject({ name: z.string() }), { attempts: 3, timeoutMs: 2_000 });
const tidy = jobKind('test.tidy', nothing);

describe.each(ENGINES)('jobs on %s', (engine) => {
  let database: TestDatabase;
  let clock: { ms: number };
  let jobs: Awaited<ReturnType<typeof testJobs>>;
  let greeted: string[];

  const greeting = handle(greet, async ({ name }) => void greeted.push(name));
  const failing = (error: unknown = new Error('no')) =>
    handle(greet, async ({ name }) => {
      greeted.push(name);
      throw error;
    });
  const enqueue = (name: string, options: { key?: string; dueAt?: number; userId?: string } = {}) =>
    database.db.write((tx) => jobs.enqueue(tx, greet, { name }, options));
  const all = () => jobs.list({}, { limit: 100 });
  const only = async () => {
    const [job, ...others] = await all();
    expect(others).toEqual([]);
    if (job === undefined) throw new Error('no job');
    return job;
  };

  beforeEach(async () => {
    database = await openTestDatabase(engine);
    clock = { ms: Date.parse('2027-01-15T12:00:00.000Z') };
    jobs = await testJobs(database, { now: () => clock.ms });
    await jobs.prepare([greet, tidy]);
    greeted = [];
  });
  afterEach(async () => {
    await jobs.close();
    await database.remove();
  });

  async function account(id: string): Promise<void> {
    const row = { id, email: `${id}@example.com`, passwordHash: 'x', createdAt: 1, updatedAt: 1 };
    await database.db.write(async (tx) => {
      await tx.insert(database.db.tables.users).values({ ...row, role: 'traveller', status: 'active' });
    });
  }

  it('does what was asked for, once', async () => {
    await enqueue('Ada');
    expect(await only()).toMatchObject({ name: 'test.greet', state: 'waiting', attempts: 0, mostAttempts: 3 });
    expect(await jobs.run([greeting])).toEqual([]);
    expect(await jobs.run([greeting])).toEqual([]);
    expect(greeted).toEqual(['Ada']);
    expect(await only()).toMatchObject({ state: 'done', attempts: 1, doneAt: '2027-01-15T12:00:00.000Z' });
  });

  it('knows nothing of what was rolled back', async () => {
    await expect(
      database.db.write(async (tx) => {
        await jobs.enqueue(tx, greet, { name: 'Ada' });
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    await jobs.run([greeting]);
    expect(greeted).toEqual([]);
    expect(await all()).toEqual([]);
  });

  it('takes a kind that no node has prepared for', async () => {
    const unheard = jobKind('test.unheard', z.strictObject({ name: z.string() }));
    await database.db.write((tx) => jobs.enqueue(tx, unheard, { name: 'Ada' }));
    expect(await only()).toMatchObject({ name: 'test.unheard', state: 'waiting' });
  });

  it('refuses data that its kind does not know', async () => {
    // @ts-expect-error -- as a caller without types would
    await expect(database.db.write((tx) => jobs.enqueue(tx, greet, { name: 1 }))).rejects.toThrow('expected string');
  });

  it('takes one job of a key until that is over', async () => {
    await enqueue('Ada', { key: 'one' });
    await enqueue('Eve', { key: 'one' });
    await enqueue('Bob', { key: 'two' });
    await Promise.all(Array.from({ length: 8 }, () => enqueue('Cyd', { key: 'three' })));
    await jobs.run([greeting]);
    expect(greeted.toSorted()).toEqual(['Ada', 'Bob', 'Cyd']);
    await enqueue('Eve', { key: 'one' });
    await jobs.run([failing()]);
    await enqueue('Eve', { key: 'one' });
    expect(await all()).toHaveLength(4);
  });

  it('waits until it is due', async () => {
    await enqueue('Ada', { dueAt: clock.ms + 10 * SECOND_MS });
    expect(await only()).toMatchObject({ dueAt: '2027-01-15T12:00:10.000Z' });
    clock.ms += 9 * SECOND_MS;
    await jobs.run([greeting]);
    expect(greeted).toEqual([]);
    clock.ms += SECOND_MS;
    await jobs.run([greeting]);
    expect(greeted).toEqual(['Ada']);
  });

  it('tries again, each time later, and gives up after its last attempt without a word of anybody', async () => {
    await enqueue('Ada');
    const error = Object.assign(new Error('ada@example.com was refused'), { code: 'EENVELOPE', responseCode: 550 });
    const waits: number[] = [];
    for (let tries = 1; tries <= 2; tries += 1) {
      expect(await jobs.run([failing(error)])).toEqual([error]);
      const job = await only();
      expect(job).toMatchObject({ state: 'waiting', attempts: tries, problem: 'Error EENVELOPE 550' });
      const dueAt = Date.parse(job.dueAt ?? '');
      waits.push(dueAt - clock.ms);
      clock.ms = dueAt - 1;
      expect(await jobs.run([failing(error)])).toEqual([]);
      clock.ms = dueAt + 1;
    }
    const [first = 0, second = 0] = waits;
    expect(first).toBeGreaterThanOrEqual(5 * SECOND_MS);
    expect(first).toBeLessThanOrEqual(10 * SECOND_MS);
    expect(second).toBeGreaterThanOrEqual(10 * SECOND_MS);
    expect(second).toBeLessThanOrEqual(20 * SECOND_MS);
    await jobs.run([failing(error)]);
    expect(await only()).toMatchObject({ state: 'dead', attempts: 3, problem: 'Error EENVELOPE 550' });
    expect(greeted).toHaveLength(3);
    clock.ms += DAY_MS;
    await jobs.run([greeting]);
    expect(greeted).toHaveLength(3);
  });

  it('counts data that the kind no longer knows as a failure', async () => {
    const newer = jobKind('test.greet', z.strictObject({ names: z.array(z.string()) }));
    await enqueue('Ada');
    expect(await jobs.run([handle(newer, async () => undefined)])).toHaveLength(1);
    expect(await only()).toMatchObject({ state: 'waiting', problem: expect.stringMatching(/^\w*Error$/) });
  });

  it('breaks off what takes too long, and tries it again', async () => {
    const slow = jobKind('test.greet', greet.data, { attempts: 3, timeoutMs: 50 });
    await enqueue('Ada');
    let aborted = false;
    await jobs.run([
      handle(slow, async (_, { signal }) => {
        await delay(5_000, undefined, { signal }).catch(() => undefined);
        aborted = signal.aborted;
      }),
    ]);
    expect(aborted).toBe(true);
    expect(await only()).toMatchObject({ state: 'waiting', attempts: 1, problem: 'took-too-long' });
    clock.ms += 10 * SECOND_MS;
    await jobs.run([greeting]);
    expect(greeted).toEqual(['Ada']);
  });

  it('leaves what nobody knows, and does the rest', async () => {
    await database.db.write(async (tx) => {
      for (let count = 0; count < 30; count += 1) await jobs.enqueue(tx, jobKind('test.newer', nothing), {});
    });
    await enqueue('Ada');
    await jobs.run([greeting]);
    expect(greeted).toEqual(['Ada']);
    clock.ms += 40 * DAY_MS;
    await jobs.tellTime();
    await jobs.purge();
    expect(await jobs.list({ name: 'test.newer', state: 'waiting' }, { limit: 100 })).toHaveLength(30);
    await jobs.run([handle(jobKind('test.newer', nothing), async () => void greeted.push('newer'))]);
    expect(greeted).toHaveLength(31);
  });

  it('cancels what waits, and what is under way by its signal', async () => {
    await enqueue('Ada');
    const { id } = await only();
    expect(await database.db.write((tx) => jobs.cancel(tx, id))).toMatchObject({ id, state: 'cancelled' });
    expect(await database.db.write((tx) => jobs.cancel(tx, id))).toBeUndefined();
    await jobs.run([greeting]);
    expect(greeted).toEqual([]);

    const signal = Promise.withResolvers<JobCall>();
    const stopped = Promise.withResolvers<unknown>();
    const runner = jobs.start({
      handlers: [
        handle(greet, async (_, call) => {
          signal.resolve(call);
          await new Promise((resolve) => call.signal.addEventListener('abort', resolve));
          stopped.resolve(call.signal.reason);
        }),
      ],
      schedules: [],
      onError: () => undefined,
    });
    await enqueue('Eve');
    const call = await signal.promise;
    expect(await database.db.write((tx) => jobs.cancel(tx, call.id))).toMatchObject({ state: 'cancelled' });
    expect(await stopped.promise).toBe('gone');
    await runner.stop();
    expect(await jobs.list({ state: 'cancelled' }, { limit: 100 })).toHaveLength(2);
  });

  it('tells how far it is', async () => {
    await enqueue('Ada');
    await jobs.run([
      handle(greet, async (_, { progress }) => {
        await progress(41.6);
        expect(await only()).toMatchObject({ state: 'running', progress: 42, startedAt: '2027-01-15T12:00:00.000Z' });
      }),
    ]);
    expect((await only()).progress).toBeUndefined();
  });

  it('goes with the account it belongs to, and with no other', async () => {
    await account('ada');
    await account('eve');
    await enqueue('Ada', { userId: 'ada' });
    await enqueue('Eve', { userId: 'eve' });
    await enqueue('all');
    expect(await jobs.ofPerson('ada')).toHaveLength(1);
    await database.db.write(async (tx) => {
      await jobs.erase(tx, 'ada');
      await tx.delete(database.db.tables.users);
      if (engine === 'postgres') await jobs.erase(tx, 'eve');
    });
    expect(await jobs.ofPerson('ada')).toEqual([]);
    await jobs.run([greeting]);
    expect(greeted).toEqual(['all']);
  });

  it('keeps dead letters for thirty days, all others for a day', async () => {
    const last = jobKind('test.greet', greet.data, { attempts: 1 });
    await database.db.write((tx) => jobs.enqueue(tx, last, { name: 'Ada' }));
    await jobs.run([failing()]);
    await enqueue('Eve');
    await jobs.run([greeting]);
    clock.ms += DAY_MS + 1;
    await jobs.tellTime();
    await jobs.purge();
    expect(await only()).toMatchObject({ state: 'dead' });
    clock.ms += 28 * DAY_MS;
    await jobs.tellTime();
    await jobs.purge();
    expect(await only()).toMatchObject({ state: 'dead' });
    clock.ms += DAY_MS;
    await jobs.tellTime();
    await jobs.purge();
    expect(await all()).toEqual([]);
  });

  it('tries a dead letter once more when asked to, unless another with its key came since', async () => {
    const last = jobKind('test.greet', greet.data, { attempts: 1 });
    await database.db.write((tx) => jobs.enqueue(tx, last, { name: 'Ada' }, { key: 'one' }));
    const { id } = await only();
    expect(await database.db.write((tx) => jobs.retry(tx, id))).toBeUndefined();
    await jobs.run([failing()]);
    expect(await database.db.write((tx) => jobs.retry(tx, id))).toMatchObject({ id, state: 'waiting', mostAttempts: 2 });
    await jobs.run([failing()]);
    expect(await only()).toMatchObject({ state: 'dead', attempts: 2 });
    await enqueue('Eve', { key: 'one' });
    await expect(database.db.write((tx) => jobs.retry(tx, id))).rejects.toThrow(UniqueViolation);
    await jobs.run([greeting]);
    await database.db.write((tx) => jobs.retry(tx, id));
    await jobs.run([failing()]);
    expect(greeted).toEqual(['Ada', 'Ada', 'Eve', 'Ada']);
    expect(await database.db.write((tx) => jobs.cancel(tx, id))).toMatchObject({ id, state: 'cancelled' });
    expect(await database.db.write((tx) => jobs.cancel(tx, id))).toBeUndefined();
    expect(await database.db.write((tx) => jobs.retry(tx, id))).toBeUndefined();
    expect((await jobs.figures()).dead).toBe(0);
  });

  it('lists page by page, by state and by name', async () => {
    for (let count = 0; count < 5; count += 1) await enqueue(`${count}`);
    await jobs.run([greeting]);
    await enqueue('new');
    await database.db.write((tx) => jobs.enqueue(tx, tidy, {}));
    const first = await jobs.list({ name: 'test.greet' }, { limit: 4 });
    const second = await jobs.list({ name: 'test.greet' }, { limit: 4, before: first.at(-1)?.id });
    expect([...first, ...second].map(({ state }) => state)).toEqual(['waiting', 'done', 'done', 'done', 'done', 'done']);
    expect(new Set([...first, ...second].map(({ id }) => id)).size).toBe(6);
    expect(await jobs.list({ state: 'waiting' }, { limit: 10 })).toHaveLength(2);
    expect(await jobs.list({ state: 'waiting', name: 'test.tidy' }, { limit: 10 })).toHaveLength(1);
    clock.ms += 60_000;
    await jobs.tellTime();
    expect(await jobs.figures()).toEqual({ waiting: 2, running: 0, dead: 0, oldestDueAt: clock.ms - 60_000 });
  });

  it('takes again what a node that ended was at, when its lease is over', async () => {
    await enqueue('Ada');
    // Takes it and is never heard of again.
    const never = new Promise<void>(() => undefined);
    const taken = Promise.withResolvers<void>();
    void jobs.run([
      handle(jobKind('test.greet', greet.data, { attempts: 3 }), async () => {
        taken.resolve();
        await never;
      }),
    ]);
    await taken.promise;
    await jobs.run([greeting]);
    expect(greeted).toEqual([]);
    clock.ms += 31 * SECOND_MS;
    await jobs.run([greeting]);
    // pg-boss counts it as a try that failed, and waits before the next.
    clock.ms += 10 * SECOND_MS;
    await jobs.run([greeting]);
    expect(greeted).toEqual(['Ada']);
    expect(await only()).toMatchObject({ state: 'done', attempts: 2 });
  });
});
