import { AppError } from '@tripmaster/contracts';
import { importJWK, jwtVerify, SignJWT, type CryptoKey, type JWK } from 'jose';
import { LRUCache } from 'lru-cache';

const ALGORITHM = 'EdDSA';
const TYPE = 'at+jwt'; // RFC 9068
const AUDIENCE = 'tripmaster';
const LIFETIME_SECONDS = 600;
/** How far the clocks of two nodes may differ; a token from further in the future is refused. */
const CLOCK_SKEW_SECONDS = 5;
/** Anybody can send tokens of keys that don't exist; the secrets are not looked at more often than this for them. */
const RELOAD_MS = 1_000;
/** Tokens whose signature was checked already; each is short and dies with its `exp`. */
const REMEMBERED = 10_000;

/** An Ed25519 key pair as a private JWK with its `kid`. The first of a list signs, all of them verify. */
export type SigningKey = { kty: 'OKP'; crv: 'Ed25519'; kid: string; x: string; d: string };

/** A public key as `/.well-known/jwks.json` shows it (RFC 7517). */
type PublicKey = Omit<SigningKey, 'd'> & { alg: typeof ALGORITHM; use: 'sig' };

type AccessClaims = { userId: string; sessionId: string; /** Epoch milliseconds. */ expiresAt: number };
type Checked = AccessClaims & { kid: string; /** Epoch milliseconds. */ notBefore: number };

export type AccessTokens = {
  issue(claims: { userId: string; sessionId: string }): Promise<{ token: string; expiresAt: number }>;
  /** Throws `unauthenticated` for anything but a token of ours that is good now. */
  verify(token: string): Promise<AccessClaims>;
  /** The public halves of the keys that verify. */
  jwks(): { keys: PublicKey[] };
};

/**
 * Access tokens of `issuer`: algorithm, type, issuer and audience are pinned. `keys` are asked anew each time, so
 * a new key signs at once and tokens of a dropped one end at once; a token of an unknown key first calls `reload`.
 */
export function accessTokens({
  keys,
  reload = () => Promise.resolve(false),
  issuer,
  now,
}: {
  keys: () => readonly SigningKey[];
  /** Brings `keys` up to date. */ reload?: (() => Promise<boolean>) | undefined;
  issuer: string;
  now: () => number;
}): AccessTokens {
  const imported = new Map<string, Promise<{ privateKey: CryptoKey; publicKey: CryptoKey }>>();
  const checked = new LRUCache<string, Checked>({ max: REMEMBERED });
  let reloaded: { at: number; done: Promise<boolean> } | undefined;

  return {
    async issue({ userId, sessionId }) {
      const [signing] = keys();
      if (signing === undefined) throw new Error('no signing key');
      const { privateKey } = await pairOf(signing);
      const issuedAt = Math.floor(now() / 1000);
      const expires = issuedAt + LIFETIME_SECONDS;
      const token = await new SignJWT({ sid: sessionId })
        .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: signing.kid })
        .setIssuer(issuer)
        .setAudience(AUDIENCE)
        .setSubject(userId)
        .setIssuedAt(issuedAt)
        .setNotBefore(issuedAt)
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
      const { kid, notBefore, ...shown } = claims;
      if (claims.expiresAt <= now() || find(kid) === undefined) {
        checked.delete(token);
        throw new AppError('unauthenticated');
      }
      // Asked each time: the clock may have been put back since the token was checked.
      if (notBefore > now() + CLOCK_SKEW_SECONDS * 1000) throw new AppError('unauthenticated');
      return shown;
    },
    jwks: () => ({ keys: keys().map(({ kid, x }) => ({ kty: 'OKP', crv: 'Ed25519', x, kid, alg: ALGORITHM, use: 'sig' })) }),
  };

  async function check(token: string): Promise<Checked> {
    try {
      const { payload, protectedHeader } = await jwtVerify(token, ({ kid }) => publicKeyOf(kid), {
        algorithms: [ALGORITHM],
        typ: TYPE,
        issuer,
        audience: AUDIENCE,
        requiredClaims: ['sub', 'exp', 'iat', 'sid'],
        currentDate: new Date(now()),
        clockTolerance: CLOCK_SKEW_SECONDS,
      });
      const { sub, sid, exp, iat, nbf } = payload;
      const { kid } = protectedHeader;
      if (sub === undefined || typeof sid !== 'string' || exp === undefined || iat === undefined || kid === undefined)
        throw new Error('claims missing');
      return { userId: sub, sessionId: sid, expiresAt: exp * 1000, notBefore: Math.max(iat, nbf ?? iat) * 1000, kid };
    } catch (cause) {
      throw new AppError('unauthenticated', {}, undefined, { cause });
    }
  }

  function find(kid: string): SigningKey | undefined {
    return keys().find((key) => key.kid === kid);
  }

  async function publicKeyOf(kid: string | undefined): Promise<CryptoKey> {
    if (kid === undefined) throw new Error('no key named');
    let key = find(kid);
    if (key === undefined) {
      await upToDate();
      key = find(kid);
    }
    if (key === undefined) throw new Error('unknown key');
    return (await pairOf(key)).publicKey;
  }

  /** Calls `reload`, unless that was done within the last second; then it is what that found. */
  function upToDate(): Promise<boolean> {
    // A clock that was put back must not put this off.
    if (reloaded === undefined || Math.abs(now() - reloaded.at) >= RELOAD_MS) reloaded = { at: now(), done: reload().catch(() => false) };
    return reloaded.done;
  }

  function pairOf(key: SigningKey) {
    let pair = imported.get(key.kid);
    if (pair === undefined) {
      for (const kid of imported.keys()) if (find(kid) === undefined) imported.delete(kid);
      pair = importPair(key);
      imported.set(key.kid, pair);
    }
    return pair;
  }
}

async function importPair({ kty, crv, x, d }: SigningKey): Promise<{ privateKey: CryptoKey; publicKey: CryptoKey }> {
  return { privateKey: await importKey({ kty, crv, x, d }), publicKey: await importKey({ kty, crv, x }) };
}

async function importKey(key: JWK): Promise<CryptoKey> {
  const imported = await importJWK(key, ALGORITHM);
  if (imported instanceof Uint8Array) throw new Error('the signing key must be an Ed25519 key pair');
  return imported;
}
