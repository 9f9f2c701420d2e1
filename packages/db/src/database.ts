import type { Reader, Transaction } from './handle.ts';
import type { Schema } from './schema/index.ts';

export type Engine = 'sqlite' | 'postgres';

/**
 * The door for a library that brings its own tables and its own SQL (pg-boss). It is PostgreSQL's alone, and nothing
 * of ours goes through it: our queries are Drizzle's, and written once for both engines.
 */
export type LibraryDoor = {
  /** Runs SQL by itself, in a transaction of its own; several statements in one text, without values, go together. */
  run: (text: string, values?: unknown[]) => Promise<LibraryRows>;
  /** Runs one statement in an open transaction of `write`: it is done if, and only if, that commits. */
  runIn: (tx: Transaction, text: string, values?: unknown[]) => Promise<LibraryRows>;
};
export type LibraryRows = { rows: Record<string, unknown>[] };

/** The database with its two doors. Everything above the repositories is blind to the engine. */
export type Database = {
  readonly engine: Engine;
  readonly tables: Schema;
  /** Select-only. */
  readonly read: Reader;
  /**
   * The only way to change anything: runs `work` in one transaction and commits it; rejects when the commit
   * fails, and then nothing of it is stored. Never await the network inside. On PostgreSQL `work` may run
   * again after a serialization failure, so it must have no other effects.
   * Throws `UniqueViolation` where a unique index refused a row.
   */
  write<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  /**
   * Empties what the engine keeps of earlier pages, so that deleted rows are not found in its files: SQLite's write-ahead
   * log. When SQLite moves rows between pages, scraps of a few may stay behind them until the page is next filled or
   * the file vacuumed. Does nothing on PostgreSQL, whose vacuum does it in its own time.
   */
  scrub(): Promise<void>;
  /** Resolves when the database answers. */
  ping(): Promise<void>;
  /** Bytes that it takes on the disk, without SQLite's write-ahead log. Costs the same however much that is. */
  size(): Promise<number>;
  /** How many migrations it has had, and how many this release knows: more, when a newer one has started since. */
  migrations(): Promise<{ applied: number; known: number }>;
  /** Absent on SQLite. */
  readonly library?: LibraryDoor;
  /** Waits for the write under way, then closes every connection. */
  close(): Promise<void>;
};
