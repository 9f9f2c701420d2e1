import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { z } from 'zod';
import { BackupFault } from './fault.ts';
import {
  ABOUT,
  fileEntry,
  FORMAT,
  macOf,
  runningSum,
  SUMS,
  tableEntry,
  VERSION,
  type About,
  type backupWritten,
  type Counts,
} from './format.ts';
import { openSnapshot, type Snapshot, type SnapshotTable } from './snapshot.ts';
import { TAR_END, tarHeader, tarPadding } from './tar.ts';

/** Rows are gathered up to so many octets, the room that a backup needs in memory. */
const PART = 262_144;
/** Most of what the strongest compression saves, at a fifth of its time. */
const LEVEL = 4;

export type WriteOptions = {
  url: string;
  /** Written under this name, which must be free; the caller renames it once it is whole. */
  file: string;
  /** Where files lie; absent: they are not put into it, and `filesWhere` says why. */
  filesFolder?: string | undefined;
  about: Pick<About, 'id' | 'madeAt' | 'release' | 'filesWhere'>;
  key: Buffer;
  /** Queries on PostgreSQL that stand for a table. */
  instead?: Readonly<Record<string, string>> | undefined;
  /** Is told how far it is, 0–1. */
  onProgress?: (part: number) => void;
  /** Is told of octets before they are written; throws where there is no room for them. */
  onOctets?: (octets: number) => void;
};
export type Written = z.infer<typeof backupWritten>;

/** Writes everything that the database holds at one moment, and what people attached, into a new file, and to the disk. */
export async function writeBackup(options: WriteOptions): Promise<Written> {
  const snapshot = await openSnapshot(options.url, options.instead);
  try {
    const entries = new Entries(snapshot, options);
    await pipeline(
      Readable.from(entries.all(), { objectMode: false, highWaterMark: PART }),
      createGzip({ level: LEVEL }),
      createWriteStream(options.file, { flags: 'wx', mode: 0o600, flush: true }),
    );
    const { engine, schema } = snapshot;
    return { ...entries.counts, engine, schema };
  } finally {
    await snapshot.close();
  }
}

class Entries {
  readonly counts: Counts = { tables: {}, files: { count: 0, bytes: 0, missing: 0 } };
  readonly #sum = runningSum();
  readonly #snapshot: Snapshot;
  readonly #options: WriteOptions;
  #done = 0;
  #total = 1;

  constructor(snapshot: Snapshot, options: WriteOptions) {
    this.#snapshot = snapshot;
    this.#options = options;
  }

  async *all(): AsyncGenerator<Buffer> {
    const { tables, engine, schema } = this.#snapshot;
    const columns = Object.fromEntries(tables.map((table) => [table.name, [...table.columns]]));
    const about: About = { format: FORMAT, version: VERSION, ...this.#options.about, engine, schema, tables: columns };
    yield* this.#entry(ABOUT, Buffer.from(JSON.stringify(about)));
    for (const table of tables) this.#total += await this.#snapshot.count(table);
    for (const table of tables) yield* this.#rows(table);
    if (this.#options.filesFolder !== undefined) yield* this.#files(this.#options.filesFolder);
    const sha256 = this.#sum.end();
    const sums = { ...this.counts, sha256, mac: macOf(this.#options.key, sha256, this.counts) };
    yield* this.#entry(SUMS, Buffer.from(JSON.stringify(sums)), false);
    yield TAR_END;
  }

  async *#entry(name: string, content: Buffer, isSummed = true): AsyncGenerator<Buffer> {
    this.#options.onOctets?.(content.length);
    if (isSummed) {
      this.#sum.begin(name, content.length);
      this.#sum.add(content);
    }
    yield tarHeader(name, content.length, this.#options.about.madeAt);
    yield content;
    yield tarPadding(content.length);
  }

  async *#rows(table: SnapshotTable): AsyncGenerator<Buffer> {
    let [rows, part, size] = [0, 0, 0];
    let lines: string[] = [];
    const write = () => {
      const content = Buffer.from(`${lines.join('\n')}\n`);
      [lines, size] = [[], 0];
      part += 1;
      return this.#entry(tableEntry(table.name, part), content);
    };
    for await (const batch of this.#snapshot.rows(table)) {
      for (const line of batch) {
        lines.push(line);
        size += line.length;
      }
      rows += batch.length;
      this.#done += batch.length;
      if (size < PART) continue;
      yield* write();
      this.#options.onProgress?.(this.#done / this.#total);
    }
    if (lines.length > 0) yield* write();
    this.counts.tables[table.name] = rows;
  }

  /** What was removed since the moment that the backup holds is passed over, and counted. */
  async *#files(folder: string): AsyncGenerator<Buffer> {
    const { files } = this.counts;
    for (const key of await this.#keys()) {
      const path = join(folder, key);
      const size = await stat(path).then(
        (found) => (found.isFile() ? found.size : undefined),
        () => undefined,
      );
      if (size === undefined) {
        files.missing += 1;
        continue;
      }
      const name = fileEntry(key);
      this.#sum.begin(name, size);
      yield tarHeader(name, size, this.#options.about.madeAt);
      let left = size;
      for await (const piece of createReadStream(path, { end: Math.max(0, size - 1) })) {
        if (!(piece instanceof Buffer)) continue;
        left -= piece.length;
        this.#options.onOctets?.(piece.length);
        this.#sum.add(piece);
        yield piece;
      }
      if (left !== 0) throw new BackupFault('missing', `the file ${key} was changed while it was read`);
      yield tarPadding(size);
      files.count += 1;
      files.bytes += size;
    }
  }

  /** The keys of all that belongs to somebody's file. */
  async #keys(): Promise<string[]> {
    const table = this.#snapshot.tables.find(({ name }) => name === 'stored_objects');
    const keys: string[] = [];
    if (table === undefined) return keys;
    for await (const batch of this.#snapshot.rows(table)) {
      for (const line of batch) {
        const row: unknown = JSON.parse(line);
        if (typeof row !== 'object' || row === null || !('key' in row) || !('file_id' in row)) continue;
        if (typeof row.key === 'string' && row.file_id !== null) keys.push(row.key);
      }
    }
    return keys;
  }
}
