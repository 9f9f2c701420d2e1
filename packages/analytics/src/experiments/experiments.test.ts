import { AppError, type ExperimentDesign } from '@tripmaster/contracts';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { actorOf, toAppError } from '@tripmaster/rpc';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY_MS, DESIGN, startExperiments } from './testing.ts';

describe.each(ENGINES)('experiments on %s', (engine) => {
  let test: TestDatabase;
  let app: Awaited<ReturnType<typeof startExperiments>>;
  beforeAll(async () => {
    test = await openTestDatabase(engine);
    app = await startExperiments(test);
  });
  afterAll(async () => {
    await app.flags.flags.stop();
    await test.remove();
  });

  async function refusal(work: Promise<unknown>): Promise<AppError> {
    const error: unknown = await work.then(
      () => undefined,
      (failure: unknown) => failure,
    );
    if (error instanceof Error && error.cause instanceof AppError) return error.cause;
    throw new Error('was not refused', { cause: error });
  }
  const fields = (error: AppError) => error.details.fields?.map(({ path }) => path);

  it('goes from a draft to what was decided, each step written down', async () => {
    const { id, version, status } = await app.admin.create({ key: 'green-button', flagKey: 'button', design: DESIGN });
    expect([version, status]).toEqual([1, 'draft']);
    const changed = await app.admin.update({ id, version, design: { ...DESIGN, name: 'A greener button' } });
    expect(changed).toMatchObject({ version: 2, design: { name: 'A greener button' }, key: 'green-button' });
    const started = await app.admin.start({ id, version: 2 });
    expect(started).toMatchObject({ status: 'running', version: 3, startedAt: new Date(app.clock.ms).toISOString() });
    app.clock.ms += DAY_MS;
    const stopped = await app.admin.stop({ id, version: 3, decision: { variation: 1, reason: 'We like green.' } });
    expect(stopped).toMatchObject({ status: 'stopped', version: 4, decision: { variation: 1, reason: 'We like green.' } });
    expect(app.audited.map(({ action }) => action)).toEqual([
      'admin.experiment-created',
      'admin.experiment-changed',
      'admin.experiment-started',
      'flag.set',
      'admin.experiment-stopped',
    ]);
    const { decision, warnings } = await app.admin.results({ id });
    expect(decision).toMatchObject({ variation: 1, results: { status: 'running', metrics: [{}, {}, {}], srm: { ok: true } } });
    expect(warnings.map(({ code }) => code)).toEqual(['no-units']);
    expect((await app.admin.list({ status: 'stopped' })).items.map((item) => item.id)).toContain(id);
  });

  it('freezes the design when it starts, and takes every step once', async () => {
    const { id } = await app.running();
    for (const step of [
      () => app.admin.update({ id, version: 2, design: DESIGN }),
      () => app.admin.start({ id, version: 2 }),
      () => app.admin.stop({ id, version: 1 }),
    ])
      expect(await refusal(step())).toMatchObject({ code: 'conflict', details: { currentVersion: 2 } });
    await app.admin.stop({ id, version: 2 });
    expect((await refusal(app.admin.stop({ id, version: 3 }))).code).toBe('conflict');
    const draft = await app.admin.create({ key: 'never-started', flagKey: 'never', design: DESIGN });
    expect((await refusal(app.admin.stop({ id: draft.id, version: 1 }))).code).toBe('conflict');
  });

  it('lets one of two administrators win, and tells the other', async () => {
    const draft = await app.admin.create({ key: 'raced', flagKey: 'raced', design: DESIGN });
    const [one, other] = [app.as(app.staff('admin')), app.as(app.staff('admin'))];
    const both = async (step: (admin: typeof one) => Promise<unknown>) => {
      const outcomes = await Promise.allSettled([step(one), step(other)]);
      expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      const lost = outcomes.find((outcome) => outcome.status === 'rejected');
      expect(lost?.reason).toMatchObject({ cause: { code: 'conflict' } });
    };
    await both((admin) => admin.update({ id: draft.id, version: 1, design: DESIGN }));
    await both((admin) => admin.start({ id: draft.id, version: 2 }));
    await both((admin) => admin.stop({ id: draft.id, version: 3 }));
    await both((admin) => admin.create({ key: 'raced-too', flagKey: 'raced', design: DESIGN }));
  });

  it('runs one experiment a flag, and none whose range of a namespace overlaps', async () => {
    const namespace = { id: 'page', from: 0, to: 0.5 };
    const first = await app.admin.create({ key: 'first', flagKey: 'shared', design: { ...DESIGN, namespace } });
    const second = await app.admin.create({ key: 'second', flagKey: 'shared', design: DESIGN });
    const beside = { ...DESIGN, namespace: { id: 'page', from: 0.4, to: 1 } };
    const third = await app.admin.create({ key: 'third', flagKey: 'other', design: beside });
    const running = await app.admin.start({ id: first.id, version: 1 });
    expect(await refusal(app.admin.start({ id: second.id, version: 1 }))).toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/flag/),
    });
    expect(await refusal(app.admin.start({ id: third.id, version: 1 }))).toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/first/),
    });
    await app.admin.stop({ id: running.id, version: running.version });
    expect((await app.admin.start({ id: second.id, version: 1 })).status).toBe('running');
    expect((await app.admin.start({ id: third.id, version: 1 })).status).toBe('running');
  });

  it('makes the flag it needs, and keeps to the type of one there is', async () => {
    await app.admin.create({ key: 'typed', flagKey: 'typed', design: DESIGN });
    const numbers = {
      ...DESIGN,
      variations: [
        { name: 'few', value: 1 },
        { name: 'many', value: 9 },
      ],
    };
    const refused = await refusal(app.admin.create({ key: 'typed-too', flagKey: 'typed', design: numbers }));
    expect(fields(refused)).toEqual(['design.variations.0.value']);
    expect((await app.admin.create({ key: 'typed-too', flagKey: 'typed-as-number', design: numbers })).version).toBe(1);
  });

  it('takes only values that the code does for a flag of the code, which stays as the code has it', async () => {
    const refused = await refusal(app.admin.create({ key: 'clash', flagKey: 'landing-clash-first', design: DESIGN }));
    expect(fields(refused)).toEqual(['design.variations.0.value']);
    const variations = [true, false].map((value) => ({ name: String(value), value }));
    const draft = await app.admin.create({ key: 'clash', flagKey: 'landing-clash-first', design: { ...DESIGN, variations } });
    await app.admin.start({ id: draft.id, version: draft.version });
    const stored = await test.db.read.select().from(test.db.tables.flags);
    expect(stored.map(({ key }) => key)).not.toContain('landing-clash-first');
  });

  const wrong: [string, Partial<ExperimentDesign>][] = [
    ['weights', { weights: [0.5, 0.4] }],
    ['weights', { weights: [0.4, 0.3, 0.3] }],
    ['weights.0', { weights: [1.5, -0.5] }],
    ['variations.1.name', { variations: [DESIGN.variations[0] ?? { name: '', value: 0 }, { name: 'Today', value: 'red' }] }],
    ['variations.1.value', { variations: [DESIGN.variations[0] ?? { name: '', value: 0 }, { name: 'red', value: 7 }] }],
    ['variations.0.value', { variations: ['a', 'b'].map((name) => ({ name, value: 'x'.repeat(10_001) })) }],
    ['variations', { variations: DESIGN.variations.slice(0, 1) }],
    ['namespace.to', { namespace: { id: 'n', from: 0.5, to: 0.5 } }],
    ['coverage', { coverage: 0 }],
    ['metrics', { metrics: [] }],
    ['metrics.1.name', { metrics: [...DESIGN.metrics.slice(0, 1), ...DESIGN.metrics.slice(0, 1)] }],
    ['metrics.0.currency', { metrics: DESIGN.metrics.slice(0, 1).map((metric) => ({ ...metric, currency: 'EUR' })) }],
  ];
  it.each(wrong)('refuses a design by its %s', async (field, change) => {
    const error: unknown = await app.admin.create({ key: 'wrong', flagKey: 'wrong', design: { ...DESIGN, ...change } }).catch((it) => it);
    const { code, details } = toAppError(error);
    expect([code, details.fields?.[0]?.path]).toEqual(['invalid-input', `design.${field}`]);
  });

  it('pages through experiments, newest first', async () => {
    const all: string[] = [];
    for (let cursor: string | undefined, first = true; first || cursor !== undefined; first = false) {
      const page = await app.admin.list({ limit: 3, cursor });
      all.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(all).toEqual([...new Set(all)].toSorted().toReversed());
    expect(all.length).toBeGreaterThan(5);
  });

  it('is looked at by support, changed by administrators, and not there for anybody else', async () => {
    const { id, version } = await app.running();
    const support = app.as(app.staff('support'));
    expect((await support.results({ id })).id).toBe(id);
    expect((await support.list()).items.length).toBeGreaterThan(0);
    expect(await support.get({ id })).toMatchObject({ id, version, status: 'running' });
    expect((await refusal(support.stop({ id, version }))).code).toBe('unknown-procedure');
    const traveller = app.as(actorOf('01a20671-6769-77d1-bb8e-64757ca38b0d'));
    for (const call of [
      () => traveller.results({ id }),
      () => traveller.get({ id }),
      () => traveller.list(),
      () => traveller.start({ id, version }),
    ])
      expect((await refusal(call())).code).toBe('unknown-procedure');
    expect((await refusal(app.as(undefined).results({ id }))).code).toBe('unauthenticated');
    expect((await refusal(app.admin.get({ id: '01a20671-6769-77d1-bb8e-64757ca38b0d' }))).code).toBe('not-found');
    expect((await refusal(app.admin.results({ id: '01a20671-6769-77d1-bb8e-64757ca38b0d' }))).code).toBe('not-found');
  });
});
