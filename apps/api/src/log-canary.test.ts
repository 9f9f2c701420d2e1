import { once } from 'node:events';
import { connect } from 'node:net';
import { ENGINES } from '@tripmaster/db/testing';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type Server } from './testing.ts';

const JSON_HEADERS = { 'content-type': 'application/json' };

/** One word for each place a secret can be in; no line of the log may hold any of them. */
const CANARIES = new Map<string, string>();
function canary(place: string): string {
  const word = CANARIES.get(place) ?? `canary${CANARIES.size}x${place.replace(/\W/g, '').toLowerCase()}`;
  CANARIES.set(place, word);
  return word;
}

describe.each(ENGINES)('what the log of %s never holds', (engine) => {
  const lines: string[] = [];
  let server: Server;
  let port = 0;
  beforeAll(async () => {
    server = await startServer(engine, { LOG_LEVEL: 'trace' }, { logStream: { write: (line: string) => lines.push(line) > 0 } });
    port = Number(new URL(await server.app.listen({ port: 0, host: '127.0.0.1' })).port);
  });
  afterAll(() => server.stop());

  const raw = (path: string, payload: string, headers: Record<string, string> = {}) =>
    server.app.inject({ method: 'POST', url: path, headers: { ...JSON_HEADERS, ...headers }, payload });
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) => raw(`/trpc/${path}`, JSON.stringify(body), headers);
  const get = (url: string, headers: Record<string, string> = {}) => server.app.inject({ url, headers });
  const question = (input: unknown) => `input=${encodeURIComponent(JSON.stringify(input))}`;

  /** Bytes as they are, for what no client would send. */
  async function send(bytes: string): Promise<void> {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined).resume();
    socket.end(bytes);
    await once(socket, 'close');
  }

  /** Everything a person, a browser or an attacker may send a secret in. */
  async function sendAll(when: string): Promise<string[]> {
    const mark = (place: string) => canary(`${when} ${place}`);
    const password = `${mark('password')} and more`;
    const email = `${mark('email')}@example.com`;
    const made: string[] = [];
    const keep = ({ body, cookies }: { body: string; cookies: { value: string }[] }) => {
      made.push(...[...body.matchAll(/"(?:accessToken|refreshToken)":"([^"]+)"/g)].map(([, token = '']) => token));
      made.push(...cookies.map(({ value }) => value).filter((value) => value !== ''));
    };
    keep(await post('auth.register', { email, password }, { 'x-client': 'token' }));
    keep(await post('auth.login', { email, password }));
    const login = await post('auth.login', { email, password }, { 'x-client': 'token' });
    keep(login);
    keep(await post('auth.refresh', { refreshToken: made.at(-1) ?? 'none' }, { 'x-client': 'token' }));
    await post('auth.login', { email, password: mark('wrong password') });
    await post('auth.login', { email, password, [mark('unknown field')]: mark('value of an unknown field') });
    await post('auth.login', { email: [mark('password in the wrong place')], password: { a: mark('password of a wrong type') } });
    await post('auth.refresh', { refreshToken: `01a20671.${mark('refresh token')}` }, { 'x-client': 'token' });
    await post('auth.refresh', {}, { cookie: `__Host-tripmaster=${mark('cookie')}; other=${mark('other cookie')}` });
    await raw('/trpc/auth.login', `{"password":"${mark('broken JSON')}`);
    await raw('/trpc/auth.login', `password=${mark('form')}`, { 'content-type': 'application/x-www-form-urlencoded' });
    await raw('/trpc/auth.login', JSON.stringify({ password: mark('large body').repeat(4_000) }));
    await raw(`/trpc/auth.login?password=${mark('query of a mutation')}`, '{}');
    await raw('/trpc/auth.login', '{}', { origin: 'https://evil.example', authorization: `Bearer ${mark('refused origin')}` });
    await get('/trpc/account.me', { authorization: `Bearer ${mark('bearer')}.a.b` });
    await get('/trpc/account.me', { authorization: `Basic ${mark('basic')}` });
    await get('/trpc/account.me', { authorization: `Bearer ${made[0] ?? 'none'}`, 'idempotency-key': `${mark('key')} \u00fc` });
    await get(`/trpc/plans.get?${question({ id: mark('query input') })}`, { accept: 'text/event-stream' });
    await get(`/trpc/discover.list?${question({ cursor: mark('cursor') })}`);
    await get(`/trpc/discover.list?input={"a":"${mark('broken query')}`);
    await get(`/trpc/discover.list?connectionParams=${encodeURIComponent(JSON.stringify({ token: mark('connection parameter') }))}`, {
      accept: 'text/event-stream',
    });
    await get(`/new?token=${mark('page')}`, { referer: `https://trip.example/?code=${mark('referer')}`, accept: 'text/html' });
    await get(`/new?token=${mark('long address').repeat(400)}`);
    await get(`/trpc/%E0%A4%A?token=${mark('address that can not be read')}`);
    await get(`/plans/01a20671-6769-77d1-bb8e-64757ca38b0d.md?token=${mark('download')}`, { 'x-forwarded-for': mark('forwarded') });
    await get(`/calendar/${mark('calendar address')}.ics`);
    await get(`/%63alendar/${mark('calendar address in letters of a kind')}.ics`);
    await send(`GET /reset-password#${mark('fragment')} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    await send(`${mark('noise')} /\r\nAuthorization: Bearer ${mark('noise in a header')}\r\n\r\n`);
    await send(`GET / HTTP/1.1\r\nHost: localhost\r\nAuthorization : Bearer ${mark('broken header')}\r\n\r\n`);
    await send(`GET / HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${mark('long header').repeat(4_000)}\r\n\r\n`);
    return made;
  }

  it('at level trace: passwords, tokens, cookies, codes and questions, whether they were right, wrong or broken', async () => {
    const made = await sendAll('calm');
    expect(made.filter((token) => token.length > 40).length).toBeGreaterThan(4);
    // The same while the database refuses everything, when errors with whole queries are logged.
    await dropTables(server.config.databaseUrl);
    await sendAll('storm');
    const log = lines.join('');
    expect([log.includes('Failed query: '), log.includes('no such table: users')]).toContain(true);
    expect(CANARIES.size).toBeGreaterThan(60);
    expect([...CANARIES].filter(([, word]) => log.includes(word)).map(([place]) => place)).toEqual([]);
    expect(made.filter((token) => log.includes(token))).toEqual([]);
    expect(/argon2id|Bearer|__Host-/.exec(log)).toBeNull();
  });

  it('and what every line of a request holds', () => {
    const requests = lines.map((line): unknown => JSON.parse(line)).filter((line) => isRequest(line));
    expect(requests.length).toBeGreaterThan(50);
    for (const line of requests) {
      expect(line).toMatchObject({
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        method: expect.stringMatching(/^(GET|POST)$/),
        path: expect.stringMatching(/^\/[^?#]*$/),
        status: expect.any(Number),
        ms: expect.any(Number),
        address: '127.0.0.1',
      });
    }
  });
});

async function dropTables(url: string): Promise<void> {
  if (url.startsWith('file:')) {
    const connection = new Sqlite(url.slice('file:'.length));
    connection.exec('PRAGMA foreign_keys = off; DROP TABLE sessions; DROP TABLE users');
    connection.close();
    return;
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('DROP TABLE sessions, users CASCADE');
  await client.end();
}

function isRequest(line: unknown): boolean {
  return typeof line === 'object' && line !== null && 'msg' in line && line.msg === 'request';
}
