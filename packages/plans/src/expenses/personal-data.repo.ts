import type { Database, Reader } from '@tripmaster/db';
import { and, asc, eq, gt, inArray, isNull, ne, or } from 'drizzle-orm';

/** Which expenses: what somebody wrote down, or what somebody paid who did not write it down. Each has an index. */
export type ExpensesOf = { writtenBy: string } | { paidBy: string[]; notWrittenBy: string };

/** Queries of what is held of one person's part in the costs of trips. Batches come in the order of ids, behind `after`. */
export function sharedCostsRepo({ tables: { planTravellers, planExpenses, planSettlements } }: Pick<Database, 'tables'>) {
  return {
    async travellers(db: Reader, userId: string) {
      return db
        .select({ id: planTravellers.id, planId: planTravellers.planId, createdAt: planTravellers.createdAt })
        .from(planTravellers)
        .where(eq(planTravellers.userId, userId))
        .orderBy(asc(planTravellers.id));
    },

    async expenses(db: Reader, which: ExpensesOf, after: string, limit: number) {
      const theirs =
        'writtenBy' in which
          ? eq(planExpenses.createdBy, which.writtenBy)
          : and(
              inArray(planExpenses.paidBy, which.paidBy),
              or(isNull(planExpenses.createdBy), ne(planExpenses.createdBy, which.notWrittenBy)),
            );
      return db
        .select()
        .from(planExpenses)
        .where(and(theirs, gt(planExpenses.id, after)))
        .orderBy(asc(planExpenses.id))
        .limit(limit);
    },

    /** What somebody wrote down, and what one of `travellerIds` gave or was given. */
    async settlements(db: Reader, userId: string, travellerIds: string[], after: string, limit: number) {
      const mine =
        travellerIds.length === 0 ? [] : [inArray(planSettlements.fromId, travellerIds), inArray(planSettlements.toId, travellerIds)];
      return db
        .select()
        .from(planSettlements)
        .where(and(or(eq(planSettlements.createdBy, userId), ...mine), gt(planSettlements.id, after)))
        .orderBy(asc(planSettlements.id))
        .limit(limit);
    },
  };
}

export type SharedCostsRepo = ReturnType<typeof sharedCostsRepo>;
