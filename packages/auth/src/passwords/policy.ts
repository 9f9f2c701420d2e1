import { invalidField } from '@tripmaster/contracts';
import { COMMON_PASSWORDS } from '../../generated/common-passwords.ts';
import { canonical, folded } from './canonical.ts';

/** Characters of the longest password; the longest that a contract lets through. */
const MAX_LENGTH = 128;
const common = new Set(COMMON_PASSWORDS.split('\n'));
/** Words that stand for this product; whoever guesses passwords here tries them first (OWASP ASVS 5.0, 6.2.11). */
const OURS = new Set(['tripmaster', 'tripmasterai', 'trip', 'tripplanner', 'travel', 'traveller', 'traveler', 'itinerary']);

/** What is left when digits, punctuation and blanks are taken away: `Dragon-2027!` is `dragon`. */
const lettersOf = (text: string): string => text.replaceAll(/[^\p{L}\p{M}]/gu, '');

/**
 * Throws a field error when a new password is too short or too long (counted in characters of its canonical
 * form, in any script), is one of the commonest, or is the person's own address or name: each also with
 * nothing but digits and punctuation about it. No rule asks for kinds of characters (NIST SP 800-63B, 3.1.1.2).
 */
export function checkNewPassword(
  password: string,
  { minLength, email, name }: { minLength: number; email: string; name?: string | undefined },
): void {
  const { length } = [...canonical(password)];
  if (length < minLength) throw invalidField('password', `needs at least ${minLength} characters`);
  if (length > MAX_LENGTH) throw invalidField('password', `has at most ${MAX_LENGTH} characters`);
  const whole = folded(password);
  const letters = lettersOf(whole);
  const own = [email, email.split('@')[0] ?? '', name ?? ''].map(folded);
  if (own.includes(whole) || (letters !== '' && own.some((text) => lettersOf(text) === letters))) {
    throw invalidField('password', 'is your own address or name; choose something nobody can guess');
  }
  if (common.has(whole) || common.has(letters) || OURS.has(letters)) {
    throw invalidField('password', 'is one of the first that anybody would guess; choose another');
  }
}
