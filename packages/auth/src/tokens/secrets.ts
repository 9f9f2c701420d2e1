import { createHash, randomBytes } from 'node:crypto';

/** 256 bits of randomness, base64url. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256 in hex: enough for a secret of 256 random bits, which nobody can guess. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
