import { currency, plainDate, plainMonth, type JsonSchema } from '@tripmaster/contracts';
import { z } from 'zod';
import type { Definition } from './definitions.ts';
import type { Docs } from './docs.ts';
import { isSchema, namedSchemas, typeName } from './names.ts';

type Schema = z.core.$ZodType;
type Flow = 'input' | 'output';
type Emitted = Record<string, JsonSchema>;

const REF = '#/components/schemas/';
const AS_REFERENCE = new RegExp(`"\\$ref":"${REF}([^"]+)"`, 'g');

/**
 * JSON schemas of what procedures take and give. Schemas of `contracts` go by the names that the typed client gives
 * them; where what goes in differs from what comes out, the first is called `…Input`.
 */
export function jsonSchemas(definitions: readonly Definition[], contracts: Readonly<Record<string, unknown>>, docs: Docs) {
  const names = namedSchemas(contracts);
  const asked = new Map<Schema, string>(names);
  for (const { inputs, output } of definitions)
    for (const schema of [...inputs.map(required), plainOutput(output)]) if (!asked.has(schema)) asked.set(schema, `:${asked.size}`);

  const registry = z.registry<{ id: string }>();
  for (const [schema, id] of asked) registry.add(schema, { id });
  const describe = describer(contracts, docs);
  const emit = (io: Flow): Emitted => {
    const { schemas } = z.toJSONSchema(registry, {
      io,
      uri: (id) => REF + id,
      override: (context) => {
        refer(context);
        describe(context, io);
      },
    });
    return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, withFieldDocs(id, withoutAddress(schema), docs)]));
  };
  const emitted = { input: emit('input'), output: emit('output') };
  const different = differing(emitted);
  const calledIn = (name: string) => (different.has(name) && !name.endsWith('Input') ? `${name}Input` : name);
  const rename = (schema: JsonSchema): JsonSchema =>
    JSON.parse(JSON.stringify(schema).replace(AS_REFERENCE, (_, name: string) => `"$ref":"${REF}${calledIn(name)}"`));

  /** What takes anything, so that it can judge by itself, says by another schema what it is for. */
  function refer({ zodSchema, jsonSchema }: { zodSchema: Schema; jsonSchema: JsonSchema }): void {
    const { sameAs } = z.globalRegistry.get(zodSchema) ?? {};
    const name = isSchema(sameAs) ? names.get(sameAs) : undefined;
    if (name === undefined) return;
    for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
    jsonSchema['$ref'] = REF + name;
  }

  function use(schema: Schema, flow: Flow): JsonSchema {
    const id = asked.get(schema) ?? '';
    if (names.has(schema)) return { $ref: REF + (flow === 'input' ? calledIn(id) : id) };
    const found = emitted[flow][id] ?? {};
    return flow === 'input' ? rename(found) : found;
  }

  return {
    input: ([schema]: readonly Schema[]) => (schema === undefined ? undefined : use(required(schema), 'input')),
    output: (schema: Schema) => use(plainOutput(schema), 'output'),
    /** The named schemas that `users` refer to, and those that these refer to in turn. */
    shared(users: unknown): Emitted {
      const found = new Map<string, JsonSchema>();
      const visit = (text: string) => {
        for (const [, name = ''] of text.matchAll(AS_REFERENCE)) {
          if (found.has(name)) continue;
          const schema = called(name);
          found.set(name, schema);
          visit(JSON.stringify(schema));
        }
      };
      visit(JSON.stringify(users));
      return Object.fromEntries([...found].toSorted(([a], [b]) => (a < b ? -1 : 1)));
    },
  };

  function called(name: string): JsonSchema {
    const isInput = name.endsWith('Input');
    const own = emitted[isInput ? 'input' : 'output'][name] ?? emitted.input[name.slice(0, -'Input'.length)];
    if (own === undefined) throw new Error(`there is no schema ${name}`);
    return isInput ? rename(own) : own;
  }
}

/** A copy of a schema (zod's share their parts) without what only a document of its own needs. */
function withoutAddress({ $schema: _schema, $id: _id, ...schema }: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema));
}

/** Adds what contracts say of the fields of a named schema. */
function withFieldDocs(name: string, schema: JsonSchema, docs: Docs): JsonSchema {
  const { properties } = schema;
  if (typeof properties !== 'object' || properties === null) return schema;
  for (const [field, value] of Object.entries(properties)) {
    const text = docs.ofField(name, field);
    if (text !== undefined) value.description = text;
  }
  return schema;
}

/** What stands behind the mark that a whole input may be left out. */
function required(schema: Schema): Schema {
  return schema instanceof z.ZodOptional ? schema.unwrap() : schema;
}

/** What an output is checked by: of a stream, one value; of what is checked once, the schema itself. */
function plainOutput(schema: Schema): Schema {
  const { streamOf, sameAs } = z.globalRegistry.get(schema) ?? {};
  if (isSchema(streamOf)) return plainOutput(streamOf);
  return isSchema(sameAs) ? sameAs : schema;
}

/** Names whose two flows differ, in themselves or in what they refer to. */
function differing({ input, output }: { input: Emitted; output: Emitted }): Set<string> {
  const texts = new Map(Object.keys(input).map((name) => [name, JSON.stringify(input[name])]));
  const found = new Set([...texts].filter(([name, text]) => text !== JSON.stringify(output[name])).map(([name]) => name));
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const [name, text] of texts) if ([...text.matchAll(AS_REFERENCE)].some(([, other = '']) => found.has(other))) found.add(name);
  }
  return found;
}

/** What zod checks by code, as far as JSON Schema can say it. */
const PATTERNS: ReadonlyMap<Schema, JsonSchema> = new Map<Schema, JsonSchema>([
  [plainDate, { format: 'date' }],
  [plainMonth, { pattern: '^\\d{4}-\\d{2}$' }],
  [currency, { pattern: '^[A-Z]{3}$' }],
]);

/** Adds what contracts say in words, and bounds that zod keeps where JSON Schema does not look for them. */
function describer(contracts: Readonly<Record<string, unknown>>, docs: Docs) {
  const words = new Map<Schema, string>();
  for (const [name, value] of Object.entries(contracts)) {
    const text = docs.of(typeName(name));
    if (isSchema(value) && text !== undefined) words.set(value, text);
  }
  return ({ zodSchema, jsonSchema }: { zodSchema: Schema; jsonSchema: JsonSchema }, io: Flow): void => {
    const text = words.get(zodSchema);
    if (text !== undefined && jsonSchema['$ref'] === undefined) jsonSchema['description'] ??= text;
    Object.assign(jsonSchema, PATTERNS.get(zodSchema));
    // Whole numbers of any size: the bounds are JavaScript's and tell nobody anything.
    if (jsonSchema['minimum'] === Number.MIN_SAFE_INTEGER) delete jsonSchema['minimum'];
    if (jsonSchema['maximum'] === Number.MAX_SAFE_INTEGER) delete jsonSchema['maximum'];
    // Text is trimmed before its length counts: the bounds that count stand behind the transform.
    if (io === 'input' && zodSchema instanceof z.ZodPipe && zodSchema.out instanceof z.ZodString) {
      const { minLength, maxLength } = zodSchema.out;
      if (minLength !== null && minLength > 0) jsonSchema['minLength'] = minLength;
      if (maxLength !== null) jsonSchema['maxLength'] = maxLength;
    }
  };
}
