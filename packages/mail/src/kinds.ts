import type { NotificationKind } from '@tripmaster/contracts';

/** By which switch a kind of mail is turned off. What is not named here is about an account's security and always comes. */
const SWITCHES: Readonly<Record<string, NotificationKind>> = {
  'plan-ready': 'planReady',
  'plan-shared': 'planShared',
  'plan-invitation': 'planShared',
  'trip-reminder': 'tripReminders',
  'operator-digest': 'digest',
  'operator-alert': 'alerts',
};

/**
 * Mails that go to an address from which mails came back, or whose reader complained: a person has just asked for them,
 * and the link in them is the proof that mails arrive again.
 */
const MENDING: ReadonlySet<string> = new Set(['verify-email', 'reset-password', 'confirm-email-change']);

export function switchOf(kind: string): NotificationKind | undefined {
  return SWITCHES[kind];
}

export function isMending(kind: string): boolean {
  return MENDING.has(kind);
}
