import { readFile } from 'node:fs/promises';
import { AstBuilder, compile, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import { IdGenerator, type PickleStep } from '@cucumber/messages';
import {
  OpenFeature,
  ServerProviderStatus,
  type Client,
  type EvaluationContext,
  type EvaluationDetails,
  type Hook,
  type JsonValue,
} from '@openfeature/server-sdk';
import { DatabaseUnavailable, type Database } from '@tripmaster/db';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { exposuresRepo } from '../exposures/exposures.repo.ts';
import { exposureLog } from '../exposures/exposures.ts';
import { flagEvaluator } from './evaluator.ts';
import { flagsRepo, type FlagsRepo } from './flags.repo.ts';
import { flagProvider } from './provider.ts';
import { flagState, type FlagState } from './state.ts';
import { stickyRepo } from './sticky.repo.ts';
import { COUNTED } from './testing.ts';
import { stickyBuckets } from './sticky.ts';

const FILES = ['evaluation.feature', 'evaluation_v2.feature'];
const fixture = (name: string) => readFile(new URL(`../fixtures/openfeature/${name}`, import.meta.url), 'utf8');

const testFlag = z.looseObject({
  disabled: z.boolean().optional(),
  variants: z.record(z.string(), z.unknown()),
  defaultVariant: z.string().nullish(),
  contextEvaluator: z.string().optional(),
  flagMetadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
});

/** The expressions of the test flags as GrowthBook’s conditions. */
const CONDITIONS: Readonly<Record<string, { condition: Record<string, unknown>; variant: string }>> = {
  "email == 'ballmer@macrosoft.com' ? 'zero' : ''": { condition: { email: 'ballmer@macrosoft.com' }, variant: 'zero' },
  "!customer && email == 'ballmer@macrosoft.com' && age > 10 ? 'internal' : ''": {
    condition: { customer: false, email: 'ballmer@macrosoft.com', age: { $gt: 10 } },
    variant: 'internal',
  },
  // Of the older file, which says of its flag only what it does.
  'context-aware': { condition: { fn: 'Sulisław', ln: 'Świętopełk', age: 29, customer: false }, variant: 'internal' },
};

async function storeTestFlags(db: Database): Promise<void> {
  const given = z.record(z.string(), testFlag).parse(JSON.parse(await fixture('test-flags.json')));
  const variants = { internal: 'INTERNAL', external: 'EXTERNAL' };
  const all = { ...given, 'context-aware': { variants, defaultVariant: 'external', contextEvaluator: 'context-aware' } };
  const rows = Object.entries(all).map(([key, flag]) => {
    const { disabled = false, variants: values, defaultVariant, contextEvaluator, flagMetadata } = testFlag.parse(flag);
    const aimed = contextEvaluator === undefined ? undefined : CONDITIONS[contextEvaluator];
    const definition = {
      variants: values,
      ...(typeof defaultVariant === 'string' ? { defaultValue: values[defaultVariant] } : {}),
      ...(aimed === undefined ? {} : { rules: [{ condition: aimed.condition, force: values[aimed.variant] }] }),
      ...(flagMetadata === undefined || flagMetadata === null ? {} : { metadata: flagMetadata }),
    };
    return { key, description: '', definition, enabled: !disabled, version: 1, createdAt: 1, updatedAt: 1 };
  });
  await db.write(async (tx) => void (await tx.insert(db.tables.flags).values(rows)));
}

type Flag = { type: string; key: string; fallback: JsonValue };

/** What one scenario knows. */
class World {
  static last = 0;
  readonly domain = `scenario-${(World.last += 1)}`;
  readonly client: Client = OpenFeature.getClient(this.domain);
  flag: Flag = { type: '', key: '', fallback: null };
  context: EvaluationContext = {};
  details: EvaluationDetails<JsonValue> | undefined;
  hooks: Hook[] = [];
  readonly ran: string[] = [];
  state: FlagState | undefined;
  readonly db: Database;

  constructor(db: Database) {
    this.db = db;
  }

  async provide(how: string): Promise<void> {
    const real = flagsRepo(this.db);
    let broken = false;
    const marks: Record<string, FlagsRepo['marks']> = {
      stable: (db) => real.marks(db),
      'not ready': () => new Promise(() => undefined),
      error: () => Promise.reject(new DatabaseUnavailable('The database is away.')),
      fatal: () => Promise.reject(new Error('no such table: flags')),
      stale: (db) => (broken ? Promise.reject(new DatabaseUnavailable('The database is away.')) : real.marks(db)),
    };
    const repo: FlagsRepo = { ...real, marks: marks[how] ?? real.marks };
    const now = () => Date.parse('2027-01-01T12:00:00.000Z');
    const state = flagState({ db: this.db, repo, now });
    const exposures = exposureLog({ db: this.db, repo: exposuresRepo(this.db), counted: COUNTED, now });
    const sticky = stickyBuckets({ db: this.db, repo: stickyRepo(this.db), counted: COUNTED, now });
    const provider = flagProvider({ state, evaluator: flagEvaluator({ state, sticky, exposures }) });
    this.state?.stop();
    this.state = state;
    if (how === 'not ready') OpenFeature.setProvider(this.domain, provider);
    else await OpenFeature.setProviderAndWait(this.domain, provider).catch(() => undefined);
    if (how !== 'stale') return;
    broken = true;
    state.start();
    await vi.waitUntil(() => this.client.providerStatus === ServerProviderStatus.STALE, { timeout: 10_000 });
  }

  async evaluate({ type, key, fallback }: Flag, context = this.context): Promise<EvaluationDetails<JsonValue>> {
    const options = { hooks: this.hooks };
    switch (type.toLowerCase()) {
      case 'boolean':
        return this.client.getBooleanDetails(key, fallback === true, context, options);
      case 'string':
        return this.client.getStringDetails(key, typeof fallback === 'string' ? fallback : '', context, options);
      case 'integer':
      case 'float':
        return this.client.getNumberDetails(key, Number(fallback), context, options);
      default:
        return this.client.getObjectDetails(key, fallback, context, options);
    }
  }
}

function valueOf(type: string, text: string): JsonValue {
  switch (type.toLowerCase()) {
    case 'boolean':
      return text === 'true';
    case 'integer':
    case 'float':
      return Number(text);
    case 'object':
      return JSON.parse(text.replaceAll('\\"', '"'));
    default:
      return text;
  }
}

const texts = (text: string): string[] =>
  [...text.matchAll(/"([^"]*)"|(?<![\w"])(-?\d+(?:\.\d+)?)(?![\w"])/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
/** A value as the older file writes it: numbers bare, all else in quotes. */
const written = (text: string): JsonValue =>
  text === 'true' || text === 'false' ? text === 'true' : /^-?\d/.test(text) ? Number(text) : text;

type Run = (world: World, found: string[], step: PickleStep) => unknown;
/** What each sentence of the scenarios does. */
const STEPS: readonly (readonly [RegExp, Run])[] = [
  [/^a (stable|not ready|error|fatal|stale) provider$/, (world, [how = '']) => world.provide(how)],
  [
    /^a (\w+)-flag with key "([^"]*)" and a fallback value "(.*)"$/,
    (world, [type = '', key = '', fallback = '']) => void (world.flag = { type, key, fallback: valueOf(type, fallback) }),
  ],
  [
    /^a context containing a key "([^"]*)", with type "(\w+)" and with value "(.*)"$/,
    (world, [key = '', type = '', value = '']) => void (world.context = { ...world.context, [key]: valueOf(type, value) }),
  ],
  [
    /^a context containing a key "([^"]*)" with null value$/,
    (world, [key = '']) => void (world.context = { ...world.context, [key]: null }),
  ],
  [
    /^the flag was evaluated with details(?: using the evaluation options| asynchronously)?$/,
    async (world) => void (world.details = await world.evaluate(world.flag)),
  ],
  [/^the evaluation should complete without blocking$/, (world) => expect(world.details).toBeDefined()],
  [
    /^the resolved details value should be "(.*)"$/,
    (world, [value = '']) => expect(world.details?.value).toEqual(valueOf(world.flag.type, value)),
  ],
  [/^the reason should be "(\w+)"$/, (world, [reason]) => expect(world.details?.reason).toBe(reason)],
  [/^the error-code should be "(\w+)"$/, (world, [code]) => expect(world.details?.errorCode).toBe(code)],
  [/^the flag key should be "(.*)"$/, (world, [key]) => expect(world.details?.flagKey).toBe(key)],
  [/^the variant should be "([^"]*)"$/, (world, [variant]) => expect(world.details?.variant).toBe(variant)],
  [
    /^the resolved metadata should contain$/,
    (world, _found, { argument }) => {
      const [, ...rows] = argument?.dataTable?.rows.map(({ cells }) => cells.map(({ value }) => value)) ?? [];
      expect(rows).toHaveLength(4);
      for (const [key = '', type = '', value = ''] of rows) expect(world.details?.flagMetadata[key]).toEqual(valueOf(type, value));
    },
  ],
  [/^the provider status should be "(\w+)"$/, (world, [status]) => expect(world.client.providerStatus).toBe(status)],
  [
    /^evaluation options containing specific hooks$/,
    (world) => {
      const hook = (name: string): Hook => ({
        before: () => void world.ran.push(`before ${name}`),
        after: () => void world.ran.push(`after ${name}`),
        finally: () => void world.ran.push(`finally ${name}`),
      });
      world.hooks = [hook('one'), hook('two')];
    },
  ],
  [/^the specified hooks should execute during evaluation$/, (world) => expect(world.ran).toHaveLength(6)],
  [
    /^the hook order should be maintained$/,
    (world) => expect(world.ran).toEqual(['before one', 'before two', 'after two', 'after one', 'finally two', 'finally one']),
  ],
  [
    /^an evaluation context with modifiable data$/,
    (world) => void (world.context = { targetingKey: 'somebody', list: ['one'], inner: { two: 2 } }),
  ],
  [
    /^the original evaluation context should remain unmodified$/,
    (world) => expect(world.context).toEqual({ targetingKey: 'somebody', list: ['one'], inner: { two: 2 } }),
  ],
  [
    /^the evaluation details should be immutable$/,
    async (world) => {
      expect(Object.isFrozen(world.details?.flagMetadata)).toBe(true);
      if (world.details !== undefined) world.details.value = 'changed';
      expect((await world.evaluate(world.flag)).value).toBe(true);
    },
  ],
  // The older file.
  [
    /^an? (?:non-existent )?(\w+) flag with key "[^"]*" is evaluated (?:with|as an integer)/,
    async (world, [type = ''], { text }) => {
      const [key = '', fallback = '{}'] = texts(text);
      const asked = text.includes('as an integer') ? 'integer' : type;
      world.flag = { type: asked, key, fallback: asked === 'object' ? {} : written(fallback) };
      world.details = await world.evaluate(world.flag);
    },
  ],
  [
    /^the resolved object (?:details )?value should be contain fields/,
    (world, _found, { text }) => {
      const [one = '', two = '', three = '', ...values] = texts(text);
      expect(world.details?.value).toEqual(
        Object.fromEntries([one, two, three].map((name, index) => [name, written(values[index] ?? '')])),
      );
    },
  ],
  [
    /^the resolved \w+ details value should be .*, the variant should be .*, and the reason should be/,
    (world, _found, { text }) => {
      const [value = '', variant, reason] = texts(text);
      expect(world.details).toMatchObject({ value: written(value), variant, reason });
    },
  ],
  [
    /^the variant should be "([^"]*)", and the reason should be "(\w+)"$/,
    (world, [variant, reason]) => expect(world.details).toMatchObject({ variant, reason }),
  ],
  [
    /^the resolved (?:boolean|string|integer|float) value should be /,
    (world, _found, { text }) => expect(world.details?.value).toEqual(written(texts(text)[0] ?? '')),
  ],
  [
    /^context contains keys/,
    (world, _found, { text }) => {
      const all = texts(text);
      const names = all.slice(0, all.length / 2);
      world.context = Object.fromEntries(names.map((name, index) => [name, written(all[names.length + index] ?? '')]));
    },
  ],
  [
    /^a flag with key "([^"]*)" is evaluated with default value "([^"]*)"$/,
    async (world, [key = '', fallback = '']) => {
      world.flag = { type: 'string', key, fallback };
      world.details = await world.evaluate(world.flag);
    },
  ],
  [/^the resolved string response should be "(.*)"$/, (world, [value]) => expect(world.details?.value).toBe(value)],
  [
    /^the resolved flag value is "(.*)" when the context is empty$/,
    async (world, [value]) => expect((await world.evaluate(world.flag, {})).value).toBe(value),
  ],
  [/^the default (?:string|integer) value should be returned$/, (world) => expect(world.details?.value).toBe(world.flag.fallback)],
  [
    /^the reason should indicate an error and the error code should indicate .* with "(\w+)"$/,
    (world, [errorCode]) => expect(world.details).toMatchObject({ reason: 'ERROR', errorCode }),
  ],
];

