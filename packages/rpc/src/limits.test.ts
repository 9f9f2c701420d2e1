import { AppError } from '@tripmaster/contracts';
import { openDatabase } from '@tripmaster/db';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLimiter, type Limit } from './limits.ts';

let names = 0;

describe.each(ENGINES)('limits on %s', (engine) => {
  let test: TestDatabase;
  const clock = { ms: 1_000_000 };
  const now = () => clock.ms;
  const limiterOn = (db: TestDatabase['db'], scale = 1) => createLimiter({ db, key: 'the key', now, scale });
  let limiter: ReturnType<typeof limiterOn>;
  beforeAll(async () => {
    test = await openTestDatabase(engine);
    limiter = limiterOn(test.db);
  });
  afterAll(() => test.remove());

  /** A limit of its own: three times in ten seconds. */
  const limitOf = (more: Partial<Limit> = {}): Limit => {
    names += 1;
    return { name: `limit-${names}`, max: 3, windowMs: 10_000, ...more };
  };
  const take = (limit: Limit, subject = 'ana', on = limiter) =>
    on.take(limit, subject).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'too-many-requests') return error.details;
      throw error;
    });
  const rows = () => test.db.read.select().from(test.db.tables.throttles);

  it('counts down, refuses with the wait, and begins anew when the window is over', async () => {
    const limit = limitOf();
    expect(await take(limit)).toEqual({ left: 2, lockedNow: false });
    clock.ms += 4_000;
    expect(await take(limit)).toEqual({ left: 1, lockedNow: false });
    expect(await take(limit)).toEqual({ left: 0, lockedNow: true });
    expect(await take(limit)).toEqual({ retryAfterSeconds: 6 });
    clock.ms += 5_999;
    expect(await take(limit)).toEqual({ retryAfterSeconds: 1 });
    clock.ms += 1;
    expect(await take(limit)).toEqual({ left: 2, lockedNow: false });
  });

  it('pauses from the last try on, and is not prolonged by tries in the pause', async () => {
    const limit = limitOf({ pauseMs: 30_000 });
    await take(limit);
    await take(limit);
    clock.ms += 9_000;
    await take(limit);
    expect(await take(limit)).toEqual({ retryAfterSeconds: 30 });
    clock.ms += 29_999;
    expect(await take(limit)).toEqual({ retryAfterSeconds: 1 });
    clock.ms += 1;
    expect(await take(limit)).toEqual({ left: 2, lockedNow: false });
  });

  it('keeps subjects and limits apart', async () => {
    const [one, other] = [limitOf({ max: 1 }), limitOf({ max: 1 })];
    await take(one, 'ana');
    expect(await take(one, 'ana')).toHaveProperty('retryAfterSeconds');
    expect(await take(one, 'bea')).toMatchObject({ left: 0 });
    expect(await take(other, 'ana')).toMatchObject({ left: 0 });
  });

  it('takes a try back, and never more than were counted', async () => {
    const limit = limitOf();
    for (let turn = 0; turn < 20; turn += 1) {
      await take(limit);
      await test.db.write((tx) => limiter.giveBack(tx, limit, 'ana'));
    }
    for (let turn = 0; turn < 5; turn += 1) await test.db.write((tx) => limiter.giveBack(tx, limit, 'ana'));
    await test.db.write((tx) => limiter.giveBack(tx, limit, 'nobody'));
    expect(await take(limit)).toMatchObject({ left: 2 });
  });

  it('lifts a pause when it forgives, and when the try that brought it is taken back', async () => {
    const limit = limitOf({ max: 1, pauseMs: 60_000 });
    await take(limit);
    await test.db.write((tx) => limiter.forgive(tx, limit, 'ana'));
    expect(await take(limit)).toMatchObject({ left: 0 });
    await test.db.write((tx) => limiter.giveBack(tx, limit, 'ana'));
    expect(await take(limit)).toMatchObject({ left: 0 });
  });

  it('gives a refusal in a transaction instead of throwing it, and counts with that transaction only', async () => {
    const limit = limitOf({ max: 1 });
    const undone = test.db.write(async (tx) => {
      await limiter.takeIn(tx, limit, 'ana');
      throw new Error('change of mind');
    });
    await expect(undone).rejects.toThrow('change of mind');
    expect(await test.db.write((tx) => limiter.takeIn(tx, limit, 'ana'))).toEqual({ left: 0, lockedNow: true });
    expect(await test.db.write((tx) => limiter.takeIn(tx, limit, 'ana'))).toEqual({ retryAfterSeconds: 10 });
  });

  it('lets ten of a hundred at once through on two nodes, and no more', async () => {
    const limit = limitOf({ max: 10 });
    const db = await openDatabase(test.url);
    const nodes = [limiter, limiterOn(db)];
    const taken = await Promise.all(Array.from({ length: 100 }, (_, turn) => take(limit, 'ana', nodes[turn % 2])));
    await db.close();
    expect(taken.filter((outcome) => 'left' in outcome).map((outcome) => ('left' in outcome ? outcome.left : -1))).toHaveLength(10);
    expect(taken.filter((outcome) => 'lockedNow' in outcome && outcome.lockedNow)).toHaveLength(1);
  });

  it('multiplies maxima by its scale, and leaves at least one', async () => {
    const limit = limitOf();
    const wide = limiterOn(test.db, 4);
    for (let turn = 1; turn <= 12; turn += 1) expect(await take(limit, 'wide', wide)).toMatchObject({ left: 12 - turn });
    expect(await take(limit, 'wide', wide)).toHaveProperty('retryAfterSeconds');
    const narrow = limiterOn(test.db, 0.001);
    expect(await take(limit, 'narrow', narrow)).toEqual({ left: 0, lockedNow: true });
  });

  it('keeps nothing that names whom it counts, nor lets one be tried without the key', async () => {
    const limit = limitOf();
    await take(limit, 'canary@example.com');
    const key = (await rows()).map((row) => row.key).find((text) => text.startsWith(`${limit.name}:`));
    expect(JSON.stringify(await rows())).not.toContain('canary');
    await take(limit, 'canary@example.com', createLimiter({ db: test.db, key: 'another key', now }));
    const keys = (await rows()).map((row) => row.key).filter((text) => text.startsWith(`${limit.name}:`));
    expect(keys).toHaveLength(2);
    expect(keys).toContain(key);
  });

  it('forgets what has run out, and only that', async () => {
    const [short, long] = [limitOf(), limitOf({ windowMs: 60_000 })];
    await take(short);
    await take(long);
    clock.ms += 10_001;
    await limiter.purge();
    const left = (await rows()).map(({ key }) => key.split(':')[0]);
    expect(left).not.toContain(short.name);
    expect(left).toContain(long.name);
    expect(await take(long)).toMatchObject({ left: 1 });
  });
});
