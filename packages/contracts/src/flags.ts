import { z } from 'zod';
import { flagKey } from './experiments.ts';
import { pageInput } from './paging.ts';
import { line, text } from './text.ts';
import { instant } from './time.ts';

const MAX_DEPTH = 12;
const MAX_RULES = 100;
const MAX_VARIATIONS = 50;

/** Whether a JSON value is nested no deeper than `most`. Looks at it level by level, so that no depth is too much for it. */
export function isShallow(value: unknown, most: number = MAX_DEPTH): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > most) return false;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return true;
}

/** Any JSON value that is not nested too deep. */
const shallow = z.unknown().refine((value) => isShallow(value), 'is nested too deep');
const word = z.string().min(1).max(200);
const part = z.number().min(0).max(1);
const range = z.tuple([part, part]);
const condition = z.record(z.string().max(200), z.unknown()).refine((value) => isShallow(value), 'is nested too deep');

const groupMembers = z.array(z.union([z.string().max(200), z.number()])).max(10_000);
const listGroup = z.looseObject({ type: z.literal('list'), attributeKey: word, values: groupMembers });
const conditionGroup = z.looseObject({ type: z.literal('condition'), condition });

/** From `at` on, `coverage` of those it is for. */
const rampStep = z.strictObject({ at: instant, coverage: part });

/** One rule of a flag in GrowthBook’s form, and when it holds. The first rule that says something for somebody decides. */
export const flagRule = z.looseObject({
  id: word.optional(),
  /** Whom it is for. */
  condition: condition.optional(),
  /** What other flags have to be. */
  parentConditions: z
    .array(z.strictObject({ id: flagKey, condition, gate: z.boolean().optional() }))
    .max(20)
    .optional(),
  /** The value. */
  force: shallow.optional(),
  /** Values to share out. */
  variations: z.array(shallow).max(MAX_VARIATIONS).optional(),
  weights: z.array(part).max(MAX_VARIATIONS).optional(),
  coverage: part.optional(),
  /** What its shares are known by; the flag’s own key when not said. */
  key: word.optional(),
  /** The attribute by which it is shared out; `id` when not said. */
  hashAttribute: word.optional(),
  fallbackAttribute: word.optional(),
  hashVersion: z.int().min(1).max(99).optional(),
  seed: z.string().max(200).optional(),
  range: range.optional(),
  ranges: z.array(range).max(MAX_VARIATIONS).optional(),
  /** Rules of one namespace have nobody in common as long as their ranges don’t overlap. */
  namespace: z.tuple([word, part, part]).optional(),
  filters: z
    .array(
      z.looseObject({
        seed: z.string().max(200),
        ranges: z.array(range).max(MAX_VARIATIONS),
        attribute: word.optional(),
        hashVersion: z.int().min(1).max(99).optional(),
      }),
    )
    .max(20)
    .optional(),
  meta: z
    .array(
      z.looseObject({ key: z.string().max(200).optional(), name: z.string().max(200).optional(), passthrough: z.boolean().optional() }),
    )
    .max(MAX_VARIATIONS)
    .optional(),
  /** With a version (or a fallback attribute) everybody keeps the variation they once had. */
  bucketVersion: z.int().min(0).max(1_000_000).optional(),
  minBucketVersion: z.int().min(0).max(1_000_000).optional(),
  disableStickyBucketing: z.boolean().optional(),
  name: z.string().max(200).optional(),
  phase: z.string().max(200).optional(),
  contextualVariations: z.array(shallow).max(MAX_VARIATIONS).optional(),
  contextualBanditRef: word.optional(),
  /** Not before. */
  from: instant.optional(),
  /** Not from then on. */
  until: instant.optional(),
  /** Coverage by date, in the order of dates; before the first nobody is covered. */
  ramp: z.array(rampStep).min(1).max(50).optional(),
});
export type FlagRule = z.infer<typeof flagRule>;

