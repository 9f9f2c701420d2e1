import { liftOf, type Lift } from './lift.ts';
import { NOTHING, type Spread, type Sums } from './sums.ts';

/** Sums of gbstats' vectors, in hundredths: lifts are the same whatever the unit of what is measured. */
export function hundredths(units: number, sum: number, squares: number, pre = { sum: 0, squares: 0, products: 0 }): Sums {
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
export const proportion = (units: number, sum: number): Sums => ({
  ...NOTHING,
  units,
  active: sum,
  sum: BigInt(sum),
  squares: BigInt(sum),
});

export function lift(a: Sums, b: Sums, spread: Spread): Lift {
  const found = liftOf(a, b, spread);
  if (typeof found === 'string') throw new Error(found);
  return found;
}
