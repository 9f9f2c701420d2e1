import { describe, expect, it } from 'vitest';
import { password } from './account.ts';

describe('a password', () => {
  // Defect kept out: 128 characters were taken when composed and refused from a keyboard that writes them in parts.
  it('has up to 128 characters, in whatever form of Unicode they come', () => {
    const longest = 'é🚢'.repeat(64);
    for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD']) {
      expect(password.safeParse(longest.normalize(form)).success).toBe(true);
      expect(password.safeParse(`${longest}é`.normalize(form)).success).toBe(false);
    }
  });

  it.each(['', 'x'.repeat(129), '\0 and more of it', '\ud800 and more of it'])('is not %j', (text) => {
    expect(password.safeParse(text).success).toBe(false);
  });
});
