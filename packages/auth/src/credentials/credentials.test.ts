import { setTimeout as delay } from 'node:timers/promises';
import { openDatabase } from '@tripmaster/db';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { errorShape } from '@tripmaster/rpc';
import { TOTP, Secret } from 'otpauth';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startAuth, tokenIn } from '../testing.ts';
import { ticketsRepo } from '../tickets/tickets.repo.ts';
import { ticketsService } from '../tickets/tickets.service.ts';

const PASSWORD = 'a long enough password';
const NEXT = 'another long password';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
let people = 0;

describe.each(ENGINES)('credentials on %s', (engine) => {
  let test: TestDatabase;
  let app: Awaited<ReturnType<typeof startAuth>>;
  let second: Awaited<ReturnType<typeof startAuth>>;
  let close: () => Promise<void>;
  beforeAll(async () => {
    test = await openTestDatabase(engine);
    app = await startAuth(test);
    const db = await openDatabase(test.url);
    second = await startAuth({ db }, { like: app });
    close = () => db.close();
  });
  beforeEach(() => void (app.mails.length = 0));
  afterAll(async () => {
    await close();
    await test.remove();
  });

  const newAddress = () => {
    people += 1;
    return `c${people}@example.com`;
  };
  const elsewhere = () => {
    people += 1;
    return app.anyone({ origin: { address: `2001:db8:${people}::/64`, userAgent: undefined, country: undefined } });
  };
  const newcomer = async () => {
    const email = newAddress();
    const result = await elsewhere().auth.register({ email, password: PASSWORD });
    if (result.status !== 'signed-in') throw new Error('not signed in');
    const verification = linkIn('verify-email', email);
    app.mails.length = 0;
    app.clock.ms += 1;
    return { email, id: result.user.id, access: result.session.accessToken, verification };
  };
  const signIn = async (email: string, password: string) => {
    const result = await elsewhere().auth.login({ email, password });
    if (result.status !== 'signed-in') throw new Error('not signed in');
    return result.session.accessToken;
  };
  const as = (token: string) => app.withToken(token);
  const failureOf = (call: Promise<unknown>) =>
    call.then(
      () => 'done',
      (error: unknown) => errorShape(error).data.code,
    );
  const alive = async (token: string) => (await failureOf(as(token).account.me())) === 'done';
  const linkIn = (kind: string, to: string) => tokenIn(app.mails.findLast((mail) => mail.kind === kind && mail.to === to));
  const mailsTo = (to: string) => app.mails.flatMap((mail) => (mail.to === to ? [mail.kind] : []));
  const resetLink = async (email: string) => {
    await elsewhere().auth.requestPasswordReset({ email });
    return linkIn('reset-password', email);
  };
  const rowOf = async (id: string) => (await test.db.read.select().from(test.db.tables.users).where(eq(test.db.tables.users.id, id)))[0];

  describe('a change of password', () => {
    it('ends every other session, keeps this one and API tokens, and tells the owner', async () => {
      const ana = await newcomer();
      const { token } = await as(ana.access).account.apiTokens.create({ name: 'script', scopes: ['read'] });
      const other = await signIn(ana.email, PASSWORD);
      expect(await as(ana.access).account.changePassword({ currentPassword: PASSWORD, newPassword: NEXT })).toEqual({
        status: 'password-changed',
      });
      expect([await alive(ana.access), await alive(other), await alive(token)]).toEqual([true, false, true]);
      expect(mailsTo(ana.email)).toEqual(['password-changed']);
      expect(await failureOf(elsewhere().auth.login({ email: ana.email, password: PASSWORD }))).toBe('wrong-credentials');
      expect(await failureOf(elsewhere().auth.login({ email: ana.email, password: NEXT }))).toBe('done');
    });

    it('needs the current one, and a new one that may be one', async () => {
      const { access, email } = await newcomer();
      const change = (currentPassword: string | undefined, newPassword = NEXT) =>
        failureOf(as(access).account.changePassword({ ...(currentPassword === undefined ? {} : { currentPassword }), newPassword }));
      expect(await change('not the right password')).toBe('wrong-credentials');
      expect(await change(undefined)).toBe('invalid-input');
      expect(await change(PASSWORD, 'short')).toBe('invalid-input');
      expect(await change(PASSWORD, email)).toBe('invalid-input');
      expect(await failureOf(elsewhere().auth.login({ email, password: PASSWORD }))).toBe('done');
      expect(mailsTo(email)).not.toContain('password-changed');
    });

    it('gives an account without one its first, to somebody who has just proven who they are', async () => {
      const { access, id, email } = await newcomer();
      await test.db.write(
        async (tx) =>
          void (await tx
            .update(test.db.tables.users)
            .set({ passwordHash: null, passwordChangedAt: null })
            .where(eq(test.db.tables.users.id, id))),
      );
      const actor = await app.auth.actorOf(access);
      expect(await failureOf(app.auth.credentials.changePassword({ ...actor, justProven: false }, { newPassword: NEXT }))).toBe(
        'reauthentication-required',
      );
      expect(await failureOf(as(access).account.changePassword({ newPassword: NEXT }))).toBe('done');
      expect(await failureOf(elsewhere().auth.login({ email, password: NEXT }))).toBe('done');
    });

    it('makes links and challenges useless that were given out before', async () => {
      const ana = await newcomer();
      const token = await resetLink(ana.email);
      await as(ana.access).account.changePassword({ currentPassword: PASSWORD, newPassword: NEXT });
      expect(await failureOf(elsewhere().auth.resetPassword({ token, password: 'a third long password' }))).toBe('link-over');
    });

    it('does nothing when a reset came first', async () => {
      for (let round = 0; round < 4; round += 1) {
        const ana = await newcomer();
        const token = await resetLink(ana.email);
        const [changed] = await Promise.all([
          failureOf(as(ana.access).account.changePassword({ currentPassword: PASSWORD, newPassword: 'the thief’s own password' })),
          elsewhere()
            .auth.resetPassword({ token, password: NEXT })
            .catch(() => undefined),
        ]);
        const last = changed === 'done' ? 'the thief’s own password' : NEXT;
        expect(['done', 'session-ended']).toContain(changed);
        expect(await failureOf(elsewhere().auth.login({ email: ana.email, password: last }))).toBe('done');
      }
    });
  });

  describe('a reset', () => {
    it('is asked for alike for an address with an account and one without', async () => {
      const { email } = await newcomer();
      const unknown = newAddress();
      const answers = [];
      for (const address of [email, unknown]) answers.push(await elsewhere().auth.requestPasswordReset({ email: address }));
      expect(answers).toEqual([{ status: 'sent' }, { status: 'sent' }]);
      expect([mailsTo(email), mailsTo(unknown)]).toEqual([['reset-password'], ['no-account']]);
      expect(app.mails.find(({ to }) => to === email)).toMatchObject({
        link: expect.stringMatching(/^https:\/\/trip\.example\/reset-password#[\w-]{43}$/),
      });
    });

    it('mails three links an hour, and tells a stranger’s address once a day', async () => {
      const { email } = await newcomer();
      const unknown = newAddress();
      for (let turn = 0; turn < 5; turn += 1)
        for (const address of [email, unknown]) await elsewhere().auth.requestPasswordReset({ email: address });
      expect([mailsTo(email).length, mailsTo(unknown).length]).toEqual([3, 1]);
      app.clock.ms += HOUR_MS;
      for (const address of [email, unknown]) await elsewhere().auth.requestPasswordReset({ email: address });
      expect([mailsTo(email).length, mailsTo(unknown).length]).toEqual([4, 1]);
    });

    it('ends sessions and API tokens, proves the address, and tells the owner', async () => {
      const ana = await newcomer();
      const { token: apiToken } = await as(ana.access).account.apiTokens.create({ name: 'script', scopes: ['read'] });
      const token = await resetLink(ana.email);
      expect(await elsewhere().auth.resetPassword({ token, password: NEXT })).toEqual({ status: 'password-changed' });
      expect([await alive(ana.access), await alive(apiToken)]).toEqual([false, false]);
      expect(mailsTo(ana.email)).toEqual(['reset-password', 'password-changed']);
      expect(await rowOf(ana.id)).toMatchObject({ emailVerifiedAt: app.clock.ms, passwordChangedAt: app.clock.ms });
      expect(await alive(await signIn(ana.email, NEXT))).toBe(true);
      expect(await failureOf(elsewhere().auth.login({ email: ana.email, password: PASSWORD }))).toBe('wrong-credentials');
    });

    it('keeps the link good when the new password may not be one', async () => {
      const { email } = await newcomer();
      const token = await resetLink(email);
      expect(await failureOf(elsewhere().auth.resetPassword({ token, password: 'short' }))).toBe('invalid-input');
      expect(await failureOf(elsewhere().auth.resetPassword({ token, password: NEXT }))).toBe('done');
    });

    it('takes no link that is an hour old, or follows another that was used', async () => {
      const { email } = await newcomer();
      const [old, first, other] = [await resetLink(email), await resetLink(email), await resetLink(email)];
      expect(await failureOf(elsewhere().auth.resetPassword({ token: first, password: NEXT }))).toBe('done');
      expect(await failureOf(elsewhere().auth.resetPassword({ token: other, password: NEXT }))).toBe('link-over');
      app.clock.ms += HOUR_MS;
      const late = await resetLink(email);
      app.clock.ms += HOUR_MS;
      expect(await failureOf(elsewhere().auth.resetPassword({ token: late, password: NEXT }))).toBe('link-over');
      expect(await failureOf(elsewhere().auth.resetPassword({ token: old, password: NEXT }))).toBe('link-over');
    });

    it('is done by exactly one of a hundred uses of a link on two nodes', async () => {
      const { email, id } = await newcomer();
      const token = await resetLink(email);
      const nodes = [app, second];
      const results = await Promise.all(
        Array.from({ length: 100 }, async (_, turn) => {
          const password = `${NEXT} ${turn}`;
          for (;;) {
            const code = await failureOf((nodes[turn % 2] ?? app).auth.credentials.resetPassword(token, password));
            // So many hashes at once are more than this machine makes in time; the person tries again.
            if (code !== 'unavailable') return { code, password };
            await delay(100);
          }
        }),
      );
      const won = results.filter(({ code }) => code === 'done');
      expect(won).toHaveLength(1);
      expect(results.filter(({ code }) => code === 'link-over')).toHaveLength(99);
      expect(await failureOf(elsewhere().auth.login({ email, password: won[0]?.password ?? '' }))).toBe('done');
      expect(await rowOf(id)).toBeDefined();
    });

    const withApp = async (access: string) => {
      const { secret } = await as(access).account.totp.enroll();
      const code = () => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: app.clock.ms });
      await as(access).account.totp.confirm({ code: code() });
    };

    it('still asks for the second factor of somebody whose address was proven', async () => {
      const { email, access, verification } = await newcomer();
      await elsewhere().auth.verifyEmail({ token: verification });
      await withApp(access);
      await elsewhere().auth.resetPassword({ token: await resetLink(email), password: NEXT });
      expect(await elsewhere().auth.login({ email, password: NEXT })).toMatchObject({ status: 'second-factor' });
    });

    it('leaves nothing in place that a stranger set up before the address was proven', async () => {
      const { email, access, id } = await newcomer();
      await withApp(access);
      const row = {
        id: `pk-${id}`,
        userId: id,
        credentialId: `c-${id}`,
        publicKey: 'x',
        counter: 0,
        transports: [],
        name: 'x',
        synced: false,
        createdAt: 1,
      };
      await test.db.write(async (tx) => void (await tx.insert(test.db.tables.passkeys).values(row)));
      await elsewhere().auth.resetPassword({ token: await resetLink(email), password: NEXT });
      const token = await signIn(email, NEXT);
      const overview = await as(token).account.security();
      expect(overview).toMatchObject({ passkeys: 0, recoveryCodesLeft: 0 });
      expect(overview.totpSince).toBeUndefined();
    });
  });

  // Defect kept out: whoever opened an account in advance and added a passkey came back by it after the owner of the
  // address had confirmed it and chosen a new password.
  it('takes away, with a new password, what was set up before the address was proven, and nothing that came later', async () => {
    const { email, access, id } = await newcomer();
    const passkey = (name: string) => ({
      id: `${name}-${id}`,
      userId: id,
      credentialId: `${name}-${id}`,
      publicKey: 'x',
      counter: 0,
      transports: [],
      name,
      synced: false,
      createdAt: app.clock.ms,
    });
    const add = (name: string) => test.db.write(async (tx) => void (await tx.insert(test.db.tables.passkeys).values(passkey(name))));
    await add('before');
    app.clock.ms += 1_000;
    await elsewhere().auth.resendVerification({ email });
    await elsewhere().auth.verifyEmail({ token: linkIn('verify-email', email) });
    app.clock.ms += 1_000;
    await add('after');
    await elsewhere().auth.resetPassword({ token: await resetLink(email), password: NEXT });
    const left = await test.db.read.select().from(test.db.tables.passkeys);
    expect(left.filter(({ userId }) => userId === id).map(({ name }) => name)).toEqual(['after']);
    expect(await failureOf(as(access).account.me())).toBe('session-ended');
  });

  describe('a change of address', () => {
    const ask = (access: string, email: string, password = PASSWORD) => as(access).account.requestEmailChange({ email, password });

    it('takes the new one when its link is used, and tells the old one', async () => {
      const ana = await newcomer();
      const next = newAddress();
      expect(await ask(ana.access, next)).toEqual({ status: 'sent' });
      expect((await as(ana.access).account.me()).email).toBe(ana.email);
      app.clock.ms += 5;
      await elsewhere().account.confirmEmailChange({ token: linkIn('confirm-email-change', next) });
      expect(await as(ana.access).account.me()).toMatchObject({ email: next, emailVerified: true });
      expect(app.mails.at(-1)).toMatchObject({ kind: 'email-changed', to: ana.email, newEmail: next });
      expect(await failureOf(elsewhere().auth.login({ email: next, password: PASSWORD }))).toBe('done');
      expect(await failureOf(elsewhere().auth.login({ email: ana.email, password: PASSWORD }))).toBe('wrong-credentials');
    });

    it('needs the password', async () => {
      const { access } = await newcomer();
      expect(await failureOf(ask(access, newAddress(), 'not the right password'))).toBe('wrong-credentials');
      expect(await failureOf(as(access).account.requestEmailChange({ email: newAddress() }))).toBe('invalid-input');
      expect(app.mails).toEqual([]);
    });

    it('says nothing of who has an address; its holder is told, once a day', async () => {
      const [ana, bea] = [await newcomer(), await newcomer()];
      for (let turn = 0; turn < 3; turn += 1) expect(await ask(ana.access, bea.email)).toEqual({ status: 'sent' });
      expect(app.mails.map(({ kind, to }) => ({ kind, to }))).toEqual([{ kind: 'already-registered', to: bea.email }]);
      expect(await ask(ana.access, ana.email)).toEqual({ status: 'sent' });
      expect(mailsTo(ana.email)).toEqual([]);
    });

    it('gives one address to one of two people who want it at once, and leaves the other as they were', async () => {
      const [ana, bea] = [await newcomer(), await newcomer()];
      const wanted = newAddress();
      const tokens = [];
      for (const { access } of [ana, bea]) {
        await ask(access, wanted);
        tokens.push(linkIn('confirm-email-change', wanted));
      }
      const results = await Promise.all(
        tokens.map((token, turn) => failureOf(([app, second][turn] ?? app).auth.credentials.confirmEmailChange(token))),
      );
      expect(results.toSorted()).toEqual(['done', 'link-over']);
      const addresses = [(await as(ana.access).account.me()).email, (await as(bea.access).account.me()).email];
      expect(addresses).toContain(wanted);
      expect(addresses.filter((email) => email === ana.email || email === bea.email)).toHaveLength(1);
    });

    it('takes the latest link only, once, within an hour, and none asked for under an address since given up', async () => {
      const { access } = await newcomer();
      const [one, two, three] = [newAddress(), newAddress(), newAddress()];
      const confirm = (token: string) => failureOf(elsewhere().account.confirmEmailChange({ token }));
      await ask(access, one);
      const first = linkIn('confirm-email-change', one);
      await ask(access, two);
      const latest = linkIn('confirm-email-change', two);
      expect([await confirm(first), await confirm(latest), await confirm(latest)]).toEqual(['link-over', 'done', 'link-over']);
      await ask(access, three);
      app.clock.ms += HOUR_MS;
      expect(await confirm(linkIn('confirm-email-change', three))).toBe('link-over');
    });

    it('makes reset links useless that went to the old address', async () => {
      const ana = await newcomer();
      const token = await resetLink(ana.email);
      const next = newAddress();
      await ask(ana.access, next);
      await elsewhere().account.confirmEmailChange({ token: linkIn('confirm-email-change', next) });
      expect(await failureOf(elsewhere().auth.resetPassword({ token, password: NEXT }))).toBe('link-over');
    });

    it('can be asked for twenty times an hour', async () => {
      const { access } = await newcomer();
      const results = [];
      for (let turn = 0; turn < 21; turn += 1) results.push(await failureOf(ask(access, newAddress())));
      expect(results.filter((result) => result === 'done')).toHaveLength(20);
      expect(results.at(-1)).toBe('too-many-requests');
    });
  });

  /** As the feature makes them, of kinds that leave no mail. */
  const tickets = {
    issue: (...given: Parameters<ReturnType<typeof ticketsService>['issue']>) =>
      ticketsService({ repo: ticketsRepo(test.db), now: () => app.clock.ms }).issue(...given),
  };

  it('takes a link for nothing but what it was made for', async () => {
    const ana = await newcomer();
    const next = newAddress();
    await as(ana.access).account.requestEmailChange({ email: next, password: PASSWORD });
    const tokens = {
      'verify-email': ana.verification,
      'reset-password': await resetLink(ana.email),
      'change-email': linkIn('confirm-email-change', next),
      'second-factor': await test.db.write((tx) => tickets.issue(tx, 'second-factor', { userId: ana.id })),
      'passkey-registration': await test.db.write((tx) => tickets.issue(tx, 'passkey-registration', { userId: ana.id })),
      'passkey-sign-in': await test.db.write((tx) => tickets.issue(tx, 'passkey-sign-in', { userId: ana.id })),
      openid: await test.db.write((tx) => tickets.issue(tx, 'openid', { userId: ana.id })),
    };
    const uses: Record<string, (token: string) => Promise<unknown>> = {
      'verify-email': (token) => elsewhere().auth.verifyEmail({ token }),
      'reset-password': (token) => elsewhere().auth.resetPassword({ token, password: NEXT }),
      'change-email': (token) => elsewhere().account.confirmEmailChange({ token }),
      'second-factor': (challenge) => elsewhere().auth.secondFactor({ challenge, code: '123456' }),
      'passkey as second factor': (challenge) => elsewhere().auth.passkey.loginOptions({ challenge }),
    };
    for (const [made, token] of Object.entries(tokens)) {
      for (const [used, use] of Object.entries(uses)) {
        if (made === used || (made === 'second-factor' && used.startsWith('passkey'))) continue;
        expect({ made, used, result: await failureOf(use(token)) }).toEqual({
          made,
          used,
          result: used.includes('factor') ? 'challenge-over' : 'link-over',
        });
      }
    }
    // None of these tries used one up.
    expect(await failureOf(elsewhere().auth.verifyEmail({ token: tokens['verify-email'] }))).toBe('done');
    expect(await failureOf(elsewhere().auth.resetPassword({ token: tokens['reset-password'], password: NEXT }))).toBe('done');
  });

  it('keeps no secret of a link, only hashes', async () => {
    const { email } = await newcomer();
    const token = await resetLink(email);
    const rows = await test.db.read.select().from(test.db.tables.tickets);
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});
