import { describe, expect, it } from 'vitest';
import { checkPassword, hashPassword } from './hash.ts';

/**
 * Made by the reference implementation's command line (Debian's `argon2`), such as
 * `echo -n 'a long enough password' | argon2 somesalt -id -t 2 -k 19456 -p 1 -e`.
 */
const PASSWORD = 'a long enough password';
const REFERENCE = {
  today: '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$Egw1jXPz1zH3DSfsM/Oc/UKC51eMvPcz2z8laCcojNY',
  weaker: '$argon2id$v=19$m=8192,t=1,p=1$c29tZXNhbHQ$yZczz2Myfv1UcIDOWF4g2WIg8ZhRozvSCNKkVYXjnqg',
  stronger: '$argon2id$v=19$m=65536,t=3,p=1$c29tZXNhbHQ$Ov75c/6UwiSLsd1OrSHsW2tqxPmpiA/hsIFJAJi7R04',
  otherKind: '$argon2i$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$ZT81u95F2RMIdH3n+FBT2AhxI9JpXRX+omlos/lWvsA',
  unicode: '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$FdmrzcSc062j8RcF0cMcg53m2K2hxIyGARvekd5bT0E',
};

describe('argon2id hashes', () => {
  it('are of the PHC form and OWASP’s first choice of cost', async () => {
    expect(await hashPassword(PASSWORD)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(await hashPassword(PASSWORD)).not.toBe(await hashPassword(PASSWORD));
  });

  it('are the reference implementation’s', async () => {
    expect(await checkPassword(REFERENCE.today, PASSWORD)).toEqual({ ok: true, rehash: false });
    expect(await checkPassword(REFERENCE.today, `${PASSWORD} `)).toEqual({ ok: false, rehash: false });
    expect(await checkPassword(REFERENCE.unicode, 'пароль 東京 🚢 é')).toEqual({ ok: true, rehash: false });
  });

  it('are renewed when their cost is below today’s or they are of another kind, never when the password is wrong', async () => {
    expect(await checkPassword(REFERENCE.weaker, PASSWORD)).toEqual({ ok: true, rehash: true });
    expect(await checkPassword(REFERENCE.otherKind, PASSWORD)).toEqual({ ok: true, rehash: true });
    expect(await checkPassword(REFERENCE.stronger, PASSWORD)).toEqual({ ok: true, rehash: false });
    expect(await checkPassword(REFERENCE.weaker, 'wrong')).toEqual({ ok: false, rehash: false });
  });

  it('tell passwords apart to the last of 128 characters', async () => {
    const password = '🚢é'.repeat(64);
    const stored = await hashPassword(password);
    expect(await checkPassword(stored, password)).toMatchObject({ ok: true });
    for (const wrong of [`${password.slice(0, -1)}e`, password.slice(0, -1), `${password}é`]) {
      expect(await checkPassword(stored, wrong)).toMatchObject({ ok: false });
    }
  });

  it('are of the text, not of the way a keyboard writes it', async () => {
    const stored = await hashPassword('Ǆ é ﬁ ｆｕｌｌ ①');
    for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD']) {
      expect(await checkPassword(stored, 'Ǆ é ﬁ ｆｕｌｌ ①'.normalize(form))).toMatchObject({ ok: true });
    }
    expect(await checkPassword(stored, 'ǆ é ﬁ ｆｕｌｌ ①')).toMatchObject({ ok: false });
  });
});

describe('where there is no password', () => {
  it.each([undefined, null, '', 'no hash at all'])('nothing fits %j', async (stored) => {
    expect(await checkPassword(stored, '')).toEqual({ ok: false, rehash: false });
    expect(await checkPassword(stored, PASSWORD)).toEqual({ ok: false, rehash: false });
  });

  it('does the same work, the first time too', async () => {
    const took = async (stored: string | null | undefined) => {
      const before = process.cpuUsage();
      await checkPassword(stored, 'a wrong password');
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    };
    // Processor time, the least of several: what else the machine does can only add to it.
    const least = async (stored: string | null | undefined) => {
      const costs: number[] = [];
      while (costs.length < 8) costs.push(await took(stored));
      return Math.min(...costs);
    };
    const known = await least(REFERENCE.today);
    for (const stored of [undefined, null]) {
      const unknown = await least(stored);
      expect(unknown).toBeGreaterThan(known * 0.7);
      expect(unknown).toBeLessThan(known * 1.4);
    }
  });
});

describe('under a flood of sign-ins', () => {
  it('serves some seconds’ worth and refuses the rest at once', async () => {
    // Three at a time at the most, and several milliseconds each: 5,000 are beyond five seconds anywhere.
    const started = performance.now();
    const results = Array.from({ length: 5_000 }, () => checkPassword(REFERENCE.weaker, 'wrong').then(() => undefined, String));
    expect(await results.at(-1)).toMatch(/Not reachable just now/);
    expect(performance.now() - started).toBeLessThan(1_000);
    await Promise.all(results);
  });
});
