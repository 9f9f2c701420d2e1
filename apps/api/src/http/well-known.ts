import type { Auth } from '@tripmaster/auth';
import type { FastifyInstance } from 'fastify';

/** `GET /.well-known/jwks.json`: the public keys of access tokens, for services that check them by themselves. */
export async function wellKnownRoutes(app: FastifyInstance, { auth }: { auth: Pick<Auth, 'jwks'> }): Promise<void> {
  app.get('/.well-known/jwks.json', async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=300').type('application/jwk-set+json; charset=utf-8').send(auth.jwks()),
  );
}
