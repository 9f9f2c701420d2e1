import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '@tripmaster/db';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileTransport } from './file-transport.ts';
import type { Mail } from './mail.ts';
import { NEVER } from './outbox.repo.ts';
import { addUser, startMail } from './testing/index.ts';

const LINK = 'https://trip.example/reset-password#s3cretT0ken';
const reset = (to: string, userId?: string): Mail => ({
  kind: 'reset-password',
  to: `${to}@example.com`,
  link: LINK,
  ...(userId === undefined ? {} : { userId }),
});
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe.each(ENGINES)('mail on %s', (engine) => {
  let test: TestDatabase;
  let app: ReturnType<typeof startMail>;
  beforeEach(async () => {
    test = await openTestDatabase(engine);
    app = startMail(test);
  });
  afterEach(() => test.remove());

  it('goes out when its transaction commits, and only then', async () => {
    await app.queue(reset('ana'));
    await expect(
      test.db.write(async (tx) => {
        await app.mailer.queue(tx, reset('ben'));
        throw new Error('change of mind');
      }),
    ).rejects.toThrow('change of mind');
    expect(await app.deliver()).toBe(1);
    expect(await app.deliver()).toBe(0);
    expect(app.sent.map(({ to }) => to)).toEqual(['ana@example.com']);
    expect(app.sent[0]).toMatchObject({ from: 'TripMaster AI <trips@example.org>', userId: null, date: app.clock.ms });
  });

  it('lies sealed while it waits and leaves no text when it was delivered', async () => {
    await app.queue(reset('ana'));
    const waiting = JSON.stringify(await app.rows());
    for (const word of ['s3cretT0ken', 'ana@', 'reset-password#', 'password of']) expect(waiting).not.toContain(word);
    await app.deliver();
    expect(await app.rows()).toMatchObject([{ kind: 'reset-password', body: null, sentAt: app.clock.ms, problem: null, attempts: 0 }]);
  });

  it('does not open a body that was moved to another row', async () => {
    await app.queue(reset('ana'));
    await app.queue(reset('ben'));
    const [ana, ben] = await app.rows();
    const { mailOutbox } = test.db.tables;
    await test.db.write(
      async (tx) =>
        void (await tx
          .update(mailOutbox)
          .set({ body: ana?.body ?? '' })
          .where(eq(mailOutbox.id, ben?.id ?? ''))),
    );
    expect(await app.deliver()).toBe(1);
    expect(await app.rows()).toMatchObject([{ body: null }, { sentAt: null, attempts: 1, problem: 'SealBroken' }]);
  });

  it('is sent once by several deliverers at once', async () => {
    const people = Array.from({ length: 35 }, (_, person) => `p${String(person).padStart(2, '0')}`);
    for (const person of people) await app.queue(reset(person));
    const nodes = [app, app.another(), app.another(), app.another()];
    const counts = await Promise.all(nodes.map((node) => node.deliver()));
    // A deliverer that lost a race for a batch may go home early; nothing is left behind all the same.
    const rest = await app.deliver();
    expect(counts.reduce((sum, count) => sum + count, rest)).toBe(35);
    expect(app.sent.map(({ to }) => to).toSorted()).toEqual(people.map((person) => `${person}@example.com`));
  });

  it('is tried again after a failure, later each time, and delivered when it works', async () => {
    await app.queue(reset('ana'));
    app.state.failure = Object.assign(new Error('not now: ana@example.com'), { code: 'EENVELOPE', responseCode: 451 });
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      expect(await app.deliver()).toBe(0);
      const [row] = await app.rows();
      expect(row).toMatchObject({ attempts: attempt, problem: 'Error EENVELOPE 451', sentAt: null });
      waits.push((row?.dueAt ?? 0) - app.clock.ms);
      app.clock.ms = (row?.dueAt ?? 0) - 1;
      await app.deliver();
      expect((await app.rows())[0]?.attempts).toBe(attempt);
      app.clock.ms += 1;
    }
    // In the last quarter of the time each, so that what failed together does not come back together.
    for (const [turn, most] of [30_000, 90_000, 270_000].entries()) {
      expect(waits[turn]).toBeLessThanOrEqual(most);
      expect(waits[turn]).toBeGreaterThanOrEqual(most * 0.75);
    }
    app.state.failure = undefined;
    expect(await app.deliver()).toBe(1);
    expect(await app.rows()).toMatchObject([{ attempts: 3, body: null, problem: null }]);
  });

  it('stays as a dead letter after ten failures, to be seen for a month', async () => {
    await addUser(test.db, 'ana');
    await app.queue(reset('ana', 'ana'));
    app.state.failure = new Error('down');
    const queuedAt = app.clock.ms;
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      await app.deliver();
      const dueAt = (await app.rows())[0]?.dueAt ?? 0;
      if (attempt < 10) expect(dueAt - app.clock.ms).toBeLessThanOrEqual(6 * HOUR_MS);
      if (dueAt !== NEVER) app.clock.ms = dueAt;
    }
    expect(app.clock.ms - queuedAt).toBeGreaterThan(12 * HOUR_MS);
    app.state.failure = undefined;
    app.clock.ms += 29 * DAY_MS;
    expect(await app.deliver()).toBe(0);
    expect(await app.rows()).toMatchObject([{ attempts: 10, dueAt: NEVER, problem: 'Error' }]);
  });

  it('does not hold the others up when one fails', async () => {
    for (const person of ['ana', 'ben', 'eva']) await app.queue(reset(person));
    let first = true;
    app.state.before = async () => {
      if (!first) return;
      first = false;
      throw new TypeError('this one');
    };
    expect(await app.deliver()).toBe(2);
    expect((await app.rows()).filter(({ problem }) => problem === 'TypeError')).toHaveLength(1);
    expect((await app.rows()).filter(({ problem }) => problem === null)).toHaveLength(2);
  });

  it('comes at most twice, with one id, when a node ends before it noted the delivery', async () => {
    await app.queue(reset('ana'));
    // The node that dies: it hands the mail over, and never gets to its note.
    const dying: Database = {
      ...test.db,
      write: (work) => (app.sent.length > 0 ? Promise.reject(new Error('killed')) : test.db.write(work)),
    };
    await expect(app.another({ db: dying }).deliver()).rejects.toThrow('killed');
    expect(await app.deliver()).toBe(0);
    app.clock.ms += 60_000;
    expect(await app.deliver()).toBe(1);
    app.clock.ms += DAY_MS;
    expect(await app.deliver()).toBe(0);
    expect(app.sent).toHaveLength(2);
    expect(new Set(app.sent.map(({ id }) => id)).size).toBe(1);
  });

  it('writes nothing while nothing is due', async () => {
    let writes = 0;
    const counted = { ...test.db, write: () => Promise.reject(new Error(`write ${(writes += 1)}`)) };
    expect(await app.another({ db: counted }).deliver()).toBe(0);
    expect(writes).toBe(0);
  });

  it('leaves neither row nor file of an erased person, even of a mail under way', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tripmaster-mail-'));
    try {
      const files = fileTransport(folder);
      const node = startMail(test, {
        transport: {
          ...files,
          async send(message) {
            await node.state.before?.();
            return files.send(message);
          },
        },
      });
      for (const person of ['ana', 'ben']) await addUser(test.db, person);
      for (const person of ['ana', 'ben', 'ana']) await node.queue(reset(person, person));
      await node.deliver();
      expect(await readdir(folder)).toHaveLength(3);

      const { users } = test.db.tables;
      const erase = async () => {
        await test.db.write(async (tx) => void (await tx.delete(users).where(eq(users.id, 'ana'))));
        await node.mailer.forget('ana');
      };
      await node.queue(reset('ana', 'ana'));
      node.state.before = erase;
      await node.deliver();
      const left = await readdir(folder);
      expect(left).toHaveLength(1);
      expect(left[0]).toMatch(/^[\w-]+\.ben\.eml$/);
      expect((await node.rows()).map(({ userId }) => userId)).toEqual(['ben']);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('that names two accounts goes with either, waiting, under way or delivered', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tripmaster-mail-'));
    const own = startMail(test, { transport: fileTransport(folder) });
    const { users } = test.db.tables;
    const erase = async (id: string) => {
      await test.db.write(async (tx) => void (await tx.delete(users).where(eq(users.id, id))));
      await own.mailer.forget(id);
    };
    const between = async (inviter: string, guest: string) => {
      await addUser(test.db, inviter);
      await addUser(test.db, guest);
      const words = { inviter, trip: 'Lisbon', role: 'viewer', link: LINK } as const;
      await own.queue({ kind: 'plan-invitation', to: `${guest}@example.com`, userId: inviter, alsoAbout: guest, ...words });
    };
    await between('ana', 'ben');
    await between('cleo', 'dora');
    await own.deliver();
    expect(await readdir(folder)).toHaveLength(2);
    await erase('ana');
    await erase('dora');
    expect(await readdir(folder)).toEqual([]);
    await between('eve', 'finn');
    await between('gus', 'hal');
    await erase('eve');
    await erase('hal');
    await own.deliver();
    expect(await readdir(folder)).toEqual([]);
    expect((await own.rows()).filter(({ sentAt }) => sentAt === null)).toEqual([]);
    await between('ida', 'jan');
    const slow = startMail(test, {
      sealer: own.sealer,
      transport: {
        ...fileTransport(folder),
        send: async (message) => {
          await test.db.write(async (tx) => void (await tx.delete(users).where(eq(users.id, 'jan'))));
          return fileTransport(folder).send(message);
        },
      },
    });
    await slow.deliver();
    expect(await readdir(folder)).toEqual([]);
    await rm(folder, { recursive: true });
  });

  it('is delivered by itself once started; stopping waits for the mail under way', async () => {
    const errors: unknown[] = [];
    const running = app.start({ onError: (error) => errors.push(error) });
    let atOnce = 0;
    let begun = () => {};
    const began = new Promise<void>((resolve) => (begun = resolve));
    app.state.before = async () => {
      atOnce += 1;
      begun();
      await new Promise((resolve) => setTimeout(resolve, 1_500));
    };
    await app.queue(reset('ana'));
    await began;
    await running.stop();
    expect(await app.rows()).toMatchObject([{ body: null, sentAt: app.clock.ms }]);
    await app.queue(reset('ben'));
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect([atOnce, errors]).toEqual([1, []]);
  });

  it('tells of a failing database, and goes on', async () => {
    const errors: unknown[] = [];
    const broken = { ...test.db, write: () => Promise.reject(new Error('disk full')) };
    const running = app.another({ db: broken }).start({ onError: (error) => errors.push(error) });
    await app.queue(reset('ana'));
    await expect.poll(() => errors.length, { timeout: 5_000 }).toBe(1);
    await running.stop();
    expect(await app.deliver()).toBe(1);
  });

  it('forgets in time: what was sent after a month, undeliverable mail to a stranger after a day', async () => {
    await addUser(test.db, 'ana');
    await app.queue(reset('ana', 'ana'));
    await app.deliver();
    const { mailOutbox } = test.db.tables;
    for (const person of ['ana', undefined]) await app.queue(reset('dead', person));
    await test.db.write(async (tx) => void (await tx.update(mailOutbox).set({ dueAt: NEVER }).where(eq(mailOutbox.attempts, 0))));
    const errors: unknown[] = [];
    const running = app.start({ onError: (error) => errors.push(error) });
    const kept = async () => (await app.rows()).map(({ userId }) => userId);
    app.clock.ms += DAY_MS + 1;
    await expect.poll(kept, { timeout: 10_000 }).toEqual(['ana', 'ana']);
    app.clock.ms += 30 * DAY_MS;
    await expect.poll(kept, { timeout: 10_000 }).toEqual([]);
    await running.stop();
    expect(errors).toEqual([]);
  });
});
