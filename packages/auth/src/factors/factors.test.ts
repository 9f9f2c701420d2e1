import { newId } from '@tripmaster/contracts';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { softAuthenticator } from '../passkeys/testing.ts';
import { startAuth, type TestApp } from '../testing.ts';
import { addTotp, challengeOf, codeAt, DAY_MS, failure, MINUTE_MS, newPerson, PASSWORD, type Person } from './testing.ts';

describe.each(ENGINES)('changing second factors on %s', (engine) => {
  let test: TestDatabase;
  let app: TestApp;
  beforeAll(async () => {
    test = await openTestDatabase(engine);
    app = await startAuth(test);
  });
  beforeEach(() => void (app.clock.ms += DAY_MS));
  afterAll(() => test.remove());

  const attestation = async (call: Person['call']) => softAuthenticator().create(await call.auth.passkey.registerOptions());
  /** Everything that gives power over an account. */
  const powerful = (call: Person['call'], response: Awaited<ReturnType<typeof attestation>>) => ({
    'totp.enroll': () => call.account.totp.enroll(),
    'totp.confirm': () => call.account.totp.confirm({ code: '000000' }),
    'totp.disable': () => call.account.totp.disable(),
    'recoveryCodes.regenerate': () => call.account.recoveryCodes.regenerate(),
    'passkey.registerOptions': () => call.auth.passkey.registerOptions(),
    'passkey.register': () => call.auth.passkey.register({ response }),
    'passkey.remove': () => call.auth.passkey.remove({ id: newId() }),
    'apiTokens.create': () => call.account.apiTokens.create({ name: 'script', scopes: ['read'] }),
  });

  it('needs a proof of the last ten minutes, by password, or by the second factor where there is one', async () => {
    const person = await newPerson(app);
    const { secret } = await addTotp(app, person);
    const response = await attestation(person.call);
    app.clock.ms += 10 * MINUTE_MS;
    const call = await person.later();
    for (const [name, act] of Object.entries(powerful(call, response)))
      await expect(act(), name).rejects.toEqual(failure('reauthentication-required'));
    expect((await call.account.security()).provenUntil).toBeUndefined();
    for (const password of [`${PASSWORD}!`, PASSWORD])
      await expect(call.auth.reauthenticate({ password })).rejects.toEqual(failure('reauthentication-required'));
    await expect(call.account.changePassword({ currentPassword: PASSWORD, newPassword: `${PASSWORD}, a new one` })).rejects.toEqual(
      failure('reauthentication-required'),
    );
    await expect(call.account.requestEmailChange({ email: 'new@example.com', password: PASSWORD })).rejects.toEqual(
      failure('reauthentication-required'),
    );
    await expect(call.account.delete({ password: PASSWORD })).rejects.toEqual(failure('reauthentication-required'));
    const proven = await call.auth.reauthenticate({ code: codeAt(secret, app.clock.ms) });
    expect((await call.account.security()).provenUntil).toBe(new Date(app.clock.ms + 10 * MINUTE_MS).toISOString());
    await expect(call.account.recoveryCodes.regenerate()).resolves.toBeDefined();
    app.clock.ms += 10 * MINUTE_MS;
    const { session } = await app.anyone().auth.refresh({ refreshToken: proven.session.refreshToken });
    const later = app.withToken(session.accessToken);
    await expect(later.account.totp.disable()).rejects.toEqual(failure('reauthentication-required'));
    await later.auth.reauthenticate({ code: codeAt(secret, app.clock.ms) });
    await expect(later.account.totp.disable()).resolves.toBeDefined();
  });

  it('can’t be done with an API token', async () => {
    const person = await newPerson(app);
    const response = await attestation(person.call);
    const { token } = await person.call.account.apiTokens.create({ name: 'script', scopes: ['read', 'write'] });
    const call = app.withToken(token);
    for (const [name, act] of Object.entries(powerful(call, response)))
      await expect(act(), name).rejects.toEqual(failure('session-needed'));
    await expect(call.auth.reauthenticate({ password: PASSWORD })).rejects.toEqual(failure('session-needed'));
  });

  it('does not put off the next proof: who adds a factor shows that they have it, not who they are', async () => {
    const person = await newPerson(app);
    const until = (await person.call.account.security()).provenUntil;
    app.clock.ms += 9 * MINUTE_MS;
    await addTotp(app, person);
    await person.call.auth.passkey.register({ response: await attestation(person.call) });
    expect((await person.call.account.security()).provenUntil).toBe(until);
  });

  it('is in the account’s activity and told by mail, each change of it', async () => {
    const person = await newPerson(app);
    const before = app.mails.length;
    await addTotp(app, person);
    const { passkey } = await person.call.auth.passkey.register({ response: await attestation(person.call) });
    await person.call.account.recoveryCodes.regenerate();
    await person.call.auth.passkey.remove({ id: passkey.id });
    await person.call.account.totp.disable();
    const { items } = await person.call.account.activity();
    expect(items.slice(0, 5).map(({ action, byOther }) => [action, byOther])).toEqual([
      ['factor.totp-removed', false],
      ['factor.passkey-removed', false],
      ['factor.recovery-codes-renewed', false],
      ['factor.passkey-added', false],
      ['factor.totp-added', false],
    ]);
    const mails = app.mails.slice(before);
    expect(mails).toHaveLength(5);
    for (const mail of mails)
      expect(mail).toMatchObject({ kind: 'second-factor-changed', to: person.email, link: 'https://trip.example/account/security' });
  });

  it('takes the second factor from every session when the last one goes', async () => {
    const person = await newPerson(app);
    const { secret } = await addTotp(app, person);
    const { session } = await app.anyone().auth.secondFactor({
      challenge: await challengeOf(app, person.email),
      code: codeAt(secret, app.clock.ms),
    });
    const call = app.withToken(session.accessToken);
    const { passkey } = await call.auth.passkey.register({ response: await attestation(call) });
    await call.account.totp.disable();
    expect((await call.account.sessions.list()).items.map(({ secondFactor }) => secondFactor)).toEqual([true, true]);
    await call.auth.passkey.remove({ id: passkey.id });
    expect((await call.account.sessions.list()).items.map(({ secondFactor }) => secondFactor)).toEqual([false, false]);
  });

  it('ends the sessions that began without one when the first comes, and no other', async () => {
    const person = await newPerson(app);
    const thief = await app.anyone().auth.login({ email: person.email, password: PASSWORD });
    if (thief.status !== 'signed-in') throw new Error('not signed in');
    await addTotp(app, person);
    const call = app.withToken(thief.session.accessToken);
    await expect(call.auth.reauthenticate({ password: PASSWORD })).rejects.toThrow(failure('session-ended'));
    await expect(person.call.account.me()).resolves.toMatchObject({ email: person.email });
  });

  it('touches nobody else’s', async () => {
    const [ana, ben] = [await newPerson(app), await newPerson(app)];
    await addTotp(app, ana);
    const { passkey } = await ana.call.auth.passkey.register({ response: await attestation(ana.call) });
    await expect(ben.call.account.totp.disable()).rejects.toEqual(failure('not-found'));
    await expect(ben.call.auth.passkey.remove({ id: passkey.id })).rejects.toEqual(failure('not-found'));
    await expect(ben.call.account.recoveryCodes.regenerate()).rejects.toEqual(failure('conflict'));
    expect(await ben.call.auth.passkey.list()).toEqual({ items: [] });
    expect(await ana.call.account.security()).toMatchObject({ passkeys: 1, recoveryCodesLeft: 10 });
  });
});
