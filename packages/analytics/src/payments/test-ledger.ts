import type { Money } from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import type { CurrentRates } from '@tripmaster/rpc';
import { paymentsRepo } from './payments.repo.ts';
import { paymentsService } from './payments.service.ts';
import type { Said } from './said.ts';
import { takings } from './takings.ts';

/** Units of a currency for one euro; of others there is no rate. */
const RATES: Readonly<Record<string, number>> = { EUR: 1, USD: 1.25, JPY: 160, KWD: 0.33 };
/** Minor units that a currency's whole one has. */
const UNITS: Readonly<Record<string, number>> = { EUR: 100, USD: 100, JPY: 1, KWD: 1_000 };

export const testRates: CurrentRates = async () => ({
  convert({ amount, currency }: Money) {
    const perUnit = RATES[currency];
    if (perUnit === undefined) return undefined;
    if (currency === 'EUR') return { money: { amount, currency } };
    const money = { amount: Math.round((amount / (UNITS[currency] ?? 100) / perUnit) * 100), currency: 'EUR' };
    return { money, rate: { perUnit, asOf: '2027-01-14' } };
  },
});

/** The ledger by itself: it learns what it is told, as if Stripe had said it, of customers that are named to it. */
export function testLedger({ db, now }: { db: Database; now: () => number }) {
  const repo = paymentsRepo(db);
  const nothing = async () => undefined;
  const payments = paymentsService({ db, repo, activity: { record: nothing }, jobs: { enqueue: nothing }, rates: testRates, now });
  return {
    learn: (said: Said) => payments.learn(said),
    takings: takings(db),
    addCustomer: (customerId: string, person: string) => db.write((tx) => repo.addCustomer(tx, { person, customerId, createdAt: now() })),
  };
}
