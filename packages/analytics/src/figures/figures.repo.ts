import { statement, type Database, type Reader } from '@tripmaster/db';
import { and, asc, between, count, countDistinct, desc, eq, gte, isNotNull, lte, sql, sum } from 'drizzle-orm';

/** Queries of figures: of what was counted already, but for the last half hour. */
export function figuresRepo({ tables }: Pick<Database, 'tables'>) {
  const { events, rollupDays, rollupPeople, rollupWeeks, rollupCounts, rollupFunnels, rollupCosts, rollupState, bookingClicks } = tables;
  const days = between(rollupDays.day, sql.placeholder('from'), sql.placeholder('to'));
  const minute = sql<number>`${events.at} / 60000`.mapWith(Number);
  const visitors = countDistinct(events.visitor);

  return {
    state: statement('figures-state', (db: Reader) => db.select().from(rollupState)),
    days: statement('figures-days', (db: Reader) => db.select().from(rollupDays).where(days).orderBy(asc(rollupDays.day))),
    sums: statement('figures-sums', (db: Reader) => {
      const total = (column: Parameters<typeof sum>[0]) => sql<number>`coalesce(${sum(column)}, 0)`.mapWith(Number);
      return db
        .select({
          visitors: total(rollupDays.visitors),
          signUps: total(rollupDays.signUps),
          plansMade: total(rollupDays.plansMade),
          plansShared: total(rollupDays.plansShared),
          bookingClicks: total(rollupDays.bookingClicks),
        })
        .from(rollupDays)
        .where(days);
    }),
    /** Of the last day up to `day` that was counted. */
    trailing: statement('figures-trailing', (db: Reader) =>
      db
        .select({ day: rollupPeople.day, trailing: rollupPeople.trailing })
        .from(rollupPeople)
        .where(lte(rollupPeople.day, sql.placeholder('day')))
        .orderBy(desc(rollupPeople.day))
        .limit(1),
    ),
    weeksSince: statement('figures-weeks', (db: Reader) =>
      db
        .select()
        .from(rollupWeeks)
        .where(gte(rollupWeeks.week, sql.placeholder('from')))
        .orderBy(asc(rollupWeeks.week)),
    ),
    funnels: statement('figures-funnels', (db: Reader) =>
      db
        .select()
        .from(rollupFunnels)
        .where(between(rollupFunnels.day, sql.placeholder('from'), sql.placeholder('to')))
        .orderBy(asc(rollupFunnels.day)),
    ),
    /** Counts of all days of its stretch up to a day. */
    running: statement('figures-running', (db: Reader) =>
      db
        .select({ running: rollupCounts.running })
        .from(rollupCounts)
        .where(and(eq(rollupCounts.day, sql.placeholder('day')), eq(rollupCounts.dimension, sql.placeholder('dimension')))),
    ),
    counts: statement('figures-counts', (db: Reader) =>
      db
        .select({ counts: rollupCounts.counts })
        .from(rollupCounts)
        .where(
          and(
            between(rollupCounts.day, sql.placeholder('from'), sql.placeholder('to')),
            eq(rollupCounts.dimension, sql.placeholder('dimension')),
          ),
        ),
    ),
    costs: statement('figures-costs', (db: Reader) =>
      db
        .select()
        .from(rollupCosts)
        .where(between(rollupCosts.day, sql.placeholder('from'), sql.placeholder('to')))
        .orderBy(asc(rollupCosts.day)),
    ),
    clicks: statement('figures-clicks', (db: Reader) => {
      const clicks = sum(bookingClicks.clicks).mapWith(Number);
      return db
        .select({ provider: bookingClicks.provider, kind: bookingClicks.kind, clicks })
        .from(bookingClicks)
        .where(between(bookingClicks.day, sql.placeholder('from'), sql.placeholder('to')))
        .groupBy(bookingClicks.provider, bookingClicks.kind)
        .orderBy(desc(clicks), asc(bookingClicks.provider), asc(bookingClicks.kind));
    }),

    /** Of the events since `at`. */
    minutes: statement('figures-minutes', (db: Reader) =>
      db
        .select({ minute, events: count(), visitors })
        .from(events)
        .where(gte(events.at, sql.placeholder('at')))
        .groupBy(minute),
    ),
    visitors: statement('figures-visitors', (db: Reader) =>
      db
        .select({ visitors })
        .from(events)
        .where(gte(events.at, sql.placeholder('at'))),
    ),
    pages: statement('figures-pages', (db: Reader) =>
      db
        .select({ page: sql<string>`${events.page}`, visitors })
        .from(events)
        .where(and(gte(events.at, sql.placeholder('at')), eq(events.name, 'page-viewed'), isNotNull(events.page)))
        .groupBy(events.page)
        .orderBy(desc(visitors), asc(events.page))
        .limit(sql.placeholder('limit')),
    ),
    countries: statement('figures-countries', (db: Reader) =>
      db
        .select({ country: events.country, visitors })
        .from(events)
        .where(and(gte(events.at, sql.placeholder('at')), isNotNull(events.visitor)))
        .groupBy(events.country)
        .orderBy(desc(visitors), asc(events.country)),
    ),
    /** Events of a stretch of time in order, behind the one named last: for the table of them. */
    events: statement('figures-events', (db: Reader) =>
      db
        .select()
        .from(events)
        .where(
          and(
            gte(events.at, sql.placeholder('at')),
            lte(events.at, sql.placeholder('end')),
            sql`(${events.at} > ${sql.placeholder('at')} or ${events.id} > ${sql.placeholder('id')})`,
          ),
        )
        .orderBy(asc(events.at), asc(events.id))
        .limit(sql.placeholder('limit')),
    ),
  };
}

export type FiguresRepo = ReturnType<typeof figuresRepo>;
