import { statement, type Database, type Reader, type Transaction } from '@tripmaster/db';
import { and, eq, sql } from 'drizzle-orm';

/** Queries of accounts at providers. */
export function openIdRepo({ tables: { identities } }: Pick<Database, 'tables'>) {
  return {
    bySubject: statement('identity-by-subject', (db: Reader) =>
      db
        .select()
        .from(identities)
        .where(and(eq(identities.issuer, sql.placeholder('issuer')), eq(identities.subject, sql.placeholder('subject')))),
    ),
    async ofUser(db: Reader, userId: string) {
      return db.select().from(identities).where(eq(identities.userId, userId));
    },
    /** False when the provider's account belongs to somebody already. */
    async add(tx: Transaction, row: typeof identities.$inferInsert) {
      return (await tx.insert(identities).values(row).onConflictDoNothing().returning({ userId: identities.userId })).length > 0;
    },
    /** Takes a person's accounts at one provider off theirs; gives whether there were any. */
    async remove(tx: Transaction, userId: string, issuer: string) {
      const rows = await tx
        .delete(identities)
        .where(and(eq(identities.userId, userId), eq(identities.issuer, issuer)))
        .returning({ userId: identities.userId });
      return rows.length > 0;
    },
  };
}

export type OpenIdRepo = ReturnType<typeof openIdRepo>;
