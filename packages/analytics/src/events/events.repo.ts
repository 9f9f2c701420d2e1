import { statement, type Database, type Reader, type Transaction } from '@tripmaster/db';
import { eq, sql } from 'drizzle-orm';

/** Queries of what is counted. */
export function eventsRepo({ tables: { events, analyticsPeople } }: Pick<Database, 'tables'>) {
  return {
    refOf: statement('analytics-ref', (db: Reader) =>
      db
        .select({ ref: analyticsPeople.ref })
        .from(analyticsPeople)
        .where(eq(analyticsPeople.userId, sql.placeholder('userId'))),
    ),
    async addPerson(tx: Transaction, person: { userId: string; ref: string }) {
      await tx.insert(analyticsPeople).values(person).onConflictDoNothing();
    },
    async add(tx: Transaction, rows: (typeof events.$inferInsert)[]) {
      await tx.insert(events).values(rows).onConflictDoNothing();
    },
  };
}

export type EventsRepo = ReturnType<typeof eventsRepo>;
