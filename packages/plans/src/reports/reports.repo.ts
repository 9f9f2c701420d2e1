import type { ReportReason } from '@tripmaster/contracts';
import { statement, type Database, type Reader, type Transaction } from '@tripmaster/db';
import { and, asc, eq, exists, gt, inArray, isNull, lte, sql } from 'drizzle-orm';

type NewReport = { id: string; planId: string; reporterId: string; reason: ReportReason; details: string | null; createdAt: number };

/** Reports of public plans. Those nobody has dealt with are found by an index of their own. */
export function reportsRepo({ tables: { plans, planReports, users } }: Pick<Database, 'tables'>) {
  return {
    /** What somebody has against a plan; a second report, while the first is open, is the first one. */
    async add(tx: Transaction, report: NewReport) {
      await tx.insert(planReports).values(report).onConflictDoNothing();
    },

    /** Plans with open reports, by the oldest of theirs after `after`; `none` is when there is no more. */
    open: statement('reports-open', (db: Reader) => {
      const first = db
        .select({ planId: planReports.planId, first: sql<string>`min(${planReports.id})`.as('first') })
        .from(planReports)
        .where(isNull(planReports.resolvedAt))
        .groupBy(planReports.planId)
        .as('open_reports');
      return db
        .select({ plan: plans, ownerName: users.name, first: first.first })
        .from(first)
        .innerJoin(plans, eq(plans.id, first.planId))
        .innerJoin(users, eq(users.id, plans.ownerId))
        .where(gt(first.first, sql.placeholder('after')))
        .orderBy(asc(first.first))
        .limit(sql.placeholder('limit'));
    }),

    /** The first `most` open reports of each plan, as they came. */
    async openOf(db: Reader, planIds: readonly string[], most: number) {
      const { id, planId, reason, details, createdAt } = planReports;
      const place = sql<number>`row_number() over (partition by ${planId} order by ${id})`.as('place');
      const numbered = db
        .select({ id, planId, reason, details, createdAt, place })
        .from(planReports)
        .where(and(inArray(planId, [...planIds]), isNull(planReports.resolvedAt)))
        .as('numbered');
      return db.select().from(numbered).where(lte(numbered.place, most)).orderBy(asc(numbered.id));
    },

    async resolve(tx: Transaction, planId: string, resolution: 'hidden' | 'dismissed', at: number) {
      await tx
        .update(planReports)
        .set({ resolvedAt: at, resolution })
        .where(and(eq(planReports.planId, planId), isNull(planReports.resolvedAt)));
    },

    /** A plan that others may read, or have reported. */
    async plan(db: Reader, id: string) {
      const reported = db
        .select({ one: sql`1` })
        .from(planReports)
        .where(eq(planReports.planId, plans.id));
      const [row] = await db
        .select({ plan: plans, reported: sql<boolean>`${exists(reported)}`.mapWith(Boolean) })
        .from(plans)
        .where(and(eq(plans.id, id), isNull(plans.deletedAt)));
      return row;
    },

    async setHidden(tx: Transaction, id: string, hiddenAt: number | null) {
      await tx.update(plans).set({ hiddenAt }).where(eq(plans.id, id));
    },

    /** What somebody reported, for the export of an account. */
    async allOf(db: Reader, reporterId: string) {
      return db.select().from(planReports).where(eq(planReports.reporterId, reporterId)).orderBy(asc(planReports.id));
    },
  };
}

export type ReportsRepo = ReturnType<typeof reportsRepo>;
