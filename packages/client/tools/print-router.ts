import { definitionsOf, isSchema, namedSchemas, type Docs } from '@tripmaster/api/description';
import { ERRORS, MAX_BATCH, type ApiDescription } from '@tripmaster/contracts';
import { comment, typePrinter } from './print-types.ts';

type Tree = { [name: string]: Tree | string };

const KINDS = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' } as const;

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
  for (const { path, kind, inputs, output, meta } of definitionsOf(procedures)) {
    const input = inputs.length === 0 ? 'void' : inputs.map((schema) => types.print(schema, 'input')).join(' & ');
    const text = `${KINDS[kind]}<${input}, ${types.print(output, 'output')}>`;
    put(tree, path.split('.'), `${comment(docOf(meta))}PROCEDURE ${text}`);
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
    `${comment('A page of a list; pass `nextCursor` back as `cursor` for the next one.')}export type Page<Item> = { items: Item[]; nextCursor?: string };`,
    `${comment('Where a page of a list begins, and how long it is: 1 to 100, 20 when not given.')}export type Paging = { cursor?: string | undefined; limit?: number | undefined };`,
    `${comment('The same, where what may be absent may also be given as undefined, however deep.')}export type Given<T> = T extends readonly (infer Item)[]
  ? Given<Item>[]
  : T extends object
    ? { [Key in keyof T]: Given<T[Key]> | (object extends Pick<T, Key> ? undefined : never) }
    : T;`,
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

/** What a procedure does and who may call it, where that is not simply who is signed in; short, as there are many. */
function docOf({ summary = '', guard }: { summary?: string; guard: string }): string {
  return guard === 'signed-in' ? summary : `${summary} (${guard})`;
}

/** A type of contracts that has no schema, as it stands there. */
function handWritten(name: string, docs: Docs): string {
  const text = docs.typeText(name);
  if (text === undefined) throw new Error(`contracts have no ${name}`);
  return `${comment(docs.of(name))}export type ${name} = ${text};`;
}

/**
 * What the client has to know as values: the error codes, to tell our errors from others, the size of a batch, and
 * the calls that make something once however often they come with the same key.
 */
export function printCodes({ procedures }: ApiDescription): string {
  const once = procedures.filter((procedure) => procedure.once).map(({ path }) => path);
  return [
    '// Made by packages/client/tools/build.ts; do not edit.',
    `export const ERROR_CODES: readonly string[] = ${JSON.stringify(Object.keys(ERRORS))};`,
    `export const MAX_BATCH = ${MAX_BATCH};`,
    `export const ONCE: readonly string[] = ${JSON.stringify(once)};`,
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

/** Everything that is to be known of the procedures to call them by name, as a value. */
export function printDescription(api: ApiDescription, docs: Docs): string {
  return [
    '// Made by packages/client/tools/build.ts from the procedures of apps/api; do not edit.',
    ...['JsonSchema', 'ApiProcedure', 'ApiDescription'].map((name) => handWritten(name, docs)),
    comment('Every procedure of the server this client was made for, and the schemas they share.'),
    `export const api: ApiDescription = JSON.parse(${JSON.stringify(JSON.stringify(api))});`,
    '',
  ].join('\n');
}
