import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

/** A Drizzle database, seen through the part of PostgreSQL's builders that both engines share. */
export type Handle = PgDatabase<PgQueryResultHKT>;

const STATEMENTS = Symbol('prepared statements');
type Statements = Map<string, Prepared<unknown>>;
type Prepared<Result> = { execute(values?: Record<string, unknown>): Promise<Result> };
type Preparable<Result> = { prepare(name: string): Prepared<Result> };

declare const writes: unique symbol;

/** Select-only: what `db.read` is, and what every repository function that only reads asks for. */
export type Reader = Pick<Handle, 'select' | 'selectDistinct'> & { readonly [STATEMENTS]: Statements };

/** An open write transaction. It ends with `db.write`'s callback and refuses every use after it. */
export type Transaction = Pick<Handle, 'select' | 'selectDistinct' | 'insert' | 'update' | 'delete'> & {
  readonly [STATEMENTS]: Statements;
  readonly [writes]: true;
};

/** Gives a handle the place where its prepared statements are kept. */
export function withStatements(handle: Handle): Handle & { readonly [STATEMENTS]: Statements } {
  return Object.assign(handle, { [STATEMENTS]: new Map() });
}

const COMMITTED = new WeakMap<object, (() => void)[]>();

/**
 * Has something told once the transaction has committed, and not at all when it is undone: for a word to this process
 * that there is something new. Nothing that must happen may hang on it, as the process may end in between.
 */
export function afterCommit(tx: Transaction, tell: () => void): void {
  const told = COMMITTED.get(tx) ?? [];
  COMMITTED.set(tx, [...told, tell]);
}

type OpenTransaction = { tx: Transaction; close: () => void; /** Tells those who waited for it. */ committed: () => void };

/**
 * A transaction's own face of its connection's handle: it shares the prepared statements, and once closed
 * every use throws, so that a promise somebody forgot to await can't write outside its transaction.
 */
export function openTransaction(handle: Handle & { readonly [STATEMENTS]: Statements }): OpenTransaction {
  const tx: Transaction = Object.create(handle);
  let closed = false;
  const close = () => {
    if (closed) return; // a commit that fails ends a transaction that was closed before it
    closed = true;
    const refuse = (): never => {
      throw new Error('this transaction has ended; was a write not awaited?');
    };
    for (const method of ['select', 'selectDistinct', 'insert', 'update', 'delete'] as const)
      Object.defineProperty(tx, method, { value: refuse });
    Object.defineProperty(tx, STATEMENTS, { get: refuse });
  };
  const committed = () => {
    for (const tell of COMMITTED.get(tx) ?? []) tell();
  };
  return { tx, close, committed };
}

/**
 * A hot query, built once per connection and prepared: `const byId = statement('plans-by-id', (db: Reader) => db.select()…)`,
 * then `await byId(db, { id })`. Values come by `sql.placeholder`. The name must be unique in the program.
 */
export function statement<Door extends Reader | Transaction, Result>(name: string, build: (db: Door) => Preparable<Result>) {
  return (db: Door, values: Record<string, unknown> = {}): Promise<Result> => {
    const statements = db[STATEMENTS];
    let prepared = statements.get(name);
    if (prepared === undefined) {
      prepared = build(db).prepare(name);
      statements.set(name, prepared);
    }
    // The map holds statements of many types; the name ties this one to the type it was built with.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return prepared.execute(values) as Promise<Result>;
  };
}
