import { openDatabase } from '@tripmaster/db';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  addTotp,
  challengeOf,
  codeAt,
  DAY_MS,
  failure,
  MINUTE_MS,
  newPerson,
  outcomes,
  PASSWORD,
  type Person,
} from '../factors/testing.ts';
import { startAuth, type TestApp } from '../testing.ts';
import { softAuthenticator, type Deviation } from './testing.ts';

describe.each(ENGINES)('passkeys on %s', (engine) => {
  let test: TestDatabase;
  let app: TestApp;
  beforeAll(async () => {
    test = await openTestDatabase(engine);
    app = await startAuth(test);
  });
  // So that no limit on ceremonies from one address is met.
  beforeEach(() => void (app.clock.ms += DAY_MS));
  afterAll(() => test.remove());

  type Authenticator = ReturnType<typeof softAuthenticator>;
  const addPasskey = async ({ call }: Pick<Person, 'call'>, authenticator: Authenticator, deviation: Deviation = {}) =>
    call.auth.passkey.register({ response: authenticator.create(await call.auth.passkey.registerOptions(), deviation) });
  const withPasskey = async (authenticator = softAuthenticator()) => {
    const person = await newPerson(app);
    const added = await addPasskey(person, authenticator);
    return { ...person, ...added, authenticator };
  };
  const options = (challenge?: string) => app.anyone().auth.passkey.loginOptions(challenge === undefined ? undefined : { challenge });
  const signIn = async (authenticator: Authenticator, deviation: Deviation = {}, challenge?: string) =>
    app.anyone().auth.passkey.login({ response: authenticator.get(await options(challenge), deviation) });
  /** Leaves an account with its passkeys alone. */
  const dropPassword = (userId: string) =>
    test.db.write(async (tx) => {
      const { users } = test.db.tables;
      await tx.update(users).set({ passwordHash: null, passwordChangedAt: null }).where(eq(users.id, userId));
    });

  it('are added with a name and bring recovery codes, a mail and a second factor the first time', async () => {
    const person = await newPerson(app);
    const authenticator = softAuthenticator();
    const mails = app.mails.length;
    const response = authenticator.create(await person.call.auth.passkey.registerOptions());
    const { passkey, recoveryCodes } = await person.call.auth.passkey.register({ response, name: 'Ana’s phone' });
    expect(passkey).toEqual({ id: passkey.id, name: 'Ana’s phone', createdAt: new Date(app.clock.ms).toISOString(), synced: false });
    expect(recoveryCodes).toHaveLength(10);
    expect(app.mails.slice(mails)).toMatchObject([{ kind: 'second-factor-changed', to: person.email }]);
    expect((await person.call.account.sessions.list()).items).toMatchObject([{ secondFactor: true }]);
    expect(await person.call.auth.passkey.list()).toEqual({ items: [passkey] });

    expect(await addPasskey(person, softAuthenticator())).toEqual({ passkey: expect.objectContaining({ name: 'Passkey' }) });
    expect(await person.call.account.security()).toMatchObject({ passkeys: 2, recoveryCodesLeft: 10 });
  });

  it('ask the authenticator for a finger or a PIN, and to be kept where no name has to be typed', async () => {
    const person = await newPerson(app);
    expect(await person.call.auth.passkey.registerOptions()).toMatchObject({
      rp: { id: 'trip.example', name: 'TripMaster AI' },
      user: { id: Buffer.from(person.userId).toString('base64url'), name: person.email },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    const asked = await options();
    expect(asked).toMatchObject({ rpId: 'trip.example', userVerification: 'required' });
    expect(asked['allowCredentials']).toBeUndefined();
  });

  it.each([true, false])('let a person in by themselves, as two factors (an authenticator that counts: %s)', async (counts) => {
    const person = await withPasskey(softAuthenticator({ counts }));
    for (let time = 0; time < 3; time += 1) {
      app.clock.ms += MINUTE_MS;
      const { user, session } = await signIn(person.authenticator);
      expect(user.id).toBe(person.userId);
      const call = app.withToken(session.accessToken);
      expect((await call.account.sessions.list()).items.find(({ current }) => current)).toMatchObject({
        method: 'passkey',
        secondFactor: true,
      });
      expect((await call.auth.passkey.list()).items).toMatchObject([{ lastUsedAt: new Date(app.clock.ms).toISOString() }]);
    }
  });

  it('are a second factor of their own account, beside others', async () => {
    const person = await withPasskey();
    const other = await withPasskey();
    expect(await app.anyone().auth.login({ email: person.email, password: PASSWORD })).toMatchObject({
      methods: ['passkey', 'recovery-code'],
    });
    const challenge = await challengeOf(app, person.email);
    const asked = await options(challenge);
    expect(asked).toMatchObject({ allowCredentials: [{ id: expect.any(String) }] });
    // Somebody else's, however it is sent.
    const foreign = other.authenticator.get(await options()).id;
    await expect(signIn(other.authenticator, { credentialId: foreign }, challenge)).rejects.toEqual(failure('passkey-refused'));
    const { session } = await signIn(person.authenticator, {}, challenge);
    expect((await app.withToken(session.accessToken).account.sessions.list()).items[0]).toMatchObject({
      method: 'password',
      secondFactor: true,
    });
    // The half-done sign-in is used up.
    await expect(signIn(person.authenticator, {}, challenge)).rejects.toEqual(failure('challenge-over'));
    const { data } = (await test.db.read.select().from(test.db.tables.tickets)).find(({ purpose }) => purpose === 'passkey-sign-in') ?? {};
    expect(JSON.stringify(data)).not.toContain(challenge);
  });

  it('prove once more who is there, to the own account only', async () => {
    const person = await withPasskey();
    const other = await withPasskey();
    app.clock.ms += 10 * MINUTE_MS;
    const call = await person.later();
    await expect(call.account.recoveryCodes.regenerate()).rejects.toEqual(failure('reauthentication-required'));
    await expect(call.auth.reauthenticate({ passkey: other.authenticator.get(await options()) })).rejects.toEqual(
      failure('passkey-refused'),
    );
    await expect(call.account.recoveryCodes.regenerate()).rejects.toEqual(failure('reauthentication-required'));
    await call.auth.reauthenticate({ passkey: person.authenticator.get(await options()) });
    await expect(call.account.recoveryCodes.regenerate()).resolves.toBeDefined();
  });

  const flaws: [string, Deviation, string][] = [
    ['made for another site', { origin: 'https://trip.example.evil' }, 'passkey-refused'],
    ['without TLS', { origin: 'http://trip.example' }, 'passkey-refused'],
    ['of another relying party', { rpId: 'evil.example' }, 'passkey-refused'],
    ['for a challenge that was never given', { challenge: 'A'.repeat(43) }, 'challenge-over'],
    ['for no challenge', { challenge: '' }, 'passkey-refused'],
    ['without a finger or a PIN', { userVerified: false }, 'passkey-refused'],
    ['without anybody there', { userPresent: false }, 'passkey-refused'],
    ['of the other kind', { type: 'payment.get' }, 'passkey-refused'],
  ];
  it.each(flaws)('refuse an answer %s', async (_name, deviation, code) => {
    const person = await withPasskey();
    await expect(signIn(person.authenticator, deviation)).rejects.toEqual(failure(code));
    await expect(addPasskey(person, softAuthenticator(), deviation)).rejects.toEqual(failure(code));
    await expect(signIn(person.authenticator)).resolves.toBeDefined();
    expect((await person.call.auth.passkey.list()).items).toHaveLength(1);
  });

  it('refuse an answer whose signature, key, handle or text is not right, or that is for something else', async () => {
    const person = await withPasskey();
    const other = await withPasskey();
    const good = async () => person.authenticator.get(await options());
    const theirs = other.authenticator.get(await options());
    const login = (response: Awaited<ReturnType<typeof good>>) => app.anyone().auth.passkey.login({ response });
    const sent = await good();
    const forged = [
      { ...sent, response: { ...sent.response, signature: theirs.response.signature } },
      { ...(await good()), id: theirs.id, rawId: theirs.id },
      { ...(await good()), rawId: theirs.id },
      { ...(await good()), id: 'unknown', rawId: 'unknown' },
      ...(await Promise.all(
        [theirs.response.userHandle ?? '', null].map(async (userHandle) => person.authenticator.get(await options(), { userHandle })),
      )),
      ...['bm90IGpzb24', 'bnVsbA', 'eyJjaGFsbGVuZ2UiOjF9', '____'].map((clientDataJSON) => ({
        ...sent,
        response: { ...sent.response, clientDataJSON },
      })),
    ];
    for (const response of forged) await expect(login(response)).rejects.toEqual(failure('passkey-refused'));
    // An answer to one ceremony is none to the other.
    const made = softAuthenticator().create(await person.call.auth.passkey.registerOptions());
    const asked = await good();
    await expect(login({ ...asked, response: { ...asked.response, clientDataJSON: made.response.clientDataJSON } })).rejects.toEqual(
      failure('challenge-over'),
    );
    const garbled = { ...made, response: { ...made.response, attestationObject: 'oWNmbXQ' } };
    await expect(person.call.auth.passkey.register({ response: garbled })).rejects.toEqual(failure('passkey-refused'));
  });

  it('may leave out whose they are where the person was named before', async () => {
    const person = await withPasskey();
    await expect(signIn(person.authenticator, { userHandle: null }, await challengeOf(app, person.email))).resolves.toBeDefined();
  });

  it('count an answer once, and not after five minutes', async () => {
    const person = await withPasskey();
    const response = person.authenticator.get(await options());
    await expect(app.anyone().auth.passkey.login({ response })).resolves.toBeDefined();
    await expect(app.anyone().auth.passkey.login({ response })).rejects.toEqual(failure('challenge-over'));
    const late = person.authenticator.get(await options());
    const lateKey = softAuthenticator().create(await person.call.auth.passkey.registerOptions());
    app.clock.ms += 5 * MINUTE_MS;
    await expect(app.anyone().auth.passkey.login({ response: late })).rejects.toEqual(failure('challenge-over'));
    await expect(person.call.auth.passkey.register({ response: lateKey })).rejects.toEqual(failure('challenge-over'));
  });

  it('count one of a hundred uses of an answer at once, on PostgreSQL over two nodes', async () => {
    const otherDb = engine === 'postgres' ? await openDatabase(test.url) : undefined;
    try {
      const other = otherDb === undefined ? app : await startAuth({ db: otherDb }, { like: app });
      const person = await withPasskey();
      const response = person.authenticator.get(await options());
      const { won, refused } = await outcomes(
        Array.from({ length: 100 }, (_, index) => (index % 2 === 0 ? app : other).anyone().auth.passkey.login({ response })),
      );
      expect(won).toHaveLength(1);
      for (const code of refused) expect(['challenge-over', 'unavailable']).toContain(code);
      const fresh = softAuthenticator().create(await person.call.auth.passkey.registerOptions());
      const adding = await outcomes(Array.from({ length: 20 }, () => person.call.auth.passkey.register({ response: fresh })));
      expect(adding.won).toHaveLength(1);
    } finally {
      await otherDb?.close();
    }
  });

  it('refuse a counter that goes back or stands still: somebody has a copy of the key', async () => {
    const person = await withPasskey();
    await signIn(person.authenticator, { counter: 10 });
    for (const counter of [9, 10, 1, 0])
      await expect(signIn(person.authenticator, { counter })).rejects.toEqual(failure('passkey-refused'));
    await expect(signIn(person.authenticator, { counter: 11 })).resolves.toBeDefined();
    // Key and copy at the same moment.
    const both = [await options(), await options()].map((asked) => person.authenticator.get(asked, { counter: 12 }));
    const { won, refused } = await outcomes(both.map((response) => app.anyone().auth.passkey.login({ response })));
    expect([won.length, [...refused]]).toEqual([1, ['passkey-refused']]);
  });

  it('are in one account only, and not made twice on one device', async () => {
    const person = await withPasskey();
    const thief = await newPerson(app);
    const { id } = person.authenticator.get(await options());
    await expect(addPasskey(thief, softAuthenticator(), { credentialId: id })).rejects.toEqual(failure('passkey-refused'));
    await expect(addPasskey(person, softAuthenticator(), { credentialId: id })).rejects.toEqual(failure('passkey-refused'));
    await expect(addPasskey(person, person.authenticator)).rejects.toThrow('InvalidStateError');
    // A ceremony belongs to who began it.
    const response = softAuthenticator().create(await person.call.auth.passkey.registerOptions());
    await expect(thief.call.auth.passkey.register({ response })).rejects.toEqual(failure('challenge-over'));
    expect(await thief.call.account.security()).toMatchObject({ passkeys: 0, recoveryCodesLeft: 0 });
  });

  it('are twenty an account at most, also when all were begun before', async () => {
    const person = await newPerson(app);
    const begun = await Promise.all(
      Array.from({ length: 22 }, async () => softAuthenticator().create(await person.call.auth.passkey.registerOptions())),
    );
    const { won, refused } = await outcomes(begun.map((response) => person.call.auth.passkey.register({ response })));
    // PostgreSQL may give up on some of so many writers of one account.
    expect(won.length).toBeLessThanOrEqual(20);
    if (engine === 'sqlite') expect([won.length, [...refused]]).toEqual([20, ['conflict']]);
    while ((await person.call.account.security()).passkeys < 20) await addPasskey(person, softAuthenticator());
    await expect(person.call.auth.passkey.registerOptions()).rejects.toEqual(failure('conflict'));
  });

  it('are removed by their owner, but not where they are the only way in', async () => {
    const person = await withPasskey();
    const other = await withPasskey();
    await expect(other.call.auth.passkey.remove({ id: person.passkey.id })).rejects.toEqual(failure('not-found'));
    const second = softAuthenticator();
    const added = await addPasskey(person, second);
    await dropPassword(person.userId);
    await person.call.auth.passkey.remove({ id: added.passkey.id });
    await expect(signIn(second)).rejects.toEqual(failure('passkey-refused'));
    await expect(person.call.auth.passkey.remove({ id: person.passkey.id })).rejects.toEqual(failure('conflict'));
    await expect(signIn(person.authenticator)).resolves.toBeDefined();
    const { identities } = test.db.tables;
    const linked = { issuer: 'https://id.example', subject: person.userId, userId: person.userId, email: person.email, createdAt: 1 };
    await test.db.write(async (tx) => void (await tx.insert(identities).values(linked)));
    await person.call.auth.passkey.remove({ id: person.passkey.id });
    expect(await person.call.account.security()).toMatchObject({ passkeys: 0, recoveryCodesLeft: 0 });
  });

  it('leave one of two that are removed at once, where they are the only way in', async () => {
    const person = await withPasskey();
    const { passkey } = await addPasskey(person, softAuthenticator());
    await dropPassword(person.userId);
    const { won, refused } = await outcomes([passkey.id, person.passkey.id].map((id) => person.call.auth.passkey.remove({ id })));
    expect([won.length, [...refused]]).toEqual([1, ['conflict']]);
  });

  it('let nobody into a suspended account, nor past an address that has to be proven', async () => {
    const person = await withPasskey();
    const strict = await startAuth(test, { emailVerification: 'required', like: app });
    const enter = async () => {
      const response = person.authenticator.get(await strict.anyone().auth.passkey.loginOptions());
      return strict.anyone().auth.passkey.login({ response });
    };
    await expect(enter()).rejects.toEqual(failure('email-unverified'));
    const { users } = test.db.tables;
    const change = (values: Partial<typeof users.$inferInsert>) =>
      test.db.write(async (tx) => void (await tx.update(users).set(values).where(eq(users.id, person.userId))));
    await change({ emailVerifiedAt: 1 });
    await expect(enter()).resolves.toBeDefined();
    await change({ status: 'suspended' });
    await expect(enter()).rejects.toEqual(failure('passkey-refused'));
  });

  it('make no second codes beside an authenticator app, nor does the app beside them', async () => {
    const person = await newPerson(app);
    const { secret, recoveryCodes } = await addTotp(app, person);
    expect(recoveryCodes).toHaveLength(10);
    expect(await addPasskey(person, softAuthenticator())).not.toHaveProperty('recoveryCodes');
    await person.call.account.totp.disable();
    expect(await person.call.account.security()).toMatchObject({ passkeys: 1, recoveryCodesLeft: 10 });
    await expect(person.call.auth.reauthenticate({ code: codeAt(secret, app.clock.ms) })).rejects.toEqual(failure('wrong-code'));
    await expect(person.call.auth.reauthenticate({ code: recoveryCodes[0] ?? '' })).resolves.toBeDefined();
  });
});
