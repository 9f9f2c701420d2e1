import type { Database } from '@tripmaster/db';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runExperiment, startFlags } from './flags/testing.ts';
import { startAnalytics } from './testing/start.ts';

/** The first second is over, and so are some more tries, on a machine that is busy with other tests. */
const SOON = { timeout: 8_000, interval: 50 };
const VIEW = { name: 'page-viewed', page: '/discover' } as const;

describe.each(ENGINES)('what can’t be written by the way, on %s', (engine) => {
  let test: TestDatabase;
  let isAway = false;
  let tries = 0;
  const write: Database['write'] = async (work) => {
    tries += 1;
    if (isAway) throw new Error('the disk is full');
    return test.db.write(work);
  };
  beforeAll(async () => {
    test = await openTestDatabase(engine);
  });
  afterAll(() => test.remove());

  /** Tries it a few times more. */
  async function again(): Promise<void> {
    const before = tries;
    await expect.poll(() => tries, SOON).toBeGreaterThan(before + 1);
  }

  it('is told of once, and again only after it has worked: what was seen', async () => {
    const failures: string[] = [];
    const app = await startAnalytics({ db: { ...test.db, write } }, { onFailure: (_, part) => void failures.push(part) });
    const { analytics } = app.as();
    await analytics.track({ events: [VIEW] });
    await app.analytics.flush();
    isAway = true;
    await analytics.track({ events: [VIEW] });
    await expect.poll(() => failures, SOON).toEqual(['events']);
    await again();
    expect(failures).toEqual(['events']);

    isAway = false;
    await expect.poll(async () => (await app.events()).length, SOON).toBe(2);
    isAway = true;
    await analytics.track({ events: [VIEW] });
    await expect.poll(() => failures, SOON).toEqual(['events', 'events']);
    isAway = false;
    await app.analytics.stop();
    expect(await app.events()).toHaveLength(3);
  });

  it('is told of once, and again only after it has worked: what was shown, and what is kept', async () => {
    const app = await startFlags({ ...test.db, write });
    const { id } = await runExperiment(test.db, 'tried');
    await app.set('tried', { defaultValue: false });
    await app.set('kept', { defaultValue: false, rules: [{ variations: [false, true], bucketVersion: 1 }] });
    await app.flags.state.refresh();
    const { exposures, stickyBuckets } = test.db.tables;
    const written = async () => [
      (await test.db.read.select().from(exposures)).filter(({ experimentId }) => experimentId === id).length,
      (await test.db.read.select().from(stickyBuckets)).length,
    ];
    const show = async (targetingKey: string) => void (await Promise.all(['tried', 'kept'].map((key) => app.ask(key, { targetingKey }))));
    isAway = true;
    await show('somebody');
    await expect.poll(() => app.failures.toSorted(), SOON).toEqual(['exposures', 'sticky buckets']);
    await again();
    expect(app.failures).toHaveLength(2);
    expect(await written()).toEqual([0, 0]);

    isAway = false;
    await expect.poll(async () => (await written())[0], SOON).toBe(1);
    await expect.poll(async () => (await written())[1], SOON).toBeGreaterThan(0);
    isAway = true;
    await show('somebody else');
    await expect.poll(() => app.failures.toSorted(), SOON).toEqual(['exposures', 'exposures', 'sticky buckets', 'sticky buckets']);
    isAway = false;
    await app.flags.stop();
    expect((await written())[0]).toBe(2);
  });
});
