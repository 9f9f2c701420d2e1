/** How the values of units are spread: 0 or 1, or anything. */
export type Spread = 'proportion' | 'mean';

/**
 * Sums over the units of one variation: of what each did after its exposure (x) and before it (y). Whole numbers of any
 * size, so that they can be kept up to date by differences and are equal to a recount, and variances lose nothing.
 */
export type Sums = {
  units: number;
  /** Units whose x is not 0. */
  active: number;
  sum: bigint;
  squares: bigint;
  preSum: bigint;
  preSquares: bigint;
  /** Of x and y. */
  products: bigint;
};

export type Moments = {
  units: number;
  mean: number;
  variance: number;
  preMean: number;
  preVariance: number;
  covariance: number;
};

export const NOTHING: Sums = { units: 0, active: 0, sum: 0n, squares: 0n, preSum: 0n, preSquares: 0n, products: 0n };

export function plus(a: Sums, b: Sums): Sums {
  return {
    units: a.units + b.units,
    active: a.active + b.active,
    sum: a.sum + b.sum,
    squares: a.squares + b.squares,
    preSum: a.preSum + b.preSum,
    preSquares: a.preSquares + b.preSquares,
    products: a.products + b.products,
  };
}

/** Means, variances and the covariance: by n for proportions and by n − 1 for means, as gbstats has them. All 0 without units. */
export function momentsOf({ units, sum, squares, preSum, preSquares, products }: Sums, spread: Spread): Moments {
  if (units === 0) return { units, mean: 0, variance: 0, preMean: 0, preVariance: 0, covariance: 0 };
  const n = BigInt(units);
  const divisor = units * (spread === 'proportion' ? units : units - 1);
  // n Σab − Σa Σb is made of whole numbers before anything is rounded: nothing cancels out.
  const moment = (ab: bigint, a: bigint, b: bigint) => (divisor === 0 ? 0 : Number(n * ab - a * b) / divisor);
  return {
    units,
    mean: Number(sum) / units,
    variance: moment(squares, sum, sum),
    preMean: Number(preSum) / units,
    preVariance: moment(preSquares, preSum, preSum),
    covariance: moment(products, sum, preSum),
  };
}
