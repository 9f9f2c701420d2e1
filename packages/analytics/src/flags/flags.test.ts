import { FLAG_DEFAULTS } from '@tripmaster/contracts';
import { openDatabase } from '@tripmaster/db';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { actorOf, type Traits } from '@tripmaster/rpc';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { freshFlags, PEOPLE, startFlags } from './testing.ts';

const DAY_MS = 86_400_000;
/** A second, and what a machine loses that is busy with other tests. */
const LATE_MS = 2_500;

describe.each(ENGINES)('flags on %s', (engine) => {
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
      const some = await app.on('share');
      expect(some.size).toBeGreaterThan(320);
      expect(some.size).toBeLessThan(480);
      expect(await app.on('share')).toEqual(some);
      await app.set('share', { defaultValue: false, rules: [{ force: true, coverage: 0.5 }] });
      const more = await app.on('share');
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
        sizes.push((await app.on('ramp')).size);
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
      const [one, other] = [await app.on('one'), await app.on('other')];
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
});

function step(day: string, coverage: number) {
  return { at: `${day}T00:00:00.000Z`, coverage };
}
