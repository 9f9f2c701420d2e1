import { readFile } from 'node:fs/promises';
import { AppError } from '@tripmaster/contracts';
import { ENGINES } from '@tripmaster/db/testing';
import { actorOf, contextOf, createCallerFactory } from '@tripmaster/rpc';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { signUp, startServer, type Server } from './testing.ts';

const json = z.record(z.string(), z.unknown());
const doc = z.object({ attributeName: z.string(), attributeValue: z.string(), assignments: z.record(z.string(), z.string()) });
const context = z.looseObject({
  attributes: json.optional(),
  features: z.record(z.string(), json).optional(),
  savedGroups: json.optional(),
  contextualBandits: json.optional(),
  forcedVariations: json.optional(),
  stickyBucketAssignmentDocs: z.record(z.string(), doc).optional(),
});
type Context = z.infer<typeof context>;
const result = z.looseObject({
  value: z.unknown(),
  source: z.string(),
  experimentResult: z.looseObject({ key: z.string(), inExperiment: z.boolean(), hashUsed: z.boolean() }).optional(),
});
const bucketed = z.looseObject({ key: z.string(), value: z.unknown() });
const featureCase = z.tuple([z.string(), context, z.string(), result]);
const cases = z.object({
  feature: z.array(featureCase),
  contextualBandit: z.array(featureCase),
  run: z.array(z.tuple([z.string(), context, json, z.unknown(), z.boolean(), z.boolean()])),
  stickyBucket: z.array(z.tuple([z.string(), context, z.array(doc), z.string(), bucketed.nullable(), z.record(z.string(), doc)])),
  evalCondition: z.array(z.tuple([z.string(), json, z.unknown(), z.boolean()]).rest(json)),
});
const CASES = cases.parse(JSON.parse(await readFile(new URL('./fixtures/growthbook/cases.json', import.meta.url), 'utf8')));

/** The reasons that OpenFeature has for GrowthBook’s sources. */
const REASONS: Readonly<Record<string, readonly string[]>> = {
  defaultValue: ['STATIC', 'DEFAULT'],
  force: ['STATIC', 'TARGETING_MATCH', 'SPLIT'],
  experiment: ['SPLIT', 'TARGETING_MATCH'],
  prerequisite: ['DISABLED'],
  cyclicPrerequisite: ['UNKNOWN'],
};

const evaluated = z.looseObject({
  key: z.string().optional(),
  value: z.unknown().optional(),
  reason: z.string().optional(),
  variant: z.string().optional(),
  errorCode: z.string().optional(),
});

