import { describe, expect, it } from 'vitest';
import { chiSquaredTail } from './chi-squared.ts';
import { holm } from './holm.ts';
import { liftOf } from './lift.ts';
import { sampleRatio } from './sample-ratio.ts';
import { interval, oneSidedMargin, oneSidedP, pValue } from './sequential.ts';
import { momentsOf, NOTHING, type Sums } from './sums.ts';
import { hundredths, lift, proportion } from './testing.ts';

// Critical values of NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.4, and far tails by closed form.
it.each([
  [3.841, 1, 0.05],
  [6.635, 1, 0.01],
  [10.828, 1, 0.001],
  [5.991, 2, 0.05],
  [7.815, 3, 0.05],
  [16.266, 3, 0.001],
  [9.488, 4, 0.05],
  [11.07, 5, 0.05],
  [16.919, 9, 0.05],
  [27.877, 9, 0.001],
])('has the tail of chi-squared at %d with %d degrees of freedom', (x, degrees, p) => {
  expect(chiSquaredTail(x, degrees) / p).toBeCloseTo(1, 2.5);
});

it('has the tails of chi-squared near and far', () => {
  expect(chiSquaredTail(0, 3)).toBe(1);
  expect(chiSquaredTail(8, 1)).toBeCloseTo(0.004677734981047266, 15); // erfc(2)
  expect(chiSquaredTail(7.999_999, 1) / chiSquaredTail(8, 1)).toBeCloseTo(1, 5);
  expect(chiSquaredTail(50, 1) / 1.5374597944280347e-12).toBeCloseTo(1, 9); // erfc(5)
  expect(chiSquaredTail(100, 2) / Math.exp(-50)).toBeCloseTo(1, 12);
  expect(chiSquaredTail(1e6, 9)).toBe(0);
});

describe('several comparisons', () => {
  it('judges by levels at which intervals agree with what is rejected', () => {
    expect(holm([0.03, 0.01], 0.05)).toEqual([
      { p: 0.03, level: 0.05 },
      { p: 0.02, level: 0.025 },
    ]);
    // The smallest stands, so nothing behind it is rejected, and no interval says otherwise.
    expect(holm([0.03, 0.04], 0.05)).toEqual([
      { p: 0.06, level: 0.025 },
      { p: 0.06, level: 0.025 },
    ]);
    expect(holm([], 0.05)).toEqual([]);
  });

  it('says the same by interval and by p-value', () => {
    for (let estimate = 0.001; estimate < 0.5; estimate *= 1.2)
      for (const level of [0.05, 0.025, 0.005]) {
        const found = { estimate, standardError: 0.03, units: 4_000 };
        expect(interval(found, level).from > 0).toBe(pValue(found) < level);
        expect(found.estimate - oneSidedMargin(found, level) > 0).toBe(oneSidedP(found, 1) < level);
      }
  });
});

describe('sums that say nothing', () => {
  const some = proportion(1_000, 100);
  it('gives a reason instead of a figure', () => {
    expect(liftOf(NOTHING, some, 'proportion')).toBe('no-units');
    expect(liftOf(some, NOTHING, 'proportion')).toBe('no-units');
    expect(liftOf(some, proportion(1_000, 0), 'proportion')).toBe('zero-spread');
    expect(liftOf(proportion(1_000, 1_000), some, 'proportion')).toBe('zero-spread');
    expect(liftOf(hundredths(100, 0.5, 400), hundredths(100, 9, 400), 'mean')).toBe('baseline');
  });

  it('stays finite with amounts beyond what a double holds exactly', () => {
    const of = (units: number, mean: bigint): Sums => {
      const values = Array.from({ length: units }, (_, at) => mean + BigInt(at % 7) * 10n ** 14n);
      return {
        ...NOTHING,
        units,
        active: units,
        sum: values.reduce((sum, x) => sum + x, 0n),
        squares: values.reduce((sum, x) => sum + x * x, 0n),
      };
    };
    const found = lift(of(700, 9n * 10n ** 15n), of(700, 8n * 10n ** 15n), 'mean');
    expect(found.estimate).toBeCloseTo(-1 / 9.3, 10);
    // Variance of 0 … 6 × 10^14, by n − 1.
    expect(momentsOf(of(700, 9n * 10n ** 15n), 'mean').variance / (4e28 * (700 / 699))).toBeCloseTo(1, 12);
    expect(Number.isFinite(pValue({ estimate: 1e300, standardError: 1e-300, units: 10 }))).toBe(true);
    expect(oneSidedP({ estimate: 1e300, standardError: 1e-300, units: 10 }, 1)).toBe(0);
  });

  it('takes part of the ratio test only in cells that can be filled', () => {
    expect(sampleRatio([0, 0], [0.5, 0.5])).toEqual({ ok: true });
    expect(sampleRatio([3, 4], [0.5, 0.5])).toEqual({ ok: true });
    expect(sampleRatio([900, 100], [1, 0])).toEqual({ p: 0, ok: false });
    expect(sampleRatio([900, 0], [1, 0])).toEqual({ ok: true });
    expect(sampleRatio([500, 500, 0], [0.5, 0.5, 0]).p).toBe(1);
    expect(sampleRatio([1_000, 0], [0.5, 0.5]).ok).toBe(false);
  });
});
