import { createPublicKey, verify } from 'node:crypto';
import { AppError } from '@tripmaster/contracts';
import { ENGINES } from '@tripmaster/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from './app.ts';
import { readConfig } from './env.ts';
import { startServer, type Server } from './testing.ts';

const JSON_HEADERS = { 'content-type': 'application/json' };
const PERSON = { email: 'ana@example.com', password: 'a long enough password' };

const listWith = (cursor: unknown) =>
  `/trpc/discover.list?input=${encodeURIComponent(JSON.stringify({ cursor: Buffer.from(JSON.stringify(cursor)).toString('base64url') }))}`;

describe.each(ENGINES)('HTTP on %s', (engine) => {
  let server: Server;
  let token = '';
  beforeAll(async () => {
    server = await startServer(engine);
    const response = await post('auth.register', PERSON, { 'x-client': 'token' });
    token = response.json().result.data.session.accessToken;
  });
  afterAll(() => server.stop());

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    server.app.inject({ method: 'POST', url: `/trpc/${path}`, headers: { ...JSON_HEADERS, ...headers }, payload: JSON.stringify(body) });
  const raw = (payload: string, headers: Record<string, string> = JSON_HEADERS) =>
    server.app.inject({ method: 'POST', url: '/trpc/auth.login', headers, payload });
  const changes = (length: number) => ({
    id: '01a20671-6769-77d1-bb8e-64757ca38b0d',
    version: 1,
    operations: Array.from({ length: Math.ceil(length / 4_000) }, () => ({ op: 'note', itemId: 'a', notes: 'x'.repeat(4_000) })),
  });
  const signed = () => ({ authorization: `Bearer ${token}` });

  it('answers a call and a batch of calls as tRPC does', async () => {
    const one = await server.app.inject({ url: '/trpc/account.me', headers: signed() });
    expect([one.statusCode, one.json().result.data.email]).toEqual([200, PERSON.email]);
    const batch = await server.app.inject({
      url: `/trpc/account.me,discover.list?batch=1&input=${encodeURIComponent('{"1":{"limit":1}}')}`,
      headers: signed(),
    });
    expect([batch.statusCode, batch.json().length, batch.json()[1].result.data]).toEqual([200, 2, { items: [] }]);
  });

  it('gives the direct way and tRPC’s own adapter the same answers', async () => {
    for (const [path, headers] of [
      ['/trpc/account.me', signed()],
      ['/trpc/account.me', {}],
      ['/trpc/plans.get?input=%7B%22id%22%3A1%7D', signed()],
    ] as const) {
      const direct = await server.app.inject({ url: path, headers });
      const adapter = await server.app.inject({ url: path, headers: { ...headers, accept: 'text/event-stream' } });
      expect([adapter.statusCode, adapter.json()]).toEqual([direct.statusCode, direct.json()]);
    }
  });

  it('takes the changes of a long trip, which are larger than any other call', async () => {
    const response = await post('plans.update', changes(400_000), signed());
    expect([response.statusCode, response.json().error.data.code]).toEqual([404, 'not-found']);
  });

  it('takes files to import of 3 MB', async () => {
    const response = await post('plans.import', { name: 'a.csv', content: `date,title\n${'x'.repeat(2_800_000)}` }, signed());
    expect([response.statusCode, response.json().error.data.code]).toEqual([422, 'unreadable-file']);
  });

  it('answers a mixed batch with 207 and an error in its place', async () => {
    const batch = await server.app.inject({ url: '/trpc/account.me,discover.list?batch=1', headers: {} });
    expect(batch.statusCode).toBe(207);
    expect(batch.json()[0].error.data).toMatchObject({ code: 'unauthenticated', httpStatus: 401 });
    expect(batch.json()[1].result.data.items).toEqual([]);
  });

  it.each([
    ['malformed JSON', () => raw('{"email":'), 400, 'malformed-request'],
    ['a body that is no object', () => raw('7'), 400, 'invalid-input'],
    ['an unknown field', () => post('auth.login', { ...PERSON, admin: true }), 400, 'invalid-input'],
    ['an unknown procedure', () => server.app.inject({ url: '/trpc/plans.nothing' }), 404, 'unknown-procedure'],
    ['a query called as a mutation', () => post('account.me', {}), 405, 'method-not-supported'],
    ['a mutation called as a query', () => server.app.inject({ url: '/trpc/auth.login' }), 405, 'method-not-supported'],
    ['another content type', () => raw('email=a', { 'content-type': 'application/x-www-form-urlencoded' }), 415, 'unsupported-media-type'],
    ['no content type', () => raw('{}', {}), 415, 'unsupported-media-type'],
    ['a body over 64 KiB', () => raw(JSON.stringify({ email: 'x'.repeat(70_000) })), 413, 'payload-too-large'],
    ['changes of a plan over 512 KiB', () => post('plans.update', changes(530_000)), 413, 'payload-too-large'],
    ['a file to import over 4 MiB', () => post('plans.import', { name: 'a', content: 'x'.repeat(4_300_000) }), 413, 'payload-too-large'],
    ['as many in a batch', () => post('plans.update,plans.list?batch=1', { 0: changes(70_000) }), 413, 'payload-too-large'],
    ['a long change of a plan by nobody', () => post('plans.update', { id: 'x'.repeat(500_000) }), 401, 'unauthenticated'],
    [
      'a forged token',
      () => server.app.inject({ url: '/trpc/account.me', headers: { authorization: 'Bearer a.b.c' } }),
      401,
      'unauthenticated',
    ],
    [
      'another kind of authorization',
      () => server.app.inject({ url: '/trpc/account.me', headers: { authorization: 'Basic YTpi' } }),
      401,
      'unauthenticated',
    ],
    ['a NUL in an address', () => post('auth.login', { email: 'a\0@example.com', password: 'x' }), 400, 'invalid-input'],
    [
      'a half character in a password',
      () => post('auth.register', { email: 'half@example.com', password: '\ud800 and enough more' }),
      400,
      'invalid-input',
    ],
    [
      'a batch that is too long',
      () => server.app.inject({ url: `/trpc/${Array.from({ length: 60 }, () => 'discover.list').join(',')}?batch=1` }),
      400,
      'malformed-request',
    ],
    ['a refresh token with a NUL', () => post('auth.refresh', { refreshToken: '\0.abc' }), 400, 'invalid-input'],
    [
      'a cursor that is no whole number',
      () => server.app.inject({ url: listWith([1.5, '01a20671-6769-77d1-bb8e-64757ca38b0d']) }),
      400,
      'invalid-input',
    ],
    [
      'a month past every calendar',
      () => post('plans.preview', { destinations: [{ name: 'Lisbon' }], dates: { month: '9999-12', days: 60 }, travellers: { adults: 1 } }),
      400,
      'invalid-input',
    ],
    [
      'a file of an inherited name',
      () => server.app.inject({ url: '/plans/01a20671-6769-77d1-bb8e-64757ca38b0d.constructor' }),
      404,
      'not-found',
    ],
    // Regression: tRPC's adapter failed (500) on a Host that holds a user's name.
    [
      'a host with a name and a password',
      () => server.app.inject({ url: '/trpc/auth.login', headers: { host: 'ana:secret@localhost' } }),
      400,
      'malformed-request',
    ],
    ['a broken percent escape', () => server.app.inject({ url: '/trpc/%E0%A4%A' }), 400, 'malformed-request'],
  ])('refuses %s with its own code and no internals', async (_name, ask, status, code) => {
    const response = await ask();
    expect(response.statusCode).toBe(status);
    const { error } = response.json();
    expect(error.data.code).toBe(code);
    expect(typeof error.message).toBe('string');
    expect(response.body).not.toMatch(/\bat \w+|node_modules|stack|SQLITE|zod/i);
  });

  it('names the field and the reason', async () => {
    const { error } = (await post('auth.register', { email: 'nobody', password: 7 })).json();
    expect(error.data.details.fields).toEqual([
      { path: 'email', reason: 'is not an e-mail address' },
      { path: 'password', reason: 'must be text' },
    ]);
  });

  it('refuses an expired token, then renews the session by the cookie alone', async () => {
    const login = await post('auth.login', PERSON);
    const cookie = login.cookies.find(({ name }) => name === '__Host-tripmaster');
    expect(cookie).toMatchObject({ name: '__Host-tripmaster', httpOnly: true, secure: true, sameSite: 'Strict', path: '/' });
    expect(login.json().result.data.session.refreshToken).toBeUndefined();
    const old = login.json().result.data.session.accessToken;
    server.clock.ms += 11 * 60_000;
    const me = (bearer: string) => server.app.inject({ url: '/trpc/account.me', headers: { authorization: `Bearer ${bearer}` } });
    expect((await me(old)).statusCode).toBe(401);
    const renewed = await post('auth.refresh', {}, { cookie: `__Host-tripmaster=${cookie?.value ?? ''}` });
    expect((await me(renewed.json().result.data.session.accessToken)).statusCode).toBe(200);
    // A script that got into the page could call itself a client that is no browser.
    const next = renewed.cookies.find(({ name }) => name === '__Host-tripmaster')?.value ?? '';
    const asked = await post('auth.refresh', {}, { cookie: `__Host-tripmaster=${next}`, 'x-client': 'token' });
    expect([asked.statusCode, asked.json().result.data.session.refreshToken, asked.cookies.length]).toEqual([200, undefined, 1]);
    const again = await post('auth.login', PERSON, { 'x-client': 'token' });
    token = again.json().result.data.session.accessToken;
  });

  it('refuses changes that another site’s page asks for', async () => {
    const foreign = await post('auth.login', PERSON, { origin: 'https://evil.example', host: 'localhost:3000' });
    expect([foreign.statusCode, foreign.json().error.data.code]).toEqual([403, 'origin-refused']);
    for (const origin of ['ftp://localhost:3000', 'null', 'http://localhost:3000.evil.example']) {
      expect((await post('auth.login', PERSON, { origin, host: 'localhost:3000' })).statusCode).toBe(403);
    }
    expect((await post('auth.login', PERSON, { origin: 'http://evil.example', host: 'evil.example' })).statusCode).toBe(403);
    expect((await post('auth.login', PERSON, { origin: 'http://localhost:3000', host: 'localhost:3000' })).statusCode).toBe(200);
  });

  // Regression: tRPC's adapter called its early refusals text/plain, which a client then did not read.
  it.each([
    ['connection parameters that are no object', '/trpc/plans.generate?connectionParams=%5B1%5D', { accept: 'text/event-stream' }],
    ['connection parameters that are no JSON', '/trpc/auth.login?connectionParams=%7B', {}],
    ['a streamed answer to a single call', '/trpc/account.me', { 'trpc-accept': 'application/jsonl' }],
  ])('refuses %s in JSON that says it is JSON', async (_name, url, headers) => {
    const response = await server.app.inject({ url, headers });
    expect([response.statusCode, response.headers['content-type']]).toEqual([400, 'application/json; charset=utf-8']);
    expect(response.json().error.data.code).toBe('malformed-request');
  });

  // Regression: a refusal that came by way of tRPC's adapter said how long to wait in its body alone.
  it('says how long to wait in the headers, whichever way the call took', async () => {
    const { application, config } = server;
    const busy = async (): Promise<never> => {
      throw new AppError('unavailable', { retryAfterSeconds: 5 });
    };
    const app = await buildApp({ ...application, auth: { ...application.auth, actorOf: busy } }, config);
    for (const headers of [signed(), { ...signed(), accept: 'text/event-stream' }]) {
      const response = await app.inject({ url: '/trpc/account.me', headers });
      expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '5']);
    }
    await app.close();
  });

  it('runs nothing for HEAD', async () => {
    const { statusCode } = await server.app.inject({ method: 'HEAD', url: '/trpc/auth.logout', headers: signed() });
    expect(statusCode).toBe(404);
    expect((await server.app.inject({ url: '/trpc/account.me', headers: signed() })).statusCode).toBe(200);
  });

  it('sends the headers that keep a browser safe', async () => {
    const { headers } = await server.app.inject({ url: '/livez' });
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/) });
  });

  it('shows the public keys of its access tokens, and nothing of the private ones', async () => {
    const { statusCode, headers, body } = await server.app.inject({ url: '/.well-known/jwks.json' });
    expect([statusCode, headers['cache-control']]).toEqual([200, 'public, max-age=300']);
    const text = { x: expect.any(String), kid: expect.any(String) };
    expect(JSON.parse(body)).toEqual({ keys: [{ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig', ...text }] });
    const [head, claims, signature = ''] = token.split('.');
    const key = createPublicKey({ key: JSON.parse(body).keys[0], format: 'jwk' });
    expect(verify(null, Buffer.from(`${head}.${claims}`), key, Buffer.from(signature, 'base64url'))).toBe(true);
  });

  it('says whom to tell of a weakness, where the operator says so', async () => {
    const path = '/.well-known/security.txt';
    expect((await server.app.inject({ url: path })).statusCode).toBe(404);
    const secured = await startServer(engine, {
      BASE_URL: 'https://trip.example',
      SECURITY_CONTACT: 'mailto:security@trip.example, https://trip.example/report',
    });
    const { statusCode, headers, body } = await secured.app.inject({ url: path });
    await secured.stop();
    expect([statusCode, headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8']);
    expect(body).toMatch(
      /^Contact: mailto:security@trip\.example\nContact: https:\/\/trip\.example\/report\nExpires: (.+)\nPreferred-Languages: en\nCanonical: https:\/\/trip\.example\/\.well-known\/security\.txt\n$/,
    );
    const days = (Date.parse(/Expires: (.+)/.exec(body)?.[1] ?? '') - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(90);
    expect(days).toBeLessThan(365);
    for (const SECURITY_CONTACT of ['security@trip.example', 'http://trip.example', 'mailto:a@b.example\nExpires: never'])
      expect(() => readConfig({ SECURITY_CONTACT })).toThrow('SECURITY_CONTACT has');
  });

  it('tells living from ready', async () => {
    expect((await server.app.inject({ url: '/livez' })).statusCode).toBe(200);
    expect((await server.app.inject({ url: '/readyz' })).json()).toEqual({ status: 'ready', database: engine });
  });
});
