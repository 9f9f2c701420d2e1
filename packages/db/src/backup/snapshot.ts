import Sqlite from 'better-sqlite3';
import { getTableColumns } from 'drizzle-orm';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import pg from 'pg';
import type { Engine } from '../database.ts';
import { postgresKit } from '../kit.ts';
import { countMigrations } from '../migrate.ts';
import { fileOf, isPostgres } from '../open.ts';
import { defineSchema } from '../schema/index.ts';
import { BackupFault } from './fault.ts';
import { LEFT_OUT } from './format.ts';

/** Rows that are asked for at once on PostgreSQL: at first, and so many that they come to about as many octets. */
const FETCH = { first: 50, most: 5_000, octets: 262_144 };
const BUSY_MS = 5_000;

/** Everything that a database holds at one moment, while others go on writing. */
export type Snapshot = {
  engine: Engine;
  /** How many migrations it has had. */
  schema: number;
  tables: readonly SnapshotTable[];
  count(table: SnapshotTable): Promise<number>;
  /** Rows as JSON objects, some at a time. */
  rows(table: SnapshotTable): AsyncIterable<string[]>;
  close(): Promise<void>;
};
export type SnapshotTable = { name: string; columns: readonly string[]; booleans: ReadonlySet<string> };

/** Every table that goes into a backup, with the names of its columns, which both engines share. */
function tablesOf(): SnapshotTable[] {
  const schema: Record<string, PgTable> = defineSchema(postgresKit);
  return Object.values(schema)
    .map((table) => {
      const columns = Object.values(getTableColumns(table));
      return {
        name: getTableConfig(table).name,
        columns: columns.map(({ name }) => name),
        booleans: new Set(columns.filter(({ dataType }) => dataType === 'boolean').map(({ name }) => name)),
      };
    })
    .filter(({ name }) => !LEFT_OUT.has(name));
}

/**
 * Opens a connection of its own on what is in the database now, and holds that until it is closed. `instead` gives,
 * by table, a query on PostgreSQL whose rows stand for the table's: for what a library keeps in tables of its own.
 * Throws `newer` when a newer release has migrated it: there may be tables that this one does not know.
 */
export async function openSnapshot(url: string, instead: Readonly<Record<string, string>> = {}): Promise<Snapshot> {
  const snapshot = await (isPostgres(url) ? ofPostgres(url, instead) : ofSqlite(fileOf(url)));
  const known = countMigrations(snapshot.engine);
  if (snapshot.schema === known) return snapshot;
  await snapshot.close();
  throw new BackupFault('newer', `the database has had ${snapshot.schema} migrations, and this release knows ${known}`);
}

async function ofSqlite(file: string): Promise<Snapshot> {
  // Reading along the write-ahead log keeps nobody from writing.
  const connection = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: BUSY_MS });
  connection.exec('BEGIN');
  const one = (sql: string) => Number(connection.prepare(sql).pluck().get());
  return {
    engine: 'sqlite',
    schema: one('SELECT count(*) FROM schema_migrations'),
    tables: tablesOf(),
    count: async ({ name }) => one(`SELECT count(*) FROM "${name}"`),
    async *rows({ name, columns, booleans }) {
      const query = connection.prepare<[], Record<string, unknown>>(`SELECT ${listOf(columns)} FROM "${name}"`);
      for (const row of query.iterate()) {
        for (const column of booleans) if (row[column] !== null) row[column] = row[column] !== 0;
        yield [JSON.stringify(row)];
      }
    },
    close: async () => void connection.close(),
  };
}

async function ofPostgres(url: string, instead: Readonly<Record<string, string>>): Promise<Snapshot> {
  const client = new pg.Client({ connectionString: url, application_name: 'tripmaster backup', connectionTimeoutMillis: BUSY_MS });
  // A connection that breaks rejects the query under way, which is enough.
  client.on('error', () => undefined);
  await client.connect();
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const one = async (sql: string) => Number((await client.query<{ n: string }>(sql)).rows[0]?.n);
  const sourceOf = (name: string) => (instead[name] === undefined ? `"${name}"` : `(${instead[name]})`);
  return {
    engine: 'postgres',
    schema: await one('SELECT count(*) AS n FROM schema_migrations'),
    tables: tablesOf(),
    count: ({ name }) => one(`SELECT count(*) AS n FROM ${sourceOf(name)} t`),
    async *rows({ name, columns }) {
      await client.query(
        `DECLARE rows NO SCROLL CURSOR FOR SELECT row_to_json(t)::text AS row FROM (SELECT ${listOf(columns)} FROM ${sourceOf(name)} s) t`,
      );
      for (let size = FETCH.first; ;) {
        const { rows } = await client.query<{ row: string }>(`FETCH ${size} FROM rows`);
        if (rows.length === 0) break;
        const lines = rows.map(({ row }) => row);
        yield lines;
        const octets = lines.reduce((sum, line) => sum + line.length, 0) / lines.length;
        size = Math.max(1, Math.min(FETCH.most, Math.floor(FETCH.octets / octets)));
      }
      await client.query('CLOSE rows');
    },
    close: () => client.end(),
  };
}

export const listOf = (columns: readonly string[]) => columns.map((column) => `"${column}"`).join(', ');
