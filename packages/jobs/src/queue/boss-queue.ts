import type { LibraryDoor, Transaction } from '@tripmaster/db';
import type { PgBoss } from 'pg-boss';
import { z } from 'zod';
import { bossRepo, SCHEMA, viewOfBoss } from './boss.repo.ts';
import { BACKOFF_SECONDS, KEPT_MS, LEASE_MS, NODE_ENDED, TOOK_TOO_LONG, type Claim, type Queue } from './queue.ts';

/** pg-boss throws away what waits too long; nothing of ours does. In seconds: ten years. */
const WAITS_SECONDS = 315_576_000;
/** It ends jobs by itself that take too long; only a node that does not do so itself comes to that. */
const GRACE_SECONDS = 60;
const PROBLEMS = { nodeEnded: NODE_ENDED, tookTooLong: TOOK_TOO_LONG };

/** Its timers keep no process alive. */
const BACKGROUND = {
  now: () => Date.now(),
  setTimeout: (work: () => void, ms: number) => setTimeout(work, ms).unref(),
  clearTimeout: (timer: NodeJS.Timeout) => clearTimeout(timer),
  setInterval: (work: () => void, ms: number) => setInterval(work, ms).unref(),
  clearInterval: (timer: NodeJS.Timeout) => clearInterval(timer),
};

const wrapped = z.object({ given: z.unknown() });

/** The transaction began before the kind's queue was there, and can't see it: run anew, it does. */
class QueueJustMade extends Error {
  /** What PostgreSQL says when a transaction is to be run again; `db.write` does. */
  readonly code = '40001';
}

/**
 * The queue on PostgreSQL: pg-boss, a queue a kind, so that each node takes what it knows. It runs its SQL through
 * `library`, and what it would do by itself (working, scheduling, tending) is ours to call.
 */
