import type { Database } from '@tripmaster/db';
import type { AlertsRepo } from './alerts.repo.ts';
import { bucketOf, none } from './latency.ts';

const MINUTE_MS = 60_000;

type Minute = { minute: number; requests: number; errors: number; latencies: number[] };

/** Counts how this node answers, and writes each minute down once it is over. A process that is killed loses its last one. */
export function serverMinutes({ db, repo, node, now }: { db: Database; repo: AlertsRepo; node: string; now: () => number }) {
  let current: Minute | undefined;
  let over: Minute[] = [];

  function minuteNow(): Minute {
    const minute = Math.floor(now() / MINUTE_MS) * MINUTE_MS;
    if (current?.minute === minute) return current;
    if (current !== undefined) over.push(current);
    current = { minute, requests: 0, errors: 0, latencies: none() };
    // A database that can't be written must not fill the memory.
    if (over.length > 60) over = over.slice(-60);
    return current;
  }

  return {
    observe(status: number, ms: number): void {
      const minute = minuteNow();
      minute.requests += 1;
      if (status >= 500) minute.errors += 1;
      const bucket = bucketOf(ms);
      minute.latencies[bucket] = (minute.latencies[bucket] ?? 0) + 1;
    },
    /** Writes the minutes that are over; `all`: the one under way as well. */
    async flush({ all = false } = {}): Promise<void> {
      minuteNow();
      if (all && current !== undefined) {
        over.push(current);
        current = undefined;
      }
      const rows = over.filter(({ requests }) => requests > 0);
      over = [];
      if (rows.length === 0) return;
      try {
        await db.write((tx) =>
          repo.addMinutes(
            tx,
            rows.map((row) => ({ ...row, node })),
          ),
        );
      } catch (error) {
        over = [...rows, ...over];
        throw error;
      }
    },
  };
}

export type ServerMinutes = ReturnType<typeof serverMinutes>;
