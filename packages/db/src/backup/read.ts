import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { z } from 'zod';
import { driverError } from '../errors.ts';
import { BackupFault } from './fault.ts';
import { about, ABOUT, entryOf, macOf, runningSum, sums, SUMS, VERSION, type About, type backupRead, type Sums } from './format.ts';
import { openTarget, type Target } from './target.ts';
import { readTar, type TarEntry } from './tar.ts';

/** No part is larger by far than what is written at once: one row may be. */
const MOST_PART = 256 * 1_048_576;
const MOST_ABOUT = 4 * 1_048_576;

export type ReadOptions = {
  file: string;
  key: Buffer;
  /** Takes also what another server made, or was changed by somebody who can make the checksum anew. */
  anyServers?: boolean;
  /** Is told how far it is, 0–1 of the file. */
  onProgress?: (part: number) => void;
  /** Is told of octets before they are written; throws where there is no room for them. */
  onOctets?: (octets: number) => void;
};
export type Read = z.infer<typeof backupRead>;

type Taking = {
  begin: (what: About) => Promise<void>;
  rows: (table: string, columns: readonly string[], lines: string[]) => Promise<void>;
  file: (key: string, size: number, body: AsyncIterable<Buffer>) => Promise<void>;
};

/** Reads a backup whole and looks whether it is what was written. Throws `BackupFault`. */
export function checkBackup(options: ReadOptions): Promise<Read> {
  const pass = async () => undefined;
  return readThrough(options, { begin: pass, rows: pass, file: (_key, _size, body) => passOver(body) });
}

/**
 * Puts a backup into the new database that `url` names, and its files under `filesFolder`, where one is given. Nothing
 * is there unless all is: throws `BackupFault`, and `not-empty` where there is a database already. `keep: false` only
 * tries it.
 */
export async function restoreBackup({
  url,
  filesFolder,
  keep,
  ...options
}: ReadOptions & { url: string; filesFolder?: string | undefined; keep: boolean }): Promise<Read> {
  let target: Target | undefined;
  /** Files that are whole, by the names that they get when all else is proven. */
  const drafts = new Map<string, string>();
  try {
    const read = await readThrough(options, {
      async begin({ schema }) {
        target = await openTarget(url, schema);
      },
      async rows(table, columns, lines) {
        await target?.put(table, columns, lines);
      },
      async file(key, size, body) {
        if (filesFolder === undefined) return passOver(body);
        const path = join(filesFolder, key);
        // Files are never changed: one under this key is the same, or was begun by a restore that was cut short.
        if ((await stat(path).catch(() => undefined))?.size === size) return passOver(body);
        const draft = `${path}.${randomBytes(4).toString('hex')}.restoring`;
        drafts.set(draft, path);
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        await pipeline(Readable.from(body), createWriteStream(draft, { mode: 0o600, flush: true }));
      },
    });
    for (const [table, rows] of Object.entries(read.sums.tables)) {
      const found = await target?.count(table);
      if (found !== rows) throw new BackupFault('does-not-fit', `${table} has ${found} rows where ${rows} were written`);
    }
    await target?.finish();
    // The last that can fail is the database: until it is kept, files that it does not name are nobody's.
    for (const [draft, path] of drafts) await rename(draft, path);
    if (keep) await target?.keep();
    else await target?.drop();
    return read;
  } catch (error) {
    await target?.drop().catch(() => undefined);
    for (const draft of drafts.keys()) await rm(draft, { force: true });
    throw faultOf(error);
  }
}

