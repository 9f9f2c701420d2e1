import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { actorOf } from '@tripmaster/rpc';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshFlags, runExperiment, startFlags } from './testing.ts';

describe.each(ENGINES)('flags in an experiment on %s', (engine) => {
  let test: TestDatabase;
  let app: Awaited<ReturnType<typeof startFlags>>;
  beforeAll(async () => {
    test = await openTestDatabase(engine);
  });
  beforeEach(async () => {
    app = await freshFlags(test.db);
  });
  afterEach(() => app.flags.stop());
  afterAll(() => test.remove());

  const exposuresOf = async (experimentId: string) => {
    await app.flags.flush();
    const { exposures } = test.db.tables;
    return test.db.read.select().from(exposures).where(eq(exposures.experimentId, experimentId)).orderBy(exposures.unit);
  };

  it('are not held up by a unit that the database can’t take', async () => {
    const { id } = await runExperiment(test.db, 'held-up');
    await app.set('kept', { defaultValue: false, rules: [{ variations: [false, true], bucketVersion: 1 }] });
    await app.flags.state.refresh();
    for (const targetingKey of ['a\0b', '\ud800', 'plain']) {
      await app.ask('held-up', { targetingKey });
      await app.ask('kept', { targetingKey });
    }
    expect((await exposuresOf(id)).map(({ unit }) => unit)).toEqual(['plain']);
    const { stickyBuckets } = test.db.tables;
    const kept = (await test.db.read.select().from(stickyBuckets)).map(({ value }) => value);
    expect(kept.filter((value) => /[\0\ud800]/.test(value))).toEqual([]);
    expect(kept).toContain('plain');
  });

  it('shares people out, and notes the first time each was shown something', async () => {
    await app.set('tried', { defaultValue: false, rules: [{ condition: { role: 'admin' }, force: true }] });
    const { id } = await runExperiment(test.db, 'tried');
    await app.flags.state.refresh();
    const changed = await app.on('tried');
    expect(changed.size).toBeGreaterThan(850);
    expect(changed.size).toBeLessThan(1_150);
    // Whom a rule of the flag's own is about takes no part, and nothing was to be remembered so far.
    await app.ask('tried', { targetingKey: 'boss', role: 'admin' });
    expect(await exposuresOf(id)).toEqual([]);
    const [ana, ben] = [app.as(actorOf('ana')).flags, app.as(actorOf('ben')).flags];
    const seen = [await ana.evaluate({ keys: ['tried'] }), await ben.evaluate(), await ana.evaluate()];
    app.clock.ms += 60_000;
    await ana.evaluate();
    const at = app.clock.ms - 60_000;
    const row = { experimentId: id, at, crossedAt: null };
    expect(await exposuresOf(id)).toEqual([
      { ...row, unit: 'ref of ana', variation: seen[0]?.['tried'] === true ? 1 : 0 },
      { ...row, unit: 'ref of ben', variation: seen[1]?.['tried'] === true ? 1 : 0 },
    ]);
    // Another node notes nothing twice.
    const node = await startFlags(test.db, { clock: app.clock });
    await node.as(actorOf('ana')).flags.evaluate();
    await node.flags.stop();
    expect(await exposuresOf(id)).toHaveLength(2);
    const entries = await all(app.flags.personalData('ana'));
    expect(entries).toEqual([
      {
        section: 'experiments',
        entry: { experiment: expect.stringMatching(/^experiment-/), variation: expect.any(Number), at: new Date(at).toISOString() },
      },
    ]);
    expect(await all(app.flags.personalData('cleo'))).toEqual([]);
  });

  it('notes nobody who was not asked about, asks not to be counted, or refused', async () => {
    await app.set('tried', { defaultValue: false });
    const { id } = await runExperiment(test.db, 'tried');
    await app.flags.state.refresh();
    const from = (address: string, uncounted?: 'asked') => ({ origin: { address, userAgent: undefined, country: undefined, uncounted } });
    await app.as(undefined, from('192.0.2.1')).flags.evaluate({ keys: ['sign-ups'] });
    await app.as(undefined, from('192.0.2.2', 'asked')).flags.evaluate();
    await app.as(actorOf('ana'), from('192.0.2.3', 'asked')).flags.evaluate();
    await app.as(actorOf('who refuses')).flags.evaluate();
    expect(await exposuresOf(id)).toEqual([]);
    await app.as(undefined, from('192.0.2.4')).flags.evaluate();
    expect((await exposuresOf(id)).map(({ unit }) => unit)).toEqual(['hash of 192.0.2.4']);
  });

  it('marks who was shown another variation later, and forgets it all when it has stopped', async () => {
    await app.set('tried', { defaultValue: false });
    const { id } = await runExperiment(test.db, 'tried', { weights: [1, 0] });
    await app.flags.state.refresh();
    await app.ask('tried', { targetingKey: 'ana' });
    expect(await exposuresOf(id)).toMatchObject([{ variation: 0, crossedAt: null }]);
    const { experiments, stickyBuckets } = test.db.tables;
    const [row] = await test.db.read.select().from(experiments);
    await test.db.write(async (tx) => {
      await tx.delete(stickyBuckets);
      if (row !== undefined) await tx.update(experiments).set({ version: 2, design: { ...row.design, weights: [0, 1] } });
    });
    await app.flags.state.refresh();
    app.clock.ms += 1_000;
    await app.ask('tried', { targetingKey: 'ana' });
    expect(await exposuresOf(id)).toMatchObject([{ variation: 0, at: app.clock.ms - 1_000, crossedAt: app.clock.ms }]);
    await app.ask('tried', { targetingKey: 'late' });
    await test.db.write(async (tx) => void (await tx.update(experiments).set({ status: 'stopped' })));
    expect(await exposuresOf(id)).toHaveLength(1);
    await app.flags.state.refresh();
    expect(await app.ask('tried', { targetingKey: 'ana' })).toEqual({ key: 'tried', value: false, reason: 'STATIC', variant: 'off' });
  });

  it('runs on flags that are only declared, and ends where the flag is switched off', async () => {
    await runExperiment(test.db, 'landing-clash-first');
    await app.flags.state.refresh();
    expect((await app.on('landing-clash-first')).size).toBeGreaterThan(850);
    await app.admin.set({ key: 'landing-clash-first', enabled: false });
    expect((await app.on('landing-clash-first')).size).toBe(0);
  });
});

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}
