import { newId } from '@tripmaster/contracts';
import { BackupFault, type BackupFaultCode, type Database } from '@tripmaster/db';
import { handle, jobKind, nothing, repeated, together, type JobsService, type OwnWork } from '@tripmaster/jobs';
import { rm } from 'node:fs/promises';
import { z } from 'zod';
import manifest from '../../../package.json' with { type: 'json' };
import type { diskOf } from '../../disk.ts';
import type { BackupsConfig } from '../../env-backups.ts';
import type { BackupRow, BackupsRepo } from './backups.repo.ts';
import { readBeside, writeBeside } from './beside.ts';
import type { BackupFile, BackupFolder } from './folder.ts';
import { outlived } from './keeping.ts';

const [MINUTE_MS, HOUR_MS] = [60_000, 3_600_000];
/** When most people that a small server serves are asleep, whichever side of the Atlantic they are on. */
const NIGHTLY = { everyMs: 24 * HOUR_MS, offsetMs: 3 * HOUR_MS + 10 * MINUTE_MS };
const LONGEST_MS = 6 * HOUR_MS;
/** The disk is left as much of itself as keeps the server well, on a large one no more than it needs. */
const LEFT_FREE = { part: 0.05, mostBytes: 2 * 1_073_741_824 };
/** A backup is expected to be as large as the last one and a little more. */
const GROWTH = 1.1;

/** The job that makes one; what it makes has its id. */
export const MAKE = jobKind('backups.create', nothing, { attempts: 3, timeoutMs: LONGEST_MS });
/** Whoever verifies needs the file, so each folder has a kind of its own. */
export const verifyKind = (place: string) =>
  jobKind(`backups.verify.${place}`, z.strictObject({ id: z.string() }), { attempts: 2, timeoutMs: LONGEST_MS });

const UNVERIFIED = { verdict: null, verdictAt: null, progress: null } as const;

type Deps = {
  db: Database;
  repo: BackupsRepo;
  folder: BackupFolder;
  jobs: Pick<JobsService, 'asRows'>;
  settings: Pick<BackupsConfig, 'daily' | 'keep' | 'environment'>;
  databaseUrl: string;
  /** Where the files of trips lie, when they go into a backup; else why they don't. */
  files: { folder: string } | { not: 'left-out' | 'bucket' };
  key: Buffer;
  disk: typeof diskOf;
  now: () => number;
};
type Call = { signal?: AbortSignal | undefined; progress?: ((percent: number) => Promise<void>) | undefined };

