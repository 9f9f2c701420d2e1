import { toInstant, type JobView } from '@tripmaster/contracts';
import type { Database, Transaction } from '@tripmaster/db';
import { backoffMs, KEPT_MS, LEASE_MS, NODE_ENDED, type Claim, type Queue } from './queue.ts';
import { tableRepo, type JobRow } from './table.repo.ts';

/** The queue on SQLite: a table, claimed by `UPDATE … RETURNING`. */
export function tableQueue({ db, now, leaseMs = LEASE_MS }: { db: Database; now: () => number; leaseMs?: number | undefined }): Queue {
  const repo = tableRepo(db);
  const doneIn = (tx: Transaction, claim: Claim) => repo.settle(tx, claim, { state: 'done', doneAt: now(), progress: null, problem: null });

  return {
    prepare: async () => undefined,
    add: (tx, kind, job) => repo.add(tx, kind, { ...job, now: now() }),

    async claim(kinds, most) {
      if ((await repo.isAnyDue(db.read, { now: now() })).length === 0) return [];
      const due = await repo.due(db.read, [...kinds.keys()], { now: now(), most });
      if (due.length === 0) return [];
      const spent = due.filter(({ attempts, mostAttempts }) => attempts >= mostAttempts).map(({ id }) => id);
      const left = due.filter(({ attempts, mostAttempts }) => attempts < mostAttempts).map(({ id }) => id);
      return db.write(async (tx) => {
        if (spent.length > 0) await repo.giveUp(tx, spent, { now: now(), problem: NODE_ENDED });
        return left.length === 0 ? [] : repo.claim(tx, left, { now: now(), leaseMs });
      });
    },

    renew: async (claims) => new Set(claims.length === 0 ? [] : await db.write((tx) => repo.renew(tx, claims, now() + leaseMs))),
    counting: async (claims) => new Set(claims.length === 0 ? [] : await repo.counting(db.read, claims)),
    progress: async (claim, progress) => void (await db.write((tx) => repo.settle(tx, claim, { progress }))),
    done: async (claim) => void (await db.write((tx) => doneIn(tx, claim))),
    doneIn,

    async failed(claim, problem) {
      const change =
        claim.attempt >= claim.mostAttempts
          ? ({ state: 'dead', doneAt: now() } as const)
          : ({ state: 'waiting', dueAt: now() + backoffMs(claim.attempt) } as const);
      await db.write((tx) => repo.settle(tx, claim, { ...change, progress: null, problem }));
    },

    async putBack(claims) {
      if (claims.length === 0) return;
      await db.write(async (tx) => {
        for (const claim of claims)
          await repo.settle(tx, claim, { state: 'waiting', attempts: claim.attempt - 1, dueAt: now(), progress: null, startedAt: null });
      });
    },

    tend: async () => undefined,

    async purge() {
      const before = { dead: now() - KEPT_MS.dead, other: now() - KEPT_MS.other };
      if (await repo.hasOld(db.read, before)) await db.write((tx) => repo.purge(tx, before));
    },

    list: async (filter, page) => (await repo.list(db.read, filter, page)).map(view),
    async cancel(tx, id) {
      const row = await repo.change(tx, id, ['waiting', 'running', 'dead'], { state: 'cancelled', doneAt: now() });
      return row === undefined ? undefined : view(row);
    },
    async retry(tx, id) {
      const mostAttempts = (await repo.attemptsOf(tx, id)) + 1;
      const row = await repo.change(tx, id, ['dead'], { state: 'waiting', mostAttempts, dueAt: now(), doneAt: null });
      return row === undefined ? undefined : view(row);
    },
    async figures() {
      const { read } = db;
      return {
        waiting: await repo.countOf(read, 'waiting'),
        running: await repo.countOf(read, 'running'),
        dead: await repo.countOf(read, 'dead'),
        oldestDueAt: await repo.oldestDue(read, now()),
      };
    },
    ofPerson: async (userId) => (await repo.ofUser(db.read, userId)).map(view),
    // They hang on the account.
    erase: async () => undefined,
    close: async () => undefined,
  };
}

function view(row: JobRow): JobView {
  const { id, name, state, attempts, mostAttempts, createdAt, dueAt, startedAt, doneAt, progress, problem } = row;
  return {
    id,
    name,
    state,
    attempts,
    mostAttempts,
    createdAt: toInstant(createdAt),
    ...(state === 'waiting' ? { dueAt: toInstant(dueAt) } : {}),
    ...(startedAt === null ? {} : { startedAt: toInstant(startedAt) }),
    ...(doneAt === null ? {} : { doneAt: toInstant(doneAt) }),
    ...(state !== 'running' || progress === null ? {} : { progress }),
    ...(problem === null ? {} : { problem }),
  };
}
