import cookie from '@fastify/cookie';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import { AppError } from '@tripmaster/contracts';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { isLoopback, type Config } from '../env.ts';

/** Headers, cookies, CORS by allow-list, and the Origin check on everything that changes something. */
export const securityPlugin = fp(
  async (app: FastifyInstance, { config }: { config: Config }) => {
    const secure = config.baseUrl.startsWith('https:');
    const allowed = new Set([new URL(config.baseUrl).origin, ...config.corsOrigins]);

    await app.register(helmet, {
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'"],
          imgSrc: ["'self'", 'data:'],
          fontSrc: ["'self'"],
          connectSrc: ["'self'"],
          workerSrc: ["'self'"],
          objectSrc: ["'none'"],
          baseUri: ["'none'"],
          frameAncestors: ["'none'"],
          formAction: ["'self'"],
        },
      },
      strictTransportSecurity: secure ? { maxAge: 63_072_000, includeSubDomains: true, preload: true } : false,
      referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
      crossOriginEmbedderPolicy: false,
    });
    await app.register(cors, {
      origin: config.corsOrigins.length === 0 ? false : config.corsOrigins,
      credentials: true,
      allowedHeaders: ['authorization', 'content-type', 'idempotency-key', 'trpc-accept', 'x-client', 'last-event-id'],
      maxAge: 600,
    });
    await app.register(cookie);

    app.addHook('onRequest', async (request, reply) => {
      reply.header('x-request-id', request.id);
      if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return;
      const { origin, host } = request.headers;
      // Browsers send Origin with every such request; other clients send none and hold no cookie of ours.
      if (origin === undefined || allowed.has(origin) || (!config.production && isSameHost(origin, host))) return;
      throw new AppError('origin-refused');
    });
  },
  { name: 'security' },
);

/**
 * Somebody trying the server out reaches it by another name of the same machine than `BASE_URL` says. Only
 * addresses count, no names: a name can be made to point anywhere.
 */
function isSameHost(origin: string, host: string | undefined): boolean {
  const url = URL.parse(origin);
  if (url === null || url.host !== host || !/^https?:$/.test(url.protocol)) return false;
  return isLoopback(url.hostname) || /^\d+(\.\d+){3}$/.test(url.hostname) || url.hostname.startsWith('[');
}
