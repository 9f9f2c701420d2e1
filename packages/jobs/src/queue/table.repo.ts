import { statement, type Database, type Reader, type Transaction } from '@tripmaster/db';
import { and, asc, count, desc, eq, inArray, isNull, lt, lte, ne, or, sql } from 'drizzle-orm';
import type { Claim, JobFilter, NewJob, Kind } from './queue.ts';

export type JobRow = Database['tables']['jobs']['$inferSelect'];

/** Queries of the jobs on SQLite. */
export function tableRepo({ tables: { jobs } }: Pick<Database, 'tables'>) {
  const open = isNull(jobs.doneAt);
  /** As long as nobody else has taken it, and it was not cancelled. */
  const counts = ({ id, attempt }: Pick<Claim, 'id' | 'attempt'>) =>
    and(eq(jobs.id, id), eq(jobs.state, 'running'), eq(jobs.attempts, attempt));

  return {
    async add(tx: Transaction, { name, attempts }: Kind, { id, data, key, dueAt, userId, now }: NewJob & { now: number }): Promise<void> {
      await tx
        .insert(jobs)
        .values({
          id,
          name,
          data,
          state: 'waiting',
          key: key ?? null,
          userId: userId ?? null,
          attempts: 0,
          mostAttempts: attempts,
          dueAt,
          createdAt: now,
        })
        .onConflictDoNothing();
    },
    /** What is due, longest waiting first; asked every second, so it must cost next to nothing. */
    due(reader: Reader, names: string[], { now, most }: { now: number; most: number }) {
      return reader
        .select({ id: jobs.id, attempts: jobs.attempts, mostAttempts: jobs.mostAttempts })
        .from(jobs)
        .where(and(open, lte(jobs.dueAt, now), inArray(jobs.name, names)))
        .orderBy(asc(jobs.dueAt))
        .limit(most);
    },
    isAnyDue: statement('jobs-any-due', (db: Reader) =>
      db
        .select({ id: jobs.id })
        .from(jobs)
        .where(and(open, lte(jobs.dueAt, sql.placeholder('now'))))
        .limit(1),
    ),
    /** Takes those that are still due, until the lease runs out. */
    async claim(tx: Transaction, ids: string[], { now, leaseMs }: { now: number; leaseMs: number }): Promise<Claim[]> {
      const rows = await tx
        .update(jobs)
        .set({ state: 'running', attempts: sql`${jobs.attempts} + 1`, dueAt: now + leaseMs, startedAt: now, progress: null })
        .where(and(inArray(jobs.id, ids), open, lte(jobs.dueAt, now)))
        .returning({ id: jobs.id, name: jobs.name, data: jobs.data, attempt: jobs.attempts, mostAttempts: jobs.mostAttempts });
      return rows;
    },
    /** Gives up those whose last attempt has ended without a word. */
    async giveUp(tx: Transaction, ids: string[], { now, problem }: { now: number; problem: string }): Promise<void> {
      await tx
        .update(jobs)
        .set({ state: 'dead', doneAt: now, problem })
        .where(and(inArray(jobs.id, ids), open, lte(jobs.dueAt, now)));
    },
    async renew(tx: Transaction, claims: readonly Claim[], dueAt: number): Promise<string[]> {
      const rows = await tx
        .update(jobs)
        .set({ dueAt })
        .where(or(...claims.map(counts)))
        .returning({ id: jobs.id });
      return rows.map(({ id }) => id);
    },
    async counting(reader: Reader, claims: readonly Claim[]): Promise<string[]> {
      const rows = await reader
        .select({ id: jobs.id })
        .from(jobs)
        .where(or(...claims.map(counts)));
      return rows.map(({ id }) => id);
    },
    /** Gives whether the claim still counted. */
    async settle(
      tx: Transaction,
      claim: Claim,
      change: Partial<Pick<JobRow, 'state' | 'attempts' | 'dueAt' | 'doneAt' | 'progress' | 'problem' | 'startedAt'>>,
    ): Promise<boolean> {
      const settled = await tx.update(jobs).set(change).where(counts(claim)).returning({ id: jobs.id });
      return settled.length > 0;
    },
    /** Changes a job that is in one of these states. */
    async change(
      tx: Transaction,
      id: string,
      states: JobRow['state'][],
      change: Partial<Pick<JobRow, 'state' | 'mostAttempts' | 'dueAt' | 'doneAt'>>,
    ): Promise<JobRow | undefined> {
      const rows = await tx
        .update(jobs)
        .set(change)
        .where(and(eq(jobs.id, id), inArray(jobs.state, states)))
        .returning();
      return rows[0];
    },
    async attemptsOf(tx: Transaction, id: string): Promise<number> {
      const [row] = await tx.select({ attempts: jobs.attempts }).from(jobs).where(eq(jobs.id, id));
      return row?.attempts ?? 0;
    },
    /** Newest first. */
    list(reader: Reader, { state, name }: JobFilter, { before, limit }: { before?: string | undefined; limit: number }): Promise<JobRow[]> {
      return reader
        .select()
        .from(jobs)
        .where(
          and(
            state === undefined ? undefined : eq(jobs.state, state),
            name === undefined ? undefined : eq(jobs.name, name),
            before === undefined ? undefined : lt(jobs.id, before),
          ),
        )
        .orderBy(desc(jobs.id))
        .limit(limit);
    },
    ofUser(reader: Reader, userId: string): Promise<JobRow[]> {
      return reader.select().from(jobs).where(eq(jobs.userId, userId)).orderBy(asc(jobs.id));
    },
    async countOf(reader: Reader, state: JobRow['state']): Promise<number> {
      const [row] = await reader.select({ count: count() }).from(jobs).where(eq(jobs.state, state));
      return row?.count ?? 0;
    },
    async oldestDue(reader: Reader, now: number): Promise<number | undefined> {
      const [row] = await reader
        .select({ dueAt: jobs.dueAt })
        .from(jobs)
        .where(and(open, lte(jobs.dueAt, now)))
        .orderBy(asc(jobs.dueAt))
        .limit(1);
      return row?.dueAt;
    },
    async hasOld(reader: Reader, before: Moments): Promise<boolean> {
      return (await reader.select({ id: jobs.id }).from(jobs).where(old(before)).limit(1)).length > 0;
    },
    async purge(tx: Transaction, before: Moments): Promise<void> {
      await tx.delete(jobs).where(old(before));
    },
  };

  function old({ dead, other }: Moments) {
    return or(lt(jobs.doneAt, dead), and(ne(jobs.state, 'dead'), lt(jobs.doneAt, other)));
  }
}

type Moments = { dead: number; other: number };
