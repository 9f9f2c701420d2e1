import type { StoredCounts } from '@tripmaster/db';

/** Counts by value; '' where there is none. */
export type Counts = Map<string, number[]>;

/** What takes the place of the least frequent values where there are too many; no value has a line break. */
export const REST = '\n';

/** Adds to the counts of one value. */
export function count(into: Counts, value: string, more: readonly number[]): void {
  const known = into.get(value);
  if (known === undefined) into.set(value, [...more]);
  else for (const [index, amount] of more.entries()) known[index] = (known[index] ?? 0) + amount;
}

export function addAll(into: Counts, { values, columns }: StoredCounts): void {
  for (const [index, value] of values.entries()) {
    const known = into.get(value);
    if (known === undefined)
      into.set(
        value,
        columns.map((column) => column[index] ?? 0),
      );
    else for (const [place, column] of columns.entries()) known[place] = (known[place] ?? 0) + (column[index] ?? 0);
  }
}

/**
 * Takes away what `stored` counts, and values of which nothing is left. Never more than there is: a value that was among the
 * rarest, and so left out of a sum, begins at nothing there.
 */
export function takeAway(from: Counts, { values, columns }: StoredCounts): void {
  for (const [index, value] of values.entries()) {
    const left = from.get(value);
    if (left === undefined) continue;
    for (const [place, column] of columns.entries()) left[place] = Math.max(0, (left[place] ?? 0) - (column[index] ?? 0));
    if (left.every((amount) => amount === 0)) from.delete(value);
  }
}

/** As it is stored: the most frequent `most` values, and all others together. */
export function toStored(counts: Counts, most: number): StoredCounts {
  if (counts.size <= most) return inColumns(counts);
  const ranked = [...counts].filter(([value]) => value !== REST).toSorted(([, a], [, b]) => total(b) - total(a));
  const kept: Counts = new Map(ranked.slice(0, most));
  for (const [, rest] of ranked.slice(most)) count(kept, REST, rest);
  count(kept, REST, counts.get(REST) ?? []);
  return inColumns(kept);
}

function inColumns(counts: Counts): StoredCounts {
  const rows = [...counts.values()];
  const width = Math.max(0, ...rows.map(({ length }) => length));
  return { values: [...counts.keys()], columns: Array.from({ length: width }, (_, place) => rows.map((row) => row[place] ?? 0)) };
}

function total(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}
