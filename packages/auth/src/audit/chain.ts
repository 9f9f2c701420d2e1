import { createHmac } from 'node:crypto';
import type { AuditRow } from './audit.repo.ts';

/** What the first row follows. */
export const BEGINNING = 'beginning';
/** What a row follows that was written when the end of the chain was not as it should be; no row has this hash. */
export const BROKEN = 'broken';

/**
 * The hash of a row: HMAC-SHA256 over all it says and the hash of the row before. Whoever can write to the
 * database but does not have the key can't make one.
 */
export function hashOf(key: string, { seq, at, action, actor, subject, detail, previousHash }: Omit<AuditRow, 'hash'>): string {
  return mac(key, ['row', seq, at, action, actor, subject, detail, previousHash]);
}

/** The hash of the chain's end. It differs from the last row's, so that an older end can't be put back out of the rows. */
export function headHashOf(key: string, seq: number, rowHash: string): string {
  return mac(key, ['head', seq, rowHash]);
}

function mac(key: string, parts: unknown[]): string {
  return createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64url');
}
