import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { firstTry } from '@tripmaster/jobs/testing';
import type { Mail } from '@tripmaster/mail';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testAnalytics } from '../testing/start.ts';

const MONDAY = Date.parse('2027-05-17T06:00:00Z');
const DAY_MS = 86_400_000;

describe.each(ENGINES)('the digest of a week on %s', (engine) => {
  let test: TestDatabase;
  const clock = { ms: 0 };
  const mails: Mail[] = [];
  const failed: string[] = [];
  beforeEach(async () => {
    test = await openTestDatabase(engine);
    clock.ms = MONDAY;
    for (const kept of [mails, failed]) kept.length = 0;
    const person = { status: 'active' as const, createdAt: 1, updatedAt: 1 };
    const people = [
      { ...person, id: 'ada', email: 'ada@example.com', role: 'admin' as const, locale: 'en-US' },
      { ...person, id: 'ben', email: 'ben@example.com', role: 'traveller' as const },
      { ...person, id: 'cleo', email: 'cleo@example.com', role: 'support' as const },
      { ...person, id: 'eva', email: 'eva@example.com', role: 'admin' as const, status: 'suspended' as const },
      { ...person, id: 'ida', email: 'ida@example.com', role: 'admin' as const, notifications: { digest: false, planReady: true } },
      // Chosen when there was no digest yet.
      { ...person, id: 'ute', email: 'ute@example.com', role: 'admin' as const, notifications: { planReady: false } },
    ];
    await test.db.write(async (tx) => void (await tx.insert(test.db.tables.users).values(people)));
  });
  afterEach(() => test.remove());

  function start(more: Parameters<typeof testAnalytics>[1] = {}) {
    const analytics = testAnalytics(test, {
      mailer: { queue: async (_, mail) => void mails.push(mail) },
      outside: { mail: async () => ({ dead: 3 }), jobs: async () => ({ dead: 1 }), diskUsed: async () => 0.5, backupAge: async () => 1 },
      now: () => clock.ms,
      onFailure: (_, part) => void failed.push(part),
      ...more,
    });
    const send = () => {
      const job = analytics.jobs.find(({ kind: { name } }) => name === 'digest.send');
      if (job === undefined) throw new Error('no job');
      return job.run({}, firstTry(test.db));
    };
    return { analytics, send };
  }

  it('goes to administrators who did not turn it off, in their language, with the figures of Monday to Sunday', async () => {
    const { analytics, send } = start();
    clock.ms = MONDAY - 3 * DAY_MS;
    await test.db.write(async (tx) => {
      for (const userId of ['ben', 'cleo'])
        await analytics.activity.record(tx, { name: 'plan-made', userId, destination: 'Lisbon, PT', month: '06' });
    });
    clock.ms = MONDAY;
    for (const job of analytics.jobs.filter(({ kind: { name } }) => name === 'analytics.count')) await job.run({}, firstTry(test.db));
    await send();
    expect(mails).toMatchObject([
      { kind: 'digest', to: 'ada@example.com', userId: 'ada', locale: 'en-US', link: 'https://trip.example/admin' },
      { kind: 'digest', to: 'ute@example.com', userId: 'ute' },
    ]);
    expect(mails[0]).toMatchObject({
      days: { from: '2027-05-10', to: '2027-05-16' },
      settings: 'https://trip.example/account/notifications',
      figures: {
        plansMade: { now: 2, before: 0 },
        destinations: ['Lisbon, PT'],
        net: [],
        modelCostMicros: 0,
        failedMails: 3,
        failedJobs: 1,
      },
    });
    expect(failed).toEqual([]);
  });

  it('comes once a week, however many nodes send it and however late', async () => {
    const nodes = [start(), start(), start()];
    await Promise.all(nodes.map(({ send }) => send()));
    clock.ms += 6 * DAY_MS;
    await nodes[0]?.send();
    expect(await test.db.read.select().from(test.db.tables.weekDigests)).toMatchObject([{ week: '2027-05-10' }]);
    clock.ms += DAY_MS;
    await nodes[1]?.send();
    expect(await test.db.read.select().from(test.db.tables.weekDigests)).toHaveLength(2);
    expect(mails.filter((mail) => mail.kind === 'digest' && mail.days.from === '2027-05-17').map(({ to }) => to)).toEqual([
      'ada@example.com',
      'ute@example.com',
    ]);
  });

  it('says what it can when the rest can’t be told', async () => {
    const broken = async () => {
      throw new Error('away');
    };
    await start({
      takings: broken,
      outside: { mail: broken, jobs: async () => ({ dead: 0 }), diskUsed: broken, backupAge: broken },
    }).send();
    expect(mails).toMatchObject([
      { figures: { net: null, modelCostMicros: null, failedMails: null, failedJobs: 0, destinations: [] } },
      { to: 'ute@example.com' },
    ]);
    expect(failed).toEqual(['digest revenue', 'digest mail']);
  });

  it('is queued with the note that it was, or not at all', async () => {
    const queue = async () => {
      throw new Error('no room in the outbox');
    };
    await expect(start({ mailer: { queue } }).send()).rejects.toThrow('no room');
    await start().send();
    expect(mails).toHaveLength(2);
  });
});
