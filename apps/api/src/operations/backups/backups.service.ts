import { AppError, pageOf, toInstant, type BackupsInput, type BackupView, type JobView, type Page } from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import { SCHEDULE_KEY, type JobsService } from '@tripmaster/jobs';
import type { Actor, Audit } from '@tripmaster/rpc';
import type { BackupRow, BackupsRepo } from './backups.repo.ts';
import { MAKE, verifyKind } from './backups.work.ts';
import type { BackupFolder } from './folder.ts';

/** Of jobs, those that made a backup stand in the list as that. */
const SHOWN = ['waiting', 'running', 'dead'] as const;
const OPEN = ['waiting', 'running'] as const;
/** A verification of which nothing is known but that it was asked for. */
const BEGUN: ReadonlySet<string | null> = new Set(['asked', 'running']);

type Deps = {
  db: Database;
  repo: BackupsRepo;
  folder: Pick<BackupFolder, 'place' | 'nameOf'>;
  jobs: Pick<JobsService, 'enqueue' | 'list'>;
  audit: Audit;
  now: () => number;
};

/** What administrators see of the backups, and ask for; what they ask for is in the audit log. */
export function backupsService({ db, repo, folder, jobs, audit, now }: Deps) {
  async function openJob(): Promise<JobView | undefined> {
    for (const state of OPEN) {
      const [job] = await jobs.list({ name: MAKE.name, state }, { limit: 1 });
      if (job !== undefined) return job;
    }
    return undefined;
  }

  /** Jobs that have made no backup yet, or never will. */
  async function unmade(before: string | undefined, limit: number): Promise<JobView[]> {
    const found = await Promise.all(SHOWN.map((state) => jobs.list({ name: MAKE.name, state }, { before, limit })));
    const all = found.flat();
    const made = await repo.known(
      db.read,
      all.map(({ id }) => id),
    );
    return all.filter(({ id }) => !made.has(id));
  }

  /** Of these places, those where somebody is at a verification, or will be. */
  async function verifying(rows: readonly BackupRow[]): Promise<ReadonlySet<string>> {
    const places = new Set(rows.filter(({ verdict }) => BEGUN.has(verdict)).map(({ place }) => place));
    const busy = new Set<string>();
    for (const place of places) {
      const { name } = verifyKind(place);
      for (const state of OPEN) if ((await jobs.list({ name, state }, { limit: 1 })).length > 0) busy.add(place);
    }
    return busy;
  }

  async function viewOf(row: BackupRow): Promise<BackupView> {
    return view(row, { folder, busy: await verifying([row]) });
  }

  return {
    /** Newest first, with those that are being made and those that could not be. */
    async list({ cursor, limit = 20 }: BackupsInput): Promise<Page<BackupView>> {
      const rows = await repo.list(db.read, { before: cursor, limit: limit + 1 });
      const busy = await verifying(rows);
      const others = (await unmade(cursor, limit + 1)).map(viewOfJob);
      const all = [...rows.map((row) => view(row, { folder, busy })), ...others];
      return pageOf(
        all.toSorted((one, other) => (one.id < other.id ? 1 : -1)).slice(0, limit + 1),
        limit,
        (backup) => backup,
        ({ id }) => id,
      );
    },

    /** Has one made, unless one is under way: then gives that. */
    async create({ auditRef }: Actor): Promise<BackupView> {
      const open = await openJob();
      if (open !== undefined) return viewOfJob(open);
      await db.write(async (tx) => {
        await jobs.enqueue(tx, MAKE, {}, { key: SCHEDULE_KEY });
        await audit.record(tx, { action: 'admin.backup-asked', actor: auditRef });
      });
      const [job] = await jobs.list({ name: MAKE.name }, { limit: 1 });
      if (job === undefined) throw new AppError('conflict', {}, 'It was cancelled just now.');
      const made = await repo.find(db.read, job.id);
      return made === undefined ? viewOfJob(job) : viewOf(made);
    },

    /** Has one verified by a server that has its file. Throws `not-found`. */
    async verify({ auditRef }: Actor, id: string): Promise<BackupView> {
      const known = await repo.find(db.read, id);
      // One that is under way is not begun again.
      if (known !== undefined && BEGUN.has(known.verdict) && (await verifying([known])).has(known.place)) return viewOf(known);
      const row = await db.write(async (tx) => {
        const found = await repo.find(tx, id);
        if (found === undefined) throw new AppError('not-found', {}, 'There is no backup of this id.');
        await jobs.enqueue(tx, verifyKind(found.place), { id }, { key: id });
        await audit.record(tx, { action: 'admin.backup-verified', actor: auditRef, detail: { backup: id } });
        return (await repo.verdict(tx, id, { verdict: 'asked', verdictAt: now(), progress: null })) ?? found;
      });
      return viewOf(row);
    },

    /** Hours since the moment that the last backup holds; where there is none, since there was something to lose. */
    async age(): Promise<number> {
      const [last] = await repo.list(db.read, { limit: 1 });
      const since = last?.madeAt ?? (await repo.begun(db.read)) ?? now();
      return Math.max(0, now() - since) / 3_600_000;
    },
  };
}

export type BackupsService = ReturnType<typeof backupsService>;

function view(
  { id, place, madeAt, sizeBytes, release, engine, schema, tables, files, filesBytes, filesWhere, ...row }: BackupRow,
  { folder, busy }: { folder: Deps['folder']; busy: ReadonlySet<string> },
): BackupView {
  const rows = Object.entries(tables)
    .map(([name, count]) => ({ name, rows: count }))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const verification = verificationOf(row, busy.has(place));
  return {
    id,
    state: 'done',
    createdAt: toInstant(madeAt),
    file: { name: folder.nameOf(id, madeAt), bytes: sizeBytes, here: place === folder.place },
    content: {
      release,
      engine,
      schema,
      tables: rows,
      rows: rows.reduce((sum, table) => sum + table.rows, 0),
      files: { where: filesWhere, count: files, bytes: filesBytes },
    },
    ...(verification === undefined ? {} : { verification }),
  };
}

/** One that was begun, and that no job is about any more, was broken off. */
function verificationOf({ verdict, verdictAt, progress }: Pick<BackupRow, 'verdict' | 'verdictAt' | 'progress'>, isBusy: boolean) {
  if (verdict === null) return undefined;
  const at = verdictAt === null ? {} : { at: toInstant(verdictAt) };
  if (verdict === 'good') return { state: 'good' as const, ...at };
  if (BEGUN.has(verdict)) {
    if (!isBusy) return { state: 'unknown' as const, ...at };
    return verdict === 'asked' ? { state: 'waiting' as const } : { state: 'running' as const, ...(progress === null ? {} : { progress }) };
  }
  // It is not the backup's fault when it can't be tried.
  const isItsFault = verdict !== 'no-room' && verdict !== 'unknown';
  return { state: isItsFault ? ('bad' as const) : ('unknown' as const), problem: verdict, ...at };
}

const OF_JOB = { waiting: 'waiting', running: 'running', dead: 'failed', done: 'done', cancelled: 'failed' } as const;

function viewOfJob({ id, state, createdAt, progress, problem }: JobView): BackupView {
  return {
    id,
    state: OF_JOB[state],
    createdAt,
    ...(progress === undefined ? {} : { progress }),
    // Ours are said by their code alone.
    ...(problem === undefined ? {} : { problem: problem.replace(/^BackupFault /, '') }),
  };
}
