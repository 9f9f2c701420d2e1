import type { Database, Reader, Transaction } from '@tripmaster/db';
import { statement } from '@tripmaster/db';
import { and, eq, isNull, lt, sql } from 'drizzle-orm';

/** Queries of sessions. */
export function sessionsRepo({ tables: { sessions, users } }: Pick<Database, 'tables'>) {
  return {
    /** The session with what is needed to judge a call by it; asked on every call. */
    actor: statement('session-actor', (db: Reader) =>
      db
        .select({
          userId: users.id,
          role: users.role,
          status: users.status,
          emailVerifiedAt: users.emailVerifiedAt,
          expiresAt: sessions.expiresAt,
          revokedAt: sessions.revokedAt,
        })
        .from(sessions)
        .innerJoin(users, eq(users.id, sessions.userId))
        .where(eq(sessions.id, sql.placeholder('id'))),
    ),
    add: statement('session-add', (tx: Transaction) =>
      tx.insert(sessions).values({
        id: sql.placeholder('id'),
        userId: sql.placeholder('userId'),
        refreshHash: sql.placeholder('refreshHash'),
        rotatedAt: sql.placeholder('now'),
        userAgent: sql.placeholder('userAgent'),
        createdAt: sql.placeholder('now'),
        lastUsedAt: sql.placeholder('now'),
        expiresAt: sql.placeholder('expiresAt'),
      }),
    ),
    async byId(tx: Reader, id: string) {
      return (await tx.select().from(sessions).where(eq(sessions.id, id)))[0];
    },
    async rotate(tx: Transaction, id: string, change: { refreshHash: string; previousHash: string; now: number; expiresAt: number }) {
      const { refreshHash, previousHash, now, expiresAt } = change;
      await tx.update(sessions).set({ refreshHash, previousHash, rotatedAt: now, lastUsedAt: now, expiresAt }).where(eq(sessions.id, id));
    },
    async purge(tx: Transaction, before: number) {
      await tx.delete(sessions).where(lt(sessions.expiresAt, before));
    },
    async revoke(tx: Transaction, id: string, now: number) {
      await tx
        .update(sessions)
        .set({ revokedAt: now })
        .where(and(eq(sessions.id, id), isNull(sessions.revokedAt)));
    },
  };
}

export type SessionsRepo = ReturnType<typeof sessionsRepo>;
