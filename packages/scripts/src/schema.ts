import { api, type ApiProcedure, type JsonSchema } from '@tripmaster/client/description';

/** A field of an input or an output. */
export type Field = { name: string; schema: JsonSchema; needed: boolean };

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a reference points to, or the schema itself. */
function resolved(schema: JsonSchema): JsonSchema {
  const ref = schema['$ref'];
  return typeof ref === 'string' ? (api.schemas[ref.slice(ref.lastIndexOf('/') + 1)] ?? {}) : schema;
}

/** The fields of an object; of a choice of objects, the fields of them all. */
export function fieldsOf(schema: JsonSchema): Field[] {
  const { properties, required, anyOf, oneOf } = resolved(schema);
  const choice = Array.isArray(anyOf) ? anyOf : Array.isArray(oneOf) ? oneOf : undefined;
  if (choice !== undefined) {
    const fields = new Map(choice.filter(isSchema).flatMap((variant) => fieldsOf(variant).map((field) => [field.name, field] as const)));
    return [...fields.values()].map((field) => ({ ...field, needed: false }));
  }
  if (!isSchema(properties)) return [];
  const needed = new Set(Array.isArray(required) ? required : []);
  return Object.entries(properties).flatMap(([name, field]) =>
    isSchema(field) ? [{ name, schema: field, needed: needed.has(name) }] : [],
  );
}

/** The fields of what a procedure takes. */
export function inputFields({ input }: ApiProcedure): Field[] {
  return input === undefined ? [] : fieldsOf(input);
}

/** How a value of a schema is written on the command line. */
export type Writing = 'text' | 'number' | 'whole' | 'flag' | 'json';

export function writingOf(schema: JsonSchema): Writing {
  const { type, enum: words, anyOf } = resolved(schema);
  if (Array.isArray(words)) return 'text';
  // A field that may be emptied: null is written as JSON, in --input.
  if (Array.isArray(anyOf)) {
    const [only, ...others] = anyOf.filter(isSchema).filter((variant) => variant['type'] !== 'null');
    return only !== undefined && others.length === 0 ? writingOf(only) : 'json';
  }
  if (type === 'string') return 'text';
  if (type === 'integer') return 'whole';
  if (type === 'number') return 'number';
  return type === 'boolean' ? 'flag' : 'json';
}

/** What the entries of a list are, where it is one. */
export function entriesOf(schema: JsonSchema): JsonSchema | undefined {
  const { type, items } = resolved(schema);
  return type === 'array' && isSchema(items) ? items : undefined;
}

/** A type in a few words. */
export function typeOf(schema: JsonSchema): string {
  const { $ref: ref, const: value, enum: words, anyOf, oneOf, type, format } = schema;
  if (typeof ref === 'string') {
    const { enum: named } = resolved(schema);
    return Array.isArray(named) ? named.join(' | ') : ref.slice(ref.lastIndexOf('/') + 1);
  }
  if (value !== undefined) return JSON.stringify(value);
  if (Array.isArray(words)) return words.join(' | ');
  const choice = Array.isArray(anyOf) ? anyOf : oneOf;
  if (Array.isArray(choice)) return [...new Set(choice.filter(isSchema).map(typeOf))].join(' | ');
  const entries = entriesOf(schema);
  if (entries !== undefined) return `list of ${typeOf(entries)}`;
  if (typeof format === 'string') return format;
  if (type === 'object' && isSchema(schema['properties']))
    return `{${fieldsOf(schema)
      .map(({ name, needed }) => (needed ? name : `${name}?`))
      .join(', ')}}`;
  return typeof type === 'string' ? (WORDS[type] ?? type) : 'anything';
}

const WORDS: Readonly<Record<string, string>> = { string: 'text', integer: 'whole number', boolean: 'true or false' };
