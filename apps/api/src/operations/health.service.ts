import { toInstant, type Health, type HealthStatus } from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import { problemOf, type JobsService, type Schedule } from '@tripmaster/jobs';
import type { MailService } from '@tripmaster/mail';
import manifest from '../../package.json' with { type: 'json' };
import { diskOf } from '../disk.ts';
import { inTime } from './in-time.ts';

const [SECOND_MS, MINUTE_MS] = [1_000, 60_000];
/** From when on something is worth a look, and from when on it does not work. */
const SLOW = { warning: 500 };
const FREE = { warning: 0.1, failed: 0.02 };
const WAITED_SECONDS = { warning: 5 * 60, failed: 60 * 60 };
/** Each node looks after schedules every second; more than this, and none does. */
const LATE_MS = 10 * MINUTE_MS;

type Deps = {
  db: Database;
  dataDir: string;
  jobs: Pick<JobsService, 'figures' | 'schedules'>;
  /** Those that this release knows. */
  schedules: readonly Schedule[];
  mail: MailService['outbox']['depth'];
  now: () => number;
};
type Part = { status: HealthStatus; problem?: string };

/** How the server is, part by part. Each is asked by itself: one that fails takes no other along. */
export function healthService({ db, dataDir, jobs, schedules, mail, now }: Deps) {
  const startedAt = performance.now();

  async function database() {
    const before = performance.now();
    await db.ping();
    const milliseconds = Math.round(performance.now() - before);
    return { ...judged(milliseconds > SLOW.warning ? 'warning' : 'ok', 'slow'), milliseconds };
  }

  async function migrations() {
    const { applied, known } = await db.migrations();
    if (applied < known) return { ...judged('failed', 'missing'), applied, known };
    return { ...judged(applied > known ? 'warning' : 'ok', 'of-a-newer-release'), applied, known };
  }

  async function disk() {
    return diskPart(await diskOf(dataDir));
  }

  async function queue() {
    const { waiting, running, dead, oldestDueAt } = await jobs.figures();
    return queuePart({ waiting, running, dead }, oldestDueAt, now());
  }

  async function outbox() {
    const { waiting, dead, oldestDueAt } = await mail();
    return queuePart({ waiting, dead }, oldestDueAt, now());
  }

  async function turns() {
    const known = new Set(schedules.map(({ kind }) => kind.name));
    const rows = await jobs.schedules();
    const isLate = rows.some(({ name, dueAt }) => known.has(name) && now() - dueAt > LATE_MS);
    const items = rows.map(({ name, dueAt, lastAt }) => ({
      name,
      dueAt: toInstant(dueAt),
      ...(lastAt === null ? {} : { lastAt: toInstant(lastAt) }),
    }));
    return { ...judged(isLate ? 'warning' : 'ok', 'late'), items };
  }

  return {
    async ask(): Promise<Health> {
      const [ofDatabase, ofMigrations, ofDisk, ofJobs, ofMail, ofSchedules] = await Promise.all([
        asked(database()),
        asked(migrations()),
        asked(disk()),
        asked(queue()),
        asked(outbox()),
        asked(turns()),
      ]);
      const parts = [ofDatabase, ofMigrations, ofDisk, ofJobs, ofMail, ofSchedules];
      return {
        status: worst(parts.map(({ status }) => status)),
        version: manifest.version,
        uptimeSeconds: Math.round((performance.now() - startedAt) / SECOND_MS),
        database: { engine: db.engine, ...ofDatabase },
        migrations: ofMigrations,
        disk: ofDisk,
        jobs: ofJobs,
        mail: ofMail,
        schedules: { items: [], ...ofSchedules },
      };
    },
  };
}

export type HealthService = ReturnType<typeof healthService>;

export function diskPart({ freeBytes, totalBytes }: { freeBytes: number; totalBytes: number }) {
  const free = totalBytes === 0 ? 0 : freeBytes / totalBytes;
  const status = free < FREE.failed ? 'failed' : free < FREE.warning ? 'warning' : 'ok';
  return { ...judged(status, 'nearly-full'), freeBytes, totalBytes };
}

/** Things that wait their turn: what is given up is to be looked at, and nothing should wait for long. */
export function queuePart<Counts extends { waiting: number; dead: number }>(counts: Counts, oldestDueAt: number | undefined, now: number) {
  const oldestSeconds = oldestDueAt === undefined ? undefined : Math.max(0, Math.round((now - oldestDueAt) / SECOND_MS));
  const waited = oldestSeconds ?? 0;
  const status = waited > WAITED_SECONDS.failed ? 'failed' : waited > WAITED_SECONDS.warning || counts.dead > 0 ? 'warning' : 'ok';
  const problem = waited > WAITED_SECONDS.warning ? 'waits-long' : 'given-up';
  return { ...judged(status, problem), ...counts, ...(oldestSeconds === undefined ? {} : { oldestSeconds }) };
}

function judged(status: HealthStatus, problem: string): Part {
  return status === 'ok' ? { status } : { status, problem };
}

function worst(statuses: readonly HealthStatus[]): HealthStatus {
  return statuses.includes('failed') ? 'failed' : statuses.includes('warning') ? 'warning' : 'ok';
}

/** A part that says nothing in time has failed: whoever asks is in a hurry. */
function asked<Answer extends Part>(answer: Promise<Answer>): Promise<Answer | Part> {
  return inTime(answer, (failure): Part => ({ status: 'failed', problem: failure === 'silence' ? 'no-answer' : problemOf(failure.error) }));
}
