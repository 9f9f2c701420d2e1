import { ENGINES } from '@tripmaster/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startServer, type Server } from './testing.ts';

const PASSWORD = 'a long enough password';
const line = z.object({
  msg: z.string(),
  actor: z.string().optional(),
  refused: z.array(z.object({ code: z.string(), procedure: z.string().optional() })).optional(),
});

describe.each(ENGINES)('what was refused, in the log of %s', (engine) => {
  const lines: string[] = [];
  let server: Server;
  let signed: Record<string, string> = {};
  beforeAll(async () => {
    const provider = { OPENID_ISSUER: 'http://127.0.0.1:9', OPENID_CLIENT_ID: 'trips' };
    server = await startServer(
      engine,
      { LOG_LEVEL: 'info', ...provider },
      { logStream: { write: (text: string) => lines.push(text) > 0 } },
    );
    const response = await post('auth.register', { email: 'ana@example.com', password: PASSWORD }, { 'x-client': 'token' });
    signed = { authorization: `Bearer ${response.json().result.data.session.accessToken}` };
  });
  afterAll(() => server.stop());

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    server.app.inject({
      method: 'POST',
      url: `/trpc/${path}`,
      headers: { 'content-type': 'application/json', ...headers },
      payload: JSON.stringify(body),
    });
  const get = (url: string, headers: Record<string, string> = {}) => server.app.inject({ url, headers });
  const last = () => line.parse(JSON.parse(lines.at(-1) ?? ''));

  it('is a wrong password, an input that can’t be, a missing right, somebody else’s trip, another site', async () => {
    const foreign = encodeURIComponent(JSON.stringify({ id: '01a20671-6769-77d1-bb8e-64757ca38b0d' }));
    for (const [ask, refusal] of [
      [() => post('auth.login', { email: 'ana@example.com', password: 'wrong' }), { code: 'wrong-credentials', procedure: 'auth.login' }],
      [() => post('auth.login', { email: 'ana@example.com', extra: 1 }), { code: 'invalid-input', procedure: 'auth.login' }],
      [() => get('/trpc/account.me'), { code: 'unauthenticated', procedure: 'account.me' }],
      [() => get('/trpc/admin.users.list', signed), { code: 'unknown-procedure', procedure: 'admin.users.list' }],
      [() => get(`/trpc/plans.get?input=${foreign}`, signed), { code: 'not-found', procedure: 'plans.get' }],
      [() => get('/trpc/account.me', { accept: 'text/event-stream' }), { code: 'unauthenticated', procedure: 'account.me' }],
      [() => post('auth.logout', {}, { origin: 'https://evil.example' }), { code: 'origin-refused' }],
      [() => get('/auth/openid/callback?code=x&state=y'), { code: 'unauthenticated', procedure: 'openid failed' }],
      [() => get('/%E0%A4%A'), { code: 'malformed-request' }],
    ] as const) {
      await ask();
      expect(last()).toMatchObject({ msg: 'request', refused: [refusal] });
    }
  });

  it('is named call by call in a batch', async () => {
    await get('/trpc/account.me,discover.list,account.security?batch=1');
    expect(last().refused).toEqual([
      { code: 'unauthenticated', procedure: 'account.me' },
      { code: 'unauthenticated', procedure: 'account.security' },
    ]);
  });

  it('says who asked by the name they have in the audit log, and nothing where all is well', async () => {
    await get('/trpc/account.me', signed);
    const { actor, refused } = last();
    const { tables, read } = server.application.db;
    const [person] = await read.select({ auditRef: tables.users.auditRef }).from(tables.users);
    expect([actor, refused]).toEqual([person?.auditRef, undefined]);
    expect(lines.join('')).not.toContain('ana@example.com');
  });

  it('takes no token out of an address', async () => {
    const parameters = encodeURIComponent(JSON.stringify({ token: signed['authorization']?.slice('Bearer '.length) }));
    const response = await get(`/trpc/account.me?connectionParams=${parameters}`, { accept: 'text/event-stream' });
    expect(response.statusCode).toBe(401);
  });
});
