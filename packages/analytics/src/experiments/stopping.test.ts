import { AppError, type ExperimentDesign } from '@tripmaster/contracts';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { afterAll, afterEach, beforeEach, beforeAll, describe, expect, it } from 'vitest';
import { startFlags } from '../flags/testing.ts';
import { recommended } from './recommendation.ts';
import { DESIGN, startExperiments } from './testing.ts';

const PEOPLE = Array.from({ length: 60 }, (_, at) => `unit-${at}`);

describe.each(ENGINES)('what stopping an experiment does to its flag on %s', (engine) => {
  let test: TestDatabase;
  let app: Awaited<ReturnType<typeof startExperiments>>;
  let otherNode: Awaited<ReturnType<typeof startFlags>>;
  beforeAll(async () => {
    test = await openTestDatabase(engine);
  });
  beforeEach(async () => {
    const { flags, experiments, stickyBuckets } = test.db.tables;
    await test.db.write(async (tx) => {
      for (const table of [flags, experiments, stickyBuckets]) await tx.delete(table);
    });
    app = await startExperiments(test);
    otherNode = await startFlags(test.db, { clock: app.clock });
  });
  afterEach(async () => {
    await app.flags.flags.stop();
    await otherNode.flags.stop();
  });
  afterAll(() => test.remove());

  async function refusal(work: Promise<unknown>): Promise<AppError> {
    const error: unknown = await work.then(
      () => undefined,
      (failure: unknown) => failure,
    );
    if (error instanceof Error && error.cause instanceof AppError) return error.cause;
    throw new Error('was not refused', { cause: error });
  }
  const admin = () => app.flags.admin;
  const valuesOf = async (key: string, node = app.flags, context: Record<string, unknown> = {}) => {
    const values = new Set<string>();
    for (const targetingKey of PEOPLE) values.add(String((await node.ask(key, { targetingKey, ...context })).value));
    return [...values].toSorted();
  };
  async function running(flagKey: string, design: Partial<ExperimentDesign> = {}) {
    const draft = await app.admin.create({ key: `trial of ${flagKey}`.replaceAll(' ', '-'), flagKey, design: { ...DESIGN, ...design } });
    const started = await app.admin.start({ id: draft.id, version: draft.version });
    await app.flags.flags.state.refresh();
    return started;
  }
  const chosen = (variation: number) => ({ decision: { variation, reason: 'It is better.' } });

  it('gives everybody the chosen value at once, on all nodes, whatever they were shown and kept', async () => {
    const { id, version } = await running('button', { namespace: { id: 'page', from: 0, to: 0.5 }, coverage: 0.5 });
    await otherNode.flags.state.refresh();
    expect(await valuesOf('button')).toEqual(['blue', 'green']);
    await app.flags.flags.flush();
    const noted = await test.db.read.select().from(test.db.tables.exposures);
    const before = await admin().get({ key: 'button' });
    const stopped = await app.admin.stop({ id, version, ...chosen(1), flagVersion: before.version });
    expect(stopped.decision).toMatchObject({ variation: 1, flag: { version: before.version + 1, change: 'default' } });
    expect(await admin().get({ key: 'button' })).toMatchObject({
      version: before.version + 1,
      definition: { defaultValue: 'green' },
      experiments: [],
      warnings: [],
    });
    expect(await valuesOf('button')).toEqual(['green']);
    await otherNode.flags.state.refresh();
    expect(await valuesOf('button', otherNode)).toEqual(['green']);
    // Nobody is shown anything by the experiment any more.
    await app.flags.flags.flush();
    expect(await test.db.read.select().from(test.db.tables.exposures)).toHaveLength(noted.length);
    expect(app.audited.slice(-2)).toMatchObject([
      { action: 'flag.set', detail: { flag: 'button', version: before.version + 1, definition: 'changed' } },
      { action: 'admin.experiment-stopped', detail: { experiment: id, variation: 1 } },
    ]);
  });

  it('leaves the flag as it is without a choice', async () => {
    const { id, version } = await running('untouched');
    const before = await admin().get({ key: 'untouched' });
    const stopped = await app.admin.stop({ id, version, decision: { reason: 'Nothing came of it.' } });
    expect(stopped.decision?.flag).toBeUndefined();
    expect(await admin().get({ key: 'untouched' })).toEqual({ ...before, experiments: [] });
    expect(await valuesOf('untouched')).toEqual(['blue']);
    expect(app.audited.map(({ action }) => action)).not.toContain('flag.set');
  });

  it('is about those whom the experiment was for, and leaves the flag’s rules their say', async () => {
    await admin().set({ key: 'aimed', definition: { defaultValue: 'red', rules: [{ condition: { role: 'admin' }, force: 'grey' }] } });
    const { id, version } = await running('aimed', { condition: { country: 'PT' } });
    const { decision } = await app.admin.stop({ id, version, ...chosen(1) });
    expect(decision?.flag).toEqual({ version: 2, change: 'rule' });
    expect(await valuesOf('aimed', app.flags, { country: 'PT' })).toEqual(['green']);
    expect(await valuesOf('aimed', app.flags, { country: 'ES' })).toEqual(['red']);
    expect(await valuesOf('aimed', app.flags, { country: 'PT', role: 'admin' })).toEqual(['grey']);
  });

  it('changes nothing where the flag says so already, and stores a flag that only the code had', async () => {
    const one = await running('as-today');
    expect((await app.admin.stop({ id: one.id, version: one.version, ...chosen(0) })).decision?.flag).toEqual({
      version: 1,
      change: 'none',
    });
    const variations = [false, true].map((value) => ({ name: String(value), value }));
    const two = await running('landing-clash-first', { variations });
    const { decision } = await app.admin.stop({ id: two.id, version: two.version, ...chosen(1), flagVersion: 0 });
    expect(decision?.flag).toEqual({ version: 1, change: 'default' });
    expect((await app.flags.as(undefined).flags.evaluate())['landing-clash-first']).toBe(true);
  });

  it('keeps a flag off that is switched off', async () => {
    const { id, version } = await running('stopped');
    await admin().set({ key: 'stopped', enabled: false });
    await app.admin.stop({ id, version, ...chosen(1) });
    expect(await admin().get({ key: 'stopped' })).toMatchObject({ enabled: false, definition: { defaultValue: 'green' } });
    expect((await app.flags.ask('stopped')).reason).toBe('DISABLED');
  });

  it('is refused whole where the flag is not the one that was looked at, or can’t take the value', async () => {
    const { id, version } = await running('moved');
    await admin().set({ key: 'moved', version: 1, description: 'Somebody else was here.' });
    const audits = app.audited.length;
    expect(await refusal(app.admin.stop({ id, version, ...chosen(1), flagVersion: 1 }))).toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/flag moved has been changed/),
    });
    expect(await refusal(app.admin.stop({ id, version, ...chosen(2) }))).toMatchObject({
      code: 'invalid-input',
      details: { fields: [{ path: 'decision.variation' }] },
    });
    await test.raw(`UPDATE flags SET definition = '{"rules":[{"condition":{"$nothing":1}}]}' WHERE key = 'moved'`);
    expect(await refusal(app.admin.stop({ id, version, ...chosen(1) }))).toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/can’t be followed/),
    });
    expect(app.audited).toHaveLength(audits);
    expect(await app.admin.get({ id })).toMatchObject({ status: 'running', version });
    // Without a choice it can be stopped all the same.
    expect((await app.admin.stop({ id, version })).status).toBe('stopped');
  });

  it('sets the flag once, for one of two administrators', async () => {
    const { id, version } = await running('raced');
    const both = await Promise.allSettled(
      [0, 1].map((variation) => app.as(app.staff('admin')).stop({ id, version, ...chosen(variation) })),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { cause: { code: 'conflict' } } });
    const { decision } = await app.admin.get({ id });
    const { definition, version: flagVersion } = await admin().get({ key: 'raced' });
    expect(definition.defaultValue).toBe(['blue', 'green'][decision?.variation ?? -1]);
    expect(flagVersion).toBe(decision?.flag?.version);
  });

  it('lets an experiment of the same group start after it, and gives its own flag’s value to that one’s people too', async () => {
    const first = await running('first', { namespace: { id: 'page', from: 0, to: 0.5 } });
    await running('second', { namespace: { id: 'page', from: 0.5, to: 1 } });
    await app.admin.stop({ id: first.id, version: first.version, ...chosen(1) });
    expect(await valuesOf('first')).toEqual(['green']);
    expect(await valuesOf('second')).toEqual(['blue', 'green']);
    await running('third', { namespace: { id: 'page', from: 0, to: 0.5 } });
    expect(await valuesOf('third')).toEqual(['blue', 'green']);
  });

  it('is for administrators alone', async () => {
    const { id, version } = await running('mine');
    const support = app.as(app.staff('support'));
    expect((await refusal(support.stop({ id, version, ...chosen(1) }))).code).toBe('unknown-procedure');
    expect((await refusal(app.as(undefined).stop({ id, version, ...chosen(1) }))).code).toBe('unauthenticated');
    expect((await admin().get({ key: 'mine' })).definition.defaultValue).toBe('blue');
  });
});