export function bossQueue({
  library,
  now,
  onError,
  leaseMs = LEASE_MS,
}: {
  library: LibraryDoor;
  now: () => number;
  onError: (error: unknown) => void;
  /** pg-boss takes whole seconds, ten at the least. */
  leaseMs?: number | undefined;
}): Queue {
  const repo = bossRepo(library);
  /** How often pg-boss looks for leases that are over; one node at a time does. */
  const tendSeconds = Math.ceil(leaseMs / 3_000);
  const made = new Map<string, Promise<void>>();
  let opened: Promise<PgBoss> | undefined;
  let tendedAt = -Infinity;

  async function open(): Promise<PgBoss> {
    const { PgBoss } = await import('pg-boss');
    const boss = new PgBoss({
      db: { executeSql: (text, values) => library.run(text, values) },
      schema: SCHEMA,
      supervise: false,
      schedule: false,
      registerInstance: false,
      monitorIntervalSeconds: tendSeconds,
      maintenanceIntervalSeconds: 3_600,
      flowIntervalSeconds: 3_600,
      clock: BACKGROUND,
    });
    boss.on('error', onError);
    await boss.start();
    await repo.index();
    return boss;
  }
  const boss = () => (opened ??= open());
  const inside = (tx: Transaction) => ({ db: { executeSql: (text: string, values?: unknown[]) => library.runIn(tx, text, values) } });
  const attemptOf = ({ id, attempt }: Claim) => ({ id, retryCount: attempt - 1 });

  function make(name: string): Promise<void> {
    const before = made.get(name);
    if (before !== undefined) return before;
    // `exclusive`: one job a key that is not over.
    const making = boss().then((found) => found.createQueue(name, { policy: 'exclusive' }));
    made.set(name, making);
    making.catch(() => made.delete(name));
    return making;
  }

  return {
    async prepare(kinds) {
      await boss();
      for (const { name } of kinds) await make(name);
    },

    async add(tx, { name, attempts, timeoutMs }, { id, data, key, dueAt, userId }) {
      if (!made.has(name)) {
        await make(name);
        throw new QueueJustMade(`the queue ${name} was made just now`);
      }
      await (
        await boss()
      ).send(
        name,
        { given: data },
        {
          id,
          singletonKey: key ?? id,
          ...(dueAt > now() ? { startAfter: new Date(dueAt) } : {}),
          ...(userId === undefined ? {} : { group: { id: userId } }),
          retryLimit: attempts - 1,
          retryBackoff: true,
          retryDelay: BACKOFF_SECONDS.first,
          retryDelayMax: BACKOFF_SECONDS.cap,
          expireInSeconds: Math.ceil(timeoutMs / 1_000) + GRACE_SECONDS,
          heartbeatSeconds: Math.ceil(leaseMs / 1_000),
          retentionSeconds: WAITS_SECONDS,
          deleteAfterSeconds: KEPT_MS.dead / 1_000,
          ...inside(tx),
        },
      );
    },

    async claim(kinds, most) {
      const due = await repo.due([...kinds.keys()]);
      const found = await boss();
      const claims: Claim[] = [];
      // Each gets its share, whichever is first.
      for (const name of shuffled(due)) {
        const left = most - claims.length;
        if (left === 0) break;
        const jobs = await found.fetch(name, { batchSize: Math.min(left, Math.ceil(most / due.length)), includeMetadata: true });
        for (const { id, data, retryCount, retryLimit } of jobs)
          claims.push({ id, name, data: wrapped.parse(data).given, attempt: retryCount + 1, mostAttempts: retryLimit + 1 });
      }
      return claims;
    },

    async renew(claims) {
      const found = await boss();
      for (const [name, ofName] of Map.groupBy(claims, (claim) => claim.name)) await found.touch(name, ofName.map(attemptOf));
      return new Set(await repo.counting(claims));
    },
    counting: async (claims) => new Set(claims.length === 0 ? [] : await repo.counting(claims)),
    progress: (claim, percent) => repo.progress(claim, percent),
    done: async (claim) => void (await (await boss()).complete(claim.name, attemptOf(claim))),
    async doneIn(tx, claim) {
      if (!(await repo.holds(tx, claim))) return false;
      await (await boss()).complete(claim.name, attemptOf(claim), null, inside(tx));
      return true;
    },
    failed: async (claim, problem) => void (await (await boss()).fail(claim.name, attemptOf(claim), { problem })),
    async putBack(claims) {
      for (const claim of claims) await repo.putBack(claim);
    },

    async tend() {
      if (now() - tendedAt < tendSeconds * 1_000) return;
      tendedAt = now();
      await (await boss()).supervise();
    },
    purge: () => repo.purge({ dead: new Date(now() - KEPT_MS.dead), other: new Date(now() - KEPT_MS.other) }),

    list: async (filter, page) => (await repo.list(filter, page)).map((row) => viewOfBoss(row, PROBLEMS)),
    async cancel(tx, id) {
      const row = await repo.find(tx, id);
      if (row === undefined || row.state === 'completed' || row.state === 'cancelled') return undefined;
      if (row.state === 'failed') await repo.letGo(tx, row);
      else await (await boss()).cancel(row.name, id, inside(tx));
      const after = await repo.find(tx, id);
      return after === undefined ? undefined : viewOfBoss(after, PROBLEMS);
    },
    async retry(tx, id) {
      const row = await repo.find(tx, id);
      if (row?.state !== 'failed') return undefined;
      await (await boss()).retry(row.name, id, inside(tx));
      const after = await repo.find(tx, id);
      return after === undefined ? undefined : viewOfBoss(after, PROBLEMS);
    },
    figures: () => repo.figures(),
    ofPerson: async (userId) => (await repo.ofUser(userId)).map((row) => viewOfBoss(row, PROBLEMS)),
    erase: (tx, userId) => repo.erase(tx, userId),
    async close() {
      if (opened !== undefined) await (await opened).stop({ graceful: false });
    },
  };
}

function shuffled(names: readonly string[]): string[] {
  return names
    .map((name) => ({ name, place: Math.random() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ name }) => name);
}
