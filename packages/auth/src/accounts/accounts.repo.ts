import type { Database, Reader, Transaction } from '@tripmaster/db';
import { statement } from '@tripmaster/db';
import { eq, sql } from 'drizzle-orm';

/** Queries of people. */
export function accountsRepo({ tables: { users } }: Pick<Database, 'tables'>) {
  return {
    byEmail: statement('users-by-email', (db: Reader) =>
      db
        .select()
        .from(users)
        .where(eq(users.email, sql.placeholder('email'))),
    ),
    byId: statement('users-by-id', (db: Reader) =>
      db
        .select()
        .from(users)
        .where(eq(users.id, sql.placeholder('id'))),
    ),
    async add(tx: Transaction, row: typeof users.$inferInsert) {
      return (await tx.insert(users).values(row).onConflictDoNothing({ target: users.email }).returning())[0];
    },
    async setPasswordHash(tx: Transaction, id: string, passwordHash: string, now: number) {
      await tx.update(users).set({ passwordHash, updatedAt: now }).where(eq(users.id, id));
    },
  };
}

export type AccountsRepo = ReturnType<typeof accountsRepo>;
export type UserRow = Database['tables']['users']['$inferSelect'];
