import { newId } from '@tripmaster/contracts';
import fc from 'fast-check';
import { z } from 'zod';
import { rulesOf } from './rules.ts';
import { BY_NAME, SAMPLES } from './samples.ts';

type Schema = z.core.$ZodType;
type Values = fc.Arbitrary<unknown>;

/** Words met in earlier answers (ids, cursors, tokens); with them inputs reach beyond "not found". */
export type Seen = readonly string[];

/** Values a schema takes, as far as its rules can be guessed: most of them pass, none is promised to. */
export function valuesOf(schema: Schema, seen: Seen = [], depth = 0, name = ''): Values {
  const inner = (part: Schema, key = name) => valuesOf(part, seen, depth + 1, key);
  const made = ((): Values => {
    if (schema instanceof z.ZodObject) return objects(schema, inner, depth);
    if (schema instanceof z.ZodArray) return lists(schema, inner, depth);
    if (schema instanceof z.ZodTuple) return fc.tuple(...schema.def.items.map((part) => inner(part)));
    if (schema instanceof z.ZodRecord)
      return fc.array(fc.tuple(inner(schema.keyType), inner(schema.valueType)), { maxLength: 3 }).map(recordOf);
    if (schema instanceof z.ZodEnum) return fc.constantFrom<unknown>(...schema.options);
    if (schema instanceof z.ZodLiteral) return fc.constantFrom<unknown>(...schema.values);
    if (schema instanceof z.ZodUnion) return fc.oneof(...schema.options.map((part) => inner(part)));
    if (schema instanceof z.ZodIntersection) return fc.tuple(inner(schema.def.left), inner(schema.def.right)).map(merge);
    if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
      return fc.oneof({ weight: 1, arbitrary: fc.constant(undefined) }, { weight: 2, arbitrary: inner(schema.unwrap()) });
    if (schema instanceof z.ZodNullable)
      return fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, { weight: 3, arbitrary: inner(schema.unwrap()) });
    if (schema instanceof z.ZodReadonly || schema instanceof z.ZodCatch || schema instanceof z.ZodNonOptional)
      return inner(schema.unwrap());
    if (schema instanceof z.ZodLazy) return depth > 12 ? fc.constant(null) : inner(schema.unwrap());
    // What comes out of the first half may be narrower than what goes in: `z.string().pipe(z.email())`.
    if (schema instanceof z.ZodPipe)
      return schema.in instanceof z.ZodTransform ? inner(schema.out) : fc.oneof(inner(schema.in), inner(schema.out));
    return plain(schema, seen, BY_NAME[name] ?? []);
  })();
  return preferring(schema, made);
}

/** Whether the schema takes the value. A schema that needs to wait is taken to agree. */
export function takes(schema: Schema, value: unknown): boolean {
  try {
    return z.safeParse(schema, value).success;
  } catch (error) {
    if (error instanceof z.core.$ZodAsyncError) return true;
    throw error;
  }
}

/** Rules that cross fields or are code are met by trying. */
function preferring(schema: Schema, values: Values): Values {
  const ruled = (schema._zod.def.checks ?? []).length > 0;
  return ruled || schema instanceof z.ZodPipe || schema instanceof z.ZodCustom ? new Preferring(schema, values) : values;
}

/** The first of a few values that the schema takes, else the last. */
class Preferring extends fc.Arbitrary<unknown> {
  readonly schema: Schema;
  readonly values: Values;

  constructor(schema: Schema, values: Values) {
    super();
    this.schema = schema;
    this.values = values;
  }

  override generate(random: fc.Random, bias: number | undefined): fc.Value<unknown> {
    let made = this.values.generate(random, bias);
    for (let tries = 1; tries < 6 && !takes(this.schema, made.value); tries += 1) made = this.values.generate(random, bias);
    return made;
  }

  override canShrinkWithoutContext(_value: unknown): _value is unknown {
    return false;
  }

  override shrink(value: unknown, context: unknown): fc.Stream<fc.Value<unknown>> {
    return this.values.shrink(value, context);
  }
}

function objects(schema: z.ZodObject, inner: (part: Schema, key: string) => Values, depth: number): Values {
  const shape: Readonly<Record<string, Schema>> = schema.shape;
  const fields = Object.entries(shape).map(([key, field]) =>
    (depth > 12 && field._zod.optin === 'optional' ? fc.constant(undefined) : inner(field, key)).map((value): [string, unknown] => [
      key,
      value,
    ]),
  );
  // Services have rules across fields, which a full object rarely meets: half of them keep one optional field at most.
  const optional = Object.keys(shape).filter((key) => shape[key]?._zod.optin === 'optional');
  return fc.tuple(fc.tuple(...fields), fc.boolean(), fc.nat()).map(([entries, sparse, nth]) => {
    const kept = ([key, value]: [string, unknown]) =>
      value !== undefined && (!sparse || !optional.includes(key) || key === optional[nth % (optional.length + 1)]);
    return Object.fromEntries(entries.filter(kept));
  });
}

