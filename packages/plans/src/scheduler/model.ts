/* oxlint-disable typescript/no-non-null-assertion -- typed array reads, see below */
// The problem, compiled for the search: numbers for ids, typed arrays for objects.
//
// `!` on a typed array read, here and in the other modules that say so, is sound: every index is
// made by this package from the same sizes as the array. A checked read costs a third of the speed.
import type { Problem } from './types.ts';

/** Times inside the solver are whole hundred-millionths of a minute, so that sums and comparisons are exact. */
const UNITS = 1e8;
/** Decimal fractions miss their whole number of units by a rounding error; this forgives it. */
const SLIP = 0.01;
/** Longer is never: no day ends past this (see validate.ts), and more would leave the exact range of a double. */
const NEVER = 6e7;

/**
 * Nodes are the stops 0..n-1, then for each day d its two ends: `n + 2d` leaves, `n + 2d + 1` returns.
 * A pair (day, stop) has the index `d * n + stop`; its windows are clipped to the day, sorted and
 * disjoint. The first one lies in `open`/`close` (close -1: never open that day), the rest in
 * `moreOpen`/`moreClose` from `moreFrom` to `moreTo`.
 */
export interface Model {
  readonly n: number;
  readonly k: number;
  readonly nodes: number;
  /** From a stop to a node at `stop * nodes + node`. */
  readonly travel: Float64Array;
  /** The same way at `to * nodes + from`: all ways to one node side by side. The same array where the matrix is symmetric. */
  readonly travelTo: Float64Array;
  /** Of a node; 0 for the ends of days. */
  readonly visit: Float64Array;
  readonly score: Float64Array;
  readonly open: Float64Array;
  readonly close: Float64Array;
  readonly moreFrom: Int32Array;
  readonly moreTo: Int32Array;
  readonly moreOpen: Float64Array;
  readonly moreClose: Float64Array;
  readonly dayStart: Float64Array;
  readonly dayEnd: Float64Array;
  /** The day a stop is fixed to, or -1. */
  readonly fixedDay: Int32Array;
}

/** Rounded against the plan: what is found feasible in units is feasible in minutes. */
function unitsUp(minutes: number): number {
  return Math.ceil(Math.min(minutes, NEVER) * UNITS - SLIP);
}

function unitsDown(minutes: number): number {
  return Math.floor(Math.min(minutes, NEVER) * UNITS + SLIP);
}

export function toMinutes(units: number): number {
  return units / UNITS;
}

interface Span {
  readonly open: number;
  readonly close: number;
}

export function compile(problem: Problem): Model {
  const n = problem.stops.length;
  const k = problem.days.length;
  const pairs = n * k;
  const open = new Float64Array(pairs);
  const close = new Float64Array(pairs).fill(-1);
  const moreFrom = new Int32Array(pairs);
  const moreTo = new Int32Array(pairs);
  const more: Span[] = [];
  const dayStart = Float64Array.from(problem.days, (day) => unitsUp(day.start));
  const dayEnd = Float64Array.from(problem.days, (day) => unitsDown(day.end));
  const fixedDay = new Int32Array(n).fill(-1);
  const spans = problem.stops.map((stop) => merged(stop.windows.map(toSpan)));
  const indexOf = new Map(problem.stops.map((stop, s) => [stop.id, s] as const));
  for (const { stop, day, start } of problem.fixed ?? []) {
    const s = indexOf.get(stop);
    if (s === undefined) continue;
    fixedDay[s] = day;
    if (start === undefined) continue;
    const isOpen = problem.stops[s]?.windows.some(({ open, close }) => open <= start && start <= close) === true;
    spans[s] = isOpen ? [{ open: unitsUp(start), close: unitsUp(start) }] : [];
  }
  problem.stops.forEach((stop, s) => {
    const visit = unitsUp(stop.visitMinutes);
    for (let d = 0; d < k; d++) {
      const pair = d * n + s;
      moreFrom[pair] = moreTo[pair] = more.length;
      if (fixedDay[s] !== -1 && fixedDay[s] !== d) continue;
      const [first, ...rest] = clipped(spans[s] ?? [], dayStart[d] ?? 0, (dayEnd[d] ?? 0) - visit);
      if (first === undefined) continue;
      open[pair] = first.open;
      close[pair] = first.close;
      more.push(...rest);
      moreTo[pair] = more.length;
    }
  });
  const travel = compileTravel(problem);
  const nodes = n + 2 * k;
  const travelTo = transposed(travel, nodes);
  const visit = new Float64Array(nodes);
  problem.stops.forEach((stop, s) => {
    visit[s] = unitsUp(stop.visitMinutes);
  });
  return {
    n,
    k,
    nodes,
    travel,
    travelTo: travel.every((value, cell) => value === travelTo[cell]) ? travel : travelTo,
    visit,
    score: Float64Array.from(problem.stops, (stop) => stop.score),
    open,
    close,
    moreFrom,
    moreTo,
    moreOpen: Float64Array.from(more, (span) => span.open),
    moreClose: Float64Array.from(more, (span) => span.close),
    dayStart,
    dayEnd,
    fixedDay,
  };
}

function compileTravel(problem: Problem): Float64Array {
  const depots = problem.travelMinutes.length - problem.stops.length;
  const rows = [...problem.stops.map((_, s) => depots + s), ...problem.days.flatMap((day) => [day.from, day.to])];
  const travel = new Float64Array(rows.length * rows.length);
  rows.forEach((from, i) => {
    const row = problem.travelMinutes[from] ?? [];
    rows.forEach((to, j) => {
      travel[i * rows.length + j] = unitsUp(row[to] ?? 0);
    });
  });
  return travel;
}

function transposed(matrix: Float64Array, size: number): Float64Array {
  return matrix.map((_, cell) => matrix[(cell % size) * size + Math.floor(cell / size)]!);
}

/** A window too narrow to hold a whole unit keeps the one just under its close. */
function toSpan({ open, close }: Span): Span {
  const last = unitsDown(close);
  return { open: Math.min(unitsUp(open), last), close: last };
}

function merged(spans: readonly Span[]): Span[] {
  const out: { open: number; close: number }[] = [];
  for (const span of spans.toSorted((a, b) => a.open - b.open)) {
    const last = out.at(-1);
    if (last !== undefined && span.open <= last.close) last.close = Math.max(last.close, span.close);
    else out.push({ ...span });
  }
  return out;
}

function clipped(spans: readonly Span[], from: number, to: number): Span[] {
  const out: Span[] = [];
  // A loop, since this runs for every pair of a stop and a day.
  for (const { open, close } of spans) {
    if (close >= from && open <= to && from <= to) out.push({ open: Math.max(open, from), close: Math.min(close, to) });
  }
  return out;
}
