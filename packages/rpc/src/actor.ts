import type { Role, Scope } from '@tripmaster/contracts';

/** Who is calling, as proven by an access token and a live session, or by an API token. Services take this, never a request. */
export type Actor = {
  readonly userId: string;
  /** The session, or the API token that stands in for one. */
  readonly sessionId: string;
  readonly role: Role;
  readonly emailVerified: boolean;
  /** The person's name in the audit log. */
  readonly auditRef: string;
  /** What an API token may do; absent for a session, which may do all that its person may. */
  readonly scopes?: readonly Scope[];
  /** Whether the session began with a second factor or a passkey. */
  readonly secondFactor: boolean;
  /** Whether the person proved within the last ten minutes who they are, by more than the session itself. */
  readonly justProven: boolean;
  /** Their browser asks not to be counted: what they do is, but not whose it is. */
  readonly unnamed?: boolean;
};
