import { Readable } from 'node:stream';
import type { Auth } from '@tripmaster/auth';
import { AppError } from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import { requireStaff, type Limit } from '@tripmaster/rpc';
import type { FastifyInstance } from 'fastify';
import type { MakeContext } from '../plugins/context.ts';
import { DOWNLOAD_POLICY } from '../plugins/policies.ts';
import type { adminTables } from './admin-tables.ts';

const TABLES_AN_ADMINISTRATOR: Limit = { name: 'admin-tables', max: 60, windowMs: 3_600_000 };

type Parts = { tables: ReturnType<typeof adminTables>; auth: Auth; db: Database; makeContext: MakeContext };

/**
 * `GET /admin/export/<table>.csv?from=…&to=…`: a table of administration, whole and row by row, for administrators who came in
 * with a second factor. For others it looks missing, as their procedures do; that it was taken is in the audit log.
 */
export async function adminExportRoutes(app: FastifyInstance, { tables, auth, db, makeContext }: Parts): Promise<void> {
  app.get<{ Params: { file: string }; Querystring: Record<string, unknown> }>(
    '/admin/export/:file',
    { exposeHeadRoute: false },
    async (request, reply) => {
      reply.header('content-security-policy', DOWNLOAD_POLICY).header('cache-control', 'no-store').header('vary', 'authorization');
      const context = makeContext(request, reply);
      const actor = await requireStaff(context, ['admin'], { missing: 'not-found' });
      const [, table] = /^([a-z-]+)\.csv$/.exec(request.params.file) ?? [];
      if (table === undefined) throw new AppError('not-found');
      await context.limiter.take(TABLES_AN_ADMINISTRATOR, actor.userId);
      const rows = await tables.open(context, table, { ...request.query });
      await db.write((tx) => auth.audit.record(tx, { action: 'admin.table-exported', actor: actor.auditRef, detail: { table } }));
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${table}.csv"`)
        .send(Readable.from(rows));
    },
  );
}
