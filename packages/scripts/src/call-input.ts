import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { isUtf8 } from 'node:buffer';
import type { ApiProcedure } from '@tripmaster/client/description';
import { UsageError, type Common } from './options.ts';
import { entriesOf, inputFields, writingOf, type Field } from './schema.ts';

/** What is said of the connection, and what is sent. */
export type Call = { common: Common; input: unknown };

const CONNECTION: ReadonlySet<string> = new Set(['server', 'email', 'password', 'code']);

/** `childrenAges` as an option is written: `children-ages`. */
export function optionName(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/**
 * Reads a call's options: `--input` is the whole input as JSON, `--<field>` one field of it, `--file` a file for what
 * takes a name and a content. Where a value begins with `@` it is read from that file, `-` being the standard input.
 */
export async function readCall(procedure: ApiProcedure, args: readonly string[]): Promise<Call> {
  const fields = new Map(
    inputFields(procedure).flatMap((field) => [field.name, optionName(field.name)].map((name) => [name, field] as const)),
  );
  const common: Record<string, string> = {};
  const given = new Map<Field, string[]>();
  let whole: unknown;
  let file: string | undefined;
  for (let index = 0; index < args.length; index += 1) {
    const [, name = '', glued] = /^--([^=]+)(?:=([^]*))?$/.exec(args[index] ?? '') ?? [];
    if (name === '') throw new UsageError(`${args[index] ?? ''}: is not an option. See tripmaster ${procedure.path} --help.`);
    const negated = name.startsWith('no-') ? fields.get(name.slice(3)) : undefined;
    if (negated !== undefined && writingOf(negated.schema) === 'flag') {
      given.set(negated, ['false']);
      continue;
    }
    const field = fields.get(name);
    if (field !== undefined && writingOf(field.schema) === 'flag' && glued === undefined) {
      given.set(field, ['true']);
      continue;
    }
    const known = field !== undefined || name === 'input' || name === 'file' || CONNECTION.has(name);
    if (!known) throw new UsageError(`--${name}: is not an option of ${procedure.path}. See tripmaster ${procedure.path} --help.`);
    const value = glued ?? args[(index += 1)];
    if (value === undefined) throw new UsageError(`--${name}: needs a value.`);
    if (name === 'server') common['server'] = value;
    else if (field !== undefined) given.set(field, [...(given.get(field) ?? []), value]);
    else if (name === 'input') whole = jsonOf('input', await fromFile('input', value === '-' ? '@-' : value));
    else if (name === 'file') file = value;
    else common[name] = value;
  }
  const input: Record<string, unknown> = {};
  if (whole !== undefined) {
    if (typeof whole !== 'object' || whole === null || Array.isArray(whole)) throw new UsageError('--input: is not a JSON object.');
    Object.assign(input, whole);
  }
  if (file !== undefined) Object.assign(input, await contentOf(file, fields));
  for (const [field, values] of given) input[field.name] = await valueOf(field, values);
  return {
    common,
    input: procedure.input === undefined || (procedure.inputOptional === true && Object.keys(input).length === 0) ? undefined : input,
  };
}

/** A field's value from what was written, as often as it was. */
async function valueOf({ name, schema }: Field, written: readonly string[]): Promise<unknown> {
  const option = optionName(name);
  const values = await Promise.all(written.map((value) => fromFile(option, value)));
  const [first = ''] = values;
  const entries = entriesOf(schema);
  if (entries !== undefined) {
    if (values.length === 1 && first.trimStart().startsWith('[')) return jsonOf(option, first);
    return values.map((value) => parsed(option, entries, value));
  }
  if (values.length > 1) throw new UsageError(`--${option}: is given ${values.length} times.`);
  return parsed(option, schema, first);
}

function parsed(option: string, schema: Field['schema'], value: string): unknown {
  const writing = writingOf(schema);
  if (writing === 'text') return value;
  if (writing === 'json') return jsonOf(option, value);
  if (writing === 'flag') {
    if (value !== 'true' && value !== 'false') throw new UsageError(`--${option}: is not true or false.`);
    return value === 'true';
  }
  const pattern = writing === 'whole' ? /^-?\d{1,15}$/ : /^-?\d+(\.\d+)?$/;
  if (!pattern.test(value)) throw new UsageError(`--${option}: is not a ${writing === 'whole' ? 'whole number' : 'number'}.`);
  return Number(value);
}

function jsonOf(option: string, value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    throw new UsageError(`--${option}: is not valid JSON.`);
  }
}

/** `@name` is what that file holds, `@-` what comes in; `@@…` is text that begins with an @. */
async function fromFile(option: string, value: string): Promise<string> {
  if (!value.startsWith('@')) return value;
  if (value.startsWith('@@')) return value.slice(1);
  const name = value.slice(1);
  if (name === '-') return readAll(process.stdin);
  return (await bytesOf(option, name)).toString('utf8');
}

/** A file as what a procedure takes that wants a name and a content: text as it is, anything else in Base64. */
async function contentOf(path: string, fields: ReadonlyMap<string, Field>): Promise<Record<string, string>> {
  if (!fields.has('content')) throw new UsageError('--file: goes only with what takes a content.');
  const bytes = await bytesOf('file', path);
  const readable = isUtf8(bytes);
  if (!readable && !fields.has('encoding')) throw new UsageError(`--file: ${path} is not text.`);
  return {
    ...(fields.has('name') ? { name: basename(path) } : {}),
    content: bytes.toString(readable ? 'utf8' : 'base64'),
    ...(readable ? {} : { encoding: 'base64' }),
  };
}

async function bytesOf(option: string, path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new UsageError(
      `--${option}: ${path} can’t be read (${error instanceof Error && 'code' in error ? String(error.code) : String(error)}).`,
    );
  }
}
