import { describe, expect, it } from 'vitest';
import { holm } from './holm.ts';
import { liftOf } from './lift.ts';
import { sampleRatio } from './sample-ratio.ts';
import { interval, oneSidedMargin, oneSidedP, pValue } from './sequential.ts';
import { momentsOf, plus, type Sums } from './sums.ts';
import { hundredths, lift, proportion } from './testing.ts';

// GrowthBook, packages/stats/tests/frequentist/test_tests.py and packages/shared/test/experiments.test.ts (MIT), at 8f1db44.
/** A p-value by halving, as gbstats looks for it: between 0.00001 and 0.4999, until the bound is within a millionth of 0. */
function searched(boundAt: (alpha: number) => number): number {
  let [low, high] = [1e-5, 0.4999];
  for (let turn = 0; turn < 100; turn += 1) {
    const middle = (low + high) / 2;
    const bound = boundAt(middle);
    if (bound < 0) low = middle;
    else high = middle;
    if (Math.abs(bound) < 1e-6) break;
  }
  return (low + high) / 2;
}

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
    // Theirs stops at 0.4999.
    expect(oneSidedP(ofMeans, 1)).toBeGreaterThan(0.4999);
    expect(oneSidedP(absolute, -1)).toBe(1);

    // Where they search, this solves: at this p the bound is 0 to the last digit. Published is 0.46316491943359384.
    const p = oneSidedP(absolute, 1);
    expect(oneSidedMargin(absolute, p) / absolute.estimate).toBeCloseTo(1, 13);
    expect(p).toBeCloseTo(0.46304735779, 11);
    // Their search halves its range once more after the bound was found to be near enough to 0, and gives the middle of what
    // is left instead of where it was found. The same search over this bound gives their figure, digit for digit.
    expect(searched((alpha) => absolute.estimate - oneSidedMargin(absolute, alpha))).toBeCloseTo(0.46316491943359384, 14);
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

  it('gives its standard error of a difference where a variation does less', () => {
    // Of a fall the error is that of the absolute difference: published as 0.12478 for these two, whichever comes first.
    const fall = lift(b, hundredths(3_407, 1_396.87, 52_377.9767), 'mean');
    expect(fall.estimate).toBeLessThan(0);
    expect((fall.standardError * 2_422.7) / 3_461).toBeCloseTo(0.12478, 5);
  });

  it('refuses sums whose variance is below 0, as it does', () => {
    expect(liftOf(hundredths(2, 1_396.87, 52_377.9767), b, 'mean')).toBe('zero-spread');
  });

  // packages/stats/tests/test_gbstats.py: a fall, by the delta method as it stands and its sequential test at 600 units.
  it('gives its sequential test of a fall for its own standard error, and is more careful by ours', () => {
    const [zero, one] = [hundredths(100, 270, 848.79), hundredths(120, 300, 869)];
    const found = lift(zero, one, 'mean');
    expect(found.estimate).toBeCloseTo(-0.074074074, 9);
    const theirs = { ...found, standardError: deltaError(zero, one) };
    expect(pValue(theirs, { tuningUnits: 600 })).toBeCloseTo(0.892332229, 9);
    expect(interval(theirs, 0.05, { tuningUnits: 600 }).from).toBeCloseTo(-0.233322085, 9);
    expect(found.standardError).toBeGreaterThan(theirs.standardError);
    expect(interval(theirs, 0.05, { tuningUnits: 1 }).from).toBeLessThan(-0.233322085);
  });

  describe('with CUPED, of three variations', () => {
    const pre = (sum: number, squares: number, products: number) => ({ sum, squares, products });
    const zero = hundredths(3_001, 300, 600, pre(210, 415, -20));
    const one = hundredths(3_000, 222, 555, pre(120, 405, -10));
    const two = hundredths(4_000, 450, 900, pre(300, 600, -30));

    it('gives its lifts, of means and of proportions', () => {
      expect(lift(zero, one, 'mean').estimate).toBeCloseTo(-0.281707154, 9);
      const counted = (units: number, sum: number, before: number, both: number): Sums => ({
        ...proportion(units, sum),
        preSum: BigInt(before),
        preSquares: BigInt(before),
        products: BigInt(both),
      });
      expect(lift(counted(3_001, 300, 210, -20), counted(3_000, 222, 120, -10), 'proportion').estimate).toBeCloseTo(-0.31620216, 8);
    });

    it('gives its standard deviations of what is left, by the slope of the two that are compared', () => {
      const left = (of: Sums, other: Sums) => {
        const { covariance, preVariance } = momentsOf(plus(zero, other), 'mean');
        const slope = covariance / preVariance;
        const own = momentsOf(of, 'mean');
        return Math.sqrt(own.variance + slope ** 2 * own.preVariance - 2 * slope * own.covariance) / 100;
      };
      // What it tells of variation 0 is by the slope with the last.
      expect(left(zero, two)).toBeCloseTo(0.434288923, 9);
      expect(left(one, one)).toBeCloseTo(0.423529598, 9);
      expect(left(two, two)).toBeCloseTo(0.458953951, 9);
    });
  });

  it('corrects two comparisons as it does', () => {
    expect(holm([0.025, 0.03], 0.05).map(({ p }) => p)).toEqual([0.05, 0.05]);
  });
});

/** The delta method's error of a relative difference without CUPED, as gbstats has it in both directions. */
function deltaError(a: Sums, b: Sums): number {
  const [one, other] = [momentsOf(a, 'mean'), momentsOf(b, 'mean')];
  const ofVariation = other.variance / other.units / one.mean ** 2;
  return Math.sqrt(ofVariation + (one.variance / one.units) * (other.mean ** 2 / one.mean ** 4));
}
