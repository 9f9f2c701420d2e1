import {
  AppError,
  toInstant,
  type PasskeyAdded,
  type PasskeyAttestation,
  type SecondFactorMethod,
  type SecurityOverview,
  type TotpEnrolment,
} from '@tripmaster/contracts';
import type { Database, Reader, Transaction } from '@tripmaster/db';
import type { Mailer } from '@tripmaster/mail';
import type { Actor, Audit, AuditAction, Limiter } from '@tripmaster/rpc';
import type { AccountsService } from '../accounts/accounts.service.ts';
import type { ApiTokensRepo } from '../api-tokens/api-tokens.repo.ts';
import type { OpenIdRepo } from '../openid/openid.repo.ts';
import type { Pages } from '../pages.ts';
import type { PasskeysService } from '../passkeys/passkeys.service.ts';
import type { RecoveryCodesService } from '../recovery-codes/recovery-codes.service.ts';
import type { SessionsService } from '../sessions/sessions.service.ts';
import { mayTell } from '../sign-in/alerts.ts';
import { WRONG_CODES } from '../sign-in/limits.ts';
import type { TotpService } from '../totp/totp.service.ts';

type Deps = {
  db: Database;
  accounts: AccountsService;
  totp: TotpService;
  passkeys: PasskeysService;
  identities: OpenIdRepo;
  recoveryCodes: RecoveryCodesService;
  sessions: SessionsService;
  apiTokens: ApiTokensRepo;
  limiter: Limiter;
  audit: Audit;
  mailer: Mailer;
  pages: Pages;
  now: () => number;
};

