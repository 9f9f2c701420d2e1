import type { AccountStatus, Notifications, Role } from '@tripmaster/contracts';
import type { Database, Reader, Transaction } from '@tripmaster/db';
import { statement } from '@tripmaster/db';
import { and, eq, ne, sql } from 'drizzle-orm';

type Change = Partial<{
  name: string | null;
  locale: string | null;
  timeZone: string | null;
  currency: string | null;
  country: string | null;
  notifications: Notifications;
  email: string;
  emailVerifiedAt: number;
  passwordHash: string;
  passwordChangedAt: number;
  status: AccountStatus;
  role: Role;
}>;

/** Queries of people. */
export function accountsRepo({ tables: { users } }: Pick<Database, 'tables'>) {
  const byId = statement('users-by-id', (db: Reader) =>
    db
      .select()
      .from(users)
      .where(eq(users.id, sql.placeholder('id'))),
  );
  return {
    byEmail: statement('users-by-email', (db: Reader) =>
      db
        .select()
        .from(users)
        .where(eq(users.email, sql.placeholder('email'))),
    ),
    byId,
    /** A person whose account is not suspended. */
    async active(db: Reader, id: string) {
      return (
        await db
          .select()
          .from(users)
          .where(and(eq(users.id, id), eq(users.status, 'active')))
      )[0];
    },
    /**
     * Whether a person who was read before this transaction still has the password that was judged, and may sign in.
     * Hashing takes long enough for a reset, a suspension or a deletion to come first.
     */
    async isAsJudged(tx: Transaction, { id, passwordChangedAt }: UserRow): Promise<boolean> {
      const [row] = await byId(tx, { id });
      return row?.status === 'active' && row.passwordChangedAt === passwordChangedAt;
    },
    /** `undefined` when somebody has the address. */
    async add(tx: Transaction, row: typeof users.$inferInsert) {
      return (await tx.insert(users).values(row).onConflictDoNothing({ target: users.email }).returning())[0];
    },
    async change(tx: Transaction, id: string, change: Change, now: number) {
      return (
        await tx
          .update(users)
          .set({ ...change, updatedAt: now })
          .where(eq(users.id, id))
          .returning()
      )[0];
    },
    async remove(tx: Transaction, id: string) {
      await tx.delete(users).where(eq(users.id, id));
    },
    /** Whether there is an administrator besides `id` who can sign in. */
    async hasOtherAdmin(db: Reader, id: string) {
      const rows = await db
        .select({ id: users.id })
        .from(users)
        .where(and(eq(users.role, 'admin'), eq(users.status, 'active'), ne(users.id, id)))
        .limit(1);
      return rows.length > 0;
    },
  };
}

export type AccountsRepo = ReturnType<typeof accountsRepo>;
export type UserRow = Database['tables']['users']['$inferSelect'];
