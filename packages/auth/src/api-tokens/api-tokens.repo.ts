import { statement, type Database, type Reader, type Transaction } from '@tripmaster/db';
import { and, count, desc, eq, gt, inArray, isNull, lt, or, sql } from 'drizzle-orm';

/** Queries of API tokens. */
export function apiTokensRepo({ tables: { apiTokens, users } }: Pick<Database, 'tables'>) {
  return {
    /** The token with what is needed to judge a call by it; asked on every call with one. */
    actor: statement('api-token-actor', (db: Reader) =>
      db
        .select({
          id: apiTokens.id,
          userId: users.id,
          role: users.role,
          status: users.status,
          emailVerifiedAt: users.emailVerifiedAt,
          auditRef: users.auditRef,
          scopes: apiTokens.scopes,
          expiresAt: apiTokens.expiresAt,
          lastUsedAt: apiTokens.lastUsedAt,
        })
        .from(apiTokens)
        .innerJoin(users, eq(users.id, apiTokens.userId))
        .where(eq(apiTokens.hash, sql.placeholder('hash'))),
    ),
    /** Those of these tokens that have not ended and whose account may come in. */
    async standing(db: Reader, ids: readonly string[], now: number): Promise<string[]> {
      const rows = await db
        .select({ id: apiTokens.id })
        .from(apiTokens)
        .innerJoin(users, eq(users.id, apiTokens.userId))
        .where(and(inArray(apiTokens.id, [...ids]), gt(apiTokens.expiresAt, now), eq(users.status, 'active')));
      return rows.map(({ id }) => id);
    },
    async add(tx: Transaction, row: typeof apiTokens.$inferInsert) {
      await tx.insert(apiTokens).values(row);
    },
    /** Those that have not ended. */
    async count(db: Reader, userId: string, now: number): Promise<number> {
      const [row] = await db
        .select({ count: count() })
        .from(apiTokens)
        .where(and(eq(apiTokens.userId, userId), gt(apiTokens.expiresAt, now)));
      return row?.count ?? 0;
    },
    /** Newest first, without those that have ended. */
    async list(db: Reader, { userId, now, before, limit }: { userId: string; now: number; before: string | undefined; limit: number }) {
      return db
        .select()
        .from(apiTokens)
        .where(and(eq(apiTokens.userId, userId), gt(apiTokens.expiresAt, now), before === undefined ? undefined : lt(apiTokens.id, before)))
        .orderBy(desc(apiTokens.id))
        .limit(limit);
    },
    /** Notes a use, unless one later than `notedBefore` was noted already: of many calls at once one writes. */
    async used(tx: Transaction, id: string, { lastUsedAt, notedBefore }: { lastUsedAt: number; notedBefore: number }) {
      await tx
        .update(apiTokens)
        .set({ lastUsedAt })
        .where(and(eq(apiTokens.id, id), or(isNull(apiTokens.lastUsedAt), lt(apiTokens.lastUsedAt, notedBefore))));
    },
    async remove(tx: Transaction, userId: string, id: string) {
      const rows = await tx
        .delete(apiTokens)
        .where(and(eq(apiTokens.id, id), eq(apiTokens.userId, userId)))
        .returning({ id: apiTokens.id });
      return rows.length > 0;
    },
    /** Removes those that may administer; gives how many. */
    async removeAdministering(tx: Transaction, userId: string) {
      const rows = await tx.select({ id: apiTokens.id, scopes: apiTokens.scopes }).from(apiTokens).where(eq(apiTokens.userId, userId));
      const ids = rows.filter(({ scopes }) => scopes.includes('admin')).map(({ id }) => id);
      if (ids.length > 0) await tx.delete(apiTokens).where(inArray(apiTokens.id, ids));
      return ids.length;
    },
    async removeAll(tx: Transaction, userId: string) {
      await tx.delete(apiTokens).where(eq(apiTokens.userId, userId));
    },
    async purge(tx: Transaction, before: number) {
      await tx.delete(apiTokens).where(lt(apiTokens.expiresAt, before));
    },
  };
}

export type ApiTokensRepo = ReturnType<typeof apiTokensRepo>;
