import { fileURLToPath } from 'node:url';
import type { Database } from './database.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';

/** Opens the database that `url` names: `postgres://…` or `postgresql://…`, else a SQLite file (`file:` URL or path). */
export async function openDatabase(url: string): Promise<Database> {
  if (/^postgres(ql)?:/.test(url)) return openPostgres(url);
  return openSqlite(fileOf(url));
}

function fileOf(url: string): string {
  if (url.startsWith('file://')) return fileURLToPath(url);
  return url.startsWith('file:') ? url.slice('file:'.length) : url;
}
