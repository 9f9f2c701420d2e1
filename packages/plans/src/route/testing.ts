// Puzzles, an exhaustive search and a checker for the tests and the benchmark. Nothing here is shared with the solver.
import { Random } from '../scheduler/random.ts';
import type { RouteCity, RouteConstraint, RouteProblem, RouteStay } from './types.ts';

type Route = readonly RouteStay[];

/** What is wrong with a route; demands that are not among `kept` may be broken. */
export function faultsOf(problem: RouteProblem, route: Route, kept?: readonly RouteConstraint[]): string[] {
  const holds = (kind: RouteConstraint['kind'], city?: string): boolean =>
    kept === undefined || kept.some((one) => one.kind === kind && (one.kind === 'days' || city === undefined || one.city === city));
  const faults: string[] = [];
  const expect = (right: boolean | undefined, fault: string): void => void (right === false && faults.push(fault));
  expect(route.length === problem.cities.length, 'not every city once');
  expect(new Set(route.map(({ city }) => city)).size === route.length, 'a city twice');
  route.forEach((stay, index) => {
    const before = route[index - 1];
    const city = problem.cities.find(({ id }) => id === stay.city);
    if (city === undefined) return faults.push(`${stay.city} is no city`);
    expect(stay.arrive === (before === undefined ? 1 : before.depart + (problem.shareTravelDays ? 0 : 1)), `a gap before ${city.id}`);
    const length = stay.depart - stay.arrive + 1;
    expect(length >= 1, `no day in ${city.id}`);
    if (holds('stay', city.id)) {
      expect(length >= (typeof city.days === 'number' ? city.days : city.days.min), `too short in ${city.id}`);
      expect(length <= (typeof city.days === 'number' ? city.days : (city.days.max ?? length)), `too long in ${city.id}`);
    }
    const days = Array.from({ length }, (_, day) => stay.arrive + day);
    if (city.between && holds('between', city.id)) {
      const { from, to } = city.between;
      expect(
        days.every((day) => day >= from && day <= to),
        `${city.id} outside its window`,
      );
    }
    if (city.present && holds('present', city.id)) {
      for (let day = city.present.from; day <= city.present.to; day++) expect(days.includes(day), `not in ${city.id} on day ${day}`);
    }
    if (city.arrive !== undefined && holds('arrive', city.id)) expect(stay.arrive === city.arrive, `${city.id} on another day`);
    if (before !== undefined && problem.connections !== undefined && holds('connections', city.id) && holds('connections', before.city)) {
      const { oneWay } = problem;
      expect(
        problem.connections.some(
          ([from, to]) => (from === before.city && to === city.id) || (oneWay !== true && from === city.id && to === before.city),
        ),
        `no way from ${before.city} to ${city.id}`,
      );
    }
    return undefined;
  });
  if (holds('start')) expect(problem.start === undefined || route[0]?.city === problem.start, 'another start');
  if (holds('end')) expect(problem.end === undefined || route.at(-1)?.city === problem.end, 'another end');
  if (holds('days')) expect(route.at(-1)?.depart === problem.days, 'not as many days');
  return faults;
}

/**
 * Every route, by trying each order of cities and each length of stay up to `longest`, cut short only where what
 * has been laid down is wrong by itself. For problems whose trip has a length.
 */
export function* exhaustive(problem: RouteProblem, longest = problem.days): Generator<RouteStay[], void, undefined> {
  const { cities, shareTravelDays, connections, oneWay = false, start, end, days } = problem;
  const ways = new Set(connections?.flatMap(([from, to]) => [`${from}>${to}`, ...(oneWay ? [] : [`${to}>${from}`])]));
  function* onward(route: RouteStay[]): Generator<RouteStay[], void, undefined> {
    const last = route.at(-1);
    if (route.length === cities.length) {
      if (last?.depart === days && (end === undefined || last.city === end)) yield route;
      return;
    }
    for (const city of cities) {
      if (route.some((stay) => stay.city === city.id)) continue;
      if (last === undefined ? start !== undefined && city.id !== start : connections !== undefined && !ways.has(`${last.city}>${city.id}`))
        continue;
      const arrive = last === undefined ? 1 : last.depart + (shareTravelDays ? 0 : 1);
      const shortest = typeof city.days === 'number' ? city.days : city.days.min;
      const most = typeof city.days === 'number' ? city.days : Math.min(city.days.max ?? longest, longest);
      for (let length = shortest; length <= most; length++) {
        const depart = arrive + length - 1;
        if (depart <= days && fits(city, arrive, depart)) yield* onward([...route, { city: city.id, arrive, depart }]);
      }
    }
  }
  yield* onward([]);
}

