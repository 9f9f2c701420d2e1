import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { eq } from 'drizzle-orm';
import { TOTP } from 'otpauth';
import { errorShape } from '@tripmaster/rpc';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startAuth, tokenIn } from '../testing.ts';
import { startProvider, type TestProvider } from './testing.ts';

const BASE_URL = 'https://trip.example';
const REDIRECT_URI = `${BASE_URL}/auth/openid/callback`;
const PASSWORD = 'a long enough password';
const VISIT = { origin: { address: '192.0.2.1', userAgent: undefined, country: undefined }, deviceCookie: undefined };

type App = Awaited<ReturnType<typeof startAuth>>;

describe.each(ENGINES)('signing in at a provider on %s', (engine) => {
  let test: TestDatabase;
  let provider: TestProvider;
  let app: App;
  beforeAll(async () => {
    [test, provider] = await Promise.all([openTestDatabase(engine), startProvider({ redirectUri: REDIRECT_URI })]);
    app = await startAuth(test, { openId: provider.settings });
  });
  afterAll(() => Promise.all([provider.stop(), test.remove()]));
  beforeEach(() => {
    app.mails.length = 0;
    provider.tamperWith(undefined);
  });

  async function begin(next?: string, at = app) {
    const begun = await at.auth.openId?.begin({ next });
    if (begun?.status !== 'begun') throw new Error('not begun');
    return begun;
  }
  const finish = (url: URL, cookie: string | undefined, at = app) => {
    if (at.auth.openId === undefined) throw new Error('no provider is set up');
    return at.auth.openId.finish({ answer: url.searchParams, cookie }, VISIT);
  };
  async function signIn(who: string, at = app) {
    const { redirectTo, cookie } = await begin(undefined, at);
    return finish(await provider.signIn(redirectTo, who), cookie, at);
  }
  async function entered(who: string, at = app) {
    const outcome = await signIn(who, at);
    if (outcome.status !== 'entered') throw new Error(JSON.stringify(outcome));
    const { accessToken } = outcome.entered.opened.session;
    return { ...outcome.entered, call: at.withToken(accessToken) };
  }
  async function register(email: string, { verified = true } = {}) {
    const result = await app.anyone().auth.register({ email, password: PASSWORD });
    if (result.status !== 'signed-in') throw new Error('not signed in');
    if (verified) await app.anyone().auth.verifyEmail({ token: tokenIn(app.mails.at(-1)) });
    return { user: result.user, call: app.withToken(result.session.accessToken) };
  }
  const refused = (reason: string) => expect.objectContaining({ status: 'refused', reason });
  /** What the log would say of a refusal: the message of each cause in turn. */
  const saying = (error: unknown): string => (error instanceof Error ? `${error.message} | ${saying(error.cause)}` : '');
  const whyOf = (outcome: Awaited<ReturnType<typeof signIn>>) => saying('cause' in outcome ? outcome.cause : undefined);
  const proven = (email: string, more: Record<string, unknown> = {}) => ({ email, email_verified: true, ...more });
  const actions = async ({ call }: Pick<Awaited<ReturnType<typeof entered>>, 'call'>) =>
    (await call.account.activity({})).items.map(({ action }) => action);

  it('says that it is there, and what it is called', async () => {
    expect(await app.anyone().auth.settings()).toMatchObject({ openId: { name: 'Test', path: '/auth/openid' } });
    expect((await startAuth(test)).auth.settings).not.toHaveProperty('openId');
  });

  it('opens an account for somebody new, and lets them in again later', async () => {
    provider.know('new', proven('New@Example.com', { name: 'Nová Ana', locale: 'cs-CZ' }));
    const first = await entered('new');
    expect(first.user).toMatchObject({
      email: 'new@example.com',
      name: 'Nová Ana',
      locale: 'cs-CZ',
      emailVerified: true,
      role: 'traveller',
    });
    expect(await first.call.account.security()).toMatchObject({ hasPassword: false, openId: [{ email: 'new@example.com' }] });
    expect((await first.call.account.sessions.list({})).items).toMatchObject([{ method: 'openid', secondFactor: false }]);
    expect(await actions(first)).toEqual(['session.started', 'account.registered']);
    expect(app.mails).toMatchObject([{ kind: 'welcome', to: 'new@example.com', locale: 'cs-CZ' }]);
    // Whatever has become of the address there: the identity counts.
    provider.know('new', { email: 'other@example.com', email_verified: false });
    expect((await entered('new')).user).toEqual(first.user);
  });

  it('takes over of a name and a language only what an account may hold', async () => {
    provider.know('odd', proven('odd@example.com', { name: 'two\nlines', locale: 'not a language' }));
    const { user } = await entered('odd');
    expect([user.name, user.locale]).toEqual([undefined, undefined]);
  });

  it('links an account whose address is proven on both sides, and tells its owner', async () => {
    const { user } = await register('both@example.com');
    app.mails.length = 0;
    provider.know('both', proven('BOTH@example.com'));
    const linked = await entered('both');
    expect(linked.user.id).toBe(user.id);
    expect(app.mails.map(({ kind, to }) => [kind, to])).toContainEqual(['identity-linked', 'both@example.com']);
    expect(await actions(linked)).toContain('identity.linked');
    expect(await linked.call.account.security()).toMatchObject({ hasPassword: true, openId: [{ email: 'both@example.com' }] });
  });

  it('is unlinked by its owner, unless it is the only way in', async () => {
    await register('leaves@example.com');
    provider.know('leaves', proven('leaves@example.com'));
    const linked = await entered('leaves');
    const [{ issuer } = { issuer: '' }] = (await linked.call.account.security()).openId;
    const code = (call: Promise<unknown>) =>
      call.then(
        () => 'done',
        (error: unknown) => errorShape(error).data.code,
      );
    expect(await code(linked.call.account.openId.unlink({ issuer: 'https://other.example' }))).toBe('not-found');
    expect(await code(linked.call.account.openId.unlink({ issuer }))).toBe('done');
    expect((await linked.call.account.security()).openId).toEqual([]);
    expect(await actions(linked)).toContain('identity.unlinked');

    provider.know('bound', proven('bound@example.com'));
    const bound = await entered('bound');
    expect(await code(bound.call.account.openId.unlink({ issuer }))).toBe('conflict');
    expect((await bound.call.account.security()).openId).toHaveLength(1);
  });

  it.each([false, undefined, 'true', 1, null])('refuses an address that the provider calls proven by %j', async (email_verified) => {
    await register('theirs@example.com').catch(() => undefined);
    provider.know('unproven', { email: 'theirs@example.com', email_verified });
    expect(await signIn('unproven')).toEqual(refused('unverified'));
    provider.know('stranger', { email: 'stranger@example.com', email_verified });
    expect(await signIn('stranger')).toEqual(refused('unverified'));
  });

  it.each([
    ['nothing', undefined],
    ['no address', 'nobody'],
    ['a number', 7],
    ['an endless one', `${'a'.repeat(400)}@example.com`],
  ])('refuses %s for an address', async (_what, email) => {
    provider.know('nameless', { email, email_verified: true });
    expect(await signIn('nameless')).toEqual(refused('unverified'));
  });

  it('leaves an account alone that somebody opened in advance with the address, until a reset proves it', async () => {
    const { user } = await register('victim@example.com', { verified: false });
    provider.know('victim', proven('victim@example.com'));
    expect(await signIn('victim')).toEqual(refused('taken'));
    await app.anyone().auth.requestPasswordReset({ email: 'victim@example.com' });
    await app.anyone().auth.resetPassword({ token: tokenIn(app.mails.at(-1)), password: 'another long password' });
    expect((await entered('victim')).user.id).toBe(user.id);
  });

  it('keeps the suspended out, linked or not', async () => {
    const suspend = (id: string) =>
      test.db.write(
        async (tx) => void (await tx.update(test.db.tables.users).set({ status: 'suspended' }).where(eq(test.db.tables.users.id, id))),
      );
    provider.know('linked', proven('linked@example.com'));
    await suspend((await entered('linked')).user.id);
    expect(await signIn('linked')).toEqual(refused('suspended'));
    await suspend((await register('unlinked@example.com')).user.id);
    provider.know('unlinked', proven('unlinked@example.com'));
    expect(await signIn('unlinked')).toEqual(refused('suspended'));
  });

  it('asks for the second factor of an account that has one', async () => {
    provider.know('careful', proven('careful@example.com'));
    const { call } = await entered('careful');
    const { secret } = await call.account.totp.enroll();
    const code = () => new TOTP({ secret }).generate({ timestamp: app.clock.ms });
    await call.account.totp.confirm({ code: code() });
    app.clock.ms += 60_000;
    const outcome = await signIn('careful');
    if (outcome.status !== 'second-factor') throw new Error(outcome.status);
    expect(outcome.methods).toEqual(['totp', 'recovery-code']);
    const answer = await app.anyone().auth.secondFactor({ challenge: outcome.challenge, code: code() });
    const sessions = await app.withToken(answer.session.accessToken).account.sessions.list({});
    expect(sessions.items[0]).toMatchObject({ method: 'openid', secondFactor: true, current: true });
  });

  it('says that it was cancelled', async () => {
    expect(await signIn('nobody')).toEqual(refused('cancelled'));
  });

  it('takes an answer once, of a hundred at once', async () => {
    provider.know('hasty', proven('hasty@example.com'));
    const { redirectTo, cookie } = await begin();
    const url = await provider.signIn(redirectTo, 'hasty');
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => finish(url, cookie)));
    expect(outcomes.filter(({ status }) => status === 'entered')).toHaveLength(1);
    expect(outcomes.filter(({ status }) => status === 'refused')).toHaveLength(99);
    expect(await finish(url, cookie)).toEqual(refused('failed'));
  });

  it('takes two first sign-ins of one person at once for one person', async () => {
    provider.know('twice', proven('twice@example.com'));
    const [one, other] = await Promise.all([entered('twice'), entered('twice')]);
    expect(one.user.id).toBe(other.user.id);
  });

  it('takes no answer in another browser, nor another sign-in’s, nor a late one', async () => {
    provider.know('mine', proven('mine@example.com'));
    const mine = await begin();
    const theirs = await begin();
    const url = await provider.signIn(mine.redirectTo, 'mine');
    for (const cookie of [undefined, '', 'x', theirs.cookie]) expect(await finish(url, cookie)).toEqual(refused('failed'));
    // Nothing was used up by that.
    expect(await finish(url, mine.cookie)).toMatchObject({ status: 'entered' });
    const late = await begin();
    const answer = await provider.signIn(late.redirectTo, 'mine');
    app.clock.ms += 10 * 60_000 + 1;
    expect(await finish(answer, late.cookie)).toEqual(refused('failed'));
  });

  /** Refused, and for this reason rather than by chance: the ones that say none never reach the provider. */
  async function expectRefusal(outcome: ReturnType<typeof signIn>, why: string) {
    const said = await outcome;
    expect(said).toEqual(refused('failed'));
    expect(whyOf(said)).toMatch(why === '' ? /^$/ : why);
  }

  it.each([
    ['state', ''],
    ['code', 'it answered invalid_grant'],
    ['iss', 'unexpected "iss"'],
  ])('refuses an answer with another %s', async (name, why) => {
    provider.know('mine', proven('mine@example.com'));
    const [mine, theirs] = [await begin(), await begin()];
    const url = await provider.signIn(mine.redirectTo, 'mine');
    const other = await provider.signIn(theirs.redirectTo, 'mine');
    url.searchParams.set(name, name === 'iss' ? 'https://evil.example' : (other.searchParams.get(name) ?? ''));
    await expectRefusal(finish(url, mine.cookie), why);
  });

  it.each([
    ['state', ''],
    ['code', 'no authorization code'],
    ['iss', 'parameter "iss" (issuer) missing'],
  ])('refuses an answer without %s, or with two', async (name, why) => {
    const once = await begin();
    const url = await provider.signIn(once.redirectTo, 'mine');
    url.searchParams.delete(name);
    await expectRefusal(finish(url, once.cookie), why);
    const twice = await begin();
    const doubled = await provider.signIn(twice.redirectTo, 'mine');
    doubled.searchParams.append(name, doubled.searchParams.get(name) ?? '');
    await expectRefusal(finish(doubled, twice.cookie), 'must be provided only once');
  });

  it.each([
    ['nonce', 'unexpected ID Token "nonce"'],
    ['code_challenge', 'it answered invalid_grant'],
    ['state', ''],
  ])('refuses when %s was changed on the way to the provider', async (name, why) => {
    provider.know('mine', proven('mine@example.com'));
    const { redirectTo, cookie } = await begin();
    const changed = new URL(redirectTo);
    changed.searchParams.set(name, new URL((await begin()).redirectTo).searchParams.get(name) ?? '');
    await expectRefusal(finish(await provider.signIn(changed.href, 'mine'), cookie), why);
  });

  it('asks for PKCE by S256, and reveals neither verifier nor cookie to provider or database', async () => {
    const { redirectTo, cookie } = await begin();
    const { searchParams } = new URL(redirectTo);
    expect(Object.fromEntries(searchParams)).toMatchObject({
      response_type: 'code',
      redirect_uri: REDIRECT_URI,
      scope: 'openid email profile',
      code_challenge_method: 'S256',
    });
    const rows = await test.db.read.select().from(test.db.tables.tickets);
    for (const text of [redirectTo, JSON.stringify(rows)]) expect(text).not.toContain(cookie);
    expect(JSON.stringify(rows)).not.toContain(searchParams.get('state'));
  });

  const parts = (token: string) => token.split('.').map((part) => Buffer.from(part, 'base64url').toString());
  const put = (...texts: string[]) => texts.map((text) => Buffer.from(text).toString('base64url')).join('.');
  const withClaims = (change: Record<string, unknown>) => (token: string) => {
    const [header = '', body = ''] = parts(token);
    const unsigned = put(header, JSON.stringify({ ...JSON.parse(body), ...change }));
    return `${unsigned}.${token.split('.')[2]}`;
  };
  it.each([
    ['another subject', withClaims({ sub: 'mine' }), 'signature verification failed'],
    ['another audience', withClaims({ aud: 'other' }), '"aud"'],
    ['another issuer', withClaims({ iss: 'https://evil.example' }), '"iss"'],
    ['another nonce', withClaims({ nonce: 'x' }), '"nonce"'],
    ['a time that is over', withClaims({ exp: 1 }), '"exp"'],
    ['no algorithm', (token: string) => `${put('{"alg":"none"}', parts(token)[1] ?? '')}.`, '"alg"'],
    [
      'an algorithm of shared secrets',
      (token: string) => `${put('{"alg":"HS256"}', parts(token)[1] ?? '')}.${token.split('.')[2]}`,
      '"alg"',
    ],
    ['a broken signature', (token: string) => token.replace(/\.([^.]{20})[^.]*$/, '.$1'), 'signature verification failed'],
    ['nothing in it', () => '', 'must not be empty'],
  ])('refuses an ID token with %s', async (_what, change, why) => {
    provider.know('mine', proven('mine@example.com'));
    provider.know('forger', proven('forger@example.com'));
    provider.tamperWith(change);
    await expectRefusal(signIn('forger'), why);
  });

  it('speaks to a public client, and reads an address from the ID token', async () => {
    const other = await startProvider({ redirectUri: REDIRECT_URI, isPublic: true, inIdToken: true });
    const there = await startAuth(test, { openId: other.settings });
    other.know('public', proven('public@example.com'));
    const { redirectTo, cookie } = await begin(undefined, there);
    expect(await finish(await other.signIn(redirectTo, 'public'), cookie, there)).toMatchObject({
      status: 'entered',
      entered: { user: { email: 'public@example.com' } },
    });
    expect(other.asked).not.toContain('/me');
    await other.stop();
  });

  it('goes on when a provider that was down is there', async () => {
    const other = await startProvider({ redirectUri: REDIRECT_URI });
    const there = await startAuth(test, { openId: other.settings });
    other.know('back', proven('back@example.com'));
    await other.stop();
    expect(await there.auth.openId?.begin({ next: '/new' })).toMatchObject({ status: 'refused', reason: 'failed', next: '/new' });
    await other.resume();
    const { redirectTo, cookie } = await begin(undefined, there);
    const url = await other.signIn(redirectTo, 'back');
    await other.stop();
    expect(await finish(url, cookie, there)).toEqual(refused('failed'));
  });
});
