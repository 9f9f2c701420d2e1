import { AppError, MAX_BATCH } from '@tripmaster/contracts';
import { errorShape, type Context } from '@tripmaster/rpc';
import { callTRPCProcedure } from '@trpc/server';
import { fastifyRequestHandler } from '@trpc/server/adapters/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { noteRefusal } from '../log.ts';
import type { AppRouter } from '../routes.ts';
import type { MakeContext } from './context.ts';

const JSON_TYPE = 'application/json; charset=utf-8';
/** Bytes that a body of these calls may have, where they are more than usual. */
const BODY_LIMITS: Readonly<Record<string, number>> = {
  // A proposal for six weeks has 500 operations and 150 KB, one for sixty packed days twice as many.
  'plans.update': 512 * 1024,
  // A file comes as text or base64, and goes back as the plan that it would be.
  'plans.import': 4 * 1024 * 1024,
  'plans.acceptImport': 4 * 1024 * 1024,
};
/** tRPC's adapter makes an address of the Host header and fails on one with more in it, such as a user's name. */
const HOST = /^[^\s/?#@\\]*$/;

type Options = { router: AppRouter; makeContext: MakeContext };
type Request = FastifyRequest<{ Params: { path: string }; Querystring: Record<string, unknown> }>;
type Outcome = { status: number; body: string; retryAfterSeconds: number };

/**
 * tRPC over HTTP. Single and batched JSON calls (nearly all of the traffic) go straight to their procedures,
 * which costs half of tRPC's own adapter; streams, subscriptions and everything unusual go to that adapter,
 * so that the protocol is tRPC's own in every corner.
 */
export async function trpcPlugin(app: FastifyInstance, { router, makeContext }: Options): Promise<void> {
  const types = new Map(Object.entries(router._def.procedures).map(([path, procedure]) => [path, typeOf(procedure)]));

  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.addContentTypeParser('*', (_request, payload, done) => {
    payload.resume();
    done(null, undefined);
  });

  app.addHook('onSend', async (_request, reply, payload) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    // What tRPC's adapter refuses before it knows the procedure is JSON that goes by the name of text.
    if (payload instanceof Response && payload.headers.get('content-type')?.startsWith('text/plain') === true)
      payload.headers.set('content-type', JSON_TYPE);
  });
  const handle = async (request: Request, reply: FastifyReply) => {
    const paths = directPaths(request, types);
    if (paths === undefined) return adapter(request, reply);
    const context = makeContext(request, reply);
    const batch = request.query['batch'] === '1';
    const inputs = readInputs(request, batch);
    const type = request.method === 'GET' ? 'query' : 'mutation';
    const outcomes = await Promise.all(paths.map((path, index) => call(path, type, inputs[index], index, context, request)));
    const wait = Math.max(...outcomes.map(({ retryAfterSeconds }) => retryAfterSeconds));
    if (wait > 0) reply.header('retry-after', wait);
    reply.header('vary', 'trpc-accept, accept').type(JSON_TYPE);
    const [first] = outcomes;
    if (!batch) return reply.status(first?.status ?? 500).send(first?.body);
    const same = outcomes.every(({ status }) => status === first?.status);
    return reply.status(same ? (first?.status ?? 200) : 207).send(`[${outcomes.map(({ body }) => body).join(',')}]`);
  };
  // Fastify would answer HEAD by running the call; HEAD is nothing that calls are made with.
  app.get<{ Params: { path: string }; Querystring: Record<string, unknown> }>('/:path', { exposeHeadRoute: false }, handle);
  app.post<{ Params: { path: string }; Querystring: Record<string, unknown> }>('/:path', handle);
  for (const [path, bodyLimit] of Object.entries(BODY_LIMITS))
    app.post<{ Params: { path: string }; Querystring: Record<string, unknown> }>(
      `/${path}`,
      { bodyLimit, preHandler: async (request) => void (request.params = { path }) },
      handle,
    );

  async function call(
    path: string,
    type: 'query' | 'mutation',
    input: unknown,
    batchIndex: number,
    ctx: Context,
    request: Request,
  ): Promise<Outcome> {
    try {
      const data: unknown = await callTRPCProcedure({
        router,
        path,
        type,
        ctx,
        batchIndex,
        getRawInput: async () => input,
        signal: undefined,
      });
      return { status: 200, body: JSON.stringify({ result: { data } }), retryAfterSeconds: 0 };
    } catch (error) {
      const shape = errorShape(error, path);
      noteRefusal(request, shape.data.code, path);
      if (shape.data.httpStatus >= 500 && !isGone(request)) request.log.error({ err: error, path }, 'procedure failed');
      return {
        status: shape.data.httpStatus,
        body: JSON.stringify({ error: shape }),
        retryAfterSeconds: shape.data.details.retryAfterSeconds ?? 0,
      };
    }
  }

  async function adapter(request: Request, reply: FastifyReply): Promise<void> {
    if (!HOST.test(request.headers.host ?? '')) throw new AppError('malformed-request');
    await fastifyRequestHandler({
      router,
      req: request,
      res: reply,
      path: request.params.path,
      maxBatchSize: MAX_BATCH,
      // Connection parameters stand in the address, where no token belongs: they are not looked at.
      createContext: async () => makeContext(request, reply),
      responseMeta: ({ errors }) => {
        const wait = Math.max(0, ...errors.map((error) => errorShape(error).data.details.retryAfterSeconds ?? 0));
        return wait > 0 ? { headers: new Headers([['retry-after', String(wait)]]) } : {};
      },
      onError: ({ error, path }) => {
        const { code, httpStatus } = errorShape(error).data;
        noteRefusal(request, code, path);
        if (httpStatus >= 500) request.log.error({ err: error, path }, 'procedure failed');
      },
    });
  }
}

/** The procedures a request calls when it is plain enough for the direct way, else undefined. */
function directPaths(request: Request, types: Map<string, string>): string[] | undefined {
  const { headers, query } = request;
  if (
    headers['trpc-accept'] !== undefined ||
    headers.accept?.includes('application/jsonl') === true ||
    headers.accept?.includes('text/event-stream') === true
  )
    return undefined;
  if (request.method === 'POST' && !/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')) return undefined;
  if (query['batch'] !== undefined && query['batch'] !== '1') return undefined;
  const paths = query['batch'] === '1' ? request.params.path.split(',') : [request.params.path];
  const type = request.method === 'GET' ? 'query' : 'mutation';
  return paths.length <= MAX_BATCH && paths.every((path) => types.get(path) === type) ? paths : undefined;
}

/** Inputs by the number of the call. */
function readInputs(request: Request, batch: boolean): Record<number, unknown> {
  const text = request.method === 'GET' ? request.query['input'] : request.body;
  if (text === undefined || text === '') return {};
  if (typeof text !== 'string') throw new AppError('malformed-request');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new AppError('malformed-request', {}, 'The input is not valid JSON.');
  }
  if (!batch) return { 0: value };
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new AppError('malformed-request', {}, 'The input of a batch must be an object by call number.');
  return Object.fromEntries(Object.entries(value));
}

function typeOf(procedure: unknown): string {
  if (
    typeof procedure === 'function' &&
    '_def' in procedure &&
    typeof procedure._def === 'object' &&
    procedure._def !== null &&
    'type' in procedure._def
  )
    return String(procedure._def.type);
  throw new Error('a procedure without a type');
}

/** The caller has left: what failed because of that is no failure. */
function isGone(request: FastifyRequest): boolean {
  return request.raw.destroyed;
}
