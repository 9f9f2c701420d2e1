import { ERRORS, AppError, type ApiDescription, type ApiProcedure, type ErrorCode, type JsonSchema } from '@tripmaster/contracts';
import { errorShape } from '@tripmaster/rpc';
import manifest from '../../package.json' with { type: 'json' };
import { groupOf } from './describe.ts';
import { PLAIN_PATHS, type PlainPath } from './plain-paths.ts';
import { GUARDS, limitInWords, scopeInWords } from './words.ts';

const ABOUT = `The procedures of TripMaster AI as they are called over HTTP: by tRPC's own protocol, without a transformer, so everything is plain JSON.

Queries are \`GET /trpc/<name>?input=<JSON>\`, mutations \`POST /trpc/<name>\` with the input as a JSON body. Good answers are \`{"result": {"data": …}}\`. Subscriptions are \`GET\` with \`text/event-stream\`: each event's data is described here, and \`lastEventId\` in the input goes on behind an event.

Failures are \`{"error": {"message", "code", "data": {"code", "httpStatus", "details"}}}\`: \`data.code\` is one of a closed set, the message is written for people, and \`details.fields\` names what was wrong with an input. A 429 or 503 says in \`Retry-After\` how long to wait.

Up to 20 calls of one kind travel together: \`/trpc/a,b?batch=1\` with inputs by their number; the answer is a list in the same order.`;

type Responses = Record<string, JsonSchema>;

