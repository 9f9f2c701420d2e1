import { statement, type Database, type Reader, type Transaction } from '@tripmaster/db';
import { and, asc, count, eq, lt, sql } from 'drizzle-orm';

export type PasskeyRow = Database['tables']['passkeys']['$inferSelect'];

/** Queries of passkeys. */
export function passkeysRepo({ tables: { passkeys } }: Pick<Database, 'tables'>) {
  const counted = statement('passkeys-count', (db: Reader) =>
    db
      .select({ count: count() })
      .from(passkeys)
      .where(eq(passkeys.userId, sql.placeholder('userId'))),
  );
  return {
    byCredential: statement('passkey-by-credential', (db: Reader) =>
      db
        .select()
        .from(passkeys)
        .where(eq(passkeys.credentialId, sql.placeholder('credentialId'))),
    ),
    ofUser: statement('passkeys-of-user', (db: Reader) =>
      db
        .select()
        .from(passkeys)
        .where(eq(passkeys.userId, sql.placeholder('userId')))
        .orderBy(asc(passkeys.id)),
    ),
    async count(db: Reader, userId: string): Promise<number> {
      const [row] = await counted(db, { userId });
      return row?.count ?? 0;
    },
    /** False when somebody has this credential. */
    async add(tx: Transaction, row: typeof passkeys.$inferInsert) {
      return (await tx.insert(passkeys).values(row).onConflictDoNothing().returning({ id: passkeys.id })).length > 0;
    },
    /** Notes a use; false when the passkey is gone, or was used with this counter or a later one meanwhile. */
    async used(tx: Transaction, id: string, change: { counter: number; synced: boolean; lastUsedAt: number }) {
      const rows = await tx
        .update(passkeys)
        .set(change)
        // Authenticators that don't count say 0 each time.
        .where(and(eq(passkeys.id, id), change.counter === 0 ? eq(passkeys.counter, 0) : lt(passkeys.counter, change.counter)))
        .returning({ id: passkeys.id });
      return rows.length > 0;
    },
    /** Gives whether there were any. */
    async removeFromBefore(tx: Transaction, userId: string, before: number) {
      const rows = await tx
        .delete(passkeys)
        .where(and(eq(passkeys.userId, userId), lt(passkeys.createdAt, before)))
        .returning({ id: passkeys.id });
      return rows.length > 0;
    },
    async removeAll(tx: Transaction, userId: string) {
      await tx.delete(passkeys).where(eq(passkeys.userId, userId));
    },
    async remove(tx: Transaction, userId: string, id: string) {
      const rows = await tx
        .delete(passkeys)
        .where(and(eq(passkeys.id, id), eq(passkeys.userId, userId)))
        .returning({ id: passkeys.id });
      return rows.length > 0;
    },
  };
}

export type PasskeysRepo = ReturnType<typeof passkeysRepo>;
