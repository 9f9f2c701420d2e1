import { testLedger } from '@tripmaster/analytics/testing';
import type { Database } from '@tripmaster/db';
import { DAYS, FIRST_DAY } from './year.ts';

const DAY_MS = 86_400_000;
const FIRST_MS = Date.parse(`${FIRST_DAY}T00:00:00Z`);
const CURRENCIES = ['EUR', 'USD', 'JPY', 'KWD'];
/** One of so many payments goes back, in part. */
const REFUNDED = 9;

/** What people paid in the year, told one by one as it happens: payments, what went back, and subscriptions that begin and end. */
export async function fillLedger(db: Database, payments: number): Promise<void> {
  let clock = FIRST_MS;
  const { learn, addCustomer } = testLedger({ db, now: () => clock });
  const customers = Math.ceil(payments / 10);
  for (let index = 0; index < customers; index += 1) await addCustomer(`cus_${index}`, `payer-${index}`);
  for (let index = 0; index < payments; index += 1) {
    clock = FIRST_MS + Math.floor((index / payments) * DAYS * DAY_MS);
    const customer = `cus_${(index * 7) % customers}`;
    const whose = { customer, product: 'monthly' as const };
    const currency = CURRENCIES[index % CURRENCIES.length] ?? 'EUR';
    const money = { amount: 300 + ((index * 131) % 2_000), currency };
    const payment = `pi_${index}`;
    await learn({ kind: 'entry', entry: 'payment', providerId: `in_${index}`, payment, money, at: clock, whose });
    if (index % REFUNDED === 0) {
      const total = { amount: Math.ceil(money.amount / 3), currency };
      await learn({ kind: 'refunded', providerId: `re_${index}`, payment, total, before: undefined, at: clock + DAY_MS, whose });
    }
    if (index % 5 > 0) continue;
    const subscription = {
      kind: 'subscription' as const,
      id: `sub_${index % (payments / 2)}`,
      periodStart: clock,
      periodEnd: clock + 30 * DAY_MS,
      endsAt: null,
      monthly: money,
      saidAt: clock,
      whose,
    };
    await learn({ ...subscription, status: index % 3 === 0 ? 'canceled' : 'active' });
  }
}
