import { AppError, type LoggedIn, type PasskeyAssertion, type PasskeyOptions, type ReauthenticateInput } from '@tripmaster/contracts';
import type { Database, Transaction } from '@tripmaster/db';
import type { Mailer } from '@tripmaster/mail';
import type { Actor, Audit, Limiter, Refused, Taken } from '@tripmaster/rpc';
import { z } from 'zod';
import type { AccountsRepo, UserRow } from '../accounts/accounts.repo.ts';
import type { DeviceCookies } from '../devices/devices.ts';
import type { FactorsService } from '../factors/factors.service.ts';
import type { Pages } from '../pages.ts';
import type { PasskeysService } from '../passkeys/passkeys.service.ts';
import { checkPassword, hashPassword } from '../passwords/hash.ts';
import type { OpenSession, SessionsService } from '../sessions/sessions.service.ts';
import type { TicketsService } from '../tickets/tickets.service.ts';
import type { Entered, Entrance, Visit } from './entrance.ts';
import {
  ALARMS_TO_ADDRESS,
  WRONG_CODES,
  WRONG_PASSWORDS,
  WRONG_PASSWORDS_FROM_ADDRESS,
  WRONG_PASSWORDS_ON_DEVICE,
  SIGN_INS,
} from './limits.ts';
import type { ProofService } from './proof.service.ts';

type Deps = {
  db: Database;
  accounts: AccountsRepo;
  tickets: TicketsService;
  factors: FactorsService;
  passkeys: PasskeysService;
  sessions: SessionsService;
  entrance: Entrance;
  proof: ProofService;
  devices: DeviceCookies;
  limiter: Limiter;
  audit: Audit;
  mailer: Mailer;
  pages: Pages;
  /** Whether an address has to be proven before it lets anybody in. */
  verificationRequired: boolean;
  now: () => number;
};

type Answer = { status: 'entered'; entered: Entered } | Extract<LoggedIn, { status: 'second-factor' }>;

/** What a half-done sign-in remembers until its second factor. */
const halfway = z.object({ method: z.enum(['password', 'openid']).default('password'), remembered: z.boolean().optional() });

/** What a passkey's ceremony remembers where it is the second factor: the hash of the half-done sign-in's ticket. */
const begun = z.object({ halfway: z.string().optional() });

