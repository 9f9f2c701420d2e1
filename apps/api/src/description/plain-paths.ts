import { bookingKind, bookingSearch, type JsonSchema } from '@tripmaster/contracts';
import { TABLE_NAMES } from '../http/admin-tables.ts';
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
  /** What an API token needs; `read` when not said. */
  scope?: 'read' | 'write' | 'admin';
  parameters?: Readonly<Record<string, { in: 'path' | 'query'; schema: JsonSchema; description: string; required?: true }>>;
  body?: { type: string; schema: JsonSchema };
  /** What a good answer is. */
  answers: Readonly<Record<number, { description: string; types?: readonly string[]; schema?: JsonSchema }>>;
};

const TEXT: JsonSchema = { type: 'string' };
/** Octets of any kind (OpenAPI 3.1 leaves the schema of binary content open). */
const FILE: JsonSchema = {};
const id = { in: 'path', schema: { type: 'string', format: 'uuid' }, description: 'The plan.' } as const;

const fileId = { ...id, description: 'The file.' } as const;
const token = { in: 'path', schema: TEXT, description: 'What the link carries.' } as const;
const FILE_PARAMETERS = {
  format: { in: 'path', schema: { type: 'string', enum: Object.keys(FORMATS) }, description: 'The kind of file.' },
  paper: { in: 'query', schema: { type: 'string', enum: ['a4', 'letter'] }, description: 'Of a PDF; by default A4.' },
} as const;
const KNOWN = { 304: { description: 'It is the one you have (If-None-Match).' } };
const FILE_ANSWERS: PlainPath['answers'] = {
  200: { description: 'The file.', types: Object.values(FORMATS).map(({ type }) => type.replace(/;.*/, '')), schema: TEXT },
  ...KNOWN,
};
const PICTURE_ANSWERS: PlainPath['answers'] = { 200: { description: 'The picture.', types: ['image/png'], schema: TEXT }, ...KNOWN };

const OFREP_BODY: NonNullable<PlainPath['body']> = {
  type: 'application/json',
  schema: {
    type: 'object',
    properties: {
      context: {
        type: 'object',
        properties: { targetingKey: { type: 'string', description: 'By whom a flag is shared out.' } },
        additionalProperties: true,
      },
    },
    required: ['context'],
  },
};
const OFREP_FAILURE: JsonSchema = {
  type: 'object',
  properties: {
    key: { type: 'string' },
    errorCode: { type: 'string', enum: ['FLAG_NOT_FOUND', 'PARSE_ERROR', 'TARGETING_KEY_MISSING', 'INVALID_CONTEXT', 'GENERAL'] },
    errorDetails: { type: 'string' },
  },
  required: ['errorCode'],
};
const OFREP_FLAG: JsonSchema = {
  type: 'object',
  properties: {
    key: { type: 'string' },
    value: { description: 'Absent: the default of whoever asks holds.' },
    reason: { type: 'string', enum: ['STATIC', 'DEFAULT', 'TARGETING_MATCH', 'SPLIT', 'DISABLED', 'UNKNOWN'] },
    variant: { type: 'string' },
    metadata: { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } },
  },
  required: ['key', 'reason'],
};
const JSON_TYPES = ['application/json'] as const;

