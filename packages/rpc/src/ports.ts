import type { FlagKey, FlagValues, Money, ServerEventName } from '@tripmaster/contracts';
import type { Reader, Transaction } from '@tripmaster/db';
import type { Actor } from './actor.ts';
import type { Origin } from './context.ts';

/** Acts that the audit log keeps. The words are stored: add, never rename. */
export type AuditAction =
  | 'account.registered'
  | 'account.email-verified'
  | 'account.email-changed'
  | 'account.password-changed'
  | 'account.password-reset'
  | 'account.updated'
  | 'account.exported'
  | 'account.deleted'
  | 'session.started'
  | 'session.ended'
  | 'session.reused-token'
  | 'session.proven-again'
  | 'sign-in.locked'
  | 'factor.totp-added'
  | 'factor.totp-removed'
  | 'factor.passkey-added'
  | 'factor.passkey-removed'
  | 'factor.recovery-codes-renewed'
  | 'factor.recovery-code-used'
  | 'identity.linked'
  | 'identity.unlinked'
  | 'token.created'
  | 'token.revoked'
  | 'admin.status-set'
  | 'admin.role-set'
  | 'admin.factors-removed'
  | 'admin.people-listed'
  | 'admin.person-read'
  | 'admin.plan-hidden'
  | 'admin.plan-restored'
  | 'admin.reports-dismissed'
  | 'admin.job-retried'
  | 'admin.job-cancelled'
  | 'admin.audit-read'
  | 'admin.mails-retried'
  | 'admin.audit-verified'
  | 'admin.backup-asked'
  | 'admin.backup-verified'
  | 'backup.restored'
  | 'admin.table-exported'
  | 'admin.alert-set'
  | 'admin.alert-removed'
  | 'admin.alert-silenced'
  | 'admin.experiment-created'
  | 'admin.experiment-changed'
  | 'admin.experiment-started'
  | 'admin.experiment-stopped'
  | 'keys.rotated'
  | 'keys.forgotten'
  | 'plan.visibility-set'
  | 'plan.link-created'
  | 'plan.link-revoked'
  | 'plan.member-invited'
  | 'plan.invitation-revoked'
  | 'plan.member-joined'
  | 'plan.member-role-set'
  | 'plan.member-removed'
  | 'plan.member-left'
  | 'calendar.feed-created'
  | 'calendar.feed-revoked'
  | 'file.shared-set'
  | 'billing.checkout-opened'
  | 'billing.portal-opened'
  | 'webhook.created'
  | 'webhook.changed'
  | 'webhook.removed'
  | 'flag.set'
  | 'flag.removed';

export type AuditEntry = {
  action: AuditAction;
  /** `auditRef` of who did it; absent for the command line and the server itself. */
  actor?: string | undefined;
  /** `auditRef` of whose account it was done to. */
  subject?: string | undefined;
  /** Plain facts, never a name, an address or a secret: this is kept when the account is gone. */
  detail?: Readonly<Record<string, string | number | boolean>>;
};

/** Writes down an act in the transaction that does it. */
export type Audit = { record(tx: Transaction, entry: AuditEntry): Promise<void> };

/** One entry of a person's data, in the section it belongs to. */
export type PersonalEntry = { section: string; entry: Record<string, unknown> };

/** What a feature holds about a person: read for the export. Rows that hang on the account go with it. */
export type PersonalData = (userId: string) => AsyncIterable<PersonalEntry>;

/** Removes what a feature keeps of a person outside of the database. Called when the account has gone from there. */
export type Erased = () => Promise<void>;

/** Which of these sessions and API tokens, by their ids, still let their person in. */
export type Standing = (ids: readonly string[]) => Promise<ReadonlySet<string>>;
/** Removes what does not hang on the account, or is under a person's address alone, in the transaction that removes the account. */
export type Erasure = (tx: Transaction, person: { id: string; email: string }) => Promise<void>;

/** Something that is counted. Whose it is, is kept under a pseudonym that leads nowhere once the account is gone. */
export type Happening = {
  name: ServerEventName;
  userId?: string | undefined;
  /** It is counted, but not whose it is. */
  unnamed?: boolean | undefined;
  /** The request it came with, where that is at hand: it tells the country, and of a `signed-up` what led there. */
  origin?: Origin;
  /** ISO 3166 code; without it that of `origin`, else where the person was last seen. */
  country?: string | undefined;
  /** Of a plan: its first destination, as `Lisbon, PT`. */
  destination?: string;
  /** Of a plan: the month it begins in, `01`–`12`. */
  month?: string;
  /** In minor units. */
  amount?: number;
  currency?: string;
};

/** Counts what happens, in the transaction in which it happens. */
export type Activity = { record(tx: Transaction, happening: Happening): Promise<void> };

/** What a flag of the code is, for the server itself or for somebody. Told out of memory; never rejects. */
export type FlagPort = {
  value<Key extends FlagKey>(key: Key, person?: FlagPerson): Promise<FlagValues[Key]>;
};
/** For whom a flag is asked; of who is `unnamed` it is not remembered. */
export type FlagPerson = { userId: string; unnamed?: boolean | undefined };

/** What rules of flags may ask about a person, of what other features know. */
export type Traits = (userId: string) => Promise<{ plans: number }>;
/** Who of an act is counted as having done it. */
export function doneBy({ userId, unnamed }: Actor): Pick<Happening, 'userId' | 'unnamed'> {
  return { userId, unnamed };
}

/**
 * What a link carries to the server, where no session goes along, so that following it is counted as this person's: their
 * pseudonym, sealed, good for a day. `undefined` for who is not to be told apart.
 */
export type PassFor = (actor: Actor) => Promise<string | undefined>;

/** How much somebody may have. */
export type Allowance = {
  /** Octets of files. */
  filesBytes: number;
  /** What models may cost a day, in millionths of a dollar; absent: no limit. */
  modelMicros?: number | undefined;
};

/** What somebody has a right to. */
export type Entitlement = {
  premium: boolean;
  /** When premium is paid again or ends, in milliseconds since 1970. */
  until?: number;
  limits: Allowance;
};

/** The one place that says what somebody has a right to: whoever limits something asks here, inside the transaction that relies on it. */
export type Entitlements = (reader: Reader, userId: string) => Promise<Entitlement>;

/** The exchange rates of now; an amount of a currency without one is `undefined`. `perUnit`: how much of the amount's currency one unit of `to` is. */
export type CurrentRates = () => Promise<{
  convert(money: Money, to: string): { money: Money; rate?: { perUnit: number; asOf: string } } | undefined;
}>;

/**
 * Exchange rates of days from `since` on: each amount, in minor units, in another currency by the rates that were published last
 * by its day, rounded once. `undefined`: there is no rate.
 */
export type RatesOfDays = (since: string) => Promise<ConvertOn>;
export type ConvertOn = (day: string, amount: bigint, from: string, to: string) => bigint | undefined;

/** Requests to addresses that people name: they reach the public internet and nothing else. Signed as Standard Webhooks (1.0) asks. */
export type ToPeople = {
  /** What is wrong with an address, as far as that can be told without asking anybody. */
  fault(address: string): string | undefined;
  /** Gives the answer's status, whatever it is. Rejects with what the network failed with, or when the address leads to a private network. */
  post(address: string, message: { headers: Record<string, string>; body: string }): Promise<{ status: number }>;
  /** A new secret to sign with. */
  newSecret(): string;
  /** The headers of a message, with its signature. `at` in milliseconds since 1970. */
  signed(secret: string, message: { id: string; at: number; body: string }): Record<string, string>;
};