/** A flag: GrowthBook’s feature definition, its groups, and names for its values. */
export const flagDefinition = z
  .looseObject({
    defaultValue: shallow.optional(),
    rules: z.array(flagRule).max(MAX_RULES).optional(),
    /** Groups that its conditions name by `$inGroup` or `$savedGroup`. */
    savedGroups: z.record(word, z.union([groupMembers, listGroup, conditionGroup])).optional(),
    contextualBandits: z
      .record(
        word,
        z.looseObject({
          banditVersion: z.int().optional(),
          contexts: z
            .array(z.looseObject({ leafId: z.int(), condition, weights: z.array(part).max(MAX_VARIATIONS) }))
            .max(100)
            .optional(),
        }),
      )
      .optional(),
    /** What values are called when they are told: `{ "on": true, "off": false }`. */
    variants: z.record(word, shallow).optional(),
    /** Told with every value. */
    metadata: z.record(word, z.union([z.string().max(500), z.number(), z.boolean()])).optional(),
  })
  // Fields that nobody reads may hold anything.
  .refine((value) => isShallow(value, MAX_DEPTH * 2), 'is nested too deep');
export type FlagDefinition = z.infer<typeof flagDefinition>;

export const flagSetInput = z.strictObject({
  key: flagKey,
  /** The version that the caller has, 0 for a new flag; a stale one is a `conflict`. Absent: whatever it is. */
  version: z.int().min(0).optional(),
  /** What is absent stays as it is. */
  definition: flagDefinition.optional(),
  /** False: the default of the code, whatever the rules say, within a second on every node. */
  enabled: z.boolean().optional(),
  description: text(2_000).optional(),
});
export type FlagSetInput = z.infer<typeof flagSetInput>;

export const flagRemoveInput = z.strictObject({ key: flagKey, version: z.int().min(0).optional() });
export type FlagRemoveInput = z.infer<typeof flagRemoveInput>;

export const byFlagKey = z.strictObject({ key: flagKey });

export const flagListInput = z.strictObject({ ...pageInput, cursor: flagKey.optional() });

export const flagType = z.enum(['boolean', 'string', 'number', 'object']);

/** A flag as those who administer see it. */
export const flagView = z.strictObject({
  key: flagKey,
  description: z.string(),
  definition: flagDefinition,
  enabled: z.boolean(),
  /** 0 as long as nothing is stored. */
  version: z.int(),
  updatedAt: instant.optional(),
  /** What the code knows of it. */
  declared: z.strictObject({ type: flagType, default: z.unknown() }).optional(),
  /** Experiments that run on it. */
  experiments: z.array(z.string()),
  /** What is odd about it. */
  warnings: z.array(z.string()),
});
export type FlagView = z.infer<typeof flagView>;

/** The flags that the code asks for, and others that are stored. */
export const flagValues = z
  .object({
    'sign-ups': z.boolean(),
    models: z.boolean(),
    'landing-clash-first': z.boolean(),
  })
  .catchall(z.unknown());

const declared = flagValues.shape;
export type FlagKey = keyof typeof declared;
/** What each flag of the code may be. */
export type FlagValues = { [Key in FlagKey]: z.infer<(typeof declared)[Key]> };

/** What they are when nobody has said anything else, or nothing can be known. */
export const FLAG_DEFAULTS: Readonly<FlagValues> = {
  'sign-ups': true,
  models: true,
  'landing-clash-first': false,
};

/** What they are for. */
export const FLAG_WORDS: Readonly<Record<FlagKey, string>> = {
  'sign-ups': 'Whether new accounts can be made.',
  models: 'Whether models are asked; without them plans are made by the built-in engine.',
  'landing-clash-first': 'Whether the first page shows what happens when wishes clash before it lists the rules.',
};

export function isFlagKey(key: string): key is FlagKey {
  return Object.hasOwn(declared, key);
}

/** Whether a value is one that the code takes for this flag. */
export function isFlagValue<Key extends FlagKey>(key: Key, value: unknown): value is FlagValues[Key] {
  return declared[key].safeParse(value).success;
}

export const flagsInput = z.strictObject({
  /** Only these: what is asked for counts as shown, where it is an experiment. All when absent. */
  keys: z.array(flagKey).min(1).max(50).optional(),
  /** Of the app that asks, as `1.2.3`. */
  appVersion: line(40, 1).optional(),
  /** The language of the page. */
  locale: line(35, 1).optional(),
  /** The visitor has agreed to be counted, where they are asked for that. */
  consent: z.boolean().optional(),
});
export type FlagsInput = z.infer<typeof flagsInput>;
