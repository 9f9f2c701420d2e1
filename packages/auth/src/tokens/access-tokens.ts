import { AppError } from '@tripmaster/contracts';
import { importJWK, jwtVerify, SignJWT, type CryptoKey, type JWK } from 'jose';
import { LRUCache } from 'lru-cache';

const ALGORITHM = 'EdDSA';
const TYPE = 'at+jwt'; // RFC 9068
const AUDIENCE = 'tripmaster';
const LIFETIME_SECONDS = 600;
/** Tokens whose signature was checked already; each is short and dies with its `exp`. */
const REMEMBERED = 10_000;

/** An Ed25519 key pair as a private JWK with its `kid`. The first of a list signs, all of them verify. */
export type SigningKey = { kty: 'OKP'; crv: 'Ed25519'; kid: string; x: string; d: string };

export type AccessClaims = { userId: string; sessionId: string; /** Epoch milliseconds. */ expiresAt: number };

export type AccessTokens = {
  issue(claims: { userId: string; sessionId: string }): Promise<{ token: string; expiresAt: number }>;
  /** Throws `unauthenticated` for anything but a token of ours that is still good. */
  verify(token: string): Promise<AccessClaims>;
};

/** Access tokens of `issuer`: algorithm, type, issuer and audience are pinned. */
export async function accessTokens({
  keys,
  issuer,
  now,
}: {
  keys: SigningKey[];
  issuer: string;
  now: () => number;
}): Promise<AccessTokens> {
  const signing = keys[0];
  if (signing === undefined) throw new Error('no signing key');
  const privateKey = await importKey(signing);
  const publicKeys = new Map<string, CryptoKey>();
  for (const { d: _secret, ...key } of keys) publicKeys.set(key.kid, await importKey(key));
  const checked = new LRUCache<string, AccessClaims>({ max: REMEMBERED });

  return {
    async issue({ userId, sessionId }) {
      const issuedAt = Math.floor(now() / 1000);
      const expires = issuedAt + LIFETIME_SECONDS;
      const token = await new SignJWT({ sid: sessionId })
        .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: signing.kid })
        .setIssuer(issuer)
        .setAudience(AUDIENCE)
        .setSubject(userId)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expires)
        .sign(privateKey);
      return { token, expiresAt: expires * 1000 };
    },
    async verify(token) {
      let claims = checked.get(token);
      if (claims === undefined) {
        claims = await check(token);
        checked.set(token, claims);
      }
      if (claims.expiresAt <= now()) {
        checked.delete(token);
        throw new AppError('unauthenticated');
      }
      return claims;
    },
  };

  async function check(token: string): Promise<AccessClaims> {
    try {
      const { payload } = await jwtVerify(
        token,
        ({ kid }) => {
          const key = kid === undefined ? undefined : publicKeys.get(kid);
          if (key === undefined) throw new Error('unknown key');
          return key;
        },
        {
          algorithms: [ALGORITHM],
          typ: TYPE,
          issuer,
          audience: AUDIENCE,
          requiredClaims: ['sub', 'exp', 'iat', 'sid'],
          currentDate: new Date(now()),
        },
      );
      const { sub, sid, exp } = payload;
      if (sub === undefined || typeof sid !== 'string' || exp === undefined) throw new Error('claims missing');
      return { userId: sub, sessionId: sid, expiresAt: exp * 1000 };
    } catch (cause) {
      throw new AppError('unauthenticated', {}, undefined, { cause });
    }
  }
}

async function importKey(key: JWK): Promise<CryptoKey> {
  const imported = await importJWK(key, ALGORITHM);
  if (imported instanceof Uint8Array) throw new Error('the signing key must be an Ed25519 key pair');
  return imported;
}
