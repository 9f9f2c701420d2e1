import { z } from 'zod';
import { id } from './ids.ts';

/** Keyset paging: pass back `nextCursor` as it came. `limit` 1–100, 20 when not given. */
export const pageInput = { cursor: z.string().max(200).optional(), limit: z.int().min(1).max(100).optional() };
/** The same for lists in the order of their ids. */
export const pageByIdInput = { ...pageInput, cursor: id.optional() };
export type Paging = { cursor?: string | undefined; limit?: number | undefined };

/** Most calls in one batched request. */
export const MAX_BATCH = 20;

/** A page of a list; `nextCursor` is absent on the last one. */
export function page<Item extends z.ZodType>(item: Item) {
  return z.strictObject({ items: z.array(item), nextCursor: z.string().optional() });
}

export type Page<Item> = { items: Item[]; nextCursor?: string };

/** A page of `rows`, which were read one beyond its `limit`; `cursorOf` says where the next page begins: behind a row. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  view: (row: Row) => Item,
  cursorOf: (row: Row) => string,
): Page<Item> {
  const items = rows.slice(0, limit).map(view);
  const last = rows[limit - 1];
  return rows.length <= limit || last === undefined ? { items } : { items, nextCursor: cursorOf(last) };
}
