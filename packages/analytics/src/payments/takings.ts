import type { Money } from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import type { Takings } from '../figures/takings.ts';
import { takingsRepo } from './takings.repo.ts';

/** What came in and went back, by the ledger's sums, and what recurs at the end of the days. In euros by the rate of each payment. */
export function takings(db: Database): Takings {
  const repo = takingsRepo(db);
  return async (days) => {
    const currencies = await repo.byCurrency(db.read, days);
    const byDay = await repo.byDay(db.read, days);
    const [recurring] = await repo.recurring(db.read, { to: days.to });
    return {
      currencies: currencies.map(({ currency, paid, refunded, payments }) => ({
        paid: { amount: paid, currency },
        refunded: { amount: refunded, currency },
        net: { amount: paid - refunded, currency },
        payments,
      })),
      net: euros(byDay.reduce((sum, { netEuroCents }) => sum + netEuroCents, 0)),
      days: byDay.map(({ day, netEuroCents }) => ({ day, net: euros(netEuroCents) })),
      monthlyRecurring: euros(recurring?.monthlyEuroCents ?? 0),
      subscribers: recurring?.subscribers ?? 0,
    };
  };
}

function euros(amount: number): Money {
  return { amount, currency: 'EUR' };
}
