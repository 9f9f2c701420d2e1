import { setTimeout as delay } from 'node:timers/promises';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { alone } from './alone.ts';
import type { Database } from './database.ts';
import { DatabaseUnavailable, driverError, mapDriverError } from './errors.ts';
import { openTransaction, withStatements, type Transaction } from './handle.ts';
import { postgresKit } from './kit.ts';
import { migratePostgres } from './migrate.ts';
import { defineSchema } from './schema/index.ts';

const TRIES = 12;
/** So often a transaction is tried beside all others; then, one at a time with its like. */
const TRIES_IN_THE_CROWD = 4;
const CONNECT_MS = 5_000;
/** Serialization failure and deadlock: the transaction did nothing and may run again. */
const RETRIED = new Set(['40001', '40P01']);

/**
 * Opens (and migrates) a PostgreSQL database: a read-only pool and a writing pool, each of `poolSize`.
 * Writes are SERIALIZABLE, so two writers behave as they do behind SQLite's single one.
 * Throws `DatabaseUnavailable` when it can't be reached, `NewerSchema` when a newer release migrated it.
 */
export async function openPostgres(url: string, { poolSize = 10 }: { poolSize?: number } = {}): Promise<Database> {
  const common = { connectionString: url, max: poolSize, connectionTimeoutMillis: CONNECT_MS, application_name: 'tripmaster' };
  const readers = new pg.Pool({ ...common, options: '-c default_transaction_read_only=on' });
  const writers = new pg.Pool({ ...common, options: '-c default_transaction_isolation=serializable' });
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  for (const pool of [readers, writers]) {
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
    await Promise.all([readers.end(), writers.end()]);
    throw error;
  }

  const handles = new WeakMap<pg.PoolClient, ReturnType<typeof handleOf>>();
  const handleOf = (client: pg.PoolClient) => withStatements(drizzle(client));

  async function once<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    const client = await writers.connect();
    let handle = handles.get(client);
    if (handle === undefined) handles.set(client, (handle = handleOf(client)));
    const { tx, close } = openTransaction(handle);
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      const result = await work(tx);
      close();
      await client.query('COMMIT');
      return result;
    } catch (error) {
      close();
      await client.query('ROLLBACK').catch((failure: unknown) => {
        broken = failure instanceof Error ? failure : new Error(String(failure));
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /** Runs it so often until it meets nobody; the last failure is thrown as the driver gave it. */
  async function tryOften<Result>(work: (tx: Transaction) => Promise<Result>, tries: number): Promise<Result> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(work);
      } catch (error) {
        if (attempt === tries || !mayRunAgain(error)) throw error;
        await delay(Math.random() * Math.min(200, 2 ** attempt));
      }
    }
  }

  let tail: Promise<unknown> = Promise.resolve();
  /** A crowd at one row would wear its tries out on each other: who has met others too often waits in line. */
  function tryInTurn<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    const result = tail.then(() => tryOften(work, TRIES));
    tail = result.catch(() => undefined);
    return result;
  }

  return {
    engine: 'postgres',
    tables,
    read: withStatements(drizzle(readers)),
    write: alone((work) =>
      tryOften(work, TRIES_IN_THE_CROWD)
        .catch((error: unknown) => {
          if (!mayRunAgain(error)) throw error;
          return tryInTurn(work);
        })
        .catch((error: unknown) => {
          throw mapDriverError(error);
        }),
    ),
    ping: async () => void (await readers.query('SELECT 1')),
    close: async () => void (await Promise.all([readers.end(), writers.end()])),
  };
}

function mayRunAgain(error: unknown): boolean {
  return RETRIED.has(driverError(error)?.code ?? '');
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
