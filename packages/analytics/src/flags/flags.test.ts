import { FLAG_DEFAULTS } from '@tripmaster/contracts';
import { openDatabase } from '@tripmaster/db';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { actorOf, errorShape, type Traits } from '@tripmaster/rpc';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { runExperiment, startFlags } from './testing.ts';

const DAY_MS = 86_400_000;
/** A second, and what a machine loses that is busy with other tests. */
const LATE_MS = 2_500;
const BACKWARDS: [string, number, number] = ['n', 0.6, 0.4];
const PEOPLE = Array.from({ length: 2_000 }, (_, index) => `unit-${index}`);

describe.each(ENGINES)('flags on %s', (engine) => {
  let test: TestDatabase;
  let app: Awaited<ReturnType<typeof startFlags>>;
  beforeAll(async () => {
    test = await openTestDatabase(engine);
  });
  beforeEach(async () => {
    const { db } = test;
    const { flags, experiments, stickyBuckets } = db.tables;
    await db.write(async (tx) => {
      for (const table of [flags, experiments, stickyBuckets]) await tx.delete(table);
    });
    app = await startFlags(db);
  });
  afterEach(() => app.flags.stop());
  afterAll(() => test.remove());

  const failureOf = (call: Promise<unknown>) =>
    call.then(
      () => undefined,
      (error: unknown) => errorShape(error).data,
    );
  const on = async (key: string, context: (unit: string) => Record<string, unknown> = (unit) => ({ targetingKey: unit })) => {
    const found = await Promise.all(PEOPLE.map(async (unit) => ({ unit, value: (await app.ask(key, context(unit), false)).value })));
    return new Set(found.filter(({ value }) => value === true).map(({ unit }) => unit));
  };

  describe('kept by administrators', () => {
    it('begins with what the code declares, and stores changes by their version', async () => {
      const { items } = await app.admin.list();
      expect(items.map(({ key }) => key)).toEqual(Object.keys(FLAG_DEFAULTS).toSorted());
      expect(items.find(({ key }) => key === 'sign-ups')).toEqual({
        key: 'sign-ups',
        description: 'Whether new accounts can be made.',
        definition: {},
        enabled: true,
        version: 0,
        declared: { type: 'boolean', default: true },
        experiments: [],
        warnings: [],
      });
      const made = await app.admin.set({ key: 'new-map', version: 0, definition: { defaultValue: 'flat' }, description: 'Which map.' });
      expect(made).toMatchObject({ version: 1, enabled: true, description: 'Which map.', definition: { defaultValue: 'flat' } });
      expect(await failureOf(app.admin.set({ key: 'new-map', version: 0, enabled: false }))).toMatchObject({
        code: 'conflict',
        details: { currentVersion: 1 },
      });
      // What is left out stays, and whoever has no version changes what there is.
      expect(await app.admin.set({ key: 'new-map', enabled: false })).toMatchObject({
        version: 2,
        description: 'Which map.',
        enabled: false,
      });
      expect(app.audited.at(-1)).toMatchObject({ action: 'flag.set', detail: { flag: 'new-map', version: 2, enabled: false } });
      expect(await failureOf(app.admin.remove({ key: 'new-map', version: 1 }))).toMatchObject({ code: 'conflict' });
      await app.admin.remove({ key: 'new-map', version: 2 });
      expect(app.audited.at(-1)).toMatchObject({ action: 'flag.removed' });
      expect(await failureOf(app.admin.remove({ key: 'new-map' }))).toMatchObject({ code: 'not-found' });
      expect((await app.ask('new-map')).error?.code).toBe('FLAG_NOT_FOUND');
    });

    it('says what a flag of the code is for, also once it is stored', async () => {
      const stored = await app.admin.set({ key: 'models', enabled: false });
      expect(stored.description).toMatch(/^Whether models are asked/);
      expect((await app.admin.set({ key: 'models', enabled: true, description: 'Ours.' })).description).toBe('Ours.');
      await app.admin.remove({ key: 'models' });
    });

    it('lists pages of stored and declared flags together, each once', async () => {
      for (const key of ['a', 'landing-b', 'models', 'z-last']) await app.admin.set({ key, definition: {} });
      const keys: string[] = [];
      let cursor: string | undefined;
      do {
        const { items, nextCursor } = await app.admin.list({ limit: 2, cursor });
        keys.push(...items.map(({ key }) => key));
        cursor = nextCursor;
      } while (cursor !== undefined);
      expect(keys).toEqual(['a', 'landing-b', 'landing-clash-first', 'models', 'sign-ups', 'z-last']);
    });

    it('stay while an experiment runs on them', async () => {
      await app.set('tried', { defaultValue: false });
      const { key } = await runExperiment(test.db, 'tried');
      const refused = await failureOf(app.admin.remove({ key: 'tried' }));
      expect(refused).toMatchObject({ code: 'conflict' });
      expect((await app.admin.list()).items.find((flag) => flag.key === 'tried')).toMatchObject({ experiments: [key] });
    });

    it('are nobody else’s to see or change', async () => {
      for (const actor of [undefined, actorOf('traveller'), actorOf('admin', { role: 'admin' })]) {
        const { admin } = app.as(actor);
        for (const call of [admin.list(), admin.set({ key: 'x', enabled: true }), admin.remove({ key: 'x' })])
          expect((await failureOf(call))?.code).toMatch(/^(unauthenticated|unknown-procedure|second-factor-needed)$/);
      }
      const support = app.as(actorOf('support', { role: 'support', secondFactor: true })).admin;
      expect((await support.list()).items).not.toEqual([]);
      expect(await failureOf(support.set({ key: 'x', enabled: true }))).toMatchObject({ code: 'unknown-procedure' });
    });

    const rule = (given: object) => ({ defaultValue: false, rules: [{ force: true, ...given }] });
    const deep = (levels: number): Record<string, unknown> => (levels === 0 ? { country: 'PT' } : { $not: deep(levels - 1) });
    it.each([
      ['a pattern that might hang', rule({ condition: { name: { $regex: '(a+)+$' } } }), 'rules.0.condition.name.$regex'],
      [
        'one that might where capitals are small letters',
        rule({ condition: { name: { $regexi: '^(?:a|A)*$' } } }),
        'rules.0.condition.name.$regexi',
      ],
      ['the same, deeper', rule({ condition: { $or: [{ name: { $not: { $regexi: '(x|x)*y' } } }] } }), '$not.$regexi'],
      ['a pattern that is none', rule({ condition: { name: { $regex: '(' } } }), '$regex'],
      ['an operator nobody has', rule({ condition: { name: { $like: 'a' } } }), '$like'],
      ['an operator without its list', rule({ condition: { name: { $in: 'a' } } }), '$in'],
      ['operators among names', rule({ condition: { name: { $eq: 'a', b: 1 } } }), 'condition.name'],
      ['conditions in conditions in conditions', rule({ condition: deep(11) }), 'condition'],
      ['the same, out of all measure', rule({ condition: deep(400) }), 'condition'],
      ['a share that is more than all', rule({ coverage: 1.5 }), 'rules.0.coverage'],
      ['weights that don’t add up', { rules: [{ variations: [1, 2], weights: [0.5, 0.1] }] }, 'rules.0.weights'],
      ['a weight too few', { rules: [{ variations: [1, 2, 3], weights: [0.5, 0.5] }] }, 'rules.0.weights'],
      ['a field that is nearly one', { rules: [{ force: true, conditon: { country: 'PT' } }] }, 'rules.0.conditon'],
      ['a namespace backwards', { rules: [{ variations: [1, 2], namespace: BACKWARDS }] }, 'rules.0.namespace'],
      ['a ramp without order', rule({ ramp: [step('2027-02-01', 0.5), step('2027-01-01', 1)] }), 'rules.0.ramp.1.at'],
      ['a day the calendar has not', rule({ from: '2027-13-01T00:00:00.000Z' }), 'rules.0.from'],
      ['more than there is room for', { defaultValue: 'x'.repeat(40_000) }, 'definition'],
      ['rules without end', { rules: Array.from({ length: 101 }, () => ({ force: 1 })) }, 'rules'],
    ])('refuses %s, and says where', async (_what, definition, path) => {
      const refused = await failureOf(app.admin.set({ key: 'wrong', definition }));
      expect(refused).toMatchObject({ code: 'invalid-input' });
      expect(refused?.details.fields?.map((field) => field.path).join()).toContain(path);
    });

    it('tells what is odd about a definition that can be followed', async () => {
      const { warnings } = await app.set('sign-ups', { defaultValue: 'yes', rules: [{}, { variations: [true], foo: 1 }] });
      expect(warnings).toEqual([
        'Rule 1 says nothing.',
        'Rule 2: “foo” is not read.',
        'Rule 2 has one variation: it is passed over.',
        '"yes" is no value that the code takes: its default holds instead.',
      ]);
    });
  });

  describe('evaluated', () => {
    it('aims by attributes, the first rule that fits deciding', async () => {
      await app.set('aimed', {
        defaultValue: 'no',
        rules: [
          { condition: { country: { $in: ['PT', 'ES'] }, plans: { $gte: 3 } }, force: 'regulars' },
          { condition: { role: 'admin' }, force: 'staff' },
        ],
      });
      expect(await app.ask('aimed', { country: 'PT', plans: 3, role: 'admin' })).toMatchObject({
        value: 'regulars',
        reason: 'TARGETING_MATCH',
      });
      expect(await app.ask('aimed', { country: 'PT', plans: 2, role: 'admin' })).toMatchObject({ value: 'staff' });
      expect(await app.ask('aimed', {})).toEqual({ key: 'aimed', value: 'no', reason: 'DEFAULT' });
    });

    it('reaches a share of people, always the same ones, and more of them when it grows', async () => {
      await app.set('share', { defaultValue: false, rules: [{ force: true, coverage: 0.2 }] });
      const some = await on('share');
      expect(some.size).toBeGreaterThan(320);
      expect(some.size).toBeLessThan(480);
      expect(await on('share')).toEqual(some);
      await app.set('share', { defaultValue: false, rules: [{ force: true, coverage: 0.5 }] });
      const more = await on('share');
      expect(more.size).toBeGreaterThan(880);
      expect([...some].every((unit) => more.has(unit))).toBe(true);
    });

    it('goes by dates without anybody doing anything', async () => {
      await app.set('ramp', {
        defaultValue: false,
        rules: [
          {
            force: true,
            ramp: [step('2027-01-02', 0.1), step('2027-01-03', 0.6), step('2027-01-04', 1)],
            until: '2027-01-05T00:00:00.000Z',
          },
        ],
      });
      const sizes: number[] = [];
      for (let day = 0; day < 5; day += 1) {
        sizes.push((await on('ramp')).size);
        app.clock.ms += DAY_MS;
      }
      expect(sizes[0]).toBe(0);
      expect(sizes[1]).toBeGreaterThan(120);
      expect(sizes[1]).toBeLessThan(290);
      expect(sizes[2]).toBeGreaterThan(1_050);
      expect(sizes.slice(3)).toEqual([2_000, 0]);
    });

    it('keeps what excludes each other apart', async () => {
      const rules = (from: number, to: number) => [
        { variations: [true, true], namespace: ['checkout', from, to] satisfies [string, number, number] },
      ];
      await app.set('one', { defaultValue: false, rules: rules(0, 0.4) });
      await app.set('other', { defaultValue: false, rules: rules(0.4, 1) });
      const [one, other] = [await on('one'), await on('other')];
      expect([...one].filter((unit) => other.has(unit))).toEqual([]);
      expect(one.size + other.size).toBe(PEOPLE.length);
    });

    it('lets people keep a variation whatever becomes of the weights, on other nodes too', async () => {
      const sticky = (weights: number[]) => ({
        defaultValue: 'none',
        rules: [{ key: 'kept', variations: ['a', 'b'], weights, bucketVersion: 0 }],
      });
      await app.set('sticky', sticky([0.5, 0.5]));
      const units = PEOPLE.slice(0, 40);
      const before = await Promise.all(units.map(async (targetingKey) => (await app.ask('sticky', { targetingKey })).value));
      await app.flags.flush();
      await app.set('sticky', sticky([0, 1]));
      const node = await startFlags(test.db, { clock: app.clock });
      for (const each of [app, node])
        expect(await Promise.all(units.map(async (targetingKey) => (await each.ask('sticky', { targetingKey })).value))).toEqual(before);
      expect(new Set(before)).toEqual(new Set(['a', 'b']));
      // Who comes later follows the weights, and of whom nothing is to be remembered nothing is.
      expect((await app.ask('sticky', { targetingKey: 'later' }, false)).value).toBe('b');
      await node.flags.stop();
      await app.flags.flush();
      expect(await test.db.read.select().from(test.db.tables.stickyBuckets)).toHaveLength(units.length);
      app.clock.ms += 401 * DAY_MS;
      await app.flags.purge();
      expect(await test.db.read.select().from(test.db.tables.stickyBuckets)).toEqual([]);
    });

    it('hangs on other flags, and shuts with them', async () => {
      await app.set('parent', { defaultValue: true });
      await app.set('child', {
        defaultValue: 'on',
        rules: [{ parentConditions: [{ id: 'parent', condition: { value: true }, gate: true }] }],
      });
      expect(await app.ask('child')).toMatchObject({ value: 'on' });
      await app.admin.set({ key: 'parent', enabled: false });
      expect(await app.ask('child')).toEqual({ key: 'child', reason: 'DISABLED' });
    });

    it('is switched off on another node within a second, whatever its rules say', async () => {
      const otherDb = engine === 'postgres' ? await openDatabase(test.url) : test.db;
      const node = await startFlags(otherDb, { clock: app.clock });
      try {
        await app.set('models', { defaultValue: true, rules: [{ force: true }] });
        await vi.waitUntil(async () => (await node.ask('models')).reason !== 'DEFAULT' && (await node.admin.list()).items.length > 0);
        await app.admin.set({ key: 'models', definition: { defaultValue: true, rules: [{ force: false }] } });
        const began = performance.now();
        await vi.waitUntil(async () => !(await node.flags.port.value('models')), { timeout: 5_000, interval: 20 });
        expect(performance.now() - began).toBeLessThan(LATE_MS);
        await app.admin.set({ key: 'models', enabled: false });
        expect(await app.flags.port.value('models')).toBe(true);
        const again = performance.now();
        await vi.waitUntil(() => node.flags.port.value('models'), { timeout: 5_000, interval: 20 });
        expect(performance.now() - again).toBeLessThan(LATE_MS);
      } finally {
        await node.flags.stop();
        if (otherDb !== test.db) await otherDb.close();
      }
    });

    it('gives the code its default where a value is of another type, and tells', async () => {
      await app.set('sign-ups', { defaultValue: 'never' });
      expect(await app.flags.port.value('sign-ups')).toBe(true);
      expect(await app.ask('sign-ups')).toMatchObject({ value: true, error: { code: 'TYPE_MISMATCH' } });
      expect((await app.as(undefined).flags.evaluate())['sign-ups']).toBe(true);
      expect(app.faults).toEqual(['sign-ups: its value "never" is none that the code takes']);
    });

    it('goes on with all others where a stored one can’t be followed', async () => {
      const row = { description: '', enabled: true, version: 1, createdAt: 1, updatedAt: 1 };
      const { flags } = test.db.tables;
      await test.db.write(
        async (tx) =>
          void (await tx.insert(flags).values([
            { ...row, key: 'sign-ups', definition: { rules: 'all' } },
            { ...row, key: 'hanging', definition: { rules: [{ force: 1, condition: { a: { $regex: '(a+)+$' } } }] } },
            { ...row, key: 'well', definition: { defaultValue: 7 } },
          ])),
      );
      await app.flags.state.refresh();
      expect(await app.ask('well')).toMatchObject({ value: 7 });
      expect(await app.ask('sign-ups')).toMatchObject({ value: true, error: { code: 'PARSE_ERROR' } });
      expect(await app.ask('hanging', { a: 'a'.repeat(50) })).toMatchObject({ error: { code: 'PARSE_ERROR' } });
      expect(app.faults).toHaveLength(2);
      await app.admin.set({ key: 'sign-ups', definition: { defaultValue: false } });
      expect(await app.flags.port.value('sign-ups')).toBe(false);
    });

    it('asks for the key that a flag is shared out by, where that would decide', async () => {
      await app.set('share', { defaultValue: false, rules: [{ condition: { country: 'PT' }, force: true, coverage: 0.5 }] });
      expect(await app.ask('share', { country: 'PT' })).toMatchObject({ error: { code: 'TARGETING_KEY_MISSING' } });
      expect(await app.ask('share', { country: 'DE' })).toMatchObject({ value: false, reason: 'DEFAULT' });
      expect(await app.ask('share', { country: 'PT', targetingKey: '' })).toMatchObject({ value: false, reason: 'DEFAULT' });
    });

    it('never asks the database, and goes on without it', async () => {
      const own = await openTestDatabase(engine);
      const away = await openDatabase(own.url);
      const node = await startFlags(away);
      await node.set('well', { defaultValue: false, rules: [{ force: true, coverage: 1 }] });
      node.flags.state.stop();
      await away.close();
      for (const targetingKey of PEOPLE.slice(0, 100)) expect((await node.ask('well', { targetingKey })).value).toBe(true);
      // Nothing was ever known: the code's defaults.
      const never = await startFlags(away);
      expect(await never.flags.port.value('sign-ups')).toBe(true);
      expect(await never.as(undefined).flags.evaluate()).toEqual(FLAG_DEFAULTS);
      expect((await never.ask('well')).error?.code).toBe('PROVIDER_NOT_READY');
      await never.flags.stop();
      await own.remove();
    });
  });

  describe('for whoever calls', () => {
    it('knows the caller by what is no name, and gives the types of the code', async () => {
      const visitor = { origin: { address: '192.0.2.7', userAgent: undefined, country: 'PT' } };
      await app.set('landing-clash-first', {
        defaultValue: false,
        rules: [{ condition: { country: 'PT', signedIn: false }, force: true }],
      });
      await app.set('mine', { defaultValue: '', rules: [{ condition: { id: 'ref of ana' }, force: { seen: 1 } }] });
      expect(await app.as(undefined, visitor).flags.evaluate()).toEqual({ ...FLAG_DEFAULTS, 'landing-clash-first': true, mine: '' });
      expect(await app.as(actorOf('ana'), visitor).flags.evaluate({ keys: ['mine'] })).toEqual({ ...FLAG_DEFAULTS, mine: { seen: 1 } });
      expect(await app.as(actorOf('ben'), visitor).flags.evaluate({ keys: ['mine'] })).toEqual({ ...FLAG_DEFAULTS, mine: '' });
    });

    it('asks how many plans somebody has only where a rule does', async () => {
      const traits = vi.fn<Traits>(async () => ({ plans: 4 }));
      const node = await startFlags(test.db, { traits });
      const ana = node.as(actorOf('ana')).flags;
      await ana.evaluate();
      expect(traits).not.toHaveBeenCalled();
      await node.set('regulars', { defaultValue: false, rules: [{ condition: { plans: { $gte: 4 } }, force: true }] });
      expect((await ana.evaluate())['regulars']).toBe(true);
      await ana.evaluate();
      expect(traits).toHaveBeenCalledExactlyOnceWith('ana');
      await node.flags.stop();
    });
  });

  describe('in an experiment', () => {
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
      const changed = await on('tried');
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
      expect((await on('landing-clash-first')).size).toBeGreaterThan(850);
      await app.admin.set({ key: 'landing-clash-first', enabled: false });
      expect((await on('landing-clash-first')).size).toBe(0);
    });
  });
});

function step(day: string, coverage: number) {
  return { at: `${day}T00:00:00.000Z`, coverage };
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}
