import type { Database } from '@tripmaster/db';
import type { FastifyInstance } from 'fastify';

/** `/livez`: the process runs. `/readyz`: it can do its work (503 while the database does not answer). */
export async function healthRoutes(app: FastifyInstance, { db }: { db: Database }): Promise<void> {
  app.get('/livez', async (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    try {
      await db.ping();
      return await reply.send({ status: 'ready', database: db.engine });
    } catch {
      return reply.status(503).header('retry-after', '5').send({ status: 'not-ready', database: db.engine });
    }
  });
}
