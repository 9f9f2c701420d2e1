import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import type { Context } from '@tripmaster/rpc';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failure, PASSWORD } from '../factors/testing.ts';
import { cookieJar, startAuth, tokenIn, type TestApp } from '../testing.ts';

const NEXT = 'another long password';

describe.each(ENGINES)('browsers known on %s', (engine) => {
  let test: TestDatabase;
  let app: TestApp;
  let addresses = 0;
  beforeAll(async () => {
    test = await openTestDatabase(engine);
    app = await startAuth(test);
  });
  afterAll(() => test.remove());

  const browser = () => {
    addresses += 1;
    const origin: Context['origin'] = { address: `192.0.2.${addresses}`, userAgent: undefined, country: undefined };
    return { client: 'cookie' as const, origin, refreshCookie: cookieJar(), deviceCookie: cookieJar() };
  };
  const register = async (email: string, context: Partial<Context>) => {
    const entered = await app.anyone(context).auth.register({ email, password: PASSWORD });
    if (entered.status !== 'signed-in') throw new Error('not signed in');
    app.clock.ms += 1;
    return app.withToken(entered.session.accessToken, context);
  };
  const signIn = (email: string, password: string, context: Partial<Context>) => app.anyone(context).auth.login({ email, password });
  const pause = async (email: string) => {
    const stranger = browser();
    for (let turn = 0; turn < 10; turn += 1)
      await expect(signIn(email, 'a wrong long password', stranger)).rejects.toThrow(failure('wrong-credentials'));
    await expect(signIn(email, NEXT, stranger)).rejects.toThrow(failure('too-many-requests'));
  };

  it('are none that a stranger prepared before the owner chose a password', async () => {
    const email = 'owner@example.com';
    const prepared = [browser(), browser(), browser()];
    await register(email, prepared[0] ?? {});
    for (const context of prepared) await signIn(email, PASSWORD, context);
    await app.anyone(browser()).auth.requestPasswordReset({ email });
    const mail = app.mails.findLast(({ kind }) => kind === 'reset-password');
    const own = browser();
    await app.anyone(own).auth.resetPassword({ token: tokenIn(mail), password: NEXT });
    await pause(email);
    for (const context of prepared)
      await expect(signIn(email, 'a guess at the new one', context)).rejects.toThrow(failure('too-many-requests'));
    await expect(signIn(email, NEXT, own)).resolves.toMatchObject({ status: 'signed-in' });
  });

  it('stay so where the password is changed', async () => {
    const email = 'changes@example.com';
    const [own, other] = [browser(), browser()];
    const call = await register(email, own);
    await signIn(email, PASSWORD, other);
    await call.account.changePassword({ currentPassword: PASSWORD, newPassword: NEXT });
    await pause(email);
    await expect(signIn(email, NEXT, other)).rejects.toThrow(failure('too-many-requests'));
    await expect(signIn(email, NEXT, own)).resolves.toMatchObject({ status: 'signed-in' });
  });
});
