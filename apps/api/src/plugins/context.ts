import type { Context, RefreshCookie } from '@tripmaster/rpc';
import type { Auth } from '@tripmaster/auth';
import { AppError } from '@tripmaster/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../env.ts';
import { isLoopback } from '../env.ts';

type Params = Readonly<Record<string, string>> | null;
export type MakeContext = (request: FastifyRequest, reply: FastifyReply, connectionParams?: Params) => Context;

const KEY = /^[\x21-\x7e]{1,200}$/;

/** Makes what a procedure may know of its call out of an HTTP request. */
export function contextMaker({ auth, config }: { auth: Auth; config: Pick<Config, 'baseUrl'> }): MakeContext {
  const { protocol, hostname } = new URL(config.baseUrl);
  // `__Host-` needs TLS; browsers count the machine itself as safe. Plain http elsewhere is for trying out only.
  const secure = protocol === 'https:' || isLoopback(hostname);
  const name = secure ? '__Host-tripmaster' : 'tripmaster';

  return (request, reply, connectionParams = null) => {
    let signal: AbortSignal | undefined;
    const refreshCookie: RefreshCookie = {
      read: () => request.cookies[name],
      write: (token, expiresAt) =>
        void reply.setCookie(name, token, { httpOnly: true, secure, sameSite: 'strict', path: '/', expires: new Date(expiresAt) }),
      clear: () => void reply.clearCookie(name, { httpOnly: true, secure, sameSite: 'strict', path: '/' }),
    };
    const key = request.headers['idempotency-key'];
    if (key !== undefined && (typeof key !== 'string' || !KEY.test(key)))
      throw new AppError('malformed-request', {}, 'The Idempotency-Key must be 1 to 200 printable characters.');
    return {
      requestId: request.id,
      async authenticate() {
        const token = bearer(request.headers.authorization) ?? connectionParams?.['token'];
        return token === undefined ? undefined : auth.sessions.actorOf(token);
      },
      client: request.headers['x-client'] === 'token' ? 'token' : 'cookie',
      refreshCookie,
      userAgent: request.headers['user-agent'],
      idempotencyKey: key,
      get signal() {
        signal ??= signalOf(reply);
        return signal;
      },
    };
  };
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
