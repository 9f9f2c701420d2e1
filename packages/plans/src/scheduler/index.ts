import { exactSteps, solveExactly } from './exact.ts';
import { placeFixed, startMinutes } from './fixed.ts';
import { compile, type Model } from './model.ts';
import { Routes } from './routes.ts';
import { improve } from './search.ts';
import type { Problem, Solution } from './types.ts';
import { validate } from './validate.ts';

export { checkSolution } from './check.ts';
export { InfeasibleError } from './types.ts';
export type { Problem, Solution } from './types.ts';

const DEFAULT_LIMIT_MS = 200;
/** Work a millisecond (see `solve`): what an EPYC core at 2.25 GHz does, less a fifth or more for slower moments. */
const WORK_PER_MS = 60_000;
/** A step of the exact method in the same currency. */
const WORK_PER_STEP = 0.3;
/** How far past its limit the wall clock lets a slow machine go: the caller was promised 50 ms. */
const GRACE_MS = 20;

/**
 * Chooses and orders stops over days so that the sum of scores is as large as can be found, under
 * opening windows, visit and travel times and the hours of each day (the team orienteering problem
 * with time windows). Pure: reads no clock but to stop, keeps nothing between calls.
 *
 * - No returned day breaks a window, a travel time or its own end, even where travel times are
 *   asymmetric or break the triangle inequality. A stop starts as early as its place allows. A day
 *   too short for its own way from `from` to `to` comes back empty.
 * - Up to 16 stops (fewer with many days or a short limit) are solved exactly, at once: then, and
 *   where all stops that can be open are planned, `bound` equals `score`. Otherwise there is no `bound`.
 * - The rest is searched (see search.ts). `timeLimitMs` is turned into an amount of work, counted
 *   in places tried, so that the same seed and limit give the same answer whatever else the
 *   machine does; on a usual server that amount takes 60 to 90 % of the limit. The wall clock only
 *   steps in when the machine is much slower, 20 ms past the limit: only then can answers differ.
 *   The work is also capped by the number of stops: thirty never take more than about 0.3 s.
 *
 * Throws {@link ProblemError} with the path of a malformed field, and {@link InfeasibleError} with
 * the fixed stops that exclude each other or do not fit their day. Whether they fit is judged by
 * the ways between them alone, not by detours over a third stop that would be shorter.
 */
export function solve(problem: Problem): Solution {
  return run(problem, performance.now() + (problem.timeLimitMs ?? DEFAULT_LIMIT_MS) + GRACE_MS);
}

/**
 * `solve` without its clock: the work that the limit stands for is done to its end, however long a busy machine
 * takes. For callers that give small limits and must get the same answer every time.
 */
export function solveByWork(problem: Problem): Solution {
  return run(problem, Infinity);
}

/** `deadline` on `performance.now()`. */
function run(problem: Problem, deadline: number): Solution {
  validate(problem);
  const limit = problem.timeLimitMs ?? DEFAULT_LIMIT_MS;
  const model = compile(problem);
  const routes = new Routes(model);
  placeFixed(problem, model, routes);
  // Half of the limit is left for a machine that is slower than the one the constant was measured on.
  if (exactSteps(model) * WORK_PER_STEP < 0.5 * limit * WORK_PER_MS) {
    return toSolution(problem, solveExactly(model), true);
  }
  const ceiling = reachableScore(model);
  const found = improve(model, routes, problem.seed ?? 1, {
    work: limit * WORK_PER_MS,
    deadline,
    ceiling,
  });
  return toSolution(problem, found, found.score >= ceiling);
}

/** What all stops that are open on some day are worth together. */
function reachableScore(model: Model): number {
  let sum = 0;
  for (let s = 0; s < model.n; s++) {
    for (let d = 0; d < model.k; d++) {
      if ((model.close[d * model.n + s] ?? -1) >= 0) {
        sum += model.score[s] ?? 0;
        break;
      }
    }
  }
  return sum;
}

function toSolution(problem: Problem, routes: Routes, proven: boolean): Solution {
  const fixedStart = new Map((problem.fixed ?? []).map((item) => [item.stop, item.start] as const));
  let score = 0;
  const days = problem.days.map((_, d) =>
    routes.stopsOf(d).map((s) => {
      const stop = problem.stops[s]?.id ?? '';
      score += problem.stops[s]?.score ?? 0;
      return { stop, start: startMinutes(problem, s, routes.start[s] ?? 0, fixedStart.get(stop)) };
    }),
  );
  return proven ? { days, score, bound: score } : { days, score };
}
