import type { JobState, JobView } from '@tripmaster/contracts';
import type { Transaction } from '@tripmaster/db';
import type { JobHandler } from '../job.ts';

export type Kind = JobHandler['kind'];

/** A new job. */
export type NewJob = {
  id: string;
  data: unknown;
  key: string | undefined;
  dueAt: number;
  userId: string | undefined;
};

/** A job that this process has taken. `attempt` tells it from the same job taken again, by whomever. */
export type Claim = {
  readonly id: string;
  readonly name: string;
  readonly data: unknown;
  /** From 1. */
  readonly attempt: number;
  readonly mostAttempts: number;
};

export type JobFilter = { state?: JobState | undefined; name?: string | undefined };

/** How full the queue is. */
export type QueueFigures = {
  waiting: number;
  running: number;
  dead: number;
  /** When the job that has waited longest should have been done. */
  oldestDueAt: number | undefined;
};

/**
 * The engine behind the jobs: a table of ours on SQLite, pg-boss on PostgreSQL. What it says is the same on both. A
 * claim counts as long as its lease, which `renew` makes last; what comes for a claim that no longer counts does nothing.
 */
export type Queue = {
  /** Makes what the engine needs for jobs of these kinds. Before anything else; again for more kinds. */
  prepare(kinds: readonly Kind[]): Promise<void>;
  add(tx: Transaction, kind: Kind, job: NewJob): Promise<void>;
  /** Takes jobs of these kinds that are due, `most` at the most, and those whose lease is over. */
  claim(kinds: ReadonlyMap<string, Kind>, most: number): Promise<Claim[]>;
  /** Makes the leases of these last on; gives the ids of those that still count. */
  renew(claims: readonly Claim[]): Promise<ReadonlySet<string>>;
  /** The ids of those that still count, and nothing else: cheap, to be asked often. */
  counting(claims: readonly Claim[]): Promise<ReadonlySet<string>>;
  progress(claim: Claim, percent: number): Promise<void>;
  done(claim: Claim): Promise<void>;
  /** The same in a transaction; gives whether the claim still counts, and so whether it was noted. */
  doneIn(tx: Transaction, claim: Claim): Promise<boolean>;
  /** Tries it again later, or gives it up after its last attempt. */
  failed(claim: Claim, problem: string): Promise<void>;
  /** Gives back what was not done, as if it had not been taken. */
  putBack(claims: readonly Claim[]): Promise<void>;
  /** Looks after leases that are over, where `claim` does not. Every few seconds. */
  tend(): Promise<void>;
  /** Removes what was kept long enough. */
  purge(): Promise<void>;
  /** Newest first; `before` is the id of the last one of the page before. */
  list(filter: JobFilter, page: { before?: string | undefined; limit: number }): Promise<JobView[]>;
  /** Undefined when there is none of this id, or none in a state in which that can be done. */
  cancel(tx: Transaction, id: string): Promise<JobView | undefined>;
  retry(tx: Transaction, id: string): Promise<JobView | undefined>;
  figures(): Promise<QueueFigures>;
  /** A person's jobs. */
  ofPerson(userId: string): Promise<JobView[]>;
  /** Removes a person's jobs, where that is not done with the account itself. */
  erase(tx: Transaction, userId: string): Promise<void>;
  close(): Promise<void>;
};

/** What is said of a try whose node ended before it said anything. */
export const NODE_ENDED = 'node-ended';
/** What is said of a try that took longer than its kind may. */
export const TOOK_TOO_LONG = 'took-too-long';

/** How long a node may be silent about a job before it is taken to have ended. */
export const LEASE_MS = 30_000;
/** Dead letters are kept long enough to be looked at, all others long enough to be seen. */
export const KEPT_MS = { dead: 30 * 86_400_000, other: 86_400_000 };

const BACKOFF = { firstMs: 5_000, capMs: 6 * 3_600_000 };
export const BACKOFF_SECONDS = { first: BACKOFF.firstMs / 1_000, cap: BACKOFF.capMs / 1_000 };

/**
 * How long to wait after so many attempts: 5 s, doubled each time, and up to as much again, so that those who failed
 * together do not come back together; six hours at the most. It is the formula of pg-boss, so that both engines do the same.
 */
export function backoffMs(attempts: number, random: () => number = Math.random): number {
  return Math.min(BACKOFF.capMs, BACKOFF.firstMs * 2 ** Math.min(15, attempts - 1) * (1 + random()));
}
