import { addDays, type ExperimentDesign, type ExperimentMetric, type MetricResult } from '@tripmaster/contracts';
import { NOTHING } from '../statistics/sums.ts';
import { resultsOf } from './results.ts';
import type { Cell } from './tally.ts';

/** A seeded source of chance in [0, 1): mulberry32 (Tommy Ettinger, public domain). */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export type World = {
  kind: ExperimentMetric['kind'];
  days: number;
  /** Units that are first exposed on each day, or all of them on the first. */
  unitsADay: number;
  arrival?: 'daily' | 'at once';
  /** Relative: 0.1 gives variation 1 by 10 % more. */
  lift?: number;
  /** Part of the units that gets variation 1 in truth, whatever the weights say. */
  share?: number;
};

const FIRST_DAY = '2027-01-01';

/**
 * One experiment of a made-up world, as the server would have counted it. Units differ in their habits, which show before
 * and after the exposure: a conversion is had by 3 or 24 in a hundred, counts go on day after day at a rate of their own,
 * and amounts have a long tail.
 */
export function simulated(
  seed: number,
  { kind, days, unitsADay, arrival = 'daily', lift = 0, share = 0.5 }: World,
): MetricResult & { units: number[] } {
  const random = chance(seed);
  const design = designOf(kind);
  const cells = new Map<string, Cell>();
  const cellOf = (variation: number, day: number) => {
    const key = `${variation} ${day}`;
    const known = cells.get(key);
    if (known !== undefined) return known.added;
    const added = { ...NOTHING };
    cells.set(key, { metric: 0, variation, day: addDays(FIRST_DAY, day), added });
    return added;
  };
  const whole = arrival === 'at once' ? unitsADay * days : unitsADay;
  for (let day = 0; day < (arrival === 'at once' ? 1 : days); day += 1) {
    // Plain numbers while a day is added up: they are small.
    const sums = [0, 1].map(() => ({ units: 0, active: 0, sum: 0, squares: 0, preSum: 0, preSquares: 0, products: 0 }));
    for (let unit = 0; unit < whole; unit += 1) {
      const variation = random() < share ? 1 : 0;
      const effect = variation === 1 ? 1 + lift : 1;
      const { before, after } = kind === 'count' ? { before: 0, after: 0 } : once(kind, effect, random);
      const own = sums[variation];
      if (own === undefined) continue;
      own.units += 1;
      own.active += after === 0 ? 0 : 1;
      own.sum += after;
      own.squares += after * after;
      own.preSum += before;
      own.preSquares += before * before;
      own.products += before * after;
      if (kind === 'count') goOn(variation, day, days, effect, random, cellOf);
    }
    sums.forEach(({ units, active, ...rest }, variation) => {
      const added = cellOf(variation, day);
      added.units += units;
      added.active += active;
      for (const name of ['sum', 'squares', 'preSum', 'preSquares', 'products'] as const) added[name] += BigInt(rest[name]);
    });
  }
  const { metrics, units } = resultsOf(design, [...cells.values()], addDays(FIRST_DAY, days - 1));
  const [metric] = metrics;
  if (metric === undefined) throw new Error('no metric');
  return { ...metric, units };
}

/** True when somebody who looks every day would at some time have called a difference. */
export function calledEver({ series }: MetricResult): boolean {
  return series.some(({ variations }) => {
    const band = variations[1]?.interval;
    return band !== undefined && (band.from > 0 || band.to < 0);
  });
}

function once(kind: 'conversion' | 'amount', effect: number, random: () => number): { before: number; after: number } {
  const rate = random() < 1 / 3 ? 0.24 : 0.03;
  const did = (times: number) => (random() < rate * times ? 1 : 0);
  if (kind === 'conversion') return { before: did(1), after: did(effect) };
  const size = Math.exp(8 + gauss(random));
  const amount = (times: number) => did(1) * Math.round(size * times * Math.exp(0.5 * gauss(random)));
  return { before: amount(1), after: amount(effect) };
}

/** Adds what one unit does on each day from its exposure on, at a rate of its own. */
function goOn(
  variation: number,
  first: number,
  days: number,
  effect: number,
  random: () => number,
  cellOf: (variation: number, day: number) => Cell['added'],
): void {
  const rate = -Math.log(1 - random()) / 10;
  const before = poisson(rate * 14, random);
  const start = cellOf(variation, first);
  start.preSum += BigInt(before);
  start.preSquares += BigInt(before * before);
  let total = 0;
  for (let day = first; day < days; day += 1) {
    const more = poisson(rate * effect, random);
    if (more === 0) continue;
    const added = cellOf(variation, day);
    added.active += total === 0 ? 1 : 0;
    added.sum += BigInt(more);
    added.squares += BigInt((total + more) ** 2 - total ** 2);
    added.products += BigInt(before * more);
    total += more;
  }
}

/** Knuth's product of uniforms: fine for means as small as these. */
function poisson(mean: number, random: () => number): number {
  const end = Math.exp(-mean);
  let product = random();
  let count = 0;
  for (; product > end; product *= random()) count += 1;
  return count;
}

/** Box and Muller. */
function gauss(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function designOf(kind: ExperimentMetric['kind']): ExperimentDesign {
  return {
    name: 'simulated',
    hypothesis: '',
    variations: [
      { name: 'today', value: false },
      { name: 'other', value: true },
    ],
    weights: [0.5, 0.5],
    coverage: 1,
    metrics: [{ name: 'what is simulated', event: 'plan-made', kind, better: 'more' }],
    guardrails: [],
  };
}
