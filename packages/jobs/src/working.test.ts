import { setTimeout as delay } from 'node:timers/promises';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { openDatabase, type Transaction } from '@tripmaster/db';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createJobs, handle, jobKind, nothing, repeated, type JobHandler } from './index.ts';
import { nextSlot } from './schedules.ts';
import { testJobs } from './testing/index.ts';

const HOUR_MS = 3_600_000;
const count = jobKind('test.count', z.strictObject({ number: z.int() }));

describe.each(ENGINES)('nodes at work on %s', (engine) => {
  let database: TestDatabase;
  let closing: (() => Promise<void>)[];

  beforeEach(async () => {
    database = await openTestDatabase(engine);
    closing = [];
  });
  afterEach(async () => {
    for (const close of closing.toReversed()) await close();
    await database.remove();
  });

  /** A node of its own on the same database, at work. */
  async function node(handlers: JobHandler[], { atOnce = 10 }: { atOnce?: number } = {}) {
    const db = await openDatabase(database.url);
    const jobs = createJobs({ db });
    await jobs.prepare([count]);
    const problems: unknown[] = [];
    const working = jobs.start({ handlers, schedules: [], onError: (error) => problems.push(error), atOnce, graceMs: 1_000 });
    closing.push(async () => {
      await working.stop();
      await jobs.close();
      await db.close();
    });
    const enqueue = (numbers: number[]) =>
      db.write(async (tx) => {
        for (const number of numbers) await jobs.enqueue(tx, count, { number });
      });
    return { db, jobs, working, problems, enqueue };
  }

  it('does each job on one of them', async () => {
    const done: number[] = [];
    const counting = handle(count, async ({ number }) => void done.push(number));
    const [here, there] = [await node([counting]), await node([counting])];
    await here.enqueue([0]);
    await expect.poll(() => done, { timeout: 20_000 }).toEqual([0]);
    const numbers = Array.from({ length: 100 }, (_, index) => index + 1);
    await Promise.all([here.enqueue(numbers.slice(0, 50)), there.enqueue(numbers.slice(50))]);
    await expect.poll(() => done.length, { timeout: 20_000 }).toBe(101);
    await delay(200);
    expect(done.toSorted((one, other) => one - other)).toEqual([0, ...numbers]);
    expect([here.problems, there.problems]).toEqual([[], []]);
  });

  /** What was written, an event a page. */
  const pages = async () => {
    const rows = await database.db.read.select().from(database.db.tables.events);
    return rows.map(({ page }) => page);
  };
  const write = (tx: Transaction, page: string) =>
    tx.insert(database.db.tables.events).values({ id: page, name: 'page-viewed', at: 0, day: '1970-01-01', page });

  it('writes what a job finishes with once, and only together with the note that it is done', async () => {
    let tries = 0;
    const finishing = handle(count, async ({ number }, { finish }) => {
      tries += 1;
      await finish(async (tx) => void (await write(tx, `page ${number}`)));
      // What comes after no longer counts.
      throw new Error('too late');
    });
    const { enqueue, jobs, problems } = await node([finishing]);
    await enqueue([1, 2]);
    await expect.poll(async () => (await jobs.list({ state: 'done' }, { limit: 10 })).length, { timeout: 20_000 }).toBe(2);
    await delay(200);
    expect(tries).toBe(2);
    expect(new Set(await pages())).toEqual(new Set(['page 1', 'page 2']));
    expect(await pages()).toHaveLength(2);
    expect(problems.map(String)).toEqual(['Error: too late', 'Error: too late']);
  });

  it('writes nothing where the last of a job fails, or the job is no longer its own', async () => {
    const failing = handle(count, async ({ number }, { finish }) =>
      finish(async (tx) => {
        await write(tx, `page ${number}`);
        throw new Error('not now');
      }),
    );
    const first = await node([failing]);
    await first.enqueue([1]);
    await expect.poll(() => first.problems.length, { timeout: 20_000 }).toBe(1);
    await first.working.stop();
    expect(await pages()).toEqual([]);

    const refused: unknown[] = [];
    const slow = handle(count, async ({ number }, { id, finish }) => {
      await second.db.write((tx) => second.jobs.cancel(tx, id));
      await finish(async (tx) => void (await write(tx, `page ${number}`))).catch((error: unknown) => refused.push(error));
    });
    const second = await node([slow]);
    await second.enqueue([2]);
    await expect.poll(() => refused.length, { timeout: 20_000 }).toBe(1);
    expect(await pages()).toEqual([]);
  });

  it('begins the next when what is soon over is over, and does not wait for what is not', async () => {
    const said: string[] = [];
    const talking = handle(count, async ({ number }) => {
      said.push(`begin ${number}`);
      await delay(number === 0 ? 1_000 : 1);
      said.push(`end ${number}`);
    });
    const { enqueue } = await node([talking]);
    await enqueue([0, 1, 2, 3]);
    await expect.poll(() => said.length, { timeout: 20_000 }).toBe(8);
    expect(said.at(-1)).toBe('end 0');
    const short = said.filter((word) => !word.endsWith('0'));
    for (const [index, word] of short.entries()) expect(word.startsWith(index % 2 === 0 ? 'begin' : 'end')).toBe(true);
  });

  it('looks after what is under way while it works off what has piled up', async () => {
    let [job, done, isOff] = ['', 0, false];
    const working = handle(count, async ({ number }, { id, signal }) => {
      if (number > 0) {
        await delay(50);
        done += 1;
        return;
      }
      job = id;
      signal.addEventListener('abort', () => (isOff = true));
      await delay(20_000, undefined, { signal });
    });
    const { db, jobs, enqueue } = await node([working]);
    await enqueue(Array.from({ length: 400 }, (_, index) => index));
    await expect.poll(() => job, { timeout: 20_000 }).not.toBe('');
    await db.write((tx) => jobs.cancel(tx, job));
    await expect.poll(() => isOff, { timeout: 20_000, interval: 20 }).toBe(true);
    expect(done).toBeLessThan(200);
  });

  it('has no more under way at once than it may', async () => {
    let [underWay, most, done] = [0, 0, 0];
    const counting = handle(count, async () => {
      most = Math.max(most, (underWay += 1));
      await delay(200);
      underWay -= 1;
      done += 1;
    });
    const { enqueue } = await node([counting], { atOnce: 3 });
    await enqueue(Array.from({ length: 12 }, (_, index) => index));
    await expect.poll(() => done, { timeout: 20_000 }).toBe(12);
    expect(most).toBe(3);
  });

  it('lets what is under way end when it stops, and gives back what does not', async () => {
    const begun: number[] = [];
    const ended: number[] = [];
    const counting = handle(count, async ({ number }, { signal }) => {
      begun.push(number);
      // 0 ends by itself, 1 when it is told to, 2 never.
      if (number === 0) await delay(500);
      if (number === 1) await delay(60_000, undefined, { signal });
      if (number === 2) await new Promise(() => undefined);
      ended.push(number);
    });
    const first = await node([counting]);
    await first.enqueue([0, 1, 2]);
    await expect.poll(() => begun.length, { timeout: 20_000 }).toBe(3);
    const before = performance.now();
    await first.working.stop();
    expect(performance.now() - before).toBeLessThan(4_000);
    expect(ended).toEqual([0]);
    const left = await first.jobs.list({}, { limit: 10 });
    expect(left.map(({ state, attempts }) => `${state} ${attempts}`).toSorted()).toEqual(['done 1', 'waiting 0', 'waiting 0']);
    await first.enqueue([3]);
    await delay(1_500);
    expect(begun).toHaveLength(3);
    const again: string[] = [];
    await node([handle(count, async ({ number }, { attempt }) => void again.push(`${number} ${attempt}`))]);
    await expect.poll(() => again.toSorted(), { timeout: 20_000 }).toEqual(['1 1', '2 1', '3 1']);
  });

  it('goes on by itself when the database was away', async () => {
    const done: number[] = [];
    const db = { ...database.db };
    let isAway = true;
    const write = db.write.bind(db);
    Object.assign(db, {
      write: (work: Parameters<typeof write>[0]) => (isAway ? Promise.reject(new Error('away')) : write(work)),
    });
    const jobs = createJobs({ db });
    const problems: unknown[] = [];
    const working = jobs.start({
      handlers: [handle(count, async ({ number }) => void done.push(number))],
      schedules: [],
      onError: (error) => problems.push(error),
    });
    closing.push(async () => {
      await working.stop();
      await jobs.close();
    });
    await expect.poll(() => problems.length, { timeout: 20_000 }).toBeGreaterThan(0);
    isAway = false;
    await jobs.prepare([count]);
    await db.write((tx) => jobs.enqueue(tx, count, { number: 1 }));
    await expect.poll(() => done, { timeout: 25_000 }).toEqual([1]);
  });

  it('queues a turn once however many nodes there are, and what was missed once', async () => {
    const clock = { ms: Date.parse('2027-01-15T12:10:00.000Z') };
    const now = () => clock.ms;
    let turns = 0;
    const hourly = repeated('test.hourly', { everyMs: HOUR_MS, offsetMs: 60_000 }, async () => void (turns += 1));
    const nodes: Awaited<ReturnType<typeof testJobs>>[] = [];
    for (let index = 0; index < 3; index += 1) {
      const db = await openDatabase(database.url);
      const jobs = await testJobs({ db }, { now });
      closing.push(async () => {
        await jobs.close();
        await db.close();
      });
      nodes.push(jobs);
    }
    const round = async () => {
      const problems = await Promise.all(nodes.map((jobs) => jobs.run(hourly.jobs, hourly.schedules)));
      expect(problems.flat()).toEqual([]);
    };
    await round();
    expect(turns).toBe(0);
    clock.ms = Date.parse('2027-01-15T13:00:59.000Z');
    await round();
    expect(turns).toBe(0);
    clock.ms = Date.parse('2027-01-15T13:01:00.000Z');
    await round();
    await round();
    expect(turns).toBe(1);
    clock.ms += 25 * HOUR_MS;
    await round();
    expect(turns).toBe(2);
    expect(await nodes[0]?.schedules()).toEqual([{ name: 'test.hourly', dueAt: clock.ms + HOUR_MS, lastAt: clock.ms }]);
    expect(await nodes[0]?.list({}, { limit: 10 })).toHaveLength(2);
  });

  it('does at once what says so where it was never done, and sooner what is now done more often', async () => {
    const clock = { ms: Date.parse('2027-01-15T12:10:00.000Z') };
    const jobs = await testJobs(database, { now: () => clock.ms });
    closing.push(() => jobs.close());
    let turns = 0;
    const daily = repeated('test.turns', { everyMs: 24 * HOUR_MS, atFirst: true }, async () => void (turns += 1));
    await jobs.run(daily.jobs, daily.schedules);
    await jobs.run(daily.jobs, daily.schedules);
    expect(turns).toBe(1);
    const hourly = repeated('test.turns', { everyMs: HOUR_MS, atFirst: true }, async () => void (turns += 1));
    await jobs.run(hourly.jobs, hourly.schedules);
    clock.ms += HOUR_MS;
    await jobs.run(hourly.jobs, hourly.schedules);
    expect(turns).toBe(2);
  });
});

it('knows the next of its moments', () => {
  expect(nextSlot({ everyMs: 100 }, 0)).toBe(100);
  expect(nextSlot({ everyMs: 100 }, 99)).toBe(100);
  expect(nextSlot({ everyMs: 100, offsetMs: 30 }, 0)).toBe(30);
  expect(nextSlot({ everyMs: 100, offsetMs: 30 }, 30)).toBe(130);
  expect(repeated('x', { everyMs: 1 }, async () => undefined).schedules[0]?.kind.data).toBe(nothing);
});
