import type { PlanChange } from '@tripmaster/contracts';
import { statement, type Database, type Reader, type Transaction } from '@tripmaster/db';
import { and, asc, desc, eq, gt, isNull, lt, sql } from 'drizzle-orm';
import type { Authorized } from '../access/access.ts';
import type { columnsOf } from '../plans/document.ts';
import type { PlanRow } from '../plans/plans.repo.ts';

type VersionRow = Database['tables']['planVersions']['$inferSelect'];
/** A plan as it is saved: its row's columns of the document, and the document itself. */
export type NewVersion = {
  columns: ReturnType<typeof columnsOf>;
  document: string;
  change: PlanChange;
  authorId: string;
  now: number;
};

/** Queries of a plan's versions: the living one lies with its plan, each former one in a row of its own. */
export function versionsRepo({ tables: { plans, planDocuments, planMembers, planVersions, users } }: Pick<Database, 'tables'>) {
  const entry = {
    version: planVersions.version,
    title: planVersions.title,
    rulesHolding: planVersions.rulesHolding,
    totalAmount: planVersions.totalAmount,
    currency: planVersions.currency,
    change: planVersions.change,
    savedAt: planVersions.savedAt,
    author: users.name,
  };

  return {
    /** A plan that is not deleted, with its document, how that came about, and what `userId` is on it beside its owner. */
    living: statement('version-living', (db: Reader) =>
      db
        .select({
          plan: plans,
          document: planDocuments.document,
          change: planDocuments.change,
          authorId: planDocuments.authorId,
          author: users.name,
          member: planMembers.role,
        })
        .from(plans)
        .innerJoin(planDocuments, eq(planDocuments.planId, plans.id))
        .leftJoin(users, eq(users.id, planDocuments.authorId))
        .leftJoin(planMembers, and(eq(planMembers.planId, plans.id), eq(planMembers.userId, sql.placeholder('userId'))))
        .where(and(eq(plans.id, sql.placeholder('id')), isNull(plans.deletedAt))),
    ),

    former: statement('version-former', (db: Reader) =>
      db
        .select({ document: planVersions.document })
        .from(planVersions)
        .where(and(eq(planVersions.planId, sql.placeholder('id')), eq(planVersions.version, sql.placeholder('version')))),
    ),

    /** Former versions below `before`, newest first, without their documents. */
    page: statement('version-page', (db: Reader) =>
      db
        .select(entry)
        .from(planVersions)
        .leftJoin(users, eq(users.id, planVersions.authorId))
        .where(and(eq(planVersions.planId, sql.placeholder('id')), lt(planVersions.version, sql.placeholder('before'))))
        .orderBy(desc(planVersions.version))
        .limit(sql.placeholder('limit')),
    ),

    /** Former versions of a plan after `after`, oldest first, whole. */
    async allOf(db: Reader, planId: string, after: number, limit: number): Promise<VersionRow[]> {
      return db
        .select()
        .from(planVersions)
        .where(and(eq(planVersions.planId, planId), gt(planVersions.version, after)))
        .orderBy(asc(planVersions.version))
        .limit(limit);
    },

    async keep(tx: Transaction, row: VersionRow) {
      await tx.insert(planVersions).values(row);
    },

    nameOf: statement('version-owner-name', (db: Reader) =>
      db
        .select({ name: users.name })
        .from(users)
        .where(eq(users.id, sql.placeholder('id'))),
    ),

    /** Makes the plan's living document this one. */
    async advance(
      tx: Transaction,
      { id: planId }: Authorized<Pick<PlanRow, 'id'>, 'editor'>,
      version: number,
      { columns, document, change, authorId, now }: NewVersion,
    ) {
      await tx
        .update(plans)
        .set({ ...columns, version, updatedAt: now })
        .where(eq(plans.id, planId));
      await tx.update(planDocuments).set({ document, change, authorId }).where(eq(planDocuments.planId, planId));
    },
  };
}

export type VersionsRepo = ReturnType<typeof versionsRepo>;
