import Sqlite from 'better-sqlite3';
import pg from 'pg';
import type { Engine } from '@tripmaster/db';

export type Row = Readonly<Record<string, unknown>>;
type Value = string | number | null;

/** The database behind a server's back: SQL with `?` for values, on either engine. */
export type Rows = {
  all: (sql: string, ...values: Value[]) => Promise<Row[]>;
  /** Changes rows; gives how many. */
  change: (sql: string, ...values: Value[]) => Promise<number>;
  /** Every row of every table as text, for searching. */
  everything: () => Promise<string>;
  close: () => Promise<void>;
};

export async function openRows(engine: Engine, url: string): Promise<Rows> {
  return engine === 'sqlite' ? sqliteRows(url) : postgresRows(url);
}

async function sqliteRows(file: string): Promise<Rows> {
  const connection = new Sqlite(file, { timeout: 10_000 });
  // As the server's own: what a control overwrites is to be gone.
  connection.pragma('secure_delete = ON');
  const all = async (sql: string, ...values: Value[]) => connection.prepare<Value[], Row>(sql).all(...values);
  return {
    all,
    change: async (sql, ...values) => connection.prepare<Value[]>(sql).run(...values).changes,
    everything: async () => tablesAsText(await all("select name from sqlite_master where type = 'table'"), all),
    close: async () => void connection.close(),
  };
}

async function postgresRows(url: string): Promise<Rows> {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  const numbered = (sql: string) => {
    let index = 0;
    return sql.replaceAll('?', () => `$${(index += 1)}`);
  };
  const all = async (sql: string, ...values: Value[]) => (await pool.query<Row>(numbered(sql), values)).rows;
  return {
    all,
    change: async (sql, ...values) => (await pool.query(numbered(sql), values)).rowCount ?? 0,
    everything: async () => tablesAsText(await all("select tablename as name from pg_tables where schemaname = 'public'"), all),
    close: () => pool.end(),
  };
}

async function tablesAsText(tables: Row[], all: Rows['all']): Promise<string> {
  const texts: string[] = [];
  for (const { name } of tables) texts.push(JSON.stringify(await all(`select * from "${String(name)}"`)));
  return texts.join('\n');
}

/** A text of a row; throws when there is none. */
export function textOf(row: Row | undefined, column: string): string {
  const value = row?.[column];
  if (typeof value !== 'string') throw new Error(`no text in the column ${column}`);
  return value;
}

/** A number of a row: PostgreSQL gives large ones as text. */
export function numberOf(row: Row | undefined, column: string): number {
  const value = Number(row?.[column] ?? Number.NaN);
  if (Number.isNaN(value)) throw new Error(`no number in the column ${column}`);
  return value;
}
