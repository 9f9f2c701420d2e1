import { invalidField } from '@tripmaster/contracts';

/** Throws a field error when a new password is too short or is the person's own address or name. */
export function checkNewPassword(
  password: string,
  { minLength, email, name }: { minLength: number; email: string; name?: string | undefined },
): void {
  if ([...password].length < minLength) throw invalidField('password', `needs at least ${minLength} characters`);
  const lower = password.toLowerCase();
  if (lower === email || lower === email.split('@')[0] || (name !== undefined && lower === name.toLowerCase())) {
    throw invalidField('password', 'is your own address or name; choose something nobody can guess');
  }
}
