import type { Kit } from '../kit.ts';

/** What operators are told of by the week. */
export function digestTables(k: Kit) {
  /** The weeks whose digest was queued, by their Monday, so that each comes once. */
  const weekDigests = k.table('week_digests', { week: k.text('week').primaryKey(), at: k.instant('at').notNull() });
  return { weekDigests };
}
