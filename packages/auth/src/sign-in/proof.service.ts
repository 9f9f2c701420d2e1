import { AppError, invalidField } from '@tripmaster/contracts';
import type { Database, Transaction } from '@tripmaster/db';
import type { Actor, Audit, Limiter } from '@tripmaster/rpc';
import type { UserRow } from '../accounts/accounts.repo.ts';
import type { FactorsService } from '../factors/factors.service.ts';
import { checkPassword } from '../passwords/hash.ts';
import type { RecoveryCodesService } from '../recovery-codes/recovery-codes.service.ts';
import type { TotpService } from '../totp/totp.service.ts';
import { WRONG_CODES, WRONG_PROOFS } from './limits.ts';

type Deps = {
  db: Database;
  totp: TotpService;
  factors: FactorsService;
  recoveryCodes: RecoveryCodesService;
  limiter: Limiter;
  audit: Audit;
};

/** Proofs that a person who is signed in, or half signed in, is who they say. */
export function proofService({ db, totp, factors, recoveryCodes, limiter, audit }: Deps) {
  /** Uses up a code of the authenticator app, or a recovery code. */
  async function takeCode(tx: Transaction, { id, auditRef }: UserRow, code: string): Promise<boolean> {
    if (await totp.take(tx, id, code)) return true;
    if (!(await recoveryCodes.take(tx, id, code))) return false;
    await audit.record(tx, { action: 'factor.recovery-code-used', actor: auditRef, subject: auditRef });
    return true;
  }

  async function byPassword({ id, passwordHash }: UserRow, password: string): Promise<void> {
    const taken = await limiter.take(WRONG_PROOFS, id);
    const { ok } = await checkPassword(passwordHash, password).catch(async (error: unknown) => {
      // Never judged: too many were waiting.
      await db.write((tx) => limiter.giveBack(tx, WRONG_PROOFS, id));
      throw error;
    });
    if (!ok) throw new AppError('wrong-credentials', { triesLeft: taken.left }, 'This is not your password.');
    await db.write((tx) => limiter.forgive(tx, WRONG_PROOFS, id));
  }

  return {
    takeCode,

    async byCode(person: UserRow, code: string): Promise<void> {
      const outcome = await db.write(async (tx) => {
        const taken = await limiter.takeIn(tx, WRONG_CODES, person.id);
        if ('retryAfterSeconds' in taken) return taken;
        if (!(await takeCode(tx, person, code))) return { triesLeft: taken.left };
        await limiter.forgive(tx, WRONG_CODES, person.id);
        return undefined;
      });
      if (outcome === undefined) return;
      throw 'triesLeft' in outcome ? new AppError('wrong-code', outcome) : new AppError('too-many-requests', outcome);
    },

    /** For a proof by the password alone: not enough where there is a second factor (OWASP ASVS 5.0, 7.5.1). */
    async byPasswordAlone(person: UserRow, password: string): Promise<void> {
      if ((await factors.methodsOf(db.read, person.id)).length > 0)
        throw new AppError('reauthentication-required', {}, 'Show it by your second factor: a code or a passkey.');
      await byPassword(person, password);
    },

    /**
     * For what needs the password itself, given as `field`. An account without one, or with a second
     * factor, needs a session that has just proved who it is.
     */
    async byPasswordOrRecent(actor: Actor, person: UserRow, password: string | undefined, field: string): Promise<void> {
      const needsProof = person.passwordHash === null || (await factors.methodsOf(db.read, person.id)).length > 0;
      if (needsProof && !actor.justProven) throw new AppError('reauthentication-required');
      if (person.passwordHash === null) return;
      if (password === undefined) throw invalidField(field, 'is missing');
      await byPassword(person, password);
    },
  };
}

export type ProofService = ReturnType<typeof proofService>;
