import { AppError } from '@tripmaster/contracts';
import { UniqueViolation, type Database, type Transaction } from '@tripmaster/db';
import type { Mailer } from '@tripmaster/mail';
import type { Actor, Audit, Limiter } from '@tripmaster/rpc';
import type { AccountsRepo, UserRow } from '../accounts/accounts.repo.ts';
import type { AccountsService } from '../accounts/accounts.service.ts';
import type { ApiTokensRepo } from '../api-tokens/api-tokens.repo.ts';
import type { DeviceCookies } from '../devices/devices.ts';
import type { FactorsService } from '../factors/factors.service.ts';
import type { Pages } from '../pages.ts';
import { hashPassword } from '../passwords/hash.ts';
import { checkNewPassword } from '../passwords/policy.ts';
import { welcome } from '../registration/welcome.ts';
import type { SessionsService } from '../sessions/sessions.service.ts';
import { mayTell } from '../sign-in/alerts.ts';
import { ALARMS_TO_ADDRESS, MAILS_TO_ADDRESS, WRONG_CODES, WRONG_PASSWORDS, WRONG_PROOFS } from '../sign-in/limits.ts';
import type { ProofService } from '../sign-in/proof.service.ts';
import type { TicketsService } from '../tickets/tickets.service.ts';

type Deps = {
  db: Database;
  repo: AccountsRepo;
  accounts: AccountsService;
  apiTokens: ApiTokensRepo;
  factors: FactorsService;
  devices: DeviceCookies;
  sessions: SessionsService;
  tickets: TicketsService;
  proof: ProofService;
  limiter: Limiter;
  audit: Audit;
  mailer: Mailer;
  pages: Pages;
  passwordMinLength: number;
  /** Whether an address has to be proven before it lets anybody in. */
  verificationRequired: boolean;
  now: () => number;
};

/** The cookie of a browser that has just shown it knows the password. */
type KnownBy = { value: string; expiresAt: number };

