import type { Notifications } from '@tripmaster/contracts';
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KINDS = ['planReady', 'planShared', 'tripReminders', 'digest', 'alerts'] as const satisfies (keyof Notifications)[];

/** What a link turns off, and for whom: an account, or an address without one (as it is hashed). */
export type Unsubscription = { kind: keyof Notifications } & ({ userId: string } | { addressHash: string });

/**
 * What the links to turn mails off carry: sealed, so that nobody can make one and nobody can read one. Nothing is kept of
 * them, and they are good for as long as the server has its key.
 */
export function unsubscribeTokens(secret: string) {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'tripmaster unsubscribe', 32));
  return {
    make(what: Unsubscription): string {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES });
      const words = 'userId' in what ? `${what.kind} u ${what.userId}` : `${what.kind} a ${what.addressHash}`;
      return Buffer.concat([iv, cipher.update(words, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
    },
    /** `undefined` for what was not made here. */
    read(token: string): Unsubscription | undefined {
      const bytes = Buffer.from(token, 'base64url');
      if (bytes.length <= IV_BYTES + TAG_BYTES || bytes.length > 500 || bytes.toString('base64url') !== token) return undefined;
      try {
        const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
        decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
        const words = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8');
        return parsed(words);
      } catch {
        return undefined;
      }
    },
  };
}

export type UnsubscribeTokens = ReturnType<typeof unsubscribeTokens>;

function parsed(words: string): Unsubscription | undefined {
  const [name, whose, ...rest] = words.split(' ');
  const kind = KINDS.find((known) => known === name);
  const value = rest.join(' ');
  if (kind === undefined || value === '') return undefined;
  return whose === 'u' ? { kind, userId: value } : { kind, addressHash: value };
}
