import { and, asc, eq, getTableColumns, gt, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Database } from './database.ts';
import { statement, type Reader, type Transaction } from './handle.ts';
import type { Schema } from './schema/index.ts';
import { SealBroken, type Sealer } from './sealing.ts';

/** Rows in one transaction: few enough that others hardly wait, many enough that a commit's cost is shared. */
const BATCH = 200;

/** A column whose texts are sealed for the place `<name>:<id of the row>`. */
export type SealedColumn = { name: string; table: PgTable; id: PgColumn; sealed: PgColumn };

/** Every sealed column there is: what is not named here is lost when a key is dropped. */
export function sealedColumns({ totp, mailOutbox, webhooks, alertRules, visitorSalts }: Schema): SealedColumn[] {
  return [
    { name: 'totp.secret', table: totp, id: totp.userId, sealed: totp.secret },
    { name: 'mail_outbox.body', table: mailOutbox, id: mailOutbox.id, sealed: mailOutbox.body },
    { name: 'webhooks.secret', table: webhooks, id: webhooks.id, sealed: webhooks.secret },
    { name: 'alert_rules.secrets', table: alertRules, id: alertRules.id, sealed: alertRules.secrets },
    { name: 'visitor_salts.salt', table: visitorSalts, id: visitorSalts.day, sealed: visitorSalts.salt },
  ];
}

export type Resealed = {
  /** Rows that were sealed anew. */
  rows: number;
  /** Places whose text can't be opened; they stay as they are. */
  unreadable: string[];
};

/**
 * Seals every text of `columns` that is under an older key anew, under the current one. It may be killed at any
 * point and run again: each batch is a transaction, what is done is not looked at again, and a row is replaced
 * only while it holds what was read, so nothing that others write meanwhile is lost.
 */
export async function reseal(
  db: Database,
  columns: readonly SealedColumn[],
  sealer: Sealer,
  { onBatch }: { onBatch?: (rows: number) => void } = {},
): Promise<Resealed> {
  const result: Resealed = { rows: 0, unreadable: [] };
  for (const column of columns) {
    const replace = replacing(column);
    for await (const batch of outdated(db.read, column, sealer.currentKey())) {
      const changes: Change[] = [];
      for (const { id, sealed } of batch) {
        const place = `${column.name}:${id}`;
        try {
          changes.push({ id, before: sealed, after: sealer.seal(sealer.open(sealed, place), place) });
        } catch (error) {
          if (!(error instanceof SealBroken)) throw error;
          result.unreadable.push(place);
        }
      }
      if (changes.length === 0) continue;
      result.rows += await db.write((tx) => replace(tx, changes));
      onBatch?.(result.rows);
    }
  }
  return result;
}

/** How many texts lie under each key; texts that are not sealed at all are counted under ''. */
export async function keysInUse(db: Database, columns: readonly SealedColumn[], sealer: Sealer): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const count = (kid: string, more: number) => void (more > 0 && counts.set(kid, (counts.get(kid) ?? 0) + more));
  const current = sealer.currentKey();
  for (const column of columns) {
    const [row] = await db.read
      .select({ count: sql<number>`count(*)`.mapWith(Number) })
      .from(column.table)
      .where(isUnder(column, current));
    count(current, row?.count ?? 0);
    for await (const batch of outdated(db.read, column, current)) for (const { sealed } of batch) count(keyOf(sealer, sealed), 1);
  }
  return counts;
}

type Row = { id: string; sealed: string };
type Change = { id: string; before: string; after: string };

/** The rows that are not under the key, in batches, in the order of their ids. */
async function* outdated(db: Reader, column: SealedColumn, kid: string): AsyncGenerator<Row[]> {
  for (let after: string | undefined = ''; after !== undefined;) {
    const rows: { id: unknown; sealed: unknown }[] = await db
      .select({ id: column.id, sealed: column.sealed })
      .from(column.table)
      .where(and(gt(column.id, after), sql`not (${isUnder(column, kid)})`))
      .orderBy(asc(column.id))
      .limit(BATCH);
    const texts = rows.map(({ id, sealed }) => ({ id: String(id), sealed: String(sealed) }));
    if (texts.length > 0) yield texts;
    after = texts.length < BATCH ? undefined : texts.at(-1)?.id;
  }
}

/** True for a text under the key; null, hence neither true nor false, where there is no text. */
function isUnder({ sealed }: SealedColumn, kid: string) {
  const prefix = `v1.${kid}.`;
  return sql`substr(${sealed}, 1, ${sql.raw(String(prefix.length))}) = ${prefix}`;
}

/** Puts sealed texts in the place of the ones they were made from; tells how many rows still held those. */
function replacing({ name, table, id, sealed }: SealedColumn) {
  const property = Object.entries(getTableColumns(table)).find(([, column]) => column === sealed)?.[0];
  if (property === undefined) throw new Error(`${name} is no column of its table`);
  const one = statement(`reseal ${name}`, (tx: Transaction) =>
    tx
      .update(table)
      .set({ [property]: sql`${sql.placeholder('after')}` })
      .where(and(eq(id, sql.placeholder('id')), eq(sealed, sql.placeholder('before'))))
      .returning({ id }),
  );
  return async (tx: Transaction, changes: readonly Change[]): Promise<number> => {
    let rows = 0;
    for (const change of changes) rows += (await one(tx, change)).length;
    return rows;
  };
}

function keyOf(sealer: Sealer, sealed: string): string {
  try {
    return sealer.keyOf(sealed);
  } catch {
    return '';
  }
}
