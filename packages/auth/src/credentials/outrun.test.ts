import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { addTotp, codeAt, DAY_MS, failure, newPerson, type Person } from '../factors/testing.ts';
import { softAuthenticator } from '../passkeys/testing.ts';
import { startAuth, tokenIn, type TestApp } from '../testing.ts';

/** Calls that were let in before a reset ended their session, and come to their writing after it. */
describe.each(ENGINES)('a reset on %s is not outrun', (engine) => {
  let test: TestDatabase;
  let app: TestApp;
  beforeAll(async () => {
    test = await openTestDatabase(engine);
    app = await startAuth(test);
  });
  beforeEach(() => void (app.clock.ms += DAY_MS));
  afterAll(() => test.remove());

  async function reset({ email }: Person): Promise<void> {
    app.clock.ms += 1;
    await app.anyone().auth.requestPasswordReset({ email });
    const mail = app.mails.findLast(({ kind, to }) => kind === 'reset-password' && to === email);
    await app.anyone().auth.resetPassword({ token: tokenIn(mail), password: 'the owner’s own password' });
  }
  /** A stranger who opened the account in advance; `late` calls as a call does that was let in before the reset. */
  async function stranger() {
    const person = await newPerson(app);
    const actor = await app.auth.sessions.actorOf(person.token);
    return { person, late: app.anyone({ authenticate: async () => actor }) };
  }
  const ownersView = async ({ email }: Person) => {
    const entered = await app.anyone().auth.login({ email, password: 'the owner’s own password' });
    if (entered.status !== 'signed-in') throw new Error(`not signed in: ${entered.status}`);
    return app.withToken(entered.session.accessToken).account;
  };

  it('by an API token', async () => {
    const { person, late } = await stranger();
    await reset(person);
    await expect(late.account.apiTokens.create({ name: 'stays', scopes: ['read'] })).rejects.toThrow(failure('session-ended'));
    expect((await (await ownersView(person)).apiTokens.list()).items).toEqual([]);
  });

  it('by a passkey', async () => {
    const { person, late } = await stranger();
    await reset(person);
    const response = softAuthenticator().create(await late.auth.passkey.registerOptions());
    await expect(late.auth.passkey.register({ response })).rejects.toThrow(failure('session-ended'));
    expect(await (await ownersView(person)).security()).toMatchObject({ passkeys: 0, recoveryCodesLeft: 0 });
  });

  it('by an authenticator app', async () => {
    const { person, late } = await stranger();
    await reset(person);
    const { secret } = await late.account.totp.enroll();
    await expect(late.account.totp.confirm({ code: codeAt(secret, app.clock.ms) })).rejects.toThrow(failure('session-ended'));
    expect((await (await ownersView(person)).security()).totpSince).toBeUndefined();
  });

  it('by new recovery codes', async () => {
    const { person, late } = await stranger();
    await addTotp(app, person);
    await person.call.account.sessions.revoke({ id: (await app.auth.sessions.actorOf(person.token)).sessionId });
    await expect(late.account.recoveryCodes.regenerate()).rejects.toThrow(failure('session-ended'));
  });

  it('by a sign-in with a passkey that was judged before it', async () => {
    const { person } = await stranger();
    const phone = softAuthenticator();
    await person.call.auth.passkey.register({ response: phone.create(await person.call.auth.passkey.registerOptions()) });
    const response = phone.get(await app.anyone().auth.passkey.loginOptions());
    const asEver = { ...app.auth.passkeys };
    vi.spyOn(app.auth.passkeys, 'prove').mockImplementationOnce(async (answer) => {
      const proof = await asEver.prove(answer);
      await reset(person);
      return proof;
    });
    await expect(app.anyone().auth.passkey.login({ response })).rejects.toThrow(failure('passkey-refused'));
    expect((await (await ownersView(person)).sessions.list()).items).toHaveLength(1);
  });
});
