import { statement, type Database, type Reader, type Transaction } from '@tripmaster/db';
import { and, asc, eq, gt, sql } from 'drizzle-orm';

/** Queries of flags, and of the experiments that run on them. */
export function flagsRepo({ tables: { flags, experiments } }: Pick<Database, 'tables'>) {
  const running = eq(experiments.status, 'running');
  return {
    /** What tells that something changed, of every flag: a few words a row. */
    marks: statement('flags-marks', (db: Reader) =>
      db
        .select({ key: flags.key, version: flags.version, enabled: flags.enabled, updatedAt: flags.updatedAt })
        .from(flags)
        .orderBy(asc(flags.key)),
    ),
    runningMarks: statement('flags-running-marks', (db: Reader) =>
      db.select({ id: experiments.id, version: experiments.version }).from(experiments).where(running).orderBy(asc(experiments.id)),
    ),
    all: statement('flags-all', (db: Reader) => db.select().from(flags).orderBy(asc(flags.key))),
    running: statement('flags-running', (db: Reader) =>
      db
        .select({ id: experiments.id, key: experiments.key, flagKey: experiments.flagKey, design: experiments.design })
        .from(experiments)
        .where(running)
        .orderBy(asc(experiments.id)),
    ),
    byKey: statement('flags-by-key', (db: Reader) =>
      db
        .select()
        .from(flags)
        .where(eq(flags.key, sql.placeholder('key'))),
    ),
    page: statement('flags-page', (db: Reader) =>
      db
        .select()
        .from(flags)
        .where(gt(flags.key, sql.placeholder('after')))
        .orderBy(asc(flags.key))
        .limit(sql.placeholder('limit')),
    ),
    count: statement('flags-count', (db: Reader) => db.select({ flags: sql<number>`count(*)`.mapWith(Number) }).from(flags)),
    /** The experiments that run on a flag. */
    runningOn: statement('flags-running-on', (db: Reader) =>
      db
        .select({ key: experiments.key })
        .from(experiments)
        .where(and(eq(experiments.flagKey, sql.placeholder('key')), running))
        .orderBy(asc(experiments.key)),
    ),
    async add(tx: Transaction, row: typeof flags.$inferInsert): Promise<boolean> {
      return (await tx.insert(flags).values(row).onConflictDoNothing().returning({ key: flags.key })).length > 0;
    },
    /** Only as long as it has still `version`. */
    async change(tx: Transaction, key: string, version: number, values: Partial<typeof flags.$inferInsert>): Promise<boolean> {
      const changed = await tx
        .update(flags)
        .set({ ...values, version: version + 1 })
        .where(and(eq(flags.key, key), eq(flags.version, version)))
        .returning({ key: flags.key });
      return changed.length > 0;
    },
    async remove(tx: Transaction, key: string): Promise<void> {
      await tx.delete(flags).where(eq(flags.key, key));
    },
  };
}

export type FlagsRepo = ReturnType<typeof flagsRepo>;
export type FlagRow = Awaited<ReturnType<FlagsRepo['all']>>[number];
export type RunningExperiment = Awaited<ReturnType<FlagsRepo['running']>>[number];
