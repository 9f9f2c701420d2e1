import { statement, type Database, type Reader, type Transaction } from '@tripmaster/db';
import { and, eq, inArray, lt, sql } from 'drizzle-orm';

export type Bucket = { attribute: string; value: string; assignments: Record<string, string> };

/** Queries of the variations that units keep. */
export function stickyRepo({ tables: { stickyBuckets } }: Pick<Database, 'tables'>) {
  return {
    byValue: statement('sticky-by-value', (db: Reader) =>
      db
        .select({ assignments: stickyBuckets.assignments })
        .from(stickyBuckets)
        .where(and(eq(stickyBuckets.attribute, sql.placeholder('attribute')), eq(stickyBuckets.value, sql.placeholder('value')))),
    ),
    /** Adds to what units have: what they had before stays. */
    async merge(tx: Transaction, buckets: readonly Bucket[], at: number): Promise<void> {
      for (const { attribute, value, assignments } of buckets) {
        const [before] = await tx
          .select({ assignments: stickyBuckets.assignments })
          .from(stickyBuckets)
          .where(and(eq(stickyBuckets.attribute, attribute), eq(stickyBuckets.value, value)));
        const merged = { ...assignments, ...before?.assignments };
        await tx
          .insert(stickyBuckets)
          .values({ attribute, value, assignments: merged, updatedAt: at })
          .onConflictDoUpdate({
            target: [stickyBuckets.attribute, stickyBuckets.value],
            set: { assignments: merged, updatedAt: at },
          });
      }
    },
    /** Removes some that were not written to since `before`; gives how many. */
    async purge(tx: Transaction, before: number, limit: number): Promise<number> {
      const old = await tx
        .select({ attribute: stickyBuckets.attribute, value: stickyBuckets.value })
        .from(stickyBuckets)
        .where(lt(stickyBuckets.updatedAt, before))
        .limit(limit);
      const byAttribute = Map.groupBy(old, ({ attribute }) => attribute);
      for (const [attribute, rows] of byAttribute)
        await tx.delete(stickyBuckets).where(
          and(
            eq(stickyBuckets.attribute, attribute),
            inArray(
              stickyBuckets.value,
              rows.map(({ value }) => value),
            ),
          ),
        );
      return old.length;
    },
  };
}

export type StickyRepo = ReturnType<typeof stickyRepo>;
