import type { Notifications } from '@tripmaster/contracts';
import { CHOSEN_BY, type MailKind } from './mail.ts';

/**
 * Mails that go to an address from which mails came back, or whose reader complained: a person has just asked for them,
 * and the link in them is the proof that mails arrive again.
 */
const MENDING: ReadonlySet<string> = new Set<MailKind>(['verify-email', 'reset-password', 'confirm-email-change']);

/** By which choice a kind of mail is turned off. */
export function choiceOf(kind: string): keyof Notifications | undefined {
  return Object.entries(CHOSEN_BY).find(([name]) => name === kind)?.[1];
}

export function isMending(kind: string): boolean {
  return MENDING.has(kind);
}
