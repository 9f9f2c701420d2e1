import { expect, it } from 'vitest';
import { liftOf } from '../statistics/lift.ts';
import { sampleRatio } from '../statistics/sample-ratio.ts';
import { NOTHING, type Sums } from '../statistics/sums.ts';
import { calledEver, chance, simulated, type World } from './simulation.ts';

/** Sizes for every run of the tests; `EXPERIMENTS_FULL=1` takes all 2,000 of each kind. The full figures are printed by `bench/src/experiments.ts`. */
const FULL = process.env['EXPERIMENTS_FULL'] === '1';

const shareOf = (times: number, happens: (seed: number) => boolean) =>
  Array.from({ length: times }, (_, seed) => happens(seed)).filter(Boolean).length / times;

it.each<[string, number, World]>([
  ['conversions', 2_000, { kind: 'conversion', days: 28, unitsADay: 100 }],
  ['amounts with a long tail', FULL ? 2_000 : 300, { kind: 'amount', days: 28, unitsADay: 150 }],
  ['counts that go on', FULL ? 2_000 : 200, { kind: 'count', days: 28, unitsADay: 60 }],
  ['counts that go on, of units that all came at once', FULL ? 2_000 : 200, { kind: 'count', days: 28, unitsADay: 40, arrival: 'at once' }],
])(
  'calls a difference of %s in at most one of twenty experiments without one, however often it is looked at',
  (_, experiments, world) => {
    expect(shareOf(experiments, (seed) => calledEver(simulated(seed, world)))).toBeLessThanOrEqual(0.05);
  },
  120_000,
);

it('finds a lift of ten percent', () => {
  const world: World = { kind: 'conversion', days: 28, unitsADay: 3_000, lift: 0.1 };
  let inside = 0;
  const found = shareOf(60, (seed) => {
    const row = simulated(seed, world).variations[1];
    const { from = 1, to = 0 } = row?.interval ?? {};
    inside += from < 0.1 && to > 0.1 ? 1 : 0;
    return row?.verdict === 'better';
  });
  expect(found).toBeGreaterThanOrEqual(0.8);
  expect(inside / 60).toBeGreaterThanOrEqual(0.95);
}, 60_000);

it('flags a sample that is not as the weights say, and hardly ever one that is', () => {
  const flagged = (share: number) =>
    shareOf(100, (seed) => !sampleRatio(simulated(seed, { kind: 'conversion', days: 14, unitsADay: 1_000, share }).units, [0.5, 0.5]).ok);
  expect(flagged(0.47)).toBeGreaterThanOrEqual(0.99);
  expect(flagged(0.5)).toBeLessThanOrEqual(0.02);
}, 60_000);

it('has less variance with CUPED, and the same estimate on average', () => {
  const TRUE_LIFT = 0.1;
  const random = chance(5);
  const estimates: { plain: number; adjusted: number; left: number }[] = [];
  for (let experiment = 0; experiment < 400; experiment += 1) {
    const sums: [Sums, Sums] = [{ ...NOTHING }, { ...NOTHING }];
    for (let unit = 0; unit < 1_000; unit += 1) {
      const own = sums[unit % 2 === 0 ? 0 : 1];
      const habit = Math.floor(random() * 50);
      const before = BigInt(habit + Math.floor(random() * 10));
      const after = BigInt(Math.round((habit + random() * 10) * 100 * (unit % 2 === 0 ? 1 : 1 + TRUE_LIFT)));
      own.units += 1;
      own.sum += after;
      own.squares += after * after;
      own.preSum += before;
      own.preSquares += before * before;
      own.products += before * after;
    }
    const adjusted = liftOf(...sums, 'mean');
    const plain = liftOf(
      { ...sums[0], preSum: 0n, preSquares: 0n, products: 0n },
      { ...sums[1], preSum: 0n, preSquares: 0n, products: 0n },
      'mean',
    );
    if (typeof adjusted === 'string' || typeof plain === 'string') throw new Error('no lift');
    expect(plain.varianceLeft).toBeUndefined();
    estimates.push({ plain: plain.estimate, adjusted: adjusted.estimate, left: adjusted.varianceLeft ?? 1 });
  }
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = (values: readonly number[]) => mean(values.map((value) => (value - mean(values)) ** 2));
  const plain = estimates.map((one) => one.plain);
  const adjusted = estimates.map((one) => one.adjusted);
  expect(Math.abs(mean(adjusted) - TRUE_LIFT)).toBeLessThan(4 * Math.sqrt(variance(adjusted) / adjusted.length));
  expect(variance(adjusted) / variance(plain)).toBeLessThan(0.2);
  // What it says of itself is what happens.
  expect(mean(estimates.map(({ left }) => left)) / (variance(adjusted) / variance(plain))).toBeGreaterThan(0.75);
  expect(mean(estimates.map(({ left }) => left)) / (variance(adjusted) / variance(plain))).toBeLessThan(1.35);
}, 60_000);