async function run(world: World, step: PickleStep): Promise<void> {
  const { text } = step;
  const fitting = STEPS.flatMap(([pattern, act]) => {
    const found = pattern.exec(text);
    return found === null ? [] : [{ act, found: found.slice(1) }];
  });
  if (fitting.length !== 1) throw new Error(`${fitting.length} meanings of: ${text}`);
  await fitting[0]?.act(world, fitting[0].found, step);
}

const scenarios = (
  await Promise.all(
    FILES.map(async (file) => {
      const newId = IdGenerator.incrementing();
      const document = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher()).parse(await fixture(file));
      return compile(document, file, newId).map(({ name, steps }) => ({ name: `${file}: ${name}`, steps }));
    }),
  )
).flat();

/** OpenFeature’s own scenarios, against our provider on a real database. */
describe.each(ENGINES)('OpenFeature’s scenarios on %s', (engine) => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openTestDatabase(engine);
    await storeTestFlags(test.db);
  });
  afterAll(async () => {
    await OpenFeature.clearProviders();
    await test.remove();
  });

  it('are all there', () => expect(scenarios.length).toBeGreaterThan(90));

  it.each(scenarios)('$name', async ({ steps }) => {
    const world = new World(test.db);
    const done: PickleStep[] = [];
    try {
      for (const step of steps) {
        await run(world, step);
        done.push(step);
      }
      expect(done).toEqual(steps);
    } finally {
      world.state?.stop();
    }
  });
});