/** The second factors of an account. The first one brings recovery codes, the last one takes them along. */
export function factorsService({
  db,
  accounts,
  totp,
  passkeys,
  identities,
  recoveryCodes,
  sessions,
  apiTokens,
  limiter,
  audit,
  mailer,
  pages,
  now,
}: Deps) {
  async function methodsOf(reader: Reader, userId: string): Promise<SecondFactorMethod[]> {
    // One after the other: a transaction has one connection.
    const since = await totp.since(reader, userId);
    const keys = await passkeys.count(reader, userId);
    if (since === undefined && keys === 0) return [];
    const codes = await recoveryCodes.left(reader, userId);
    return [
      ...(since === undefined ? [] : (['totp'] as const)),
      ...(keys === 0 ? [] : (['passkey'] as const)),
      ...(codes === 0 ? [] : (['recovery-code'] as const)),
    ];
  }

  /** Writes a change of factors down, and tells the person by mail. Throws `session-ended` where the session is over by now. */
  async function note(tx: Transaction, actor: Actor, action: AuditAction): Promise<void> {
    await sessions.alive(tx, actor);
    await audit.record(tx, { action, actor: actor.auditRef, subject: actor.auditRef });
    const person = await accounts.personIn(tx, actor);
    if (!(await mayTell(tx, limiter, person))) return;
    const { id: userId, email: to, locale } = person;
    await mailer.queue(tx, { kind: 'second-factor-changed', to, userId, locale, at: now(), link: pages.security });
  }

  /**
   * Ends every other session of a person who had no second factor until now: whoever came in before by the password
   * alone could take it away again by the password alone.
   */
  async function endThoseWithout(tx: Transaction, actor: Actor): Promise<void> {
    const ended = await sessions.endAll(tx, actor.userId, actor.sessionId);
    if (ended > 0) await audit.record(tx, { action: 'session.ended', actor: actor.auditRef, subject: actor.auditRef, detail: { ended } });
  }

  /** New recovery codes when none are left for an account that now has a second factor. */
  async function codesIfFirst(tx: Transaction, userId: string): Promise<{ recoveryCodes?: string[] }> {
    return (await recoveryCodes.left(tx, userId)) > 0 ? {} : { recoveryCodes: await recoveryCodes.renew(tx, userId) };
  }

  async function removed(tx: Transaction, actor: Actor, action: AuditAction): Promise<void> {
    await note(tx, actor, action);
    if ((await methodsOf(tx, actor.userId)).length > 0) return;
    await recoveryCodes.removeAll(tx, actor.userId);
    // Administration asks for a second factor: without one, neither a session nor a token goes on with it.
    await sessions.loseSecondFactor(tx, actor.userId);
    const revoked = await apiTokens.removeAdministering(tx, actor.userId);
    if (revoked > 0)
      await audit.record(tx, { action: 'token.revoked', actor: actor.auditRef, subject: actor.auditRef, detail: { revoked } });
  }

  return {
    /** The second factors a person has, in the order they are offered; none where none is asked for. */
    methodsOf,

    /** What protects the caller's account. */
    async overview(actor: Actor): Promise<SecurityOverview> {
      const { userId } = actor;
      const [{ passwordHash, passwordChangedAt }, since, keys, codesLeft, linked, provenUntil] = await Promise.all([
        accounts.personOf(actor),
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

    /** Takes every factor from a person, without a word to anybody. */
    async removeAll(tx: Transaction, userId: string): Promise<void> {
      await totp.removeAll(tx, userId);
      await passkeys.removeAll(tx, userId);
      await recoveryCodes.removeAll(tx, userId);
    },

    /** Takes the factors from a person that were set up before a moment, without a word to anybody, and recovery codes with them. */
    async removeFromBefore(tx: Transaction, userId: string, before: number): Promise<void> {
      const since = await totp.since(tx, userId);
      const removed = await passkeys.removeFromBefore(tx, userId, before);
      if (since !== undefined && since < before) await totp.removeAll(tx, userId);
      else if (!removed) return;
      await recoveryCodes.removeAll(tx, userId);
    },

    /** Throws `conflict` when an authenticator app is set up already. */
    async enrolTotp(actor: Actor): Promise<TotpEnrolment> {
      const { email } = await accounts.personOf(actor);
      return db.write((tx) => totp.enrol(tx, actor.userId, email));
    },

    /** Throws `wrong-code`, `too-many-requests`. */
    async confirmTotp(actor: Actor, code: string): Promise<{ recoveryCodes?: string[] }> {
      const outcome = await db.write(async (tx) => {
        const taken = await limiter.takeIn(tx, WRONG_CODES, actor.userId);
        if ('retryAfterSeconds' in taken) return taken;
        const first = (await methodsOf(tx, actor.userId)).length === 0;
        if (!(await totp.confirm(tx, actor.userId, code))) return { triesLeft: taken.left };
        await limiter.forgive(tx, WRONG_CODES, actor.userId);
        await sessions.gainSecondFactor(tx, actor.sessionId);
        if (first) await endThoseWithout(tx, actor);
        const codes = await codesIfFirst(tx, actor.userId);
        await note(tx, actor, 'factor.totp-added');
        return codes;
      });
      if ('triesLeft' in outcome) throw new AppError('wrong-code', outcome);
      if ('retryAfterSeconds' in outcome) throw new AppError('too-many-requests', outcome);
      return outcome;
    },

    /** Throws `not-found` when there is none. */
    async removeTotp(actor: Actor): Promise<void> {
      await db.write(async (tx) => {
        if (!(await totp.remove(tx, actor.userId))) throw new AppError('not-found', {}, 'No authenticator app is set up.');
        await removed(tx, actor, 'factor.totp-removed');
      });
    },

    passkeyOptions: async (actor: Actor) => {
      const { id: userId, email, name } = await accounts.personOf(actor);
      return passkeys.registerOptions({ userId, email, name });
    },

    async addPasskey(actor: Actor, { response, name }: { response: PasskeyAttestation; name: string }): Promise<PasskeyAdded> {
      const fresh = await passkeys.checkNew(actor.userId, response, name);
      return db.write(async (tx) => {
        const first = (await methodsOf(tx, actor.userId)).length === 0;
        const passkey = await fresh.store(tx);
        await sessions.gainSecondFactor(tx, actor.sessionId);
        if (first) await endThoseWithout(tx, actor);
        const codes = await codesIfFirst(tx, actor.userId);
        await note(tx, actor, 'factor.passkey-added');
        return { passkey, ...codes };
      });
    },

    /** Throws `not-found`; `conflict` when it is the only way in. */
    async removePasskey(actor: Actor, id: string): Promise<void> {
      await db.write(async (tx) => {
        const { passwordHash } = await accounts.personIn(tx, actor);
        if (!(await passkeys.remove(tx, actor.userId, id))) throw new AppError('not-found');
        const others = (await passkeys.count(tx, actor.userId)) + (await identities.ofUser(tx, actor.userId)).length;
        if (passwordHash === null && others === 0)
          throw new AppError('conflict', {}, 'This passkey is the only way into the account. Choose a password first.');
        await removed(tx, actor, 'factor.passkey-removed');
      });
    },

    /** Lets a provider sign the person in no more. Throws `not-found`; `conflict` when it is the only way in. */
    async unlinkOpenId(actor: Actor, issuer: string): Promise<void> {
      await db.write(async (tx) => {
        const { passwordHash } = await accounts.personIn(tx, actor);
        if (!(await identities.remove(tx, actor.userId, issuer))) throw new AppError('not-found');
        const others = (await passkeys.count(tx, actor.userId)) + (await identities.ofUser(tx, actor.userId)).length;
        if (passwordHash === null && others === 0)
          throw new AppError('conflict', {}, 'This provider is the only way into the account. Choose a password first.');
        await audit.record(tx, { action: 'identity.unlinked', actor: actor.auditRef, subject: actor.auditRef });
      });
    },

    /** Makes ten new recovery codes. Throws `conflict` where there is no second factor to recover from. */
    async renewCodes(actor: Actor): Promise<string[]> {
      return db.write(async (tx) => {
        if ((await methodsOf(tx, actor.userId)).length === 0)
          throw new AppError('conflict', {}, 'Recovery codes come with a second factor. Set one up first.');
        const codes = await recoveryCodes.renew(tx, actor.userId);
        await note(tx, actor, 'factor.recovery-codes-renewed');
        return codes;
      });
    },
  };
}

export type FactorsService = ReturnType<typeof factorsService>;
