import type { IncomingHttpHeaders } from 'node:http';
import type { Context, Limiter, Origin } from '@tripmaster/rpc';
import { isIPv6 } from 'node:net';
import type { Auth } from '@tripmaster/auth';
import { AppError } from '@tripmaster/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CountryOf } from '../country.ts';
import { noteActor } from '../log.ts';
import type { MakeCookie } from './cookies.ts';

export type MakeContext = (request: FastifyRequest, reply: FastifyReply) => Context;

const KEY = /^[\x21-\x7e]{1,200}$/;

type Parts = { auth: Auth; limiter: Limiter; countryOf: CountryOf; makeCookie: MakeCookie };

/** Makes what a procedure may know of its call out of an HTTP request. */
export function contextMaker({ auth, limiter, countryOf, makeCookie }: Parts): MakeContext {
  return (request, reply) => {
    let signal: AbortSignal | undefined;
    const key = request.headers['idempotency-key'];
    if (key !== undefined && (typeof key !== 'string' || !KEY.test(key)))
      throw new AppError('malformed-request', {}, 'The Idempotency-Key must be 1 to 200 printable characters.');
    return {
      requestId: request.id,
      async authenticate() {
        const token = bearer(request.headers.authorization);
        if (token === undefined) return undefined;
        const actor = await auth.actorOf(token);
        noteActor(request, actor.auditRef);
        return uncountedBy(request.headers) === 'asked' ? { ...actor, unnamed: true } : actor;
      },
      client: request.headers['x-client'] === 'token' ? 'token' : 'cookie',
      refreshCookie: makeCookie(request, reply, 'tripmaster'),
      deviceCookie: makeCookie(request, reply, 'tripmaster-device'),
      origin: {
        address: networkOf(request.ip),
        userAgent: request.headers['user-agent'],
        country: countryOf(request),
        languages: request.headers['accept-language'],
        uncounted: uncountedBy(request.headers),
      },
      limiter,
      idempotencyKey: key,
      get signal() {
        signal ??= signalOf(reply);
        return signal;
      },
    };
  };
}

/** Whether a browser asks not to be counted (Tracking Preference Expression, Global Privacy Control), or only loads ahead. */
function uncountedBy(headers: IncomingHttpHeaders): Origin['uncounted'] {
  if (headers['dnt'] === '1' || headers['sec-gpc'] === '1') return 'asked';
  const purposes = [headers['sec-purpose'], headers['purpose'], headers['x-purpose'], headers['x-moz']].join(' ');
  return /prefetch|prerender|preview/i.test(purposes) ? 'unseen' : undefined;
}

/**
 * A network address as limits count it: an IPv6 one by its /64, which one household has. Some proxies forward the
 * port as well (`203.0.113.7:50123`, `[2001:db8::7]:50123`), of which everybody has thousands.
 */
function networkOf(forwarded: string): string {
  const [, bracketed, dotted] = /^(?:\[([^\]]+)\]|(\d+\.\d+\.\d+\.\d+))(?::\d+)?$/.exec(forwarded) ?? [];
  const ip = bracketed ?? dotted ?? forwarded;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(ip)) return ip;
  const [head = '', tail = ''] = (ip.split('%')[0] ?? ip).split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === '' ? [] : tail.split(':');
  const groups = ip.includes('::') ? [...first, ...Array.from({ length: 8 - first.length - last.length }, () => '0'), ...last] : first;
  return `${groups
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

/** The token of an Authorization header; anything but a bearer token is refused, not ignored. */
function bearer(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(header)?.[1];
  if (token === undefined) throw new AppError('unauthenticated');
  return token;
}

function signalOf(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}
