import { addDays, utcDate } from '@tripmaster/contracts';
import { openDatabase, type Database } from '@tripmaster/db';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countingRepo } from '../experiments/counting.repo.ts';
import { countingService } from '../experiments/counting.service.ts';
import { createFigures } from '../figuring.ts';
import { runExperiment } from '../flags/testing.ts';
import { rollupsRepo } from '../rollups/rollups.repo.ts';
import { rollupsService } from '../rollups/rollups.service.ts';
import { randomDays, randomEvents, type RandomEvent } from '../testing/random-events.ts';
import { keepingRepo } from './keeping.repo.ts';
import { keepingService } from './keeping.service.ts';

const DAY_MS = 86_400_000;
/** As questions about 731 days, in less time. */
const LOOK_BACK = 20;
const KEPT = 24;
const LENGTH = 60;

/** What is counted on a database, with short memories. */
function startKeeping(db: Database, clock: { ms: number }, keptDays: number | undefined = KEPT) {
  const now = () => clock.ms;
  const rollups = rollupsRepo(db);
  const experiments = countingRepo(db);
  return {
    db,
    rollups: rollupsService({ db, repo: rollups, lookBackDays: LOOK_BACK, now }),
    figures: () => createFigures({ db, now }).figures,
    keeping: keepingService({ db, repo: keepingRepo(db), rollups, experiments, keptDays, lookBackDays: LOOK_BACK, now }),
    experiments: countingService({ db, repo: experiments, rates: async () => () => undefined, now }),
    add: (events: readonly RandomEvent[]) => db.write(async (tx) => void (await tx.insert(db.tables.events).values([...events]))),
    async firstDay() {
      return (await db.read.select().from(db.tables.events)).map(({ day }) => day).toSorted()[0];
    },
  };
}
type Kept = ReturnType<typeof startKeeping>;

/** All that was counted, and figures of ranges wherever they lie. */
async function known({ db, figures }: Kept) {
  const { rollupDays, rollupPeople, rollupWeeks, rollupCounts, rollupMilestones, rollupFunnels } = db.tables;
  const rows = [rollupDays, rollupPeople, rollupWeeks, rollupCounts, rollupMilestones, rollupFunnels].map(async (table) =>
    (await db.read.select().from(table)).map((row) => JSON.stringify(row)).toSorted(),
  );
  const answers = [];
  for (const offset of [0, 7, 25, 41, LENGTH]) {
    const range = { from: randomDays.day(offset), to: randomDays.day(offset + LOOK_BACK - 1) };
    for (const figure of ['overview', 'engagement', 'retention', 'funnel', 'popularity', 'geography', 'sources'] as const) {
      const { countedAt: _, ...answer } = await figures()[figure](range);
      answers.push({ figure, ...answer });
    }
  }
  return { rows: await Promise.all(rows), answers };
}

