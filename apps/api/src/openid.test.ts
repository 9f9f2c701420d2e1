import { startProvider, type TestProvider } from '@tripmaster/auth/testing';
import { ENGINES } from '@tripmaster/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from './env.ts';
import { startServer, type Server } from './testing.ts';

const BASE_URL = 'http://localhost:3000';
const COOKIE = '__Host-tripmaster-openid';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const SAFARI = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15';

type Answer = Awaited<ReturnType<Server['app']['inject']>>;
type Request = { cookies?: Record<string, string>; headers?: Record<string, string> };

describe.each(ENGINES)('signing in at a provider over HTTP on %s', (engine) => {
  let provider: TestProvider;
  let server: Server;
  const start = (more: Record<string, string> = {}) => {
    const { issuer, clientId, clientSecret = '' } = provider.settings;
    const settings = { OPENID_ISSUER: issuer, OPENID_CLIENT_ID: clientId, OPENID_CLIENT_SECRET: clientSecret };
    return startServer(engine, { ...settings, BASE_URL, RATE_LIMIT_SCALE: '100', ...more });
  };
  beforeAll(async () => {
    provider = await startProvider({ redirectUri: `${BASE_URL}/auth/openid/callback` });
    provider.know('ana', { email: 'ana@example.com', email_verified: true, name: 'Ana' });
    server = await start();
  });
  afterAll(() => Promise.all([server.stop(), provider.stop()]));

  const get = (url: string, { cookies = {}, headers = {} }: Request = {}, at = server) =>
    at.app.inject({ method: 'GET', url, cookies, headers });
  const cookieOf = (answer: Answer, name: string) => answer.cookies.find((cookie) => cookie.name === name);
  const placeOf = (answer: Answer) => new URL(String(answer.headers.location));

  /** Begins, signs in there, and gives the address to come back to with the cookies of this browser. */
  async function there(who: string, next?: string, at = server) {
    const begun = await get(`/auth/openid${next === undefined ? '' : `?${new URLSearchParams({ next })}`}`, {}, at);
    const back = await provider.signIn(placeOf(begun).href, who);
    return { url: back.pathname + back.search, cookies: { [COOKIE]: cookieOf(begun, COOKIE)?.value ?? '' } };
  }
  async function signIn(who: string, next?: string, at = server) {
    const { url, cookies } = await there(who, next, at);
    return get(
      url,
      { cookies, headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' } },
      at,
    );
  }
  const headersOf = ({ headers }: Answer) => [headers['cache-control'], headers['referrer-policy']];

  it('sends the browser to the provider, with a cookie that is its alone for ten minutes', async () => {
    const begun = await get('/auth/openid', { headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example' } });
    expect(begun.statusCode).toBe(303);
    expect(placeOf(begun).origin).toBe(provider.settings.issuer);
    expect(placeOf(begun).searchParams.get('redirect_uri')).toBe(`${BASE_URL}/auth/openid/callback`);
    const { value = '', expires, ...cookie } = cookieOf(begun, COOKIE) ?? {};
    expect(cookie).toEqual({ name: COOKIE, httpOnly: true, secure: true, sameSite: 'Lax', path: '/' });
    expect(expires?.getTime()).toBe(server.clock.ms + 600_000);
    expect(value).toMatch(/^[\w-]{43}$/);
    expect(begun.headers.location).not.toContain(value);
    expect(headersOf(begun)).toEqual(['no-store', 'no-referrer']);
  });

  it('lets somebody in with the session every sign-in gives', async () => {
    const answer = await signIn('ana');
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `${BASE_URL}/sign-in?openid=done&next=%2Fplans`]);
    expect(headersOf(answer)).toEqual(['no-store', 'no-referrer']);
    expect(cookieOf(answer, COOKIE)?.value).toBe('');
    const refresh = cookieOf(answer, '__Host-tripmaster');
    expect(refresh).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Strict', path: '/' });
    const renewed = await server.app.inject({
      method: 'POST',
      url: '/trpc/auth.refresh',
      headers: { 'content-type': 'application/json', origin: BASE_URL },
      cookies: { '__Host-tripmaster': refresh?.value ?? '' },
      payload: '{}',
    });
    const me = await get('/trpc/account.me', { headers: { authorization: `Bearer ${renewed.json().result.data.session.accessToken}` } });
    expect(me.json().result.data).toMatchObject({ email: 'ana@example.com', emailVerified: true });
  });

  it('comes back to where it began, and to no other site', async () => {
    const nextOf = async (next: string) => placeOf(await signIn('ana', next)).searchParams.get('next');
    expect(await nextOf('/plans/1?x=1&y=2#z')).toBe('/plans/1?x=1&y=2#z');
    for (const evil of [
      '//evil.example',
      '/\\evil.example',
      '/\t/evil.example',
      '/..//evil.example',
      'https://evil.example',
      'javascript:alert(1)',
    ])
      expect(await nextOf(evil)).toBe('/plans');
    expect((await get('/auth/openid?next=/a&next=/b')).statusCode).toBe(303);
  });

  it.each([
    ['nobody', 'cancelled', {}],
    ['unsure', 'unverified', { email: 'unsure@example.com', email_verified: false }],
  ])('says of %s that it is %s', async (who, code, claims) => {
    if (who !== 'nobody') provider.know(who, claims);
    const answer = await signIn(who, '/new');
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `${BASE_URL}/sign-in?openid=${code}&next=%2Fnew`]);
    expect(cookieOf(answer, '__Host-tripmaster')).toBeUndefined();
    expect(headersOf(answer)).toEqual(['no-store', 'no-referrer']);
  });

  it('says that an address is taken by an account that never proved it', async () => {
    const payload = { email: 'early@example.com', password: 'a long enough password' };
    await server.app.inject({ method: 'POST', url: '/trpc/auth.register', payload });
    provider.know('early', { email: 'early@example.com', email_verified: true });
    expect((await signIn('early')).headers.location).toBe(`${BASE_URL}/sign-in?openid=taken`);
  });

  it('lets one of a hundred uses of an answer in, and none in another browser', async () => {
    const { url, cookies } = await there('ana');
    for (const other of [{}, (await there('ana')).cookies])
      expect((await get(url, { cookies: other })).headers.location).toContain('openid=failed');
    const answers = await Promise.all(Array.from({ length: 100 }, () => get(url, { cookies })));
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([303]));
    expect(answers.filter((answer) => cookieOf(answer, '__Host-tripmaster') !== undefined)).toHaveLength(1);
    expect(answers.filter(({ headers }) => headers.location === `${BASE_URL}/sign-in?openid=failed`)).toHaveLength(99);
  });

  it('fails without a fault for whatever comes to the callback', async () => {
    const { cookies } = await there('ana');
    for (const query of [
      '',
      '?',
      '?state=x',
      '?code=x',
      '?state=%00&code=%ff',
      '?state=x&state=y',
      '?error=access_denied',
      `?code=${'x'.repeat(3_000)}`,
    ])
      for (const jar of [{}, cookies, { [COOKIE]: 'x'.repeat(3_000) }]) {
        const answer = await get(`/auth/openid/callback${query}`, { cookies: jar });
        expect([answer.statusCode, answer.headers.location]).toEqual([303, `${BASE_URL}/sign-in?openid=failed`]);
      }
  });

  it('is no business of frames, pictures and scripts, nor of HEAD', async () => {
    for (const headers of [
      { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' },
      { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
    ])
      for (const url of ['/auth/openid', '/auth/openid/callback']) expect((await get(url, { headers })).statusCode).toBe(403);
    expect((await server.app.inject({ method: 'HEAD', url: '/auth/openid' })).statusCode).toBe(404);
  });

  it('knows a browser again that has signed in to the account, though it comes back from another site', async () => {
    provider.know('again', { email: 'again@example.com', email_verified: true });
    const first = await signIn('again');
    const device = cookieOf(first, '__Host-tripmaster-device')?.value ?? '';
    const mails = () => server.application.db.read.select().from(server.application.db.tables.mailOutbox);
    const before = (await mails()).length;
    const begun = await get('/auth/openid', { cookies: { '__Host-tripmaster-device': device } });
    const back = await provider.signIn(placeOf(begun).href, 'again');
    const mine = { [COOKIE]: cookieOf(begun, COOKIE)?.value ?? '' };
    await get(back.pathname + back.search, { cookies: mine, headers: { 'user-agent': FIREFOX } });
    expect(await mails()).toHaveLength(before);
    const { url, cookies } = await there('again');
    await get(url, { cookies, headers: { 'user-agent': SAFARI } });
    expect(await mails()).toHaveLength(before + 1);
  });

  it('asks for the second factor on the sign-in page', async () => {
    provider.know('careful', { email: 'careful@example.com', email_verified: true });
    await signIn('careful');
    const { db } = server.application;
    await db.write(async (tx) => {
      const { users, totp } = db.tables;
      const [person] = (await tx.select().from(users)).filter(({ email }) => email === 'careful@example.com');
      await tx.insert(totp).values({ userId: person?.id ?? '', secret: 'x', confirmedAt: 1, lastStep: 0, createdAt: 1 });
    });
    const answer = await signIn('careful', '/new');
    const place = placeOf(answer);
    expect([place.pathname, place.search]).toEqual(['/sign-in', '?next=%2Fnew']);
    const fragment = new URLSearchParams(place.hash.slice(1));
    expect(fragment.get('challenge')).toMatch(/^[\w-]{43}$/);
    expect(fragment.get('methods')).toBe('totp');
    expect(cookieOf(answer, '__Host-tripmaster')).toBeUndefined();
  });

  it('counts beginnings and ends by network address', async () => {
    const strict = await start({ RATE_LIMIT_SCALE: '0.1' });
    const statuses = await Promise.all(Array.from({ length: 14 }, async () => (await get('/auth/openid', {}, strict)).statusCode));
    expect(statuses.filter((status) => status === 303)).toHaveLength(12);
    const refused = await get('/auth/openid/callback', {}, strict);
    expect([refused.statusCode, Number(refused.headers['retry-after']) > 0]).toEqual([429, true]);
    await strict.stop();
  });

  it('says that it failed while the provider is down, says why in the log alone, and is not there where none is set up', async () => {
    const lines: string[] = [];
    const gone = await startProvider({ redirectUri: `${BASE_URL}/auth/openid/callback` });
    await gone.stop();
    const down = await startServer(
      engine,
      { BASE_URL, OPENID_ISSUER: gone.settings.issuer, OPENID_CLIENT_ID: 'x', LOG_LEVEL: 'info' },
      { logStream: { write: (line: string) => lines.push(line) > 0 } },
    );
    const answer = await get('/auth/openid?next=/new', {}, down);
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `${BASE_URL}/sign-in?openid=failed&next=%2Fnew`]);
    expect(lines.join('')).toContain('ECONNREFUSED');
    await down.stop();
    const none = await startServer(engine);
    expect((await get('/auth/openid', {}, none)).statusCode).toBe(404);
    await none.stop();
  });
});

