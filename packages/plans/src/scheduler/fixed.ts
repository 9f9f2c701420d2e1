/* oxlint-disable typescript/no-non-null-assertion -- typed array reads: see model.ts */
import { toMinutes, type Model } from './model.ts';
import { earliest, type Routes } from './routes.ts';
import { InfeasibleError, type Problem } from './types.ts';

/** States kept a step. Twelve stops have 5,544 (subset, last stop) pairs at most, so twelve are exact. */
const BEAM = 6000;

/** Minutes: more than a unit of time in the solver, less than anyone can tell. */
const SNAP = 1e-7;

interface State {
  readonly visited: bigint;
  readonly last: number;
  readonly start: number;
  readonly before: State | null;
}

/** Puts the fixed stops into empty routes, or throws {@link InfeasibleError}. */
export function placeFixed(problem: Problem, model: Model, routes: Routes): void {
  for (let d = 0; d < model.k; d++) {
    const stops: number[] = [];
    for (let s = 0; s < model.n; s++) if (model.fixedDay[s] === d) stops.push(s);
    if (stops.length === 0) continue;
    const order = sequence(model, d, stops);
    if (order === null)
      throw new InfeasibleError(
        conflict(model, d, stops).map((s) => problem.stops[s]?.id ?? ''),
        d,
      );
    let after = model.n + 2 * d;
    for (const stop of order) {
      routes.insert(stop, after, d);
      after = stop;
    }
  }
}

/** Leaves out whatever can be left out with the rest still impossible. */
function conflict(model: Model, d: number, stops: readonly number[]): number[] {
  let core = [...stops];
  for (const stop of stops) {
    const fewer = core.filter((other) => other !== stop);
    if (fewer.length > 0 && sequence(model, d, fewer) === null) core = fewer;
  }
  return core;
}

/**
 * An order in which day `d` can visit all these stops, by dynamic programming over (set visited, last
 * stop) with the earliest start as value (Held and Karp 1962).
 */
function sequence(model: Model, d: number, stops: readonly number[]): number[] | null {
  const { travel, visit, n, nodes } = model;
  const leave = n + 2 * d;
  let layer: State[] = [{ visited: 0n, last: leave, start: model.dayStart[d]!, before: null }];
  for (let step = 0; step < stops.length; step++) {
    const best = new Map<bigint, State>();
    for (const state of layer) {
      for (const [bit, stop] of stops.entries()) {
        if (((state.visited >> BigInt(bit)) & 1n) === 1n) continue;
        const start = earliest(model, d * n + stop, state.start + visit[state.last]! + travel[state.last * nodes + stop]!);
        // A stop that cannot be reached now cannot be reached later, but for a shorter way round.
        if (start === Infinity) continue;
        const visited = state.visited | (1n << BigInt(bit));
        const key = visited * BigInt(n) + BigInt(stop);
        const known = best.get(key);
        if (known === undefined || start < known.start) best.set(key, { visited, last: stop, start, before: state });
      }
    }
    layer = [...best.values()];
    if (layer.length > BEAM) layer = layer.toSorted((a, b) => a.start - b.start).slice(0, BEAM);
  }
  const end = layer.find((state) => state.start + visit[state.last]! + travel[state.last * nodes + leave + 1]! <= model.dayEnd[d]!);
  if (end === undefined) return null;
  const order: number[] = [];
  for (let state: State = end; state.before !== null; state = state.before) order.unshift(state.last);
  return order;
}

/** The minute a visit starts, moved onto the problem's own numbers where rounding to units left them. */
export function startMinutes(problem: Problem, stop: number, units: number, fixedStart: number | undefined): number {
  if (fixedStart !== undefined) return fixedStart;
  const minutes = toMinutes(units);
  for (const { open, close } of problem.stops[stop]?.windows ?? []) {
    if (minutes < open && open - minutes < SNAP) return open;
    if (minutes > close && minutes - close < SNAP) return close;
  }
  return minutes;
}
