import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate, formatMoney, fractionDigits, money, sum } from './money.ts';

const weight = fc.oneof(fc.integer({ min: 0, max: 1_000_000_000_000 }), fc.double({ min: 0, max: 1e9, noNaN: true }));

describe('allocate', () => {
  it('adds up exactly, whatever the total and the weights', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }),
        fc.array(weight, { minLength: 1, maxLength: 60 }),
        (total, weights) => {
          const parts = allocate(total, weights);
          expect(parts).toHaveLength(weights.length);
          expect(parts.every(Number.isSafeInteger)).toBe(true);
          expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
        },
      ),
    );
  });

  it('gives nobody more than a unit off the exact share, and nothing to a weight of 0', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000_000 }),
        fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 20 }),
        (total, weights) => {
          const whole = weights.reduce((a, b) => a + b, 0);
          fc.pre(whole > 0);
          allocate(total, weights).forEach((part, index) => {
            const own = weights[index] ?? 0;
            expect(Math.abs(part - (total * own) / whole)).toBeLessThan(1);
            if (own === 0) expect(part).toBe(0);
          });
        },
      ),
    );
  });

  it.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [1, [1, 1], [1, 0]],
    [0, [3, 4], [0, 0]],
    [7, [0, 0], [4, 3]],
    [-100, [1, 1, 1], [-34, -33, -33]],
    [10, [0.1, 0.2, 0.7], [1, 2, 7]],
  ])('splits %d by %j into %j', (total, weights, parts) => {
    expect(allocate(total, weights)).toEqual(parts);
  });

  // Regression: products past 2^53 were rounded, and parts could add up to one unit more or less.
  it('is exact where floating point is not', () => {
    const parts = allocate(999_999_999_999, [999_999_999_989, 999_999_999_961, 1]);
    expect(parts.reduce((a, b) => a + b, 0)).toBe(999_999_999_999);
  });

  it.each([
    [10, []],
    [10, [-1, 2]],
    [10, [Number.NaN]],
    [1.5, [1]],
    [10, [Infinity]],
  ])('refuses to split %d by %j', (total, weights) => {
    expect(() => allocate(total, weights)).toThrow(RangeError);
  });
});

describe('money', () => {
  it('sums one currency and refuses two', () => {
    expect(
      sum(
        [
          { amount: 5, currency: 'EUR' },
          { amount: -7, currency: 'EUR' },
        ],
        'EUR',
      ),
    ).toEqual({ amount: -2, currency: 'EUR' });
    expect(sum([], 'JPY')).toEqual({ amount: 0, currency: 'JPY' });
    expect(() => sum([{ amount: 5, currency: 'USD' }], 'EUR')).toThrow(RangeError);
  });

  it.each([
    ['EUR', 2],
    ['JPY', 0],
    ['KWD', 3],
    ['KRW', 0],
    // Locale data leaves these places out, and prices were a hundred times too high.
    ['HUF', 2],
    ['IDR', 2],
  ])('%s has %d decimal places', (code, places) => {
    expect(fractionDigits(code)).toBe(places);
  });

  it.each([
    [180_000, 'EUR', '1,800.00 EUR'],
    [-5, 'EUR', '\u22120.05 EUR'],
    [1_234_567, 'JPY', '1,234,567 JPY'],
    [0, 'EUR', '0.00 EUR'],
    [123_456_789, 'KWD', '123,456.789 KWD'],
  ])('writes %d %s as %s', (amount, currency, text) => {
    expect(formatMoney({ amount, currency })).toBe(text);
  });

  it.each([
    { amount: 1.5, currency: 'EUR' },
    { amount: 1, currency: 'eur' },
    { amount: 1, currency: 'QQQ' },
    { amount: 2 ** 53, currency: 'EUR' },
    { amount: 1, currency: 'EUR', note: '' },
  ])('refuses %j', (value) => {
    expect(money.safeParse(value).success).toBe(false);
  });
});
