import { statement, type Database, type Reader, type Transaction } from '@tripmaster/db';
import { and, asc, desc, gte, isNotNull, lt, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

/** PostgreSQL gives sums as text. */
const total = (column: PgColumn) => sql<number>`coalesce(sum(${column}), 0)`.mapWith(Number);
const within = (day: PgColumn) => and(sql`${day} >= ${sql.placeholder('from')}`, sql`${day} <= ${sql.placeholder('to')}`);

/** Queries of what came in and what models cost: sums of days, and of a few rows of today. */
export function revenueRepo({ tables }: Pick<Database, 'tables'>) {
  const { revenueDays, recurringDays, modelDays, modelCalls, bookingClicks, events } = tables;
  /** Days since 1970 of a moment; both engines divide whole numbers to whole ones. */
  const dayNumber = sql<number>`${modelCalls.at} / 86400000`.mapWith(Number);

  return {
    byCurrency: statement('revenue-by-currency', (db: Reader) =>
      db
        .select({
          currency: revenueDays.currency,
          paid: total(revenueDays.paid),
          refunded: total(revenueDays.refunded),
          payments: total(revenueDays.payments),
        })
        .from(revenueDays)
        .where(within(revenueDays.day))
        .groupBy(revenueDays.currency)
        .orderBy(asc(revenueDays.currency)),
    ),
    byDay: statement('revenue-by-day', (db: Reader) =>
      db
        .select({ day: revenueDays.day, netEuroCents: total(revenueDays.netEuroCents) })
        .from(revenueDays)
        .where(within(revenueDays.day))
        .groupBy(revenueDays.day)
        .orderBy(asc(revenueDays.day)),
    ),
    /** What runs at the end of a day. */
    recurring: statement('revenue-recurring', (db: Reader) =>
      db
        .select({ subscribers: total(recurringDays.subscribers), monthlyEuroCents: total(recurringDays.monthlyEuroCents) })
        .from(recurringDays)
        .where(sql`${recurringDays.day} <= ${sql.placeholder('to')}`),
    ),
    clicks: statement('revenue-clicks', (db: Reader) =>
      db
        .select({ provider: bookingClicks.provider, kind: bookingClicks.kind, clicks: total(bookingClicks.clicks) })
        .from(bookingClicks)
        .where(within(bookingClicks.day))
        .groupBy(bookingClicks.provider, bookingClicks.kind)
        .orderBy(asc(bookingClicks.provider), asc(bookingClicks.kind)),
    ),
    modelDays: statement('revenue-model-days', (db: Reader) =>
      db
        .select({ day: modelDays.day, costMicros: modelDays.costMicros, plans: modelDays.plans })
        .from(modelDays)
        .where(within(modelDays.day))
        .orderBy(asc(modelDays.day)),
    ),
    /** The last day that is summed up. */
    lastModelDay: statement('revenue-last-model-day', (db: Reader) =>
      db.select({ day: modelDays.day }).from(modelDays).orderBy(desc(modelDays.day)).limit(1),
    ),
    /** What models cost on the days from one moment to before another, question by question. */
    async modelCallsByDay(db: Reader, from: number, before: number) {
      return db
        .select({
          dayNumber,
          costMicros: total(modelCalls.costMicros),
          plans: sql<number>`count(distinct ${modelCalls.planId})`.mapWith(Number),
        })
        .from(modelCalls)
        .where(and(gte(modelCalls.at, from), lt(modelCalls.at, before)))
        .groupBy(dayNumber)
        .orderBy(asc(dayNumber));
    },
    async putModelDays(tx: Transaction, rows: (typeof modelDays.$inferInsert)[]) {
      await tx.insert(modelDays).values(rows).onConflictDoNothing();
    },
    activePeople: statement('revenue-active-people', (db: Reader) =>
      db
        .select({ people: sql<number>`count(distinct ${events.person})`.mapWith(Number) })
        .from(events)
        .where(and(within(events.day), isNotNull(events.person))),
    ),
  };
}

export type RevenueRepo = ReturnType<typeof revenueRepo>;
