import { statement, type Database, type Reader, type Transaction } from '@tripmaster/db';
import { sql } from 'drizzle-orm';

/** Queries of the fetched exchange rates. */
export function ratesRepo({ tables: { exchangeRates } }: Pick<Database, 'tables'>) {
  return {
    all: statement('exchange-rates-all', (db: Reader) => db.select().from(exchangeRates)),
    put: statement('exchange-rates-put', (tx: Transaction) =>
      tx
        .insert(exchangeRates)
        .values({
          currency: sql.placeholder('currency'),
          perEuro: sql.placeholder('perEuro'),
          asOf: sql.placeholder('asOf'),
          source: sql.placeholder('source'),
        })
        .onConflictDoUpdate({
          target: exchangeRates.currency,
          set: { perEuro: sql`excluded.per_euro`, asOf: sql`excluded.as_of`, source: sql`excluded.source` },
        }),
    ),
  };
}

export type RatesRepo = ReturnType<typeof ratesRepo>;
