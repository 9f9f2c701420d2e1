import { LONGEST_TRIP, type RouteCity, type RouteConstraint, type RouteProblem } from './types.ts';

/** More days than any problem can need. */
const UNLIMITED = 1e6;

/**
 * A problem in numbers, under some of its demands. Cities are indices, sets of them bit masks, and a day is told by
 * how many of the spare days are used up by then: the visited cities' shortest stays take the rest. So a trip whose
 * stays are exact has one day per set of visited cities, and tables stay small.
 */
export interface Model {
  readonly n: number;
  /** Shortest and longest stay. */
  readonly min: readonly number[];
  readonly max: readonly number[];
  readonly arriveFrom: readonly number[];
  readonly arriveTo: readonly number[];
  readonly departFrom: readonly number[];
  readonly departTo: readonly number[];
  /** Sets of cities that can be gone on to from each. */
  readonly links: readonly number[];
  /** Index of the first and of the last city; -1: any. */
  readonly first: number;
  readonly last: number;
  /** From one departure to the next arrival: 0 or 1 day. */
  readonly step: number;
  /** The day on which the shortest stays of a set of cities end, by mask. */
  readonly shortest: readonly number[];
  /** Days beyond the shortest stays; negative: there are too few. */
  readonly spare: number;
  /** All of the spare days have to be used. */
  readonly exact: boolean;
}

/** Every demand of a problem, in the order in which conflicts name them. Connections that forbid nothing are left out. */
export function constraintsOf(problem: RouteProblem): RouteConstraint[] {
  const { cities, days, start, end } = problem;
  const links = linksOf(problem);
  const everywhere = 2 ** cities.length - 1;
  const bound = cities.filter((_, c) => {
    const into = links.reduce((all, own, from) => (own & (1 << c) ? all | (1 << from) : all), 1 << c);
    return into !== everywhere || ((links[c] ?? 0) | (1 << c)) !== everywhere;
  });
  return [
    { kind: 'days', days },
    ...cities.map((city): RouteConstraint => ({ kind: 'stay', city: city.id, ...rangeOf(city) })),
    ...cities.flatMap(({ id, between, present, arrive }): RouteConstraint[] => [
      ...(between === undefined ? [] : [{ kind: 'between' as const, city: id, from: between.from, to: between.to }]),
      ...(present === undefined ? [] : [{ kind: 'present' as const, city: id, from: present.from, to: present.to }]),
      ...(arrive === undefined ? [] : [{ kind: 'arrive' as const, city: id, day: arrive }]),
    ]),
    ...(start === undefined ? [] : [{ kind: 'start' as const, city: start }]),
    ...(end === undefined ? [] : [{ kind: 'end' as const, city: end }]),
    ...bound.map(({ id }): RouteConstraint => ({ kind: 'connections', city: id })),
  ];
}

export function rangeOf({ days }: RouteCity): { min: number; max?: number } {
  return typeof days === 'number' ? { min: days, max: days } : { ...days };
}

/** Sets of cities that each city has a listed connection to. */
function linksOf({ cities, connections, oneWay = false }: RouteProblem): number[] {
  const everywhere = 2 ** cities.length - 1;
  if (connections === undefined) return cities.map((_, c) => everywhere & ~(1 << c));
  const index = new Map(cities.map(({ id }, c) => [id, c]));
  const links = cities.map(() => 0);
  const add = (from: number, to: number): void => void (links[from] = (links[from] ?? 0) | (1 << to));
  for (const [from, to] of connections) {
    const [a, b] = [index.get(from) ?? 0, index.get(to) ?? 0];
    add(a, b);
    if (!oneWay) add(b, a);
  }
  return links;
}

/** The problem under the given ones of its demands and no others. */
export function compile(problem: RouteProblem, kept: readonly RouteConstraint[]): Model {
  const { cities, shareTravelDays } = problem;
  const n = cities.length;
  const index = new Map(cities.map(({ id }, c) => [id, c]));
  const fill = (value: number): number[] => cities.map(() => value);
  const [min, max] = [fill(1), fill(UNLIMITED)];
  const [arriveFrom, arriveTo, departFrom, departTo] = [fill(1), fill(UNLIMITED), fill(1), fill(UNLIMITED)];
  const raise = (list: number[], c: number, to: number): void => void (list[c] = Math.max(list[c] ?? 0, to));
  const lower = (list: number[], c: number, to: number): void => void (list[c] = Math.min(list[c] ?? 0, to));
  let [first, last, days, bound] = [-1, -1, 0, 0];
  /** The last day that any demand speaks of. */
  let named = problem.days;
  for (const constraint of kept) {
    const c = constraint.kind === 'days' ? -1 : (index.get(constraint.city) ?? -1);
    switch (constraint.kind) {
      case 'days':
        days = constraint.days;
        break;
      case 'stay':
        raise(min, c, constraint.min);
        lower(max, c, constraint.max ?? UNLIMITED);
        break;
      case 'between':
        raise(arriveFrom, c, constraint.from);
        lower(departTo, c, constraint.to);
        named = Math.max(named, constraint.to);
        break;
      case 'present':
        lower(arriveTo, c, constraint.from);
        raise(departFrom, c, constraint.to);
        named = Math.max(named, constraint.to);
        break;
      case 'arrive':
        raise(arriveFrom, c, constraint.day);
        lower(arriveTo, c, constraint.day);
        named = Math.max(named, constraint.day);
        break;
      case 'start':
        first = c;
        break;
      case 'end':
        last = c;
        break;
      case 'connections':
        bound |= 1 << c;
        break;
    }
  }
  const step = shareTravelDays ? 0 : 1;
  const shortest = [1 - step];
  for (let mask = 1; mask < 2 ** n; mask++) {
    const c = 31 - Math.clz32(mask);
    shortest.push((shortest[mask & ~(1 << c)] ?? 0) + (min[c] ?? 1) + step - 1);
  }
  const needed = shortest.at(-1) ?? 0;
  const everywhere = 2 ** n - 1;
  return {
    n,
    min,
    max,
    arriveFrom,
    arriveTo,
    departFrom,
    departTo,
    // A missing way is only missing where both of its cities keep to their connections.
    links: linksOf(problem).map((own, c) => (own | (bound & (1 << c) ? ~bound : everywhere)) & everywhere & ~(1 << c)),
    first,
    last,
    step,
    shortest,
    // Where the length is free, whatever comes after the last day that is spoken of can keep to the shortest stays.
    spare: days > 0 ? days - needed : Math.min(named, LONGEST_TRIP - needed),
    exact: days > 0,
  };
}
