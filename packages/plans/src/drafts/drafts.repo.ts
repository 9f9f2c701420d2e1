import { statement, type Database, type Reader, type Transaction } from '@tripmaster/db';
import { and, desc, eq, inArray, sql } from 'drizzle-orm';

export type DraftRow = Database['tables']['planDrafts']['$inferSelect'];

/** Queries of requests of which no plan was made; a person has few. */
export function draftsRepo({ tables: { planDrafts } }: Pick<Database, 'tables'>) {
  return {
    /** All of a person's, the newest first. */
    ofUser: statement('plan-drafts-of-user', (db: Reader) =>
      db
        .select()
        .from(planDrafts)
        .where(eq(planDrafts.userId, sql.placeholder('userId')))
        .orderBy(desc(planDrafts.id)),
    ),

    async add(tx: Transaction, row: DraftRow) {
      await tx.insert(planDrafts).values(row);
    },

    /** Removes those of these ids that are the person's. Gives how many. */
    async remove(tx: Transaction, userId: string, ids: string[]) {
      if (ids.length === 0) return 0;
      const removed = await tx
        .delete(planDrafts)
        .where(and(eq(planDrafts.userId, userId), inArray(planDrafts.id, ids)))
        .returning({ id: planDrafts.id });
      return removed.length;
    },
  };
}

export type DraftsRepo = ReturnType<typeof draftsRepo>;
