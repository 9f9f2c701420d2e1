import { randomBytes } from 'node:crypto';
import { exportJWK, generateKeyPair } from 'jose';
import type { SigningKey } from './access-tokens.ts';

/** A new Ed25519 key pair for access tokens. */
export async function newSigningKey(): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const { x, d } = await exportJWK(privateKey);
  if (x === undefined || d === undefined) throw new Error('the new key is no Ed25519 key pair');
  return { kty: 'OKP', crv: 'Ed25519', kid: randomBytes(12).toString('base64url'), x, d };
}
