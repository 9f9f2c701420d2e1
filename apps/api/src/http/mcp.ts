import { AppError } from '@tripmaster/contracts';
import { callTRPCProcedure } from '@trpc/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { describeApi } from '../description/describe.ts';
import { noteRefusal } from '../log.ts';
import { isOpen, toolsOf, type ProcedureTool } from '../mcp/tools.ts';
import type { MakeContext } from '../plugins/context.ts';
import { sendError } from '../plugins/errors.ts';
import type { AppRouter } from '../routes.ts';

/** As much as plans.update takes, and its envelope. */
const BODY_LIMIT = 520 * 1024;

type Parts = { router: AppRouter; makeContext: MakeContext; baseUrl: string; production: boolean };

/**
 * `POST /mcp`: the marked procedures as tools of the Model Context Protocol, over streamable HTTP without sessions.
 * A bearer token says who calls; without one there are the tools that are open to all.
 */
export async function mcpRoutes(app: FastifyInstance, { router, makeContext, baseUrl, production }: Parts): Promise<void> {
  let tools: ProcedureTool[] | undefined;

  app.post('/mcp', { bodyLimit: BODY_LIMIT }, async (request, reply) => {
    reply.header('cache-control', 'no-store');
    const { answerMcp } = await import('../mcp/server.ts');
    tools ??= toolsOf(describeApi(router._def.procedures));
    const context = makeContext(request, reply);
    try {
      const actor = await context.authenticate();
      const called = toolCalled(request.body, tools);
      if (actor === undefined && called !== undefined && !isOpen(called)) throw new AppError('unauthenticated');
      const answer = await answerMcp(
        webRequest(request, baseUrl),
        request.body,
        {
          actor,
          call: ({ procedure: { path, kind } }, input) =>
            callTRPCProcedure({
              router,
              path,
              type: kind,
              ctx: context,
              batchIndex: 0,
              getRawInput: async () => input,
              signal: context.signal,
            }),
          onFailure: (error, { procedure: { path } }) => {
            noteRefusal(request, error.code, path);
            if (error.code === 'internal') request.log.error({ err: error, path }, 'procedure failed');
          },
        },
        { tools, conformance: !production },
      );
      return await reply.send(answer);
    } catch (error) {
      return refuse(error, reply);
    }
  });
  // There are no sessions: nothing to listen to, and nothing to end.
  for (const method of ['GET', 'DELETE'])
    app.route({
      method,
      url: '/mcp',
      exposeHeadRoute: false,
      handler: async (_request, reply) => {
        reply.header('allow', 'POST');
        throw new AppError('method-not-supported');
      },
    });
}

/** Says how to come in to whoever did not get in (RFC 6750, section 3). */
function refuse(error: unknown, reply: FastifyReply): FastifyReply {
  if (error instanceof AppError && (error.code === 'unauthenticated' || error.code === 'session-ended'))
    reply.header(
      'www-authenticate',
      `Bearer realm="TripMaster AI"${reply.request.headers.authorization === undefined ? '' : ', error="invalid_token"'}`,
    );
  return sendError(error, reply);
}

function toolCalled(body: unknown, tools: readonly ProcedureTool[]): ProcedureTool | undefined {
  if (typeof body !== 'object' || body === null || !('method' in body) || body.method !== 'tools/call' || !('params' in body))
    return undefined;
  const { params } = body;
  const name = typeof params === 'object' && params !== null && 'name' in params ? params.name : undefined;
  return tools.find(({ listing }) => listing.name === name);
}

/** The request as the protocol's library reads it; its body was read already. */
function webRequest({ method, headers }: FastifyRequest, baseUrl: string): Request {
  const given = new Headers();
  for (const [name, value] of Object.entries(headers)) if (typeof value === 'string') given.set(name, value);
  return new Request(`${baseUrl}/mcp`, { method, headers: given });
}
