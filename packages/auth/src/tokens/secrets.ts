import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

const RANDOM_BYTES = 32;
const MAC_BYTES = 16;

/** 256 bits of randomness, base64url: the server's one key that refresh secrets are made with and others are derived from. */
export function newMacKey(): string {
  return randomBytes(RANDOM_BYTES).toString('base64url');
}

/** A key of its own for one use, out of a secret; neither tells the other (HKDF, RFC 5869). */
export function deriveKey(secret: string, use: string): string {
  return Buffer.from(hkdfSync('sha256', secret, '', `tripmaster ${use}`, RANDOM_BYTES)).toString('base64url');
}

/** SHA-256 in hex: enough for a secret of 256 random bits, which nobody can guess. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Makes refresh secrets of sessions, and knows its own again: what it never made is no used-up token but noise. */
export function refreshSecrets(key: string) {
  const mac = (sessionId: string, random: Buffer) =>
    createHmac('sha256', key).update(sessionId).update(random).digest().subarray(0, MAC_BYTES);
  return {
    make(sessionId: string): string {
      const random = randomBytes(RANDOM_BYTES);
      return Buffer.concat([random, mac(sessionId, random)]).toString('base64url');
    },
    isOwn(sessionId: string, secret: string): boolean {
      const bytes = Buffer.from(secret, 'base64url');
      if (bytes.length !== RANDOM_BYTES + MAC_BYTES) return false;
      return timingSafeEqual(bytes.subarray(RANDOM_BYTES), mac(sessionId, bytes.subarray(0, RANDOM_BYTES)));
    },
  };
}

export type RefreshSecrets = ReturnType<typeof refreshSecrets>;
