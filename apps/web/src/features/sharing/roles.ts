import type { MemberRole, PlanRole } from '@tripmaster/contracts';

/** What somebody may do with a trip, in words. */
export const ROLES: readonly { role: MemberRole; word: string; about: string }[] = [
  { role: 'viewer', word: 'Can read', about: 'sees everything on the trip, also what others don’t' },
  { role: 'editor', word: 'Can change', about: 'sees everything, and changes the plan as you do' },
];

export function roleWord(role: PlanRole): string {
  return role === 'owner' ? 'Owner' : (ROLES.find((one) => one.role === role)?.word ?? role);
}

export function isMemberRole(value: string): value is MemberRole {
  return ROLES.some(({ role }) => role === value);
}
