import { Readable } from 'node:stream';
import { HEAVY_REQUESTS, type Auth } from '@tripmaster/auth';
import { AppError } from '@tripmaster/contracts';
import type { FastifyInstance } from 'fastify';
import type { MakeContext } from '../plugins/context.ts';
import { DOWNLOAD_POLICY } from '../plugins/policies.ts';

/** `GET /account/export.json`: everything held about the person, as a file, however much it is. */
export async function accountExportRoutes(
  app: FastifyInstance,
  { auth, makeContext }: { auth: Auth; makeContext: MakeContext },
): Promise<void> {
  app.get('/account/export.json', async (request, reply) => {
    reply.header('content-security-policy', DOWNLOAD_POLICY);
    const context = makeContext(request, reply);
    const actor = await context.authenticate();
    if (actor === undefined) throw new AppError('unauthenticated');
    if (actor.scopes !== undefined) throw new AppError('session-needed');
    // Counted with the export that is a call: it is the same work.
    await context.limiter.take(HEAVY_REQUESTS, actor.userId);
    return reply
      .type('application/json; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-disposition', 'attachment; filename="tripmaster-account.json"')
      .send(Readable.from(auth.privacy.exportFile(actor)));
  });
}
