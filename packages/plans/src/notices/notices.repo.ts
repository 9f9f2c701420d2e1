import { statement, type Database, type Reader } from '@tripmaster/db';
import { and, eq, isNotNull, sql } from 'drizzle-orm';

/** Queries of the people whom mails about trips go to. */
export function noticesRepo({ tables: { users } }: Pick<Database, 'tables'>) {
  return {
    name: statement('notices-name', (db: Reader) =>
      db
        .select({ name: users.name })
        .from(users)
        .where(eq(users.id, sql.placeholder('id'))),
    ),

    /** A person who may get mails: neither suspended nor with an address that may be somebody else's. */
    reachable: statement('notices-reachable', (db: Reader) =>
      db
        .select({ id: users.id, email: users.email, name: users.name, locale: users.locale, notifications: users.notifications })
        .from(users)
        .where(and(eq(users.id, sql.placeholder('id')), eq(users.status, 'active'), isNotNull(users.emailVerifiedAt))),
    ),
  };
}

export type NoticesRepo = ReturnType<typeof noticesRepo>;
