// Random problems and a brute force for the tests. Nothing here is shared with the solver.
import fc from 'fast-check';
import type { Problem } from './types.ts';

export interface ProblemShape {
  readonly minStops?: number;
  readonly maxStops: number;
  readonly maxDays: number;
  readonly fixed?: boolean;
  /** Minutes have two decimals at most: none finer than the solver's unit of time. */
  readonly coarse?: boolean;
  /** Travel times obey the triangle inequality. */
  readonly triangle?: boolean;
}

/** Small towns: one or two depots, whole and fractional minutes, stops with none to three windows. */
export function problems(shape: ProblemShape): fc.Arbitrary<Problem> {
  const minutes = (max: number) =>
    fc.oneof(
      fc.nat(max),
      fc.nat(max * 100).map((value) => value / 100),
      ...(shape.coarse === true ? [] : [fc.double({ min: 0, max, noNaN: true })]),
    );
  const window = fc.tuple(minutes(500), minutes(200)).map(([open, length]) => ({ open, close: open + length }));
  return fc
    .record({
      stops: fc.integer({ min: shape.minStops ?? 0, max: shape.maxStops }),
      days: fc.integer({ min: 1, max: shape.maxDays }),
      depots: fc.integer({ min: 1, max: 2 }),
    })
    .chain(({ stops, days, depots }) => {
      const size = depots + stops;
      const depot = fc.integer({ min: 0, max: depots - 1 });
      return fc.record({
        stops: fc
          .array(fc.record({ score: fc.nat(20), visitMinutes: minutes(60), windows: fc.array(window, { maxLength: 3 }) }), {
            minLength: stops,
            maxLength: stops,
          })
          .map((list) => list.map((stop, i) => ({ id: `s${i}`, ...stop }))),
        days: fc.array(
          fc.tuple(minutes(300), minutes(300), depot, depot).map(([start, length, from, to]) => ({ start, end: start + length, from, to })),
          { minLength: days, maxLength: days },
        ),
        travelMinutes: fc
          .array(fc.array(minutes(60), { minLength: size, maxLength: size }), { minLength: size, maxLength: size })
          .map((rows) => (shape.triangle === true ? closed(rows) : rows)),
        fixed:
          shape.fixed === true
            ? fc
                .uniqueArray(
                  fc.record({
                    stop: fc.nat(Math.max(0, stops - 1)),
                    day: fc.nat(days - 1),
                    start: fc.option(fc.nat(400), { nil: undefined, freq: 2 }),
                  }),
                  { maxLength: Math.min(3, stops), selector: (item) => item.stop },
                )
                .map((items) => items.map(({ stop, day, start }) => ({ stop: `s${stop}`, day, ...(start === undefined ? {} : { start }) })))
            : fc.constant([]),
      });
    });
}

/** Shortest ways (Floyd and Warshall). */
function closed(rows: readonly (readonly number[])[]): number[][] {
  let out = rows.map((row, i) => row.map((value, j) => (i === j ? 0 : value)));
  rows.forEach((_, via) => {
    out = out.map((row) => row.map((value, j) => Math.min(value, (row[via] ?? 0) + (out[via]?.[j] ?? 0))));
  });
  return out;
}

/** The best score by trying everything, -Infinity where the fixed stops cannot be kept. `slack`: minutes by which a time may be missed; below 0, by which it must be met. */
export function bestScore(problem: Problem, slack = 1e-9): number {
  const depots = problem.travelMinutes.length - problem.stops.length;
  const fixed = new Map((problem.fixed ?? []).map((item) => [item.stop, item] as const));
  const travel = (from: number, to: number) => problem.travelMinutes[from]?.[to] ?? Number.NaN;

  const visit = (d: number, at: number, free: number, used: ReadonlySet<string>): number => {
    const day = problem.days[d];
    if (day === undefined) return [...fixed.keys()].every((id) => used.has(id)) ? 0 : -Infinity;
    const next = problem.days[d + 1];
    const isEmpty = at === day.from && free === day.start && ![...used].some((id) => id.startsWith(`${d}:`));
    const home = isEmpty || free + travel(at, day.to) <= day.end + slack;
    const untagged = new Set([...used].map((id) => id.slice(id.indexOf(':') + 1)));
    let best = home ? visit(d + 1, next?.from ?? 0, next?.start ?? 0, untagged) : -Infinity;
    problem.stops.forEach((stop, s) => {
      if (untagged.has(stop.id)) return;
      const item = fixed.get(stop.id);
      if (item !== undefined && item.day !== d) return;
      const arrival = free + travel(at, depots + s);
      const starts = stop.windows
        .filter(({ close }) => close >= arrival - slack)
        .map(({ open }) => Math.max(open, arrival))
        .toSorted((a, b) => a - b);
      let start = starts[0];
      if (item?.start !== undefined) {
        const wanted = item.start;
        const open = stop.windows.some((window) => wanted >= window.open - slack && wanted <= window.close + slack);
        start = open && wanted >= arrival - slack ? wanted : undefined;
      }
      if (start === undefined || start + stop.visitMinutes > day.end + slack) return;
      const score = visit(d, depots + s, start + stop.visitMinutes, new Set([...used, `${d}:${stop.id}`]));
      best = Math.max(best, score + stop.score);
    });
    return best;
  };
  const first = problem.days[0];
  return visit(0, first?.from ?? 0, first?.start ?? 0, new Set());
}
