import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import type { Actor } from '@tripmaster/rpc';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BROWSER, startAnalytics, type TestAnalytics } from '../testing/start.ts';
import { runExperiment } from './testing.ts';

describe.each(ENGINES)('what people are shown, and whether it is noted, on %s', (engine) => {
  let test: TestDatabase;
  let app: TestAnalytics;
  let other: TestAnalytics;
  let [ana, ben]: Actor[] = [];
  const nodes = () => [app, other];
  beforeEach(async () => {
    test = await openTestDatabase(engine);
    app = await startAnalytics(test);
    other = await startAnalytics(test, { clock: app.clock });
    [ana, ben] = [await app.person(), await app.person()];
    await runExperiment(test.db, 'tried');
    await runExperiment(test.db, 'models');
    await test.db.write(
      async (tx) =>
        void (await tx.insert(test.db.tables.flags).values({
          key: 'kept',
          description: '',
          enabled: true,
          definition: { defaultValue: false, rules: [{ variations: [false, true], bucketVersion: 1 }] },
          version: 1,
          createdAt: 1,
          updatedAt: 1,
        })),
    );
    // Not started: nothing is written but when the test says so.
    for (const { analytics } of nodes()) await analytics.flags.state.refresh();
  });
  afterEach(async () => {
    for (const { analytics } of nodes()) await analytics.flags.stop();
    await test.remove();
  });

  const show = ({ analytics }: TestAnalytics, actor: Actor | undefined) =>
    analytics.flags.forCaller({ actor, origin: BROWSER }, { keys: ['tried', 'kept'] });
  const flush = async () => {
    for (const { analytics } of nodes()) await analytics.flags.flush();
  };
  const people = async () =>
    new Map((await test.db.read.select().from(test.db.tables.analyticsPeople)).map((row) => [row.userId, row.ref]));
  /** Units of whom anything is written, each once. */
  async function written(): Promise<string[]> {
    await flush();
    const { exposures, stickyBuckets } = test.db.tables;
    const units = (await test.db.read.select().from(exposures)).map(({ unit }) => unit);
    return [...new Set([...units, ...(await test.db.read.select().from(stickyBuckets)).map(({ value }) => value)])].toSorted();
  }
  const say = (actor: Actor | undefined, counted: boolean, { as }: TestAnalytics = app) => as(actor).account.analytics.set({ counted });

  it('is not any more once they have said no: on the node that was told, on the others, and of what waits to be written', async () => {
    for (const node of nodes()) for (const actor of [ana, ben]) await show(node, actor);
    const known = await people();
    expect(await written()).toEqual([...known.values()].toSorted());
    const { exposures, stickyBuckets } = test.db.tables;
    await test.db.write(async (tx) => {
      await tx.delete(exposures);
      await tx.delete(stickyBuckets);
    });
    await runExperiment(test.db, 'later');
    for (const { analytics } of nodes()) await analytics.flags.state.refresh();
    const again = async (node: TestAnalytics, actor: Actor | undefined) =>
      node.analytics.flags.forCaller({ actor, origin: BROWSER }, { keys: ['tried', 'kept', 'later'] });

    await again(app, ana);
    await again(app, ben);
    await say(ana, false);
    // The other node still knows her by her old name, for a minute at the most.
    for (const node of nodes()) await again(node, ana);
    const ref = known.get(ben?.userId ?? '') ?? '';
    expect(await written()).toEqual([ref]);
    app.clock.ms += 61_000;
    for (const node of nodes()) await again(node, ana);
    expect(await written()).toEqual([ref]);

    await say(ana, true);
    await again(app, ana);
    const now = (await people()).get(ana?.userId ?? '') ?? '';
    expect(now).not.toBe(known.get(ana?.userId ?? ''));
    expect(await written()).toEqual([ref, now].toSorted());
  });

  it('is not of an account that is gone meanwhile', async () => {
    for (const node of nodes()) for (const actor of [ana, ben]) await show(node, actor);
    const known = await people();
    const { users } = test.db.tables;
    await test.db.write(async (tx) => void (await tx.delete(users).where(eq(users.id, ana?.userId ?? ''))));
    expect(await written()).toEqual([known.get(ben?.userId ?? '')]);
  });

  it('is neither where the server itself asks for somebody who has said no, or whose browser does', async () => {
    await say(ana, false);
    await app.analytics.flags.start();
    const { port } = app.analytics.flags;
    for (const person of [ana, ben === undefined ? undefined : { ...ben, unnamed: true }, undefined])
      expect(await port.value('models', person)).toBeTypeOf('boolean');
    expect(await written()).toEqual([]);
    await port.value('models', ben);
    expect(await written()).toEqual([(await people()).get(ben?.userId ?? '')]);
    const asking = await startAnalytics(test, { clock: app.clock, mode: 'consent' });
    await asking.analytics.flags.start();
    const cyd = await app.person();
    await asking.analytics.flags.port.value('models', cyd);
    await asking.analytics.flags.stop();
    expect(await written()).toHaveLength(1);
  });
});
