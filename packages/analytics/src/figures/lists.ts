import { addAll, REST, type Counts } from '../rollups/counts.ts';
import { covering, dayNumber } from '../rollups/nodes.ts';
import type { Dimension } from '../rollups/tally.ts';
import type { Reader } from '@tripmaster/db';
import type { FiguresInput } from '@tripmaster/contracts';
import type { FiguresRepo } from './figures.repo.ts';

export type Ranked = { value: string; counts: number[] };

/** Values of a dimension over some days, those with the highest first count first; equals in the order of their letters. */
export async function ranked(
  repo: FiguresRepo,
  db: Reader,
  dimension: Dimension,
  { from, to }: FiguresInput,
  { mergedTo, most }: { mergedTo: string; most: number },
): Promise<Ranked[]> {
  const runs = covering(dayNumber(from), dayNumber(to), mergedTo === '' ? -1 : dayNumber(mergedTo));
  const all: Counts = new Map();
  for (const { counts } of await repo.lists(db, dimension, runs)) addAll(all, counts);
  all.delete(REST);
  return [...all]
    .map(([value, counts]) => ({ value, counts }))
    .toSorted((a, b) => order(b.counts, a.counts) || (a.value < b.value ? -1 : 1))
    .slice(0, most);
}

/** By the first count that differs; one that is not there is none. */
function order(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
