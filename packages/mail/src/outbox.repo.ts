import type { MailState } from '@tripmaster/contracts';
import { mailStateOf, statement, type Database, type Reader, type Transaction } from '@tripmaster/db';
import { and, asc, count, desc, eq, inArray, isNotNull, isNull, lt, lte, or, sql, type SQL } from 'drizzle-orm';

/** When a dead letter is due: never (the last moment a `Date` can say). */
export const NEVER = 8_640_000_000_000_000;

export type OutboxRow = Database['tables']['mailOutbox']['$inferSelect'];
type ListQuery = { before: string | undefined; limit: number; state: MailState | undefined; kind: string | undefined };

/** Queries of the mails on their way. */
export function outboxRepo({ tables: { mailOutbox, users } }: Pick<Database, 'tables'>) {
  const waiting = isNull(mailOutbox.sentAt);
  const dead = eq(mailStateOf(mailOutbox), 'dead');
  /** The columns that say nothing about whom a mail goes to. */
  const { id, kind, attempts, dueAt, createdAt, sentAt, problem } = mailOutbox;
  const seen = { id, kind, attempts, dueAt, createdAt, sentAt, problem, state: mailStateOf(mailOutbox) };

  return {
    add: statement('mail-add', (tx: Transaction) =>
      tx.insert(mailOutbox).values({
        id: sql.placeholder('id'),
        userId: sql.placeholder('userId'),
        alsoUserId: sql.placeholder('alsoUserId'),
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
    claim(tx: Transaction, ids: string[], { now, leaseMs }: { now: number; leaseMs: number }): Promise<OutboxRow[]> {
      return tx
        .update(mailOutbox)
        .set({ dueAt: now + leaseMs })
        .where(and(inArray(mailOutbox.id, ids), waiting, lte(mailOutbox.dueAt, now)))
        .returning();
    },
    /** Notes the delivery and forgets the text; false when the row is gone. */
    async delivered(tx: Transaction, mail: { id: string; now: number; providerId: string | undefined }): Promise<boolean> {
      const rows = await tx
        .update(mailOutbox)
        .set({ sentAt: mail.now, body: null, problem: null, providerId: mail.providerId ?? null })
        .where(eq(mailOutbox.id, mail.id))
        .returning({ id: mailOutbox.id });
      return rows.length > 0;
    },
    async failed(tx: Transaction, mailId: string, change: { attempts: number; dueAt: number; problem: string }) {
      await tx
        .update(mailOutbox)
        .set(change)
        .where(and(eq(mailOutbox.id, mailId), waiting));
    },
    /** Gives a mail that was claimed back untried. */
    async release(tx: Transaction, mailId: string, now: number) {
      await tx
        .update(mailOutbox)
        .set({ dueAt: now })
        .where(and(eq(mailOutbox.id, mailId), waiting));
    },
    /** Whether there is an account of this id. */
    async hasAccount(reader: Reader, userId: string): Promise<boolean> {
      return (await reader.select({ id: users.id }).from(users).where(eq(users.id, userId))).length > 0;
    },
    async drop(tx: Transaction, mailId: string) {
      await tx.delete(mailOutbox).where(eq(mailOutbox.id, mailId));
    },

    /** Notes how a mail came back that was handed over: found by its own id, or by what the other end calls it. */
    async returned(tx: Transaction, mail: { id: string | undefined; providerId: string; problem: string }) {
      const [found] = await tx.select({ id: mailOutbox.id }).from(mailOutbox).where(eq(mailOutbox.providerId, mail.providerId)).limit(1);
      const known = found?.id ?? mail.id;
      if (known === undefined) return;
      await tx
        .update(mailOutbox)
        .set({ problem: mail.problem })
        .where(and(eq(mailOutbox.id, known), isNotNull(mailOutbox.sentAt)));
    },

    /** Newest first. */
    list(db: Reader, { before, limit, state, kind: ofKind }: ListQuery) {
      return db
        .select(seen)
        .from(mailOutbox)
        .where(
          and(
            before === undefined ? undefined : lt(mailOutbox.id, before),
            state === undefined ? undefined : eq(mailStateOf(mailOutbox), state),
            ofKind === undefined ? undefined : eq(mailOutbox.kind, ofKind),
          ),
        )
        .orderBy(desc(mailOutbox.id))
        .limit(limit);
    },
    async one(db: Reader, mailId: string) {
      return (await db.select(seen).from(mailOutbox).where(eq(mailOutbox.id, mailId)))[0];
    },
    /** Has dead letters tried again that still have their text, oldest first; gives them. */
    async revive(tx: Transaction, which: { id: string } | { most: number }, now: number): Promise<OutboxRow[]> {
      const found = tx
        .select({ id: mailOutbox.id })
        .from(mailOutbox)
        .where(and(dead, isNotNull(mailOutbox.body), 'id' in which ? eq(mailOutbox.id, which.id) : undefined))
        .orderBy(asc(mailOutbox.id))
        .limit('id' in which ? 1 : which.most);
      const ids = (await found).map((row) => row.id);
      if (ids.length === 0) return [];
      return tx.update(mailOutbox).set({ dueAt: now, attempts: 0 }).where(inArray(mailOutbox.id, ids)).returning();
    },
    /** How many wait and how many were given up, each counted up to `most`, and since when the oldest has been waiting. */
    async depth(db: Reader, most: number): Promise<{ waiting: number; dead: number; oldestDueAt: number | undefined }> {
      const upTo = async (state: MailState) => {
        const some = db
          .select({ id: mailOutbox.id })
          .from(mailOutbox)
          .where(eq(mailStateOf(mailOutbox), state))
          .limit(most)
          .as('some');
        const [row] = await db.select({ count: count() }).from(some);
        return row?.count ?? 0;
      };
      const [oldest] = await db
        .select({ createdAt: mailOutbox.createdAt })
        .from(mailOutbox)
        .where(eq(mailStateOf(mailOutbox), 'waiting'))
        .orderBy(asc(mailOutbox.id))
        .limit(1);
      return { waiting: await upTo('waiting'), dead: await upTo('dead'), oldestDueAt: oldest?.createdAt };
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
    const given = and(waiting, eq(mailOutbox.dueAt, NEVER));
    return or(
      lt(mailOutbox.sentAt, long),
      and(given, lt(mailOutbox.createdAt, long)),
      and(given, isNull(mailOutbox.userId), lt(mailOutbox.createdAt, short)),
    );
  }
}

export type OutboxRepo = ReturnType<typeof outboxRepo>;
type Moments = { long: number; short: number };
