import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { describeApi } from '../description/describe.ts';
import { openApi } from '../description/openapi.ts';
import { REFERENCE_POLICY } from '../plugins/policies.ts';
import { referencePage } from '../reference/page.ts';
import { fontFaces, pageStyle } from '../reference/style.ts';
import type { AppRouter } from '../routes.ts';
import { etagOf, isKnown } from './etag.ts';

type Parts = { router: AppRouter; baseUrl: string; webFolder?: string | undefined };
type Answer = { body: string; etag: string };

/**
 * `GET /api/openapi.json`: the procedures and paths as an OpenAPI 3.1 document. `GET /api/docs`: the same as a page.
 * Both are made when they are first asked for, and kept.
 */
export async function referenceRoutes(app: FastifyInstance, { router, baseUrl, webFolder }: Parts): Promise<void> {
  const api = once(() => describeApi(router._def.procedures));
  const answers = {
    document: once(() => answerOf(JSON.stringify(openApi(api(), { baseUrl })))),
    page: once(() => answerOf(referencePage(api(), { baseUrl }))),
    style: once(() => answerOf(fontFaces(webFolder) + pageStyle('reference'))),
  };
  app.get('/api/openapi.json', async (request, reply) => give(request, reply, answers.document(), 'application/json; charset=utf-8'));
  app.get('/api/docs', async (request, reply) => {
    reply.header('content-security-policy', REFERENCE_POLICY);
    return give(request, reply, answers.page(), 'text/html; charset=utf-8');
  });
  app.get('/api/docs.css', async (request, reply) => give(request, reply, answers.style(), 'text/css; charset=utf-8'));
}

function give(request: FastifyRequest, reply: FastifyReply, { body, etag }: Answer, type: string): FastifyReply {
  reply.header('cache-control', 'public, no-cache').header('etag', etag);
  if (isKnown(request, etag)) return reply.status(304).send();
  return reply.type(type).send(body);
}

function answerOf(body: string): Answer {
  return { body, etag: etagOf(body) };
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