/** The OpenAPI 3.1 document of the procedures and plain paths. */
export function openApi({ groups, procedures, schemas }: ApiDescription, { baseUrl }: { baseUrl: string }): JsonSchema {
  const paths: Record<string, JsonSchema> = {};
  for (const procedure of procedures)
    paths[`/trpc/${procedure.path}`] = { [procedure.kind === 'mutation' ? 'post' : 'get']: operationOf(procedure) };
  for (const plain of PLAIN_PATHS) paths[plain.path] = { ...paths[plain.path], [plain.method]: plainOperation(plain) };
  const used = new Set([...JSON.stringify(paths).matchAll(/#\/components\/responses\/(\w+)/g)].map(([, name = '']) => name));
  return {
    openapi: '3.1.1',
    info: {
      title: 'TripMaster AI',
      version: manifest.version,
      summary: 'A trip planner whose every plan has been checked.',
      description: ABOUT,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: baseUrl }],
    tags: [
      ...groups.map(({ name, about }) => ({ name, description: about })),
      { name: 'files', description: 'Files over plain HTTP' },
      { name: 'server', description: 'The server itself' },
    ],
    paths,
    components: {
      schemas: { ...schemas, Failure: FAILURE, FailureDetails: FAILURE_DETAILS },
      responses: Object.fromEntries(
        [...STATUSES].filter(([status]) => used.has(nameOf(status))).map(([status, codes]) => [nameOf(status), failureOf(codes)]),
      ),
      parameters: {
        IdempotencyKey: {
          name: 'Idempotency-Key',
          in: 'header',
          description: 'A call that comes again with the same key and input gives the first result, and makes nothing new.',
          schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[\\x21-\\x7e]+$' },
        },
      },
      securitySchemes: {
        session: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'The access token of a sign-in.' },
        apiToken: { type: 'http', scheme: 'bearer', description: 'An API token (account.apiTokens.create) with the scope that is named.' },
      },
    },
  };
}

function operationOf(procedure: ApiProcedure): JsonSchema {
  const { path, kind, guard, who, scope, summary, description, limit, once, input, inputOptional, output } = procedure;
  const words = [description, who, scopeInWords(scope), limit === undefined ? undefined : limitInWords(limit)];
  const content = input === undefined ? undefined : { 'application/json': { schema: input } };
  const parameters = [
    ...(content !== undefined && kind !== 'mutation' ? [{ name: 'input', in: 'query', required: inputOptional !== true, content }] : []),
    ...(once === true ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
  ];
  return {
    operationId: path,
    tags: [groupOf(path)],
    summary,
    description: words.filter((word) => word !== undefined).join('\n\n'),
    'x-kind': kind,
    'x-guard': guard,
    ...securityOf(guard, scope),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(content !== undefined && kind === 'mutation' ? { requestBody: { required: inputOptional !== true, content } } : {}),
    responses: {
      200: {
        description: kind === 'subscription' ? 'A stream of events; the data of each is what is described here.' : 'What it gives.',
        content:
          kind === 'subscription' ? { 'text/event-stream': { schema: output } } : { 'application/json': { schema: resultOf(output) } },
      },
      ...failures([
        ...(input === undefined ? [] : [400]),
        ...(guard === 'open' ? [] : guard === 'visitor' ? [401] : [401, 403]),
        ...(guard === 'support' || guard === 'admin' || namesSomething(input) ? [404] : []),
        ...(once === true ? [409] : []),
        ...(kind === 'mutation' && input !== undefined ? [413, 415] : []),
        ...(limit === undefined ? [] : [429]),
        500,
        503,
      ]),
    },
  };
}

function plainOperation({
  method,
  path,
  group,
  summary,
  description,
  who,
  scope = 'read',
  parameters = {},
  body,
  answers,
}: PlainPath): JsonSchema {
  const good: Responses = {};
  for (const [status, { description, types, schema }] of Object.entries(answers)) {
    const content = types === undefined ? {} : { content: Object.fromEntries(types.map((type) => [type, { schema: schema ?? {} }])) };
    good[status] = { description, ...content };
  }
  return {
    operationId: `${method} ${path}`.replace(/\W+/g, '-').replace(/^-|-$/g, ''),
    tags: [group],
    summary,
    description: [description, GUARDS[who]].filter((word) => word !== undefined).join('\n\n'),
    'x-guard': who,
    ...securityOf(who, who === 'in-person' ? undefined : scope),
    ...(Object.keys(parameters).length === 0
      ? {}
      : { parameters: Object.entries(parameters).map(([name, parameter]) => ({ name, required: parameter.in === 'path', ...parameter })) }),
    ...(body === undefined ? {} : { requestBody: { required: true, content: { [body.type]: { schema: body.schema } } } }),
    responses: { ...failures(who === 'open' ? [500] : [401, 404]), ...good },
  };
}

/** Whether an input names a thing, which may not be there. */
function namesSomething(input: JsonSchema | undefined): boolean {
  return input !== undefined && (input['$ref'] === '#/components/schemas/ById' || /"id":/.test(JSON.stringify(input['properties'] ?? {})));
}

function securityOf(guard: string, scope: string | undefined): JsonSchema {
  if (guard === 'open') return { security: [] };
  const ways = [{ session: [] }, ...(scope === undefined ? [] : [{ apiToken: [scope] }])];
  return { security: guard === 'visitor' ? [{}, ...ways] : ways };
}

function resultOf(data: JsonSchema): JsonSchema {
  return {
    type: 'object',
    properties: { result: { type: 'object', properties: { data }, required: ['data'] } },
    required: ['result'],
  };
}

const CODES = Object.keys(ERRORS).filter((code): code is ErrorCode => code in ERRORS);

/** The codes that go by each HTTP status. */
const STATUSES: ReadonlyMap<number, ErrorCode[]> = Map.groupBy(CODES, (code) => errorShape(new AppError(code)).data.httpStatus);

function nameOf(status: number): string {
  return `Failure${status}`;
}

function failures(statuses: readonly number[]): Responses {
  const named = statuses.map((status) => [String(status), { $ref: `#/components/responses/${nameOf(status)}` }] as const);
  return { ...Object.fromEntries(named), default: { description: 'Any other failure.', ...FAILURE_CONTENT } };
}

const FAILURE_CONTENT = { content: { 'application/json': { schema: { $ref: '#/components/schemas/Failure' } } } };

function failureOf(codes: readonly ErrorCode[]): JsonSchema {
  return { description: codes.map((code) => `\`${code}\`: ${ERRORS[code]}`).join('\n\n'), ...FAILURE_CONTENT };
}

const WHOLE: JsonSchema = { type: 'integer', minimum: 0 };

const FAILURE_DETAILS: JsonSchema = {
  type: 'object',
  description: 'What else is known of a failure; what it is depends on its code.',
  properties: {
    fields: { type: 'array', items: { $ref: '#/components/schemas/FieldProblem' }, description: 'What was wrong with the input.' },
    choices: { type: 'array', items: { $ref: '#/components/schemas/PlaceChoice' }, description: 'Places that a name may mean.' },
    retryAfterSeconds: { ...WHOLE, description: 'How long to wait.' },
    currentVersion: { ...WHOLE, description: 'The newest version, when an older one was to be changed.' },
    diff: { $ref: '#/components/schemas/PlanDiff', description: 'What changed since the version the caller has.' },
    triesLeft: { ...WHOLE, description: 'Tries left before a pause.' },
    draftId: { type: 'string', description: 'Where a request is kept of which no plan could be made.' },
  },
};

const FAILURE: JsonSchema = {
  type: 'object',
  properties: {
    error: {
      type: 'object',
      properties: {
        message: { type: 'string', description: 'Written for people.' },
        code: { type: 'integer', description: 'The number that JSON-RPC has for it.' },
        data: {
          type: 'object',
          properties: {
            code: { type: 'string', enum: CODES, description: CODES.map((code) => `\`${code}\`: ${ERRORS[code]}`).join('\n') },
            httpStatus: { type: 'integer' },
            path: { type: 'string', description: 'The procedure.' },
            details: { $ref: '#/components/schemas/FailureDetails' },
          },
          required: ['code', 'httpStatus', 'details'],
        },
      },
      required: ['message', 'code', 'data'],
    },
  },
  required: ['error'],
};
