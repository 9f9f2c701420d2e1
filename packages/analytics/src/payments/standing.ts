import { PASS_DAYS, type BillingState, type Product } from '@tripmaster/contracts';

const DAY_MS = 86_400_000;
/** A word of Stripe's may come late: nobody loses what they have paid for by that. */
const LATE_MS = 3 * DAY_MS;
/** While Stripe tries a card again, what was paid so far goes on for so long. */
const GRACE_MS = 14 * DAY_MS;
/** Stripe's words for a subscription that gives what was bought. */
const GIVING = new Set(['active', 'trialing', 'past_due']);

export type SubscriptionRow = {
  product: Product | null;
  status: string;
  periodStart: number | null;
  periodEnd: number | null;
  endsAt: number | null;
  paidAt: number | null;
  failedAt: number | null;
};
export type PaymentRow = { kind: 'payment' | 'refund' | 'dispute'; product: Product | null; payment: string; amount: number; at: number };

/** What somebody has of what they bought, in milliseconds since 1970. */
export type Standing = { state: Exclude<BillingState, 'off'>; premium: boolean; product?: Product; until?: number };

/** What follows from somebody's subscriptions and payments. */
export function standingOf(subscriptions: readonly SubscriptionRow[], payments: readonly PaymentRow[], now: number): Standing {
  const all = subscriptions.map((row) => ofSubscription(row, now)).toSorted((a, b) => (b.until ?? 0) - (a.until ?? 0));
  const passUntil = passEnd(payments);
  const running = all.find(({ premium }) => premium);
  if (running !== undefined) return running;
  if (passUntil > now) return { state: 'premium', premium: true, product: 'pass', until: passUntil };
  return all.find(({ state }) => state === 'failed') ?? { state: 'free', premium: false };
}

/** What one gives; one at a price that is none of ours gives nothing. */
function ofSubscription({ product, status, periodStart, periodEnd, endsAt, paidAt, failedAt }: SubscriptionRow, now: number): Standing {
  if (product === null) return { state: 'free', premium: false };
  const unpaid = (failedAt ?? 0) > (paidAt ?? 0);
  const failed = status === 'past_due' || status === 'unpaid' || (unpaid && (status === 'active' || status === 'incomplete'));
  const graceEnd = status === 'past_due' ? (periodStart ?? 0) + GRACE_MS : Infinity;
  const until = Math.min(periodEnd ?? 0, endsAt ?? Infinity, graceEnd);
  const end = endsAt === null && graceEnd === Infinity ? until + LATE_MS : until;
  const premium = GIVING.has(status) && now < end;
  const what = { product, ...(until === 0 ? {} : { until }) };
  if (failed) return { state: 'failed', premium, ...what };
  if (!premium) return { state: 'free', premium };
  return { state: endsAt === null ? 'premium' : 'ending', premium, ...what };
}

/** When the last pass is over: each begins when it is bought or the one before has ended. What was paid back counts no more. */
function passEnd(rows: readonly PaymentRow[]): number {
  const left = new Map<string, number>();
  for (const { payment, amount } of rows) left.set(payment, (left.get(payment) ?? 0) + amount);
  const passes = rows.filter(({ kind, product, payment, amount }) => {
    const paidBack = (left.get(payment) ?? 0) <= 0 && amount > 0;
    return kind === 'payment' && product === 'pass' && !paidBack;
  });
  return passes
    .map(({ at }) => at)
    .toSorted((a, b) => a - b)
    .reduce((end, at) => Math.max(end, at) + PASS_DAYS * DAY_MS, 0);
}