async function readThrough({ file, key, anyServers = false, onProgress, onOctets }: ReadOptions, taking: Taking): Promise<Read> {
  const { source, size } = await openSource(file);
  const unpacked = createGunzip();
  const sum = runningSum();
  const rows = new Map<string, number>();
  const files = { count: 0, bytes: 0 };
  let [said, end]: [About | undefined, Sums | undefined] = [undefined, undefined];
  const feeding = pipeline(source, unpacked);
  // Its failure reaches whoever reads.
  feeding.catch(() => undefined);
  try {
    for await (const entry of readTar(octetsOf(unpacked))) {
      if (end !== undefined) throw new BackupFault('damaged', 'there is something behind its sums');
      if (said === undefined) {
        said = await readAbout(entry, sum);
        await taking.begin(said);
        continue;
      }
      if (entry.name === SUMS) {
        end = await readSums(entry);
        continue;
      }
      const what = entryOf(entry.name);
      sum.begin(entry.name, entry.size);
      onOctets?.(entry.size);
      if (what === undefined) throw new BackupFault('damaged', 'there is an entry of another kind');
      if ('table' in what) {
        const columns = Object.hasOwn(said.tables, what.table) ? said.tables[what.table] : undefined;
        if (columns === undefined) throw new BackupFault('damaged', `there are rows of ${what.table}, which it does not name`);
        const content = await whole(entry, MOST_PART);
        sum.add(content);
        const lines = content.toString().trimEnd().split('\n');
        await taking.rows(what.table, columns, lines);
        rows.set(what.table, (rows.get(what.table) ?? 0) + lines.length);
      } else {
        await taking.file(what.file, entry.size, summed(entry.body, sum.add));
        files.count += 1;
        files.bytes += entry.size;
      }
      onProgress?.(source.bytesRead / size);
    }
  } catch (error) {
    throw faultOf(error);
  } finally {
    source.destroy();
    unpacked.destroy();
  }
  if (said === undefined || end === undefined) throw new BackupFault('cut-off', 'its sums are missing');
  const sha256 = sum.end();
  if (sha256 !== end.sha256) throw new BackupFault('damaged', 'its checksum is another');
  for (const table of new Set([...Object.keys(said.tables), ...Object.keys(end.tables), ...rows.keys()]))
    if ((rows.get(table) ?? 0) !== end.tables[table])
      throw new BackupFault('damaged', `${table} has ${rows.get(table) ?? 0} rows in it where ${end.tables[table] ?? 'none'} were written`);
  if (files.count !== end.files.count || files.bytes !== end.files.bytes) throw new BackupFault('damaged', 'files are missing from it');
  if (!anyServers && macOf(key, sha256, end) !== end.mac)
    throw new BackupFault('changed', 'it was not made with the keys of this server: another one made it, or somebody changed it');
  return { about: said, sums: end };
}

async function readAbout(entry: TarEntry, sum: ReturnType<typeof runningSum>): Promise<About> {
  if (entry.name !== ABOUT) throw new BackupFault('not-a-backup', 'it is an archive of something else');
  const content = await whole(entry, MOST_ABOUT);
  sum.begin(entry.name, entry.size);
  sum.add(content);
  const version: unknown = JSON.parse(String(content));
  if (typeof version === 'object' && version !== null && 'version' in version && Number(version.version) > VERSION)
    throw new BackupFault('newer', 'a newer release made it');
  const read = about.safeParse(version);
  if (!read.success) throw new BackupFault('damaged', 'what it says about itself can’t be understood');
  return read.data;
}

async function readSums(entry: TarEntry): Promise<Sums> {
  const read = sums.safeParse(JSON.parse(String(await whole(entry, MOST_ABOUT))));
  if (!read.success) throw new BackupFault('damaged', 'its sums can’t be understood');
  return read.data;
}

async function openSource(file: string) {
  const source = createReadStream(file);
  const { size } = await once(source, 'open').then(
    () => stat(file),
    (error: unknown) => {
      throw new BackupFault('missing', `${file} can't be opened (${driverError(error)?.code ?? 'unknown'})`, { cause: error });
    },
  );
  return { source, size: Math.max(1, size) };
}

async function whole({ name, size, body }: TarEntry, most: number): Promise<Buffer> {
  if (size > most) throw new BackupFault('damaged', `${name} is larger than any that is written`);
  const parts: Buffer[] = [];
  for await (const piece of body) parts.push(piece);
  return Buffer.concat(parts);
}

async function* summed(body: AsyncIterable<Buffer>, add: (piece: Buffer) => void): AsyncGenerator<Buffer> {
  for await (const piece of body) {
    add(piece);
    yield piece;
  }
}

async function* octetsOf(stream: AsyncIterable<unknown>): AsyncGenerator<Buffer> {
  for await (const piece of stream) if (piece instanceof Buffer) yield piece;
}

async function passOver(body: AsyncIterable<Buffer>): Promise<void> {
  for await (const piece of body) void piece;
}

/** What zlib and the parsers say, in our words. Anything else is passed on as it came. */
function faultOf(error: unknown): unknown {
  if (error instanceof BackupFault) return error;
  const code = driverError(error)?.code;
  if (code === 'Z_BUF_ERROR') return new BackupFault('cut-off', 'the file ends too early', { cause: error });
  if (code?.startsWith('Z_') === true)
    return error instanceof Error && error.message === 'incorrect header check'
      ? new BackupFault('not-a-backup', 'it is no compressed file', { cause: error })
      : new BackupFault('damaged', 'it can’t be unpacked', { cause: error });
  if (code === 'ENOSPC') return new BackupFault('no-room', 'the disk is full', { cause: error });
  if (code === 'EISDIR' || code === 'EIO') return new BackupFault('missing', `it can't be read (${code})`, { cause: error });
  if (error instanceof SyntaxError) return new BackupFault('damaged', 'what is in it can’t be understood', { cause: error });
  return error;
}
