import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../../atomic-file.ts';

const PLACE = 'place';
const NAME = /^tripmaster-\d{8}T\d{6}Z-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.tar\.gz$/;
/** What is not whole yet, and databases that backups are tried in. */
const DRAFT = /^\.(?:draft|trial)-/;
/** Whoever works at one writes to it all the time. */
const DRAFT_MS = 3_600_000;

export type BackupFile = { id: string; name: string; path: string };

/**
 * The folder that backups lie in. Its `place` is an id that lies in it: servers that share a folder have one, those with
 * disks of their own have several.
 */
export function backupFolder(folder: string) {
  return {
    folder,
    place: placeOf(folder),
    draft: (id: string) => join(folder, `.draft-${id}`),
    trial: (id: string) => join(folder, `.trial-${id}`),
    nameOf: (id: string, madeAt: number) => `tripmaster-${new Date(madeAt).toISOString().replaceAll(/[-:]|\.\d+/g, '')}-${id}.tar.gz`,
    path: (name: string) => join(folder, name),
    prepare: async () => void (await mkdir(folder, { recursive: true, mode: 0o700 })),
    /** Gives a draft that is whole and on the disk the name of a backup. */
    async publish(draft: string, name: string): Promise<{ bytes: number }> {
      await rename(draft, join(folder, name));
      const handle = await open(folder, 'r');
      try {
        // A system that can't write a folder through has it done by itself.
        await handle.sync().catch(() => undefined);
      } finally {
        await handle.close();
      }
      return { bytes: (await stat(join(folder, name))).size };
    },
    sizeOf: async (name: string) => (await stat(join(folder, name))).size,
    /** Another one whenever the file is. */
    async stampOf(name: string): Promise<string> {
      const { size, mtimeMs } = await stat(join(folder, name));
      return `${size} ${mtimeMs}`;
    },
    /** Databases that a backup was tried in. */
    async removeTrials(id: string): Promise<void> {
      for (const name of await readdir(folder).catch(() => []))
        if (name.startsWith(`.trial-${id}`)) await rm(join(folder, name), { force: true });
    },
    remove: (name: string) => rm(join(folder, name), { force: true }),
    async list(): Promise<BackupFile[]> {
      const names = await readdir(folder).catch((error: unknown) => {
        if (codeOf(error) === 'ENOENT') return [];
        throw error;
      });
      return names.flatMap((name) => {
        const id = NAME.exec(name)?.[1];
        return id === undefined ? [] : [{ id, name, path: join(folder, name) }];
      });
    },
    /** Removes what a server that was killed left half done. */
    async tidy(): Promise<void> {
      for (const name of await readdir(folder).catch(() => [])) {
        if (!DRAFT.test(name)) continue;
        const { mtimeMs } = await stat(join(folder, name)).catch(() => ({ mtimeMs: Date.now() }));
        if (Date.now() - mtimeMs > DRAFT_MS) await rm(join(folder, name), { force: true });
      }
    },
  };
}

export type BackupFolder = ReturnType<typeof backupFolder>;

/** A folder that can't be written gets an id of the moment: the server runs all the same, and backups say what is wrong. */
function placeOf(folder: string): string {
  const fresh = randomBytes(8).toString('hex');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(join(folder, PLACE), fresh, { flag: 'wx', mode: 0o600 });
    return fresh;
  } catch (error) {
    return codeOf(error) === 'EEXIST' ? readPlace(join(folder, PLACE), fresh) : fresh;
  }
}

function readPlace(file: string, otherwise: string): string {
  try {
    const place = readFileSync(file, 'utf8').trim();
    return /^[0-9a-f]{16}$/.test(place) ? place : otherwise;
  } catch {
    return otherwise;
  }
}
