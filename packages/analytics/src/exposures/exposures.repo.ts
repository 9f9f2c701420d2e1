import { statement, type Database, type Reader, type Transaction } from '@tripmaster/db';
import { and, asc, eq, gt, inArray, isNull, sql } from 'drizzle-orm';

type Row = { experimentId: string; unit: string; variation: number; at: number };

/** Queries of who was shown what. */
export function exposuresRepo({ tables: { exposures, experiments } }: Pick<Database, 'tables'>) {
  return {
    /**
     * Keeps the first of each experiment and unit, and when a unit was shown another variation as well. Of experiments that
     * have stopped meanwhile nothing is kept.
     */
    async add(tx: Transaction, rows: readonly Row[]): Promise<void> {
      for (const [experimentId, all] of Map.groupBy(rows, (row) => row.experimentId)) {
        const [running] = await tx
          .select({ id: experiments.id })
          .from(experiments)
          .where(and(eq(experiments.id, experimentId), eq(experiments.status, 'running')));
        if (running === undefined) continue;
        await tx.insert(exposures).values(all).onConflictDoNothing();
        const units = [...new Set(all.map(({ unit }) => unit))];
        const kept = await tx
          .select({ unit: exposures.unit, variation: exposures.variation })
          .from(exposures)
          .where(and(eq(exposures.experimentId, experimentId), inArray(exposures.unit, units), isNull(exposures.crossedAt)));
        const firstOf = new Map(kept.map(({ unit, variation }) => [unit, variation]));
        for (const { unit, variation, at } of all) {
          const first = firstOf.get(unit);
          if (first === undefined || first === variation) continue;
          firstOf.delete(unit);
          await tx
            .update(exposures)
            .set({ crossedAt: at })
            .where(and(eq(exposures.experimentId, experimentId), eq(exposures.unit, unit)));
        }
      }
    },
    /** Those of one unit, in the order of experiments. */
    ofUnit: statement('exposures-of-unit', (db: Reader) =>
      db
        .select({ experiment: experiments.key, experimentId: exposures.experimentId, variation: exposures.variation, at: exposures.at })
        .from(exposures)
        .innerJoin(experiments, eq(experiments.id, exposures.experimentId))
        .where(and(eq(exposures.unit, sql.placeholder('unit')), gt(exposures.experimentId, sql.placeholder('after'))))
        .orderBy(asc(exposures.experimentId))
        .limit(sql.placeholder('limit')),
    ),
  };
}

export type ExposuresRepo = ReturnType<typeof exposuresRepo>;
export type ExposureRow = Row;
