import type { Plan } from '@tripmaster/contracts';
import { LRUCache } from 'lru-cache';
import { etagOf } from './etag.ts';

const MOST_BYTES = 48 * 1024 * 1024;
const KEPT_MS = 60 * 60 * 1_000;

export type FileBytes = string | Uint8Array;

/**
 * Names what a file of a plan holds: the plan's version, whom it is written for, the format and its options. Files
 * of one name are the same, so it is their ETag and their place in the cache.
 */
export function fileTag(plan: Plan, ...format: string[]): string {
  const { id, version, updatedAt, role = 'other', owner, datesHidden = false } = plan;
  return etagOf(JSON.stringify([id, version, updatedAt, role, owner?.name, datesHidden, ...format]));
}

/** Files as they were written last, within bounds. Who asks for one that is being written waits for that one. */
export function fileCache() {
  const files = new LRUCache<string, FileBytes>({
    maxSize: MOST_BYTES,
    maxEntrySize: MOST_BYTES / 4,
    ttl: KEPT_MS,
    sizeCalculation: (bytes) => Math.max(1, Buffer.byteLength(bytes)),
  });
  const underWay = new Map<string, Promise<FileBytes>>();

  return async function fileOf(tag: string, write: () => Promise<FileBytes>): Promise<FileBytes> {
    const kept = files.get(tag) ?? underWay.get(tag);
    if (kept !== undefined) return kept;
    const writing = write();
    underWay.set(tag, writing);
    try {
      const bytes = await writing;
      files.set(tag, bytes);
      return bytes;
    } finally {
      underWay.delete(tag);
    }
  };
}
