import { bookingKind, bookingSearch, type JsonSchema } from '@tripmaster/contracts';
import { FORMATS } from '../http/downloads.ts';

/** A way in over plain HTTP, beside the procedures. */
export type PlainPath = {
  method: 'get' | 'post' | 'delete';
  path: string;
  group: string;
  summary: string;
  description?: string;
  /** Who may ask: anybody, whoever the bearer token says (or nobody), or only who is signed in. */
  who: 'open' | 'visitor' | 'signed-in' | 'in-person';
  parameters?: Readonly<Record<string, { in: 'path' | 'query'; schema: JsonSchema; description: string }>>;
  body?: { type: string; schema: JsonSchema };
  /** What a good answer is. */
  answers: Readonly<Record<number, { description: string; types?: readonly string[]; schema?: JsonSchema }>>;
};

const TEXT: JsonSchema = { type: 'string' };
const id = { in: 'path', schema: { type: 'string', format: 'uuid' }, description: 'The plan.' } as const;

/** Every such path; a test compares them with what the server answers to. */
export const PLAIN_PATHS: readonly PlainPath[] = [
  {
    method: 'get',
    path: '/plans/{id}.{format}',
    group: 'files',
    summary: 'Gives a plan as a file.',
    description: 'For whoever may read the plan. Answers carry an ETag.',
    who: 'visitor',
    parameters: {
      id,
      format: { in: 'path', schema: { type: 'string', enum: Object.keys(FORMATS) }, description: 'The kind of file.' },
    },
    answers: {
      200: { description: 'The file.', types: Object.values(FORMATS).map(({ type }) => type.replace(/;.*/, '')), schema: TEXT },
      304: { description: 'It is the one you have (If-None-Match).' },
    },
  },
  {
    method: 'get',
    path: '/plans/{id}/expenses.csv',
    group: 'files',
    summary: 'Gives what was spent on a trip as a table.',
    who: 'signed-in',
    parameters: { id },
    answers: { 200: { description: 'The table.', types: ['text/csv'], schema: TEXT } },
  },
  {
    method: 'get',
    path: '/go/{provider}/{kind}',
    group: 'files',
    summary: 'Leads to a provider’s own search, and counts that it was followed.',
    description: 'The links of plans.bookingLinks. Where it leads is made of the provider’s address and of these words alone.',
    who: 'open',
    parameters: {
      provider: { in: 'path', schema: TEXT, description: 'The provider’s short name.' },
      kind: { in: 'path', schema: { type: 'string', enum: bookingKind.options }, description: 'What is looked for.' },
      ...Object.fromEntries(
        Object.keys(bookingSearch.shape).map((word) => [
          word,
          { in: 'query' as const, schema: TEXT, description: 'A word of the search.' },
        ]),
      ),
    },
    answers: { 303: { description: 'The provider’s address.' } },
  },
  {
    method: 'get',
    path: '/account/export.json',
    group: 'files',
    summary: 'Gives everything held about you, as a file.',
    who: 'in-person',
    answers: { 200: { description: 'The file.', types: ['application/json'], schema: { $ref: '#/components/schemas/AccountExport' } } },
  },
  {
    method: 'get',
    path: '/schemas/plan-1.json',
    group: 'files',
    summary: 'Gives the JSON Schema of a plan’s file.',
    who: 'open',
    answers: {
      200: { description: 'The schema.', types: ['application/schema+json'], schema: { type: 'object' } },
      304: { description: 'It is the one you have (If-None-Match).' },
    },
  },
  {
    method: 'get',
    path: '/livez',
    group: 'server',
    summary: 'Says that the server runs.',
    who: 'open',
    answers: { 200: { description: 'It runs.', types: ['application/json'], schema: status('ok') } },
  },
  {
    method: 'get',
    path: '/readyz',
    group: 'server',
    summary: 'Says whether the server can do its work.',
    who: 'open',
    answers: {
      200: { description: 'It can.', types: ['application/json'], schema: status('ready') },
      503: { description: 'Its database does not answer.', types: ['application/json'], schema: status('not-ready') },
    },
  },
  {
    method: 'get',
    path: '/.well-known/jwks.json',
    group: 'server',
    summary: 'Gives the public keys of access tokens.',
    who: 'open',
    answers: { 200: { description: 'A JSON Web Key Set (RFC 7517).', types: ['application/jwk-set+json'], schema: { type: 'object' } } },
  },
  {
    method: 'get',
    path: '/.well-known/security.txt',
    group: 'server',
    summary: 'Says whom to tell of a weakness, where the operator does (RFC 9116).',
    who: 'open',
    answers: { 200: { description: 'The text.', types: ['text/plain'], schema: TEXT } },
  },
  {
    method: 'get',
    path: '/api/openapi.json',
    group: 'server',
    summary: 'Gives this document.',
    who: 'open',
    answers: {
      200: { description: 'An OpenAPI 3.1 document.', types: ['application/json'], schema: { type: 'object' } },
      304: { description: 'It is the one you have (If-None-Match).' },
    },
  },
  {
    method: 'get',
    path: '/api/docs',
    group: 'server',
    summary: 'Shows this document as a page.',
    who: 'open',
    answers: { 200: { description: 'The page.', types: ['text/html'], schema: TEXT } },
  },
  {
    method: 'post',
    path: '/mcp',
    group: 'server',
    summary: 'Speaks the Model Context Protocol: tools for models.',
    description: 'Streamable HTTP without sessions; every request is answered by itself.',
    who: 'visitor',
    body: { type: 'application/json', schema: { type: 'object', description: 'A JSON-RPC 2.0 message.' } },
    answers: {
      200: { description: 'The JSON-RPC answer.', types: ['application/json', 'text/event-stream'], schema: { type: 'object' } },
      202: { description: 'A notification was taken.' },
    },
  },
];

/** Paths for browsers on their way through a sign-in, and files of pages: nothing that a program calls. */
export const UNDESCRIBED: readonly string[] = ['/auth/openid', '/auth/openid/callback', '/api/docs.css', '/trpc/:path'];

function status(word: string): JsonSchema {
  return {
    type: 'object',
    properties: { status: { type: 'string', const: word }, database: { type: 'string', enum: ['sqlite', 'postgres'] } },
    required: ['status'],
  };
}
