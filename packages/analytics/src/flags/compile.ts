import type { GrowthBookPayload } from '@growthbook/growthbook';
import { FLAG_DEFAULTS, isFlagKey, type FlagDefinition, type FlagRule } from '@tripmaster/contracts';
import { isObject } from './conditions.ts';
import type { RunningExperiment } from './flags.repo.ts';

/** A flag as it is stored, read and checked; without a definition where that can't be followed. */
export type StoredFlag = { key: string; enabled: boolean; version: number; definition: FlagDefinition | undefined };

/** What is to be known of a rule once it has decided. */
export type RuleNote = {
  id: string | undefined;
  /** It takes more than its being there: whom it is for, or a share of them. */
  aimed: boolean;
  shared: boolean;
  /** Its shares go by the targeting key. */
  byKey: boolean;
};

export type CompiledFlag = {
  key: string;
  enabled: boolean;
  /** Its definition can't be followed. */
  broken: boolean;
  /** The default of the code, for flags that it has. */
  fallback: unknown;
  rules: readonly RuleNote[];
  /** Its values by their names, as JSON. */
  variants: ReadonlyMap<string, string>;
  metadata: FlagDefinition['metadata'];
};

/** Everything that is known of flags, as GrowthBook evaluates it, until `validUntil`: then a rule begins, ends or reaches more. */
export type Compiled = {
  flags: ReadonlyMap<string, CompiledFlag>;
  payload: GrowthBookPayload;
  validUntil: number;
  /** Attributes by which somebody keeps a variation. */
  stickyBy: readonly string[];
  /** Whether any rule asks about an attribute. */
  asksFor(attribute: string): boolean;
};

/** GrowthBook's fields of a rule that go over as they are. */
const TAKEN = [
  'parentConditions',
  'force',
  'variations',
  'weights',
  'coverage',
  'key',
  'hashAttribute',
  'fallbackAttribute',
  'hashVersion',
  'seed',
  'range',
  'ranges',
  'namespace',
  'filters',
  'meta',
  'bucketVersion',
  'minBucketVersion',
  'name',
  'phase',
  'contextualVariations',
] as const satisfies readonly (keyof FlagRule)[];

/** Marks the rules of experiments among those of flags. */
const EXPERIMENT = 'experiment:';

/** The experiment of ours that a rule belongs to, by the phase it was given. */
export function experimentOf(phase: string | undefined): string | undefined {
  return phase?.startsWith(EXPERIMENT) === true ? phase.slice(EXPERIMENT.length) : undefined;
}

/** Puts flags and the experiments that run on them together, as they are at `at`. */
export function compile(stored: readonly StoredFlag[], running: readonly RunningExperiment[], at: number): Compiled {
  const flags = new Map<string, CompiledFlag>();
  const features: Record<string, unknown> = {};
  const savedGroups: Record<string, unknown> = {};
  const contextualBandits: Record<string, unknown> = {};
  const stickyBy = new Set<string>();
  const moments: number[] = [];
  const known = new Map(stored.map((flag) => [flag.key, flag]));
  const keys = new Set([...known.keys(), ...Object.keys(FLAG_DEFAULTS), ...running.map(({ flagKey }) => flagKey)]);

  for (const key of keys) {
    const flag = known.get(key);
    const on = running.filter(({ flagKey }) => flagKey === key);
    const fallback = isFlagKey(key) ? FLAG_DEFAULTS[key] : flag === undefined ? on[0]?.design.variations[0]?.value : undefined;
    const broken = flag !== undefined && flag.definition === undefined;
    const definition: FlagDefinition = flag?.definition ?? {};
    const enabled = flag?.enabled ?? true;
    const scope = scopeOf(key, definition);
    const rules: unknown[] = [];
    const notes: RuleNote[] = [];
    const add = (rule: FlagRule) => {
      const now = inForce(rule, at, moments);
      if (now === undefined) return;
      rules.push(scope(compileRule(now, `#${notes.length}`)));
      notes.push(noteOf(now));
      if (isSticky(now)) for (const attribute of [now.hashAttribute ?? 'id', now.fallbackAttribute]) if (attribute) stickyBy.add(attribute);
    };
    if (enabled && !broken) for (const rule of [...(definition.rules ?? []), ...on.map((experiment) => ruleOf(experiment))]) add(rule);
    const off = !enabled || broken;
    const defaultValue = off || definition.defaultValue === undefined ? fallback : definition.defaultValue;
    features[key] = { ...(defaultValue === undefined ? {} : { defaultValue }), rules };
    if (!off) {
      for (const [name, group] of Object.entries(definition.savedGroups ?? {})) savedGroups[`${key} ${name}`] = scope(group);
      for (const [name, bandit] of Object.entries(definition.contextualBandits ?? {}))
        contextualBandits[`${key} ${name}`] = scope({ ...bandit, contexts: bandit.contexts ?? [] });
    }
    flags.set(key, {
      key,
      enabled,
      broken,
      fallback,
      rules: notes,
      variants: new Map(Object.entries(definition.variants ?? {}).map(([name, value]) => [JSON.stringify(value), name])),
      metadata: definition.metadata,
    });
  }
  const text = JSON.stringify({ features, savedGroups, contextualBandits });
  return {
    flags,
    payload: JSON.parse(text),
    validUntil: Math.min(...moments),
    stickyBy: [...stickyBy],
    asksFor: (attribute) => text.includes(JSON.stringify(attribute)),
  };
}