/** GrowthBook’s public cases, each stored by an administrator, read by the provider and asked for over OFREP. */
describe.each(ENGINES)('GrowthBook’s cases on %s', (engine) => {
  let server: Server;
  let token: string;
  beforeAll(async () => {
    server = await startServer(engine, { RATE_LIMIT_SCALE: '100' });
    token = await signUp(server, 'admin@example.com');
    await server.application.auth.admin.grant('admin@example.com', 'admin');
  });
  afterAll(() => server.stop());
  afterEach(async () => {
    const { items } = await admin().flags.list({ limit: 100 });
    for (const { key, version } of items) if (version > 0) await admin().flags.remove({ key });
    await server.application.db.write(async (tx) => void (await tx.delete(server.application.db.tables.stickyBuckets)));
  });

  const admin = () => {
    const actor = actorOf('admin', { role: 'admin', secondFactor: true });
    return createCallerFactory(server.application.router)(contextOf(actor)).admin;
  };
  /** Stores the features of a case; groups and bandits, which GrowthBook keeps beside them, go with each. */
  const store = async ({ features = {}, savedGroups, contextualBandits }: Context) => {
    for (const [key, feature] of Object.entries(features)) {
      const definition: Record<string, unknown> = {
        ...feature,
        ...(savedGroups === undefined ? {} : { savedGroups }),
        ...(contextualBandits === undefined ? {} : { contextualBandits }),
      };
      await admin().flags.set({ key, definition });
    }
  };
  const ask = async (key: string, { attributes = {}, ...more }: Context & { url?: unknown; qaMode?: unknown }, as?: string) => {
    // Where experiments are off altogether, as in a trial of everything else.
    const { forcedVariations, url, qaMode = more['enabled'] === false ? true : undefined } = more;
    const payload = {
      context: { targetingKey: typeof attributes['id'] === 'string' ? attributes['id'] : '', forcedVariations, url, qaMode, ...attributes },
    };
    const response = await server.app.inject({
      method: 'POST',
      url: `/ofrep/v1/evaluate/flags/${key}`,
      headers: { 'content-type': 'application/json', ...(as === undefined ? {} : { authorization: `Bearer ${as}` }) },
      payload: JSON.stringify(payload),
    });
    return { status: response.statusCode, body: evaluated.parse(response.json()) };
  };

  it.each([...CASES.feature, ...CASES.contextualBandit])('feature: %s', async (_name, given, key, expected) => {
    await store(given);
    const { status, body } = await ask(key, given);
    if (expected.source === 'unknownFeature') {
      expect({ status, body }).toMatchObject({ status: 404, body: { key, errorCode: 'FLAG_NOT_FOUND' } });
      return;
    }
    expect(status).toBe(200);
    expect(body.value ?? null).toEqual(expected.value);
    expect(REASONS[expected.source]).toContain(body.reason);
    if (expected.experimentResult === undefined) return;
    expect(body).toMatchObject({
      variant: expected.experimentResult.key,
      reason: expected.experimentResult.hashUsed ? 'SPLIT' : 'TARGETING_MATCH',
    });
  });

  it.each(CASES.run)('run: %s', async (_name, given, experiment, value, inExperiment, hashUsed) => {
    const { key: name, force, active, ...rule } = experiment;
    const key = String(name);
    const [control] = z.array(z.unknown()).parse(rule['variations']);
    // A flag that is off has no experiment, and one that is not active nobody to take part.
    const rules = [{ ...rule, key: name, ...(active === false ? { coverage: 0 } : {}) }];
    await store({ ...given, features: { ...given.features, [key]: { defaultValue: control, rules } } });
    if (given['enabled'] === false) await admin().flags.set({ key, enabled: false });
    // What an experiment forces holds for those it covers only.
    const forced = force === undefined || 'coverage' in rule ? given.forcedVariations : { [key]: force };
    const { status, body } = await ask(key, { ...given, ...(forced === undefined ? {} : { forcedVariations: forced }) });
    expect(status).toBe(200);
    expect(body.value === undefined ? control : body.value).toEqual(value);
    expect(body.reason === 'SPLIT' || body.reason === 'TARGETING_MATCH').toBe(inExperiment);
    expect(body.reason === 'SPLIT').toBe(hashUsed);
  });

  it.each(CASES.stickyBucket)('stickyBucket: %s', async (_name, given, docs, key, expected, kept) => {
    const { db, analytics } = server.application;
    const { stickyBuckets } = db.tables;
    for (const { attributeName, attributeValue, assignments } of [...docs, ...Object.values(given.stickyBucketAssignmentDocs ?? {})])
      await db.write(async (tx) => {
        const row = { attribute: attributeName, value: attributeValue, assignments, updatedAt: 1 };
        await tx.insert(stickyBuckets).values(row).onConflictDoNothing();
      });
    await store(given);
    const { body } = await ask(key, given, token);
    expect(expected === null ? body.reason !== 'SPLIT' : body).toEqual(
      expected === null ? true : expect.objectContaining({ value: expected.value, variant: expected.key, reason: 'SPLIT' }),
    );
    await analytics.flags.flush();
    const rows = await db.read.select().from(stickyBuckets);
    for (const { attributeName, attributeValue, assignments } of Object.values(kept))
      expect(rows).toContainEqual(expect.objectContaining({ attribute: attributeName, value: attributeValue, assignments }));
  });

  it.each(CASES.evalCondition)('evalCondition: %s', async (_name, condition, attributes, expected, savedGroups) => {
    const given = json.safeParse(attributes).data ?? {};
    try {
      await store({
        features: { feature: { defaultValue: false, rules: [{ force: true, condition }] } },
        ...(savedGroups === undefined ? {} : { savedGroups }),
      });
    } catch (error) {
      // What GrowthBook passes over without a word is refused here, with its place.
      expect(error).toMatchObject({ cause: { code: 'invalid-input' } });
      if (!(error instanceof Error) || !(error.cause instanceof AppError)) throw error;
      expect(error.cause.details.fields?.[0]?.path).toMatch(/^definition\.rules\.0\.condition/);
      expect(expected).toBe(false);
      return;
    }
    const { body } = await ask('feature', { attributes: given });
    expect(body.value).toBe(expected);
  });
});
