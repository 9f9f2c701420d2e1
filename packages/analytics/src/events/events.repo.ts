import type { DroppedReason } from '@tripmaster/contracts';
import { statement, type Database, type Reader, type Transaction } from '@tripmaster/db';
import { and, asc, eq, gt, inArray, or, sql } from 'drizzle-orm';
import { giveBought } from '../payments/bought.repo.ts';

export type EventRow = Database['tables']['events']['$inferInsert'];
export type PersonRow = Database['tables']['analyticsPeople']['$inferSelect'];
export type Dropped = { day: string; reason: DroppedReason; count: number };

/** Rows a statement adds at once: SQLite takes 32,766 values. */
const ROWS_AT_ONCE = 500;

/** Queries of what is counted. */
export function eventsRepo({ tables }: Pick<Database, 'tables'>) {
  const { events, analyticsPeople, droppedEvents, users } = tables;
  return {
    person: statement('analytics-person', (db: Reader) =>
      db
        .select()
        .from(analyticsPeople)
        .where(eq(analyticsPeople.userId, sql.placeholder('userId'))),
    ),
    people: async (db: Reader, userIds: readonly string[]) =>
      db
        .select()
        .from(analyticsPeople)
        .where(inArray(analyticsPeople.userId, [...userIds])),
    /** Which of these people still have an account. */
    accounts: async (db: Reader, userIds: readonly string[]) =>
      (
        await db
          .select({ id: users.id })
          .from(users)
          .where(inArray(users.id, [...userIds]))
      ).map((row) => row.id),
    async addPerson(tx: Transaction, person: typeof analyticsPeople.$inferInsert) {
      await tx.insert(analyticsPeople).values(person).onConflictDoNothing();
    },
    async changePerson(tx: Transaction, userId: string, change: Partial<Pick<PersonRow, 'counted' | 'country'>>) {
      await tx.update(analyticsPeople).set(change).where(eq(analyticsPeople.userId, userId));
    },
    /** Gives somebody another pseudonym. What they bought comes along: it is found by that alone, and theirs whether they are counted or not. */
    async renamePerson(tx: Transaction, { userId, ref }: Pick<PersonRow, 'userId' | 'ref'>, next: string) {
      await giveBought(tx, tables, ref, next);
      await tx.update(analyticsPeople).set({ ref: next }).where(eq(analyticsPeople.userId, userId));
    },
    /** Adds what is not there yet; gives the ids of what was added. */
    async add(tx: Transaction, rows: readonly EventRow[]): Promise<string[]> {
      const added: string[] = [];
      for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
        const some = rows.slice(from, from + ROWS_AT_ONCE);
        const done = await tx.insert(events).values(some).onConflictDoNothing().returning({ id: events.id });
        for (const { id } of done) added.push(id);
      }
      return added;
    },
    /** Adds one that the server made. */
    addOne: statement('events-add', (tx: Transaction) =>
      tx.insert(events).values({
        id: sql.placeholder('id'),
        name: sql.placeholder('name'),
        at: sql.placeholder('at'),
        day: sql.placeholder('day'),
        person: sql.placeholder('person'),
        visitor: sql.placeholder('visitor'),
        country: sql.placeholder('country'),
        referrer: sql.placeholder('referrer'),
        utmSource: sql.placeholder('utmSource'),
        utmMedium: sql.placeholder('utmMedium'),
        utmCampaign: sql.placeholder('utmCampaign'),
        destination: sql.placeholder('destination'),
        month: sql.placeholder('month'),
        amount: sql.placeholder('amount'),
        currency: sql.placeholder('currency'),
      }),
    ),
    async addDropped(tx: Transaction, rows: readonly Dropped[]) {
      await tx
        .insert(droppedEvents)
        .values([...rows])
        .onConflictDoUpdate({
          target: [droppedEvents.day, droppedEvents.reason],
          set: { count: sql`${droppedEvents.count} + excluded.count` },
        });
    },
    /** What led a visitor here first. */
    sourceOf: statement('events-source', (db: Reader) =>
      db
        .select({
          referrer: events.referrer,
          utmSource: events.utmSource,
          utmMedium: events.utmMedium,
          utmCampaign: events.utmCampaign,
        })
        .from(events)
        .where(and(eq(events.visitor, sql.placeholder('visitor')), sql`coalesce(${events.referrer}, ${events.utmSource}) is not null`))
        .orderBy(asc(events.at))
        .limit(1),
    ),
    /** What is held under a pseudonym, oldest first, behind `after`. */
    ofPerson: async (db: Reader, person: string, after: { at: number; id: string } | undefined, limit: number) =>
      db
        .select()
        .from(events)
        .where(
          and(
            eq(events.person, person),
            after === undefined ? undefined : or(gt(events.at, after.at), and(eq(events.at, after.at), gt(events.id, after.id))),
          ),
        )
        .orderBy(asc(events.at), asc(events.id))
        .limit(limit),
  };
}

export type EventsRepo = ReturnType<typeof eventsRepo>;
