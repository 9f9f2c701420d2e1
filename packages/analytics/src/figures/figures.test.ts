import type { EventName } from '@tripmaster/contracts';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { actorOf, contextOf, createCallerFactory, errorShape, router } from '@tripmaster/rpc';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFigures } from '../figuring.ts';
import { figuresProcedures } from './figures.routes.ts';

const NOW = Date.parse('2027-03-10T12:00:30.000Z');
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const MARCH = { from: '2027-03-01', to: '2027-03-31' };

describe.each(ENGINES)('figures on %s', { timeout: 60_000 }, (engine) => {
  let test: TestDatabase;
  const failures: string[] = [];
  const clock = { ms: NOW };
  beforeAll(async () => {
    test = await openTestDatabase(engine);
    await add([
      { at: NOW - 40 * MINUTE_MS, visitor: 'v0', page: '/', country: 'PT' },
      { at: NOW - 5 * MINUTE_MS, visitor: 'v1', page: '/', country: 'PT' },
      { at: NOW - 5 * MINUTE_MS, visitor: 'v2', page: '/' },
      { at: NOW, visitor: 'v1', page: '/plans', country: 'PT' },
      { at: NOW, name: 'plan-made', person: 'p1' },
      { at: NOW - 8 * DAY_MS, name: 'plan-made', person: 'p1' },
      { at: NOW - 9 * DAY_MS, name: 'plan-changed', person: 'p2' },
    ]);
    await test.db.write(async (tx) => {
      const { modelCalls, bookingClicks } = test.db.tables;
      const call = { planId: 'a', model: 'm', promptVersion: '1', inputTokens: 1, outputTokens: 1, outcome: 'answered' };
      await tx.insert(modelCalls).values([
        { ...call, id: 'c1', costMicros: 300, at: NOW },
        { ...call, id: 'c2', costMicros: 401, at: NOW - DAY_MS },
        { ...call, id: 'c3', costMicros: 50, at: NOW - 40 * DAY_MS },
      ]);
      await tx.insert(bookingClicks).values([
        { day: '2027-03-01', provider: 'one', kind: 'stay', clicks: 2 },
        { day: '2027-03-09', provider: 'one', kind: 'stay', clicks: 3 },
        { day: '2027-02-09', provider: 'one', kind: 'stay', clicks: 9 },
        { day: '2027-03-09', provider: 'two', kind: 'flight', clicks: 7 },
      ]);
    });
    await counted().rollups.count();
  });
  afterAll(() => test.remove());

  type Seen = { at: number; name?: EventName; visitor?: string; person?: string; page?: string; country?: string };
  let events = 0;
  const add = async (seen: Seen[]) => {
    const rows = seen.map(({ at, name = 'page-viewed', ...rest }) => ({
      id: `e${(events += 1)}`,
      at,
      name,
      day: new Date(at).toISOString().slice(0, 10),
      ...rest,
    }));
    await test.db.write(async (tx) => void (await tx.insert(test.db.tables.events).values(rows)));
  };
  const counted = (more: Parameters<typeof createFigures>[1] = {}) =>
    createFigures({ db: test.db, now: () => clock.ms }, { onFailure: (_, part) => failures.push(part), ...more });
  const callerOf = (more: Parameters<typeof actorOf>[1], app = counted()) =>
    createCallerFactory(router(figuresProcedures(app)))(contextOf(actorOf('somebody', more)));
  const admin = (app = counted()) => callerOf({ role: 'admin', secondFactor: true }, app);
  const failureOf = (call: Promise<unknown>) =>
    call.then(
      () => 'done',
      (error: unknown) => errorShape(error).data,
    );

  it('tell of the days, of as many before, and how fresh they are', async () => {
    expect(await admin().overview({ from: '2027-03-02', to: '2027-03-10' })).toMatchObject({
      now: { visitors: 3, activePeople: 1, plansMade: 2 },
      before: { visitors: 0, activePeople: 1, plansMade: 0 },
      people: 0,
      plans: 0,
      failed: [],
      countedAt: '2027-03-10T12:00:30.000Z',
    });
    expect((await admin().overview(MARCH)).days).toHaveLength(10);
    expect(await admin().engagement({ from: '2027-03-10', to: '2027-03-10' })).toMatchObject({
      days: [{ activeDay: 1, activeWeek: 1, activeMonth: 2, plansMade: 1 }],
      stickiness: 50,
    });
  });

  it('tell what links were followed and what models cost; what was paid, whoever keeps the ledger', async () => {
    const revenue = await admin().revenue(MARCH);
    expect(revenue).toMatchObject({
      currencies: [],
      net: { amount: 0, currency: 'EUR' },
      subscribers: 0,
      bookingClicks: [
        { provider: 'two', kind: 'flight', clicks: 7 },
        { provider: 'one', kind: 'stay', clicks: 5 },
      ],
      model: {
        costMicros: 701,
        plans: 2,
        costMicrosPerPlan: 351,
        days: [
          { day: '2027-03-09', costMicros: 401 },
          { day: '2027-03-10', costMicros: 300 },
        ],
      },
    });
    const euros = (amount: number) => ({ amount, currency: 'EUR' });
    const takings = async () => ({ currencies: [], net: euros(1_000), days: [], monthlyRecurring: euros(500), subscribers: 1 });
    expect(await admin(counted({ takings })).revenue(MARCH)).toMatchObject({
      net: euros(1_000),
      perActivePerson: euros(500),
      subscribers: 1,
    });
  });

  it('tell of the last half hour, at most two seconds old', async () => {
    const app = counted();
    const now = await admin(app).realtime();
    expect(now).toMatchObject({
      visitors: 2,
      pages: [
        { page: '/', visitors: 2 },
        { page: '/plans', visitors: 1 },
      ],
      countries: [{ country: 'PT', visitors: 1 }, { visitors: 1 }],
    });
    expect(now.minutes).toHaveLength(30);
    expect(now.minutes.at(-1)).toEqual({ minute: '2027-03-10T12:00:00.000Z', events: 2, visitors: 1 });
    expect(now.minutes.at(-6)).toMatchObject({ events: 2, visitors: 2 });
    await add([{ at: NOW, visitor: 'v3', page: '/' }]);
    expect(await admin(app).realtime()).toEqual(now);
    clock.ms += 2_000;
    expect(await admin(app).realtime()).toMatchObject({ visitors: 3 });
  });

  it('fail each by itself, and the parts of the overview too', async () => {
    const app = counted();
    await test.raw('ALTER TABLE rollup_people RENAME TO rollup_nobody');
    try {
      const overview = await admin(app).overview(MARCH);
      expect(overview).toMatchObject({ failed: ['now', 'before'], people: 0 });
      expect(overview.days).toHaveLength(10);
      expect(overview.now).toBeUndefined();
      expect(failures).toEqual(['overview now', 'overview before']);
      expect(await failureOf(admin(app).engagement(MARCH))).toBe('done');
      expect(await failureOf(admin(app).revenue(MARCH))).toMatchObject({ code: 'internal' });
    } finally {
      await test.raw('ALTER TABLE rollup_nobody RENAME TO rollup_people');
    }
    expect(await admin(app).overview(MARCH)).toMatchObject({ failed: [], now: { activePeople: 2 } });
  });

  it('refuse days in the wrong order, too many of them, and what are none', async () => {
    for (const [range, reason] of [
      [{ from: '2027-03-02', to: '2027-03-01' }, 'is before the first day'],
      [{ from: '2025-01-01', to: '2027-01-02' }, 'is more than 731 days after the first day'],
      [{ from: '2027-02-30', to: '2027-03-01' }, 'is not a date of the calendar (YYYY-MM-DD)'],
    ] as const)
      for (const figure of ['overview', 'retention', 'sources', 'revenue'] as const)
        expect(await failureOf(admin()[figure](range))).toMatchObject({ code: 'invalid-input', details: { fields: [{ reason }] } });
    expect(await failureOf(admin().overview({ from: '2025-01-01', to: '2027-01-01' }))).toBe('done');
  });

  it('are given again as long as nothing has changed, and never after it has', async () => {
    const app = counted();
    const before = await admin(app).geography(MARCH);
    expect(await admin(app).geography(MARCH)).toEqual(before);
    await add([{ at: NOW, visitor: 'v9', country: 'JP' }]);
    await counted().rollups.count();
    expect((await admin(app).geography(MARCH)).countries).toContainEqual({ country: 'JP', visitors: 1, signUps: 0, plansMade: 0 });
  });

  it('are missing for whoever does not administer', async () => {
    for (const more of [{}, { role: 'support' as const, secondFactor: true }])
      for (const figure of ['overview', 'funnel', 'geography'] as const)
        expect(await failureOf(callerOf(more)[figure](MARCH))).toMatchObject({ code: 'unknown-procedure' });
    expect(await failureOf(callerOf({ role: 'admin' }).realtime())).toMatchObject({ code: 'second-factor-needed' });
  });
});
