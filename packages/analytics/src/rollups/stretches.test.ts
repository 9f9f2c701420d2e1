import { addDays } from '@tripmaster/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginsStretch, dayNumber, dayOf, endsOf } from './stretches.ts';

/** The days of the running counts of one day, as the sum is made. */
function runningDays(end: string): string[] {
  const days = [end];
  for (let day = end; !beginsStretch(day);) days.push((day = addDays(day, -1)));
  return days;
}

describe('running counts', () => {
  it('give each day of a range once, and no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 0, max: 800 }), (start, length) => {
        const [from, to] = [dayOf(start), dayOf(start + length)];
        const { ends, less } = endsOf(from, to);
        const times = new Map<string, number>();
        const add = (day: string, amount: number) => times.set(day, (times.get(day) ?? 0) + amount);
        for (const end of ends) for (const day of runningDays(end)) add(day, 1);
        if (less !== undefined) for (const day of runningDays(less)) add(day, -1);
        const counted = [...times].filter(([, amount]) => amount !== 0);
        expect(counted.every(([, amount]) => amount === 1)).toBe(true);
        expect(counted.map(([day]) => dayNumber(day)).toSorted((a, b) => a - b)).toEqual(
          Array.from({ length: length + 1 }, (_, index) => start + index),
        );
        expect(ends.length).toBeLessThanOrEqual(3);
      }),
    );
  });

  it('give nothing where a range is none', () => {
    expect(endsOf('2026-01-02', '2026-01-01')).toEqual({ ends: [] });
  });
});
