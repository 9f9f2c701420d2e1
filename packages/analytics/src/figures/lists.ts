import { addDays, type FiguresInput } from '@tripmaster/contracts';
import type { Reader } from '@tripmaster/db';
import { addAll, REST, takeAway, type Counts } from '../rollups/counts.ts';
import { endsOf } from '../rollups/stretches.ts';
import type { Dimension } from '../rollups/tally.ts';
import type { FiguresRepo } from './figures.repo.ts';

const NONE = { values: [], columns: [] };

export type Ranked = { value: string; counts: number[] };

/** Values of a dimension over some days, those with the highest first count first; equals in the order of their letters. */
export async function ranked(
  repo: FiguresRepo,
  db: Reader,
  dimension: Dimension,
  { from, to }: FiguresInput,
  { summedTo, most }: { summedTo: string; most: number },
): Promise<Ranked[]> {
  const { ends, less } = endsOf(from, to < summedTo ? to : summedTo);
  const alone = { dimension, from: from > summedTo ? from : addDays(summedTo, 1), to };
  const all: Counts = new Map();
  for (const end of ends) addAll(all, (await repo.running(db, { dimension, day: end }))[0]?.running ?? NONE);
  if (less !== undefined) takeAway(all, (await repo.running(db, { dimension, day: less }))[0]?.running ?? NONE);
  for (const { counts } of await repo.counts(db, alone)) addAll(all, counts);
  all.delete(REST);
  // Only those that may be among the first are put in order.
  const least =
    Float64Array.from(all.values(), ([first = 0]) => first)
      .toSorted()
      .at(-most) ?? -Infinity;
  const first: Ranked[] = [];
  for (const [value, counts] of all) if ((counts[0] ?? 0) >= least) first.push({ value, counts });
  return first.toSorted((a, b) => order(b.counts, a.counts) || (a.value < b.value ? -1 : 1)).slice(0, most);
}

/** By the first count that differs; one that is not there is none. */
function order(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
