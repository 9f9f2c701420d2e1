import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newSigningKey } from '../tokens/signing-keys.ts';
import { startAuth } from '../testing.ts';

const DAY_MS = 86_400_000;
let people = 0;

describe.each(ENGINES)('sessions on %s', (engine) => {
  let test: TestDatabase;
  let app: Awaited<ReturnType<typeof startAuth>>;
  beforeAll(async () => {
    test = await openTestDatabase(engine);
    app = await startAuth(test);
  });
  afterAll(() => test.remove());

  const signIn = async () => {
    people += 1;
    const result = await app.anyone().auth.register({ email: `s${people}@example.com`, password: 'a long enough password' });
    if (result.status !== 'signed-in' || result.session.refreshToken === undefined) throw new Error('no refresh token');
    return { ...result.session, refreshToken: result.session.refreshToken };
  };
  const refresh = async (refreshToken: string) => (await app.anyone().auth.refresh({ refreshToken })).session.refreshToken ?? '';
  const me = (token: string) => app.withToken(token).account.me();
  const failure = (code: string) => expect.objectContaining({ cause: expect.objectContaining({ code }) });

  it('gives short access tokens whose algorithm, type, issuer and audience are pinned', async () => {
    const { accessToken } = await signIn();
    expect(decodeProtectedHeader(accessToken)).toMatchObject({ alg: 'EdDSA', typ: 'at+jwt' });
    const { exp = 0, iat = 0, iss, aud } = decodeJwt(accessToken);
    expect({ lifetime: exp - iat, iss, aud }).toEqual({ lifetime: 600, iss: 'https://trip.example', aud: 'tripmaster' });
  });

  it('refuses tokens that are expired, foreign, unsigned, of another key or changed', async () => {
    const { accessToken } = await signIn();
    const claims = decodeJwt(accessToken);
    const header = decodeProtectedHeader(accessToken);
    const [own] = app.signingKeys;
    if (own === undefined) throw new Error('no key');
    const key = await importJWK(own, 'EdDSA');
    const foreign = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    const sign = (change: object, protectedHeader: object = {}, by = key) =>
      new SignJWT({ ...claims, ...change }).setProtectedHeader({ alg: 'EdDSA', ...header, ...protectedHeader }).sign(by);
    const none = `${Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt' })).toString('base64url')}.${accessToken.split('.')[1]}.`;
    const confused = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: own.kid })
      .sign(Buffer.from(JSON.stringify(await exportJWK(foreign.publicKey))));
    const forged = [
      none,
      confused,
      await sign({}, {}, foreign.privateKey),
      await sign({}, { kid: 'unknown' }),
      await sign({}, { typ: 'JWT' }),
      await sign({ iss: 'https://elsewhere.example' }),
      await sign({ aud: 'another' }),
      await sign({ exp: 1 }),
      await sign({ sub: (await newSigningKey()).kid }),
      `${accessToken.slice(0, -2)}xx`,
      'nonsense',
      '',
    ];
    for (const token of forged) await expect(me(token)).rejects.toEqual(expect.objectContaining({ code: 'UNAUTHORIZED' }));
    await expect(me(accessToken)).resolves.toBeDefined();
    app.clock.ms += 601_000;
    await expect(me(accessToken)).rejects.toEqual(failure('unauthenticated'));
  });

  it('rotates the refresh token and ends the session when a used one comes back', async () => {
    const session = await signIn();
    const second = await refresh(session.refreshToken);
    const third = await refresh(second);
    app.clock.ms += 60_000;
    await expect(refresh(session.refreshToken)).rejects.toEqual(failure('session-ended'));
    await expect(refresh(third)).rejects.toEqual(failure('session-ended'));
    await expect(me(session.accessToken)).rejects.toEqual(failure('session-ended'));
  });

  it('is not ended by what was never one of its tokens', async () => {
    const { refreshToken } = await signIn();
    const other = await signIn();
    const [sessionId] = refreshToken.split('.');
    for (const noise of [
      `${sessionId}.zzz`,
      `${sessionId}.${'A'.repeat(64)}`,
      `${sessionId}.${other.refreshToken.split('.')[1]}`,
      '\0.abc',
      'x',
      '',
    ]) {
      await expect(app.anyone().auth.refresh({ refreshToken: noise })).rejects.toBeDefined();
    }
    await expect(refresh(refreshToken)).resolves.toBeTruthy();
  });

  it('lets exactly one of many tabs renew, and harms none of the others', async () => {
    const { refreshToken } = await signIn();
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => refresh(refreshToken)));
    const won = results.filter((result) => result.status === 'fulfilled');
    expect(won).toHaveLength(1);
    for (const result of results) if (result.status === 'rejected') expect(result.reason).toEqual(failure('refresh-raced'));
    await expect(refresh(won[0]?.value ?? '')).resolves.toBeTruthy();
  });

  it('ends a session at once on log-out, and no other session', async () => {
    const here = await signIn();
    const there = await signIn();
    await app.withToken(here.accessToken).auth.logout();
    await expect(me(here.accessToken)).rejects.toEqual(failure('session-ended'));
    await expect(refresh(here.refreshToken)).rejects.toEqual(failure('session-ended'));
    await expect(me(there.accessToken)).resolves.toBeDefined();
  });

  it('ends a session that was not renewed for thirty days', async () => {
    const { refreshToken } = await signIn();
    app.clock.ms += 30 * DAY_MS;
    await expect(refresh(refreshToken)).rejects.toEqual(failure('session-ended'));
  });

  it('shuts a suspended person out with the next call', async () => {
    const { accessToken, refreshToken } = await signIn();
    const { id } = await me(accessToken);
    const { users } = test.db.tables;
    const { eq } = await import('drizzle-orm');
    await test.db.write(async (tx) => void (await tx.update(users).set({ status: 'suspended' }).where(eq(users.id, id))));
    await expect(me(accessToken)).rejects.toEqual(failure('session-ended'));
    await expect(refresh(refreshToken)).rejects.toEqual(failure('session-ended'));
  });

  it('gives browsers the refresh token in the cookie only', async () => {
    let cookie: string | undefined;
    const refreshCookie = { read: () => cookie, write: (token: string) => void (cookie = token), clear: () => void (cookie = undefined) };
    const browser = app.anyone({ client: 'cookie', refreshCookie });
    const result = await browser.auth.register({ email: `${engine}-browser@example.com`, password: 'a long enough password' });
    if (result.status !== 'signed-in') throw new Error('not signed in');
    expect(result.session.refreshToken).toBeUndefined();
    const first = cookie;
    await browser.auth.refresh({});
    expect(cookie).toBeDefined();
    expect(cookie).not.toBe(first);
  });

  it('stores no refresh token, only hashes', async () => {
    const { refreshToken } = await signIn();
    const rows = await test.db.read.select().from(test.db.tables.sessions);
    expect(JSON.stringify(rows)).not.toContain(refreshToken.split('.')[1]);
  });
});
