import type { Database, Reader, Transaction } from '@tripmaster/db';
import { and, asc, eq, gt, gte, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { EventName } from '@tripmaster/contracts';
import { NOTHING, type Sums } from '../statistics/sums.ts';
import type { Cell, Deeds } from './tally.ts';

/** Amounts are added up in two parts, since the sum of some thousand large ones leaves SQLite's integers. */
const PART = 1_000_000;
const ROWS_A_STATEMENT = 500;

type Range = { experimentId: string; after: string; last: string; until: number; windowMs: number; names: readonly EventName[] };
type Count = { experimentId: string; countedAt: number; tookMs: number; leftOut: number; otherCurrency: number };

/** Queries of exposures with the events of their units, and of what was counted of them. */
export function countingRepo({ tables: { events, exposures, experiments, experimentCounts, experimentDays } }: Pick<Database, 'tables'>) {
  const since = sql<boolean>`${events.at} >= ${exposures.at}`.mapWith(Boolean);

  /** What the units of a range did, told by the one column of events or the other. */
  async function deedsBy(db: Reader, who: PgColumn, { experimentId, after, last, until, windowMs, names }: Range) {
    return db
      .select({
        unit: exposures.unit,
        day: events.day,
        name: events.name,
        currency: events.currency,
        since,
        times: sql`count(*)`.mapWith(Number),
        high: sql`coalesce(sum(${events.amount} / ${sql.raw(String(PART))}), 0)`.mapWith(Number),
        low: sql`coalesce(sum(${events.amount} % ${sql.raw(String(PART))}), 0)`.mapWith(Number),
      })
      .from(exposures)
      .innerJoin(events, eq(who, exposures.unit))
      .where(
        and(
          eq(exposures.experimentId, experimentId),
          gt(exposures.unit, after),
          lte(exposures.unit, last),
          lte(exposures.at, until),
          isNull(exposures.crossedAt),
          gte(events.at, sql`${exposures.at} - ${sql.raw(String(windowMs))}`),
          lte(events.at, until),
          inArray(events.name, [...names]),
        ),
      )
      .groupBy(exposures.unit, events.day, events.name, events.currency, since);
  }

  return {
    /** Units in the order of their names, from behind `after`. */
    async units(db: Reader, { experimentId, after, until, limit }: { experimentId: string; after: string; until: number; limit: number }) {
      return db
        .select({ unit: exposures.unit, variation: exposures.variation, at: exposures.at, crossedAt: exposures.crossedAt })
        .from(exposures)
        .where(and(eq(exposures.experimentId, experimentId), gt(exposures.unit, after), lte(exposures.at, until)))
        .orderBy(asc(exposures.unit))
        .limit(limit);
    },

    /** What those units did, from `windowMs` before their exposure on; a unit is a person or a visitor. */
    async deeds(db: Reader, range: Range): Promise<(Deeds & { unit: string })[]> {
      const both = [...(await deedsBy(db, events.person, range)), ...(await deedsBy(db, events.visitor, range))];
      return both.map(({ high, low, ...deed }) => ({ ...deed, amount: BigInt(high) * BigInt(PART) + BigInt(low) }));
    },

    async last(db: Reader, experimentId: string) {
      const [row] = await db.select().from(experimentCounts).where(eq(experimentCounts.experimentId, experimentId));
      return row;
    },

    async cells(db: Reader, experimentId: string): Promise<Cell[]> {
      const rows = await db.select().from(experimentDays).where(eq(experimentDays.experimentId, experimentId));
      return rows.map(({ metric, variation, day, ...added }) => ({ metric, variation, day, added: sumsOf(added) }));
    },

    /** Puts a count in the place of the one before it, unless that one is newer. */
    async put(tx: Transaction, count: Count, cells: readonly Cell[]): Promise<void> {
      const { experimentId, ...values } = count;
      const taken = await tx
        .insert(experimentCounts)
        .values(count)
        .onConflictDoUpdate({
          target: experimentCounts.experimentId,
          set: values,
          setWhere: lte(experimentCounts.countedAt, count.countedAt),
        })
        .returning({ id: experimentCounts.experimentId });
      if (taken.length === 0) return;
      await tx.delete(experimentDays).where(eq(experimentDays.experimentId, experimentId));
      for (let from = 0; from < cells.length; from += ROWS_A_STATEMENT)
        await tx
          .insert(experimentDays)
          .values(
            cells
              .slice(from, from + ROWS_A_STATEMENT)
              .map(({ metric, variation, day, added }) => ({ experimentId, metric, variation, day, ...textsOf(added) })),
          );
    },

    /** Experiments that run, or were stopped since they were last counted. */
    async unfinished(db: Reader) {
      return db
        .select({ experiment: experiments, count: experimentCounts })
        .from(experiments)
        .leftJoin(experimentCounts, eq(experimentCounts.experimentId, experiments.id))
        .where(
          or(
            eq(experiments.status, 'running'),
            and(
              eq(experiments.status, 'stopped'),
              or(isNull(experimentCounts.countedAt), lt(experimentCounts.countedAt, experiments.stoppedAt)),
            ),
          ),
        );
    },
  };
}

export type CountingRepo = ReturnType<typeof countingRepo>;

type Texts = Pick<Sums, 'units' | 'active'> & { [K in Exclude<keyof Sums, 'units' | 'active'>]: string };

function textsOf({ units, active, sum, squares, preSum, preSquares, products }: Sums): Texts {
  return {
    units,
    active,
    sum: String(sum),
    squares: String(squares),
    preSum: String(preSum),
    preSquares: String(preSquares),
    products: String(products),
  };
}

function sumsOf({ units, active, sum, squares, preSum, preSquares, products }: Texts): Sums {
  return {
    ...NOTHING,
    units,
    active,
    sum: BigInt(sum),
    squares: BigInt(squares),
    preSum: BigInt(preSum),
    preSquares: BigInt(preSquares),
    products: BigInt(products),
  };
}
