import { isSchema, type Docs } from '@tripmaster/api/description';
import { z } from 'zod';

/** What goes in (before transforms and defaults) or what comes out. */
export type Flow = 'input' | 'output';
type Schema = z.core.$ZodType;
type Declared = { schema: Schema; flow: Flow; name: string };

const PRIMITIVES: ReadonlySet<string> = new Set(['string', 'number', 'boolean', 'null', 'undefined', 'void', 'unknown', 'never', 'bigint']);

/** Fields of an object that is worth to be named as a part of another one. */
const LARGE = 6;

/**
 * Prints zod schemas as TypeScript. Schemas in `names` become exported types, referred to by name; where what
 * goes in differs from what comes out, the first is called `…Input`.
 */
export function typePrinter(names: ReadonlyMap<Schema, string>, docs: Docs) {
  const declared = new Map<string, Declared>();
  const flows = new Map<Schema, boolean>();

  /** Whether input and output differ in more than who writes them. */
  function differs(schema: Schema): boolean {
    let known = flows.get(schema);
    if (known === undefined) flows.set(schema, (known = expand(schema, 'input', true) !== expand(schema, 'output', true)));
    return known;
  }

  /** Whether what goes in is what comes out but that absent fields may be given as undefined. */
  function isOnlyLooser(schema: Schema): boolean {
    const plain = (flow: Flow) => expand(schema, flow, true).replaceAll(' | undefined', '');
    return plain('input') === plain('output');
  }

  /** What a type is declared as: in full, or as another one's looser form. */
  function declaration(called: string, { schema, flow, name }: Declared): string {
    if (called !== name && declared.has(name) && isOnlyLooser(schema)) return `Given<${print(schema, 'output')}>`;
    return expand(schema, flow, false, name);
  }

  /** The type of a schema, by its name where it has one. */
  function print(schema: Schema, flow: Flow, bare = false): string {
    const name = names.get(schema);
    if (name === undefined || bare) return expand(schema, flow, bare);
    const own = differs(schema) ? flow : 'output';
    const called = own === 'input' && !name.endsWith('Input') ? `${name}Input` : name;
    const other = declared.get(called);
    if (other !== undefined && (other.schema !== schema || other.flow !== own)) throw new Error(`two types would be called ${called}`);
    declared.set(called, { schema, flow: own, name });
    return called;
  }

  function expand(schema: Schema, flow: Flow, bare: boolean, name?: string): string {
    const inner = (part: Schema) => print(part, flow, bare);
    const { type } = schema._zod.def;
    const same = z.globalRegistry.get(schema)?.['sameAs'];
    if (isSchema(same)) return inner(same);
    if (PRIMITIVES.has(type)) return type;
    if (type === 'int') return 'number';
    const stream = z.globalRegistry.get(schema)?.['streamOf'];
    if (isSchema(stream)) return flow === 'output' ? `AsyncIterable<Tracked<${inner(stream)}>>` : 'never';
    if (schema instanceof z.ZodObject) return object(schema, flow, bare, name);
    if (schema instanceof z.ZodArray) return `${grouped(inner(schema.element))}[]`;
    if (schema instanceof z.ZodTuple)
      return `[${schema.def.items.map(inner).join(', ')}${schema.def.rest === null ? '' : `, ...${grouped(inner(schema.def.rest))}[]`}]`;
    if (schema instanceof z.ZodRecord) return `Record<${inner(schema.keyType)}, ${inner(schema.valueType)}>`;
    if (schema instanceof z.ZodEnum) return schema.options.map((word) => JSON.stringify(word)).join(' | ');
    if (schema instanceof z.ZodLiteral)
      return [...schema.values].map((value) => (value === undefined ? 'undefined' : JSON.stringify(value))).join(' | ');
    if (schema instanceof z.ZodUnion) return [...new Set(schema.options.map(inner))].join(' | ');
    if (schema instanceof z.ZodIntersection) return `${grouped(inner(schema.def.left))} & ${grouped(inner(schema.def.right))}`;
    if (schema instanceof z.ZodOptional) return `${inner(schema.unwrap())} | undefined`;
    if (schema instanceof z.ZodNullable) return `${inner(schema.unwrap())} | null`;
    if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
      return flow === 'output' ? inner(schema.unwrap()) : `${inner(schema.unwrap())} | undefined`;
    if (schema instanceof z.ZodReadonly || schema instanceof z.ZodCatch || schema instanceof z.ZodNonOptional)
      return inner(schema.unwrap());
    if (schema instanceof z.ZodLazy) return inner(schema.unwrap());
    if (schema instanceof z.ZodPipe) return inner(flow === 'input' ? schema.in : schema.out);
    throw new Error(`no TypeScript for a ${type} schema (${flow}); end a transform with .pipe(…) so that its result has a schema`);
  }

  function object(schema: z.ZodObject, flow: Flow, bare: boolean, name: string | undefined): string {
    const shape: Readonly<Record<string, Schema>> = schema.shape;
    const { items } = shape;
    if (Object.keys(shape).join() === 'items,nextCursor' && items instanceof z.ZodArray && flow === 'output')
      return `Page<${print(items.element, flow, bare)}>`;
    const base = name === undefined && !bare ? baseOf(schema, flow) : undefined;
    const fields = Object.entries(shape).flatMap(([key, field]) => {
      if (base?.fields.has(key) === true) return [];
      const optional = flow === 'input' ? field._zod.optin !== undefined : field._zod.optout === 'optional';
      const type = print(withoutOptional(field, flow), flow, bare);
      const doc = name === undefined || bare ? '' : comment(docs.ofField(name, key));
      return `${doc}${propertyName(key)}${optional ? '?' : ''}: ${type}${optional && flow === 'input' ? ' | undefined' : ''};`;
    });
    if (schema.def.catchall !== undefined && schema.def.catchall._zod.def.type !== 'never')
      fields.push(`[key: string]: ${print(schema.def.catchall, flow, bare)};`);
    if (base !== undefined) return fields.length === 0 ? base.text : `${base.text} & {\n${fields.join('\n')}\n}`;
    return fields.length === 0 ? 'Record<string, never>' : `{\n${fields.join('\n')}\n}`;
  }

  /** What an object without a name has in common with one that has: the fields of a large one, or those of a list's paging. */
  function baseOf(schema: z.ZodObject, flow: Flow): { text: string; fields: ReadonlySet<string> } | undefined {
    const shape: Readonly<Record<string, Schema>> = schema.shape;
    for (const [named] of names) {
      if (!(named instanceof z.ZodObject) || named === schema) continue;
      const fields = Object.entries<Schema>(named.shape);
      if (fields.length >= LARGE && fields.every(([key, field]) => shape[key] === field))
        return { text: print(named, flow), fields: new Set(fields.map(([key]) => key)) };
    }
    return flow === 'input' && 'cursor' in shape && 'limit' in shape ? { text: 'Paging', fields: new Set(['cursor', 'limit']) } : undefined;
  }

  return {
    print,
    /** Declarations of every type named so far and of those they name in turn, in alphabetical order. */
    declarations(): string[] {
      const done = new Map<string, string>();
      const open = () => [...declared].filter(([called]) => !done.has(called));
      for (let rest = open(); rest.length > 0; rest = open()) {
        // What comes out first: what goes in may be a looser form of it.
        const out = rest.filter(([, { flow }]) => flow === 'output');
        for (const [called, entry] of out.length > 0 ? out : rest.slice(0, 1))
          done.set(called, `${comment(docs.of(entry.name))}export type ${called} = ${declaration(called, entry)};`);
      }
      return [...done].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
    },
  };
}

/** What stands behind the optional mark of a field. */
function withoutOptional(schema: Schema, flow: Flow): Schema {
  if (schema instanceof z.ZodOptional) return withoutOptional(schema.unwrap(), flow);
  if (flow === 'input' && (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault))
    return withoutOptional(schema.unwrap(), flow);
  return schema;
}

function propertyName(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}

function grouped(type: string): string {
  return / [|&] /.test(type) && !/^\{[^{}]*\}$/.test(type) ? `(${type})` : type;
}

export function comment(text: string | undefined): string {
  return text === undefined ? '' : `/** ${text.replaceAll('*/', '* /').replace(/\s*\n\s*/g, '\n * ')} */\n`;
}
