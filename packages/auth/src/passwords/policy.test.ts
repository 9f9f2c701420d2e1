import { AppError } from '@tripmaster/contracts';
import { describe, expect, it } from 'vitest';
import { COMMON_PASSWORDS } from '../../generated/common-passwords.ts';
import { checkNewPassword } from './policy.ts';

const person = { minLength: 12, email: 'ana.silva@example.com', name: 'Ana Sílva' };

/** The reason a password is refused for, or undefined. */
function refusal(password: string, more: { minLength?: number; email?: string; name?: string } = {}): string | undefined {
  try {
    checkNewPassword(password, { ...person, ...more });
    return undefined;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(error.details.fields).toHaveLength(1);
    expect(error.details.fields?.[0]?.path).toBe('password');
    return error.details.fields?.[0]?.reason;
  }
}

const SHORT = 'needs at least 12 characters';
const LONG = 'has at most 128 characters';
const OWN = 'is your own address or name; choose something nobody can guess';
const COMMON = 'is one of the first that anybody would guess; choose another';
/** So many characters that are no common password. */
const of = (count: number, unit: string) => `${unit.repeat(count - 2)}xk`;

describe('length of a new password', () => {
  it.each([
    ['letters', 'ü'],
    ['ideographs', '東'],
    ['emoji, two UTF-16 units each', '🚢'],
    ['blanks', ' '],
  ])('counts %s as characters', (_, unit) => {
    expect(refusal(of(11, unit))).toBe(SHORT);
    expect(refusal(of(12, unit))).toBeUndefined();
    expect(refusal(of(128, unit))).toBeUndefined();
    expect(refusal(of(129, unit))).toBe(LONG);
  });

  it('gives one verdict on all forms of the same text', () => {
    for (const count of [11, 12, 128, 129]) {
      const text = of(count, 'é');
      const verdict = count < 12 ? SHORT : count > 128 ? LONG : undefined;
      for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD']) expect(refusal(text.normalize(form))).toBe(verdict);
    }
  });

  it('follows the setting', () => {
    expect(refusal('kx8vq2wz', { minLength: 8 })).toBeUndefined();
    expect(refusal('kx8vq2w', { minLength: 8 })).toBe('needs at least 8 characters');
  });
});

describe('passwords that are easily guessed', () => {
  it('knows the commonest 3,000, the commonest 3,000 of eight and more, and all of twelve and more', () => {
    const list = COMMON_PASSWORDS.split('\n');
    expect(list.length).toBeGreaterThan(5_500);
    expect(list.slice(0, 3)).toEqual(['123456', 'password', '12345678']);
    expect(list.filter((password) => password.length >= 8).length).toBeGreaterThanOrEqual(3_000);
    expect(list.filter((password) => password.length >= 12).length).toBeGreaterThan(300);
  });

  it('refuses every password of the list, in any case, at every least length', () => {
    const list = COMMON_PASSWORDS.split('\n').flatMap((password) => [password, password.toUpperCase()]);
    expect(list.filter((password) => refusal(password, { minLength: 1 }) !== COMMON)).toEqual([]);
  });

  it.each([
    ['in capitals', 'FinalFantasy'],
    ['in full-width letters', 'ｆｉｎａｌｆａｎｔａｓｙ'],
    ['the name of this product', 'TripMaster-2027'],
  ])('refuses a common one %s', (_, password) => {
    expect(refusal(password)).toBe(COMMON);
  });

  it.each([
    ['the address', 'ana.silva@example.com'],
    ['the address in capitals', 'ANA.SILVA@EXAMPLE.COM'],
    ['the local part and digits', 'ana.silva2027'],
    ['the local part without its full stop', 'anasilva!!!!'],
    ['the name and digits', 'Ana Sílva 1984'],
    ['the name in another form of Unicode', 'ANA SI\u0301LVA 1984'],
  ])('refuses %s', (_, password) => {
    expect(refusal(password)).toBe(OWN);
  });

  it('refuses an own name or local part as it stands, whatever it is made of', () => {
    expect(refusal('491512345678', { email: '491512345678@example.com' })).toBe(OWN);
    expect(refusal('🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢', { name: '🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢' })).toBe(OWN);
  });

  it.each(['correct horse battery', 'ana.silva likes the sea', '8371-0429-5562', 'пароль 東京 🚢 é'])('takes %s', (password) => {
    expect(refusal(password)).toBeUndefined();
  });
});
