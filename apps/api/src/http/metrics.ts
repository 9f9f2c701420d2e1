import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { ServerMetrics } from '../operations/metrics.service.ts';

type Parts = { metrics: Pick<ServerMetrics, 'page' | 'contentType'>; token: string };

/** `GET /metrics`: figures for Prometheus, for whoever brings the token. For all others it looks missing. */
export async function metricsRoutes(app: FastifyInstance, { metrics, token }: Parts): Promise<void> {
  app.get('/metrics', { exposeHeadRoute: false }, async (request, reply) => {
    if (!brings(request.headers.authorization, token)) return reply.callNotFound();
    return reply
      .header('cache-control', 'no-store')
      .type(metrics.contentType)
      .send(await metrics.page());
  });
}

/** Compared by their hashes, which are of one length, in a time that says nothing of where they differ. */
function brings(header: string | undefined, token: string): boolean {
  const presented = /^Bearer (\S+)$/i.exec(header ?? '')?.[1] ?? '';
  return timingSafeEqual(hashOf(presented), hashOf(token));
}

function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
