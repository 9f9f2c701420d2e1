const BATCH = 100;

/**
 * All rows of a list that is read by a key, a batch at a time: however many there are, few are held. `read` gives at most
 * `limit` rows after a key, in the order of keys; `keyOf` a row's.
 */
export async function* inBatches<Row>(
  read: (after: string, limit: number) => Promise<Row[]>,
  keyOf: (row: Row) => string,
  limit = BATCH,
): AsyncGenerator<Row> {
  let after = '';
  for (;;) {
    const rows = await read(after, limit);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < limit) return;
    after = keyOf(last);
  }
}

export function idOf({ id }: { id: string }): string {
  return id;
}
