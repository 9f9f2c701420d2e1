import { conflictOf, routeUnder as under } from './conflict.ts';
import { compile, constraintsOf } from './model.ts';
import { relaxationsOf } from './relax.ts';
import { count, walk } from './routes.ts';
import type { Route, RouteAnswer, RouteConstraint, RouteProblem, RouteRelaxation } from './types.ts';
import { validate } from './validate.ts';

export type * from './types.ts';

/**
 * Orders cities and dates their stays: each city once, moves by allowed connections only, stays of the lengths that
 * are asked for and within their windows, the whole in a given number of days. Pure and deterministic; exact, by
 * dynamic programming over sets of cities (see table.ts), so that "impossible" is a proof. Ten cities take a few
 * milliseconds. The route is the first in the order of {@link allRoutes}.
 *
 * All functions here throw {@link ProblemError} (of the scheduler) with the path of a malformed field.
 */
export function solveRoute(problem: RouteProblem): RouteAnswer {
  const [route] = allRoutes(problem);
  return route === undefined ? { feasible: false, conflict: conflictOf(problem) } : { feasible: true, route };
}

/** Every route, lazily: those that begin with the first city of the problem first, and so on along the way; shorter stays first. */
export function allRoutes(problem: RouteProblem): Generator<Route, void, undefined> {
  validate(problem);
  return walk(problem, compile(problem, constraintsOf(problem)));
}

/** How many routes there are, exactly: two differ in the order of cities or in the day of a move. */
export function countRoutes(problem: RouteProblem): bigint {
  validate(problem);
  return count(compile(problem, constraintsOf(problem)));
}

/** Every demand that a problem makes; conflicts are made of these. */
export function routeConstraints(problem: RouteProblem): RouteConstraint[] {
  validate(problem);
  return constraintsOf(problem);
}

/** A route that meets some of a problem's demands, whatever becomes of the others; `undefined` where these alone exclude each other. */
export function routeUnder(problem: RouteProblem, kept: readonly RouteConstraint[]): Route | undefined {
  validate(problem);
  return under(problem, kept);
}

/**
 * What could be asked for instead where there is no route: one day fewer in a city, a day more in all, a window
 * elsewhere, another connection, a city left out. Cheapest first, at least one, and each has a route. Empty where the
 * problem itself has one.
 */
export function relaxRoute(problem: RouteProblem): RouteRelaxation[] {
  return allRoutes(problem).next().done === true ? relaxationsOf(problem) : [];
}
