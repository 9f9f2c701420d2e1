import { cheapestRoute, movedEvent, movedWindow, type Yielding } from './cheapest.ts';
import { compile, constraintsOf, rangeOf } from './model.ts';
import { walk } from './routes.ts';
import type { Route, RouteChange, RouteCity, RouteConstraint, RouteProblem, RouteRelaxation } from './types.ts';

/** To leave a city out costs this, and its shortest stay or the days that the trip changes by, whichever is more. */
const DROP = 1;

/** So many ways out are a choice. */
const CHOICE = 3;

const WINDOWS: readonly RouteConstraint['kind'][] = ['between', 'present', 'arrive'];
const ENDS: readonly RouteConstraint['kind'][] = ['start', 'end'];
/** What may give way at once. The last can always be had, so that there is never no advice. */
const WAYS: readonly Yielding[] = [
  ['stay'] as const,
  ['days'] as const,
  WINDOWS,
  ['connections'] as const,
  ENDS,
  ['stay', 'days'] as const,
  ['days', ...WINDOWS] as const,
  ['stay', 'days', ...WINDOWS, ...ENDS, 'connections'] as const,
].map((kinds) => new Set(kinds));

/**
 * Other problems that do have a route, cheapest first: for each kind of demand the smallest change of that kind alone, then
 * of several together, as long as it is not much dearer than to leave a city out, and each city left out. Every one was solved
 * again. No two of them change the same.
 */
export function relaxationsOf(problem: RouteProblem): RouteRelaxation[] {
  const found = new Map<string, RouteRelaxation>();
  const offer = (changes: readonly RouteChange[], cost: number): void => {
    const changed = changes.reduce(withChange, problem);
    const [route] = walk(changed, compile(changed, constraintsOf(changed)));
    const key = JSON.stringify(changes);
    const known = found.get(key);
    if (route !== undefined && changes.length > 0 && (known === undefined || cost < known.cost))
      found.set(key, { changes, cost, problem: changed, route });
  };
  for (const city of problem.cities.length > 1 ? problem.cities : []) {
    const drop: RouteChange = { kind: 'drop', city: city.id };
    const fewer = withChange(problem, drop);
    // Where stays are exact, its days go with it. These count already.
    const cheapest = cheapestRoute(fewer, new Set(['days'] as const));
    if (cheapest !== undefined) offer([drop, ...changesTo(fewer, cheapest.route)], DROP + Math.max(rangeOf(city).min, cheapest.cost));
  }
  // Nobody takes much more trouble than to leave a city out; three times as much where there is little choice.
  const dropped = Math.min(...[...found.values()].map(({ cost }) => cost));
  for (const limit of dropped === Infinity ? [Infinity] : [dropped, 3 * dropped]) {
    if (found.size >= CHOICE && limit > dropped) break;
    for (const yielding of WAYS) {
      const cheapest = cheapestRoute(problem, yielding, limit);
      if (cheapest !== undefined) offer(changesTo(problem, cheapest.route), cheapest.cost);
    }
  }
  return [...found.values()].toSorted((a, b) => a.cost - b.cost || a.changes.length - b.changes.length);
}

/** What has to be asked for instead, so that a route is right. */
function changesTo(problem: RouteProblem, route: Route): RouteChange[] {
  const { cities, connections, oneWay = false, start, end } = problem;
  const changes: RouteChange[] = [];
  for (const { city: id, arrive, depart } of route) {
    const city = cities.find((one) => one.id === id);
    if (city === undefined) continue;
    const { between, present } = city;
    const { min, max = Infinity } = rangeOf(city);
    const days = depart - arrive + 1;
    if (days < min || days > max) changes.push({ kind: 'stay', city: id, from: days < min ? min : max, to: days });
    const window = between && movedWindow(between, arrive, depart);
    if (window !== undefined && window.cost > 0) changes.push({ kind: 'between', city: id, from: window.from, to: window.to });
    const event = present && movedEvent(present, arrive, depart);
    if (event !== undefined && event.cost > 0) changes.push({ kind: 'present', city: id, from: event.from, to: event.to });
    if (city.arrive !== undefined && city.arrive !== arrive) changes.push({ kind: 'arrive', city: id, day: arrive });
  }
  const [first, last] = [route[0], route.at(-1)];
  if (start !== undefined && first !== undefined && first.city !== start) changes.push({ kind: 'start', city: first.city });
  if (end !== undefined && last !== undefined && last.city !== end) changes.push({ kind: 'end', city: last.city });
  if (last !== undefined && last.depart !== problem.days) changes.push({ kind: 'days', from: problem.days, to: last.depart });
  const listed = (a: string, b: string): boolean =>
    connections === undefined || connections.some(([from, to]) => (from === a && to === b) || (!oneWay && from === b && to === a));
  route.forEach(({ city: to }, index) => {
    const from = route[index - 1]?.city;
    if (from !== undefined && !listed(from, to)) changes.push({ kind: 'connection', from, to });
  });
  return changes;
}

function withChange(problem: RouteProblem, change: RouteChange): RouteProblem {
  if (change.kind === 'days') return { ...problem, days: change.to };
  if (change.kind === 'start' || change.kind === 'end') return { ...problem, [change.kind]: change.city };
  if (change.kind === 'connection') return { ...problem, connections: [...(problem.connections ?? []), [change.from, change.to]] };
  if (change.kind === 'drop') return without(problem, change.city);
  return { ...problem, cities: problem.cities.map((city) => (city.id === change.city ? changedCity(city, change) : city)) };
}

function changedCity(city: RouteCity, change: Extract<RouteChange, { kind: 'stay' | 'between' | 'present' | 'arrive' }>): RouteCity {
  if (change.kind === 'arrive') return { ...city, arrive: change.day };
  if (change.kind !== 'stay') return { ...city, [change.kind]: { from: change.from, to: change.to } };
  const { min, max } = rangeOf(city);
  if (min === max) return { ...city, days: change.to };
  return { ...city, days: { min: Math.min(min, change.to), ...(max === undefined ? {} : { max: Math.max(max, change.to) }) } };
}

function without({ connections, start, end, ...rest }: RouteProblem, city: string): RouteProblem {
  return {
    ...rest,
    cities: rest.cities.filter(({ id }) => id !== city),
    ...(connections === undefined ? {} : { connections: connections.filter(([from, to]) => from !== city && to !== city) }),
    ...(start === undefined || start === city ? {} : { start }),
    ...(end === undefined || end === city ? {} : { end }),
  };
}
