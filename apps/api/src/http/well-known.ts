import type { Auth } from '@tripmaster/auth';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../env.ts';

const DAY_MS = 86_400_000;
/** RFC 9116, 2.5.5: less than a year, so that nobody trusts what was forgotten. */
const GOOD_FOR_MS = 180 * DAY_MS;

type Parts = { auth: Pick<Auth, 'jwks'>; config: Pick<Config, 'baseUrl' | 'securityContacts'>; now?: () => number };

/**
 * `GET /.well-known/jwks.json`: the public keys of access tokens, for services that check them by themselves.
 * `GET /.well-known/security.txt`: whom to tell of a weakness, where the operator says so (RFC 9116).
 */
export async function wellKnownRoutes(app: FastifyInstance, { auth, config, now = Date.now }: Parts): Promise<void> {
  app.get('/.well-known/jwks.json', async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=300').type('application/jwk-set+json; charset=utf-8').send(auth.jwks()),
  );
  if (config.securityContacts.length === 0) return;
  app.get('/.well-known/security.txt', async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=86400').type('text/plain; charset=utf-8').send(securityTxt(config, now())),
  );
}

function securityTxt({ baseUrl, securityContacts }: Parts['config'], now: number): string {
  // Rounded to a day, so that it is the same text all day long.
  const expires = new Date(Math.floor((now + GOOD_FOR_MS) / DAY_MS) * DAY_MS).toISOString();
  return [
    ...securityContacts.map((contact) => `Contact: ${contact}`),
    `Expires: ${expires}`,
    'Preferred-Languages: en',
    // An address by plain http is none (2.5.2).
    ...(baseUrl.startsWith('https:') ? [`Canonical: ${baseUrl}/.well-known/security.txt`] : []),
    '',
  ].join('\n');
}
