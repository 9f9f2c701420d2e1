import type { Database, Reader, Transaction } from '@tripmaster/db';
import { and, asc, eq, lte } from 'drizzle-orm';
import type { Jobs, Schedule } from './job.ts';

/** Of one schedule, one job at most is not over: what was missed, or takes longer than its turn, is done once. */
export const SCHEDULE_KEY = 'schedule';

/** Queries of when things are done again. */
function schedulesRepo({ tables: { jobSchedules } }: Pick<Database, 'tables'>) {
  return {
    all: (reader: Reader): Promise<ScheduleRow[]> => reader.select().from(jobSchedules).orderBy(asc(jobSchedules.name)),
    async add(tx: Transaction, name: string, dueAt: number): Promise<void> {
      await tx.insert(jobSchedules).values({ name, dueAt, lastAt: null }).onConflictDoNothing();
    },
    async bringForward(tx: Transaction, name: string, dueAt: number): Promise<void> {
      await tx.update(jobSchedules).set({ dueAt }).where(eq(jobSchedules.name, name));
    },
    /** True for whoever is first. */
    async take(tx: Transaction, name: string, { now, dueAt }: { now: number; dueAt: number }): Promise<boolean> {
      const rows = await tx
        .update(jobSchedules)
        .set({ dueAt, lastAt: now })
        .where(and(eq(jobSchedules.name, name), lte(jobSchedules.dueAt, now)))
        .returning({ name: jobSchedules.name });
      return rows.length > 0;
    },
  };
}

export type ScheduleRow = Database['tables']['jobSchedules']['$inferSelect'];

/** The first of its moments after `now`. */
export function nextSlot({ everyMs, offsetMs = 0 }: Pick<Schedule, 'everyMs' | 'offsetMs'>, now: number): number {
  return Math.floor((now - offsetMs) / everyMs + 1) * everyMs + offsetMs;
}

/** Turns what is done again and again into jobs: once a turn, whichever node is first, on either engine. */
export function createSchedules({ db, now, jobs }: { db: Database; now: () => number; jobs: Jobs }) {
  const repo = schedulesRepo(db);
  let schedules: readonly Schedule[] = [];
  /** When the next of them may be due, as far as this process knows. */
  let lookAt = Infinity;

  async function look(): Promise<void> {
    const rows = await repo.all(db.read);
    const mine = rows.filter(({ name }) => schedules.some(({ kind }) => kind.name === name));
    lookAt = Math.min(...mine.map(({ dueAt }) => dueAt));
  }

  return {
    /** Notes what is new; what was not noted before comes with its next turn, or at once where it says so. */
    async begin(given: readonly Schedule[]): Promise<void> {
      schedules = given;
      const known = new Map((await repo.all(db.read)).map((row) => [row.name, row]));
      await db.write(async (tx) => {
        for (const { kind, atFirst, ...turns } of given) {
          const next = nextSlot(turns, now());
          const row = known.get(kind.name);
          if (row === undefined) await repo.add(tx, kind.name, atFirst === true ? now() : next);
          // Its turns come more often than when it was noted.
          else if (row.dueAt > next) await repo.bringForward(tx, kind.name, next);
        }
      });
      await look();
    },
    /** Queues those whose turn it is. */
    async turn(): Promise<void> {
      if (now() < lookAt) return;
      const due = new Set((await repo.all(db.read)).filter(({ dueAt }) => dueAt <= now()).map(({ name }) => name));
      for (const { kind, ...turns } of schedules.filter((schedule) => due.has(schedule.kind.name))) {
        await db.write(async (tx) => {
          const isFirst = await repo.take(tx, kind.name, { now: now(), dueAt: nextSlot(turns, now()) });
          if (isFirst) await jobs.enqueue(tx, kind, {}, { key: SCHEDULE_KEY });
        });
      }
      await look();
    },
    /** Every one that was ever noted, also by other releases. */
    list: () => repo.all(db.read),
  };
}
