import type { Database, Reader, Transaction } from '@tripmaster/db';
import { statement } from '@tripmaster/db';
import { and, desc, eq, gt, inArray, lt, ne, sql } from 'drizzle-orm';

/** Queries of sessions. */
export function sessionsRepo({ tables: { sessions, users } }: Pick<Database, 'tables'>) {
  const onDevice = statement('sessions-on-device', (db: Reader) =>
    db
      .select({ id: sessions.id })
      .from(sessions)
      .where(
        and(
          eq(sessions.userId, sql.placeholder('userId')),
          eq(sessions.device, sql.placeholder('device')),
          sql`coalesce(${sessions.country}, '') = ${sql.placeholder('country')}`,
          gt(sessions.expiresAt, sql.placeholder('now')),
        ),
      )
      .limit(1),
  );
  const lastKept = statement('sessions-last-kept', (db: Reader) =>
    db
      .select({ id: sessions.id })
      .from(sessions)
      .where(eq(sessions.userId, sql.placeholder('userId')))
      .orderBy(desc(sessions.id))
      .limit(1)
      .offset(sql.placeholder('before')),
  );
  return {
    /** The session with what is needed to judge a call by it; asked on every call. */
    actor: statement('session-actor', (db: Reader) =>
      db
        .select({
          userId: users.id,
          role: users.role,
          status: users.status,
          emailVerifiedAt: users.emailVerifiedAt,
          auditRef: users.auditRef,
          secondFactor: sessions.secondFactor,
          authenticatedAt: sessions.authenticatedAt,
          expiresAt: sessions.expiresAt,
        })
        .from(sessions)
        .innerJoin(users, eq(users.id, sessions.userId))
        .where(eq(sessions.id, sql.placeholder('id'))),
    ),
    /** Those of these sessions that have not ended and whose account may come in. */
    async standing(db: Reader, ids: readonly string[], now: number): Promise<string[]> {
      const rows = await db
        .select({ id: sessions.id })
        .from(sessions)
        .innerJoin(users, eq(users.id, sessions.userId))
        .where(and(inArray(sessions.id, [...ids]), gt(sessions.expiresAt, now), eq(users.status, 'active')));
      return rows.map(({ id }) => id);
    },
    add: statement('session-add', (tx: Transaction) =>
      tx.insert(sessions).values({
        id: sql.placeholder('id'),
        userId: sql.placeholder('userId'),
        refreshHash: sql.placeholder('refreshHash'),
        rotatedAt: sql.placeholder('now'),
        device: sql.placeholder('device'),
        country: sql.placeholder('country'),
        method: sql.placeholder('method'),
        secondFactor: sql.placeholder('secondFactor'),
        remembered: sql.placeholder('remembered'),
        authenticatedAt: sql.placeholder('now'),
        createdAt: sql.placeholder('now'),
        lastUsedAt: sql.placeholder('now'),
        expiresAt: sql.placeholder('expiresAt'),
      }),
    ),
    byId: statement('session-by-id', (db: Reader) =>
      db
        .select()
        .from(sessions)
        .where(eq(sessions.id, sql.placeholder('id'))),
    ),
    rotate: statement('session-rotate', (tx: Transaction) =>
      tx
        .update(sessions)
        .set({
          refreshHash: sql`${sql.placeholder('refreshHash')}`,
          previousHash: sql`${sql.placeholder('previousHash')}`,
          rotatedAt: sql`${sql.placeholder('now')}`,
          lastUsedAt: sql`${sql.placeholder('now')}`,
          expiresAt: sql`${sql.placeholder('expiresAt')}`,
        })
        .where(eq(sessions.id, sql.placeholder('id'))),
    ),
    async purge(tx: Transaction, before: number) {
      await tx.delete(sessions).where(lt(sessions.expiresAt, before));
    },
    /** Newest first. */
    async list(db: Reader, { userId, now, before, limit }: { userId: string; now: number; before: string | undefined; limit: number }) {
      return db
        .select()
        .from(sessions)
        .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, now), before === undefined ? undefined : lt(sessions.id, before)))
        .orderBy(desc(sessions.id))
        .limit(limit);
    },
    /** Whether the person has another living session on such a device. */
    async onDevice(db: Reader, { userId, device, country, now }: { userId: string; device: string; country: string | null; now: number }) {
      return (await onDevice(db, { userId, device, country: country ?? '', now })).length > 0;
    },
    async setProven(tx: Transaction, id: string, change: { authenticatedAt: number; secondFactor?: true }) {
      await tx.update(sessions).set(change).where(eq(sessions.id, id));
    },
    async gainSecondFactor(tx: Transaction, id: string) {
      await tx.update(sessions).set({ secondFactor: true }).where(eq(sessions.id, id));
    },
    async loseSecondFactor(tx: Transaction, userId: string) {
      await tx.update(sessions).set({ secondFactor: false }).where(eq(sessions.userId, userId));
    },
    /** Ends a session of a person; gives whether there was one. */
    async end(tx: Transaction, userId: string, id: string) {
      const rows = await tx
        .delete(sessions)
        .where(and(eq(sessions.id, id), eq(sessions.userId, userId)))
        .returning({ id: sessions.id });
      return rows.length > 0;
    },
    /** Ends a person's oldest sessions past the newest `most`. */
    async endBeyond(tx: Transaction, userId: string, most: number) {
      const [last] = await lastKept(tx, { userId, before: most - 1 });
      if (last !== undefined) await tx.delete(sessions).where(and(eq(sessions.userId, userId), lt(sessions.id, last.id)));
    },
    /** Ends all sessions of a person, but one where it is named; gives how many. */
    async endAll(tx: Transaction, userId: string, except?: string) {
      const rows = await tx
        .delete(sessions)
        .where(and(eq(sessions.userId, userId), except === undefined ? undefined : ne(sessions.id, except)))
        .returning({ id: sessions.id });
      return rows.length;
    },
  };
}

export type SessionsRepo = ReturnType<typeof sessionsRepo>;
export type SessionRow = Database['tables']['sessions']['$inferSelect'];
