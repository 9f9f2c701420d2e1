import { momentsOf, plus, type Moments, type Spread, type Sums } from './sums.ts';

export type Lift = {
  /** Relative to variation 0: 0.1 is 10 % more. */
  estimate: number;
  standardError: number;
  /** Of both variations. */
  units: number;
  /** Its variance by what it would be without CUPED; absent where CUPED was of no use. */
  varianceLeft?: number;
};

/** Why there is no lift to be told. */
export type NoLift = 'no-units' | 'zero-spread' | 'baseline';

/** A baseline nearer to 0 than so many of its standard errors is none to divide by. */
const FROM_ZERO = 3;

/**
 * Lift of a variation over variation 0 with its standard error by the delta method, as gbstats has it (GrowthBook,
 * packages/stats/gbstats/models: `frequentist_variance`, `frequentist_variance_relative_cuped`). CUPED (Deng, Xu, Kohavi
 * and Walker 2013) takes off what each unit did before its exposure, times the slope that both variations have in common.
 * Exposure can't act on what was before it: the estimate stays unbiased, whatever the slope.
 *
 * In one thing this is more careful. Where the variation does less than variation 0 the delta method scales the error of
 * variation 0 down, and calls differences where there are none: in simulations every false one was a fall. So the error is
 * at least that of the absolute difference, which is gbstats' own for absolute effects.
 */
export function liftOf(control: Sums, variation: Sums, spread: Spread): Lift | NoLift {
  if (control.units < 2 || variation.units < 2) return 'no-units';
  const [a, b] = [momentsOf(control, spread), momentsOf(variation, spread)];
  if (!(a.variance > 0) || !(b.variance > 0)) return 'zero-spread';
  if (Math.abs(a.mean) < FROM_ZERO * Math.sqrt(a.variance / a.units)) return 'baseline';
  const plain = varianceOf(a, b, 0);
  const theta = slopeOf(momentsOf(plus(control, variation), spread));
  const adjusted = varianceOf(a, b, theta);
  const helps = theta !== 0 && adjusted > 0;
  const estimate = (b.mean - a.mean - (helps ? theta * (b.preMean - a.preMean) : 0)) / Math.abs(a.mean);
  const variance = helps ? adjusted : plain;
  const standardError = Math.sqrt(variance);
  if (!Number.isFinite(estimate) || !Number.isFinite(standardError) || standardError === 0) return 'zero-spread';
  return { estimate, standardError, units: a.units + b.units, ...(helps ? { varianceLeft: adjusted / plain } : {}) };
}

/** Slope of what units did after their exposure by what they did before it. */
function slopeOf({ variance, preVariance, covariance }: Moments): number {
  return variance > 0 && preVariance > 0 ? covariance / preVariance : 0;
}

/** Variance of (b̄ − ā) / |ā|, each less θ times its mean before: by the delta method, or of the difference alone where that is more. */
function varianceOf(a: Moments, b: Moments, theta: number): number {
  const ofVariation = b.variance + theta ** 2 * b.preVariance - 2 * theta * b.covariance;
  const ofControl = (ratio: number) => a.variance * ratio ** 2 + theta ** 2 * a.preVariance - 2 * theta * a.covariance * ratio;
  return (ofVariation / b.units + Math.max(ofControl(b.mean / a.mean), ofControl(1)) / a.units) / a.mean ** 2;
}
