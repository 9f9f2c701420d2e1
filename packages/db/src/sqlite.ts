import { closeSync, openSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { alone } from './alone.ts';
import type { Database } from './database.ts';
import { DatabaseUnavailable, driverError, mapDriverError } from './errors.ts';
import { openTransaction, withStatements, type Handle, type Transaction } from './handle.ts';
import { sqliteKit } from './kit.ts';
import { countMigrations, migrateSqlite } from './migrate.ts';
import { defineSchema } from './schema/index.ts';

/** How long a write waits for another process that holds the file; without blocking this one. */
const BUSY_MS = 5_000;
const BUSY_STEP_MS = 20;

/**
 * Opens (and migrates) a SQLite file: one writer behind a queue, one read-only connection beside it.
 * WAL with `synchronous=FULL`: what a commit acknowledged survives a power cut.
 * Throws `DatabaseUnavailable` when the file can't be used, `NewerSchema` when a newer release made it.
 */
export function openSqlite(file: string): Database {
  const writer = openFile(file, false);
  try {
    migrateSqlite(writer);
  } catch (error) {
    writer.close();
    throw error;
  }
  writer.pragma('busy_timeout = 0');
  const reader = openFile(file, true);
  const tables = defineSchema(sqliteKit);
  const read = withStatements(asHandle(reader));
  const write = withStatements(asHandle(writer));

  const begin = writer.prepare('BEGIN IMMEDIATE');
  const commit = writer.prepare('COMMIT');
  const rollback = writer.prepare('ROLLBACK');
  let tail: Promise<unknown> = Promise.resolve();

  async function beginWhenFree(): Promise<void> {
    for (const deadline = Date.now() + BUSY_MS; ; await delay(BUSY_STEP_MS)) {
      try {
        begin.run();
        return;
      } catch (error) {
        if (driverError(error)?.code !== 'SQLITE_BUSY' || Date.now() > deadline) throw error;
      }
    }
  }

  async function runAlone<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    await beginWhenFree();
    const { tx, close, committed } = openTransaction(write);
    try {
      const result = await work(tx);
      close();
      commit.run();
      committed();
      return result;
    } catch (error) {
      close();
      // A failed commit has already rolled back on some errors (disk full) and not on others (busy).
      if (writer.inTransaction) rollback.run();
      throw mapDriverError(error);
    }
  }

  /** After all that was asked for before. */
  function inTurn<Result>(run: () => Promise<Result>): Promise<Result> {
    const result = tail.then(run, run);
    tail = result.catch(() => undefined);
    return result;
  }

  return {
    engine: 'sqlite',
    tables,
    read,
    write: alone((work) => inTurn(() => runAlone(work))),
    async scrub() {
      // A reader of another process may hold the log for a while; what stays in it then, the next one empties.
      for (const deadline = Date.now() + BUSY_MS; ; await delay(BUSY_STEP_MS)) {
        const emptied = await inTurn(async () => truncateLog(writer));
        if (emptied || Date.now() > deadline) return;
      }
    },
    ping: async () => void reader.prepare('SELECT 1').get(),
    async size() {
      const row = reader
        .prepare<[], { bytes: number }>('SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()')
        .get();
      return row?.bytes ?? 0;
    },
    async migrations() {
      const row = reader.prepare<[], { applied: number }>('SELECT count(*) AS applied FROM schema_migrations').get();
      return { applied: row?.applied ?? 0, known: countMigrations('sqlite') };
    },
    async close() {
      await tail;
      reader.close();
      writer.close();
    },
  };
}

function openFile(file: string, readonly: boolean): Sqlite.Database {
  try {
    // SQLite would make it readable by everybody on the machine; its log takes the mode of the file.
    if (!readonly) closeSync(openSync(file, 'a', 0o600));
    const connection = new Sqlite(file, { readonly, timeout: BUSY_MS });
    if (!readonly) connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = FULL');
    connection.pragma('foreign_keys = ON');
    // What was deleted is overwritten: an erased account leaves nothing in the file's free pages.
    connection.pragma('secure_delete = ON');
    connection.pragma('cache_size = -16000');
    connection.pragma('mmap_size = 0');
    return connection;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DatabaseUnavailable(`The database file ${file} can't be opened: ${reason}.`, { cause: error });
  }
}

/** Moves the write-ahead log into the file and empties it; false when somebody is reading from it. */
function truncateLog(connection: Sqlite.Database): boolean {
  // The first column of its answer says whether it was held up.
  return connection.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) === 0;
}

/** The other place where SQLite is seen through PostgreSQL's types; see `kit.ts`. */
function asHandle(connection: Sqlite.Database): Handle {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return drizzle(connection) as unknown as Handle;
}
