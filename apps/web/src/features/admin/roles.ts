import type { AccountStatus, Role } from '@tripmaster/contracts';

/** Roles in words, with what each may do. */
export const ROLES: readonly { role: Role; word: string; about: string }[] = [
  { role: 'traveller', word: 'Traveller', about: 'Their own trips and what is shared with them.' },
  { role: 'support', word: 'Support', about: 'Sees accounts, changes none.' },
  { role: 'admin', word: 'Administrator', about: 'Suspends accounts, gives roles, reads the audit log.' },
];

export const STATUSES: readonly { status: AccountStatus; word: string }[] = [
  { status: 'active', word: 'Active' },
  { status: 'suspended', word: 'Suspended' },
];

export function roleWord(role: Role): string {
  return ROLES.find((one) => one.role === role)?.word ?? role;
}
