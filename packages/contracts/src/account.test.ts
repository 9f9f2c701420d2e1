import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { email, password } from './account.ts';

describe('an e-mail address', () => {
  it.each([
    ['Ana@Example.COM', 'ana@example.com'],
    ['  ana@example.com\n', 'ana@example.com'],
    ['ana@münchen.example', 'ana@xn--mnchen-3ya.example'],
    ['ana@MU\u0308NCHEN.example', 'ana@xn--mnchen-3ya.example'],
    ['ana@xn--mnchen-3ya.example', 'ana@xn--mnchen-3ya.example'],
    ['ana+trips@例え.jp', 'ana+trips@xn--r8jz45g.jp'],
  ])('%j is %s', (typed, kept) => {
    expect(email.parse(typed)).toBe(kept);
  });

  it.each([
    '',
    'ana',
    '@example.com',
    'ana@',
    'ana@ex ample.com',
    'ana@münchen.example/x',
    'ana@münchen.example:25',
    'a@b@münchen.example',
    'ana\0@example.com',
    'josé@example.com',
    'ana@\ud800.example',
  ])('%j is none', (typed) => {
    expect(email.safeParse(typed).success).toBe(false);
  });

  it('is the same after it was read once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (domain) => {
        const once = email.safeParse(`ana@${domain}.example`);
        if (once.success) expect(email.parse(once.data)).toBe(once.data);
      }),
    );
  });
});

it('takes passwords by characters, not by how a keyboard writes them', () => {
  expect(password.safeParse('🚢'.repeat(128)).success).toBe(true);
  expect(password.safeParse('é'.normalize('NFD').repeat(128)).success).toBe(true);
  expect(password.safeParse('é'.repeat(129)).success).toBe(false);
});
