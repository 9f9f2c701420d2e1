import { statement, type Database, type Reader } from '@tripmaster/db';
import { and, eq, isNull, sql } from 'drizzle-orm';

export function accessRepo({ tables: { plans, planMembers } }: Pick<Database, 'tables'>) {
  return {
    /** A plan that is not deleted, and what `userId` is on it beside its owner. */
    plan: statement('access-plan', (db: Reader) =>
      db
        .select({ plan: plans, member: planMembers.role })
        .from(plans)
        .leftJoin(planMembers, and(eq(planMembers.planId, plans.id), eq(planMembers.userId, sql.placeholder('userId'))))
        .where(and(eq(plans.id, sql.placeholder('id')), isNull(plans.deletedAt))),
    ),
  };
}

export type AccessRepo = ReturnType<typeof accessRepo>;
