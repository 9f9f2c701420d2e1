import type { Transaction } from '@tripmaster/db';
import type { Limiter } from '@tripmaster/rpc';
import type { UserRow } from '../accounts/accounts.repo.ts';
import { ALERTS_TO_UNPROVEN } from './limits.ts';

/** Whether a person is to be mailed of what was done in their account: always, once the address is proven to be theirs. */
export async function mayTell(
  tx: Transaction,
  limiter: Limiter,
  { email, emailVerifiedAt }: Pick<UserRow, 'email' | 'emailVerifiedAt'>,
): Promise<boolean> {
  return emailVerifiedAt !== null || 'left' in (await limiter.takeIn(tx, ALERTS_TO_UNPROVEN, email));
}
