import type { Plans } from '@tripmaster/plans';
import type { FastifyInstance } from 'fastify';
import type { MakeContext } from '../plugins/context.ts';
import { DOWNLOAD_POLICY } from '../plugins/policies.ts';
import { idIn, signedInFor } from './asked.ts';

/** `GET /plans/<id>/stored.txt`: a plan as it lies in the database, for who is on it: all there is of one that is damaged. */
export async function storedRoutes(
  app: FastifyInstance,
  { plans, makeContext }: { plans: Pick<Plans, 'plans'>; makeContext: MakeContext },
): Promise<void> {
  app.get<{ Params: { id: string } }>('/plans/:id/stored.txt', async (request, reply) => {
    reply.header('content-security-policy', DOWNLOAD_POLICY).header('cache-control', 'no-store');
    const actor = await signedInFor(makeContext(request, reply), 'read');
    const text = await plans.plans.stored(actor, idIn(request.params.id));
    return reply.type('text/plain; charset=utf-8').header('content-disposition', 'attachment; filename="trip-as-stored.txt"').send(text);
  });
}
