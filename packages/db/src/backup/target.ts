import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { driverError } from '../errors.ts';
import { lockMigrations, migrationsOf, runPostgres, runSqlite } from '../migrate.ts';
import { fileOf, isPostgres } from '../open.ts';
import { BackupFault } from './fault.ts';
import { listOf } from './snapshot.ts';

/** A new database that rows are put into. Nothing of it is there until it is kept. */
export type Target = {
  /** Puts rows into a table, each a JSON object with values for some of these columns. */
  put(table: string, columns: readonly string[], lines: readonly string[]): Promise<void>;
  count(table: string): Promise<number>;
  /**
   * Looks whether all fits together, brings it up to this release's schema, and says how many indexes and references
   * hold. Throws `does-not-fit`.
   */
  finish(): Promise<void>;
  /** Makes it the database that was named. */
  keep(): Promise<void>;
  /** Leaves nothing of it. */
  drop(): Promise<void>;
};

/** A database of the given schema where there is none: throws `not-empty` where there is one, `newer` for a schema not known here. */
export function openTarget(url: string, schema: number): Promise<Target> {
  return isPostgres(url) ? newPostgres(url, schema) : newSqlite(fileOf(url), schema);
}

function stepsOf(engine: 'sqlite' | 'postgres', schema: number) {
  const all = migrationsOf(engine);
  if (schema > all.length)
    throw new BackupFault('newer', `it holds a database that has had ${schema} migrations, and this release knows ${all.length}`);
  return { first: all.slice(0, schema), rest: all.slice(schema) };
}

/** What a database refuses is said by its code: its message may hold a row. */
function refused(what: string, error: unknown): BackupFault {
  if (error instanceof BackupFault) return error;
  const driver = driverError(error);
  const why = driver?.code ?? (error instanceof Error ? error.name : 'unknown');
  if (driver?.code === 'SQLITE_FULL' || driver?.code === 'ENOSPC' || driver?.code === '53100')
    return new BackupFault('no-room', 'the disk is full', { cause: error });
  return new BackupFault('does-not-fit', `${what} can't be put into a database (${why})`, { cause: error });
}

/** Made beside the file that was named, and given its name at the end. */
async function newSqlite(file: string, schema: number): Promise<Target> {
  const { first, rest } = stepsOf('sqlite', schema);
  if ((await stat(file).catch(() => undefined))?.size) throw new BackupFault('not-empty', `there is a database in ${file} already`);
  const draft = `${file}.restoring-${randomBytes(6).toString('hex')}`;
  closeSync(openSync(draft, 'wx', 0o600));
  const connection = new Sqlite(draft);
  // It is thrown away whole, or written to the disk whole at the end.
  for (const setting of [
    'journal_mode = OFF',
    'synchronous = OFF',
    'locking_mode = EXCLUSIVE',
    'foreign_keys = OFF',
    'cache_size = -16000',
  ])
    connection.pragma(setting);
  connection.exec('BEGIN');
  runSqlite(connection, first);
  const drop = async () => {
    connection.close();
    await rm(draft, { force: true });
  };

  let putting: { table: string; insert: Sqlite.Statement<unknown[]> } | undefined;
  return {
    async put(table, columns, lines) {
      try {
        if (putting?.table !== table) {
          const values = columns.map(() => '?').join(', ');
          putting = { table, insert: connection.prepare(`INSERT INTO "${table}" (${listOf(columns)}) VALUES (${values})`) };
        }
        for (const line of lines) putting.insert.run(valuesOf(line, columns));
      } catch (error) {
        throw refused(table, error);
      }
    },
    count: async (table) => Number(connection.prepare(`SELECT count(*) FROM "${table}"`).pluck().get()),
    async finish() {
      try {
        runSqlite(connection, rest);
        connection.exec('COMMIT');
      } catch (error) {
        throw refused('what is in it', error);
      }
      const dangling = connection.prepare<[], { table: string }>('PRAGMA foreign_key_check').get();
      if (dangling !== undefined) throw new BackupFault('does-not-fit', `a row of ${dangling.table} refers to one that is not there`);
      const whole = connection.pragma('integrity_check(1)', { simple: true });
      if (whole !== 'ok') throw new BackupFault('does-not-fit', 'the database that was made of it is not whole');
    },
    async keep() {
      connection.close();
      const handle = await open(draft, 'r+');
      try {
        await handle.sync();
      } finally {
        await handle.close();
      }
      if ((await stat(file).catch(() => undefined))?.size || existsSync(`${file}-wal`))
        throw new BackupFault('not-empty', `there is a database in ${file} by now`);
      await rename(draft, file);
      // It is there: what comes after must not undo what belongs to it.
      await syncFolder(dirname(file)).catch(() => undefined);
    },
    drop,
  };
}

function valuesOf(line: string, columns: readonly string[]): unknown[] {
  const row: unknown = JSON.parse(line);
  if (typeof row !== 'object' || row === null || Array.isArray(row)) throw new BackupFault('damaged', 'there is a line that is no row');
  const values = new Map<string, unknown>(Object.entries(row));
  if ([...values.keys()].some((column) => !columns.includes(column)))
    throw new BackupFault('damaged', 'there is a row with a column that its table has not');
  return columns.map((column) => {
    const value = values.get(column) ?? null;
    return typeof value === 'boolean' ? Number(value) : value;
  });
}

/** In one transaction. Foreign keys are left away meanwhile, so that rows may come in any order. */
async function newPostgres(url: string, schema: number): Promise<Target> {
  const { first, rest } = stepsOf('postgres', schema);
  const client = new pg.Client({ connectionString: url, application_name: 'tripmaster restore' });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('BEGIN');
  try {
    await lockMigrations(client);
    const { rows } = await client.query<{ name: string }>(
      `SELECT schemaname || '.' || tablename AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    if (rows.length > 0) throw new BackupFault('not-empty', `there are ${rows.length} tables in the database already`);
    await runPostgres(client, first);
  } catch (error) {
    await client.end();
    throw error;
  }
  const { rows: keys } = await client.query<{ table: string; name: string; definition: string }>(
    `SELECT conrelid::regclass::text AS table, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
     FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY conname`,
  );
  for (const { table, name } of keys) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);

  return {
    async put(table, columns, lines) {
      const list = listOf(columns);
      try {
        await client.query(`INSERT INTO "${table}" (${list}) SELECT ${list} FROM json_populate_recordset(NULL::"${table}", $1::json)`, [
          `[${lines.join(',')}]`,
        ]);
      } catch (error) {
        throw refused(table, error);
      }
    },
    count: async (table) => Number((await client.query<{ n: string }>(`SELECT count(*) AS n FROM "${table}"`)).rows[0]?.n),
    async finish() {
      try {
        for (const { table, name, definition } of keys) await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
        await runPostgres(client, rest);
      } catch (error) {
        throw refused('what is in it', error);
      }
    },
    async keep() {
      await client.query('COMMIT');
      // It is there: what comes after must not undo what belongs to it.
      await client.query('ANALYZE').catch(() => undefined);
      await client.end().catch(() => undefined);
    },
    drop: () => client.end(),
  };
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
