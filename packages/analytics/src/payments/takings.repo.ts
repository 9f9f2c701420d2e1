import { statement, type Database, type Reader } from '@tripmaster/db';
import { asc, between, lte, sql, sum } from 'drizzle-orm';

const days = (column: Parameters<typeof between>[0]) => between(column, sql.placeholder('from'), sql.placeholder('to'));

/** Queries of what came in: sums of days, few however much there is. */
export function takingsRepo({ tables: { revenueDays, recurringDays } }: Pick<Database, 'tables'>) {
  return {
    byCurrency: statement('takings-by-currency', (db: Reader) =>
      db
        .select({
          currency: revenueDays.currency,
          paid: sum(revenueDays.paid).mapWith(Number),
          refunded: sum(revenueDays.refunded).mapWith(Number),
          payments: sum(revenueDays.payments).mapWith(Number),
        })
        .from(revenueDays)
        .where(days(revenueDays.day))
        .groupBy(revenueDays.currency)
        .orderBy(asc(revenueDays.currency)),
    ),
    byDay: statement('takings-by-day', (db: Reader) =>
      db
        .select({ day: revenueDays.day, netEuroCents: sum(revenueDays.netEuroCents).mapWith(Number) })
        .from(revenueDays)
        .where(days(revenueDays.day))
        .groupBy(revenueDays.day)
        .orderBy(asc(revenueDays.day)),
    ),
    /** What runs at the end of a day. */
    recurring: statement('takings-recurring', (db: Reader) =>
      db
        .select({
          subscribers: sql<number>`coalesce(${sum(recurringDays.subscribers)}, 0)`.mapWith(Number),
          monthlyEuroCents: sql<number>`coalesce(${sum(recurringDays.monthlyEuroCents)}, 0)`.mapWith(Number),
        })
        .from(recurringDays)
        .where(lte(recurringDays.day, sql.placeholder('to'))),
    ),
  };
}
