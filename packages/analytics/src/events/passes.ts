import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const DAY_MS = 86_400_000;
const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const LONGEST = 200;

/** Seals whom a link is for, for a day, so that neither the link nor a log of it says who they are. */
export function passes({ key: secret, now }: { key: string; now: () => number }) {
  const key = createHash('sha256').update(secret).digest();

  return {
    make(userId: string): string {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, key, iv);
      const text = cipher.update(`${now() + DAY_MS} ${userId}`, 'utf8');
      return Buffer.concat([iv, text, cipher.final(), cipher.getAuthTag()]).toString('base64url');
    },

    /** Whose pass it is; `undefined` for one that is over, or was never made here. */
    read(pass: string): string | undefined {
      const bytes = Buffer.from(pass.slice(0, LONGEST), 'base64url');
      if (bytes.length <= IV_BYTES + TAG_BYTES) return undefined;
      try {
        const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
        decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
        const text = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]).toString();
        const [until = '', userId] = text.split(' ');
        return Number(until) > now() ? userId : undefined;
      } catch {
        return undefined;
      }
    },
  };
}

export type Passes = ReturnType<typeof passes>;
