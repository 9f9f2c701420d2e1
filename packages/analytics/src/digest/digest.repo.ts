import type { Database, Transaction } from '@tripmaster/db';

/** Queries of the weeks whose digest was queued. */
export function digestRepo({ tables: { weekDigests } }: Pick<Database, 'tables'>) {
  return {
    /** False when this week's was queued before. */
    async claim(tx: Transaction, week: string, at: number): Promise<boolean> {
      return (await tx.insert(weekDigests).values({ week, at }).onConflictDoNothing().returning({ week: weekDigests.week })).length > 0;
    },
  };
}

export type DigestRepo = ReturnType<typeof digestRepo>;
