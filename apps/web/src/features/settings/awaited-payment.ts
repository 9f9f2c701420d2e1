import type { BillingStatus } from '@tripmaster/contracts';
import { keep, readKept } from '../../lib/kept.ts';

const KEY = 'tripmaster.awaited-payment';
/** Stripe tells within seconds; what has not come by then was not paid, or takes its own time. */
const AWAITED_MS = 10 * 60_000;

/** Somebody leaves for the page to pay on: until when they have premium without it. */
export function leavesToPay({ until }: Pick<BillingStatus, 'until'>): void {
  keep(KEY, { until });
}

/** They were sent back as those who have paid. */
export function cameBackPaid(now: number = Date.now()): void {
  const { backAt = now, ...rest } = kept();
  keep(KEY, { ...rest, backAt });
}

/** Whether the server has heard of it: they have premium, and for longer than before. */
export function hasArrived({ premium, until }: BillingStatus): boolean {
  return premium && (until === undefined || until !== kept().until);
}

/** Whether they came back just now and the server has not heard of it: nothing is to be bought a second time meanwhile. */
export function isAwaited(status: BillingStatus, now: number = Date.now()): boolean {
  const { backAt } = kept();
  return backAt !== undefined && now - backAt < AWAITED_MS && !hasArrived(status);
}

function kept(): { until?: string; backAt?: number } {
  const read = readKept(KEY);
  if (typeof read !== 'object' || read === null) return {};
  return {
    ...('until' in read && typeof read.until === 'string' && { until: read.until }),
    ...('backAt' in read && typeof read.backAt === 'number' && { backAt: read.backAt }),
  };
}
