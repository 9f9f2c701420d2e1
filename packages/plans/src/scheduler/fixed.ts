/* oxlint-disable typescript/no-non-null-assertion -- typed array reads: see model.ts */
import { toMinutes, type Model } from './model.ts';
import { earliest, type Routes } from './routes.ts';
import { InfeasibleError, type Problem } from './types.ts';

/** States kept a step. Twelve stops have 5,544 (subset, last stop) pairs at most, so twelve are exact. */
const BEAM = 6000;
/** Stops without a start of which every order is looked at; where a day has more, one order is built up greedily and may miss one that works. */
const MOST_LOOSE = 12;
/** Steps (about 0.1 microseconds each) after which the conflict of a day with more stops than that is named as it is, not made smaller. */
const MOST_STEPS = 200_000;

/** Minutes: more than a unit of time in the solver, less than anyone can tell. */
const SNAP = 1e-7;

interface State {
  /** The loose stops visited, as bits. How many timed ones are done follows from the step. */
  readonly visited: number;
  readonly timed: number;
  readonly last: number;
  readonly start: number;
  readonly before: State | null;
}

/** Counts steps through all searches of one day. */
interface Meter {
  steps: number;
}

/** Puts the fixed stops into empty routes, or throws {@link InfeasibleError}. */
export function placeFixed(problem: Problem, model: Model, routes: Routes): void {
  for (let d = 0; d < model.k; d++) {
    const stops: number[] = [];
    for (let s = 0; s < model.n; s++) if (model.fixedDay[s] === d) stops.push(s);
    if (stops.length === 0) continue;
    const meter: Meter = { steps: 0 };
    const order = sequence(model, d, stops, meter);
    if (order === null)
      throw new InfeasibleError(
        conflict(model, d, stops, meter).map((s) => problem.stops[s]?.id ?? ''),
        d,
      );
    let after = model.n + 2 * d;
    for (const stop of order) {
      routes.insert(stop, after, d);
      after = stop;
    }
  }
}

/** Leaves out whatever can be left out with the rest still impossible: of up to twelve stops for certain, of more as far as the steps go. */
function conflict(model: Model, d: number, stops: readonly number[], meter: Meter): number[] {
  let core = [...stops];
  const timed = stops.filter((stop) => isTimed(model, d, stop));
  // Checked in no time, and what is most likely to be the matter.
  if (stops.length > MOST_LOOSE && sequence(model, d, timed, meter) === null) core = timed;
  const most = stops.length <= MOST_LOOSE ? Infinity : meter.steps + MOST_STEPS;
  for (const stop of stops) {
    if (meter.steps > most) break;
    const fewer = core.filter((other) => other !== stop);
    if (fewer.length > 0 && fewer.length < core.length && sequence(model, d, fewer, meter) === null) core = fewer;
  }
  return core;
}

/** True for a stop that takes time and can start at one moment of the day only: no two such swap places. */
function isTimed({ n, open, close, moreFrom, moreTo, visit }: Model, d: number, stop: number): boolean {
  const pair = d * n + stop;
  return visit[stop]! > 0 && open[pair] === close[pair] && moreFrom[pair] === moreTo[pair];
}

/** An order in which day `d` can visit all these stops; those with one possible start can only come in the order of these. */
function sequence(model: Model, d: number, stops: readonly number[], meter: Meter): number[] | null {
  const { open, close, n } = model;
  if (stops.some((stop) => close[d * n + stop]! < 0)) return null;
  const isLoose = stops.map((stop) => !isTimed(model, d, stop));
  const startOf = (stop: number): number => open[d * n + stop]!;
  const timed = stops.filter((_, at) => !isLoose[at]).toSorted((a, b) => startOf(a) - startOf(b));
  const loose = stops.filter((_, at) => isLoose[at]);
  return loose.length <= MOST_LOOSE ? searched(model, d, timed, loose, meter) : greedy(model, d, timed, loose, meter);
}

/**
 * By dynamic programming over (loose stops visited, timed stops done, last stop) with the earliest start as value
 * (Held and Karp 1962).
 */
function searched(model: Model, d: number, timed: readonly number[], loose: readonly number[], meter: Meter): number[] | null {
  const { travel, visit, n, nodes } = model;
  const leave = n + 2 * d;
  let layer: State[] = [{ visited: 0, timed: 0, last: leave, start: model.dayStart[d]!, before: null }];
  for (let step = 0; step < timed.length + loose.length; step++) {
    const best = new Map<number, State>();
    const go = (before: State, stop: number, visited: number, done: number): void => {
      meter.steps += 1;
      const start = earliest(model, d * n + stop, before.start + visit[before.last]! + travel[before.last * nodes + stop]!);
      // A stop that cannot be reached now cannot be reached later, but for a shorter way round.
      if (start === Infinity) return;
      const key = visited * n + stop;
      const known = best.get(key);
      if (known === undefined || start < known.start) best.set(key, { visited, timed: done, last: stop, start, before });
    };
    for (const state of layer) {
      const next = timed[state.timed];
      // By their numbers, since which of several good orders is found hangs on what is tried first.
      const at = next === undefined ? loose.length : loose.findIndex((stop) => stop > next);
      for (const [bit, stop] of loose.entries()) {
        if (next !== undefined && bit === at) go(state, next, state.visited, state.timed + 1);
        if ((state.visited & (1 << bit)) === 0) go(state, stop, state.visited | (1 << bit), state.timed);
      }
      if (next !== undefined && at === -1) go(state, next, state.visited, state.timed + 1);
    }
    layer = [...best.values()];
    if (layer.length > BEAM) layer = layer.toSorted((a, b) => a.start - b.start).slice(0, BEAM);
  }
  const end = layer.find((state) => state.start + visit[state.last]! + travel[state.last * nodes + leave + 1]! <= model.dayEnd[d]!);
  if (end === undefined) return null;
  const order: number[] = [];
  for (let state: State = end; state.before !== null; state = state.before) order.push(state.last);
  return order.toReversed();
}

/** The timed stops, and between them each loose one in the first place that works, those first that have to start first. */
function greedy(model: Model, d: number, timed: readonly number[], loose: readonly number[], meter: Meter): number[] | null {
  const { n, moreFrom, moreTo, moreClose, close } = model;
  const lastStart = (stop: number): number => {
    const pair = d * n + stop;
    return moreTo[pair]! > moreFrom[pair]! ? moreClose[moreTo[pair]! - 1]! : close[pair]!;
  };
  let order: number[] = [...timed];
  if (!works(model, d, order, meter)) return null;
  for (const stop of loose.toSorted((a, b) => lastStart(a) - lastStart(b) || a - b)) {
    let found: number[] | undefined;
    for (let at = 0; at <= order.length && found === undefined; at++) {
      const tried = order.toSpliced(at, 0, stop);
      if (works(model, d, tried, meter)) found = tried;
    }
    if (found === undefined) return null;
    order = found;
  }
  return order;
}

function works(model: Model, d: number, order: readonly number[], meter: Meter): boolean {
  const { travel, visit, n, nodes } = model;
  const leave = n + 2 * d;
  let last = leave;
  let start = model.dayStart[d]!;
  for (const stop of order) {
    meter.steps += 1;
    start = earliest(model, d * n + stop, start + visit[last]! + travel[last * nodes + stop]!);
    if (start === Infinity) return false;
    last = stop;
  }
  return start + visit[last]! + travel[last * nodes + leave + 1]! <= model.dayEnd[d]!;
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
