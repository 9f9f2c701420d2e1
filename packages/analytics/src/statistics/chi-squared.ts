/**
 * Probability that a chi-squared variable with `degrees` degrees of freedom (a whole number) is at least `x`. Finite sums
 * for whole degrees: Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 26.4.4 and 26.4.5.
 */
export function chiSquaredTail(x: number, degrees: number): number {
  if (!(x > 0) || degrees < 1) return 1;
  const half = x / 2;
  const odd = degrees % 2 === 1;
  // From the first term on, each is the one before it times `half` by its place.
  let term = odd ? Math.sqrt((4 * half) / Math.PI) * Math.exp(-half) : Math.exp(-half);
  let sum = odd ? complementaryError(Math.sqrt(half)) : 0;
  for (let place = odd ? 1.5 : 1; place <= degrees / 2; place += 1) {
    sum += term;
    term *= half / place;
  }
  return Math.min(1, sum);
}

const SERIES_ENDS = 2;

/** erfc(x) for x ≥ 0: its power series (DLMF 7.6.2) where that loses nothing, beyond it the continued fraction (DLMF 7.9.2). */
function complementaryError(x: number): number {
  if (x < SERIES_ENDS) {
    let term = x;
    let sum = x;
    for (let n = 1; term > sum * Number.EPSILON; n += 1) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
  }
  let fraction = x;
  for (let n = 60; n >= 1; n -= 1) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction;
}