function fits({ between, present, arrive: fixed }: RouteCity, arrive: number, depart: number): boolean {
  if (between !== undefined && (arrive < between.from || depart > between.to)) return false;
  if (present !== undefined && (arrive > present.from || depart < present.to)) return false;
  return fixed === undefined || arrive === fixed;
}

const NAMES = 'Athens Bergen Cracow Dublin Évora Florence Ghent Helsinki Istanbul Jena Kaunas Lisbon'.split(' ');

/**
 * A trip-planning puzzle that has a solution: a route is laid down first, and what is asked for is read off it. As in
 * the literature's puzzles (NATURAL PLAN, Zheng et al. 2024) each city wants so many days, some of them at an event or
 * within a window, and direct connections are few.
 */
export function solvablePuzzle(cityCount: number, seed: number): RouteProblem {
  const random = new Random(seed * 16 + cityCount);
  const chance = (probability: number): boolean => random.unit() < probability;
  const shareTravelDays = chance(0.7);
  const names = NAMES.slice(0, cityCount);
  const order = shuffled(names, random);
  const spare = cityCount <= 6 && chance(0.4);
  const oneWay = chance(0.15);
  const cities: RouteCity[] = [];
  let arrive = 1;
  let last = 1;
  for (const id of order) {
    const length = 2 + random.below(4);
    const depart = arrive + length - 1;
    const from = arrive + random.below(length);
    cities.push({
      id,
      days: spare && chance(0.5) ? { min: Math.max(1, length - random.below(2)), max: length + random.below(3) } : length,
      ...(chance(0.2) ? { present: { from, to: from + random.below(depart - from + 1) } } : {}),
      ...(chance(0.2) ? { between: { from: Math.max(1, arrive - random.below(3)), to: depart + random.below(3) } } : {}),
      ...(chance(0.1) ? { arrive } : {}),
    });
    last = depart;
    arrive = depart + (shareTravelDays ? 0 : 1);
  }
  const density = 0.1 + 0.4 * random.unit();
  const connections: [string, string][] = [];
  order.forEach((from, i) =>
    order.forEach((to, j) => {
      if (j === i + 1 || (i !== j && (oneWay || i < j) && chance(density))) connections.push([from, to]);
    }),
  );
  return {
    cities: shuffled(cities, random),
    days: last,
    shareTravelDays,
    connections: shuffled(connections, random),
    ...(oneWay ? { oneWay } : {}),
    ...(chance(0.15) ? { start: order[0] ?? '' } : {}),
    ...(chance(0.15) ? { end: order.at(-1) ?? '' } : {}),
  };
}

/** A solvable puzzle, broken until exhaustive search finds nothing. */
export function impossiblePuzzle(cityCount: number, seed: number): RouteProblem {
  let problem = solvablePuzzle(cityCount, seed);
  for (let round = 0; ; round++) {
    problem = broken(problem, new Random(seed * 1024 + round));
    if (exhaustive(problem).next().done === true) return problem;
  }
}

function broken(problem: RouteProblem, random: Random): RouteProblem {
  const victim = random.below(problem.cities.length);
  const change = (how: (city: RouteCity) => RouteCity): RouteProblem => ({
    ...problem,
    cities: problem.cities.map((city, index) => (index === victim ? how(city) : city)),
  });
  const from = 1 + random.below(problem.days);
  const to = Math.min(problem.days, from + random.below(3));
  switch (random.below(6)) {
    case 0: {
      const lost = random.below(problem.connections?.length ?? 1);
      return { ...problem, connections: (problem.connections ?? []).filter((_, index) => index !== lost) };
    }
    case 1:
      return change((city) => ({ ...city, present: { from, to } }));
    case 2:
      return change((city) => ({ ...city, between: { from: Math.max(1, from - 4), to } }));
    case 3:
      return change((city) => ({ ...city, arrive: from }));
    case 4:
      return change((city) => ({ ...city, days: 1 + random.below(6) }));
    default:
      return { ...problem, days: Math.max(1, problem.days + (random.below(2) === 0 ? 1 : -1)) };
  }
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  return list
    .map((value) => ({ value, key: random.unit() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ value }) => value);
}
