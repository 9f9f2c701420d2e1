import type { Database, Transaction } from '@tripmaster/db';
import { eq } from 'drizzle-orm';

/** Gives what somebody bought to another pseudonym: every row that is found by one. */
export async function giveBought(
  tx: Transaction,
  { billingCustomers, ledger, subscriptions }: Pick<Database['tables'], 'billingCustomers' | 'ledger' | 'subscriptions'>,
  from: string,
  to: string,
): Promise<void> {
  for (const table of [billingCustomers, ledger, subscriptions]) await tx.update(table).set({ person: to }).where(eq(table.person, from));
}
