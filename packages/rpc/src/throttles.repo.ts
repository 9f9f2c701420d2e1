import { statement, type Database, type Reader, type Transaction } from '@tripmaster/db';
import { eq, lt, sql } from 'drizzle-orm';

/** Queries of the counters behind limits. */
export function throttlesRepo({ tables: { throttles } }: Pick<Database, 'tables'>) {
  return {
    byKey: statement('throttle-by-key', (db: Reader) =>
      db
        .select()
        .from(throttles)
        .where(eq(throttles.key, sql.placeholder('key'))),
    ),
    put: statement('throttle-put', (tx: Transaction) =>
      tx
        .insert(throttles)
        .values({ key: sql.placeholder('key'), hits: sql.placeholder('hits'), resetsAt: sql.placeholder('resetsAt') })
        .onConflictDoUpdate({
          target: throttles.key,
          set: { hits: sql`excluded.hits`, resetsAt: sql`excluded.resets_at` },
        }),
    ),
    remove: statement('throttle-remove', (tx: Transaction) => tx.delete(throttles).where(eq(throttles.key, sql.placeholder('key')))),
    async purge(tx: Transaction, before: number) {
      await tx.delete(throttles).where(lt(throttles.resetsAt, before));
    },
  };
}
