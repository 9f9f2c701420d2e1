import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '../scheduler/types.ts';
import {
  allRoutes,
  countRoutes,
  relaxRoute,
  routeConstraints,
  routeUnder,
  solveRoute,
  type RouteConstraint,
  type RouteProblem,
} from './index.ts';
import { exhaustive, faultsOf, impossiblePuzzle, solvablePuzzle } from './testing.ts';

/** Small problems of every kind, most of them without a route. */
const problems = (most: { cities: number; days: number }): fc.Arbitrary<RouteProblem> =>
  fc.integer({ min: 1, max: most.cities }).chain((n) => {
    const city = fc.integer({ min: 0, max: n - 1 }).map((index) => `c${index}`);
    const day = fc.integer({ min: 1, max: most.days });
    const span = fc.tuple(day, fc.nat(3)).map(([from, more]) => ({ from, to: from + more }));
    const days = fc.oneof(
      fc.integer({ min: 1, max: 4 }),
      fc.record({ min: fc.integer({ min: 1, max: 3 }) }),
      fc.tuple(fc.integer({ min: 1, max: 3 }), fc.nat(2)).map(([min, more]) => ({ min, max: min + more })),
    );
    const window = fc.oneof(
      { weight: 4, arbitrary: fc.constant({}) },
      fc.record({ between: span }),
      fc.record({ present: span }),
      fc.record({ arrive: day }),
      fc.record({ between: span, present: span }),
    );
    const pairs = fc
      .array(fc.tuple(city, city), { minLength: n - 1, maxLength: 2 * n })
      .map((all) => all.filter(([from, to]) => from !== to));
    return fc.record(
      {
        cities: fc
          .array(fc.tuple(days, window), { minLength: n, maxLength: n })
          .map((all) => all.map(([stay, own], index) => ({ id: `c${index}`, days: stay, ...own }))),
        days: day,
        shareTravelDays: fc.boolean(),
        connections: pairs,
        oneWay: fc.boolean(),
        start: city,
        end: city,
      },
      { requiredKeys: ['cities', 'days', 'shareTravelDays'] },
    );
  });

/** The same problem without the demands that are not kept, told without the solver's help; the length stays. */
function keepingOnly(problem: RouteProblem, kept: readonly RouteConstraint[]): RouteProblem {
  const keeps = (kind: RouteConstraint['kind'], city?: string): boolean =>
    kept.some((one) => one.kind === kind && (city === undefined || ('city' in one && one.city === city)));
  const { connections, start, end, days, shareTravelDays, oneWay = false } = problem;
  const ids = problem.cities.map(({ id }) => id);
  const free = ids.filter((id) => !keeps('connections', id));
  const freed = free.flatMap((a) =>
    ids.flatMap((b): [string, string][] =>
      a === b
        ? []
        : [
            [a, b],
            [b, a],
          ],
    ),
  );
  return {
    days,
    shareTravelDays,
    oneWay,
    cities: problem.cities.map(({ id, days: stay, between, present, arrive }) => ({
      id,
      days: keeps('stay', id) ? stay : { min: 1 },
      ...(between !== undefined && keeps('between', id) ? { between } : {}),
      ...(present !== undefined && keeps('present', id) ? { present } : {}),
      ...(arrive !== undefined && keeps('arrive', id) ? { arrive } : {}),
    })),
    ...(connections === undefined ? {} : { connections: [...connections, ...freed] }),
    ...(start !== undefined && keeps('start') ? { start } : {}),
    ...(end !== undefined && keeps('end') ? { end } : {}),
  };
}

/** Whether there is a route under some of the demands, by exhaustive search; without a length, up to 14 days are tried. */
function isPossible(problem: RouteProblem, kept: readonly RouteConstraint[]): boolean {
  const left = keepingOnly(problem, kept);
  const lengths = kept.some(({ kind }) => kind === 'days') ? [problem.days] : Array.from({ length: 14 }, (_, index) => index + 1);
  return lengths.some((days) => exhaustive({ ...left, days }).next().done !== true);
}

const text = (route: readonly { city: string; arrive: number; depart: number }[]): string =>
  route.map(({ city, arrive, depart }) => `${city} ${arrive}-${depart}`).join(', ');

