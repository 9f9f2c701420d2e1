import { randomInt } from 'node:crypto';
import type { Reader, Transaction } from '@tripmaster/db';
import { hashSecret } from '../tokens/secrets.ts';
import type { RecoveryCodesRepo } from './recovery-codes.repo.ts';

/** Crockford's base 32: no letter that looks like another. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const GROUPS = 6;
const GROUP_LENGTH = 4;
const HOW_MANY = 10;

/**
 * Codes for when the phone is gone: ten, each good once. They have 120 random bits, so a plain hash keeps them
 * (OWASP ASVS 5.0, 6.5.2 asks for a slow one below 112).
 */
export function recoveryCodesService({ repo, now }: { repo: RecoveryCodesRepo; now: () => number }) {
  return {
    /** Makes new codes; the old ones are good for nothing. Shown this once only. */
    async renew(tx: Transaction, userId: string): Promise<string[]> {
      const codes = Array.from({ length: HOW_MANY }, newCode);
      await repo.replace(
        tx,
        userId,
        codes.map((code) => hashOf(userId, code)),
        now(),
      );
      return codes;
    },
    take: (tx: Transaction, userId: string, code: string) => repo.take(tx, userId, hashOf(userId, code)),
    left: (db: Reader, userId: string) => repo.left(db, userId),
    removeAll: (tx: Transaction, userId: string) => repo.replace(tx, userId, [], now()),
  };
}

export type RecoveryCodesService = ReturnType<typeof recoveryCodesService>;

function newCode(): string {
  const group = () => Array.from({ length: GROUP_LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

/** What people mistype is read as what it looks like. */
function canonical(code: string): string {
  return code.toLowerCase().replace(/[\s-]/g, '').replaceAll('o', '0').replace(/[il]/g, '1');
}

function hashOf(userId: string, code: string): string {
  return hashSecret(`${userId}:${canonical(code)}`);
}
