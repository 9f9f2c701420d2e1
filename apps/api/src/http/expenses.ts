import { Readable } from 'node:stream';
import { FILES_A_READER, type Plans } from '@tripmaster/plans';
import type { FastifyInstance } from 'fastify';
import type { MakeContext } from '../plugins/context.ts';
import { DOWNLOAD_POLICY } from '../plugins/policies.ts';
import { idIn, signedInFor } from './asked.ts';

/** `GET /plans/<id>/expenses.csv`: what was spent on a trip, for who is on it. */
export async function expensesRoutes(
  app: FastifyInstance,
  { expenses, makeContext }: { expenses: Plans['expenses']; makeContext: MakeContext },
): Promise<void> {
  app.get<{ Params: { id: string } }>('/plans/:id/expenses.csv', { exposeHeadRoute: false }, async (request, reply) => {
    reply.header('content-security-policy', DOWNLOAD_POLICY);
    const context = makeContext(request, reply);
    const actor = await signedInFor(context, 'read');
    const table = await expenses.table(actor, idIn(request.params.id));
    await context.limiter.take(FILES_A_READER, actor.userId);
    return reply
      .type('text/csv; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('vary', 'authorization')
      .header('content-disposition', 'attachment; filename="expenses.csv"')
      .send(Readable.from(table));
  });
}
