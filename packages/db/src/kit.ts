import * as pg from 'drizzle-orm/pg-core';
import * as sqlite from 'drizzle-orm/sqlite-core';

/**
 * The column kit: the vocabulary the schema is written in, once for both engines. Its types are PostgreSQL's,
 * because their query builders only offer what both engines do the same way (awaited builders, `onConflict`,
 * `returning`, named prepared statements).
 */
export const postgresKit = {
  table: pg.pgTable,
  index: pg.index,
  uniqueIndex: pg.uniqueIndex,
  primaryKey: pg.primaryKey,
  /** Text compared by code point on both engines (the generated PostgreSQL migrations say COLLATE "C"). */
  text: (name: string) => pg.text(name),
  /** Text out of a closed set of words, which the type names. */
  word: <Word extends string>(name: string) => pg.text(name).$type<Word>(),
  integer: (name: string) => pg.integer(name),
  /** Whole numbers past 2^31 and up to 2^53: money in minor units. */
  long: (name: string) => pg.bigint(name, { mode: 'number' }),
  /** A moment in milliseconds since 1970, set by the application, never by the database. */
  instant: (name: string) => pg.bigint(name, { mode: 'number' }),
  boolean: (name: string) => pg.boolean(name),
  /** A JSON value kept as text (key order and numbers stay as written). Never queried inside. */
  json: <Value>(name: string) => pgJson<Value>(name),
};

export type Kit = typeof postgresKit;

const sqliteParts = {
  table: sqlite.sqliteTable,
  index: sqlite.index,
  uniqueIndex: sqlite.uniqueIndex,
  primaryKey: sqlite.primaryKey,
  text: (name: string) => sqlite.text(name),
  word: <Word extends string>(name: string) => sqlite.text(name).$type<Word>(),
  integer: (name: string) => sqlite.integer(name),
  long: (name: string) => sqlite.integer(name),
  instant: (name: string) => sqlite.integer(name),
  boolean: (name: string) => sqlite.integer(name, { mode: 'boolean' }),
  json: <Value>(name: string) => sqliteJson<Value>(name),
} satisfies Record<keyof Kit, unknown>;

/**
 * The same vocabulary in SQLite's columns. One of the two places where SQLite is seen through PostgreSQL's
 * types (the other is the handle in `sqlite.ts`); the conformance suite proves on both engines that what the
 * types promise is what happens.
 */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
export const sqliteKit = sqliteParts as unknown as Kit;

/** A damaged value is null, whatever its type says: one broken row must not take a whole list along. */
function readJson(text: string) {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return JSON.parse('null');
  }
}

function pgJson<Value>(name: string) {
  return pg.customType<{ data: Value; driverData: string }>({
    dataType: () => 'text',
    toDriver: (value) => JSON.stringify(value),
    fromDriver: readJson,
  })(name);
}

function sqliteJson<Value>(name: string) {
  return sqlite.customType<{ data: Value; driverData: string }>({
    dataType: () => 'text',
    toDriver: (value) => JSON.stringify(value),
    fromDriver: readJson,
  })(name);
}
