/** Upper bounds of the buckets in milliseconds: 1 to a little over a minute, each a quarter more than the one before. */
export const BUCKETS: readonly number[] = Array.from({ length: 51 }, (_, step) => 1.25 ** step);

export function bucketOf(ms: number): number {
  const index = BUCKETS.findIndex((bound) => ms <= bound);
  return index === -1 ? BUCKETS.length : index;
}

/** Every bucket, empty; the last is for what takes longer than all bounds. */
export function none(): number[] {
  return Array.from({ length: BUCKETS.length + 1 }, () => 0);
}

/** Buckets of several minutes or nodes together; what is damaged counts nothing. */
export function added(all: readonly (readonly number[] | null)[]): number[] {
  const sums = none();
  for (const counts of all) {
    if (!Array.isArray(counts)) continue;
    for (const [index, count] of counts.entries())
      if (index < sums.length && Number.isSafeInteger(count)) sums[index] = (sums[index] ?? 0) + count;
  }
  return sums;
}

/** The bound that 95 of a hundred answers stay under, at most a quarter too much; `undefined` without any. */
export function p95(counts: readonly number[]): number | undefined {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return undefined;
  let seen = 0;
  for (const [index, count] of counts.entries()) {
    seen += count;
    if (seen >= total * 0.95) return BUCKETS[index] ?? BUCKETS.at(-1);
  }
  return BUCKETS.at(-1);
}