describe('solveRoute', () => {
  it('solves a puzzle of the literature’s kind: days, an event, few connections, shared days of travel', () => {
    const problem: RouteProblem = {
      cities: [
        { id: 'Lyon', days: 4 },
        { id: 'Porto', days: 3, present: { from: 5, to: 7 } },
        { id: 'Kraków', days: 5 },
        { id: 'Tallinn', days: 2 },
      ],
      days: 11,
      shareTravelDays: true,
      connections: [
        ['Kraków', 'Porto'],
        ['Porto', 'Lyon'],
        ['Lyon', 'Tallinn'],
        ['Tallinn', 'Kraków'],
      ],
    };
    const answer = solveRoute(problem);
    expect(answer.feasible && text(answer.route)).toBe('Kraków 1-5, Porto 5-7, Lyon 7-10, Tallinn 10-11');
    expect([...allRoutes(problem)].map(text)).toEqual([
      'Kraków 1-5, Porto 5-7, Lyon 7-10, Tallinn 10-11',
      'Tallinn 1-2, Lyon 2-5, Porto 5-7, Kraków 7-11',
    ]);
    expect(countRoutes(problem)).toBe(2n);
  });

  it('counts nights when no day is shared', () => {
    const cities = [
      { id: 'A', days: 2 },
      { id: 'B', days: 3 },
    ];
    const answer = solveRoute({ cities, days: 5, shareTravelDays: false });
    expect(answer.feasible && text(answer.route)).toBe('A 1-2, B 3-5');
    expect(solveRoute({ cities, days: 5, shareTravelDays: true }).feasible).toBe(false);
  });

  it('keeps the order of the problem where that is possible, and gives spare days to the last', () => {
    const cities = ['A', 'B', 'C'].map((id) => ({ id, days: { min: 1 } }));
    const answer = solveRoute({ cities, days: 6, shareTravelDays: false });
    expect(answer.feasible && text(answer.route)).toBe('A 1-1, B 2-2, C 3-6');
  });

  it('finds exactly the routes that exhaustive search finds', () => {
    fc.assert(
      fc.property(problems({ cities: 5, days: 9 }), (problem) => {
        const all = [...allRoutes(problem)];
        const expected = [...exhaustive(problem)];
        expect(all.map(text).toSorted()).toEqual(expected.map(text).toSorted());
        expect(countRoutes(problem)).toBe(BigInt(expected.length));
        expect(all.flatMap((route) => faultsOf(problem, route))).toEqual([]);
        const answer = solveRoute(problem);
        expect(answer.feasible ? answer.route : undefined).toEqual(all[0]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('names demands that exclude each other, and none too many', () => {
    fc.assert(
      fc.property(problems({ cities: 4, days: 6 }), (problem) => {
        const answer = solveRoute(problem);
        if (answer.feasible) return;
        const { conflict } = answer;
        expect(routeConstraints(problem)).toEqual(expect.arrayContaining([...conflict]));
        expect(routeUnder(problem, conflict)).toBeUndefined();
        expect(isPossible(problem, conflict)).toBe(false);
        for (const one of conflict) {
          const rest = conflict.filter((other) => other !== one);
          const witness = routeUnder(problem, rest);
          expect(witness && faultsOf(problem, witness, rest)).toEqual([]);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('offers changes after which there is a route, cheapest first, and the cheapest ones of single kinds', () => {
    fc.assert(
      fc.property(problems({ cities: 4, days: 8 }), (problem) => {
        const relaxations = relaxRoute(problem);
        expect(relaxations.length === 0).toBe(solveRoute(problem).feasible);
        for (const { problem: changed, route, changes, cost } of relaxations) {
          expect(faultsOf(changed, route)).toEqual([]);
          expect(exhaustive(changed, 30).next().done).toBe(false);
          expect(solveRoute(changed)).toEqual({ feasible: true, route });
          expect(changes.length).toBeGreaterThan(0);
          expect(cost).toBeGreaterThan(0);
        }
        expect(relaxations.map(({ cost }) => cost)).toEqual(relaxations.map(({ cost }) => cost).toSorted((a, b) => a - b));
        // One day more or fewer is always seen where it helps.
        for (const days of [problem.days - 1, problem.days + 1]) {
          const other = { ...problem, days };
          if (relaxations.length > 0 && days > 0 && exhaustive(other).next().done !== true) expect(relaxations[0]?.cost).toBe(1);
        }
      }),
      { numRuns: 400 },
    );
  });

  it.each([3, 5, 7, 8])('decides puzzles of %i cities', (n) => {
    for (let seed = 1; seed <= 10; seed++) {
      const problem = solvablePuzzle(n, seed);
      const answer = solveRoute(problem);
      expect(answer.feasible && faultsOf(problem, answer.route)).toEqual([]);
      expect(solveRoute(impossiblePuzzle(n, seed)).feasible).toBe(false);
    }
  });

  it('proposes nothing longer than it would look at itself', () => {
    const cities = ['A', 'B', 'C'].map((id) => ({ id, days: 60 }));
    const relaxations = relaxRoute({ cities, days: 100, shareTravelDays: false });
    expect(relaxations.length).toBeGreaterThan(0);
    for (const { problem, route } of relaxations) expect(solveRoute(problem)).toEqual({ feasible: true, route });
  });

  it('gives the same answer every time', () => {
    const problem = impossiblePuzzle(7, 3);
    expect([solveRoute(problem), relaxRoute(problem)]).toEqual([solveRoute(problem), relaxRoute(problem)]);
  });

  it('counts what nobody could list', () => {
    const cities = Array.from({ length: 10 }, (_, index) => ({ id: `c${index}`, days: { min: 1 } }));
    // Ten cities in any order, and 9 of the 59 nights after the first as days of travel.
    const orders = 3_628_800n;
    const splits = 12_565_671_261n;
    expect(countRoutes({ cities, days: 60, shareTravelDays: false })).toBe(orders * splits);
    const [first] = allRoutes({ cities, days: 60, shareTravelDays: false });
    expect(first).toHaveLength(10);
  });
});

describe('what is malformed', () => {
  const good: RouteProblem = {
    cities: [
      { id: 'a', days: 2, between: { from: 1, to: 3 } },
      { id: 'b', days: { min: 1, max: 2 }, present: { from: 2, to: 3 }, arrive: 2 },
    ],
    days: 3,
    shareTravelDays: true,
    connections: [['a', 'b']],
    oneWay: true,
    start: 'a',
    end: 'b',
  };

  it.each<[string, (problem: typeof good) => unknown]>([
    ['problem', () => null],
    ['cities', (p) => ({ ...p, cities: [] })],
    ['cities', (p) => ({ ...p, cities: Array.from({ length: 13 }, (_, index) => ({ id: `c${index}`, days: 1 })) })],
    ['cities[0]', (p) => ({ ...p, cities: ['a'] })],
    ['cities[1].id', (p) => ({ ...p, cities: [p.cities[0], { id: '', days: 1 }] })],
    ['cities[1].id', (p) => ({ ...p, cities: [p.cities[0], p.cities[0]] })],
    ['cities[0].days', (p) => ({ ...p, cities: [{ id: 'a', days: 0 }] })],
    ['cities[0].days', (p) => ({ ...p, cities: [{ id: 'a', days: Number.NaN }] })],
    ['cities[0].days', (p) => ({ ...p, cities: [{ id: 'a' }] })],
    ['cities[0].days.min', (p) => ({ ...p, cities: [{ id: 'a', days: { min: 1.5 } }] })],
    ['cities[0].days.max', (p) => ({ ...p, cities: [{ id: 'a', days: { min: 3, max: 2 } }] })],
    ['cities[0].between.to', (p) => ({ ...p, cities: [{ id: 'a', days: 1, between: { from: 3, to: 2 } }] })],
    ['cities[0].present.from', (p) => ({ ...p, cities: [{ id: 'a', days: 1, present: { from: 0, to: 2 } }] })],
    ['cities[0].arrive', (p) => ({ ...p, cities: [{ id: 'a', days: 1, arrive: '2' }] })],
    ['cities[0].nights', (p) => ({ ...p, cities: [{ id: 'a', days: 1, nights: 2 }] })],
    ['days', (p) => ({ ...p, days: Infinity })],
    ['days', (p) => ({ ...p, days: 101 })],
    ['shareTravelDays', (p) => ({ ...p, shareTravelDays: undefined })],
    ['connections[0]', (p) => ({ ...p, connections: [['a']] })],
    ['connections[0][1]', (p) => ({ ...p, connections: [['a', 'zoo']] })],
    [
      'connections[1]',
      (p) => ({
        ...p,
        connections: [
          ['a', 'b'],
          ['b', 'b'],
        ],
      }),
    ],
    ['start', (p) => ({ ...p, start: 'zoo' })],
    ['end', (p) => ({ ...p, end: 7 })],
    ['oneWay', (p) => ({ ...p, oneWay: 'yes' })],
  ])('%s is named', (path, change) => {
    const problem: RouteProblem = JSON.parse(JSON.stringify(good));
    expect(solveRoute(good).feasible).toBe(true);
    // What comes from JSON is typed by hope.
    const malformed: () => unknown = () => Reflect.apply(solveRoute, undefined, [change(problem)]);
    expect(malformed).toThrow(ProblemError);
    expect(malformed).toThrow(expect.objectContaining({ path, code: 'malformed' }));
  });
});
