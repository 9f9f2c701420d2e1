import { addDays, utcDate } from '@tripmaster/contracts';
import { openDatabase } from '@tripmaster/db';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFigures, type Figures } from '../figuring.ts';
import { randomDays, randomEvents, type RandomEvent } from '../testing/random-events.ts';
import { recounts } from '../testing/recount.ts';

const LENGTH = 24;
const TABLES = [
  'events',
  'rollup_days',
  'rollup_people',
  'rollup_weeks',
  'rollup_counts',
  'rollup_milestones',
  'rollup_funnels',
  'rollup_state',
];

describe.each(ENGINES)('rollups on %s', { timeout: 120_000 }, (engine) => {
  let test: TestDatabase;
  let analytics: Figures;
  const clock = { ms: 0 };
  const today = () => utcDate(clock.ms);
  beforeEach(async () => {
    test = await openTestDatabase(engine);
    clock.ms = Date.parse(`${randomDays.day(LENGTH - 1)}T23:00:00Z`);
    analytics = createFigures({ db: test.db, now: () => clock.ms });
  });
  afterEach(() => test.remove());

  const add = async (events: readonly RandomEvent[]) => {
    if (events.length > 0) await test.db.write(async (tx) => void (await tx.insert(test.db.tables.events).values([...events])));
  };
  const empty = async () => {
    for (const table of TABLES) await test.raw(`DELETE FROM ${table}`);
    analytics = createFigures({ db: test.db, now: () => clock.ms });
  };

  /** Every figure of some ranges is what the events say when they are counted by themselves. */
  async function compare(app = analytics, only = 4) {
    const query = async (sql: string) => (await test.raw(sql)).map((row) => Object.fromEntries(Object.entries(row ?? {})));
    const brute = recounts({ query, today: today() });
    const ranges = [
      { from: randomDays.first, to: today() },
      { from: addDays(randomDays.first, 9), to: addDays(randomDays.first, 16) },
      { from: today(), to: today() },
      { from: addDays(randomDays.first, -30), to: addDays(today(), 10) },
    ];
    for (const range of ranges.slice(0, only))
      for (const figure of ['overview', 'engagement', 'retention', 'funnel', 'popularity', 'geography', 'sources'] as const) {
        const { countedAt, ...answer } = await app.figures[figure](range);
        expect({ figure, ...answer }).toEqual({ figure, ...(await brute[figure](range)) });
        expect(countedAt === undefined || countedAt <= new Date(clock.ms).toISOString()).toBe(true);
      }
  }

  it('are the recount of the events, in whatever order they come and however often it is counted in between', async () => {
    await fc.assert(
      fc.asyncProperty(
        randomEvents({ days: LENGTH, least: 0, most: 120 }),
        fc.array(fc.nat(120), { maxLength: 2 }),
        fc.boolean(),
        async (events, cuts, ordered) => {
          await empty();
          const coming = ordered ? events.toSorted((a, b) => a.at - b.at) : events;
          let from = 0;
          for (const cut of cuts.toSorted((a, b) => a - b)) {
            await add(coming.slice(from, cut));
            from = Math.max(from, cut);
            await analytics.rollups.count({ everything: true });
          }
          await add(coming.slice(from));
          await analytics.rollups.count({ everything: true });
          await compare(analytics, 2);
        },
      ),
      { numRuns: engine === 'sqlite' ? 15 : 3 },
    );
  }, 240_000);

  /** Some hundred events of few weeks. */
  const some = (seed: number) => fc.sample(randomEvents({ days: LENGTH, least: 300, most: 400 }), { seed, numRuns: 1 })[0] ?? [];

  it('say nothing before anything was counted, nor of days without an event', async () => {
    const range = { from: '2026-01-19', to: '2026-01-20' };
    expect(await analytics.figures.overview(range)).toMatchObject({ now: { visitors: 0, activePeople: 0 }, people: 0, failed: [] });
    expect(await analytics.figures.retention(range)).toEqual({
      ...range,
      cohorts: [{ week: '2026-01-19', people: 0, active: [0, 0, null] }],
    });
    await analytics.rollups.count();
    await compare();
  });

  it('go on the next day, after days of standstill, and with what comes two days late', async () => {
    const events = some(1);
    const late = events.filter((_, index) => index % 3 === 0);
    const early = events.filter((event) => !late.includes(event));
    for (let day = 0; day < LENGTH; day += day < 8 ? 1 : 7) {
      const until = Date.parse(`${randomDays.day(day)}T23:59:00Z`);
      clock.ms = until;
      await add(early.filter(({ at }) => at <= until && at > until - (day < 9 ? 1 : 7) * 86_400_000));
      await analytics.rollups.count();
    }
    clock.ms = Date.parse(`${randomDays.day(LENGTH - 1)}T23:59:00Z`);
    await analytics.rollups.count();
    const latest = late.filter(({ day }) => day >= randomDays.day(LENGTH - 3));
    await add(latest);
    await analytics.rollups.count();
    const stored = await test.raw('SELECT id FROM events');
    expect(stored.length).toBeGreaterThan(50);
    await compare(analytics, 2);
    // What comes later than it may is found when everything is looked at.
    await add(late.filter((event) => !latest.includes(event)));
    await analytics.rollups.count();
    await analytics.rollups.count({ everything: true });
    await compare(analytics, 2);
  });

  it('are the same when two nodes count at once, when it is broken off anywhere, and when all is counted again', async () => {
    await add(some(2));
    const other = await openDatabase(test.url);
    const second = createFigures({ db: other, now: () => clock.ms });
    await Promise.all([analytics.rollups.count(), second.rollups.count(), analytics.rollups.count()]);
    for (const days of [3, 10, 1]) {
      const broken = new AbortController();
      let done = 0;
      const stop = () => (done += 1) === days && broken.abort();
      await analytics.rollups.count({ signal: broken.signal, onDay: () => void stop() }).catch(() => undefined);
    }
    await Promise.all([second.rollups.count(), analytics.rollups.count()]);
    await second.rollups.count();
    await other.close();
    await compare(analytics, 2);
    const before = await everything();
    await analytics.rollups.forget();
    await analytics.rollups.count();
    expect(await everything()).toEqual(before);
    await compare(analytics, 2);
  });

  it('stay as they are when a person is erased, and when old events are taken away', async () => {
    const person = { id: '01a20671-6769-77d1-bb8e-64757ca38b0d', ref: 'p1' };
    await test.raw(
      `INSERT INTO users (id, email, password_hash, role, status, audit_ref, locale, time_zone, currency, created_at, updated_at)
       VALUES ('${person.id}', 'p1@example.com', 'x', 'traveller', 'active', 'a', 'en', 'UTC', 'EUR', 0, 0)`,
    );
    await test.raw(`INSERT INTO analytics_people (user_id, ref) VALUES ('${person.id}', '${person.ref}')`);
    await add(some(3));
    await analytics.rollups.count();
    const before = await everything();
    await test.db.write(async (tx) => void (await tx.delete(test.db.tables.users)));
    expect(await test.raw('SELECT ref FROM analytics_people')).toEqual([]);
    await analytics.rollups.count({ everything: true });
    expect(await everything()).toEqual(before);
    await compare(analytics, 1);
    await test.raw(`DELETE FROM events WHERE day < '${randomDays.day(12)}'`);
    await analytics.rollups.count({ everything: true });
    expect(await everything()).toEqual(before);
  });

  /** All that was counted. */
  async function everything() {
    const { rollupDays, rollupPeople, rollupWeeks, rollupCounts, rollupMilestones, rollupFunnels } = test.db.tables;
    const rows = [rollupDays, rollupPeople, rollupWeeks, rollupCounts, rollupMilestones, rollupFunnels].map(async (table) =>
      (await test.db.read.select().from(table)).map((row) => JSON.stringify(sorted(row))).toSorted(),
    );
    return Promise.all(rows);
  }
});

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)]),
  );
}
