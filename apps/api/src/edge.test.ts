import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENGINES } from '@tripmaster/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from './env.ts';
import { startServer, type Server } from './testing.ts';

const BASE = 'https://trip.example';
const FRIEND = 'https://friend.example';
const PERSON = { email: 'ana@example.com', password: 'a long enough password' };
const PRODUCTION = { NODE_ENV: 'production', BASE_URL: BASE, CORS_ORIGINS: `${FRIEND}/, https://other.example` };

describe.each(ENGINES)('the edge in production on %s', (engine) => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer(engine, { ...PRODUCTION, TRUST_PROXY: '192.0.2.0/24' });
    await post('auth.register', PERSON);
  });
  afterAll(() => server.stop());

  const ask = (url: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'OPTIONS' = 'GET') =>
    server.app.inject({ method, url, headers, remoteAddress: '192.0.2.1' });
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    server.app.inject({
      method: 'POST',
      url: `/trpc/${path}`,
      remoteAddress: '192.0.2.1',
      headers: { 'content-type': 'application/json', ...headers },
      payload: JSON.stringify(body),
    });
  const CLEAR = { 'x-forwarded-proto': 'http', host: 'evil.example' };

  it('sends people who came in the clear to https, never to the host they name', async () => {
    for (const [url, location] of [
      ['/plans?a=1', `${BASE}/plans?a=1`],
      ['//evil.example/', `${BASE}//evil.example/`],
      ['http://evil.example/x', `${BASE}/`],
    ] as const) {
      const response = await ask(url, CLEAR);
      expect([url, response.statusCode]).toEqual([url, 308]);
      expect(new URL(String(response.headers.location)).origin).toBe(BASE);
      if (!url.startsWith('http')) expect(response.headers.location).toBe(location);
    }
    expect((await ask('/', CLEAR, 'HEAD')).statusCode).toBe(308);
  });

  it('takes no password in the clear', async () => {
    const response = await post('auth.login', PERSON, CLEAR);
    expect([response.statusCode, response.json().error.data.code]).toEqual([403, 'origin-refused']);
    expect(response.headers['set-cookie']).toBeUndefined();
  });

  it('lets no program think that plain http works: calls, files and whatever carries a token are refused', async () => {
    for (const [url, headers] of [
      ['/trpc/discover.list', {}],
      ['/plans/01a20671-6769-77d1-bb8e-64757ca38b0d.ics', {}],
      ['/account/export.json', {}],
      ['/anything', { authorization: 'Bearer x' }],
    ] as const) {
      const { statusCode, headers: got } = await ask(url, { ...CLEAR, ...headers });
      expect([url, statusCode, got.location]).toEqual([url, 403, undefined]);
    }
    expect((await ask('/account/security', CLEAR)).statusCode).toBe(308);
  });

  it('repeats nothing for TRACE', async () => {
    const { statusCode, body } = await server.app.inject({ method: 'TRACE', url: '/livez', headers: { 'x-secret': 'canary' } });
    expect([statusCode, body.includes('canary')]).toEqual([404, false]);
  });

  it('redirects nobody who came by https, no probe, and nobody by the word of a stranger', async () => {
    expect((await ask('/trpc/discover.list', { 'x-forwarded-proto': 'https' })).statusCode).toBe(200);
    expect((await ask('/trpc/discover.list', { 'x-forwarded-proto': 'https, http' })).statusCode).toBe(200);
    expect((await ask('/trpc/discover.list')).statusCode).toBe(200);
    expect((await ask('/livez', CLEAR)).statusCode).toBe(200);
    expect((await ask('/readyz?x=1', CLEAR)).statusCode).toBe(200);
    const stranger = await server.app.inject({ url: '/trpc/discover.list', headers: CLEAR, remoteAddress: '198.51.100.1' });
    expect(stranger.statusCode).toBe(200);
  });

  it('goes in no circle when no proxy is trusted', async () => {
    const alone = await startServer(engine, PRODUCTION);
    expect((await alone.app.inject({ url: '/trpc/discover.list', headers: CLEAR })).statusCode).toBe(200);
    await alone.stop();
  });

  it('gives answers and downloads a policy under which nothing runs', async () => {
    const strict = "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'";
    for (const url of ['/livez', '/trpc/account.me', '/nothing', '/trpc/%E0%A4%A', '/%E0%A4%A']) {
      const policy = String((await ask(url)).headers['content-security-policy']);
      expect([url, policy.replaceAll('; ', ';')]).toEqual([url, strict]);
    }
    const { headers: bare } = await ask('/%E0%A4%A');
    expect(bare).toMatchObject({ 'strict-transport-security': 'max-age=63072000; includeSubDomains', 'x-content-type-options': 'nosniff' });
    const { headers } = await ask('/plans/01a20671-6769-77d1-bb8e-64757ca38b0d.html');
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; .*; sandbox$/);
  });

  it('gives pages and their files a policy without unsafe sources', async () => {
    const webFolder = await mkdtemp(join(tmpdir(), 'tripmaster-web-'));
    await mkdir(join(webFolder, 'assets'));
    await writeFile(join(webFolder, 'index.html'), '<!doctype html>');
    await writeFile(join(webFolder, 'assets', 'worker.js'), '');
    const web = await startServer(engine, PRODUCTION, { webFolder });
    for (const url of ['/', '/reset-password', '/assets/worker.js']) {
      const { statusCode, headers } = await web.app.inject({ url, headers: { accept: 'text/html' } });
      const policy = String(headers['content-security-policy']);
      expect([url, statusCode]).toEqual([url, 200]);
      expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'; /);
      expect(policy).toMatch(/; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; upgrade-insecure-requests$/);
      expect(policy).toContain("; object-src 'none'; ");
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
      expect(headers['referrer-policy']).toBe('no-referrer');
    }
    // No list of a folder, nothing beside it, nothing hidden.
    for (const url of ['/assets', '/assets/', '/.git/config', '/../package.json', '/%2e%2e/package.json', '/assets/..%2f..%2fsecrets.json'])
      expect([url, (await web.app.inject({ url })).statusCode]).toEqual([url, 404]);
    await web.stop();
    const plain = await startServer(engine, {}, { webFolder });
    const { headers } = await plain.app.inject({ url: '/' });
    expect(headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
    expect(headers).not.toHaveProperty('strict-transport-security');
    await plain.stop();
    await rm(webFolder, { recursive: true });
  });

  it('says that trusting everybody can be forged, and logs the address a proxy forwards', async () => {
    const lines: string[] = [];
    const logStream = { write: (line: string) => lines.push(line) > 0 };
    const address = async (TRUST_PROXY: string, remoteAddress: string, forwarded: string) => {
      const one = await startServer(engine, { ...PRODUCTION, TRUST_PROXY, LOG_LEVEL: 'info' }, { logStream });
      await one.app.inject({ url: '/livez', remoteAddress, headers: { 'x-forwarded-for': forwarded } });
      await one.stop();
      return /"address":"([^"]*)"/.exec(lines.at(-1) ?? '')?.[1];
    };
    expect(await address('uniquelocal', '10.0.0.1', '203.0.113.9, 198.51.100.7')).toBe('198.51.100.7');
    expect(await address('uniquelocal', '198.51.100.1', '203.0.113.9')).toBe('198.51.100.1');
    expect(await address('1', '198.51.100.1', '203.0.113.9, 203.0.113.10')).toBe('203.0.113.10');
    expect(await address('false', '10.0.0.1', '203.0.113.9')).toBe('10.0.0.1');
    expect(lines.filter((line) => line.includes('can be forged'))).toEqual([]);
    expect(await address('true', '198.51.100.1', '203.0.113.9')).toBe('203.0.113.9');
    expect(await address('true', '198.51.100.1', '"no address"')).toBe('unknown');
    expect(lines.filter((line) => line.includes('can be forged')).length).toBe(2);
  });

  it('takes no list of origins that browsers would never send', () => {
    for (const CORS_ORIGINS of ['friend.example', 'https://friend.example/app', 'null', 'ftp://friend.example'])
      expect(() => readConfig({ CORS_ORIGINS })).toThrow(`CORS_ORIGINS has "${CORS_ORIGINS}", which is no origin`);
    expect(readConfig({ CORS_ORIGINS: 'https://Friend.example/,http://localhost:5173' }).corsOrigins).toEqual([
      FRIEND,
      'http://localhost:5173',
    ]);
  });

  it('sends every header that keeps a browser safe, and none that tells what runs here', async () => {
    const { headers } = await ask('/trpc/account.me');
    expect(headers).toMatchObject({
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cache-control': 'no-store',
      'permissions-policy': expect.stringContaining('camera=()'),
    });
    expect(headers).not.toHaveProperty('server');
    expect(headers).not.toHaveProperty('x-powered-by');
  });

  it('sets a cookie that no script, no plain http and no other site gets', async () => {
    const { headers } = await post('auth.login', PERSON, { origin: BASE });
    const cookies = [headers['set-cookie'] ?? []].flat();
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__Host-/);
      expect(cookie).toMatch(/; Path=\/;/);
      expect(cookie).toMatch(/; HttpOnly/);
      expect(cookie).toMatch(/; Secure/);
      expect(cookie).toMatch(/; SameSite=Strict/);
      expect(cookie).not.toMatch(/domain/i);
    }
  });

  it('answers the preflight of a site on the list, and no other’s', async () => {
    const preflight = (origin: string) => ask('/trpc/auth.login', { origin, 'access-control-request-method': 'POST' }, 'OPTIONS');
    const friend = await preflight(FRIEND);
    expect(friend.headers).toMatchObject({
      'access-control-allow-origin': FRIEND,
      'access-control-allow-methods': 'GET, POST',
      'access-control-max-age': '600',
      vary: 'Origin',
    });
    for (const origin of ['https://evil.example', 'null', `${FRIEND}.evil.example`, FRIEND.replace('https', 'http')]) {
      const { headers } = await preflight(origin);
      expect(headers).not.toHaveProperty('access-control-allow-origin');
      expect(headers.vary).toBe('Origin');
    }
  });

  it('keeps caches from giving one site the answer of another, whichever way a call takes', async () => {
    for (const accept of ['application/json', 'text/event-stream', 'application/jsonl']) {
      const { headers } = await ask('/trpc/discover.list', { origin: FRIEND, accept });
      expect(headers['access-control-allow-origin']).toBe(FRIEND);
      expect(headers.vary).toMatch(/\bOrigin\b/i);
    }
    expect((await ask('/livez')).headers.vary).toBe('Origin');
  });

  it('takes changes from the app, from sites on the list and from clients that are no browsers', async () => {
    const status = async (headers: Record<string, string>) => (await post('auth.login', PERSON, headers)).statusCode;
    expect(await status({ origin: BASE })).toBe(200);
    expect(await status({ origin: FRIEND, 'sec-fetch-site': 'cross-site' })).toBe(200);
    expect(await status({})).toBe(200);
    for (const site of ['same-origin', 'none']) expect(await status({ 'sec-fetch-site': site })).toBe(200);
    for (const site of ['cross-site', 'same-site']) expect(await status({ 'sec-fetch-site': site })).toBe(403);
    for (const origin of ['null', 'https://evil.example', `${BASE}:8443`, `${BASE}/`, 'https://TRIP.example', ''])
      expect([origin, await status({ origin, 'sec-fetch-site': 'same-origin' })]).toEqual([origin, 403]);
    expect(await status({ origin: 'http://127.0.0.1', host: '127.0.0.1' })).toBe(403);
  });

  it('works for no foreign picture or script', async () => {
    const picture = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' };
    expect((await ask('/trpc/discover.list', picture)).statusCode).toBe(403);
    expect((await ask('/trpc/discover.list', { ...picture, 'sec-fetch-mode': 'cors' })).statusCode).toBe(200);
  });

  it('changes nothing by GET, whatever a request calls itself', async () => {
    const input = encodeURIComponent(JSON.stringify({ 0: PERSON, 1: PERSON }));
    const one = encodeURIComponent(JSON.stringify(PERSON));
    for (const headers of [
      {},
      { accept: 'text/event-stream' },
      { 'trpc-accept': 'application/jsonl' },
      { 'x-http-method-override': 'POST' },
    ] satisfies Record<string, string>[]) {
      for (const url of [
        `/trpc/auth.login?input=${one}`,
        `/trpc/auth.login?_method=POST&input=${one}`,
        `/trpc/auth.login,auth.login?batch=1&input=${input}`,
        `/trpc/discover.list,auth.login?batch=1&input=${input}`,
        `/trpc/auth.login?batch=true&input=${one}`,
      ]) {
        const response = await ask(url, headers);
        expect(response.headers['set-cookie']).toBeUndefined();
        expect(response.body).not.toContain('accessToken');
      }
    }
    expect((await ask(`/trpc/auth.login?input=${one}`, {}, 'HEAD')).statusCode).toBe(404);
    expect((await ask(`/trpc/auth.login?input=${one}`, {}, 'PUT')).statusCode).toBe(404);
  });

  it('refuses a batch from elsewhere as it refuses a single call', async () => {
    const batch = { 0: PERSON, 1: PERSON };
    expect((await post('auth.login,auth.login?batch=1', batch, { origin: 'https://evil.example' })).statusCode).toBe(403);
    expect((await post('auth.login,auth.login?batch=1', batch, { origin: BASE })).statusCode).toBe(200);
  });

  it('reads no address that is too long', async () => {
    expect((await ask(`/trpc/discover.list?input=${'x'.repeat(50_000)}`)).statusCode).toBe(413);
    expect((await ask(`/new?${'x'.repeat(5_000)}`)).statusCode).toBe(413);
    expect((await ask(`/new?${'x'.repeat(3_000)}`)).statusCode).toBe(404);
  });
});
