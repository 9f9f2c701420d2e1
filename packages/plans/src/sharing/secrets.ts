import { createHash, createHmac, randomBytes } from 'node:crypto';

const BYTES = 32;

/** 256 random bits, base64url. */
export function newSecret(): string {
  return randomBytes(BYTES).toString('base64url');
}

/** SHA-256 in hex: enough for what nobody can guess. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/**
 * The secret of a link that was asked for with an idempotency key: the same for the same call, so that a repeated one
 * can be answered although no secret is kept. Without the server's key nobody can work it out.
 */
export function repeatableSecret(key: string, { userId, claim, linkId }: { userId: string; claim: string; linkId: string }): string {
  return createHmac('sha256', key)
    .update(JSON.stringify(['plan-link', userId, claim, linkId]))
    .digest('base64url');
}
