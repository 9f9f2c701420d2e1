import { deriveKey } from '@tripmaster/auth';
import type { Database } from '@tripmaster/db';
import type { JobsService } from '@tripmaster/jobs';
import type { Audit } from '@tripmaster/rpc';
import { diskOf } from '../../disk.ts';
import type { BackupsConfig } from '../../env-backups.ts';
import { backupsRepo } from './backups.repo.ts';
import { backupsService } from './backups.service.ts';
import { backupsWork } from './backups.work.ts';
import { backupFolder } from './folder.ts';

/** What backups are signed with: nobody makes one without it. */
export function backupKey(macKey: string): Buffer {
  return Buffer.from(deriveKey(macKey, 'backups'), 'base64url');
}

type Deps = {
  db: Database;
  jobs: JobsService;
  audit: Audit;
  settings: BackupsConfig;
  databaseUrl: string;
  /** Where files lie that people attach; absent: in a bucket. */
  filesFolder: string | undefined;
  macKey: string;
  /** Another one in tests. */
  disk?: typeof diskOf;
  now: () => number;
};

/** Backups: what administrators ask for, and what is done about it. */
export function createBackups({ db, jobs, audit, settings, filesFolder, macKey, databaseUrl, disk = diskOf, now }: Deps) {
  const repo = backupsRepo(db);
  const folder = backupFolder(settings.folder);
  const files =
    filesFolder === undefined ? { not: 'bucket' as const } : settings.files ? { folder: filesFolder } : { not: 'left-out' as const };
  const { work, make, verify, look } = backupsWork({
    db,
    repo,
    folder,
    jobs,
    settings,
    files,
    databaseUrl,
    key: backupKey(macKey),
    disk,
    now,
  });
  return { work, make, verify, look, service: backupsService({ db, repo, folder, jobs, audit, now }) };
}

export type Backups = ReturnType<typeof createBackups>;
