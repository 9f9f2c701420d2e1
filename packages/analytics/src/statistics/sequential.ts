import type { Lift } from './lift.ts';

/**
 * Asymptotic confidence sequences: intervals and p-values that hold at all times at once, so that looking at them daily,
 * and stopping when one likes what one sees, costs nothing. Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, Time-uniform
 * central limit theory and asymptotic confidence sequences (https://arxiv.org/abs/2103.06476v7); equations by number below.
 * As in GrowthBook's sequential testing (packages/stats/gbstats/frequentist/tests.py).
 */

/** Units at which intervals are narrowest for what they promise: GrowthBook's default. */
export const TUNING_UNITS = 5_000;
export const ALPHA = 0.05;

type Estimate = Pick<Lift, 'estimate' | 'standardError' | 'units'>;
type Tuning = { tuningUnits?: number };

/** Equation 161: the mixture's scale that is best at `tuningUnits`. One-sided: at twice alpha. */
function rhoSquared(tuningUnits: number, sided: 1 | 2): number {
  const logs = -2 * Math.log(sided === 2 ? ALPHA : 2 * ALPHA);
  return (logs + Math.log(logs + 1)) / tuningUnits;
}

/** `n ρ² + 1`, and by what the squared t-value goes into the exponent. */
function mixture({ estimate, standardError, units }: Estimate, tuningUnits: number, sided: 1 | 2) {
  const nRho = units * rhoSquared(tuningUnits, sided);
  const exponent = ((estimate / standardError) ** 2 * nRho) / (2 * (nRho + 1));
  return { nRho, root: Math.sqrt(nRho + 1), exponent };
}

/** Two-sided interval that covers with 1 − `alpha`: equation 9. */
export function interval(lift: Estimate, alpha: number = ALPHA, { tuningUnits = TUNING_UNITS }: Tuning = {}): { from: number; to: number } {
  const { nRho, root } = mixture(lift, tuningUnits, 2);
  const half = lift.standardError * Math.sqrt(((2 * (nRho + 1)) / nRho) * Math.log(root / alpha));
  return { from: lift.estimate - half, to: lift.estimate + half };
}

/** Two-sided p-value that there is no difference: equation 155. Below `alpha` just when the interval leaves 0 out. */
export function pValue(lift: Estimate, { tuningUnits = TUNING_UNITS }: Tuning = {}): number {
  const { root, exponent } = mixture(lift, tuningUnits, 2);
  return Math.min(1, root * Math.exp(-exponent));
}

/** How far the estimate may be off to one side, with 1 − `alpha`: equation 134. */
export function oneSidedMargin(lift: Estimate, alpha: number = ALPHA, { tuningUnits = TUNING_UNITS }: Tuning = {}): number {
  const { nRho, root } = mixture(lift, tuningUnits, 1);
  return lift.standardError * Math.sqrt(((2 * (nRho + 1)) / nRho) * Math.log(1 + root / (2 * alpha)));
}

/** One-sided p-value that the lift is not `direction` (1: above 0, −1: below it): equation 134 solved for alpha. */
export function oneSidedP(lift: Estimate, direction: 1 | -1, { tuningUnits = TUNING_UNITS }: Tuning = {}): number {
  if (lift.estimate * direction <= 0) return 1;
  const { root, exponent } = mixture(lift, tuningUnits, 1);
  return Math.min(1, root / (2 * Math.expm1(exponent)));
}
