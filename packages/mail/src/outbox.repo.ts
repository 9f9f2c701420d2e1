import { statement, type Database, type Reader, type Transaction } from '@tripmaster/db';
import { and, asc, eq, inArray, isNull, lt, lte, or, sql, type SQL } from 'drizzle-orm';

/** When a dead letter is due: never (the last moment a `Date` can say). */
export const NEVER = 8_640_000_000_000_000;

/** Queries of the mails on their way. */
export function outboxRepo({ tables: { mailOutbox, users } }: Pick<Database, 'tables'>) {
  const waiting = isNull(mailOutbox.sentAt);

  return {
    add: statement('mail-add', (tx: Transaction) =>
      tx.insert(mailOutbox).values({
        id: sql.placeholder('id'),
        userId: sql.placeholder('userId'),
        kind: sql.placeholder('kind'),
        body: sql.placeholder('body'),
        attempts: 0,
        dueAt: sql.placeholder('now'),
        createdAt: sql.placeholder('now'),
      }),
    ),
    /** The mails that are due, longest waiting first; asked every second, so it must cost next to nothing. */
    due: statement('mail-due', (db: Reader) =>
      db
        .select({ id: mailOutbox.id })
        .from(mailOutbox)
        .where(and(waiting, lte(mailOutbox.dueAt, sql.placeholder('now'))))
        .orderBy(asc(mailOutbox.dueAt))
        .limit(sql.placeholder('most')),
    ),
    /** Takes those of the mails that are still due, until the lease runs out. */
    claim(tx: Transaction, ids: string[], { now, leaseMs }: { now: number; leaseMs: number }) {
      return tx
        .update(mailOutbox)
        .set({ dueAt: now + leaseMs })
        .where(and(inArray(mailOutbox.id, ids), waiting, lte(mailOutbox.dueAt, now)))
        .returning();
    },
    /** Notes the delivery and forgets the text; false when the row is gone. */
    async delivered(tx: Transaction, id: string, now: number): Promise<boolean> {
      const rows = await tx
        .update(mailOutbox)
        .set({ sentAt: now, body: null, problem: null })
        .where(eq(mailOutbox.id, id))
        .returning({ id: mailOutbox.id });
      return rows.length > 0;
    },
    async failed(tx: Transaction, id: string, change: { attempts: number; dueAt: number; problem: string }) {
      await tx
        .update(mailOutbox)
        .set(change)
        .where(and(eq(mailOutbox.id, id), waiting));
    },
    /** Whether there is an account of this id. */
    async hasAccount(reader: Reader, id: string): Promise<boolean> {
      return (await reader.select({ id: users.id }).from(users).where(eq(users.id, id))).length > 0;
    },
    async drop(tx: Transaction, id: string) {
      await tx.delete(mailOutbox).where(eq(mailOutbox.id, id));
    },
    /** Whether `purge` with the same moments would remove anything. */
    async hasOld(reader: Reader, before: Moments): Promise<boolean> {
      return (await reader.select({ id: mailOutbox.id }).from(mailOutbox).where(old(before)).limit(1)).length > 0;
    },
    async purge(tx: Transaction, before: Moments) {
      await tx.delete(mailOutbox).where(old(before));
    },
  };

  /** Rows delivered long ago, and dead letters: those to nobody's address go sooner. */
  function old({ long, short }: Moments): SQL | undefined {
    const dead = and(waiting, eq(mailOutbox.dueAt, NEVER));
    return or(
      lt(mailOutbox.sentAt, long),
      and(dead, lt(mailOutbox.createdAt, long)),
      and(dead, isNull(mailOutbox.userId), lt(mailOutbox.createdAt, short)),
    );
  }
}

type Moments = { long: number; short: number };
