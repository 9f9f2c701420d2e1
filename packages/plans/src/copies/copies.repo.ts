import type { Database, Transaction } from '@tripmaster/db';
import { eq, sql } from 'drizzle-orm';

export function copiesRepo({ tables: { plans, publicFacets } }: Pick<Database, 'tables'>) {
  return {
    /** One copy more was taken, by which public plans are also ordered. */
    async count(tx: Transaction, planId: string) {
      await tx
        .update(plans)
        .set({ copies: sql`${plans.copies} + 1` })
        .where(eq(plans.id, planId));
      await tx
        .update(publicFacets)
        .set({ copies: sql`${publicFacets.copies} + 1` })
        .where(eq(publicFacets.planId, planId));
    },
  };
}

export type CopiesRepo = ReturnType<typeof copiesRepo>;
