import {
  AppError,
  toInstant,
  wantedMails,
  type AccountUpdate,
  type Notifications,
  type NotificationsUpdate,
  type User,
} from '@tripmaster/contracts';
import type { Database, Reader } from '@tripmaster/db';
import type { Actor, Audit } from '@tripmaster/rpc';
import type { AccountsRepo, UserRow } from './accounts.repo.ts';

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
      return db.write(async (tx) => {
        const row = await repo.change(tx, actor.userId, given(change), now());
        if (row === undefined) throw new AppError('session-ended');
        await audit.record(tx, { action: 'account.updated', actor: actor.auditRef, subject: actor.auditRef });
        return toUser(row);
      });
    },

    notifications: async (actor: Actor): Promise<Notifications> => wantedMails((await personIn(db.read, actor)).notifications),

    /** What `change` does not name stays as it was. */
    async setNotifications(actor: Actor, change: NotificationsUpdate): Promise<Notifications> {
      return db.write(async (tx) => {
        const notifications = wantedMails({ ...(await personIn(tx, actor)).notifications, ...given(change) });
        await repo.change(tx, actor.userId, { notifications }, now());
        await audit.record(tx, { action: 'account.updated', actor: actor.auditRef, subject: actor.auditRef });
        return notifications;
      });
    },

    /** Turns one kind of mail off or on, for whoever holds the link of such a mail. Nothing happens when the account is gone. */
    async setNotification(userId: string, kind: keyof Notifications, wanted: boolean): Promise<void> {
      await db.write(async (tx) => {
        const [person] = await repo.byId(tx, { id: userId });
        const before = person === undefined ? undefined : wantedMails(person.notifications);
        if (person === undefined || before === undefined || before[kind] === wanted) return;
        await repo.change(tx, userId, { notifications: { ...before, [kind]: wanted } }, now());
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

/** A change without what it does not say. */
function given(change: AccountUpdate | NotificationsUpdate) {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
