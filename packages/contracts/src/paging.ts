import { z } from 'zod';

/** Keyset paging: pass back `nextCursor` as it came. `limit` 1–100, 20 when not given. */
export const pageInput = { cursor: z.string().max(200).optional(), limit: z.int().min(1).max(100).optional() };

/** Most calls in one batched request. */
export const MAX_BATCH = 20;

/** A page of a list; `nextCursor` is absent on the last one. */
export function page<Item extends z.ZodType>(item: Item) {
  return z.strictObject({ items: z.array(item), nextCursor: z.string().optional() });
}
