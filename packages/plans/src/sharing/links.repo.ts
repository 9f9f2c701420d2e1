import { statement, type Database, type Reader, type Transaction } from '@tripmaster/db';
import { and, count, desc, eq, gt, isNull, lte, or, sql } from 'drizzle-orm';
import type { Authorized } from '../access/access.ts';
import type { PlanRow } from '../plans/plans.repo.ts';

export type LinkRow = Database['tables']['planLinks']['$inferSelect'];

/** Queries of links that show a plan to whoever has them. */
export function linksRepo({ tables: { plans, planDocuments, planLinks, planMembers, users } }: Pick<Database, 'tables'>) {
  const living = (now: number | ReturnType<typeof sql.placeholder>) =>
    or(isNull(planLinks.expiresAt), sql`${planLinks.expiresAt} > ${now}`);

  return {
    /** What a living link shows, and what `userId` ('' for nobody) is on the plan beside its owner. A plan that was taken out of sight has none. */
    shown: statement('plan-link-shown', (db: Reader) =>
      db
        .select({ link: planLinks, plan: plans, document: planDocuments.document, ownerName: users.name, member: planMembers.role })
        .from(planLinks)
        .innerJoin(plans, eq(plans.id, planLinks.planId))
        .innerJoin(planDocuments, eq(planDocuments.planId, plans.id))
        .innerJoin(users, eq(users.id, plans.ownerId))
        .leftJoin(planMembers, and(eq(planMembers.planId, plans.id), eq(planMembers.userId, sql.placeholder('userId'))))
        .where(
          and(
            eq(planLinks.tokenHash, sql.placeholder('hash')),
            living(sql.placeholder('now')),
            isNull(plans.deletedAt),
            isNull(plans.hiddenAt),
          ),
        ),
    ),

    /** The same without the document. */
    offered: statement('plan-link-offered', (db: Reader) =>
      db
        .select({ link: planLinks, plan: plans, ownerName: users.name })
        .from(planLinks)
        .innerJoin(plans, eq(plans.id, planLinks.planId))
        .innerJoin(users, eq(users.id, plans.ownerId))
        .where(
          and(
            eq(planLinks.tokenHash, sql.placeholder('hash')),
            living(sql.placeholder('now')),
            isNull(plans.deletedAt),
            isNull(plans.hiddenAt),
          ),
        ),
    ),

    /** A plan's living links, newest first; they are few. */
    async ofPlan(db: Reader, planId: string, now: number) {
      return db
        .select()
        .from(planLinks)
        .where(and(eq(planLinks.planId, planId), living(now)))
        .orderBy(desc(planLinks.id));
    },

    async byId(db: Reader, id: string) {
      return (await db.select().from(planLinks).where(eq(planLinks.id, id)))[0];
    },

    async countOf(db: Reader, planId: string, now: number): Promise<number> {
      const [row] = await db
        .select({ links: count() })
        .from(planLinks)
        .where(and(eq(planLinks.planId, planId), living(now)));
      return row?.links ?? 0;
    },

    async add(tx: Transaction, { id: planId }: Authorized<Pick<PlanRow, 'id'>, 'owner'>, row: Omit<LinkRow, 'planId'>) {
      await tx.insert(planLinks).values({ ...row, planId });
    },

    async remove(tx: Transaction, { id: planId }: Authorized<Pick<PlanRow, 'id'>, 'owner'>, id: string): Promise<boolean> {
      const removed = await tx
        .delete(planLinks)
        .where(and(eq(planLinks.id, id), eq(planLinks.planId, planId)))
        .returning({ id: planLinks.id });
      return removed.length > 0;
    },

    /** A person's links after `after`, in the order they were made. */
    async madeBy(db: Reader, userId: string, after: string, limit: number) {
      return db
        .select()
        .from(planLinks)
        .where(and(eq(planLinks.createdBy, userId), gt(planLinks.id, after)))
        .orderBy(planLinks.id)
        .limit(limit);
    },

    async purge(tx: Transaction, now: number) {
      await tx.delete(planLinks).where(lte(planLinks.expiresAt, now));
    },
  };
}

export type LinksRepo = ReturnType<typeof linksRepo>;
