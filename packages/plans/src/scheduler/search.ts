/* oxlint-disable typescript/no-non-null-assertion -- typed array reads: see model.ts */
import type { Model } from './model.ts';
import { Random } from './random.ts';
import { Recreate } from './recreate.ts';
import { Routes } from './routes.ts';
import { ruin } from './ruin.ts';

/** Work past which more of it hardly finds better plans, per cubed number of stops: 0.25 s for 30 stops, 9 s for 100. */
const ENOUGH = 500;
/** Work of a round besides the places it tries: copying, and looking through all stops. */
const ROUND_WORK = 40;
const ROUND_WORK_PER_STOP = 1.5;
/** The annealing starts at this share of the mean score, and falls with the square of what is left. */
const HEAT = 1;

export interface Budget {
  /** Places tried (see recreate.ts): what normally ends the search. */
  readonly work: number;
  /** Past this moment on `performance.now()` the search ends in any case. */
  readonly deadline: number;
  /** No plan scores more than this: reaching it ends the search. */
  readonly ceiling: number;
}

/**
 * Improves feasible routes by ruin and recreate (Schrimpf et al. 2000): takes strings of stops out,
 * fills the days greedily with some noise, and keeps the result as simulated annealing does. Returns
 * the best routes seen.
 */
export function improve(model: Model, initial: Routes, seed: number, budget: Budget): Routes {
  const random = new Random(seed);
  const recreate = new Recreate(model, random, budget.deadline);
  const { n, k } = model;
  const current = new Routes(model);
  current.copy(initial);
  const allDays = Array.from({ length: k }, (_, d) => d);
  recreate.refill(current, null, allDays, [], { power: 2, noise: 0 });
  const best = new Routes(model);
  best.copy(current);
  const saved = new Routes(model);
  const meanScore = model.score.reduce((sum, score) => sum + score, 0) / Math.max(1, n);
  const work = Math.min(budget.work, ENOUGH * n ** 3);
  for (let round = 0; best.score < budget.ceiling; round++) {
    const share = recreate.work / work;
    if (!(share < 1) || ((round & 7) === 0 && performance.now() > budget.deadline)) break;
    recreate.work += ROUND_WORK + n * ROUND_WORK_PER_STOP;
    saved.copy(current);
    const { touched, freed } = ruin(current, random);
    for (const d of touched) current.refresh(d);
    if (touched.every((d) => isFeasible(current, d))) {
      recreate.refill(current, saved, touched, freed, { power: 1 + 2 * random.unit(), noise: 2 * random.unit() });
      if (freed.every((stop) => model.fixedDay[stop] === -1 || current.day[stop] !== -1)) {
        if (current.score > best.score) best.copy(current);
        const heat = HEAT * meanScore * (1 - share) ** 2;
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
