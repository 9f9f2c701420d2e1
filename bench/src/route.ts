/**
 * Measures the route solver on trip-planning puzzles: `node bench/src/route.ts [--puzzles 300] [--seed 1]`, half of them
 * impossible, of 3 to 10 cities each. Every answer is checked: routes by an independent checker, "impossible" by
 * exhaustive search, each relaxation by the checker on the changed problem and by solving it again, each conflict by
 * a checked route for every demand that is left out of it. Prints a table by number of cities; a decision is an
 * answer with its route or its conflict. Ends with 1 if anything is wrong or a decision takes 0.2 s or more.
 */
import { parseArgs } from 'node:util';
import { relaxRoute, routeUnder, solveRoute, type RouteProblem } from '../../packages/plans/src/route/index.ts';
import { exhaustive, faultsOf, impossiblePuzzle, solvablePuzzle } from '../../packages/plans/src/route/testing.ts';

const LIMIT_MS = 200;
const CITY_COUNTS = [3, 4, 5, 6, 7, 8, 9, 10];

interface Row {
  readonly cities: number;
  readonly possible: boolean;
  readonly decideMs: number;
  readonly relaxMs: number;
  readonly relaxations: number;
  readonly conflict: number;
  readonly faults: readonly string[];
}

const { values: flags } = parseArgs({ options: { puzzles: { type: 'string', default: '300' }, seed: { type: 'string', default: '1' } } });
const puzzles = Number(flags.puzzles);
const seed = Number(flags.seed);
if (!Number.isInteger(puzzles) || puzzles < 1 || !Number.isInteger(seed)) throw new Error('--puzzles and --seed are whole numbers');

// The first calls of a process are compiled as they run; a server makes them once.
for (const cities of CITY_COUNTS) measure(cities, false, seed - 1);

const rows = Array.from({ length: puzzles }, (_, index) => {
  const cities = CITY_COUNTS[(index >> 1) % CITY_COUNTS.length] ?? 3;
  return measure(cities, index % 2 === 0, seed * puzzles + index);
});
report();
const slow = rows.filter(({ decideMs }) => decideMs >= LIMIT_MS).length;
const wrong = rows.filter(({ faults }) => faults.length > 0);
for (const { cities, faults } of wrong.slice(0, 10)) console.error(`${cities} cities: ${faults.join('; ')}`);
console.log(
  `${rows.length} puzzles decided, ${rows.filter(({ possible }) => !possible).length} impossible ones confirmed by exhaustive search, ` +
    `${sum(rows.map(({ relaxations }) => relaxations))} relaxations solved again; ${wrong.length} wrong, ${slow} took ${LIMIT_MS} ms or more`,
);
process.exitCode = wrong.length + slow > 0 ? 1 : 0;

function measure(cities: number, possible: boolean, number: number): Row {
  const problem = possible ? solvablePuzzle(cities, number) : impossiblePuzzle(cities, number);
  const began = performance.now();
  const answer = solveRoute(problem);
  const decideMs = performance.now() - began;
  const faults: string[] = [];
  if (answer.feasible !== possible) faults.push(possible ? 'a route was missed' : 'a route was invented');
  if (answer.feasible) {
    faults.push(...faultsOf(problem, answer.route));
    return { cities, possible, decideMs, relaxMs: 0, relaxations: 0, conflict: 0, faults };
  }
  if (exhaustive(problem).next().done !== true) faults.push('there is a route');
  if (routeUnder(problem, answer.conflict) !== undefined) faults.push('the conflict is none');
  for (const one of answer.conflict) {
    const rest = answer.conflict.filter((other) => other !== one);
    const route = routeUnder(problem, rest);
    faults.push(...(route === undefined ? ['the conflict is not minimal'] : faultsOf(problem, route, rest)));
  }
  const relaxing = performance.now();
  const relaxations = relaxRoute(problem);
  const relaxMs = performance.now() - relaxing;
  if (relaxations.length === 0) faults.push('no way out');
  for (const { problem: changed, route } of relaxations) faults.push(...faultsOf(changed, route), ...unsolved(changed));
  return { cities, possible, decideMs, relaxMs, relaxations: relaxations.length, conflict: answer.conflict.length, faults };
}

function unsolved(problem: RouteProblem): string[] {
  return solveRoute(problem).feasible && exhaustive(problem).next().done !== true ? [] : ['a relaxation has no route'];
}

function report(): void {
  const columns = ['cities', 'puzzles', 'possible', 'decide ms', 'worst', 'demands', 'ways out', 'ms', 'worst'];
  console.log(columns.map((column) => column.padStart(10)).join(''));
  for (const cities of [...CITY_COUNTS, 0]) {
    const own = rows.filter((row) => cities === 0 || row.cities === cities);
    if (own.length === 0) continue;
    const stuck = own.filter(({ possible }) => !possible);
    const cells = [
      cities === 0 ? 'all' : String(cities),
      String(own.length),
      String(own.length - stuck.length),
      mean(own.map(({ decideMs }) => decideMs)).toFixed(1),
      Math.max(...own.map(({ decideMs }) => decideMs)).toFixed(1),
      mean(stuck.map(({ conflict }) => conflict)).toFixed(1),
      mean(stuck.map(({ relaxations }) => relaxations)).toFixed(1),
      mean(stuck.map(({ relaxMs }) => relaxMs)).toFixed(1),
      Math.max(0, ...stuck.map(({ relaxMs }) => relaxMs)).toFixed(1),
    ];
    console.log(cells.map((cell) => cell.padStart(10)).join(''));
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : sum(values) / values.length;
}
