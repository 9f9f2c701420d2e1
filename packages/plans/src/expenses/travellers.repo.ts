import { statement, type Database, type Reader, type Transaction } from '@tripmaster/db';
import { and, asc, eq, or, sql } from 'drizzle-orm';
import type { Authorized } from '../access/access.ts';
import type { PlanRow } from '../plans/plans.repo.ts';

export type TravellerRow = { id: string; name: string; userId: string | null; accountName: string | null };
type EditablePlan = Authorized<Pick<PlanRow, 'id'>, 'editor'>;

/** Queries of who shares the costs of a plan. */
export function travellersRepo({
  tables: { planTravellers, planMembers, planExpenses, planSettlements, users },
}: Pick<Database, 'tables'>) {
  return {
    /** All of a plan, in the order they came, with the names of those who have an account. */
    ofPlan: statement('travellers-of-plan', (db: Reader) =>
      db
        .select({ id: planTravellers.id, name: planTravellers.name, userId: planTravellers.userId, accountName: users.name })
        .from(planTravellers)
        .leftJoin(users, eq(users.id, planTravellers.userId))
        .where(eq(planTravellers.planId, sql.placeholder('planId')))
        .orderBy(asc(planTravellers.id)),
    ),

    /** The accounts a plan is shared with. */
    members: statement('travellers-members', (db: Reader) =>
      db
        .select({ userId: planMembers.userId })
        .from(planMembers)
        .where(eq(planMembers.planId, sql.placeholder('planId')))
        .orderBy(asc(planMembers.joinedAt), asc(planMembers.userId)),
    ),

    /** Adds a traveller; of any number of calls for one account, one does. */
    async add(tx: Transaction, row: Database['tables']['planTravellers']['$inferInsert']) {
      await tx.insert(planTravellers).values(row).onConflictDoNothing();
    },

    async rename(tx: Transaction, { id: planId }: EditablePlan, id: string, name: string) {
      await tx
        .update(planTravellers)
        .set({ name })
        .where(and(eq(planTravellers.id, id), eq(planTravellers.planId, planId)));
    },

    async remove(tx: Transaction, { id: planId }: EditablePlan, id: string) {
      await tx.delete(planTravellers).where(and(eq(planTravellers.id, id), eq(planTravellers.planId, planId)));
    },

    /** Whether somebody paid for something, or gave or was given money to be even. */
    async hasPaid(db: Reader, id: string): Promise<boolean> {
      const [expense] = await db.select({ id: planExpenses.id }).from(planExpenses).where(eq(planExpenses.paidBy, id)).limit(1);
      if (expense !== undefined) return true;
      const [payment] = await db
        .select({ id: planSettlements.id })
        .from(planSettlements)
        .where(or(eq(planSettlements.fromId, id), eq(planSettlements.toId, id)))
        .limit(1);
      return payment !== undefined;
    },
  };
}

export type TravellersRepo = ReturnType<typeof travellersRepo>;
