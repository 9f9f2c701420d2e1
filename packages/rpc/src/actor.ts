import type { Role } from '@tripmaster/contracts';

/** Who is calling, as proven by an access token and a live session. Services take this, never a request. */
export type Actor = {
  readonly userId: string;
  readonly sessionId: string;
  readonly role: Role;
  readonly emailVerified: boolean;
};