export function signInService(deps: Deps) {
  const { db, accounts, tickets, factors, passkeys, sessions, entrance, proof, devices, limiter, audit, mailer, pages, now } = deps;

  /**
   * Counts a try before it is judged, so that many at once are no more than many in turn. A browser that has signed in
   * to this account before has a count of its own, which neither others' tries at the account nor those of its
   * neighbours behind one address use up; with a new password it is a stranger again.
   */
  async function countTry(email: string, person: UserRow | undefined, visit: Visit) {
    const device = devices.read(visit.deviceCookie, person);
    const { address } = visit.origin;
    const known = device !== undefined;
    const limit = known ? WRONG_PASSWORDS_ON_DEVICE : WRONG_PASSWORDS;
    const subject = device ?? email;
    const counted = await db.write(async (tx): Promise<Taken | Refused> => {
      // The account first: what its pause refuses is not judged, and does not count against the address.
      const taken = await limiter.takeIn(tx, limit, subject);
      if ('retryAfterSeconds' in taken) return taken;
      const fromAddress = known ? taken : await limiter.takeIn(tx, WRONG_PASSWORDS_FROM_ADDRESS, address);
      if ('retryAfterSeconds' in fromAddress) {
        await limiter.giveBack(tx, limit, subject);
        return fromAddress;
      }
      const ofAll = await limiter.takeIn(tx, SIGN_INS, email);
      return 'retryAfterSeconds' in ofAll ? ofAll : taken;
    });
    if ('retryAfterSeconds' in counted) throw new AppError('too-many-requests', counted);
    return {
      ...counted,
      /** It was never judged: too many were waiting. */
      async undo(tx: Transaction) {
        if (!known) await limiter.giveBack(tx, WRONG_PASSWORDS_FROM_ADDRESS, address);
        await limiter.giveBack(tx, limit, subject);
      },
      /** It was a right one, which makes up for the wrong ones before. */
      async takeBack(tx: Transaction) {
        if (!known) await limiter.giveBack(tx, WRONG_PASSWORDS_FROM_ADDRESS, address);
        await limiter.forgive(tx, limit, subject);
      },
    };
  }

  /** Writes down that an address was tried too often, and tells the owner, if there is one, at most once a day. */
  async function tellOwner(email: string, person: UserRow | undefined): Promise<void> {
    await db.write(async (tx) => {
      const taken = await limiter.takeIn(tx, ALARMS_TO_ADDRESS, `locked:${email}`);
      await audit.record(tx, { action: 'sign-in.locked', subject: person?.auditRef });
      if (person === undefined || 'retryAfterSeconds' in taken) return;
      await mailer.queue(tx, {
        kind: 'sign-in-locked',
        to: email,
        userId: person.id,
        locale: person.locale,
        at: now(),
        link: pages.forgotPassword,
      });
    });
  }

  /** Tells the owner of an account that somebody who has the password guesses at the second factor. */
  async function tellOfCodes(tx: Transaction, { id: userId, email: to, locale, auditRef }: UserRow): Promise<void> {
    await audit.record(tx, { action: 'sign-in.locked', subject: auditRef, detail: { secondFactor: true } });
    if ('retryAfterSeconds' in (await limiter.takeIn(tx, ALARMS_TO_ADDRESS, `codes:${to}`))) return;
    await mailer.queue(tx, { kind: 'codes-locked', to, userId, locale, at: now(), link: pages.forgotPassword });
  }

  async function personOf(userId: string): Promise<UserRow> {
    const [person] = await accounts.byId(db.read, { id: userId });
    if (person?.status !== 'active') throw new AppError('wrong-credentials');
    return person;
  }

  return {
    /**
     * Signs in by password. Throws `wrong-credentials` alike for an unknown address, a wrong password and a suspended
     * account, `too-many-requests` in a pause, `email-unverified` where that is asked for.
     */
    async login(
      { email, password, remember }: { email: string; password: string; remember?: boolean | undefined },
      visit: Visit,
    ): Promise<Answer> {
      const [person] = await accounts.byEmail(db.read, { email });
      const tries = await countTry(email, person, visit);
      const { ok, rehash } = await checkPassword(person?.passwordHash, password).catch(async (error: unknown) => {
        await db.write((tx) => tries.undo(tx));
        throw error;
      });
      if (person === undefined || !ok || person.status !== 'active') {
        if (tries.lockedNow) await tellOwner(email, person);
        throw new AppError('wrong-credentials', { triesLeft: tries.left });
      }
      // Where too many are waiting to be hashed, the next sign-in does it.
      const renewed = rehash ? await hashPassword(password).catch(() => undefined) : undefined;
      const outcome = await db.write(async (tx) => {
        if (!(await accounts.isAsJudged(tx, person))) return 'changed';
        await tries.takeBack(tx);
        if (deps.verificationRequired && person.emailVerifiedAt === null) return 'unverified';
        if (renewed !== undefined) await accounts.change(tx, person.id, { passwordHash: renewed }, now());
        const methods = await factors.methodsOf(tx, person.id);
        if (methods.length === 0)
          return entrance.enter(tx, person, visit, { method: 'password', secondFactor: false, remembered: remember });
        return { methods, challenge: await tickets.issue(tx, 'second-factor', { userId: person.id, data: { remembered: remember } }) };
      });
      if (outcome === 'changed') throw new AppError('wrong-credentials', { triesLeft: tries.left });
      if (outcome === 'unverified') throw new AppError('email-unverified');
      return 'challenge' in outcome ? { status: 'second-factor', ...outcome } : { status: 'entered', entered: await outcome.finish() };
    },

    /** Ends a sign-in by a code of an authenticator app or a recovery code. Throws `wrong-code`, `challenge-over`, `too-many-requests`. */
    async secondFactor({ challenge, code }: { challenge: string; code: string }, visit: Visit): Promise<Entered> {
      const outcome = await db.write(async (tx) => {
        const ticket = await tickets.countTry(tx, 'second-factor', challenge);
        if (ticket === undefined || ticket.userId === null) return 'over';
        const person = await accounts.active(tx, ticket.userId);
        if (person === undefined) return 'over';
        const taken = await limiter.takeIn(tx, WRONG_CODES, person.id);
        if ('retryAfterSeconds' in taken) return taken;
        if (!(await proof.takeCode(tx, person, code))) {
          if (taken.lockedNow) await tellOfCodes(tx, person);
          return { triesLeft: Math.min(ticket.triesLeft, taken.left) };
        }
        if ((await tickets.take(tx, 'second-factor', challenge)) === undefined) return 'over';
        await limiter.forgive(tx, WRONG_CODES, person.id);
        return entrance.enter(tx, person, visit, {
          ...halfway.parse(ticket.data),
          secondFactor: true,
        });
      });
      if (outcome === 'over') throw new AppError('challenge-over');
      if ('retryAfterSeconds' in outcome) throw new AppError('too-many-requests', outcome);
      if ('triesLeft' in outcome) throw new AppError('wrong-code', outcome);
      return outcome.finish();
    },

    /** Begins a sign-in by passkey: by itself, or as the second factor of `challenge`. */
    async passkeyOptions(challenge: string | undefined): Promise<PasskeyOptions> {
      if (challenge === undefined) return passkeys.signInOptions({});
      const ticket = await tickets.peek(db.read, 'second-factor', challenge);
      if (ticket === undefined || ticket.userId === null) throw new AppError('challenge-over');
      return passkeys.signInOptions({ userId: ticket.userId, data: { halfway: ticket.hash } });
    },

    /** Signs in by passkey. Throws `passkey-refused`, `challenge-over`, and `email-unverified` where that is asked for. */
    async passkeyLogin(
      { response, remember }: { response: PasskeyAssertion; remember?: boolean | undefined },
      visit: Visit,
    ): Promise<Entered> {
      const proven = await passkeys.prove(response);
      const { userId, data } = proven;
      const began = begun.parse(data).halfway;
      const entering = await db.write(async (tx) => {
        const person = await accounts.active(tx, userId);
        // A reset or the owner may have removed it since it was judged.
        if (person === undefined || !(await passkeys.has(tx, proven))) return 'refused';
        if (deps.verificationRequired && person.emailVerifiedAt === null) return 'unverified';
        if (began === undefined) return entrance.enter(tx, person, visit, { method: 'passkey', secondFactor: true, remembered: remember });
        const ticket = await tickets.takeHashed(tx, 'second-factor', began);
        if (ticket?.userId !== userId) return 'over';
        return entrance.enter(tx, person, visit, {
          ...halfway.parse(ticket.data),
          secondFactor: true,
        });
      });
      if (entering === 'refused') throw new AppError('passkey-refused');
      if (entering === 'unverified') throw new AppError('email-unverified');
      if (entering === 'over') throw new AppError('challenge-over');
      return entering.finish();
    },

    /**
     * Proves once more who is there, for ten minutes, and renews the session: its tokens from before are used up. Who has
     * a second factor shows it by that; the session counts as having one from then on. Throws `wrong-credentials`,
     * `wrong-code`, `passkey-refused`, `reauthentication-required` for a password that is not enough.
     */
    async reauthenticate(actor: Actor, input: ReauthenticateInput): Promise<OpenSession> {
      const person = await personOf(actor.userId);
      if ('password' in input) await proof.byPasswordAlone(person, input.password);
      else if ('code' in input) await proof.byCode(person, input.code);
      else if ((await passkeys.prove(input.passkey)).userId !== actor.userId) throw new AppError('passkey-refused');
      const renewed = await db.write(async (tx) => {
        await sessions.setProven(tx, actor.sessionId, { secondFactor: !('password' in input) });
        await audit.record(tx, { action: 'session.proven-again', actor: actor.auditRef, subject: actor.auditRef });
        const session = await sessions.renew(tx, actor.sessionId);
        if (session === undefined) throw new AppError('session-ended');
        return session;
      });
      return renewed.finish();
    },
  };
}
