import type { JsonSchema } from '@tripmaster/contracts';
import { isSchema, nameOf } from './schema-view.ts';

const ID = '01a20671-6769-77d1-bb8e-64757ca38b0d';

/** What fields of these names usually hold. */
const USUAL: Readonly<Record<string, unknown>> = {
  name: 'Lisbon',
  email: 'ada@example.com',
  password: 'correct horse battery',
  currentPassword: 'correct horse battery',
  newPassword: 'staple correct horse',
  start: '2027-05-10',
  end: '2027-05-14',
  code: '123456',
  q: 'lisb',
  adults: 2,
  currency: 'EUR',
  amount: 180_000,
  currentVersion: 1,
  timeZone: 'Europe/Lisbon',
  version: 1,
  from: 1,
  to: 2,
};

/** An input as somebody might send it: what must be there, and no more. */
export function sampleOf(schema: JsonSchema, schemas: Readonly<Record<string, JsonSchema>>, name = '', depth = 0): unknown {
  const { $ref: ref, const: value, enum: words, type, anyOf, oneOf, items, format, properties, required } = schema;
  if (typeof ref === 'string') return depth > 12 ? {} : sampleOf(schemas[nameOf(ref)] ?? {}, schemas, name, depth + 1);
  if (value !== undefined) return value;
  if (Array.isArray(words)) return words[0];
  const [first]: unknown[] = Array.isArray(anyOf) ? anyOf : Array.isArray(oneOf) ? oneOf : [];
  if (isSchema(first)) return sampleOf(first, schemas, name, depth + 1);
  if (type === 'object') {
    const needed = Array.isArray(required) ? required.map(String) : [];
    const fields = isSchema(properties) ? properties : {};
    return Object.fromEntries(
      needed.flatMap((field) => (isSchema(fields[field]) ? [[field, sampleOf(fields[field], schemas, field, depth + 1)]] : [])),
    );
  }
  if (type === 'array') return isSchema(items) && Number(schema['minItems'] ?? 0) > 0 ? [sampleOf(items, schemas, name, depth + 1)] : [];
  if (type === 'string' && format === 'uuid') return ID;
  const usual = USUAL[name];
  if (type === 'string') return typeof usual === 'string' ? usual : format === 'date' ? '2027-05-10' : '…';
  if (type === 'integer' || type === 'number') return typeof usual === 'number' ? usual : Number(schema['minimum'] ?? 1);
  return type === 'boolean' ? true : {};
}
