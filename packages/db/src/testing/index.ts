import { randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import type { Database, Engine } from '../database.ts';
import { openDatabase } from '../open.ts';

export { startPostgres } from './postgres-server.ts';

/** The engines every suite runs on. */
export const ENGINES: readonly Engine[] = ['sqlite', 'postgres'];

/** Where the set-up of a whole run says what to copy. */
const TEMPLATES: Readonly<Record<Engine, string>> = { sqlite: 'TEST_SQLITE_TEMPLATE', postgres: 'TEST_PG_TEMPLATE' };

export type TestDatabase = {
  url: string;
  db: Database;
  /** Runs SQL past the two doors, as somebody with the file or the server's password would; gives the rows. */
  raw: (sql: string) => Promise<unknown[]>;
  /** Closes the database and removes it. */
  remove: () => Promise<void>;
};

type Place = { url: string; remove: () => Promise<void> };

/** An empty place for a database of its own: a file in a temporary folder, or a new PostgreSQL database. */
export function emptyDatabase(engine: Engine): Promise<Place> {
  return placeFor(engine, undefined);
}

/** A place for a database of its own, with what is in the one that `template` names, where it names one. */
async function placeFor(engine: Engine, template: string | undefined): Promise<Place> {
  if (engine === 'sqlite') {
    const folder = await mkdtemp(join(tmpdir(), 'tripmaster-test-'));
    const url = join(folder, 'test.sqlite');
    if (template !== undefined) await copyFile(template, url);
    return { url, remove: () => rm(folder, { recursive: true, force: true }) };
  }
  const server = process.env['TEST_PG_URL'];
  if (server === undefined) throw new Error('no PostgreSQL: run the tests through vitest, whose set-up starts one');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await maintain(server, `CREATE DATABASE ${name}${template === undefined ? '' : ` TEMPLATE ${template} STRATEGY FILE_COPY`}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, remove: async () => void (await maintain(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)) };
}

/**
 * Migrates one database of each engine, which `openTestDatabase` then copies: to migrate each by itself takes most of
 * the time of a suite. `more` adds what others keep there. Gives how to remove them.
 */
export async function makeTemplates(more: (db: Database) => Promise<void>): Promise<() => Promise<void>> {
  const removals = await Promise.all(
    ENGINES.map(async (engine) => {
      const { url, remove } = await emptyDatabase(engine);
      const db = await openDatabase(url);
      await more(db);
      await db.close();
      process.env[TEMPLATES[engine]] = engine === 'sqlite' ? url : new URL(url).pathname.slice(1);
      return remove;
    }),
  );
  return async () => {
    for (const remove of removals) await remove();
  };
}

/** A migrated database of its own on the given engine. */
export async function openTestDatabase(engine: Engine): Promise<TestDatabase> {
  const { url, remove } = await placeFor(engine, process.env[TEMPLATES[engine]]);
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
