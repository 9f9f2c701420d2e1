import cookie from '@fastify/cookie';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import { AppError } from '@tripmaster/contracts';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import type { Config } from '../env.ts';
import { isLoopback } from '../loopback.ts';
import { ANSWER_DIRECTIVES, PERMISSIONS, TRANSPORT } from './policies.ts';

/** Calls carry their input in the address; the rest of the 64 KiB of headers is for cookies and tokens. */
const MAX_CALL_URL = 48 * 1024;
const MAX_URL = 4 * 1024;
declare module 'fastify' {
  interface FastifyContextConfig {
    /** What it does rests on the address alone, never on a cookie: it may be asked from anywhere. */
    anyOrigin?: boolean;
  }
}

const ALLOWED_HEADERS = [
  'authorization',
  'content-type',
  'idempotency-key',
  'trpc-accept',
  'x-client',
  'last-event-id',
  'mcp-protocol-version',
  'mcp-method',
  'mcp-name',
];

/** Headers, cookies, CORS by allow-list, and the Origin check on everything that changes something. */
export const securityPlugin = fp(
  async (app: FastifyInstance, { config }: { config: Config }) => {
    const secure = config.baseUrl.startsWith('https:');
    const allowed = new Set([new URL(config.baseUrl).origin, ...config.corsOrigins]);

    await app.register(helmet, {
      // Pages and their files bring their own policy (web.ts).
      contentSecurityPolicy: { useDefaults: false, directives: ANSWER_DIRECTIVES },
      strictTransportSecurity: secure ? TRANSPORT : false,
      referrerPolicy: { policy: 'no-referrer' },
      xFrameOptions: { action: 'deny' },
      crossOriginEmbedderPolicy: false,
    });
    await app.register(cors, {
      origin: config.corsOrigins.length === 0 ? false : config.corsOrigins,
      credentials: true,
      methods: ['GET', 'POST'],
      allowedHeaders: ALLOWED_HEADERS,
      exposedHeaders: ['content-disposition', 'etag', 'retry-after', 'x-request-id'],
      maxAge: 600,
    });
    await app.register(cookie);

    app.addHook('onRequest', async (request, reply) => {
      reply.header('x-request-id', request.id).header('permissions-policy', PERMISSIONS);
      const call = request.url.startsWith('/trpc/');
      if (request.url.length > (call ? MAX_CALL_URL : MAX_URL))
        throw new AppError('payload-too-large', {}, 'The address is longer than allowed.');
      const site = request.headers['sec-fetch-site'];
      const reading = request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS';
      if (request.routeOptions.config?.anyOrigin === true) return;
      if (reading) {
        // A foreign page's <img> or <script> can read no answer, but could make the server work.
        if (call && isForeign(site) && request.headers['sec-fetch-mode'] === 'no-cors') throw new AppError('origin-refused');
        return;
      }
      const { origin, host } = request.headers;
      // Browsers send Origin with every such request; other clients send none and hold no cookie of ours. Should
      // a browser's Origin have got lost on the way, what it says of the asking page's site still counts.
      if (origin === undefined && !isForeign(site)) return;
      if (origin !== undefined && (allowed.has(origin) || (!config.production && isSameHost(origin, host)))) return;
      throw new AppError('origin-refused');
    });
    // tRPC's answers say what they vary by and forget what is said already.
    if (config.corsOrigins.length === 0) return;
    app.addHook('onSend', async (_request, reply, payload: unknown) => {
      // Its own adapter's headers are taken over after this.
      if (payload instanceof Response) payload.headers.append('vary', 'Origin');
      const vary = [reply.getHeader('vary') ?? []].flat().join(', ');
      if (!/\borigin\b/i.test(vary)) reply.header('vary', vary === '' ? 'Origin' : `${vary}, Origin`);
    });
  },
  { name: 'security' },
);

function isForeign(site: string | string[] | undefined): boolean {
  return site === 'cross-site' || site === 'same-site';
}

/**
 * Somebody trying the server out reaches it by another name of the same machine than `BASE_URL` says. Only
 * addresses count, no names: a name can be made to point anywhere.
 */
function isSameHost(origin: string, host: string | undefined): boolean {
  const url = URL.parse(origin);
  if (url === null || url.host !== host || !/^https?:$/.test(url.protocol)) return false;
  return isLoopback(url.hostname) || /^\d+(\.\d+){3}$/.test(url.hostname) || url.hostname.startsWith('[');
}
