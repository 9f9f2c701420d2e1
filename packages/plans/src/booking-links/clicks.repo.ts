import type { BookingKind } from '@tripmaster/contracts';
import type { Database, Transaction } from '@tripmaster/db';
import { sql } from 'drizzle-orm';

export type Clicks = { day: string; provider: string; kind: BookingKind; clicks: number };

/** How often links to providers were followed. */
export function clicksRepo({ tables: { bookingClicks } }: Pick<Database, 'tables'>) {
  return {
    /** Counts on; several nodes may. */
    async add(tx: Transaction, rows: Clicks[]) {
      await tx
        .insert(bookingClicks)
        .values(rows)
        .onConflictDoUpdate({
          target: [bookingClicks.day, bookingClicks.provider, bookingClicks.kind],
          set: { clicks: sql`${bookingClicks.clicks} + excluded.clicks` },
        });
    },
  };
}

export type ClicksRepo = ReturnType<typeof clicksRepo>;
