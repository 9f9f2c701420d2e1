import type { Database, Reader, Transaction } from '@tripmaster/db';
import { and, count, eq } from 'drizzle-orm';

/** Queries of recovery codes. */
export function recoveryCodesRepo({ tables: { recoveryCodes } }: Pick<Database, 'tables'>) {
  return {
    async replace(tx: Transaction, userId: string, hashes: string[], now: number) {
      await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
      if (hashes.length > 0) await tx.insert(recoveryCodes).values(hashes.map((hash) => ({ hash, userId, createdAt: now })));
    },
    /** Uses a code up; of many uses at once one gets it. */
    async take(tx: Transaction, userId: string, hash: string) {
      const rows = await tx
        .delete(recoveryCodes)
        .where(and(eq(recoveryCodes.hash, hash), eq(recoveryCodes.userId, userId)))
        .returning({ hash: recoveryCodes.hash });
      return rows.length > 0;
    },
    async left(db: Reader, userId: string): Promise<number> {
      const [row] = await db.select({ left: count() }).from(recoveryCodes).where(eq(recoveryCodes.userId, userId));
      return row?.left ?? 0;
    },
  };
}

export type RecoveryCodesRepo = ReturnType<typeof recoveryCodesRepo>;