describe.each(ENGINES)('events that were kept long enough, on %s', { timeout: 120_000 }, (engine) => {
  let test: TestDatabase;
  let other: TestDatabase;
  const clock = { ms: 0 };
  beforeEach(async () => {
    test = await openTestDatabase(engine);
    other = await openTestDatabase(engine);
    clock.ms = Date.parse(`${randomDays.day(LENGTH - 1)}T23:30:00Z`);
  });
  afterEach(async () => {
    await test.remove();
    await other.remove();
  });

  const some = (seed: number, days = LENGTH, most = 900) =>
    fc.sample(randomEvents({ days, least: most - 1, most }), { seed, numRuns: 1 })[0] ?? [];

  it('go without a figure changing, now, later, and when all is counted again', async () => {
    const [kept, all] = [startKeeping(test.db, clock), startKeeping(other.db, clock)];
    const both = async (step: (one: Kept) => Promise<unknown>) => {
      for (const one of [kept, all]) await step(one);
      expect(await known(kept)).toEqual(await known(all));
    };
    // Some come the day after, some later than any may, and more than go at once lie on the days that go.
    const events = [...some(1), ...some(2, 30, 1_200).map((event) => ({ ...event, id: `m${event.id}` }))];
    // Somebody made a plan on a day that goes, and signed up on one that stays.
    const [model] = events;
    for (const [name, day] of [['plan-made', 5] as const, ['signed-up', 45] as const])
      if (model !== undefined)
        events.push({ ...model, id: name, name, person: 'p6', day: randomDays.day(day), at: Date.parse(randomDays.day(day)) });
    const late = events.filter(({ at, id }) => at > clock.ms - DAY_MS || id.endsWith('7'));
    await both(async ({ add, rollups }) => {
      await add(events.filter((event) => !late.includes(event)));
      await rollups.count();
      await add(late);
      await rollups.count({ everything: true });
    });

    const before = await known(kept);
    await kept.keeping.purge();
    expect(await kept.firstDay()).toBe(addDays(utcDate(clock.ms), -KEPT));
    expect(await known(kept)).toEqual(before);
    await both(({ rollups }) => rollups.count({ everything: true }));
    await both(async ({ rollups }) => {
      await rollups.forget();
      await rollups.count();
    });
    expect(await known(kept)).toEqual(before);

    // Days go on, more goes, and a rebuild comes while half a day is there.
    const more = some(3, 9, 200).map((event) => {
      const at = event.at - Date.parse(randomDays.first) + Date.parse(randomDays.day(LENGTH));
      return { ...event, id: `n${event.id}`, at, day: utcDate(at) };
    });
    clock.ms += 9 * DAY_MS;
    await both(async ({ add, rollups }) => {
      await add(more);
      await rollups.count();
    });
    const broken = new AbortController();
    broken.abort();
    await kept.keeping.purge(broken.signal).catch(() => undefined);
    const half = randomDays.day(LENGTH - 1 - KEPT + 4);
    await test.raw(`DELETE FROM events WHERE day < '${half}' OR (day = '${half}' AND at % 7200000 = 0)`);
    await both(({ rollups }) => rollups.count({ everything: true }));
    await both(async ({ rollups }) => {
      await rollups.forget();
      await rollups.count({ everything: true });
    });
    await kept.keeping.purge();
    expect(await kept.firstDay()).toBe(addDays(utcDate(clock.ms), -KEPT));
    await both(({ rollups }) => rollups.count({ everything: true }));
  });

  it('stay while they are not counted, while they are to be counted again, and where nothing says how long', async () => {
    const kept = startKeeping(test.db, clock);
    await kept.add(some(4));
    await kept.keeping.purge();
    expect(await kept.firstDay()).toBe(randomDays.first);
    await kept.rollups.count({ everything: true });
    await kept.rollups.forget();
    await kept.keeping.purge();
    expect(await kept.firstDay()).toBe(randomDays.first);
    await kept.rollups.count({ everything: true });
    const late = { ...some(5, 2, 2)[0], id: 'late' };
    if (late.day === undefined) throw new Error('no event');
    await test.raw(`UPDATE rollup_days SET events = events - 1 WHERE day = '${late.day}'`);
    await kept.keeping.purge();
    await startKeeping(test.db, clock, undefined).keeping.purge();
    expect(await kept.firstDay()).toBe(randomDays.first);
    // Nobody counted for days: what those days look back to stays.
    await kept.rollups.count({ everything: true });
    clock.ms += 10 * DAY_MS;
    await kept.keeping.purge();
    expect(await kept.firstDay()).toBe(randomDays.day(LENGTH - 1 - LOOK_BACK - 2));
    await kept.rollups.count({ everything: true });
    await kept.keeping.purge();
    expect(await kept.firstDay()).toBe(randomDays.day(LENGTH - 1 + 10 - KEPT));
  });

  it('go once, whichever of two nodes is first', async () => {
    const second = await openDatabase(test.url);
    const nodes = [startKeeping(test.db, clock), startKeeping(second, clock)] as const;
    await nodes[0].add(some(6));
    await nodes[0].rollups.count({ everything: true });
    const before = await known(nodes[0]);
    await Promise.all(nodes.map(({ keeping }) => keeping.purge()));
    await nodes[1].rollups.count({ everything: true });
    expect(await known(nodes[0])).toEqual(before);
    expect(await nodes[0].firstDay()).toBe(addDays(utcDate(clock.ms), -KEPT));
    await second.close();
  });

  it('stay for experiments that are still to be counted from them, and go with what was shown in those that are over', async () => {
    const kept = startKeeping(test.db, clock);
    const { experiments, exposures } = test.db.tables;
    await kept.add(some(7).map((event) => ({ ...event, name: 'plan-made' as const })));
    await kept.rollups.count({ everything: true });
    const start = (day: number) => Date.parse(`${randomDays.day(day)}T00:00:00Z`);
    const metrics = [{ name: 'plans', event: 'plan-made' as const, kind: 'count' as const, better: 'more' as const }];
    const running = await runExperiment(test.db, 'runs', { metrics });
    const over = await runExperiment(test.db, 'is-over', { metrics });
    const set = (key: string, startedAt: number, stoppedAt: number | null) =>
      test.raw(
        `UPDATE experiments SET started_at = ${startedAt}, stopped_at = ${stoppedAt}, status = '${stoppedAt === null ? 'running' : 'stopped'}'
         WHERE key = '${key}'`,
      );
    await set(running.key, start(22), null);
    await set(over.key, start(15), start(30));
    await test.db.write(async (tx) => {
      const units = ['p1', 'p2', 'p3', 'p4', 'p5'].map((unit, index) => ({ unit, variation: index % 2 }));
      await tx.insert(exposures).values(units.map((unit) => ({ ...unit, experimentId: running.id, at: start(23) })));
      await tx.insert(exposures).values(units.map((unit) => ({ ...unit, experimentId: over.id, at: start(16) })));
    });
    const counts = async (id: string) => {
      const row = (await test.db.read.select().from(experiments)).find((one) => one.id === id);
      if (row === undefined) throw new Error('no experiment');
      const { cells, leftOut } = await kept.experiments.of(row);
      return { leftOut, cells: cells.toSorted((a, b) => (JSON.stringify(a, plain) < JSON.stringify(b, plain) ? -1 : 1)) };
    };
    // The one that is over was never counted: it needs its events as long.
    await kept.keeping.purge();
    expect(await kept.firstDay()).toBe(randomDays.day(1));
    const before = { running: await counts(running.id), over: await counts(over.id) };
    expect(before.over.cells.length).toBeGreaterThan(5);
    await kept.keeping.purge();
    expect(await kept.firstDay()).toBe(randomDays.day(22 - 14));
    clock.ms += 20 * DAY_MS;
    await kept.rollups.count({ everything: true });
    await kept.keeping.purge();
    expect(await kept.firstDay()).toBe(randomDays.day(22 - 14));
    expect({ running: await counts(running.id), over: await counts(over.id) }).toEqual(before);

    await set(running.key, start(22), clock.ms);
    const last = await counts(running.id);
    await kept.keeping.purge();
    expect(await kept.firstDay()).toBe(addDays(utcDate(clock.ms), -KEPT));
    expect((await test.db.read.select().from(exposures)).map(({ experimentId }) => experimentId)).toEqual(
      Array.from({ length: 5 }, () => running.id),
    );
    expect({ running: await counts(running.id), over: await counts(over.id) }).toEqual({ running: last, over: before.over });
  });
});

const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);
