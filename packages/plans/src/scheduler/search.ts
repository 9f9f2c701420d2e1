// `!` on typed array reads: see model.ts.
import type { Model } from './model.ts';
import { Random } from './random.ts';
import { Recreate } from './recreate.ts';
import { Routes } from './routes.ts';

/** Rounds without a better plan after which the search has converged, per squared number of stops. */
const PATIENCE = 200;

export interface Budget {
  /** Places tried (see recreate.ts): what normally ends the search. */
  readonly work: number;
  /** Past this moment on `performance.now()` the search ends in any case. */
  readonly deadline: number;
  /** No plan scores more than this: reaching it ends the search. */
  readonly ceiling: number;
}

/** Improves feasible routes by ruin and recreate; returns the best routes seen. */
export function improve(model: Model, initial: Routes, seed: number, budget: Budget): Routes {
  const random = new Random(seed);
  const recreate = new Recreate(model, random);
  const { n, k } = model;
  const allDays = Array.from({ length: k }, (_, d) => d);
  const current = new Routes(model);
  current.copy(initial);
  recreate.fill(current, allDays, [], 2, 0);
  const best = new Routes(model);
  best.copy(current);
  const saved = new Routes(model);
  const meanScore = model.score.reduce((sum, score) => sum + score, 0) / Math.max(1, n);

  const patience = PATIENCE * n * n;
  let improved = 0;
  for (let round = 0; best.score < budget.ceiling && round - improved <= patience; round++) {
    if ((round & 15) === 0 && performance.now() > budget.deadline) break;
    const share = recreate.work / budget.work;
    if (share >= 1) break;
    saved.copy(current);
    const { touched, freed } = ruin(current, random);
    recreate.work += 20 + n / 4;
    if (freed.length === 0) break;
    for (const d of touched) current.refresh(d);
    if (touched.every((d) => isFeasible(current, d))) {
      recreate.fill(current, touched, freed, 1 + random.unit() * 2, random.unit());
      if (freed.every((stop) => model.fixedDay[stop] === -1 || current.day[stop] !== -1)) {
        if (current.score > best.score) {
          best.copy(current);
          improved = round;
        }
        const heat = 0.3 * meanScore * (1 - share);
        if (current.score >= saved.score || current.score > saved.score + heat * Math.log(random.unit())) continue;
      }
    }
    current.copy(saved);
  }
  return best;
}

/** Without the triangle inequality, leaving a stop out can make a day longer. */
function isFeasible(routes: Routes, d: number): boolean {
  const leave = routes.model.n + 2 * d;
  return routes.start[leave + 1]! <= routes.late[leave + 1]! || routes.next[leave] === leave + 1;
}

/** Takes a string of stops out of one or two days. */
function ruin(routes: Routes, random: Random): { touched: number[]; freed: number[] } {
  const { k } = routes.model;
  const touched: number[] = [];
  const freed: number[] = [];
  const first = random.below(k);
  const second = random.below(k);
  for (const d of first === second ? [first] : [first, second]) {
    const stops = routes.stopsOf(d);
    if (stops.length === 0) continue;
    const length = 1 + random.below(Math.min(stops.length, 8));
    const from = random.below(stops.length - length + 1);
    touched.push(d);
    for (const stop of stops.slice(from, from + length)) {
      routes.unlink(stop);
      freed.push(stop);
    }
  }
  return { touched, freed };
}
