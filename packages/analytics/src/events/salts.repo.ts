import { statement, type Database, type Reader, type Transaction } from '@tripmaster/db';
import { eq, lt, sql } from 'drizzle-orm';

/** Queries of the salts that visitors are hashed with. */
export function saltsRepo({ tables: { visitorSalts } }: Pick<Database, 'tables'>) {
  return {
    ofDay: statement('visitor-salt', (db: Reader) =>
      db
        .select({ salt: visitorSalts.salt })
        .from(visitorSalts)
        .where(eq(visitorSalts.day, sql.placeholder('day'))),
    ),
    async add(tx: Transaction, row: { day: string; salt: string }) {
      await tx.insert(visitorSalts).values(row).onConflictDoNothing();
    },
    /** Destroys those of days before `day`; gives how many. */
    async removeBefore(tx: Transaction, day: string) {
      return (await tx.delete(visitorSalts).where(lt(visitorSalts.day, day)).returning({ day: visitorSalts.day })).length;
    },
  };
}

export type SaltsRepo = ReturnType<typeof saltsRepo>;
