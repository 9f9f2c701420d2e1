import { ERRORS, MAX_BATCH } from '@tripmaster/contracts';
import type { Docs } from './docs.ts';
import { isSchema, namedSchemas } from './names.ts';
import { comment, typePrinter } from './print-types.ts';

type Tree = { [name: string]: Tree | string };

const KINDS: Readonly<Record<string, string>> = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' };

/**
 * The source of the client's types: every schema of contracts that a procedure uses, by name, and the router
 * in tRPC's own terms. The same procedures always give the same text.
 */
export function printRouter(
  procedures: Readonly<Record<string, unknown>>,
  contracts: Readonly<Record<string, unknown>>,
  docs: Docs,
): string {
  const types = typePrinter(namedSchemas(contracts), docs);
  const tree: Tree = {};
  for (const [path, procedure] of Object.entries(procedures).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const { type, inputs, output, guard } = read(path, procedure);
    const input = inputs.length === 0 ? 'void' : inputs.map((schema) => types.print(schema, 'input')).join(' & ');
    const text = `${KINDS[type]}<${input}, ${types.print(output, 'output')}>`;
    put(tree, path.split('.'), `${comment(`Who may call this: ${guard}.`)}PROCEDURE ${text}`);
  }
  for (const name of ['fieldProblem', 'placeChoice']) {
    const schema = contracts[name];
    if (isSchema(schema)) types.print(schema, 'output');
  }
  return [
    '// Made by packages/client/tools/build.ts from the procedures of apps/api; do not edit.',
    "import type { TRPCBuiltRouter, TRPCMutationProcedure, TRPCQueryProcedure, TRPCSubscriptionProcedure } from '@trpc/server';",
    '',
    '/** One event of a stream: pass its id back as `lastEventId` to go on behind it. */',
    'export type Tracked<Value> = { id: string; data: Value };',
    '',
    ...types.declarations(),
    '',
    comment('Every failure the server can name.') +
      `export type ErrorCode = ${Object.keys(ERRORS)
        .map((code) => JSON.stringify(code))
        .join(' | ')};`,
    ...['ErrorDetails', 'ErrorData', 'ErrorShape'].map((name) => handWritten(name, docs)),
    '',
    ...Object.values(KINDS).map(
      (kind) => `type ${kind}<Input, Output> = TRPC${kind}Procedure<{ input: Input; output: Output; meta: object }>;`,
    ),
    'type Root = { ctx: object; meta: object; errorShape: ErrorShape; transformer: false };',
    comment('Every procedure of the server.') + `export type AppRouter = TRPCBuiltRouter<Root, ${record(tree)}>;`,
    '',
  ].join('\n');
}

/** A type of contracts that has no schema, as it stands there. */
function handWritten(name: string, docs: Docs): string {
  const text = docs.typeText(name);
  if (text === undefined) throw new Error(`contracts have no ${name}`);
  return `${comment(docs.of(name))}export type ${name} = ${text};`;
}

/** What the client has to know as values: the error codes, to tell our errors from others, and the size of a batch. */
export function printCodes(): string {
  return [
    '// Made by packages/client/tools/build.ts; do not edit.',
    `export const ERROR_CODES: readonly string[] = ${JSON.stringify(Object.keys(ERRORS))};`,
    `export const MAX_BATCH = ${MAX_BATCH};`,
    '',
  ].join('\n');
}

function put(tree: Tree, [first, ...rest]: string[], text: string): void {
  if (first === undefined) return;
  if (rest.length === 0) {
    tree[first] = text;
    return;
  }
  const below = tree[first] ?? (tree[first] = {});
  if (typeof below === 'string') throw new Error(`${first} is a procedure and a group`);
  put(below, rest, text);
}

function record(tree: Tree): string {
  const entries = Object.entries(tree).map(([name, below]) => {
    if (typeof below !== 'string') return `${name}: ${record(below)};`;
    const [doc = '', type = ''] = below.split('PROCEDURE ');
    return `${doc}${name}: ${type};`;
  });
  return `{\n${entries.join('\n')}\n}`;
}

/** A procedure as it stands at run time. */
function read(path: string, procedure: unknown) {
  const def = property(procedure, '_def');
  const type = property(def, 'type');
  const output = property(def, 'output');
  const inputs = property(def, 'inputs');
  const guard = property(property(def, 'meta'), 'guard');
  if (typeof type !== 'string' || KINDS[type] === undefined) throw new Error(`${path} is not a procedure`);
  if (typeof guard !== 'string') throw new Error(`${path} does not say who may call it: build it on a rung of packages/rpc`);
  if (!isSchema(output)) throw new Error(`${path} has no .output() schema`);
  if (!Array.isArray(inputs) || !inputs.every(isSchema)) throw new Error(`${path} has an input that is not a zod schema`);
  return { type, output, inputs, guard };
}

function property(value: unknown, name: string): unknown {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return undefined;
  return Reflect.get(value, name);
}