/** What is done about backups, beside the server. */
export function backupsWork({ db, repo, folder, jobs, settings, databaseUrl, files, key, disk, now }: Deps) {
  const { environment } = settings;
  /** Files that are no backups of ours, or broken: they are not read again until they change. */
  const strangers = new Map<string, string>();
  /** How far it is may be lost; that the job goes on matters. */
  const telling = (tell: ((percent: number) => Promise<void>) | undefined) => (part: number) =>
    void tell?.(Math.floor(100 * part)).catch(() => undefined);

  /** So many octets stay free. Throws `no-room` when a backup like the last one would not leave them. */
  async function room(): Promise<{ folder: string; keepFreeBytes: number }> {
    await folder.prepare();
    const { freeBytes, totalBytes } = await disk(folder.folder);
    const keepFreeBytes = Math.min(LEFT_FREE.mostBytes, totalBytes * LEFT_FREE.part);
    const [last] = await repo.list(db.read, { limit: 1 });
    if (freeBytes - GROWTH * (last?.sizeBytes ?? 0) < keepFreeBytes)
      throw new BackupFault('no-room', `the disk of ${folder.folder} has too little room for a backup`);
    return { folder: folder.folder, keepFreeBytes };
  }

  /** Makes one, unless one of this id is there, and removes those that have had their time. */
  async function make(id: string, { signal, progress }: Call = {}): Promise<BackupRow> {
    // A server that was killed may have given it its name and not noted it; and a backup holds the job that made it.
    const there = (await folder.list()).find((file) => file.id === id);
    if (there !== undefined) await adopt(there, signal);
    const known = await repo.find(db.read, id);
    if (known !== undefined) return known;
    const roomy = await room();
    const [draft, madeAt, release] = [folder.draft(id), now(), manifest.version];
    const filesWhere = 'not' in files ? files.not : 'inside';
    try {
      await rm(draft, { force: true });
      const {
        tables,
        files: counted,
        ...made
      } = await writeBeside(
        {
          kind: 'write',
          ...roomy,
          url: databaseUrl,
          file: draft,
          filesFolder: 'not' in files ? undefined : files.folder,
          about: { id, madeAt, release, filesWhere },
          key,
          instead: jobs.asRows,
        },
        { environment, signal, onProgress: telling(progress) },
      );
      const { bytes } = await folder.publish(draft, folder.nameOf(id, madeAt));
      const row: BackupRow = {
        ...made,
        ...UNVERIFIED,
        id,
        place: folder.place,
        madeAt,
        release,
        tables,
        filesWhere,
        sizeBytes: bytes,
        files: counted.count,
        filesBytes: counted.bytes,
      };
      await db.write((tx) => repo.add(tx, row));
      await prune();
      return row;
    } finally {
      await rm(draft, { force: true });
      // While it was read nothing could be wiped out of SQLite's log.
      await db.scrub();
    }
  }

  /** Looks whether one could be restored, and notes it. Undefined where there is none of this id in the folder. */
  async function verify(id: string, { signal, progress }: Call = {}): Promise<'good' | BackupFaultCode | undefined> {
    const row = await repo.find(db.read, id);
    if (row === undefined || row.place !== folder.place) return undefined;
    const note = (verdict: string) =>
      db.write((tx) => repo.verdict(tx, id, { verdict, verdictAt: now(), progress: verdict === 'running' ? 0 : null }));
    await note('running');
    const verdict = await outcome(row, { signal, progress }).catch(async (error: unknown) => {
      if (signal?.aborted !== true) await note('unknown');
      throw error;
    });
    await note(verdict);
    return verdict;
  }

  async function outcome(row: BackupRow, { signal, progress }: Call): Promise<'good' | BackupFaultCode> {
    const file = folder.path(folder.nameOf(row.id, row.madeAt));
    const trial = folder.trial(row.id);
    try {
      const roomy = await room();
      const { about, sums } = await readBeside(
        { kind: 'verify', ...roomy, file, key, trial },
        {
          environment: {},
          signal,
          onProgress: telling(async (percent) => {
            await progress?.(percent);
            await db.write((tx) => repo.progress(tx, row.id, percent));
          }),
        },
      );
      const isSame = about.id === row.id && Object.entries(row.tables).every(([table, rows]) => sums.tables[table] === rows);
      return isSame ? 'good' : 'changed';
    } catch (error) {
      if (error instanceof BackupFault) return error.code;
      throw error;
    } finally {
      // A process that was killed could not do so itself.
      await folder.removeTrials(row.id);
    }
  }

  /** Makes the list say what lies in the folder: files come by hand too, and go. */
  async function look({ signal }: Call = {}): Promise<void> {
    await folder.tidy();
    // Before the folder: what is made meanwhile is in neither, or in the folder.
    const mine = (await repo.all(db.read)).filter(({ place }) => place === folder.place);
    const found = await folder.list();
    const names = new Set(found.map(({ name }) => name));
    for (const { id, madeAt, place } of mine)
      if (!names.has(folder.nameOf(id, madeAt))) await db.write((tx) => repo.remove(tx, { id, place }));
    const known = new Set(mine.map(({ id, madeAt }) => folder.nameOf(id, madeAt)));
    for (const file of found) if (!known.has(file.name)) await adopt(file, signal);
    await prune();
  }

  async function adopt(file: BackupFile, signal: AbortSignal | undefined): Promise<void> {
    const stamp = await folder.stampOf(file.name);
    if (strangers.get(file.name) === stamp) return;
    try {
      const { about, sums } = await readBeside(
        { kind: 'check', folder: folder.folder, keepFreeBytes: 0, file: file.path, key },
        { environment: {}, signal },
      );
      if (about.id !== file.id || folder.nameOf(file.id, about.madeAt) !== file.name)
        throw new BackupFault('changed', 'it has another name');
      const { madeAt, release, engine, schema, filesWhere } = about;
      const row: BackupRow = {
        ...UNVERIFIED,
        id: file.id,
        place: folder.place,
        madeAt,
        release,
        engine,
        schema,
        filesWhere,
        tables: sums.tables,
        sizeBytes: await folder.sizeOf(file.name),
        files: sums.files.count,
        filesBytes: sums.files.bytes,
      };
      await db.write((tx) => repo.add(tx, row));
    } catch (error) {
      if (!(error instanceof BackupFault)) throw error;
      strangers.set(file.name, stamp);
    }
  }

  /** Of all there are, whoever has them; each removes its own. */
  async function prune(): Promise<void> {
    for (const { id, madeAt, place } of outlived(await repo.all(db.read), { keep: settings.keep, now: now() })) {
      if (place !== folder.place) continue;
      await folder.remove(folder.nameOf(id, madeAt));
      await db.write((tx) => repo.remove(tx, { id, place }));
    }
  }

  const work: OwnWork = together([
    {
      jobs: [
        handle(MAKE, async (_, { id, signal, progress }) => void (await make(id, { signal, progress }))),
        handle(verifyKind(folder.place), async ({ id }, { signal }) => void (await verify(id, { signal }))),
      ],
      schedules: settings.daily ? [{ kind: MAKE, ...NIGHTLY }] : [],
    },
    repeated(`backups.look.${folder.place}`, { everyMs: 6 * HOUR_MS, timeoutMs: LONGEST_MS }, ({ signal }) => look({ signal })),
  ]);

  return { work, make: (call?: Call) => make(newId(now()), call), verify, look };
}

export type BackupsWork = ReturnType<typeof backupsWork>;
