import { compile, constraintsOf, rangeOf, type Model } from './model.ts';
import { arrivalDay, latest, soonest } from './table.ts';
import type { DaySpan, RouteConstraint, RouteProblem, RouteStay } from './types.ts';

/** What may be changed to get a route: the demands of these kinds. */
export type Yielding = ReadonlySet<RouteConstraint['kind']>;

/** A way that is not listed has to be found first: it counts as much as two days. */
const WAY = 2;
/** Another first or last city than was asked for. */
const END = 2;

export type CheapestRoute = { route: RouteStay[]; cost: number };

/**
 * The route that breaks the demands of the yielding kinds by as little as can be, and keeps the others. Each day that a
 * stay or the trip is longer or shorter, or a window or an event moves, costs 1; the rest as the constants say. The
 * same dynamic programme as in table.ts, with costs. `undefined` where even that is impossible or costs more than `limit`.
 */
export function cheapestRoute(problem: RouteProblem, yielding: Yielding, limit = Infinity): CheapestRoute | undefined {
  const { cities, start, end } = problem;
  const model = compile(
    problem,
    constraintsOf(problem).filter(({ kind }) => !yielding.has(kind)),
  );
  const { n, spare, shortest } = model;
  if (spare < 0) return undefined;
  const listed = compile(problem, constraintsOf(problem)).links;
  const everywhere = 2 ** n - 1;
  const width = spare + 1;
  const at = (mask: number, c: number): number => (mask * n + c) * width;
  const enter = new Float64Array(2 ** n * n * width).fill(Infinity);
  const leave = new Float64Array(enter.length).fill(Infinity);
  const departure = (mask: number, used: number): number => (shortest[mask] ?? 0) + used;
  const way = (from: number, to: number): number => (((listed[from] ?? 0) & (1 << to)) !== 0 ? 0 : WAY);
  const endCost = (c: number, day: number): number =>
    (yielding.has('end') && end !== undefined && cities[c]?.id !== end ? END : 0) +
    (yielding.has('days') ? Math.abs(day - problem.days) : 0);
  const startCost = (c: number): number => (yielding.has('start') && start !== undefined && cities[c]?.id !== start ? END : 0);
  // Looked up much more often than there are stays.
  const horizon = departure(everywhere, spare) + 1;
  const stays = new Float64Array(n * horizon * horizon);
  for (let c = 0; c < n; c++)
    for (let arrive = 1; arrive < horizon; arrive++)
      for (let depart = arrive; depart < horizon; depart++)
        stays[(c * horizon + arrive) * horizon + depart] = costOfStay(problem, c, arrive, depart, yielding);
  /** Where the stay that begins after so many spare days stands in `stays`, less the spare days used at its end. */
  const stayAt = (mask: number, c: number, used: number): number =>
    (c * horizon + arrivalDay(model, mask, c, used)) * horizon + (shortest[mask] ?? 0);
  /** What has to be paid after a departure, if the next city is `to`. */
  const onward = (mask: number, c: number, used: number, to: number): number =>
    way(c, to) + (enter[at(mask | (1 << to), to) + used] ?? Infinity);
  const open = (mask: number, c: number): number[] =>
    Array.from({ length: n }, (_, to) => to).filter((to) => ((model.links[c] ?? 0) & ~mask & (1 << to)) !== 0);

  const lastOf = reachable(model);
  for (let mask = everywhere; mask > 0; mask--) {
    for (let c = 0; c < n; c++) {
      if (((lastOf[mask] ?? 0) & (1 << c)) === 0) continue;
      const row = at(mask, c);
      const end = mask === everywhere && (model.last < 0 || model.last === c);
      for (let used = model.exact ? spare : 0; end && used <= spare; used++) leave[row + used] = endCost(c, departure(mask, used));
      for (const to of open(mask, c)) {
        const [fare, from] = [way(c, to), at(mask | (1 << to), to)];
        for (let used = 0; used <= spare; used++)
          leave[row + used] = Math.min(leave[row + used] ?? Infinity, fare + (enter[from + used] ?? Infinity));
      }
      for (let used = 0; used <= spare; used++) {
        if ((leave[row + used] ?? Infinity) > limit) leave[row + used] = Infinity;
      }
      for (let used = 0; used <= spare; used++) {
        const last = latest(model, mask, c, used);
        const stay = stayAt(mask, c, used);
        let least = Infinity;
        for (let then = soonest(model, mask, c, used); then <= last; then++) {
          const rest = leave[row + then] ?? Infinity;
          if (rest < least) least = Math.min(least, rest + (stays[stay + then] ?? Infinity));
        }
        enter[row + used] = least;
      }
    }
  }

  const begins = Array.from({ length: n }, (_, c) => c).filter((c) => model.first < 0 || model.first === c);
  const total = (c: number): number => startCost(c) + (enter[at(1 << c, c)] ?? Infinity);
  const cost = Math.min(...begins.map(total));
  if (cost === Infinity || cost > limit) return undefined;
  // All costs are whole numbers, so that the way back through the tables finds them again exactly.
  const route: RouteStay[] = [];
  let c = begins.find((city) => total(city) === cost) ?? 0;
  let [mask, used] = [1 << c, 0];
  for (;;) {
    const due = enter[at(mask, c) + used] ?? Infinity;
    let then = soonest(model, mask, c, used);
    while (then < spare && (leave[at(mask, c) + then] ?? Infinity) + (stays[stayAt(mask, c, used) + then] ?? 0) !== due) then++;
    route.push({ city: cities[c]?.id ?? '', arrive: arrivalDay(model, mask, c, used), depart: departure(mask, then) });
    if (mask === everywhere) return { route, cost };
    const rest = leave[at(mask, c) + then] ?? Infinity;
    const to: number = open(mask, c).find((city) => onward(mask, c, then, city) === rest) ?? 0;
    [mask, c, used] = [mask | (1 << to), to, then];
  }
}

