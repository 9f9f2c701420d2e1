import { statement, type Database, type Transaction } from '@tripmaster/db';
import { sql, type Placeholder } from 'drizzle-orm';

/** Rows a statement; within both engines' limits of parameters (32,766 and 65,535). */
const ROWS = 250;

type Insert = (tx: Transaction, rows: Record<string, unknown>[]) => Promise<unknown>;
type Inserts = Record<'plans' | 'planDocuments' | 'publicFacets' | 'sessions', Insert>;

/**
 * Inserts of many rows. Full parts go in by a statement that is prepared once (building one costs more than
 * running it), what is left by ones of a single row.
 */
export function bulkInserts({ plans, planDocuments, publicFacets, sessions }: Database['tables']): Inserts {
  return {
    plans: inParts('plans', (tx, rows) =>
      tx.insert(plans).values(
        rows.map((at) => ({
          id: at('id'),
          ownerId: at('ownerId'),
          version: 1,
          title: at('title'),
          visibility: at('visibility'),
          startDate: at('startDate'),
          endDate: at('endDate'),
          dayCount: at('dayCount'),
          travellers: at('travellers'),
          totalAmount: at('totalAmount'),
          currency: at('currency'),
          rulesHolding: at('rulesHolding'),
          destinations: at('destinations'),
          stopsPerDay: at('stopsPerDay'),
          searchText: at('searchText'),
          createdAt: at('createdAt'),
          updatedAt: at('updatedAt'),
          publishedAt: at('publishedAt'),
        })),
      ),
    ),
    planDocuments: inParts('documents', (tx, rows) =>
      tx.insert(planDocuments).values(rows.map((at) => ({ planId: at('planId'), document: at('document') }))),
    ),
    publicFacets: inParts('public', (tx, rows) =>
      tx.insert(publicFacets).values(
        rows.map((at) => ({
          planId: at('planId'),
          destination: at('destination'),
          length: at('length'),
          season: at('season'),
          publishedAt: at('publishedAt'),
          copies: 0,
        })),
      ),
    ),
    sessions: inParts('sessions', (tx, rows) =>
      tx.insert(sessions).values(
        rows.map((at) => ({
          id: at('id'),
          userId: at('userId'),
          refreshHash: at('refreshHash'),
          rotatedAt: at('createdAt'),
          device: 'Seed',
          createdAt: at('createdAt'),
          lastUsedAt: at('createdAt'),
          expiresAt: at('expiresAt'),
        })),
      ),
    ),
  };
}

type Row = (column: string) => Placeholder;
type Preparable = { prepare(name: string): { execute(values?: Record<string, unknown>): Promise<unknown> } };

function inParts(name: string, build: (tx: Transaction, rows: Row[]) => Preparable): Insert {
  const many = statement(`seed-${name}-many`, (tx: Transaction) => build(tx, slots(ROWS)));
  const one = statement(`seed-${name}-one`, (tx: Transaction) => build(tx, slots(1)));
  return async (tx, rows) => {
    const full = rows.length - (rows.length % ROWS);
    for (let from = 0; from < full; from += ROWS) await many(tx, valuesOf(rows.slice(from, from + ROWS)));
    for (const row of rows.slice(full)) await one(tx, valuesOf([row]));
  };
}

function slots(count: number): Row[] {
  return Array.from({ length: count }, (_, index) => (column: string) => sql.placeholder(`${column}${index}`));
}

function valuesOf(rows: Record<string, unknown>[]): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [index, row] of rows.entries()) for (const column in row) values[column + index] = row[column];
  return values;
}
