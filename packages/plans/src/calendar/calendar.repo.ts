import { statement, type Database, type Reader, type Transaction } from '@tripmaster/db';
import { and, count, desc, eq, gte, inArray, isNull, or, sql } from 'drizzle-orm';

/** Queries of calendars that other programs subscribe to. */
export function calendarRepo({ tables: { calendarFeeds, plans, planDocuments, planMembers, users } }: Pick<Database, 'tables'>) {
  const dated = {
    id: plans.id,
    version: plans.version,
    visibility: plans.visibility,
    title: plans.title,
    endDate: plans.endDate,
    createdAt: plans.createdAt,
    updatedAt: plans.updatedAt,
  };
  const reaching = and(isNull(plans.deletedAt), gte(plans.endDate, sql.placeholder('since')));

  return {
    async add(tx: Transaction, row: typeof calendarFeeds.$inferInsert) {
      await tx.insert(calendarFeeds).values(row);
    },

    async count(reader: Reader, userId: string): Promise<number> {
      const [row] = await reader.select({ count: count() }).from(calendarFeeds).where(eq(calendarFeeds.userId, userId));
      return row?.count ?? 0;
    },

    /** All of a person's, the newest first; the title is absent where the plan is none of theirs any more. */
    ofUser: statement('calendar-feeds-of-user', (db: Reader) =>
      db
        .select({ id: calendarFeeds.id, planId: calendarFeeds.planId, createdAt: calendarFeeds.createdAt, title: plans.title })
        .from(calendarFeeds)
        .leftJoin(planMembers, and(eq(planMembers.planId, calendarFeeds.planId), eq(planMembers.userId, calendarFeeds.userId)))
        .leftJoin(
          plans,
          and(
            eq(plans.id, calendarFeeds.planId),
            isNull(plans.deletedAt),
            or(eq(plans.ownerId, calendarFeeds.userId), eq(planMembers.planId, plans.id)),
          ),
        )
        .where(eq(calendarFeeds.userId, sql.placeholder('userId')))
        .orderBy(desc(calendarFeeds.id)),
    ),

    /** False when the person has none of that id. */
    async remove(tx: Transaction, userId: string, id: string): Promise<boolean> {
      const rows = await tx
        .delete(calendarFeeds)
        .where(and(eq(calendarFeeds.id, id), eq(calendarFeeds.userId, userId)))
        .returning({ id: calendarFeeds.id });
      return rows.length > 0;
    },

    /** The calendar of an address, where its person may come in. */
    byHash: statement('calendar-feed-by-hash', (db: Reader) =>
      db
        .select({ id: calendarFeeds.id, userId: calendarFeeds.userId, planId: calendarFeeds.planId })
        .from(calendarFeeds)
        .innerJoin(users, eq(users.id, calendarFeeds.userId))
        .where(and(eq(calendarFeeds.tokenHash, sql.placeholder('hash')), eq(users.status, 'active'))),
    ),

    /** One plan, where the person has it or is on it. */
    plan: statement('calendar-plan', (db: Reader) =>
      db
        .select(dated)
        .from(plans)
        .leftJoin(planMembers, and(eq(planMembers.planId, plans.id), eq(planMembers.userId, sql.placeholder('userId'))))
        .where(
          and(
            eq(plans.id, sql.placeholder('id')),
            isNull(plans.deletedAt),
            or(eq(plans.ownerId, sql.placeholder('userId')), eq(planMembers.userId, sql.placeholder('userId'))),
          ),
        ),
    ),

    /** A person's own plans that end on `since` or later, the last to end first. */
    own: statement('calendar-own-plans', (db: Reader) =>
      db
        .select(dated)
        .from(plans)
        .where(and(eq(plans.ownerId, sql.placeholder('userId')), reaching))
        .orderBy(desc(plans.endDate), desc(plans.id))
        .limit(sql.placeholder('limit')),
    ),

    /** The same of plans that others have and the person is on. */
    joined: statement('calendar-joined-plans', (db: Reader) =>
      db
        .select(dated)
        .from(planMembers)
        .innerJoin(plans, eq(plans.id, planMembers.planId))
        .where(and(eq(planMembers.userId, sql.placeholder('userId')), reaching))
        .orderBy(desc(plans.endDate), desc(plans.id))
        .limit(sql.placeholder('limit')),
    ),

    async documents(reader: Reader, ids: readonly string[]) {
      if (ids.length === 0) return [];
      return reader
        .select({ planId: planDocuments.planId, document: planDocuments.document })
        .from(planDocuments)
        .where(inArray(planDocuments.planId, [...ids]));
    },
  };
}

export type CalendarRepo = ReturnType<typeof calendarRepo>;
export type DatedPlan = Awaited<ReturnType<CalendarRepo['own']>>[number];
