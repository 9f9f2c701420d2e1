import type { MemberRole, Notifications, WeekFigures } from '@tripmaster/contracts';
import type { Transaction } from '@tripmaster/db';

/**
 * A mail to a person, by what it says; `packages/mail` finds the words. Links are whole addresses. Where the words
 * speak of a page without a token: `already-registered` leads to sign-in, `no-account` to registration,
 * `password-changed`, `sign-in-locked` and `codes-locked` to asking for a reset, `second-factor-changed` and
 * `identity-linked` to the security settings, `new-sign-in` to where one is signed in, `welcome` to where a trip is
 * planned, mails about a trip to its plan, `digest` and `alert` to the pages of administration.
 */
export type Mail = {
  to: string;
  /** Whose account it is about: erased with it. */
  userId?: string;
  /** Another account that it names: erased with that one as well. */
  alsoAbout?: string;
  locale?: string | null;
  /** Where mails of this kind end with one click: shown below the mail. The outbox fills it in; callers leave it out. */
  unsubscribe?: string;
} & (
  | { kind: 'verify-email' | 'reset-password' | 'confirm-email-change'; link: string }
  | { kind: 'already-registered' | 'no-account' | 'welcome'; link: string }
  | { kind: 'email-changed'; newEmail: string; at: number }
  | {
      kind: 'password-changed' | 'sign-in-locked' | 'codes-locked' | 'second-factor-changed' | 'identity-linked';
      at: number;
      link: string;
    }
  | { kind: 'plan-invitation'; /** `null`: has no name. */ inviter: string | null; trip: string; role: MemberRole; link: string }
  | { kind: 'new-sign-in'; device: string; country: string | null; at: number; link: string }
  | (OfTrip & { kind: 'plan-ready'; days: Days })
  | (OfTrip & {
      kind: 'plan-shared';
      /** What happened: to the reader, who came onto the trip or may do something else there, or to the owner, whose trip has somebody more. */
      news: 'came' | 'role' | 'joined';
      /** Whose trip it is, or who joined; `null`: has no name. */
      who: string | null;
      role: MemberRole;
    })
  | (OfTrip & {
      kind: 'trip-reminder';
      daysLeft: number;
      days: Days;
      cities: string[];
      /** How its first day begins. */
      first: { start: string; title: string }[];
    })
  | (Chosen & { kind: 'digest'; days: Days; figures: WeekFigures; link: string })
  | (Chosen & {
      kind: 'alert';
      /** The rule, as the operators named it. */
      rule: string;
      state: 'firing' | 'over';
      /** What was measured and what the rule allows, with their units. */
      value: string;
      limit: string;
      since: number;
      link: string;
    })
);

/** The first and the last day, `2027-05-17`. */
type Days = { from: string; to: string };
/** A mail of a kind that one may turn off. */
type Chosen = { /** Where one chooses which mails one gets. */ settings: string };
type OfTrip = Chosen & { trip: string; link: string };

export type MailKind = Mail['kind'];

/** Which choice of a person a kind of mail hangs on; kinds that are not named here can't be turned off. */
export const CHOSEN_BY: Readonly<Partial<Record<MailKind, keyof Notifications>>> = {
  'plan-ready': 'planReady',
  'plan-shared': 'planShared',
  'plan-invitation': 'planShared',
  'trip-reminder': 'tripReminders',
  digest: 'digest',
  alert: 'alerts',
};

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
