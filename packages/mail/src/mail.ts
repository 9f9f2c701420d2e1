import type { MemberRole } from '@tripmaster/contracts';
import type { Transaction } from '@tripmaster/db';

/**
 * A mail to a person, by what it says; `packages/mail` finds the words. Links are whole addresses. Where the words
 * speak of a page without a token: `already-registered` leads to sign-in, `no-account` to registration,
 * `password-changed`, `sign-in-locked` and `codes-locked` to asking for a reset, `second-factor-changed` and
 * `identity-linked` to the security settings, `new-sign-in` to where one is signed in.
 */
export type Mail = {
  to: string;
  /** Whose account it is about: erased with it. */
  userId?: string;
  /** Another account that it names: erased with that one as well. */
  alsoAbout?: string;
  locale?: string | null;
  /** Where this kind of mail is turned off. The outbox fills it in; callers leave it out. */
  unsubscribe?: string;
} & (
  | { kind: 'verify-email' | 'reset-password' | 'confirm-email-change'; link: string }
  | { kind: 'already-registered' | 'no-account'; link: string }
  | { kind: 'email-changed'; newEmail: string; at: number }
  | {
      kind: 'password-changed' | 'sign-in-locked' | 'codes-locked' | 'second-factor-changed' | 'identity-linked';
      at: number;
      link: string;
    }
  | { kind: 'plan-invitation'; /** `null`: has no name. */ inviter: string | null; trip: string; role: MemberRole; link: string }
  | { kind: 'new-sign-in'; device: string; country: string | null; at: number; link: string }
);

export type Mailer = {
  /**
   * Queues a mail in the caller's transaction: it is sent if, and only if, that commits. Nothing is queued that its reader
   * has turned off, nor for an address from which mails come back.
   */
  queue(tx: Transaction, mail: Mail): Promise<void>;
  /** Somebody used what was mailed to an address: mails arrive there again, should they have come back before. */
  used(tx: Transaction, address: string): Promise<void>;
  /** Removes every trace of the mails to a person; call it when the erasure has committed. */
  forget(userId: string): Promise<void>;
};
