import { fileURLToPath } from 'node:url';
import type { Database } from './database.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';

/** Opens the database that `url` names: `postgres://…` or `postgresql://…`, else a SQLite file (`file:` URL or path). */
export async function openDatabase(url: string): Promise<Database> {
  if (isPostgres(url)) return openPostgres(url);
  return openSqlite(fileOf(url));
}

export function isPostgres(url: string): boolean {
  return /^postgres(ql)?:/.test(url);
}

/** The path of a SQLite file by its URL. */
export function fileOf(url: string): string {
  if (url.startsWith('file://')) return fileURLToPath(url);
  return url.startsWith('file:') ? url.slice('file:'.length) : url;
}
