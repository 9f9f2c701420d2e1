import { statement, type Database, type Reader, type Transaction } from '@tripmaster/db';
import { and, eq, isNotNull, lt, sql } from 'drizzle-orm';

/** Queries of TOTP secrets; one a person. */
export function totpRepo({ tables: { totp } }: Pick<Database, 'tables'>) {
  return {
    byUser: statement('totp-by-user', (db: Reader) =>
      db
        .select()
        .from(totp)
        .where(eq(totp.userId, sql.placeholder('userId'))),
    ),
    /** Replaces what was not confirmed; false when there is a confirmed one. */
    async enrol(tx: Transaction, userId: string, secret: string, now: number) {
      const rows = await tx
        .insert(totp)
        .values({ userId, secret, lastStep: 0, createdAt: now })
        .onConflictDoUpdate({
          target: totp.userId,
          set: { secret, lastStep: 0, createdAt: now },
          setWhere: sql`${totp.confirmedAt} is null`,
        })
        .returning({ userId: totp.userId });
      return rows.length > 0;
    },
    async confirm(tx: Transaction, userId: string, now: number) {
      await tx.update(totp).set({ confirmedAt: now }).where(eq(totp.userId, userId));
    },
    /** Uses up a time step; false when it, or a later one, was used already. */
    async takeStep(tx: Transaction, userId: string, step: number) {
      const rows = await tx
        .update(totp)
        .set({ lastStep: step })
        .where(and(eq(totp.userId, userId), lt(totp.lastStep, step)))
        .returning({ userId: totp.userId });
      return rows.length > 0;
    },
    async removeAll(tx: Transaction, userId: string) {
      await tx.delete(totp).where(eq(totp.userId, userId));
    },
    async remove(tx: Transaction, userId: string) {
      const rows = await tx
        .delete(totp)
        .where(and(eq(totp.userId, userId), isNotNull(totp.confirmedAt)))
        .returning({ userId: totp.userId });
      return rows.length > 0;
    },
  };
}

export type TotpRepo = ReturnType<typeof totpRepo>;
