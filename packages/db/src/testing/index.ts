import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import type { Database, Engine } from '../database.ts';
import { openDatabase } from '../open.ts';

export { startPostgres } from './postgres-server.ts';

/** The engines every suite runs on. */
export const ENGINES: readonly Engine[] = ['sqlite', 'postgres'];

export type TestDatabase = {
  url: string;
  db: Database;
  /** Runs SQL past the two doors, as somebody with the file or the server's password would; gives the rows. */
  raw: (sql: string) => Promise<unknown[]>;
  /** Closes the database and removes it. */
  remove: () => Promise<void>;
};

/** An empty place for a database of its own: a file in a temporary folder, or a new PostgreSQL database. */
export async function emptyDatabase(engine: Engine): Promise<{ url: string; remove: () => Promise<void> }> {
  if (engine === 'sqlite') {
    const folder = await mkdtemp(join(tmpdir(), 'tripmaster-test-'));
    return { url: join(folder, 'test.sqlite'), remove: () => rm(folder, { recursive: true, force: true }) };
  }
  const server = process.env['TEST_PG_URL'];
  if (server === undefined) throw new Error('no PostgreSQL: run the tests through vitest, whose set-up starts one');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await maintain(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, remove: async () => void (await maintain(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)) };
}

/** A migrated database of its own on the given engine. */
export async function openTestDatabase(engine: Engine): Promise<TestDatabase> {
  const { url, remove } = await emptyDatabase(engine);
  const db = await openDatabase(url);
  return {
    url,
    db,
    raw: (sql) => (engine === 'sqlite' ? rawSqlite(url, sql) : maintain(url, sql)),
    remove: async () => {
      await db.close();
      await remove();
    },
  };
}

/** How the engine would answer a query, in its own words, knowing what it knows of the tables after a while. */
export async function explain(
  { db, url }: Pick<TestDatabase, 'db' | 'url'>,
  query: { toSQL: () => { sql: string; params: unknown[] } },
): Promise<string> {
  const { sql, params } = query.toSQL();
  if (db.engine === 'sqlite') {
    const connection = new Sqlite(url, { readonly: true });
    try {
      return connection
        .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all(...params)
        .map(({ detail }) => detail)
        .join('\n');
    } finally {
      connection.close();
    }
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('ANALYZE');
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, params);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  } finally {
    await client.end();
  }
}

async function maintain(server: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function rawSqlite(file: string, sql: string): Promise<unknown[]> {
  const connection = new Sqlite(file, { timeout: 5_000 });
  try {
    const query = connection.prepare(sql);
    if (query.reader) return query.all();
    query.run();
    return [];
  } finally {
    connection.close();
  }
}