function lists(schema: z.ZodArray, inner: (part: Schema) => Values, depth: number): Values {
  const { min: least = 0, max: most = 200 } = rulesOf(schema);
  if (depth > 12 && least === 0) return fc.constant([]);
  const element = inner(schema.element);
  const few = fc.array(element, { minLength: least, maxLength: Math.max(least, Math.min(most, 3)), size: 'max' });
  const full = element.map((value) => Array.from({ length: Math.min(most, 200) }, () => value));
  return fc.oneof({ weight: 12, arbitrary: few }, { weight: 1, arbitrary: full });
}

function plain(schema: Schema, seen: Seen, named: readonly string[]): Values {
  const { type } = schema._zod.def;
  switch (type) {
    case 'string':
      return texts(schema, seen, named);
    case 'number':
    case 'int':
      return numbers(schema);
    case 'boolean':
      return fc.boolean();
    case 'undefined':
    case 'void':
      return fc.constant(undefined);
    case 'null':
    case 'never':
      return fc.constant(null);
    default:
      // Custom schemas, templates, dates, anything: whatever JSON can say, and the samples.
      return fc.oneof(fc.jsonValue({ maxDepth: 2 }), texts(schema, seen, named));
  }
}

function texts(schema: Schema, seen: Seen, named: readonly string[]): Values {
  const { min = 0, max = 300, patterns } = rulesOf(schema);
  const least = Math.min(min, 10_000);
  const most = Math.min(max, 10_000);
  const fitting = SAMPLES.filter((sample) => takes(schema, sample));
  const free = fc.string({ minLength: least, maxLength: Math.max(least, most), unit: 'grapheme' });
  const fit = named.filter((word) => takes(schema, word));
  const edges = ['x'.repeat(least), 'x'.repeat(most), 'é'.repeat(most)].filter((edge) => takes(schema, edge));
  const likely = [
    ...(fit.length === 0 ? [] : [{ weight: 60, arbitrary: fc.constantFrom(...fit) }]),
    ...(fitting.length === 0 ? [] : [{ weight: 6, arbitrary: fc.constantFrom(...fitting) }]),
    ...(edges.length === 0 ? [] : [{ weight: 1, arbitrary: fc.constantFrom(...edges) }]),
    ...(takes(schema, newId()) ? [{ weight: 1, arbitrary: fc.constant(null).map(() => newId()) }] : []),
    ...[...patterns.flatMap(wordsOf), free]
      .filter((words) => fc.sample(words, { numRuns: 12, seed: 1 }).filter((word) => takes(schema, word)).length > 5)
      .map((arbitrary) => ({ weight: 2, arbitrary })),
  ];
  const known = likely.length === 0 ? free : fc.oneof(...likely);
  // What was seen grows while the test runs, so it is looked at when a value is made.
  const met = fc.tuple(fc.nat(), known).map(
    ([nth, other]) =>
      pick(
        seen.filter((word) => takes(schema, word)),
        nth,
      ) ?? other,
  );
  return fc.oneof({ weight: 2, arbitrary: known }, { weight: fit.length === 0 ? 1 : 0, arbitrary: met });
}

/** Words a regular expression matches; none where fast-check can't write them (look-around). */
function wordsOf(pattern: RegExp): fc.Arbitrary<string>[] {
  try {
    return [fc.stringMatching(pattern)];
  } catch {
    return [];
  }
}

function numbers(schema: Schema): Values {
  const { min = -1_000_000, max = 1_000_000_000, whole } = rulesOf(schema);
  const edges = fc.constantFrom(min, max);
  if (!whole) return fc.oneof(edges, fc.double({ min, max, noNaN: true }));
  const [least, most] = [Math.max(Math.ceil(min), Number.MIN_SAFE_INTEGER), Math.min(Math.floor(max), Number.MAX_SAFE_INTEGER)];
  const few = fc.integer({ min: least, max: Math.min(most, least + 8) });
  return fc.oneof(
    { weight: 3, arbitrary: few },
    { weight: 1, arbitrary: fc.integer({ min: least, max: most }) },
    { weight: 1, arbitrary: edges },
  );
}

function pick<Item>(items: readonly Item[], nth: number): Item | undefined {
  return items[nth % Math.max(items.length, 1)];
}

function recordOf(entries: [unknown, unknown][]): unknown {
  return Object.fromEntries(entries.map(([key, value]) => [String(key), value]));
}

function merge([left, right]: [unknown, unknown]): unknown {
  const both = [left, right].filter((part) => typeof part === 'object' && part !== null);
  return both.length === 2 ? Object.assign({}, ...both) : right;
}
