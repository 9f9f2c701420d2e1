import { AppError, toInstant, type AccountUpdate, type Notifications, type SecurityOverview, type User } from '@tripmaster/contracts';
import type { Database, Reader } from '@tripmaster/db';
import type { Actor, Audit } from '@tripmaster/rpc';
import type { OpenIdRepo } from '../openid/openid.repo.ts';
import type { PasskeysService } from '../passkeys/passkeys.service.ts';
import type { RecoveryCodesService } from '../recovery-codes/recovery-codes.service.ts';
import type { SessionsService } from '../sessions/sessions.service.ts';
import type { TotpService } from '../totp/totp.service.ts';
import type { AccountsRepo, UserRow } from './accounts.repo.ts';

const ALL_MAILS: Notifications = { planReady: true, planShared: true, tripReminders: true };

type Deps = {
  db: Database;
  repo: AccountsRepo;
  sessions: SessionsService;
  totp: TotpService;
  passkeys: PasskeysService;
  recoveryCodes: RecoveryCodesService;
  identities: OpenIdRepo;
  audit: Audit;
  now: () => number;
};

export function accountsService({ db, repo, sessions, totp, passkeys, recoveryCodes, identities, audit, now }: Deps) {
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
      await db.write((tx) => repo.change(tx, actor.userId, { notifications }, now()));
      return notifications;
    },

    async security(actor: Actor): Promise<SecurityOverview> {
      const { userId } = actor;
      const [{ passwordHash, passwordChangedAt }, since, keys, codesLeft, linked, provenUntil] = await Promise.all([
        personIn(db.read, actor),
        totp.since(db.read, userId),
        passkeys.count(db.read, userId),
        recoveryCodes.left(db.read, userId),
        identities.ofUser(db.read, userId),
        sessions.provenUntil(db.read, actor.sessionId),
      ]);
      return {
        hasPassword: passwordHash !== null,
        ...(passwordChangedAt === null ? {} : { passwordChangedAt: toInstant(passwordChangedAt) }),
        ...(since === undefined ? {} : { totpSince: toInstant(since) }),
        passkeys: keys,
        recoveryCodesLeft: codesLeft,
        openId: linked.map(({ issuer, email, createdAt }) => ({ issuer, email, createdAt: toInstant(createdAt) })),
        ...(provenUntil === undefined ? {} : { provenUntil: toInstant(provenUntil) }),
      };
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
