import { statement, type Database, type Reader, type Transaction } from '@tripmaster/db';
import { and, asc, eq, gte, lt, max, sql } from 'drizzle-orm';

/** Queries of the fetched exchange rates. */
export function ratesRepo({ tables: { exchangeRates, exchangeRateDays } }: Pick<Database, 'tables'>) {
  return {
    /** Every rate that was fetched from `since` on, and of each currency the last before it, in the order of days. */
    async days(db: Reader, since: string) {
      const { currency, asOf, perEuro } = exchangeRateDays;
      const before = db
        .select({ currency, asOf: max(asOf).as('before') })
        .from(exchangeRateDays)
        .where(lt(asOf, since))
        .groupBy(currency)
        .as('last_before');
      const earlier = await db
        .select({ currency, asOf, perEuro })
        .from(exchangeRateDays)
        .innerJoin(before, and(eq(currency, before.currency), eq(asOf, before.asOf)))
        .orderBy(asc(asOf));
      const later = await db.select({ currency, asOf, perEuro }).from(exchangeRateDays).where(gte(asOf, since)).orderBy(asc(asOf));
      return [...earlier, ...later];
    },
    putDay: statement('exchange-rates-put-day', (tx: Transaction) =>
      tx
        .insert(exchangeRateDays)
        .values({ currency: sql.placeholder('currency'), asOf: sql.placeholder('asOf'), perEuro: sql.placeholder('perEuro') })
        .onConflictDoUpdate({ target: [exchangeRateDays.currency, exchangeRateDays.asOf], set: { perEuro: sql`excluded.per_euro` } }),
    ),
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
