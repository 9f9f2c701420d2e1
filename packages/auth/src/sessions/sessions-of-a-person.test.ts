import type { LoggedIn, Registered } from '@tripmaster/contracts';
import { openDatabase } from '@tripmaster/db';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { errorShape } from '@tripmaster/rpc';
import { TOTP, Secret } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cookieJar, startAuth } from '../testing.ts';

const PASSWORD = 'a long enough password';
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
let people = 0;

describe.each(ENGINES)('where a person is signed in, on %s', (engine) => {
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
  afterAll(async () => {
    await close();
    await test.remove();
  });

  const tokensOf = (result: LoggedIn | Registered) => {
    if (result.status !== 'signed-in') throw new Error('not signed in');
    return { access: result.session.accessToken, refresh: result.session.refreshToken ?? '' };
  };
  const elsewhere = () => {
    people += 1;
    return app.anyone({ origin: { address: `2001:db8:${people}::/64`, userAgent: undefined, country: undefined } });
  };
  const signIn = async (email: string) => tokensOf(await elsewhere().auth.login({ email, password: PASSWORD }));
  const newcomer = async () => {
    people += 1;
    const email = `o${people}@example.com`;
    return { email, ...tokensOf(await elsewhere().auth.register({ email, password: PASSWORD })) };
  };
  const failureOf = (call: Promise<unknown>) =>
    call.then(
      () => 'done',
      (error: unknown) => errorShape(error).data.code,
    );
  const as = (token: string) => app.withToken(token);
  const alive = async (token: string) => (await failureOf(as(token).account.me())) === 'done';

  it('lists them newest first, page by page, marks this one, and shows nobody else’s', async () => {
    const { email, access } = await newcomer();
    await newcomer();
    for (let turn = 0; turn < 4; turn += 1) {
      app.clock.ms += 1_000;
      await signIn(email);
    }
    const pages = [await as(access).account.sessions.list({ limit: 2 })];
    for (let cursor = pages[0]?.nextCursor; cursor !== undefined; cursor = pages.at(-1)?.nextCursor)
      pages.push(await as(access).account.sessions.list({ limit: 2, cursor }));
    expect(pages.map(({ items }) => items.length)).toEqual([2, 2, 1]);
    const items = pages.flatMap((page) => page.items);
    expect(items.map(({ createdAt }) => createdAt)).toEqual(
      items
        .map(({ createdAt }) => createdAt)
        .toSorted()
        .toReversed(),
    );
    expect(items.map(({ current }) => current)).toEqual([false, false, false, false, true]);
    expect(await failureOf(as(access).account.sessions.list({ cursor: 'x' }))).toBe('invalid-input');
  });

  it('shows device, country, way in and last use', async () => {
    people += 1;
    const origin = {
      address: `2001:db8:${people}::/64`,
      country: 'PT',
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    };
    const { access, refresh } = tokensOf(
      await app.anyone({ origin }).auth.register({ email: `o${people}@example.com`, password: PASSWORD }),
    );
    app.clock.ms += MINUTE_MS;
    const lastUsedAt = new Date(app.clock.ms).toISOString();
    await app.anyone().auth.refresh({ refreshToken: refresh });
    const { items } = await as(access).account.sessions.list();
    expect(items).toMatchObject([{ device: 'Firefox on Linux', country: 'PT', method: 'password', secondFactor: false, lastUsedAt }]);
    expect(JSON.stringify(items)).not.toMatch(/hash|refresh/i);
  });

  it('ends one of one’s own with the next call, on the other node too, and nobody else’s', async () => {
    const ana = await newcomer();
    const bea = await newcomer();
    const other = await signIn(ana.email);
    const { items } = await as(other.access).account.sessions.list();
    const [here, there] = [items.find(({ current }) => current)?.id ?? '', items.find(({ current }) => !current)?.id ?? ''];
    expect(await failureOf(as(bea.access).account.sessions.revoke({ id: there }))).toBe('not-found');
    expect(await alive(ana.access)).toBe(true);
    expect(await as(other.access).account.sessions.revoke({ id: there })).toEqual({ id: there });
    expect(await failureOf(second.withToken(ana.access).account.me())).toBe('session-ended');
    expect(await failureOf(second.anyone().auth.refresh({ refreshToken: ana.refresh }))).toBe('session-ended');
    expect(await failureOf(as(other.access).account.sessions.revoke({ id: there }))).toBe('not-found');
    expect(await as(other.access).account.sessions.revoke({ id: here })).toEqual({ id: here });
    expect(await alive(other.access)).toBe(false);
  });

  it('ends all the others and says how many', async () => {
    const ana = await newcomer();
    const bea = await newcomer();
    const others = [await signIn(ana.email), await signIn(ana.email)];
    expect(await as(ana.access).account.sessions.revokeOthers()).toEqual({ ended: 2 });
    expect(await as(ana.access).account.sessions.revokeOthers()).toEqual({ ended: 0 });
    for (const { access } of others) expect(await alive(access)).toBe(false);
    expect([await alive(ana.access), await alive(bea.access)]).toEqual([true, true]);
  });

  it('ends a hundred and eighty days after it began, however often it was renewed', async () => {
    let { refresh } = await newcomer();
    const began = app.clock.ms;
    const renew = async () => {
      const { session } = await app.anyone().auth.refresh({ refreshToken: refresh });
      refresh = session.refreshToken ?? '';
      return Date.parse(session.refreshTokenExpiresAt);
    };
    for (let day = 20; day < 180; day += 20) {
      app.clock.ms = began + day * DAY_MS;
      expect(await renew()).toBe(Math.min(began + (day + 30) * DAY_MS, began + 180 * DAY_MS));
    }
    app.clock.ms = began + 180 * DAY_MS - 1;
    const { session } = await app.anyone().auth.refresh({ refreshToken: refresh });
    expect(await alive(session.accessToken)).toBe(true);
    app.clock.ms += 1;
    expect(await alive(session.accessToken)).toBe(false);
    expect(await failureOf(app.anyone().auth.refresh({ refreshToken: session.refreshToken }))).toBe('session-ended');
  });

  it('counts as just proven for ten minutes, and again after the password', async () => {
    const { access: token, refresh } = await newcomer();
    const needsProof = (access: string) => failureOf(as(access).account.apiTokens.create({ name: 'x', scopes: ['read'] }));
    app.clock.ms += 10 * MINUTE_MS - 1;
    expect(await needsProof(token)).toBe('done');
    app.clock.ms += 1;
    const { session } = await app.anyone().auth.refresh({ refreshToken: refresh });
    const access = session.accessToken;
    expect(await needsProof(access)).toBe('reauthentication-required');
    expect(await failureOf(as(access).auth.reauthenticate({ password: 'not the right password' }))).toBe('wrong-credentials');
    expect(await needsProof(access)).toBe('reauthentication-required');
    expect((await as(access).account.security()).provenUntil).toBeUndefined();
    const proven = await as(access).auth.reauthenticate({ password: PASSWORD });
    expect(proven.status).toBe('proven');
    expect(await needsProof(access)).toBe('done');
    expect((await as(access).account.security()).provenUntil).toBe(new Date(app.clock.ms + 10 * MINUTE_MS).toISOString());
    expect((await as(access).account.sessions.list()).items).toMatchObject([{ secondFactor: false }]);
    // The tokens from before the proof are used up (OWASP ASVS 5.0, 7.2.4): whoever has a copy is found out.
    const renewed = await app.anyone().auth.refresh({ refreshToken: proven.session.refreshToken });
    app.clock.ms += MINUTE_MS;
    expect(await failureOf(app.anyone().auth.refresh({ refreshToken: session.refreshToken }))).toBe('session-ended');
    expect(await failureOf(as(renewed.session.accessToken).account.me())).toBe('session-ended');
  });

  it('takes the place of the session that the browser had', async () => {
    const { email, refresh } = await newcomer();
    const refreshCookie = cookieJar();
    const browser = (token?: string) =>
      app.anyone({
        client: 'cookie',
        refreshCookie,
        origin: { address: '192.0.2.9', userAgent: undefined, country: undefined },
        ...(token === undefined ? {} : { authenticate: () => app.auth.actorOf(token) }),
      });
    const enter = async () => {
      const entered = await browser().auth.login({ email, password: PASSWORD });
      if (entered.status !== 'signed-in') throw new Error('not signed in');
      return entered.session.accessToken;
    };
    const first = await enter();
    const second = await enter();
    expect(await failureOf(browser(first).account.me())).toBe('session-ended');
    expect((await browser(second).account.me()).email).toBe(email);
    // Another session of theirs, elsewhere, is none of its business; a token that is not ours neither.
    await expect(app.anyone().auth.refresh({ refreshToken: refresh })).resolves.toBeDefined();
    refreshCookie.write('nonsense', undefined);
    await expect(enter()).resolves.toBeDefined();
    expect((await browser(second).account.me()).email).toBe(email);
  });

  it('takes a code of the second factor for a proof, once', async () => {
    const { access, email } = await newcomer();
    const { secret } = await as(access).account.totp.enroll();
    const code = () => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: app.clock.ms });
    await as(access).account.totp.confirm({ code: code() });
    app.clock.ms += MINUTE_MS;
    const half = await elsewhere().auth.login({ email, password: PASSWORD });
    if (half.status !== 'second-factor') throw new Error('no second factor asked for');
    const other = tokensOf(await elsewhere().auth.secondFactor({ challenge: half.challenge, code: code() }));
    expect(await failureOf(as(access).auth.reauthenticate({ password: PASSWORD }))).toBe('reauthentication-required');
    const factorOf = async (token: string) => (await app.auth.actorOf(token)).secondFactor;
    const before = await factorOf(other.access);
    app.clock.ms += MINUTE_MS;
    await as(other.access).auth.reauthenticate({ code: code() });
    expect([before, await factorOf(other.access)]).toEqual([true, true]);
    expect(await failureOf(as(other.access).auth.reauthenticate({ code: code() }))).toBe('wrong-code');
  });

  it('pauses after ten wrong proofs', async () => {
    const { access } = await newcomer();
    const tries = [];
    for (let turn = 0; turn < 11; turn += 1)
      tries.push(await failureOf(as(access).auth.reauthenticate({ password: 'not the right password' })));
    expect(tries.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 'wrong-credentials'));
    expect(tries.at(10)).toBe('too-many-requests');
    expect(await failureOf(as(access).auth.reauthenticate({ password: PASSWORD }))).toBe('too-many-requests');
  });

  it('is renewed by exactly one of a hundred uses of one token on two nodes, and the winner goes on', async () => {
    const { refresh } = await newcomer();
    const nodes = [app, second];
    const results = await Promise.all(
      Array.from({ length: 100 }, async (_, turn) => {
        const node = nodes[turn % 2] ?? app;
        return node.auth.sessions.refresh(refresh).then(
          ({ refreshToken, session }) => ({ refreshToken, access: session.accessToken }),
          (error: unknown) => errorShape(error).data.code,
        );
      }),
    );
    const won = results.flatMap((result) => (typeof result === 'string' ? [] : [result]));
    expect(won).toHaveLength(1);
    expect(results.filter((result) => result === 'refresh-raced')).toHaveLength(99);
    expect(await failureOf(second.withToken(won[0]?.access ?? '').account.me())).toBe('done');
    app.clock.ms += 21_000;
    expect(await failureOf(second.auth.sessions.refresh(won[0]?.refreshToken))).toBe('done');
    expect(await failureOf(app.auth.sessions.refresh(refresh))).toBe('session-ended');
    expect(await failureOf(second.withToken(won[0]?.access ?? '').account.me())).toBe('session-ended');
  });

  it('writes down that a used-up token came back', async () => {
    const { email, refresh } = await newcomer();
    await app.auth.sessions.refresh(refresh);
    app.clock.ms += 21_000;
    expect(await failureOf(app.auth.sessions.refresh(refresh))).toBe('session-ended');
    const { access } = await signIn(email);
    expect((await as(access).account.activity()).items.map(({ action }) => action)).toContain('session.reused-token');
  });
});
