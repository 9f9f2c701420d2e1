import type { Database } from '@tripmaster/db';
import { asc, eq, isNull } from 'drizzle-orm';
import type { Kind, Queue } from './queue.ts';

/** What a job of a kind that this release does not know may take. */
const TIMEOUT_MS = 60_000;
const BATCH = 100;

/**
 * A backup holds jobs as rows of our own table. Where pg-boss keeps jobs, those of a restored database are handed to it
 * with the first node that starts; what was over already is forgotten.
 */
export async function handOver({ db, queue, kinds }: { db: Database; queue: Queue; kinds: readonly Kind[] }): Promise<void> {
  const { jobs } = db.tables;
  if ((await db.read.select({ id: jobs.id }).from(jobs).limit(1)).length === 0) return;
  const timeouts = new Map(kinds.map(({ name, timeoutMs }) => [name, timeoutMs]));
  for (let left = true; left;) {
    left = await db.write(async (tx) => {
      const rows = await tx.select().from(jobs).where(isNull(jobs.doneAt)).orderBy(asc(jobs.id)).limit(BATCH);
      for (const { id, name, mostAttempts, data, key, dueAt, userId } of rows) {
        const kind = { name, attempts: mostAttempts, timeoutMs: timeouts.get(name) ?? TIMEOUT_MS };
        await queue.add(tx, kind, { id, data, key: key ?? undefined, dueAt, userId: userId ?? undefined });
        await tx.delete(jobs).where(eq(jobs.id, id));
      }
      return rows.length === BATCH;
    });
  }
  await db.write(async (tx) => void (await tx.delete(jobs)));
}
