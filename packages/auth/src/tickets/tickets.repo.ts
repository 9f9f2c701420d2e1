import { statement, type Database, type Reader, type Transaction } from '@tripmaster/db';
import { and, eq, gt, lt, sql } from 'drizzle-orm';

/** Queries of things handed out to be used once. */
export function ticketsRepo({ tables: { tickets } }: Pick<Database, 'tables'>) {
  return {
    async add(tx: Transaction, row: typeof tickets.$inferInsert) {
      await tx.insert(tickets).values(row);
    },
    byHash: statement('ticket-by-hash', (db: Reader) =>
      db
        .select()
        .from(tickets)
        .where(eq(tickets.hash, sql.placeholder('hash'))),
    ),
    /** Takes a living ticket away; of many at once one gets it. */
    async take(tx: Transaction, hash: string, purpose: string, now: number) {
      const rows = await tx
        .delete(tickets)
        .where(and(eq(tickets.hash, hash), eq(tickets.purpose, purpose), gt(tickets.expiresAt, now)))
        .returning();
      return rows[0];
    },
    /** Counts a try at a living ticket that has some left. */
    async countTry(tx: Transaction, hash: string, purpose: string, now: number) {
      const rows = await tx
        .update(tickets)
        .set({ triesLeft: sql`${tickets.triesLeft} - 1` })
        .where(and(eq(tickets.hash, hash), eq(tickets.purpose, purpose), gt(tickets.expiresAt, now), gt(tickets.triesLeft, 0)))
        .returning();
      return rows[0];
    },
    async removeOf(tx: Transaction, userId: string, purpose?: string) {
      await tx.delete(tickets).where(and(eq(tickets.userId, userId), purpose === undefined ? undefined : eq(tickets.purpose, purpose)));
    },
    async purge(tx: Transaction, before: number) {
      await tx.delete(tickets).where(lt(tickets.expiresAt, before));
    },
  };
}

export type TicketsRepo = ReturnType<typeof ticketsRepo>;
export type TicketRow = Database['tables']['tickets']['$inferSelect'];