describe('what is recommended', () => {
  type Given = Parameters<typeof recommended>[0];
  type Verdict = Given['metrics'][number]['variations'][number]['verdict'];
  const rows = (verdicts: Verdict[], lift = 0.1) => [
    {
      metric: { name: 'Plans', event: 'plan-made' as const, kind: 'conversion' as const, better: 'more' as const },
      variations: [undefined, ...verdicts].map((verdict, variation) => ({
        variation,
        name: `v${variation}`,
        units: 1,
        total: 1,
        lift: lift * variation,
        ...(verdict === undefined ? {} : { verdict }),
      })),
      series: [],
    },
  ];
  const none = rows(['no difference shown', 'no difference shown']);

  it.each<[string, Verdict[], Given['guardrails'], number | undefined, RegExp]>([
    ['the largest lift of those that are better', ['better', 'better'], none, 2, /v2/],
    ['the next one where a guardrail got worse', ['better', 'better'], rows(['no difference shown', 'worse']), 1, /v1/],
    [
      'none where each harms',
      ['better', 'no difference shown'],
      rows(['worse', 'no difference shown']),
      undefined,
      /guardrail worse: Plans/,
    ],
    ['variation 0 where others are worse', ['worse', 'no difference shown'], none, 0, /Worse than “v0”/],
    ['nothing while there are too few', ['too few', 'no difference shown'], none, undefined, /too few/],
    ['nothing where no difference is shown', ['no difference shown', 'no difference shown'], none, undefined, /No difference/],
  ])('is %s', (_, verdicts, guardrails, variation, text) => {
    const told = recommended({ metrics: rows(verdicts), guardrails, srm: { ok: true } });
    expect(told.variation).toBe(variation);
    expect(told.text).toMatch(text);
  });

  it('is nothing where the sample is not shared out as designed', () => {
    expect(recommended({ metrics: rows(['better', 'better']), guardrails: [], srm: { p: 1e-9, ok: false } }).variation).toBeUndefined();
  });
});
