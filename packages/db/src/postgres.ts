import { setTimeout as delay } from 'node:timers/promises';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { alone } from './alone.ts';
import type { Database } from './database.ts';
import { DatabaseUnavailable, driverError, mapDriverError } from './errors.ts';
import { openTransaction, withStatements, type Transaction } from './handle.ts';
import { postgresKit } from './kit.ts';
import { countMigrations, migratePostgres } from './migrate.ts';
import { defineSchema } from './schema/index.ts';

/** Tries side by side with other writers, then tries alone. One alone is enough; the others are for faults nobody foresaw. */
const TRIES_TOGETHER = 2;
const TRIES = 6;
const CONNECT_MS = 5_000;
/** Connections for a library's own SQL: see `LibraryDoor`. */
const LIBRARY_POOL = 4;
/** A lost race is run again after a moment, so that those who lost it together don't meet again. */
const LULL_MS = 8;
/** Serialization failure and deadlock: the transaction did nothing and may run again. */
const RETRIED = new Set(['40001', '40P01']);
/**
 * A row that a unique index refused. Among other writers this too may be no more than a lost race (PostgreSQL manual,
 * 13.5, Serialization Failure Handling); alone it is the truth.
 */
const UNIQUE = '23505';
/**
 * How a write begins: beside other writers, or with all of them, on every node, held off until it is done. PostgreSQL
 * serves locks in turn, so a write that lost to others has to wait for no more than those who came before it; by
 * tries and luck alone a tenth of many writers of one row never got through. `LOCK TABLE` takes no snapshot, so what
 * is read after it is what the last writer left. The table is one that nobody writes to while a server runs.
 */
const BEGIN_TOGETHER = 'BEGIN; LOCK TABLE schema_migrations IN ROW SHARE MODE';
const BEGIN_ALONE = 'BEGIN; LOCK TABLE schema_migrations IN EXCLUSIVE MODE';

/**
 * Opens (and migrates) a PostgreSQL database: a read-only pool and a writing pool, each of `poolSize`.
 * Writes are SERIALIZABLE, so two writers behave as they do behind SQLite's single one.
 * Throws `DatabaseUnavailable` when it can't be reached, `NewerSchema` when a newer release migrated it.
 */
export async function openPostgres(url: string, { poolSize = 10 }: { poolSize?: number } = {}): Promise<Database> {
  const common = { connectionString: url, max: poolSize, connectionTimeoutMillis: CONNECT_MS, application_name: 'tripmaster' };
  const readers = new pg.Pool({ ...common, options: '-c default_transaction_read_only=on' });
  const writers = new pg.Pool({ ...common, options: '-c default_transaction_isolation=serializable' });
  const libraries = new pg.Pool({ ...common, max: Math.min(poolSize, LIBRARY_POOL) });
  const pools = [readers, writers, libraries];
  const close = async () => void (await Promise.all(pools.map((pool) => pool.end())));
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  for (const pool of pools) {
    pool.on('error', () => undefined);
    // The same for one that breaks while it is in use: its query rejects, which is enough.
    pool.on('connect', (client) => client.on('error', () => undefined));
  }
  const tables = defineSchema(postgresKit);

  try {
    const client = await writers.connect().catch((error: unknown) => {
      const driver = driverError(error);
      throw new DatabaseUnavailable(`PostgreSQL at ${withoutPassword(url)} can't be reached: ${describe(error, driver?.code)}.`, {
        cause: error,
      });
    });
    try {
      await migratePostgres(client);
    } finally {
      client.release();
    }
  } catch (error) {
    await close();
    throw error;
  }

  const handles = new WeakMap<pg.PoolClient, ReturnType<typeof handleOf>>();
  const handleOf = (client: pg.PoolClient) => withStatements(drizzle(client));
  const clients = new WeakMap<Transaction, pg.PoolClient>();

  async function once<Result>(work: (tx: Transaction) => Promise<Result>, begin: string): Promise<Result> {
    const client = await writers.connect();
    let handle = handles.get(client);
    if (handle === undefined) handles.set(client, (handle = handleOf(client)));
    const open = openTransaction(handle);
    const { tx } = open;
    const end = () => {
      open.close();
      clients.delete(tx);
    };
    let broken: Error | undefined;
    try {
      await client.query(begin);
      clients.set(tx, client);
      const result = await work(tx);
      end();
      await client.query('COMMIT');
      open.committed();
      return result;
    } catch (error) {
      end();
      await client.query('ROLLBACK').catch((failure: unknown) => {
        broken = failure instanceof Error ? failure : new Error(String(failure));
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }

  return {
    engine: 'postgres',
    tables,
    read: withStatements(drizzle(readers)),
    write: alone(async (work) => {
      for (let attempt = 1, begin = BEGIN_TOGETHER; ; attempt += 1) {
        try {
          return await once(work, begin);
        } catch (error) {
          const code = driverError(error)?.code ?? '';
          const again = attempt < TRIES && (RETRIED.has(code) || (code === UNIQUE && begin === BEGIN_TOGETHER));
          if (!again) throw mapDriverError(error);
          if (attempt < TRIES_TOGETHER && code !== UNIQUE) await delay(Math.random() * LULL_MS);
          else begin = BEGIN_ALONE;
        }
      }
    }),
    library: {
      run: async (text, values) => libraries.query(text, values),
      async runIn(tx, text, values) {
        const client = clients.get(tx);
        if (client === undefined) throw new Error('this transaction has ended; was a write not awaited?');
        return client.query(text, values);
      },
    },
    scrub: async () => undefined,
    ping: async () => void (await readers.query('SELECT 1')),
    async size() {
      const { rows } = await readers.query<{ bytes: number }>('SELECT pg_database_size(current_database())::float8 AS bytes');
      return rows[0]?.bytes ?? 0;
    },
    async migrations() {
      const { rows } = await readers.query<{ applied: number }>('SELECT count(*)::int AS applied FROM schema_migrations');
      return { applied: rows[0]?.applied ?? 0, known: countMigrations('postgres') };
    },
    close,
  };
}

function describe(error: unknown, code: string | undefined): string {
  if (error instanceof AggregateError) return describe(error.errors[0], code);
  const message = error instanceof Error ? error.message : String(error);
  return message === '' ? (code ?? 'no answer') : message;
}

function withoutPassword(url: string): string {
  try {
    const parsed = new URL(url);
    return `${parsed.host}${parsed.pathname}`;
  } catch {
    return 'the given address';
  }
}