/** Every such path; a test compares them with what the server answers to. */
export const PLAIN_PATHS: readonly PlainPath[] = [
  {
    method: 'get',
    path: '/plans/{id}.{format}',
    group: 'files',
    summary: 'Gives a plan as a file.',
    description: 'For whoever may read the plan. Answers carry an ETag.',
    who: 'visitor',
    parameters: { id, ...FILE_PARAMETERS },
    answers: FILE_ANSWERS,
  },
  {
    method: 'get',
    path: '/plans/{id}/preview.png',
    group: 'files',
    summary: 'Gives a picture of a plan, for pages that link to it.',
    description: 'For whoever may read the plan; 1200 × 630 pixels.',
    who: 'visitor',
    parameters: { id },
    answers: PICTURE_ANSWERS,
  },
  {
    method: 'get',
    path: '/s/{token}/plan.{format}',
    group: 'files',
    summary: 'Gives what a link shows, as a file.',
    who: 'visitor',
    parameters: { token, ...FILE_PARAMETERS },
    answers: FILE_ANSWERS,
  },
  {
    method: 'get',
    path: '/s/{token}/preview.png',
    group: 'files',
    summary: 'Gives a picture of what a link shows, for programs that preview links.',
    who: 'visitor',
    parameters: { token },
    answers: PICTURE_ANSWERS,
  },
  {
    method: 'get',
    path: '/plans/{id}/stored.txt',
    group: 'files',
    summary: 'Gives a plan as it lies in the database, for who is on it: all there is of one that is damaged.',
    who: 'signed-in',
    parameters: { id },
    answers: { 200: { description: 'The text.', types: ['text/plain'], schema: TEXT } },
  },
  {
    method: 'get',
    path: '/calendar/{token}.ics',
    group: 'files',
    summary: 'Gives trips to a calendar program that subscribed.',
    description: 'The token (plans.calendar.create) is all that lets it in. Answers carry an ETag.',
    who: 'open',
    parameters: { token: { in: 'path', schema: TEXT, description: 'What the address was made with.' } },
    answers: {
      200: { description: 'The calendar.', types: ['text/calendar'], schema: TEXT },
      304: { description: 'It is the one you have (If-None-Match).' },
    },
  },
  {
    method: 'post',
    path: '/files',
    group: 'files',
    summary: 'Keeps a file with a plan: a ticket, a copy of a passport, a photo.',
    description:
      'The file is the body, or the first file of a form. What it is is told by its content. An API token needs the scope `write`; an `Idempotency-Key` is honoured.',
    who: 'signed-in',
    scope: 'write',
    parameters: {
      plan: { in: 'query', schema: { type: 'string', format: 'uuid' }, description: 'The plan.', required: true },
      item: { in: 'query', schema: TEXT, description: 'The stop it belongs to.' },
      name: { in: 'query', schema: TEXT, description: 'Its name; that of a form is known.' },
      shared: { in: 'query', schema: { type: 'string', enum: ['true', 'false'] }, description: 'Whether the others on the plan see it.' },
    },
    body: { type: 'application/octet-stream', schema: FILE },
    answers: {
      201: { description: 'The file as it is kept.', types: ['application/json'], schema: { $ref: '#/components/schemas/PlanFile' } },
    },
  },
  {
    method: 'get',
    path: '/files/{id}',
    group: 'files',
    summary: 'Gives a file.',
    description: 'A stretch of it with `Range`.',
    who: 'signed-in',
    parameters: { id: fileId },
    answers: {
      200: { description: 'The file.', types: ['*/*'], schema: FILE },
      206: { description: 'The stretch that was asked for.', types: ['*/*'], schema: FILE },
    },
  },
  {
    method: 'get',
    path: '/files/{id}/thumbnail',
    group: 'files',
    summary: 'Gives a small picture of a photo.',
    who: 'signed-in',
    parameters: { id: fileId },
    answers: { 200: { description: 'The picture.', types: ['image/*'], schema: FILE } },
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
    path: '/admin/export/{table}.csv',
    group: 'files',
    summary: 'Gives a table of administration.',
    description:
      'For administrators who came in with a second factor; looks missing to everybody else. Tables of figures and `events` need the days; those of lists take their procedure’s filters. An API token needs the scope `admin`.',
    who: 'signed-in',
    scope: 'admin',
    parameters: {
      table: { in: 'path', schema: { type: 'string', enum: [...TABLE_NAMES] }, description: 'The table.' },
      from: { in: 'query', schema: { type: 'string', format: 'date' }, description: 'The first day.' },
      to: { in: 'query', schema: { type: 'string', format: 'date' }, description: 'The last day.' },
    },
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
    path: '/s/{token}',
    group: 'files',
    summary: 'Shows the plan of a link as a page of the app, with its name for previews of links.',
    description: 'A link that is over gets the bare page and 404. Programs read the plan with plans.shared.',
    who: 'open',
    parameters: { token: { in: 'path', schema: TEXT, description: 'What the link was made with.' } },
    answers: { 200: { description: 'The page.', types: ['text/html'], schema: TEXT } },
  },
  {
    method: 'post',
    path: '/ofrep/v1/evaluate/flags/{key}',
    group: 'flags',
    summary: 'Tells what a flag is for a context (OpenFeature Remote Evaluation Protocol).',
    description: 'What is shown to whom is remembered only where the token of a supporter or administrator may write.',
    who: 'visitor',
    parameters: { key: { in: 'path', schema: TEXT, description: 'The flag.' } },
    body: OFREP_BODY,
    answers: {
      200: { description: 'The flag.', types: JSON_TYPES, schema: OFREP_FLAG },
      400: { description: 'It can’t be told for this context.', types: JSON_TYPES, schema: OFREP_FAILURE },
      404: { description: 'There is no such flag.', types: JSON_TYPES, schema: OFREP_FAILURE },
    },
  },
  {
    method: 'post',
    path: '/ofrep/v1/evaluate/flags',
    group: 'flags',
    summary: 'Tells what all flags are for a context (OpenFeature Remote Evaluation Protocol).',
    description: 'The answer carries an ETag.',
    who: 'visitor',
    body: OFREP_BODY,
    answers: {
      200: {
        description: 'Every flag, or why it can’t be told.',
        types: JSON_TYPES,
        schema: {
          type: 'object',
          properties: { flags: { type: 'array', items: { anyOf: [OFREP_FLAG, OFREP_FAILURE] } } },
          required: ['flags'],
        },
      },
      304: { description: 'They are what you have (If-None-Match).' },
      400: { description: 'The context can’t be used.', types: JSON_TYPES, schema: OFREP_FAILURE },
    },
  },
  {
    method: 'get',
    path: '/unsubscribe/{token}',
    group: 'files',
    summary: 'Shows what kind of mails a link turns off, with a button that does it.',
    description: 'Looking changes nothing. The token is in the mails themselves.',
    who: 'open',
    parameters: { token },
    answers: { 200: { description: 'The page.', types: ['text/html'], schema: TEXT } },
  },
  {
    method: 'post',
    path: '/unsubscribe/{token}',
    group: 'files',
    summary: 'Turns a kind of mails off, by one click in a mail program (RFC 8058).',
    who: 'open',
    parameters: { token },
    body: { type: 'application/x-www-form-urlencoded', schema: { type: 'object' } },
    answers: { 200: { description: 'The page that says so.', types: ['text/html'], schema: TEXT } },
  },
  {
    method: 'post',
    path: '/unsubscribe/{token}/undo',
    group: 'files',
    summary: 'Turns a kind of mails on again.',
    who: 'open',
    parameters: { token },
    body: { type: 'application/x-www-form-urlencoded', schema: { type: 'object' } },
    answers: { 200: { description: 'The page that says so.', types: ['text/html'], schema: TEXT } },
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
    path: '/metrics',
    group: 'server',
    summary: 'Gives figures for Prometheus.',
    description: 'For whoever brings the token that the operator has set, as a bearer token; looks missing to everybody else.',
    who: 'open',
    answers: { 200: { description: 'The figures.', types: ['text/plain'], schema: TEXT } },
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

/** Paths for browsers on their way through a sign-in, files of pages, and what other services tell us: nothing that a program calls. */
export const UNDESCRIBED: readonly string[] = [
  '/auth/openid',
  '/auth/openid/callback',
  '/api/docs.css',
  '/unsubscribe.css',
  '/webhooks/resend',
  '/webhooks/stripe',
];

function status(word: string): JsonSchema {
  return {
    type: 'object',
    properties: { status: { type: 'string', const: word }, database: { type: 'string', enum: ['sqlite', 'postgres'] } },
    required: ['status'],
  };
}
