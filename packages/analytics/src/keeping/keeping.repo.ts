import type { Database, Reader, Transaction } from '@tripmaster/db';
import { and, asc, count, eq, gte, inArray, lt } from 'drizzle-orm';

/** Queries of what was counted long ago. */
export function keepingRepo({ tables: { events, exposures, experiments, experimentCounts } }: Pick<Database, 'tables'>) {
  return {
    /** How many events each day before `day` has. */
    eventsBefore: async (db: Reader, day: string) =>
      db.select({ day: events.day, events: count() }).from(events).where(lt(events.day, day)).groupBy(events.day),
    /** Removes some of the events before `day`, the oldest first; gives how many. */
    async removeEvents(tx: Transaction, day: string, limit: number): Promise<number> {
      const old = await tx.select({ id: events.id }).from(events).where(lt(events.day, day)).orderBy(asc(events.day)).limit(limit);
      if (old.length === 0) return 0;
      await tx.delete(events).where(
        inArray(
          events.id,
          old.map(({ id }) => id),
        ),
      );
      return old.length;
    },

    /** Experiments that were stopped before a moment and have been counted since for good. */
    async overBefore(db: Reader, at: number): Promise<string[]> {
      const rows = await db
        .select({ id: experiments.id })
        .from(experiments)
        .innerJoin(experimentCounts, eq(experimentCounts.experimentId, experiments.id))
        .where(
          and(eq(experiments.status, 'stopped'), lt(experiments.stoppedAt, at), gte(experimentCounts.countedAt, experiments.stoppedAt)),
        );
      return rows.map(({ id }) => id);
    },
    /** Removes some of who was shown what in an experiment; gives how many. */
    async removeExposures(tx: Transaction, experimentId: string, limit: number): Promise<number> {
      const of = eq(exposures.experimentId, experimentId);
      const some = await tx.select({ unit: exposures.unit }).from(exposures).where(of).limit(limit);
      if (some.length === 0) return 0;
      await tx.delete(exposures).where(
        and(
          of,
          inArray(
            exposures.unit,
            some.map(({ unit }) => unit),
          ),
        ),
      );
      return some.length;
    },
  };
}

export type KeepingRepo = ReturnType<typeof keepingRepo>;
