import { FLAG_DEFAULTS } from '@tripmaster/contracts';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { actorOf, errorShape } from '@tripmaster/rpc';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshFlags, runExperiment } from './testing.ts';

const BACKWARDS: [string, number, number] = ['n', 0.6, 0.4];

describe.each(ENGINES)('flags, kept by administrators, on %s', (engine) => {
  let test: TestDatabase;
  let app: Awaited<ReturnType<typeof freshFlags>>;
  beforeAll(async () => {
    test = await openTestDatabase(engine);
  });
  beforeEach(async () => {
    app = await freshFlags(test.db);
  });
  afterEach(() => app.flags.stop());
  afterAll(() => test.remove());

  const failureOf = (call: Promise<unknown>) =>
    call.then(
      () => undefined,
      (error: unknown) => errorShape(error).data,
    );

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

  it('reads one: stored, of the code, or there by an experiment alone', async () => {
    await app.set('stored', { defaultValue: 1 });
    const { key } = await runExperiment(test.db, 'tried-only');
    expect(await app.admin.get({ key: 'stored' })).toMatchObject({ version: 1, definition: { defaultValue: 1 } });
    expect(await app.admin.get({ key: 'models' })).toMatchObject({ version: 0, declared: { type: 'boolean', default: true } });
    expect(await app.admin.get({ key: 'tried-only' })).toMatchObject({ version: 0, experiments: [key] });
    for (const missing of ['missing', 'constructor', 'toString'])
      expect(await failureOf(app.admin.get({ key: missing }))).toMatchObject({ code: 'not-found' });
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

function step(day: string, coverage: number) {
  return { at: `${day}T00:00:00.000Z`, coverage };
}