/** The cities that may be the last of each set, as the connections have it. */
function reachable({ n, links, first }: Model): number[] {
  const lastOf = Array.from({ length: 2 ** n }, () => 0);
  for (let mask = 1; mask < lastOf.length; mask++) {
    for (let c = 0; c < n; c++) {
      const before = mask & ~(1 << c);
      if (before === mask) continue;
      if (
        before === 0
          ? first < 0 || first === c
          : links.some((own, from) => ((lastOf[before] ?? 0) & (1 << from)) !== 0 && (own & (1 << c)) !== 0)
      )
        lastOf[mask] = (lastOf[mask] ?? 0) | (1 << c);
    }
  }
  return lastOf;
}

function costOfStay({ cities }: RouteProblem, c: number, arrive: number, depart: number, yielding: Yielding): number {
  const city = cities[c];
  if (city === undefined) return 0;
  let cost = 0;
  if (yielding.has('stay')) {
    const { min, max = Infinity } = rangeOf(city);
    const days = depart - arrive + 1;
    cost += Math.max(0, min - days, days - max);
  }
  if (yielding.has('between') && city.between !== undefined) cost += movedWindow(city.between, arrive, depart).cost;
  if (yielding.has('present') && city.present !== undefined) cost += movedEvent(city.present, arrive, depart).cost;
  if (yielding.has('arrive') && city.arrive !== undefined) cost += Math.abs(arrive - city.arrive);
  return cost;
}

/** A change of a span of days, and what it costs. */
export type MovedSpan = DaySpan & { cost: number };

/** The window moved so that the stay lies in it, or widened where it is too short for that. */
export function movedWindow({ from, to }: DaySpan, arrive: number, depart: number): MovedSpan {
  if (depart - arrive > to - from) {
    const wide = { from: Math.min(from, arrive), to: Math.max(to, depart) };
    return { ...wide, cost: from - wide.from + wide.to - to };
  }
  const by = arrive < from ? arrive - from : Math.max(0, depart - to);
  return { from: Math.max(1, from + by), to: to + by, cost: Math.abs(by) };
}

/** The event moved so that the traveller is there; of one that is longer than the stay, the part that can be seen. */
export function movedEvent({ from, to }: DaySpan, arrive: number, depart: number): MovedSpan {
  if (to - from > depart - arrive) {
    const part = { from: Math.max(from, arrive), to: Math.min(to, depart) };
    const seen = part.from <= part.to ? part : { from: arrive, to: depart };
    return { ...seen, cost: Math.abs(seen.from - from) + Math.abs(seen.to - to) };
  }
  const by = arrive > from ? arrive - from : Math.min(0, depart - to);
  return { from: from + by, to: to + by, cost: Math.abs(by) };
}
