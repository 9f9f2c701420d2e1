import { createHmac } from 'node:crypto';
import { AppError } from '@tripmaster/contracts';
import type { Database, Transaction } from '@tripmaster/db';
import { throttlesRepo } from './throttles.repo.ts';

/** At most `max` times in `windowMs`, counted from the first; once used up, refused until `pauseMs` (else the window) is over. */
export type Limit = { name: string; max: number; windowMs: number; pauseMs?: number };

/** How a try was counted: `left` more may follow; `lockedNow` when this was the last one. */
export type Taken = { left: number; lockedNow: boolean };
/** One try too many. */
export type Refused = { retryAfterSeconds: number };

export type Limiter = {
  /** Counts one try of `subject`; throws `too-many-requests` with the wait when it is one too many. */
  take(limit: Limit, subject: string): Promise<Taken>;
  /** The same inside a transaction of the caller's, which has to commit; gives the refusal instead of throwing it. */
  takeIn(tx: Transaction, limit: Limit, subject: string): Promise<Taken | Refused>;
  /** Takes one try back: it turned out to be a good one. */
  giveBack(tx: Transaction, limit: Limit, subject: string): Promise<void>;
  /** Forgets all tries of a subject. */
  forgive(tx: Transaction, limit: Limit, subject: string): Promise<void>;
  /** Removes counters that have run out. */
  purge(): Promise<void>;
};

/**
 * Limits that all nodes share, kept in the database. A counter starts with the first try and runs out after its
 * window (a fixed window that begins when it is needed). Its name is made with `key`: no address is kept, nor can
 * one be tried. `scale` multiplies every maximum.
 */
export function createLimiter({
  db,
  key: secret,
  now,
  scale = 1,
}: {
  db: Database;
  key: string;
  now: () => number;
  scale?: number;
}): Limiter {
  const repo = throttlesRepo(db);
  const keyOf = ({ name }: Limit, subject: string) => `${name}:${createHmac('sha256', secret).update(subject).digest('base64url')}`;
  const maxOf = ({ max }: Limit) => Math.max(1, Math.round(max * scale));

  function refusedBy(limit: Limit, row: { hits: number; resetsAt: number } | undefined): Refused | undefined {
    if (row === undefined || row.resetsAt <= now() || row.hits < maxOf(limit)) return undefined;
    return { retryAfterSeconds: Math.ceil((row.resetsAt - now()) / 1000) };
  }

  async function count(tx: Transaction, limit: Limit, subject: string): Promise<Taken | Refused> {
    const key = keyOf(limit, subject);
    const max = maxOf(limit);
    const [row] = await repo.byKey(tx, { key });
    const refused = refusedBy(limit, row);
    if (refused !== undefined) return refused;
    const running = row !== undefined && row.resetsAt > now();
    const hits = running ? row.hits + 1 : 1;
    const lockedNow = hits >= max;
    const until = running ? row.resetsAt : now() + limit.windowMs;
    await repo.put(tx, { key, hits, resetsAt: lockedNow ? Math.max(until, now() + (limit.pauseMs ?? 0)) : until });
    return { left: max - hits, lockedNow };
  }

  return {
    async take(limit, subject) {
      // Looked at without the writer first: a flood of what is refused anyway takes no turn of others.
      const outcome =
        refusedBy(limit, (await repo.byKey(db.read, { key: keyOf(limit, subject) }))[0]) ??
        (await db.write((tx) => count(tx, limit, subject)));
      if ('retryAfterSeconds' in outcome) throw new AppError('too-many-requests', outcome);
      return outcome;
    },
    takeIn: count,
    async giveBack(tx, limit, subject) {
      const key = keyOf(limit, subject);
      const [row] = await repo.byKey(tx, { key });
      if (row !== undefined && row.hits > 0) await repo.put(tx, { key, hits: row.hits - 1, resetsAt: row.resetsAt });
    },
    async forgive(tx, limit, subject) {
      await repo.remove(tx, { key: keyOf(limit, subject) });
    },
    async purge() {
      await db.write((tx) => repo.purge(tx, now()));
    },
  };
}
