import { exportJWK, generateKeyPair } from 'jose';
import type { SigningKey } from './access-tokens.ts';
import { randomBytes } from 'node:crypto';

/** A new Ed25519 key pair for access tokens. */
export async function newSigningKey(): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return { ...(await exportJWK(privateKey)), kid: randomBytes(12).toString('base64url'), alg: 'EdDSA', use: 'sig' };
}
