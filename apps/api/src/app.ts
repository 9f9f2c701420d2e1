import { newId } from '@tripmaster/contracts';
import Fastify, { LogController, type FastifyInstance } from 'fastify';
import type { Application } from './compose.ts';
import type { Config } from './env.ts';
import { downloadRoutes } from './http/downloads.ts';
import { healthRoutes } from './http/health.ts';
import { wellKnownRoutes } from './http/well-known.ts';
import { errorForLog } from './log.ts';
import { contextMaker } from './plugins/context.ts';
import { securityPlugin } from './plugins/security.ts';
import { sendError } from './plugins/errors.ts';
import { trpcPlugin } from './plugins/trpc.ts';
import { webPlugin } from './plugins/web.ts';

const BODY_LIMIT = 64 * 1024;
/** A trip request travels in the address of a stream; Node's own 16 KiB would be too little for long notes. */
const HEADER_LIMIT = 64 * 1024;

/** The HTTP server, complete but not listening: tests inject into it. */
export async function buildApp(
  application: Application,
  config: Config,
  { webFolder }: { webFolder?: string } = {},
): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: BODY_LIMIT,
    requestTimeout: 30_000,
    connectionTimeout: 0,
    keepAliveTimeout: 72_000,
    http: { maxHeaderSize: HEADER_LIMIT, headersTimeout: 20_000, connectionsCheckingInterval: 5_000 },
    routerOptions: { maxParamLength: 5_000 },
    trustProxy: config.trustProxy,
    genReqId: () => newId(),
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    forceCloseConnections: 'idle',
    frameworkErrors: (error, _request, reply) => void sendError(error, reply),
    logger: {
      level: config.logLevel,
      redact: ['req.headers.authorization', 'req.headers.cookie'],
      serializers: { err: (error) => errorForLog(error), req: (request) => ({ method: request.method, path: request.url.split('?')[0] }) },
    },
  });
  app.setErrorHandler((error, _request, reply) => sendError(error, reply));
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      { method: request.method, path: request.url.split('?')[0], status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'request',
    );
  });

  await app.register(securityPlugin, { config });
  const makeContext = contextMaker({ auth: application.auth, limiter: application.limiter, config });
  await app.register(trpcPlugin, { prefix: '/trpc', router: application.router, makeContext });
  await app.register(healthRoutes, { db: application.db });
  await app.register(wellKnownRoutes, { auth: application.auth });
  await app.register(downloadRoutes, { plans: application.plans, makeContext });
  await app.register(webPlugin, { folder: webFolder });
  return app;
}
