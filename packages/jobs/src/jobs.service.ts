import { newId, type JobView } from '@tripmaster/contracts';
import { afterCommit, type Database, type Transaction } from '@tripmaster/db';
import type { JobHandler, Jobs, Schedule } from './job.ts';
import { everySecond, type Polling } from './polling.ts';
import { bossQueue } from './queue/boss-queue.ts';
import type { JobFilter, Kind, QueueFigures } from './queue/queue.ts';
import { AS_ROWS } from './queue/boss.repo.ts';
import { handOver } from './queue/restored.ts';
import { tableQueue } from './queue/table-queue.ts';
import { createRunner, type OnError } from './runner.ts';
import { createSchedules, type ScheduleRow } from './schedules.ts';

const AT_ONCE = 10;
const GRACE_MS = 3_000;

export type Work = {
  handlers: readonly JobHandler[];
  schedules: readonly Schedule[];
  onError: OnError;
  /** How many jobs this process has under way at the most. */
  atOnce?: number;
  /** What is under way at the stop may come to its end for so long; broken off, it has as long again. */
  graceMs?: number;
};

export type JobsService = Jobs & {
  /** Makes what jobs of these kinds need in the database; before the first of them, and by `start` itself. */
  prepare(kinds?: readonly Kind[]): Promise<void>;
  /** Does the jobs whose kinds it knows, until `stop`; all others wait for a node that knows them. */
  start(work: Work): {
    /** Takes no new ones; waits for those under way, breaks them off, and gives back what is not done. */ stop(): Promise<void>;
  };
  /** All that is due, at once, until nothing is: for tests, whose clocks stand still. Gives how many were tried. */
  runDue(work: Omit<Work, 'atOnce' | 'graceMs'>): Promise<number>;
  /** Newest first; `before` is the id of the last one of the page before. */
  list(filter: JobFilter, page: { before?: string | undefined; limit: number }): Promise<JobView[]>;
  /** Has a dead letter tried once more. Undefined when there is none of this id. */
  retry(tx: Transaction, id: string): Promise<JobView | undefined>;
  /** Also lets go of a dead letter. Undefined when there is none of this id, or it is over. What is under way is told within a second. */
  cancel(tx: Transaction, id: string): Promise<JobView | undefined>;
  figures(): Promise<QueueFigures>;
  schedules(): Promise<ScheduleRow[]>;
  /** A person's jobs. */
  ofPerson(userId: string): Promise<JobView[]>;
  /** Removes a person's jobs, in the transaction that removes the account. */
  erase(tx: Transaction, userId: string): Promise<void>;
  /** Removes what was kept long enough. */
  purge(): Promise<void>;
  /** Queries on PostgreSQL whose rows stand, in a backup, for those of our tables. */
  readonly asRows: Readonly<Record<string, string>>;
  close(): Promise<void>;
};

/**
 * Durable jobs on either engine: a table on SQLite, pg-boss on PostgreSQL. A job is there if its transaction commits,
 * is done at least once, and is done again when its node ends before it says that it is done. `leaseMs`: how long a
 * node may be silent before its jobs are another's.
 */
export function createJobs({ db, now = Date.now, leaseMs }: { db: Database; now?: () => number; leaseMs?: number }): JobsService {
  const { library } = db;
  let onError: OnError = () => undefined;
  const queue =
    library === undefined ? tableQueue({ db, now, leaseMs }) : bossQueue({ library, now, leaseMs, onError: (error) => onError(error) });
  let polling: Polling | undefined;

  const jobs: Jobs = {
    async enqueue(tx, kind, data, { key, dueAt = now(), userId } = {}) {
      await queue.add(tx, kind, { id: newId(now()), data: kind.data.parse(data), key, dueAt, userId });
      if (polling !== undefined && dueAt <= now()) afterCommit(tx, polling.wake);
    },
  };
  const schedules = createSchedules({ db, now, jobs });
  async function prepare(kinds: readonly Kind[] = []): Promise<void> {
    await queue.prepare(kinds);
    if (library !== undefined) await handOver({ db, queue, kinds });
  }
  const kindsOf = ({ handlers, schedules: turns }: Pick<Work, 'handlers' | 'schedules'>) => [
    ...handlers.map(({ kind }) => kind),
    ...turns.map(({ kind }) => kind),
  ];

  return {
    ...jobs,
    prepare,

    start({ atOnce = AT_ONCE, graceMs = GRACE_MS, ...work }) {
      onError = work.onError;
      const runner = createRunner({ db, queue, handlers: work.handlers, now, onError, atOnce, leaseMs, onRoom: () => polling?.wake() });
      let begun = false;
      const turns = everySecond(async (over) => {
        if (!begun) {
          await prepare(kindsOf(work));
          await schedules.begin(work.schedules);
          begun = true;
        }
        await schedules.turn();
        await runner.tend();
        // More may be due: after a look at what is under way, however many there are.
        if (!over() && (await runner.take()) > 0) polling?.wake();
      }, onError);
      polling = turns;
      turns.wake();
      async function end(): Promise<void> {
        polling = undefined;
        await turns.stop();
        await runner.end(graceMs);
      }
      let ending: Promise<void> | undefined;
      return { stop: () => (ending ??= end()) };
    },

    async runDue(work) {
      onError = work.onError;
      const runner = createRunner({ db, queue, handlers: work.handlers, now, onError, atOnce: AT_ONCE, leaseMs });
      await prepare(kindsOf(work));
      await schedules.begin(work.schedules);
      await schedules.turn();
      await queue.tend();
      let tried = 0;
      for (;;) {
        const taken = await runner.take();
        tried += taken;
        if (taken === 0 && runner.isIdle()) return tried;
        await runner.settled();
      }
    },

    list: (filter, page) => queue.list(filter, page),
    async retry(tx, id) {
      const job = await queue.retry(tx, id);
      if (job !== undefined && polling !== undefined) afterCommit(tx, polling.wake);
      return job;
    },
    cancel: (tx, id) => queue.cancel(tx, id),
    figures: () => queue.figures(),
    schedules: () => schedules.list(),
    ofPerson: (userId) => queue.ofPerson(userId),
    erase: (tx, userId) => queue.erase(tx, userId),
    purge: () => queue.purge(),
    asRows: library === undefined ? {} : { jobs: AS_ROWS },
    close: () => queue.close(),
  };
}
