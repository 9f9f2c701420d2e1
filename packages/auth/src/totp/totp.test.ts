import { openDatabase, type Database } from '@tripmaster/db';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { eq } from 'drizzle-orm';
import { encode } from 'uqr';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addTotp, challengeOf, codeAt, DAY_MS, failure, MINUTE_MS, newPerson, outcomes, PASSWORD } from '../factors/testing.ts';
import { startAuth, type TestApp } from '../testing.ts';
import { totpRepo } from './totp.repo.ts';
import { totpService } from './totp.service.ts';

/** RFC 6238, appendix B, SHA-1: the last six of the eight digits, which is what six digits are (RFC 4226, 5.3). */
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const RFC_VECTORS = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
] as const;
/** `oathtool --totp -b -N '2027-01-01 12:00:00 UTC' <secret>` (OATH Toolkit 2.6.7). */
const OATHTOOL_VECTORS = [
  ['JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', '755454'],
  ['ONSWG4TFOQQHGZLDOJSXIIDTMVRXEZLU', '885054'],
] as const;

describe.each(ENGINES)('codes of an authenticator app on %s', (engine) => {
  let test: TestDatabase;
  let app: TestApp;
  beforeAll(async () => {
    test = await openTestDatabase(engine);
    app = await startAuth(test);
  });
  // A clock that goes on keeps the tests' time steps apart.
  beforeEach(() => void (app.clock.ms += DAY_MS));
  afterAll(() => test.remove());

  const second = (challenge: string, code: string) => app.anyone().auth.secondFactor({ challenge, code });
  const rowOf = async (userId: string) => {
    const { totp } = test.db.tables;
    const [row] = await test.db.read.select().from(totp).where(eq(totp.userId, userId));
    if (row === undefined) throw new Error('no row');
    return row;
  };
  const changeRow = (userId: string, change: Partial<Database['tables']['totp']['$inferInsert']>) =>
    test.db.write(async (tx) => void (await tx.update(test.db.tables.totp).set(change).where(eq(test.db.tables.totp.userId, userId))));

  it('takes the codes of RFC 6238 and of oathtool, in any spacing', async () => {
    const { userId } = await newPerson(app);
    const { db } = test;
    let ms = 0;
    const service = totpService({ repo: totpRepo(db), sealer: app.seal, now: () => ms });
    const take = (code: string) => db.write((tx) => service.take(tx, userId, code));
    await db.write((tx) => service.enrol(tx, userId, 'ana@example.com'));
    const use = (secret: string) =>
      changeRow(userId, { secret: app.seal.seal(secret, `totp.secret:${userId}`), confirmedAt: 1, lastStep: 0 });
    await use(RFC_SECRET);
    for (const [seconds, code] of RFC_VECTORS) {
      ms = seconds * 1000;
      expect(codeAt(RFC_SECRET, ms)).toBe(code);
      expect([await take(`${code.slice(0, 3)} ${code.slice(3)}`), await take(code)]).toEqual([true, false]);
    }
    ms = Date.parse('2027-01-01T12:00:00Z');
    for (const [secret, code] of OATHTOOL_VECTORS) {
      await use(secret);
      expect([code, await take(code)]).toEqual([codeAt(secret, ms), true]);
    }
  });

  it('are set up with a secret of 160 bits, as text, as an address and as a picture of that address', async () => {
    const { call, email } = await newPerson(app);
    const { secret, uri, qrCode } = await call.account.totp.enroll();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    const { protocol, host, pathname, searchParams } = new URL(uri);
    expect([protocol, host, decodeURIComponent(pathname)]).toEqual(['otpauth:', 'totp', `/TripMaster AI:${email}`]);
    expect(Object.fromEntries(searchParams)).toEqual({ issuer: 'TripMaster AI', secret, algorithm: 'SHA1', digits: '6', period: '30' });

    const svg = Buffer.from(/^data:image\/svg\+xml;base64,([\w+/]+=*)$/.exec(qrCode)?.[1] ?? '', 'base64').toString('utf8');
    expect(svg).toMatch(/^<svg [^>]*viewBox="0 0 \d+ \d+"[^>]*>.*<\/svg>$/s);
    const { data, size } = encode(uri, { border: 2 });
    const [, side] = /viewBox="0 0 (\d+) /.exec(svg) ?? [];
    const dark = new Set(
      Array.from(
        svg.matchAll(/M(\d+),(\d+)h(\d+)v\3h-\3z/g),
        ([, x, y, unit]) => `${Number(x) / Number(unit)},${Number(y) / Number(unit)}`,
      ),
    );
    expect(Number(side) % size).toBe(0);
    expect(dark).toEqual(new Set(data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`${x},${y}`] : [])))));
  });

  it('count from the first code on: recovery codes come, the session has a second factor, a mail is sent, sign-in asks', async () => {
    const { call, email, userId } = await newPerson(app);
    const { secret } = await call.account.totp.enroll();
    await expect(app.anyone().auth.login({ email, password: PASSWORD })).resolves.toMatchObject({ status: 'signed-in' });
    await expect(call.account.totp.confirm({ code: codeAt(secret, app.clock.ms + 10 * MINUTE_MS) })).rejects.toEqual(
      failure('wrong-code', { triesLeft: 9 }),
    );
    expect((await call.account.security()).totpSince).toBeUndefined();
    const mails = app.mails.length;
    const { recoveryCodes } = await call.account.totp.confirm({ code: codeAt(secret, app.clock.ms) });
    expect(recoveryCodes).toHaveLength(10);
    expect(await call.account.security()).toMatchObject({ totpSince: new Date(app.clock.ms).toISOString(), recoveryCodesLeft: 10 });
    expect((await call.account.sessions.list()).items.find(({ current }) => current)).toMatchObject({ secondFactor: true });
    expect(app.mails.slice(mails)).toMatchObject([{ kind: 'second-factor-changed', to: email, userId }]);
    expect(await app.anyone().auth.login({ email, password: PASSWORD })).toMatchObject({
      status: 'second-factor',
      methods: ['totp', 'recovery-code'],
    });
  });

  it('are good once: not again in their step, nor for sign-in after they confirmed the app', async () => {
    const { call, email } = await newPerson(app);
    const { secret } = await call.account.totp.enroll();
    const code = codeAt(secret, app.clock.ms);
    await call.account.totp.confirm({ code });
    await expect(call.account.totp.confirm({ code })).rejects.toEqual(failure('wrong-code'));
    await expect(second(await challengeOf(app, email), code)).rejects.toEqual(failure('wrong-code', { triesLeft: 4 }));
    await expect(call.auth.reauthenticate({ code })).rejects.toEqual(failure('wrong-code'));
    app.clock.ms += 30_000;
    const next = codeAt(secret, app.clock.ms);
    expect(await second(await challengeOf(app, email), next)).toMatchObject({ status: 'signed-in' });
    await expect(second(await challengeOf(app, email), next)).rejects.toEqual(failure('wrong-code'));
    // The code before it was never used, and is behind one that was.
    await expect(second(await challengeOf(app, email), codeAt(secret, app.clock.ms - 30_000))).rejects.toEqual(failure('wrong-code'));
  });

  it('may be one step off, and no more: not two, not a day', async () => {
    const person = await newPerson(app);
    const { secret } = await addTotp(app, person);
    app.clock.ms += 10 * MINUTE_MS;
    for (const steps of [-2, 2, 2_880, -2_880])
      await expect(second(await challengeOf(app, person.email), codeAt(secret, app.clock.ms + steps * 30_000))).rejects.toEqual(
        failure('wrong-code'),
      );
    for (const steps of [-1, 0, 1])
      await expect(second(await challengeOf(app, person.email), codeAt(secret, app.clock.ms + steps * 30_000))).resolves.toMatchObject({
        status: 'signed-in',
      });
  });

  it('may be tried five times a sign-in and ten times an account, the right one too', async () => {
    const person = await newPerson(app);
    const { secret } = await addTotp(app, person);
    const wrong = () => codeAt(secret, app.clock.ms + DAY_MS);
    for (let round = 0; round < 2; round += 1) {
      const challenge = await challengeOf(app, person.email);
      for (const left of [4, 3, 2, 1, 0])
        await expect(second(challenge, wrong())).rejects.toEqual(failure('wrong-code', { triesLeft: left }));
      await expect(second(challenge, codeAt(secret, app.clock.ms))).rejects.toEqual(failure('challenge-over'));
      await expect(app.anyone().auth.passkey.loginOptions({ challenge })).rejects.toEqual(failure('challenge-over'));
    }
    // Somebody who has the password is at it: its owner hears of that.
    const told = app.mails.filter(({ kind, to }) => kind === 'codes-locked' && to === person.email);
    expect(told).toMatchObject([{ userId: person.userId, link: 'https://trip.example/forgot-password' }]);
    expect((await person.call.account.activity()).items[0]).toMatchObject({ action: 'sign-in.locked', detail: { secondFactor: true } });
    const challenge = await challengeOf(app, person.email);
    await expect(second(challenge, codeAt(secret, app.clock.ms))).rejects.toEqual(failure('too-many-requests', { retryAfterSeconds: 900 }));
    app.clock.ms += 15 * MINUTE_MS;
    await expect(second(await challengeOf(app, person.email), codeAt(secret, app.clock.ms))).resolves.toMatchObject({
      status: 'signed-in',
    });
  });

  it('end with their sign-in after ten minutes', async () => {
    const person = await newPerson(app);
    const { secret } = await addTotp(app, person);
    const challenge = await challengeOf(app, person.email);
    app.clock.ms += 10 * MINUTE_MS;
    await expect(second(challenge, codeAt(secret, app.clock.ms))).rejects.toEqual(failure('challenge-over'));
    await expect(second('never-made', codeAt(secret, app.clock.ms))).rejects.toEqual(failure('challenge-over'));
  });

  it('let one of a hundred uses at once in, over two sign-ins and, on PostgreSQL, two nodes', async () => {
    const otherDb = engine === 'postgres' ? await openDatabase(test.url) : undefined;
    try {
      const other = otherDb === undefined ? app : await startAuth({ db: otherDb }, { like: app });
      const person = await newPerson(app);
      const { secret } = await addTotp(app, person);
      const code = codeAt(secret, app.clock.ms);
      const challenges = [await challengeOf(app, person.email), await challengeOf(app, person.email)];
      const calls = Array.from({ length: 100 }, (_, index) =>
        (index % 4 < 2 ? app : other).anyone().auth.secondFactor({ challenge: challenges[index % 2] ?? '', code }),
      );
      const { won, refused } = await outcomes(calls);
      expect(won).toHaveLength(1);
      for (const code of refused) expect(['wrong-code', 'challenge-over', 'too-many-requests', 'unavailable']).toContain(code);
      // The only other session is the first one.
      expect((await person.call.account.sessions.list()).items).toHaveLength(2);

      // The same without the limits on tries, which let few of them through.
      app.clock.ms += 30_000;
      const next = codeAt(secret, app.clock.ms);
      const takers = [test.db, otherDb ?? test.db].map((db) => {
        const service = totpService({ repo: totpRepo(db), sealer: app.seal, now: () => app.clock.ms });
        return () => db.write((tx) => service.take(tx, person.userId, next));
      });
      const takes = await outcomes(Array.from({ length: 50 }, () => takers.map((take) => take())).flat());
      expect(takes.won.filter(Boolean)).toHaveLength(1);
      for (const code of takes.refused) expect(code).toBe('40001');
    } finally {
      await otherDb?.close();
    }
  });

  it('confirm an app once, whatever the number of uses at once', async () => {
    const { call } = await newPerson(app);
    const { secret } = await call.account.totp.enroll();
    const code = codeAt(secret, app.clock.ms);
    const { won } = await outcomes(Array.from({ length: 20 }, () => call.account.totp.confirm({ code })));
    expect(won).toEqual([{ recoveryCodes: expect.any(Array) }]);
  });

  it('are set up anew while unconfirmed, and not beside an app that is in use', async () => {
    const { call } = await newPerson(app);
    const first = await call.account.totp.enroll();
    const again = await call.account.totp.enroll();
    expect(again.secret).not.toBe(first.secret);
    await expect(call.account.totp.confirm({ code: codeAt(first.secret, app.clock.ms) })).rejects.toEqual(failure('wrong-code'));
    await call.account.totp.confirm({ code: codeAt(again.secret, app.clock.ms) });
    await expect(call.account.totp.enroll()).rejects.toEqual(failure('conflict'));
    app.clock.ms += 30_000;
    await expect(call.auth.reauthenticate({ code: codeAt(again.secret, app.clock.ms) })).resolves.toMatchObject({ status: 'proven' });
  });

  it('are no longer asked for once turned off; there is nothing to turn off then', async () => {
    const person = await newPerson(app);
    const { secret } = await addTotp(app, person);
    expect(await person.call.account.totp.disable()).toEqual({ status: 'disabled' });
    await expect(person.call.account.totp.disable()).rejects.toEqual(failure('not-found'));
    await expect(person.call.auth.reauthenticate({ code: codeAt(secret, app.clock.ms) })).rejects.toEqual(failure('wrong-code'));
    expect(await app.anyone().auth.login({ email: person.email, password: PASSWORD })).toMatchObject({ status: 'signed-in' });
    await person.call.account.totp.enroll();
    await expect(person.call.account.totp.disable()).rejects.toEqual(failure('not-found'));
  });

  it('come from secrets that are sealed in their rows and open in no other one', async () => {
    const [ana, ben] = [await newPerson(app), await newPerson(app)];
    const ofAna = await addTotp(app, ana);
    const ofBen = await addTotp(app, ben);
    const [rowA, rowB] = [await rowOf(ana.userId), await rowOf(ben.userId)];
    for (const { secret } of [rowA, rowB]) {
      expect(secret).toMatch(/^v1\./);
      for (const plain of [ofAna.secret, ofBen.secret]) expect(secret).not.toContain(plain);
    }
    await changeRow(ana.userId, { secret: rowB.secret });
    await changeRow(ben.userId, { secret: rowA.secret });
    for (const { email } of [ana, ben])
      for (const secret of [ofAna.secret, ofBen.secret])
        await expect(second(await challengeOf(app, email), codeAt(secret, app.clock.ms))).rejects.toMatchObject({
          message: expect.stringContaining('Use a recovery code or a passkey'),
          cause: { code: 'unavailable' },
        });
    // There is a way back, and it needs nobody's help.
    const entered = await second(await challengeOf(app, ana.email), ofAna.recoveryCodes[0] ?? '');
    const call = app.withToken(entered.session.accessToken);
    await call.account.totp.disable();
    const { secret } = await call.account.totp.enroll();
    await expect(call.account.totp.confirm({ code: codeAt(secret, app.clock.ms) })).resolves.toBeDefined();
  });

  it('are nobody else’s: a person’s code opens no other account', async () => {
    const [ana, ben] = [await newPerson(app), await newPerson(app)];
    const ofAna = await addTotp(app, ana);
    await addTotp(app, ben);
    await expect(second(await challengeOf(app, ben.email), codeAt(ofAna.secret, app.clock.ms))).rejects.toEqual(failure('wrong-code'));
    await expect(second(await challengeOf(app, ben.email), ofAna.recoveryCodes[0] ?? '')).rejects.toEqual(failure('wrong-code'));
  });
});
