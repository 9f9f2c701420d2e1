import { statement, type Database, type Reader } from '@tripmaster/db';
import { and, desc, eq, gte, isNull, sql } from 'drizzle-orm';

/** Sums over what one person has; each reads that person's rows by their index and no others. */
export function statsRepo({ tables: { plans } }: Pick<Database, 'tables'>) {
  const theirs = and(eq(plans.ownerId, sql.placeholder('ownerId')), isNull(plans.deletedAt));
  const count = sql<number>`count(*)`.mapWith(Number);
  const total = sql<number>`sum(${plans.totalAmount})`.mapWith(Number);
  return {
    byVisibility: statement('stats-visibility', (db: Reader) =>
      db
        .select({
          visibility: plans.visibility,
          plans: count,
          days: sql<number>`sum(${plans.dayCount})`.mapWith(Number),
          copies: sql<number>`sum(${plans.copies})`.mapWith(Number),
        })
        .from(plans)
        .where(theirs)
        .groupBy(plans.visibility),
    ),
    spend: statement('stats-spend', (db: Reader) =>
      db
        .select({ currency: plans.currency, amount: total })
        .from(plans)
        .where(theirs)
        .groupBy(plans.currency)
        .orderBy(desc(total), plans.currency),
    ),
    upcoming: statement('stats-upcoming', (db: Reader) =>
      db
        .select({ plans: count })
        .from(plans)
        .where(and(theirs, gte(plans.endDate, sql.placeholder('today')))),
    ),
    destinations: statement('stats-destinations', (db: Reader) =>
      db.select({ destinations: plans.destinations }).from(plans).where(theirs),
    ),
  };
}

export type StatsRepo = ReturnType<typeof statsRepo>;
