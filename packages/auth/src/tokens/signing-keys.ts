import { exportJWK, generateKeyPair } from 'jose';
import type { SigningKey } from './access-tokens.ts';
import { newSecret } from './secrets.ts';

/** A new Ed25519 key pair for access tokens. */
export async function newSigningKey(): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return { ...(await exportJWK(privateKey)), kid: newSecret().slice(0, 16), alg: 'EdDSA', use: 'sig' };
}
