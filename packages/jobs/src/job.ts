import type { Transaction } from '@tripmaster/db';
import { z } from 'zod';

const ATTEMPTS = 10;
const TIMEOUT_MS = 60_000;

/** A kind of thing to be done, by name, with what it needs to know. The name is stored: never rename it. */
export type JobKind<Data> = {
  readonly name: string;
  readonly data: z.ZodType<Data>;
  /** Tries before it is given up. */
  readonly attempts: number;
  /** How long one try may take; then its signal is aborted, and another node may take it. */
  readonly timeoutMs: number;
};

export function jobKind<Data>(
  name: string,
  data: z.ZodType<Data>,
  { attempts = ATTEMPTS, timeoutMs = TIMEOUT_MS }: { attempts?: number; timeoutMs?: number } = {},
): JobKind<Data> {
  return { name, data, attempts, timeoutMs };
}

/** One try at a job. */
export type JobCall = {
  readonly id: string;
  /** From 1. */
  readonly attempt: number;
  /** Aborted when its time is over, when it is cancelled, and when the process is to end. */
  readonly signal: AbortSignal;
  /** Tells how far it is, in percent. */
  progress: (percent: number) => Promise<void>;
  /**
   * Does the last of it in the database, in the transaction that notes that the job is done: both happen, and once, or
   * neither. Rejects, and undoes it, where the job is no longer this try's to end.
   */
  finish: (work: (tx: Transaction) => Promise<void>) => Promise<void>;
};

/** How a kind of job is done. May run more than once for one job: what it does must bear that, but for what `finish` does. */
export type JobHandler = {
  readonly kind: Omit<JobKind<unknown>, 'data'>;
  /** Rejects when it is to be tried again; also on data that the kind does not know. */
  run: (data: unknown, call: JobCall) => Promise<void>;
};

export function handle<Data>(kind: JobKind<Data>, run: (data: Data, call: JobCall) => Promise<void>): JobHandler {
  return { kind, run: async (data, call) => run(kind.data.parse(data), call) };
}

/** Done again and again by whichever node is first, at whole multiples of `everyMs` since 1970 plus `offsetMs`. */
export type Schedule = {
  readonly kind: JobKind<Record<string, never>>;
  readonly everyMs: number;
  readonly offsetMs?: number;
  /** Also at once, where it was never done before. */
  readonly atFirst?: true;
};

/** What the jobs of schedules need to know. */
export const nothing = z.strictObject({});

/** What a feature does by itself. */
export type OwnWork = { jobs: JobHandler[]; schedules: Schedule[] };

/**
 * Something done again and again, as a feature hands it to the engine. Tried a few times only: its next turn comes
 * anyway.
 */
export function repeated(
  name: string,
  { attempts = 3, timeoutMs = 10 * TIMEOUT_MS, ...turns }: Omit<Schedule, 'kind'> & { attempts?: number; timeoutMs?: number },
  run: (call: JobCall) => Promise<void>,
): OwnWork {
  const kind = jobKind(name, nothing, { attempts, timeoutMs });
  return { jobs: [handle(kind, (_, call) => run(call))], schedules: [{ kind, ...turns }] };
}

/** The work of several as one. */
export function together(works: readonly Partial<OwnWork>[]): OwnWork {
  return { jobs: works.flatMap(({ jobs = [] }) => jobs), schedules: works.flatMap(({ schedules = [] }) => schedules) };
}

/** What features may ask of the queue. */
export type Jobs = {
  /**
   * Has something done once the caller's transaction commits, and only then. Of the jobs of one kind that are not
   * over, one at most has the same `key`: another is not taken. With `userId` it goes with that account.
   */
  enqueue<Data>(
    tx: Transaction,
    kind: JobKind<Data>,
    data: Data,
    options?: { key?: string; /** In milliseconds since 1970; at once by default. */ dueAt?: number; userId?: string },
  ): Promise<void>;
};
