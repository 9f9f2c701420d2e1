import type { TestDatabase } from '@tripmaster/db/testing';
import { createJobs, type JobCall, type JobsService, type OwnWork } from '../index.ts';

/** A first try at a job, for a handler that is called directly; what it finishes with is written, and no job is ended. */
export function firstTry({ write }: Pick<TestDatabase['db'], 'write'>, signal = new AbortController().signal): JobCall {
  return { id: 'job', attempt: 1, signal, progress: async () => undefined, finish: (work) => write(work) };
}

/** Does all that is due by the test's clock, at once; gives what went wrong meanwhile. */
export async function runDueJobs(
  { db, jobs, now }: { db: TestDatabase['db']; jobs: Pick<JobsService, 'prepare' | 'runDue'>; now: () => number },
  { jobs: handlers, schedules }: OwnWork,
): Promise<unknown[]> {
  const problems: unknown[] = [];
  await jobs.prepare();
  await tellTime(db, now());
  await jobs.runDue({ handlers, schedules, onError: (error) => problems.push(error) });
  return problems;
}

/** Jobs on a test database whose time is the test's clock, on PostgreSQL too. */
export async function testJobs({ db }: Pick<TestDatabase, 'db'>, { now, leaseMs }: { now: () => number; leaseMs?: number }) {
  const jobs = createJobs({ db, now, ...(leaseMs === undefined ? {} : { leaseMs }) });
  await jobs.prepare();
  await tellTime(db, now());
  return {
    ...jobs,
    tellTime: () => tellTime(db, now()),
    run: (handlers: OwnWork['jobs'], schedules: OwnWork['schedules'] = []) => runDueJobs({ db, jobs, now }, { jobs: handlers, schedules }),
  };
}

/** pg-boss asks the database for the time, by a function of its own that can be another in a test. */
async function tellTime(db: TestDatabase['db'], now: number): Promise<void> {
  // Several nodes of one test may tell it at once.
  await db.library?.run(`
    SELECT pg_advisory_xact_lock(7236498103);
    CREATE OR REPLACE FUNCTION pgboss.job_now() RETURNS timestamp with time zone AS $$ SELECT to_timestamp(${now / 1_000}) $$ LANGUAGE sql STABLE;
  `);
}
