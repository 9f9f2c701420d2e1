import { describe, expect, it } from 'vitest';
import { chiSquaredTail } from './chi-squared.ts';
import { holm } from './holm.ts';
import { liftOf, type Lift } from './lift.ts';
import { sampleRatio } from './sample-ratio.ts';
import { interval, oneSidedMargin, oneSidedP, pValue } from './sequential.ts';
import { momentsOf, NOTHING, plus, type Spread, type Sums } from './sums.ts';

/** Sums of gbstats' vectors, in hundredths: lifts are the same whatever the unit of what is measured. */
function hundredths(units: number, sum: number, squares: number, pre = { sum: 0, squares: 0, products: 0 }): Sums {
  const whole = (value: number, by: number) => BigInt(Math.round(value * by));
  return {
    units,
    active: units,
    sum: whole(sum, 100),
    squares: whole(squares, 10_000),
    preSum: whole(pre.sum, 100),
    preSquares: whole(pre.squares, 10_000),
    products: whole(pre.products, 10_000),
  };
}
const proportion = (units: number, sum: number): Sums => ({ ...NOTHING, units, active: sum, sum: BigInt(sum), squares: BigInt(sum) });

function lift(a: Sums, b: Sums, spread: Spread): Lift {
  const found = liftOf(a, b, spread);
  if (typeof found === 'string') throw new Error(found);
  return found;
}

