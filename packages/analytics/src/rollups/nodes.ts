import { addDays, daysBetween } from '@tripmaster/contracts';

const EPOCH = '1970-01-01';
/** Days in a node of each level. */
const LENGTHS = [1, 4, 16, 64, 256] as const;
const TOP = LENGTHS.length - 1;

/** Days, or longer stretches, that lie side by side: nodes `first` to `last` of one level. */
export type Run = { level: number; first: number; last: number };

/** The number of a day since 1970. */
export function dayNumber(day: string): number {
  return daysBetween(EPOCH, day);
}

export function dayOf(number: number): string {
  return addDays(EPOCH, number);
}

function lengthOf(level: number): number {
  return LENGTHS[level] ?? 0;
}

/** The longer nodes that are over by `last` and lie, at least in part, after `after`; shorter ones first. */
export function nodesBetween(after: number, last: number): { level: number; node: number }[] {
  return LENGTHS.slice(1).flatMap((length, index) => {
    const first = Math.floor((after + 1) / length);
    const end = Math.floor((last + 1) / length);
    return Array.from({ length: Math.max(0, end - first) }, (_, offset) => ({ level: index + 1, node: first + offset }));
  });
}

/**
 * The fewest nodes that together are the days `from` to `to`; of days after `merged` only single ones. At most six runs'
 * worth of a level: some thirty nodes for two years.
 */
export function covering(from: number, to: number, merged: number): Run[] {
  const runs: Run[] = [];
  const add = (level: number, first: number, last: number) => {
    if (first <= last) runs.push({ level, first, last });
  };
  add(0, Math.max(from, merged + 1), to);
  /** Days that the next level is to tell of, as nodes of this one: `low` to before `high`. */
  let [low, high] = [from, Math.min(to, merged) + 1];
  for (let level = 0; low < high; level += 1) {
    const step = level === TOP ? Number.POSITIVE_INFINITY : lengthOf(level + 1) / lengthOf(level);
    const [up, down] = [Math.ceil(low / step), Math.floor(high / step)];
    if (level === TOP || up >= down) {
      add(level, low, high - 1);
      break;
    }
    add(level, low, up * step - 1);
    add(level, down * step, high - 1);
    [low, high] = [up, down];
  }
  return runs;
}
