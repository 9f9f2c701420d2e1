import { createLocalJWKSet, decodeJwt, importJWK, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { accessTokens, type AccessTokens, type SigningKey } from './access-tokens.ts';
import { newSigningKey } from './signing-keys.ts';

const ISSUER = 'https://trip.example';
const CLAIMS = { userId: 'u', sessionId: 's' };
const DAY_MS = 86_400_000;

describe('access tokens', () => {
  const clock = { ms: 0 };
  let keys: SigningKey[] = [];
  let reloads = 0;
  let onReload: () => void = () => undefined;
  let tokens: AccessTokens;
  beforeEach(async () => {
    clock.ms = Date.parse('2027-01-01T12:00:00.000Z');
    keys = [await newSigningKey()];
    reloads = 0;
    onReload = () => undefined;
    tokens = accessTokens({ keys: () => keys, reload, issuer: ISSUER, now: () => clock.ms });
  });
  const reload = async () => {
    reloads += 1;
    onReload();
    return true;
  };
  const issue = async () => (await tokens.issue(CLAIMS)).token;
  const refused = expect.objectContaining({ code: 'unauthenticated' });
  /** A token of our own key whose claims are changed. */
  const forge = async (change: (claims: JWTPayload) => JWTPayload, by = keys[0]) => {
    if (by === undefined) throw new Error('no key');
    return new SignJWT(change(decodeJwt(await issue())))
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: by.kid })
      .sign(await importJWK(by, 'EdDSA'));
  };
  const seconds = () => Math.floor(clock.ms / 1000);

  it('hold from the second they were made to their end', async () => {
    const token = await issue();
    const { iat, nbf, exp } = decodeJwt(token);
    expect([iat, nbf, exp]).toEqual([seconds(), seconds(), seconds() + 600]);
    expect(await tokens.verify(token)).toEqual({ ...CLAIMS, expiresAt: clock.ms + 600_000 });
    clock.ms += 600_000 - 1;
    expect(await tokens.verify(token)).toMatchObject(CLAIMS);
    clock.ms += 1;
    await expect(tokens.verify(token)).rejects.toEqual(refused);
  });

  it.each([
    ['made tomorrow', (claims: JWTPayload) => ({ ...claims, iat: seconds() + 86_400, nbf: seconds() + 86_400, exp: seconds() + 87_000 })],
    ['made in 6 s', (claims: JWTPayload) => ({ ...claims, iat: seconds() + 6 })],
    ['good from 6 s on', (claims: JWTPayload) => ({ ...claims, nbf: seconds() + 6 })],
    ['ended 1 s ago', (claims: JWTPayload) => ({ ...claims, exp: seconds() - 1 })],
    ['with no moment of making', ({ iat: _iat, ...claims }: JWTPayload) => claims],
    ['with no end', ({ exp: _exp, ...claims }: JWTPayload) => claims],
  ])('are refused when %s, though the signature is right', async (_name, change) => {
    const token = await forge(change);
    await expect(tokens.verify(token)).rejects.toEqual(refused);
    await expect(tokens.verify(token)).rejects.toEqual(refused);
  });

  it('bear clocks that are 5 s apart, and tokens without nbf, which the first release made', async () => {
    for (const change of [
      (claims: JWTPayload) => ({ ...claims, iat: seconds() + 5, nbf: seconds() + 5 }),
      ({ nbf: _nbf, ...claims }: JWTPayload) => claims,
    ])
      expect(await tokens.verify(await forge(change))).toMatchObject(CLAIMS);
  });

  it('are not accepted early when the clock goes back by a day after they were checked', async () => {
    const token = await issue();
    expect(await tokens.verify(token)).toMatchObject(CLAIMS);
    clock.ms -= DAY_MS;
    await expect(tokens.verify(token)).rejects.toEqual(refused);
    clock.ms += DAY_MS;
    expect(await tokens.verify(token)).toMatchObject(CLAIMS);
  });

  it('are signed by a new key at once, while the old one verifies until it is dropped', async () => {
    const before = await issue();
    expect(await tokens.verify(before)).toMatchObject(CLAIMS);
    const fresh = await newSigningKey();
    keys = [fresh, ...keys];
    const after = await issue();
    expect(await tokens.verify(before)).toMatchObject(CLAIMS);
    expect(await tokens.verify(after)).toMatchObject(CLAIMS);
    keys = [fresh];
    await expect(tokens.verify(before)).rejects.toEqual(refused);
    expect(await tokens.verify(after)).toMatchObject(CLAIMS);
  });

  it('of a key that another node has made already are accepted after one look at the secrets', async () => {
    const fresh = await newSigningKey();
    const elsewhere = accessTokens({ keys: () => [fresh, ...keys], issuer: ISSUER, now: () => clock.ms });
    const { token } = await elsewhere.issue(CLAIMS);
    onReload = () => (keys = [fresh, ...keys]);
    expect(await Promise.all(Array.from({ length: 20 }, () => tokens.verify(token)))).toHaveLength(20);
    expect(reloads).toBe(1);
  });

  it('of unknown keys make it look at the secrets once a second and no more, whichever way the clock goes', async () => {
    const stranger = await newSigningKey();
    const token = await forge((claims) => claims, stranger);
    const storm = async () => {
      const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => tokens.verify(token)));
      expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
    };
    await storm();
    await storm();
    expect(reloads).toBe(1);
    clock.ms += 1_000;
    await storm();
    expect(reloads).toBe(2);
    clock.ms -= 3_000;
    await storm();
    expect(reloads).toBe(3);
  });

  it('are refused, not failed, when the secrets can’t be looked at', async () => {
    const token = await forge((claims) => claims, await newSigningKey());
    onReload = () => {
      throw new Error('disk gone');
    };
    await expect(tokens.verify(token)).rejects.toEqual(refused);
  });

  it('can be checked by others with the public keys, which hold nothing private', async () => {
    keys = [await newSigningKey(), ...keys];
    const set = tokens.jwks();
    expect(set.keys).toHaveLength(2);
    for (const key of set.keys) expect(Object.keys(key).toSorted()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
    for (const { d } of keys) expect(JSON.stringify(set)).not.toContain(d);
    const { payload } = await jwtVerify(await issue(), createLocalJWKSet(set), { currentDate: new Date(clock.ms), issuer: ISSUER });
    expect(payload.sub).toBe(CLAIMS.userId);
  });
});
