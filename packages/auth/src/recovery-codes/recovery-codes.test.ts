import { openDatabase } from '@tripmaster/db';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addTotp, challengeOf, DAY_MS, failure, newPerson, outcomes } from '../factors/testing.ts';
import { softAuthenticator } from '../passkeys/testing.ts';
import { startAuth, type TestApp } from '../testing.ts';
import { recoveryCodesRepo } from './recovery-codes.repo.ts';
import { recoveryCodesService } from './recovery-codes.service.ts';

describe.each(ENGINES)('recovery codes on %s', (engine) => {
  let test: TestDatabase;
  let app: TestApp;
  beforeAll(async () => {
    test = await openTestDatabase(engine);
    app = await startAuth(test);
  });
  beforeEach(() => void (app.clock.ms += DAY_MS));
  afterAll(() => test.remove());

  const second = (challenge: string, code = '') => app.anyone().auth.secondFactor({ challenge, code });
  const withCodes = async () => {
    const person = await newPerson(app);
    return { ...person, ...(await addTotp(app, person)) };
  };
  const rowsOf = (userId: string) =>
    test.db.read.select().from(test.db.tables.recoveryCodes).where(eq(test.db.tables.recoveryCodes.userId, userId));

  it('are ten of 120 bits, in letters and digits that look like no others', async () => {
    const { recoveryCodes } = await withCodes();
    expect(new Set(recoveryCodes).size).toBe(10);
    // 24 characters out of 32 are 120 bits.
    for (const code of recoveryCodes) expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){5}[0-9a-hjkmnp-tv-z]{4}$/);
    expect(new Set(recoveryCodes.join('').replaceAll('-', '')).size).toBeGreaterThan(28);
  });

  it('are kept as hashes only, and those are of the person too', async () => {
    const { recoveryCodes, userId } = await withCodes();
    const rows = await rowsOf(userId);
    expect(rows).toHaveLength(10);
    for (const { hash } of rows) expect(hash).toMatch(/^[0-9a-f]{64}$/);
    const everything = JSON.stringify([await test.db.read.select().from(test.db.tables.auditEvents), app.mails, rows]);
    for (const code of recoveryCodes) {
      expect(everything).not.toContain(code);
      expect(everything).not.toContain(code.replaceAll('-', ''));
    }
    // Moved to somebody else's account they open nothing there.
    const other = await withCodes();
    const { recoveryCodes: table } = test.db.tables;
    await test.db.write(async (tx) => void (await tx.update(table).set({ userId: other.userId }).where(eq(table.userId, userId))));
    await expect(second(await challengeOf(app, other.email), recoveryCodes[0])).rejects.toEqual(failure('wrong-code'));
  });

  it('are read however they are typed', async () => {
    const { recoveryCodes, email } = await withCodes();
    const [a = '', b = '', c = '', d = '', e = ''] = recoveryCodes;
    const typed = [
      a.toUpperCase(),
      b.replaceAll('-', ''),
      ` ${c.replaceAll('-', ' ')}\t`,
      d.replaceAll('0', 'O').replaceAll('1', 'l'),
      e.toUpperCase().replaceAll('0', 'o').replaceAll('1', 'I'),
    ];
    for (const code of typed) expect(await second(await challengeOf(app, email), code)).toMatchObject({ status: 'signed-in' });
  });

  it('are good once, and their use is in the activity of the account', async () => {
    const { recoveryCodes, email, call } = await withCodes();
    const [code] = recoveryCodes;
    const { session } = await second(await challengeOf(app, email), code);
    await expect(second(await challengeOf(app, email), code)).rejects.toEqual(failure('wrong-code'));
    await expect(call.auth.reauthenticate({ code: code ?? '' })).rejects.toEqual(failure('wrong-code'));
    await expect(call.auth.reauthenticate({ code: recoveryCodes[1] ?? '' })).resolves.toMatchObject({ status: 'proven' });
    expect((await call.account.security()).recoveryCodesLeft).toBe(8);
    const { items } = await app.withToken(session.accessToken).account.activity();
    expect(items.filter(({ action }) => action === 'factor.recovery-code-used')).toMatchObject([{ byOther: false }, { byOther: false }]);
  });

  it('let one of a hundred uses at once in, on PostgreSQL over two nodes', async () => {
    const otherDb = engine === 'postgres' ? await openDatabase(test.url) : undefined;
    try {
      const other = otherDb === undefined ? app : await startAuth({ db: otherDb }, { like: app });
      const { recoveryCodes, email, call, userId } = await withCodes();
      const challenges = [await challengeOf(app, email), await challengeOf(app, email)];
      const { won, refused } = await outcomes(
        Array.from({ length: 100 }, (_, index) =>
          (index % 4 < 2 ? app : other)
            .anyone()
            .auth.secondFactor({ challenge: challenges[index % 2] ?? '', code: recoveryCodes[0] ?? '' }),
        ),
      );
      expect(won).toHaveLength(1);
      for (const code of refused) expect(['wrong-code', 'challenge-over', 'too-many-requests', 'unavailable']).toContain(code);
      expect((await call.account.security()).recoveryCodesLeft).toBe(9);

      // The same without the limits on tries, which let few of them through.
      const takers = [test.db, otherDb ?? test.db].map((db) => {
        const service = recoveryCodesService({ repo: recoveryCodesRepo(db), now: () => app.clock.ms });
        return () => db.write((tx) => service.take(tx, userId, recoveryCodes[1] ?? ''));
      });
      const takes = await outcomes(Array.from({ length: 50 }, () => takers.map((take) => take())).flat());
      expect(takes.won.filter(Boolean)).toHaveLength(1);
      for (const code of takes.refused) expect(code).toBe('40001');
    } finally {
      await otherDb?.close();
    }
  });

  it('are good for nothing once there are new ones', async () => {
    const { recoveryCodes: old, email, call } = await withCodes();
    const mails = app.mails.length;
    const { recoveryCodes } = await call.account.recoveryCodes.regenerate();
    expect(recoveryCodes).toHaveLength(10);
    expect(app.mails.slice(mails)).toMatchObject([{ kind: 'second-factor-changed', to: email }]);
    await expect(second(await challengeOf(app, email), old[0])).rejects.toEqual(failure('wrong-code'));
    await expect(second(await challengeOf(app, email), recoveryCodes[0])).resolves.toMatchObject({ status: 'signed-in' });
  });

  it('go with the last second factor, and there are none without one', async () => {
    const { recoveryCodes, call, userId } = await withCodes();
    const response = softAuthenticator().create(await call.auth.passkey.registerOptions());
    const { passkey } = await call.auth.passkey.register({ response });
    await call.account.totp.disable();
    expect(await rowsOf(userId)).toHaveLength(10);
    await call.auth.passkey.remove({ id: passkey.id });
    expect(await rowsOf(userId)).toEqual([]);
    await expect(call.auth.reauthenticate({ code: recoveryCodes[0] ?? '' })).rejects.toEqual(failure('wrong-code'));
    await expect(call.account.recoveryCodes.regenerate()).rejects.toEqual(failure('conflict'));
  });

  it('are nobody else’s', async () => {
    const [ana, ben] = [await withCodes(), await withCodes()];
    await expect(second(await challengeOf(app, ben.email), ana.recoveryCodes[0])).rejects.toEqual(failure('wrong-code'));
    await expect(ben.call.auth.reauthenticate({ code: ana.recoveryCodes[0] ?? '' })).rejects.toEqual(failure('wrong-code'));
    expect((await ana.call.account.security()).recoveryCodesLeft).toBe(10);
  });
});
