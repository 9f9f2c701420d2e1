const DAY_MS = 86_400_000;

type Made = { id: string; madeAt: number };

/**
 * Which backups have had their time: all of the last 24 hours are kept, and of earlier days the last one, of `keep` days
 * that have one. Days are those of UTC.
 */
export function outlived<Backup extends Made>(all: readonly Backup[], { keep, now }: { keep: number; now: number }): Backup[] {
  const newestFirst = all.toSorted((one, other) => other.madeAt - one.madeAt || (one.id < other.id ? 1 : -1));
  const days = new Set<number>();
  return newestFirst.filter(({ madeAt }) => {
    const day = Math.floor(madeAt / DAY_MS);
    const isLastOfDay = !days.has(day);
    days.add(day);
    return !(now - madeAt < DAY_MS || (isLastOfDay && days.size <= keep));
  });
}