// GrowthBook, packages/stats/tests/frequentist/test_tests.py and packages/shared/test/experiments.test.ts (MIT), at 8f1db44.
describe('the published vectors of gbstats', () => {
  const a = hundredths(3_000, 1_396.87, 52_377.9767);
  const b = hundredths(3_461, 2_422.7, 134_698.29);

  it('gives its relative lifts and standard errors', () => {
    const ofMeans = lift(hundredths(3_407, 1_396.87, 52_377.9767), b, 'mean');
    expect(ofMeans.estimate).toBeCloseTo(0.70732, 5);
    expect(ofMeans.standardError).toBeCloseTo(0.37879, 5);
    const ofProportions = lift(proportion(28, 14), proportion(30, 16), 'proportion');
    expect(ofProportions.estimate).toBeCloseTo(0.06667, 5);
    expect(ofProportions.standardError).toBeCloseTo(0.2717, 5);
  });

  it('gives its sequential intervals and p-values, for means, proportions and with CUPED', () => {
    const ofMeans = lift(a, b, 'mean');
    expect(ofMeans.estimate).toBeCloseTo(0.50336, 5);
    expect(ofMeans.standardError).toBeCloseTo(0.33341, 5);
    const loose = interval(ofMeans, 0.05, { tuningUnits: 1_000 });
    expect(loose.from).toBeCloseTo(-0.55844, 5);
    expect(loose.to).toBeCloseTo(1.56516, 5);
    expect(pValue(ofMeans, { tuningUnits: 1_000 })).toBe(1);

    const ofProportions = lift(proportion(3_000, 1_396), proportion(3_461, 2_422), 'proportion');
    expect(ofProportions.estimate).toBeCloseTo(0.50386, 5);
    expect(ofProportions.standardError).toBeCloseTo(0.03386, 5);
    expect(interval(ofProportions).from).toBeCloseTo(0.40098, 5);
    expect(interval(ofProportions).to).toBeCloseTo(0.60675, 5);
    expect(pValue(ofProportions)).toBeCloseTo(0, 5);

    const adjusted = lift(
      hundredths(3_000, 1_396.87, 52_377.9767, { sum: 16.87, squares: 527.9767, products: 1 }),
      hundredths(3_461, 2_422.7, 134_698.29, { sum: 22.7, squares: 1_348.29, products: 1 }),
      'mean',
    );
    expect(adjusted.estimate).toBeCloseTo(0.50338, 5);
    expect(adjusted.standardError).toBeCloseTo(0.33341, 5);
    expect(interval(adjusted).from).toBeCloseTo(-0.50969, 5);
    expect(interval(adjusted).to).toBeCloseTo(1.51646, 5);
    expect(pValue(adjusted)).toBe(1);
  });

  it('is widest where it was tuned for far fewer units than there are', () => {
    const ofMeans = lift(a, b, 'mean');
    const width = (tuningUnits: number) => interval(ofMeans, 0.05, { tuningUnits }).to - ofMeans.estimate;
    expect(width(10)).toBeGreaterThan(width(10_000));
    expect(width(10_000)).toBeGreaterThan(width(6_461));
  });

  it('gives its one-sided sequential bounds and p-values', () => {
    const ofMeans = lift(a, b, 'mean');
    expect(ofMeans.estimate + oneSidedMargin(ofMeans)).toBeCloseTo(1.43029, 5);
    expect(ofMeans.estimate - oneSidedMargin(ofMeans)).toBeCloseTo(-0.42356, 5);
    const absolute = { estimate: 0.23437666666666668, standardError: 0.12983081254184736, units: 6_461 };
    expect(absolute.estimate - oneSidedMargin(absolute)).toBeCloseTo(-0.12657, 5);
    expect(absolute.estimate + oneSidedMargin(absolute)).toBeCloseTo(0.59532, 5);
    // Published as 0.46316: their search leaves the solution by one more half step (2^-12) after it has found it.
    expect(oneSidedP(absolute, 1)).toBeCloseTo(0.46304, 4);
    // Theirs stops at 0.4999.
    expect(oneSidedP(ofMeans, 1)).toBeGreaterThan(0.4999);
    expect(oneSidedP(absolute, -1)).toBe(1);
  });

  it('gives its slope of CUPED, from four values of each', () => {
    const of = (after: number[], before: number[]): Sums =>
      hundredths(
        4,
        after.reduce((sum, x) => sum + x, 0),
        after.reduce((sum, x) => sum + x * x, 0),
        {
          sum: before.reduce((sum, x) => sum + x, 0),
          squares: before.reduce((sum, x) => sum + x * x, 0),
          products: after.reduce((sum, x, at) => sum + x * (before[at] ?? 0), 0),
        },
      );
    const one = of([2, 1, 5, 3], [0.3, 0.5, 0.9, 22]);
    const { covariance, preVariance } = momentsOf(plus(one, one), 'mean');
    expect(covariance / preVariance).toBeCloseTo(0.01864, 5);
  });

  it('keeps the direction of a baseline below 0', () => {
    const of = (mean: number) => hundredths(1_000, mean * 1_000, (mean ** 2 + 4) * 1_000);
    expect(lift(of(-10), of(-5), 'mean').estimate).toBeCloseTo(0.5);
    expect(lift(of(-10), of(-15), 'mean').estimate).toBeCloseTo(-0.5);
    expect(lift(of(-2), of(3), 'mean').estimate).toBeCloseTo(2.5);
    expect(lift(of(-10), of(-5), 'mean').standardError).toBeCloseTo(lift(of(10), of(5), 'mean').standardError);
  });

  it('corrects for several comparisons as it does', () => {
    const ps = [0.01, 0.04, 0.03, 0.005, 0.55, 0.6];
    expect(holm(ps, 0.05).map(({ p }) => p)).toEqual([0.05, 0.12, 0.12, 0.03, 1, 1]);
  });

  it('tells mismatched samples as it does', () => {
    expect(sampleRatio([1_000, 1_200], [0.5, 0.5]).p).toBeCloseTo(0.000020079, 9);
    expect(sampleRatio([135, 115], [0.5, 0.5]).p).toBeCloseTo(0.205903211, 9);
    expect(sampleRatio([310, 98], [0.75, 0.25]).p).toBeCloseTo(0.647434186, 9);
    expect(sampleRatio([1_000, 1_200], [0.5, 0.5]).ok).toBe(false);
    expect(sampleRatio([310, 98], [0.75, 0.25]).ok).toBe(true);
  });
});

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