describe('its settings', () => {
  const both = { OPENID_ISSUER: 'https://id.example/realms/x/', OPENID_CLIENT_ID: 'trip' };

  it('are off when absent, and kept as they are written', () => {
    expect(readConfig({}).openId).toBeUndefined();
    expect(readConfig(both).openId).toEqual({ issuer: 'https://id.example/realms/x/', clientId: 'trip', name: 'id.example' });
    expect(readConfig({ ...both, OPENID_CLIENT_SECRET: 's', OPENID_NAME: 'Our id' }).openId).toMatchObject({
      clientSecret: 's',
      name: 'Our id',
    });
  });

  it.each([
    [{ OPENID_ISSUER: 'https://id.example' }, 'OPENID_CLIENT_ID is missing'],
    [{ OPENID_CLIENT_ID: 'x' }, 'OPENID_ISSUER is missing'],
    [{ OPENID_CLIENT_SECRET: 'x' }, 'OPENID_CLIENT_SECRET needs OPENID_ISSUER'],
    [{ OPENID_NAME: 'x' }, 'OPENID_NAME needs OPENID_ISSUER'],
    [{ ...both, OPENID_ISSUER: 'id.example' }, 'OPENID_ISSUER is not an http(s) address'],
    [{ ...both, OPENID_ISSUER: 'http://id.example' }, 'OPENID_ISSUER must be https://'],
    [{ ...both, OPENID_ISSUER: 'https://id.example/?x' }, 'OPENID_ISSUER must have neither'],
    [{ ...both, OPENID_ISSUER: 'https://id.example/.well-known/openid-configuration' }, 'OPENID_ISSUER is the part before'],
  ])('refuse %j in a sentence', (environment, words) => {
    expect(() => readConfig(environment)).toThrow(words);
  });

  it('take plain http on this machine alone', () => {
    expect(readConfig({ ...both, OPENID_ISSUER: 'http://127.0.0.1:8080/x' }).openId).toMatchObject({ name: '127.0.0.1:8080' });
  });
});
