import { createHmac, createHash } from 'node:crypto';
import { z } from 'zod';

/**
 * A backup is a gzip-compressed tar archive:
 *
 *     about.json                  what it is, and the columns of each table
 *     tables/<table>/<n>.jsonl    rows, a JSON object a line, about a quarter of a mebibyte in each
 *     files/<key>                 what people attached to their trips
 *     sums.json                   how many rows and files there are, and the checksum of all that stands before it
 *
 * so it is the same for both engines, and any computer can look into it.
 */
export const FORMAT = 'tripmaster-backup';
export const ABOUT = 'about.json';
export const SUMS = 'sums.json';

/**
 * Tables that are in no backup: what lies in which folder is about the folders, and the salts of visitors are destroyed
 * with their day, which a copy of them would undo.
 */
export const LEFT_OUT: ReadonlySet<string> = new Set(['backups', 'visitor_salts']);

const name = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/);
const count = z.int().min(0);

export const about = z.object({
  format: z.literal(FORMAT),
  version: z.int().min(1),
  id: z.uuid(),
  /** In milliseconds since 1970. */
  madeAt: z.int(),
  release: z.string().max(40),
  engine: z.enum(['sqlite', 'postgres']),
  /** How many migrations the database had had. */
  schema: z.int().min(1),
  /** The columns of each table. */
  tables: z.record(name, z.array(name).min(1)),
  /** Whether files are in it, were left out, or lie in a bucket. */
  filesWhere: z.enum(['inside', 'left-out', 'bucket']),
});
export type About = z.infer<typeof about>;

export const VERSION = 1;

export const counts = z.object({
  /** Rows by table. */
  tables: z.record(name, count),
  files: z.object({ count, bytes: count, /** Listed, and not there any more when they were to be read. */ missing: count }),
});
export type Counts = z.infer<typeof counts>;

export const sums = counts.extend({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Made with a key of the server: nobody else can make one. */
  mac: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Sums = z.infer<typeof sums>;

/** What reading one through gives. */
export const backupRead = z.object({ about, sums });
/** What writing one gives. */
export const backupWritten = counts.extend({ engine: about.shape.engine, schema: about.shape.schema });

/** The checksum of all entries in their order, names and sizes included. */
export function runningSum() {
  const hash = createHash('sha256');
  return {
    begin: (entry: string, size: number) => void hash.update(`${entry}\0${size}\0`),
    add: (piece: Buffer) => void hash.update(piece),
    end: () => hash.digest('hex'),
  };
}

export function macOf(key: Buffer, sha256: string, { tables, files }: Counts): string {
  const rows = Object.entries(tables).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return createHmac('sha256', key)
    .update(JSON.stringify([sha256, rows, [files.count, files.bytes, files.missing]]))
    .digest('hex');
}

const TABLE_ENTRY = /^tables\/([a-z][a-z0-9_]{0,62})\/\d{6,9}\.jsonl$/;
const FILE_ENTRY = /^files\/([\w-]{1,80}(?:\/[\w-]{1,80})?)$/;

export const tableEntry = (table: string, part: number) => `tables/${table}/${String(part).padStart(6, '0')}.jsonl`;
export const fileEntry = (key: string) => `files/${key}`;
/** What an entry is by its name. */
export function entryOf(entry: string): { table: string } | { file: string } | undefined {
  const table = TABLE_ENTRY.exec(entry)?.[1];
  if (table !== undefined) return { table };
  const file = FILE_ENTRY.exec(entry)?.[1];
  return file === undefined ? undefined : { file };
}
