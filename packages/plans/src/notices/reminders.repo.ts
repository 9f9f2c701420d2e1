import { statement, type Database, type Reader, type Transaction } from '@tripmaster/db';
import { and, asc, eq, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';

type NewReminder = Database['tables']['tripReminders']['$inferInsert'];

/** Queries of who is to be reminded of which trip. */
export function remindersRepo({ tables: { plans, planDocuments, planMembers, tripReminders, users } }: Pick<Database, 'tables'>) {
  const start = sql.placeholder('startDate');
  const person = { userId: users.id, timeZone: users.timeZone, notifications: users.notifications };
  /** That nobody was reminded of it yet so many days before. */
  const thisReminder = and(
    eq(tripReminders.planId, plans.id),
    eq(tripReminders.userId, users.id),
    eq(tripReminders.days, sql.placeholder('days')),
    eq(tripReminders.startDate, plans.startDate),
  );
  const mayBeReminded = and(
    eq(plans.startDate, start),
    isNull(plans.deletedAt),
    eq(users.status, 'active'),
    isNotNull(users.emailVerifiedAt),
    isNull(tripReminders.planId),
  );

  return {
    /** The owners of trips that begin on a day, who were not reminded yet; by plan, after `after`. */
    owners: statement('reminders-owners', (db: Reader) =>
      db
        .select({ planId: plans.id, since: plans.createdAt, ...person })
        .from(plans)
        .innerJoin(users, eq(users.id, plans.ownerId))
        .leftJoin(tripReminders, thisReminder)
        .where(and(mayBeReminded, sql`${plans.id} > ${sql.placeholder('after')}`))
        .orderBy(asc(plans.id))
        .limit(sql.placeholder('limit')),
    ),

    /** The same of who else is on such trips; by plan and person, after `after` and `afterUser`. */
    members: statement('reminders-members', (db: Reader) =>
      db
        .select({ planId: plans.id, since: planMembers.joinedAt, ...person })
        .from(plans)
        .innerJoin(planMembers, eq(planMembers.planId, plans.id))
        .innerJoin(users, eq(users.id, planMembers.userId))
        .leftJoin(tripReminders, thisReminder)
        .where(
          and(
            mayBeReminded,
            sql`${plans.id} >= ${sql.placeholder('after')}`,
            or(sql`${plans.id} > ${sql.placeholder('after')}`, sql`${planMembers.userId} > ${sql.placeholder('afterUser')}`),
          ),
        )
        .orderBy(asc(plans.id), asc(planMembers.userId))
        .limit(sql.placeholder('limit')),
    ),

    documents: (db: Reader, ids: string[]) =>
      db
        .select({ planId: planDocuments.planId, document: planDocuments.document })
        .from(planDocuments)
        .where(inArray(planDocuments.planId, ids)),

    /** A trip and a person as they are now; nothing when the trip was deleted or moved, or the person gets no mails any more. */
    still: statement('reminders-still', (db: Reader) =>
      db
        .select({
          plan: {
            id: plans.id,
            ownerId: plans.ownerId,
            title: plans.title,
            startDate: plans.startDate,
            endDate: plans.endDate,
            destinations: plans.destinations,
          },
          member: planMembers.role,
          email: users.email,
          locale: users.locale,
          notifications: users.notifications,
        })
        .from(plans)
        .innerJoin(users, eq(users.id, sql.placeholder('userId')))
        .leftJoin(planMembers, and(eq(planMembers.planId, plans.id), eq(planMembers.userId, users.id)))
        .where(
          and(
            eq(plans.id, sql.placeholder('planId')),
            eq(plans.startDate, start),
            isNull(plans.deletedAt),
            eq(users.status, 'active'),
            isNotNull(users.emailVerifiedAt),
          ),
        ),
    ),

    /** False when this reminder was queued before. */
    async note(tx: Transaction, row: NewReminder): Promise<boolean> {
      return (await tx.insert(tripReminders).values(row).onConflictDoNothing().returning({ planId: tripReminders.planId })).length > 0;
    },

    /** The reminders a person got, after a reminder of a plan. */
    ofUser: (db: Reader, userId: string, after: { planId: string; days: number; startDate: string }, limit: number) =>
      db
        .select({ planId: tripReminders.planId, days: tripReminders.days, startDate: tripReminders.startDate, at: tripReminders.at })
        .from(tripReminders)
        .where(
          and(
            eq(tripReminders.userId, userId),
            sql`(${tripReminders.planId}, ${tripReminders.days}, ${tripReminders.startDate}) > (${after.planId}, ${after.days}, ${after.startDate})`,
          ),
        )
        .orderBy(asc(tripReminders.planId), asc(tripReminders.days), asc(tripReminders.startDate))
        .limit(limit),

    /** Removes those of trips that began before a day. */
    async purge(tx: Transaction, before: string): Promise<void> {
      await tx.delete(tripReminders).where(lt(tripReminders.startDate, before));
    },
  };
}

export type RemindersRepo = ReturnType<typeof remindersRepo>;
export type Candidate = Awaited<ReturnType<RemindersRepo['owners']>>[number];
