import { beforeEach, expect, it, vi } from 'vitest';
import { cameBackPaid, hasArrived, isAwaited, leavesToPay } from './awaited-payment.ts';

const MINUTE_MS = 60_000;
const free = { state: 'free', premium: false, manageable: true } as const;
const premium = { state: 'premium', premium: true, manageable: true, product: 'pass' } as const;

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
});

it('waits for what was paid for ten minutes, and no longer once it is there', () => {
  leavesToPay({});
  expect(isAwaited(free, 0)).toBe(false);
  cameBackPaid(0);
  cameBackPaid(9 * MINUTE_MS);
  expect([isAwaited(free, 9 * MINUTE_MS), isAwaited(free, 10 * MINUTE_MS)]).toEqual([true, false]);
  expect([hasArrived(free), hasArrived(premium), isAwaited(premium, 1)]).toEqual([false, true, false]);
});

it('does not take the pass that somebody has for the one they are buying', () => {
  const first = { ...premium, until: '2027-02-01T00:00:00.000Z' };
  leavesToPay(first);
  cameBackPaid(0);
  expect([hasArrived(first), isAwaited(first, 1)]).toEqual([false, true]);
  const second = { ...premium, until: '2027-03-03T00:00:00.000Z' };
  expect([hasArrived(second), isAwaited(second, 1)]).toEqual([true, false]);
});
