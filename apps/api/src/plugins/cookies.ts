import type { Cookie } from '@tripmaster/rpc';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../env.ts';
import { isLoopback } from '../loopback.ts';

/** `lax`: also sent along when a link or a redirect of another site leads here. */
type SameSite = 'strict' | 'lax';
export type MakeCookie = (request: FastifyRequest, reply: FastifyReply, name: string, sameSite?: SameSite) => Cookie;

/** Makes the server's cookies: no script reads them, and no other host can set them. */
export function cookieMaker({ baseUrl }: Pick<Config, 'baseUrl'>): MakeCookie {
  const { protocol, hostname } = new URL(baseUrl);
  // `__Host-` needs TLS; browsers count the machine itself as safe. Plain http elsewhere is for trying out only.
  const secure = protocol === 'https:' || isLoopback(hostname);

  return (request, reply, plainName, sameSite = 'strict') => {
    const name = `${secure ? '__Host-' : ''}${plainName}`;
    const options = { httpOnly: true, secure, sameSite, path: '/' } as const;
    return {
      read: () => request.cookies[name],
      write: (value, expiresAt) =>
        void reply.setCookie(name, value, { ...options, ...(expiresAt === undefined ? {} : { expires: new Date(expiresAt) }) }),
      clear: () => void reply.clearCookie(name, options),
    };
  };
}
