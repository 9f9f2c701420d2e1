import type { Scope } from '@tripmaster/contracts';

/** What an API token may do, in words. */
export const SCOPES: readonly { scope: Scope; word: string; about: string }[] = [
  { scope: 'read', word: 'Read', about: 'See your trips, profile and activity.' },
  { scope: 'write', word: 'Change', about: 'Make, change and delete trips, and change the profile.' },
  { scope: 'admin', word: 'Administer', about: 'What your role lets you do with other accounts.' },
];

export function scopeWord(scope: Scope): string {
  return SCOPES.find((one) => one.scope === scope)?.word ?? scope;
}
