import { AppError } from '@tripmaster/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import type { Config } from '../env.ts';
import { isCall, secureAddress } from '../http/redirect.ts';
import { pathOf } from '../log.ts';
import type { Trusts } from '../trust.ts';

/** Probes come from inside, by plain http, and follow no redirects. */
const OPEN = new Set(['/livez', '/readyz']);

/**
 * In production, whoever a trusted proxy says came by plain http is sent to https; calls, and whatever is more than
 * reading, are refused: a redirected form would only send its password in the clear a second time. Without a
 * trusted proxy nobody knows how people came, so nothing is redirected and nothing can go in a circle.
 */
export const httpsPlugin = fp(
  async (app: FastifyInstance, { config, trusts }: { config: Config; trusts: Trusts }) => {
    if (!config.production || !config.baseUrl.startsWith('https:') || config.trustProxy === false) return;
    app.addHook('onRequest', async (request, reply) => {
      if (!cameInTheClear(request, trusts) || OPEN.has(pathOf(request))) return undefined;
      const reading = request.method === 'GET' || request.method === 'HEAD';
      if (reading && !isCall(request)) return reply.redirect(secureAddress(config.baseUrl, request.url), 308);
      throw new AppError('origin-refused', {}, `Refused: this came unencrypted. Use ${config.baseUrl} instead.`);
    });
  },
  { name: 'https', dependencies: ['security'] },
);

/** A chain of proxies may list several protocols; one `https` among them is the one people came by. */
function cameInTheClear(request: FastifyRequest, trusts: Trusts): boolean {
  const header = request.headers['x-forwarded-proto'];
  if (header === undefined || !trusts(request.raw.socket.remoteAddress, 0)) return false;
  return [header]
    .flat()
    .join(',')
    .split(',')
    .every((protocol) => protocol.trim().toLowerCase() === 'http');
}
