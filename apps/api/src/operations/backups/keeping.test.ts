import fc from 'fast-check';
import { expect, it } from 'vitest';
import { outlived } from './keeping.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const now = 20_000 * DAY_MS + 12 * HOUR_MS;
const made = (...hoursAgo: number[]) => hoursAgo.map((hours, index) => ({ id: `b${index}`, madeAt: now - hours * HOUR_MS }));
const gone = (all: { id: string; madeAt: number }[], keep: number) => outlived(all, { keep, now }).map(({ id }) => id);

it('keeps all of the last day, and of days before the last one', () => {
  expect(gone(made(0, 1, 2, 23), 1)).toEqual([]);
  expect(gone(made(1, 25, 26, 27, 40), 7)).toEqual(['b2', 'b3']);
  expect(gone(made(1, 30, 54, 78), 2)).toEqual(['b2', 'b3']);
  // A server that stood still loses none for it.
  expect(gone(made(24 * 100, 24 * 101, 24 * 102), 2)).toEqual(['b2']);
  expect(gone([], 7)).toEqual([]);
});

it('never takes the last one, nor more than there are', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 2_000 }), { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 9 }),
      (hours, keep) => {
        const all = made(...hours);
        const left = all.filter((backup) => !outlived(all, { keep, now }).includes(backup));
        const days = new Set(left.map(({ madeAt }) => Math.floor(madeAt / DAY_MS)));
        expect(left.some(({ madeAt }) => madeAt === now - Math.min(...hours) * HOUR_MS)).toBe(true);
        expect(days.size).toBeLessThanOrEqual(keep + 2);
        // Asked again, it takes no more.
        expect(outlived(left, { keep, now })).toEqual([]);
      },
    ),
  );
});
