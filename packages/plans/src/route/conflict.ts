import { compile, constraintsOf } from './model.ts';
import { walk } from './routes.ts';
import { Table } from './table.ts';
import type { Route, RouteConstraint, RouteProblem } from './types.ts';

/**
 * A smallest set of demands that exclude each other: each is left out in turn, and stays out where the rest still has
 * no route (the deletion filter of Chinneck and Dravnieks, 1991). What is left is minimal, though another set may have
 * fewer: so it is done from both ends of the list, and the shorter result is given.
 */
export function conflictOf(problem: RouteProblem): RouteConstraint[] {
  const all = constraintsOf(problem);
  // Windows and connections say more to the traveller than the sum of all stays: the other end goes first.
  const [kept, other] = [deleted(problem, all), deleted(problem, all.toReversed()).toReversed()];
  return other.length < kept.length ? other : kept;
}

/** Half of the demands first and single ones last: few tries where most play no part. */
function deleted(problem: RouteProblem, all: readonly RouteConstraint[]): RouteConstraint[] {
  let kept = [...all];
  for (let size = kept.length >> 1; size >= 1; size >>= 1) {
    for (const chunk of chunksOf(kept, size)) {
      const rest = kept.filter((one) => !chunk.includes(one));
      if (!new Table(compile(problem, rest)).feasible()) kept = rest;
    }
  }
  return kept;
}

function chunksOf<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));
}

/**
 * The first route that meets the given demands of a problem, of those that {@link constraintsOf} names, and perhaps
 * none of the others; `undefined` where there is none. Stays last a day at least, and all cities are visited.
 */
export function routeUnder(problem: RouteProblem, kept: readonly RouteConstraint[]): Route | undefined {
  const [route] = walk(problem, compile(problem, kept));
  return route;
}
