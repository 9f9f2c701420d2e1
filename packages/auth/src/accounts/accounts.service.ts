import { AppError, toInstant, type AccountUpdate, type NotificationKind, type Notifications, type User } from '@tripmaster/contracts';
import type { Database, Reader } from '@tripmaster/db';
import type { Actor, Audit } from '@tripmaster/rpc';
import type { AccountsRepo, UserRow } from './accounts.repo.ts';

const ALL_MAILS: Notifications = { planReady: true, planShared: true, tripReminders: true };

type Deps = { db: Database; repo: AccountsRepo; audit: Audit; now: () => number };

/** What people say of themselves. */
export function accountsService({ db, repo, audit, now }: Deps) {
  async function personIn(reader: Reader, { userId }: Pick<Actor, 'userId'>): Promise<UserRow> {
    const [row] = await repo.byId(reader, { id: userId });
    if (row === undefined) throw new AppError('session-ended');
    return row;
  }

  return {
    /** The caller's own row; throws `session-ended` when the account is gone. */
    personOf: (actor: Pick<Actor, 'userId'>) => personIn(db.read, actor),
    /** The same inside a transaction. */
    personIn,

    me: async (actor: Actor): Promise<User> => toUser(await personIn(db.read, actor)),

    async update(actor: Actor, change: AccountUpdate): Promise<User> {
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      return db.write(async (tx) => {
        const row = await repo.change(tx, actor.userId, given, now());
        if (row === undefined) throw new AppError('session-ended');
        await audit.record(tx, { action: 'account.updated', actor: actor.auditRef, subject: actor.auditRef });
        return toUser(row);
      });
    },

    notifications: async (actor: Actor): Promise<Notifications> => (await personIn(db.read, actor)).notifications ?? ALL_MAILS,

    async setNotifications(actor: Actor, notifications: Notifications): Promise<Notifications> {
      await db.write(async (tx) => {
        if ((await repo.change(tx, actor.userId, { notifications }, now())) === undefined) throw new AppError('session-ended');
        await audit.record(tx, { action: 'account.updated', actor: actor.auditRef, subject: actor.auditRef });
      });
      return notifications;
    },

    /** Turns one kind of mail off or on, for whoever holds the link of such a mail. Nothing happens when the account is gone. */
    async setNotification(userId: string, kind: NotificationKind, wanted: boolean): Promise<void> {
      await db.write(async (tx) => {
        const [person] = await repo.byId(tx, { id: userId });
        if (person === undefined || (person.notifications?.[kind] ?? true) === wanted) return;
        await repo.change(tx, userId, { notifications: { ...ALL_MAILS, ...person.notifications, [kind]: wanted } }, now());
        await audit.record(tx, { action: 'account.updated', subject: person.auditRef, detail: { mails: kind, on: wanted } });
      });
    },
  };
}

export type AccountsService = ReturnType<typeof accountsService>;

export function toUser(row: UserRow): User {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    emailVerified: row.emailVerifiedAt !== null,
    createdAt: toInstant(row.createdAt),
    ...(row.name === null ? {} : { name: row.name }),
    ...(row.locale === null ? {} : { locale: row.locale }),
    ...(row.timeZone === null ? {} : { timeZone: row.timeZone }),
    ...(row.currency === null ? {} : { currency: row.currency }),
    ...(row.country === null ? {} : { country: row.country }),
  };
}
