import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const VERSION = 'v1';
const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const KID_BYTES = 12;
/** 96 random bits (NIST SP 800-38D, 8.2.2): good for 2^32 values a key, far more than there are rows. */
const IV_BYTES = 12;
const TAG_BYTES = 16;
const SEALED = /^v1\.([\w-]+)\.([\w-]{16})\.([\w-]+)$/;

/** A key that columns are sealed with. */
export type SealingKey = { kid: string; /** 256 bits, base64url. */ key: string };

export type Sealer = {
  /**
   * Encrypts `plain` for one place, such as `totp.secret:<row id>`, under the current key. Throws a `TypeError`
   * for text with half a character in it, which would not come back as it was.
   */
  seal: (plain: string, place: string) => string;
  /** The plain text again; throws `SealBroken` when it was sealed for another place, damaged, or the key is gone. */
  open: (sealed: string, place: string) => string;
  /** The id of the key a text is sealed with, without opening it; throws `SealBroken` for what is no sealed text. */
  keyOf: (sealed: string) => string;
  /** The id of the key that seals now. */
  currentKey: () => string;
};

/** A sealed text can't be opened. Carries neither the text nor what was in it. */
export class SealBroken extends Error {
  readonly reason: 'malformed' | 'unknown-key' | 'altered';
  constructor(reason: SealBroken['reason'], place?: string) {
    super(`sealed text can't be opened${place === undefined ? '' : ` at ${place}`}: ${reason}`);
    this.name = 'SealBroken';
    this.reason = reason;
  }
}

/** A new key with a new id. */
export function newSealingKey(): SealingKey {
  return { kid: randomBytes(KID_BYTES).toString('base64url'), key: randomBytes(KEY_BYTES).toString('base64url') };
}

/**
 * Seals texts of columns with AES-256-GCM as `v1.<key id>.<iv>.<ciphertext and tag>`, in base64url. The first of
 * `keys` seals, all of them open; they are asked anew each time, so a rotated key counts at once. A text under a
 * key that is not among them calls `onUnknownKey`, which may bring `keys` up to date, before it is refused.
 */
export function sealer(keys: () => readonly SealingKey[], { onUnknownKey }: { onUnknownKey?: (kid: string) => void } = {}): Sealer {
  const current = () => {
    const [key] = keys();
    if (key === undefined) throw new Error('no sealing key');
    return key;
  };
  const find = (kid: string) => keys().find((key) => key.kid === kid);
  const known = (kid: string) => {
    const key = find(kid);
    if (key !== undefined || onUnknownKey === undefined) return key;
    onUnknownKey(kid);
    return find(kid);
  };

  return {
    seal(plain, place) {
      if (!plain.isWellFormed()) throw new TypeError('text with half a character in it is not sealed');
      const { kid, key } = current();
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, bytesOf(key), iv, { authTagLength: TAG_BYTES }).setAAD(bound(kid, place));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return [VERSION, kid, iv.toString('base64url'), body.toString('base64url')].join('.');
    },
    open(sealed, place) {
      const { kid, iv, body } = parse(sealed, place);
      const key = known(kid);
      if (key === undefined) throw new SealBroken('unknown-key', place);
      try {
        const decipher = createDecipheriv(CIPHER, bytesOf(key.key), iv, { authTagLength: TAG_BYTES })
          .setAAD(bound(kid, place))
          .setAuthTag(body.subarray(-TAG_BYTES));
        return Buffer.concat([decipher.update(body.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
      } catch {
        throw new SealBroken('altered', place);
      }
    },
    keyOf: (sealed) => parse(sealed).kid,
    currentKey: () => current().kid,
  };
}

/** What a sealed text is bound to besides its key. Neither the version nor a key id has a dot, so no two places look alike. */
function bound(kid: string, place: string): Buffer {
  return Buffer.from(`${VERSION}.${kid}.${place}`, 'utf8');
}

function bytesOf(key: string): Buffer {
  const bytes = Buffer.from(key, 'base64url');
  if (bytes.length !== KEY_BYTES) throw new Error('a sealing key must have 256 bits');
  return bytes;
}

function parse(sealed: string, place?: string): { kid: string; iv: Buffer; body: Buffer } {
  const [, kid, iv, body] = SEALED.exec(sealed) ?? [];
  if (kid === undefined || iv === undefined || body === undefined) throw new SealBroken('malformed', place);
  const bytes = Buffer.from(body, 'base64url');
  // base64url has spare bits at its end; only one spelling of each text counts, so that any change is found.
  if (bytes.length < TAG_BYTES || bytes.toString('base64url') !== body) throw new SealBroken('malformed', place);
  return { kid, iv: Buffer.from(iv, 'base64url'), body: bytes };
}