/** A running experiment as the last rule of its flag: it is about those for whom no rule of the flag’s own has said anything. */
function ruleOf({ id, key, design }: RunningExperiment): FlagRule {
  const { variations, weights, coverage, condition, namespace } = design;
  return {
    key,
    phase: `${EXPERIMENT}${id}`,
    name: design.name,
    // Two experiments share people out differently, whatever their keys.
    seed: id,
    hashAttribute: 'id',
    hashVersion: 2,
    variations: variations.map(({ value }) => value),
    meta: variations.map(({ name }, index) => ({ key: String(index), name })),
    weights,
    coverage,
    bucketVersion: 0,
    ...(condition === undefined ? {} : { condition }),
    ...(namespace === undefined ? {} : { namespace: [namespace.id, namespace.from, namespace.to] }),
  };
}

/** A rule as it is at a moment, undefined while it does not hold. What changes that later goes to `moments`. */
function inForce({ from, until, ramp, ...rule }: FlagRule, at: number, moments: number[]): FlagRule | undefined {
  const later = [from, until, ...(ramp ?? []).map((step) => step.at)].flatMap((moment) =>
    moment === undefined ? [] : [Date.parse(moment)],
  );
  moments.push(...later.filter((moment) => moment > at));
  if ((from !== undefined && at < Date.parse(from)) || (until !== undefined && at >= Date.parse(until))) return undefined;
  if (ramp === undefined) return rule;
  return { ...rule, coverage: ramp.findLast((step) => Date.parse(step.at) <= at)?.coverage ?? 0 };
}

/** Who gets a variation keeps it only where a rule says so: by a version, or another attribute to go by. */
function isSticky(rule: FlagRule): boolean {
  const asked = rule.bucketVersion !== undefined || rule.minBucketVersion !== undefined || rule.fallbackAttribute !== undefined;
  return asked && rule.disableStickyBucketing !== true && (rule.variations ?? rule.contextualVariations) !== undefined;
}

function compileRule(rule: FlagRule, id: string): Record<string, unknown> {
  const compiled: Record<string, unknown> = { id, disableStickyBucketing: !isSticky(rule) };
  for (const field of TAKEN) if (rule[field] !== undefined) compiled[field] = rule[field];
  if (rule.condition !== undefined) compiled['condition'] = rule.condition;
  if (isSticky(rule)) compiled['meta'] = namedShares(rule);
  if (rule.contextualBanditRef !== undefined) compiled['contextualBanditRef'] = rule.contextualBanditRef;
  return compiled;
}

/** GrowthBook finds a variation that is kept by its name alone: each has at least its number. */
function namedShares({ variations, contextualVariations, meta = [] }: FlagRule): FlagRule['meta'] {
  return (contextualVariations ?? variations ?? []).map((_, index) => ({ key: String(index), ...meta[index] }));
}

function noteOf(rule: FlagRule): RuleNote {
  const shared =
    'force' in rule
      ? rule.coverage !== undefined || rule.range !== undefined
      : (rule.variations ?? rule.contextualVariations) !== undefined;
  const filtered = rule.filters?.some(({ attribute = 'id' }) => attribute === 'id') === true;
  return {
    id: rule.id,
    aimed: rule.condition !== undefined || rule.parentConditions !== undefined || rule.filters !== undefined,
    shared,
    byKey: filtered || (shared && (rule.hashAttribute ?? 'id') === 'id' && rule.fallbackAttribute === undefined),
  };
}

/** Gives the groups and bandits that a definition brings along names that no other flag’s have, wherever they are named. */
function scopeOf(key: string, { savedGroups = {}, contextualBandits = {} }: FlagDefinition): <Value>(value: Value) => Value {
  const groups = new Set(Object.keys(savedGroups));
  const bandits = new Set(Object.keys(contextualBandits));
  if (groups.size + bandits.size === 0) return (value) => value;
  const renamed = (field: string, value: unknown): unknown => {
    if ((field === '$inGroup' || field === '$notInGroup') && typeof value === 'string' && groups.has(value)) return `${key} ${value}`;
    if (field === 'contextualBanditRef' && typeof value === 'string' && bandits.has(value)) return `${key} ${value}`;
    if (field === '$savedGroup' && isObject(value) && typeof value['id'] === 'string' && groups.has(value['id']))
      return { ...value, id: `${key} ${value['id']}` };
    return value;
  };
  return (value) => JSON.parse(JSON.stringify(value), renamed);
}
