import type { AccountStatus, Role } from '@tripmaster/contracts';
import type { Database, Reader } from '@tripmaster/db';
import { and, desc, eq, inArray, isNotNull, lt, max, sql } from 'drizzle-orm';

export type PeopleQuery = {
  search: string | undefined;
  role: Role | undefined;
  status: AccountStatus | undefined;
  before: string | undefined;
  limit: number;
};

/** Queries of people, for those who administer. */
export function adminRepo({ tables: { users, sessions, totp, passkeys } }: Pick<Database, 'tables'>) {
  return {
    /** Newest first. `search` is the beginning of an address. */
    list(db: Reader, { search, role, status, before, limit }: PeopleQuery) {
      return db
        .select()
        .from(users)
        .where(
          and(
            before === undefined ? undefined : lt(users.id, before),
            // A range instead of LIKE: the index on addresses answers it on both engines.
            search === undefined ? undefined : and(sql`${users.email} >= ${search}`, sql`${users.email} < ${`${search}\u{10ffff}`}`),
            role === undefined ? undefined : eq(users.role, role),
            status === undefined ? undefined : eq(users.status, status),
          ),
        )
        .orderBy(desc(users.id))
        .limit(limit);
    },
    /** When each of some people was last seen, and who has a second factor. */
    async more(db: Reader, ids: string[]) {
      if (ids.length === 0) return { seen: new Map<string, number>(), protectedIds: new Set<string>() };
      const [seen, codes, keys] = await Promise.all([
        db
          .select({ userId: sessions.userId, at: max(sessions.lastUsedAt) })
          .from(sessions)
          .where(inArray(sessions.userId, ids))
          .groupBy(sessions.userId),
        db
          .select({ userId: totp.userId })
          .from(totp)
          .where(and(inArray(totp.userId, ids), isNotNull(totp.confirmedAt))),
        db.selectDistinct({ userId: passkeys.userId }).from(passkeys).where(inArray(passkeys.userId, ids)),
      ]);
      return {
        seen: new Map(seen.flatMap(({ userId, at }) => (at === null ? [] : [[userId, at] as const]))),
        protectedIds: new Set([...codes, ...keys].map(({ userId }) => userId)),
      };
    },
  };
}

export type AdminRepo = ReturnType<typeof adminRepo>;
