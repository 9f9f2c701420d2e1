import type { ExperimentDecision, ExperimentDesign, ExperimentStatus } from '@tripmaster/contracts';
import type { Database, Reader, Transaction } from '@tripmaster/db';
import { and, desc, eq, lt, ne } from 'drizzle-orm';

type NewExperiment = { id: string; key: string; flagKey: string; design: ExperimentDesign; createdAt: number };
type Change = Partial<{
  key: string;
  flagKey: string;
  design: ExperimentDesign;
  status: ExperimentStatus;
  startedAt: number;
  stoppedAt: number;
  decision: ExperimentDecision;
}>;

/** Queries of experiments, and of the flags they stand under. */
export function experimentsRepo({ tables: { experiments, flags } }: Pick<Database, 'tables'>) {
  return {
    async byId(db: Reader, id: string) {
      const [row] = await db.select().from(experiments).where(eq(experiments.id, id));
      return row;
    },

    async byKey(db: Reader, key: string) {
      const [row] = await db.select({ id: experiments.id }).from(experiments).where(eq(experiments.key, key));
      return row;
    },

    /** Newest first, from behind `before`. */
    async page(
      db: Reader,
      { before, status, limit }: { before?: string | undefined; status?: ExperimentStatus | undefined; limit: number },
    ) {
      return db
        .select()
        .from(experiments)
        .where(
          and(
            before === undefined ? undefined : lt(experiments.id, before),
            status === undefined ? undefined : eq(experiments.status, status),
          ),
        )
        .orderBy(desc(experiments.id))
        .limit(limit);
    },

    /** All other experiments that run. */
    async othersRunning(db: Reader, id: string) {
      return db
        .select()
        .from(experiments)
        .where(and(eq(experiments.status, 'running'), ne(experiments.id, id)));
    },

    async add(tx: Transaction, row: NewExperiment) {
      await tx.insert(experiments).values({ ...row, status: 'draft', version: 1 });
    },

    /** Changes the experiment if it still has this version, which counts up; says whether it had. */
    async change(tx: Transaction, { id, version }: { id: string; version: number }, change: Change): Promise<boolean> {
      const changed = await tx
        .update(experiments)
        .set({ ...change, version: version + 1 })
        .where(and(eq(experiments.id, id), eq(experiments.version, version)))
        .returning({ id: experiments.id });
      return changed.length === 1;
    },

    async flag(db: Reader, key: string) {
      const [row] = await db.select().from(flags).where(eq(flags.key, key));
      return row;
    },

    /** A flag for an experiment that comes before it; leaves alone what is there. */
    async addFlag(tx: Transaction, { key, description, value, at }: { key: string; description: string; value: unknown; at: number }) {
      await tx
        .insert(flags)
        .values({ key, description, definition: { defaultValue: value }, enabled: true, version: 1, createdAt: at, updatedAt: at })
        .onConflictDoNothing();
    },
  };
}

export type ExperimentsRepo = ReturnType<typeof experimentsRepo>;
