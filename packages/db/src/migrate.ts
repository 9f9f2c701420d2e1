import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type Sqlite from 'better-sqlite3';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type pg from 'pg';
import type { Engine } from './database.ts';
import { NewerSchema } from './errors.ts';

/** Any number that no other program uses as an advisory lock in this database. */
const LOCK = 7_236_498_101;

const CREATE = 'CREATE TABLE IF NOT EXISTS schema_migrations (hash text PRIMARY KEY, name text NOT NULL, applied_at bigint NOT NULL)';

export type Migration = { hash: string; name: string; sql: string[] };

/** The generated migrations of one engine, oldest first; beside a bundle, else in this package. */
export function migrationsOf(engine: Engine): Migration[] {
  const folder = [new URL(`./migrations/${engine}`, import.meta.url), new URL(`../migrations/${engine}`, import.meta.url)]
    .map((url) => fileURLToPath(url))
    .find((path) => existsSync(path));
  if (folder === undefined) throw new Error(`no migrations found for ${engine}`);
  return readMigrationFiles({ migrationsFolder: folder }).map(({ hash, sql, folderMillis }) => ({ hash, sql, name: String(folderMillis) }));
}

/** How many migrations this release knows of an engine. */
export function countMigrations(engine: Engine): number {
  return migrationsOf(engine).length;
}

/** What is still to be applied; throws `NewerSchema` when the database knows a migration that this release doesn't. */
function pending(all: Migration[], applied: { hash: string; name: string }[]): Migration[] {
  const known = new Set(all.map(({ hash }) => hash));
  const newer = applied.find(({ hash }) => !known.has(hash));
  if (newer !== undefined) throw new NewerSchema(newer.name);
  const done = new Set(applied.map(({ hash }) => hash));
  return all.filter(({ hash }) => !done.has(hash));
}

/**
 * Applies what is missing in one exclusive transaction: a second node waits, then finds it done; a kill leaves nothing.
 * Foreign keys are off meanwhile, as SQLite asks for changes that rebuild a table (dropping the old one would
 * delete every row that refers to it), and are checked before the commit.
 */
export function migrateSqlite(connection: Sqlite.Database): void {
  const all = migrationsOf('sqlite');
  connection.pragma('foreign_keys = OFF');
  try {
    applySqlite(connection, all);
  } finally {
    connection.pragma('foreign_keys = ON');
  }
}

function applySqlite(connection: Sqlite.Database, all: Migration[]): void {
  connection
    .transaction(() => {
      connection.exec(CREATE);
      const applied = connection.prepare<[], { hash: string; name: string }>('SELECT hash, name FROM schema_migrations').all();
      const missing = pending(all, applied);
      runSqlite(connection, missing);
      const dangling = missing.length > 0 ? connection.prepare('PRAGMA foreign_key_check').all() : [];
      if (dangling.length > 0) throw new Error(`a migration leaves ${dangling.length} rows that refer to nothing`);
    })
    .exclusive();
}

/** Runs and notes these, in the caller's transaction. */
export function runSqlite(connection: Sqlite.Database, migrations: readonly Migration[]): void {
  connection.exec(CREATE);
  const record = connection.prepare('INSERT INTO schema_migrations (hash, name, applied_at) VALUES (?, ?, ?)');
  for (const { hash, name, sql } of migrations) {
    for (const statement of sql) connection.exec(statement);
    record.run(hash, name, Date.now());
  }
}

/** Runs and notes these, in the caller's transaction. */
export async function runPostgres(client: pg.ClientBase, migrations: readonly Migration[]): Promise<void> {
  await client.query(CREATE);
  for (const { hash, name, sql } of migrations) {
    for (const statement of sql) await client.query(statement);
    await client.query('INSERT INTO schema_migrations (hash, name, applied_at) VALUES ($1, $2, $3)', [hash, name, Date.now()]);
  }
}

/** Keeps others from migrating this database until the transaction ends. */
export async function lockMigrations(client: pg.ClientBase): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
}

/** Applies what is missing under an advisory lock, in one transaction. */
export async function migratePostgres(client: pg.PoolClient): Promise<void> {
  const all = migrationsOf('postgres');
  await client.query('BEGIN ISOLATION LEVEL READ COMMITTED');
  try {
    await lockMigrations(client);
    await client.query(CREATE);
    const { rows } = await client.query<{ hash: string; name: string }>('SELECT hash, name FROM schema_migrations');
    const missing = pending(all, rows);
    // Writers of running nodes hold this table while they write (see postgres.ts): none is half-way when tables change.
    if (missing.length > 0) await client.query('LOCK TABLE schema_migrations IN EXCLUSIVE MODE');
    await runPostgres(client, missing);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
