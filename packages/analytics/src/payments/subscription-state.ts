import { utcDate, type Product } from '@tripmaster/contracts';
import type { SubscriptionSaid } from './said.ts';

/** Stripe's words for a subscription that has ended for good. */
const OVER = new Set(['canceled', 'incomplete_expired']);
/** Those for one that is paid, or is about to be. */
const RUNNING = new Set(['active', 'past_due']);

/** A subscription's state from a moment on. */
export type State = { at: number; rank: string; running: boolean; monthlyEuroCents: number };
/** By how much the subscriptions that run, and what they bring a month, changed on a day. */
export type DayChange = { subscribers: number; monthlyEuroCents: number };

/**
 * Tells which of two states that were said in the same second counts: the end comes last, then the later period; and so that
 * every two differ, all the rest. Compared as text.
 */
export function rankOf({ status, periodStart, periodEnd, endsAt, monthly }: SubscriptionSaid, product: Product | undefined): string {
  const period = String(periodEnd ?? 0).padStart(15, '0');
  return [OVER.has(status) ? 1 : 0, period, status, periodStart ?? 0, endsAt ?? 0, monthly?.currency, monthly?.amount, product].join('|');
}

/** True when `next` counts against what is known: it was said later, or in the same second and ranks higher. */
export function isNewer(next: { saidAt: number; rank: string }, known: { saidAt: number; rank: string }): boolean {
  return next.saidAt === known.saidAt ? next.rank > known.rank : next.saidAt > known.saidAt;
}

export function isRunning(status: string): boolean {
  return RUNNING.has(status);
}

/** What one subscription adds to each day, of all its states in whatever order they came. */
function changesByDay(states: readonly State[]): Map<string, DayChange> {
  const days = new Map<string, DayChange>();
  let before: DayChange = { subscribers: 0, monthlyEuroCents: 0 };
  for (const { at, running, monthlyEuroCents } of states.toSorted((a, b) => a.at - b.at)) {
    const now = running ? { subscribers: 1, monthlyEuroCents } : { subscribers: 0, monthlyEuroCents: 0 };
    add(days, utcDate(at), now, before);
    before = now;
  }
  return days;
}

/** The days whose sums change when a subscription's states do, and by how much. */
export function difference(before: readonly State[], after: readonly State[]): Map<string, DayChange> {
  const days = changesByDay(after);
  for (const [day, change] of changesByDay(before)) add(days, day, { subscribers: 0, monthlyEuroCents: 0 }, change);
  return new Map([...days].filter(([, { subscribers, monthlyEuroCents }]) => subscribers !== 0 || monthlyEuroCents !== 0));
}

function add(days: Map<string, DayChange>, day: string, more: DayChange, less: DayChange): void {
  const known = days.get(day) ?? { subscribers: 0, monthlyEuroCents: 0 };
  days.set(day, {
    subscribers: known.subscribers + more.subscribers - less.subscribers,
    monthlyEuroCents: known.monthlyEuroCents + more.monthlyEuroCents - less.monthlyEuroCents,
  });
}
