import { invalidField, LONGEST_PASSWORD } from '@tripmaster/contracts';
import { COMMON_PASSWORDS } from '../../generated/common-passwords.ts';
import { canonical, folded } from './canonical.ts';

const common = new Set(COMMON_PASSWORDS.split('\n'));
/** Words that stand for this product; whoever guesses passwords here tries them first (OWASP ASVS 5.0, 6.2.11). */
const OURS = new Set(['tripmaster', 'tripmasterai', 'trip', 'tripplanner', 'travel', 'traveller', 'traveler', 'itinerary']);

/** What is left when digits, punctuation and blanks are taken away: `Dragon-2027!` is `dragon`. */
const lettersOf = (text: string): string => text.replaceAll(/[^\p{L}\p{M}]/gu, '');

/**
 * Throws a field error when a new password is too short or too long (counted in characters of its canonical
 * form, in any script), is one of the commonest, or is the person's own address or name, with or without
 * digits and punctuation about it. No rule asks for kinds of characters (NIST SP 800-63B, 3.1.1.2).
 */
export function checkNewPassword(
  password: string,
  {
    minLength,
    email,
    name,
    field = 'password',
  }: { minLength: number; email: string; name?: string | undefined; /** Where it stands in the input. */ field?: string },
): void {
  const { length } = [...canonical(password)];
  if (length < minLength) throw invalidField(field, `needs at least ${minLength} characters`);
  if (length > LONGEST_PASSWORD) throw invalidField(field, `has at most ${LONGEST_PASSWORD} characters`);
  const whole = folded(password);
  const letters = lettersOf(whole);
  const own = [email, email.split('@')[0] ?? '', name ?? ''].map(folded);
  if (own.includes(whole) || (letters !== '' && own.some((text) => lettersOf(text) === letters))) {
    throw invalidField(field, 'is your own address or name; choose something nobody can guess');
  }
  if (common.has(whole) || OURS.has(letters)) {
    throw invalidField(field, 'is one of the first that anybody would guess; choose another');
  }
}