/** Changing what one signs in with: the password and the address. */
export function credentialsService({
  db,
  repo,
  accounts,
  apiTokens,
  factors,
  devices,
  sessions,
  tickets,
  proof,
  limiter,
  audit,
  mailer,
  pages,
  passwordMinLength,
  verificationRequired,
  now,
}: Deps) {
  function tell(tx: Transaction, { id: userId, email: to, locale }: UserRow) {
    return mailer.queue(tx, { kind: 'password-changed', to, userId, locale, at: now(), link: pages.forgotPassword });
  }

  const knownBy = (holder: Parameters<DeviceCookies['make']>[0]): KnownBy => ({
    value: devices.make(holder),
    expiresAt: now() + devices.lifetimeMs,
  });

  return {
    /**
     * Changes the password and ends every other session; gives what the browser is to be known by from then on.
     * Throws `wrong-credentials`, `invalid-input`.
     */
    async changePassword(
      actor: Actor,
      { currentPassword, newPassword }: { currentPassword?: string | undefined; newPassword: string },
    ): Promise<KnownBy> {
      const person = await accounts.personOf(actor);
      await proof.byPasswordOrRecent(actor, person, currentPassword, 'currentPassword');
      checkNewPassword(newPassword, {
        minLength: passwordMinLength,
        email: person.email,
        name: person.name ?? undefined,
        field: 'newPassword',
      });
      const passwordHash = await hashPassword(newPassword);
      const passwordChangedAt = now();
      await db.write(async (tx) => {
        if (!(await repo.isAsJudged(tx, person))) throw new AppError('session-ended');
        await repo.change(tx, person.id, { passwordHash, passwordChangedAt }, now());
        await sessions.endAll(tx, person.id, actor.sessionId);
        await sessions.setProven(tx, actor.sessionId, { secondFactor: false });
        await tickets.removeOf(tx, person.id);
        await audit.record(tx, { action: 'account.password-changed', actor: actor.auditRef, subject: actor.auditRef });
        if (await mayTell(tx, limiter, person)) await tell(tx, person);
      });
      return knownBy({ id: person.id, passwordChangedAt });
    },

    /** Mails a link to choose a new password. Answers alike, and does the same amount of work, whoever has the address. */
    async requestReset(email: string): Promise<void> {
      await db.write(async (tx) => {
        const [person] = await repo.byEmail(tx, { email });
        const limit = person === undefined ? ALARMS_TO_ADDRESS : MAILS_TO_ADDRESS;
        if ('retryAfterSeconds' in (await limiter.takeIn(tx, limit, `reset:${email}`))) return;
        if (person === undefined) return mailer.queue(tx, { kind: 'no-account', to: email, link: pages.signIn });
        const { id: userId, locale } = person;
        const token = await tickets.issue(tx, 'reset-password', { userId });
        await mailer.queue(tx, { kind: 'reset-password', to: email, userId, locale, link: pages.resetPassword(token) });
      });
    },

    /**
     * Chooses a new password by a mailed link. Ends every session and API token, and every pause that wrong tries had
     * brought; gives what the browser is to be known by, so that it may sign in whatever its neighbours did. A second
     * factor is asked for as before. Throws `link-over`, `invalid-input`.
     */
    async resetPassword(token: string, password: string): Promise<KnownBy> {
      const ticket = await tickets.peek(db.read, 'reset-password', token);
      const [person] = await repo.byId(db.read, { id: ticket?.userId ?? '' });
      if (person === undefined) throw new AppError('link-over');
      checkNewPassword(password, { minLength: passwordMinLength, email: person.email, name: person.name ?? undefined });
      const passwordHash = await hashPassword(password);
      const passwordChangedAt = now();
      const done = await db.write(async (tx) => {
        if ((await tickets.take(tx, 'reset-password', token)) === undefined) return false;
        // Until the address was proven the account may have been a stranger's: what was set up before is a way to come back.
        await factors.removeFromBefore(tx, person.id, person.emailVerifiedAt ?? Number.MAX_SAFE_INTEGER);
        await repo.change(tx, person.id, { passwordHash, passwordChangedAt, emailVerifiedAt: person.emailVerifiedAt ?? now() }, now());
        await sessions.endAll(tx, person.id);
        await apiTokens.removeAll(tx, person.id);
        await tickets.removeOf(tx, person.id);
        await limiter.forgive(tx, WRONG_PASSWORDS, person.email);
        for (const limit of [WRONG_CODES, WRONG_PROOFS]) await limiter.forgive(tx, limit, person.id);
        await audit.record(tx, { action: 'account.password-reset', subject: person.auditRef });
        await mailer.used(tx, person.email);
        if (verificationRequired && person.emailVerifiedAt === null) await welcome(tx, mailer, pages, person);
        await tell(tx, person);
        return true;
      });
      if (!done) throw new AppError('link-over');
      return knownBy({ id: person.id, passwordChangedAt });
    },

    /** Mails a link to the new address. Says nothing about whether somebody has it. Throws `wrong-credentials`. */
    async requestEmailChange(actor: Actor, { email, password }: { email: string; password?: string | undefined }): Promise<void> {
      const person = await accounts.personOf(actor);
      await proof.byPasswordOrRecent(actor, person, password, 'password');
      await db.write(async (tx) => {
        if (!(await repo.isAsJudged(tx, person))) throw new AppError('session-ended');
        if ('retryAfterSeconds' in (await limiter.takeIn(tx, MAILS_TO_ADDRESS, `change:${person.id}:${email}`))) return;
        const [holder] = await repo.byEmail(tx, { email });
        await tickets.removeOf(tx, person.id, 'change-email');
        const token = await tickets.issue(tx, 'change-email', { userId: person.id, data: { email, from: person.email } });
        const { id: userId, locale } = person;
        if (holder === undefined)
          await mailer.queue(tx, { kind: 'confirm-email-change', to: email, userId, locale, link: pages.confirmEmail(token) });
        else if (holder.id !== userId && 'left' in (await limiter.takeIn(tx, ALARMS_TO_ADDRESS, `registered:${email}`)))
          await mailer.queue(tx, { kind: 'already-registered', to: email, userId: holder.id, locale: holder.locale, link: pages.signIn });
      });
    },

    /** Takes the new address; the old one is told. Throws `link-over`, also when somebody has the address by now. */
    async confirmEmailChange(token: string): Promise<void> {
      const done = await db
        .write(async (tx) => {
          const ticket = await tickets.take(tx, 'change-email', token);
          const email = ticket?.data['email'];
          const person = await repo.active(tx, ticket?.userId ?? '');
          if (person === undefined || typeof email !== 'string' || person.email !== ticket?.data['from']) return false;
          await repo.change(tx, person.id, { email, emailVerifiedAt: now() }, now());
          await tickets.removeOf(tx, person.id);
          await audit.record(tx, { action: 'account.email-changed', actor: person.auditRef, subject: person.auditRef });
          await mailer.used(tx, email);
          const { id: userId, email: to, locale } = person;
          if (await mayTell(tx, limiter, person))
            await mailer.queue(tx, { kind: 'email-changed', to, userId, locale, newEmail: email, at: now() });
          return true;
        })
        .catch((error: unknown) => {
          if (error instanceof UniqueViolation) return false;
          throw error;
        });
      if (!done) throw new AppError('link-over');
    },
  };
}
