import { AppError, newId, toInstant, type User } from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import type { Actor } from '@tripmaster/rpc';
import { checkPassword, hashPassword } from '../passwords/hash.ts';
import { checkNewPassword } from '../passwords/policy.ts';
import type { OpenSession, SessionsService } from '../sessions/sessions.service.ts';
import type { AccountsRepo, UserRow } from './accounts.repo.ts';

type Registration = {
  email: string;
  password: string;
  name?: string | undefined;
  locale?: string | undefined;
  timeZone?: string | undefined;
  country?: string | undefined;
};
type Entered = { user: User; opened: OpenSession };
type Deps = { db: Database; repo: AccountsRepo; sessions: SessionsService; passwordMinLength: number; now: () => number };

export function accountsService({ db, repo, sessions, passwordMinLength, now }: Deps) {
  return {
    /** Makes an account and signs it in. Throws `email-taken`, or `invalid-input` for a weak password. */
    async register({ password, ...person }: Registration, userAgent: string | undefined): Promise<Entered> {
      checkNewPassword(password, { minLength: passwordMinLength, email: person.email, name: person.name });
      const passwordHash = await hashPassword(password);
      const at = now();
      const { row, session } = await db.write(async (tx) => {
        const added = await repo.add(tx, {
          ...person,
          id: newId(at),
          passwordHash,
          role: 'traveller',
          status: 'active',
          createdAt: at,
          updatedAt: at,
        });
        if (added === undefined) throw new AppError('email-taken');
        return { row: added, session: await sessions.start(tx, added.id, userAgent) };
      });
      return { user: toUser(row), opened: await session.finish() };
    },

    /** Signs in. Throws `wrong-credentials` alike for an unknown address, a wrong password and a suspended account. */
    async login({ email, password }: { email: string; password: string }, userAgent: string | undefined): Promise<Entered> {
      const [row] = await repo.byEmail(db.read, { email });
      const { ok, rehash } = await checkPassword(row?.passwordHash, password);
      if (row === undefined || !ok || row.status !== 'active') throw new AppError('wrong-credentials');
      const renewed = rehash ? await hashPassword(password) : undefined;
      const session = await db.write(async (tx) => {
        if (renewed !== undefined) await repo.setPasswordHash(tx, row.id, renewed, now());
        return sessions.start(tx, row.id, userAgent);
      });
      return { user: toUser(row), opened: await session.finish() };
    },

    async me(actor: Actor): Promise<User> {
      const [row] = await repo.byId(db.read, { id: actor.userId });
      if (row === undefined) throw new AppError('session-ended');
      return toUser(row);
    },
  };
}

export type AccountsService = ReturnType<typeof accountsService>;

function toUser(row: UserRow): User {
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
