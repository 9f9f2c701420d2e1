import type { Transaction } from '@tripmaster/db';
import type { Mailer } from '@tripmaster/mail';
import type { UserRow } from '../accounts/accounts.repo.ts';
import type { Pages } from '../pages.ts';

/** The mail that says that an account is open: once, in the transaction that lets its person in for the first time. */
export async function welcome(tx: Transaction, mailer: Mailer, pages: Pages, { id: userId, email, locale }: UserRow): Promise<void> {
  await mailer.queue(tx, { kind: 'welcome', to: email, userId, locale, link: pages.newTrip });
}
