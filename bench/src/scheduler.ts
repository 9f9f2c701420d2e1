/**
 * Measures the day scheduler on the literature's instances, next to a plain iterated local search
 * that has the same time: `node bench/src/scheduler.ts [--ms 1000] [--families c1,pr01] [--days 1,2]
 * [--seed 1] [--data folder] [--no-reference]`. The folder (or TOPTW_DATA) holds `instances/*.txt`
 * and `best-known.json`. Prints the mean gap to the best known score per family and number of days;
 * every plan goes through the independent checker. Ends with 1 if any plan is wrong.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkSolution, solve, type Problem, type Solution } from '../../packages/plans/src/scheduler/index.ts';
import { readInstances, type Instance } from './scheduler-data.ts';
import { iteratedLocalSearch } from './scheduler-ils.ts';

interface Row {
  readonly instance: Instance;
  readonly gap: number;
  readonly ms: number;
  readonly wrong: readonly string[];
}

const { values: flags } = parseArgs({
  options: {
    ms: { type: 'string', default: '1000' },
    families: { type: 'string', default: '' },
    days: { type: 'string', default: '1,2,3,4' },
    seed: { type: 'string', default: '1' },
    data: { type: 'string' },
    reference: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const timeLimitMs = Number(flags.ms);
const seed = Number(flags.seed);
const days = flags.days.split(',').map(Number);
const folder = flags.data ?? process.env['TOPTW_DATA'] ?? fileURLToPath(new URL('../../../shared/data/toptw', import.meta.url));
const instances = await readInstances(folder, flags.families.split(',').filter(Boolean), days);
if (instances.length === 0) throw new Error(`no instances in ${folder}`);

const methods = new Map<string, (instance: Instance) => Solution>([
  ['scheduler', ({ problem }) => solve({ ...problem, timeLimitMs, seed })],
]);
if (flags.reference) {
  methods.set('iterated local search (2009)', (instance) => toSolution(instance.problem, iteratedLocalSearch(instance, timeLimitMs)));
}
let wrong = 0;
for (const [method, run] of methods) {
  const rows = instances.map((instance) => measure(instance, run));
  report(method, rows);
  wrong += rows.filter((row) => row.wrong.length > 0).length;
}
process.exitCode = wrong > 0 ? 1 : 0;

function measure(instance: Instance, run: (instance: Instance) => Solution): Row {
  const began = performance.now();
  const solution = run(instance);
  const ms = performance.now() - began;
  const faults = checkSolution(instance.problem, solution);
  if (faults.length > 0) console.error(`${instance.name}, ${instance.days} days: ${faults.join('; ')}`);
  if (solution.score > instance.bestKnown) {
    console.error(`${instance.name}, ${instance.days} days: ${solution.score} is above the best known ${instance.bestKnown}`);
  }
  const score = faults.length > 0 ? 0 : solution.score;
  return { instance, gap: (1 - score / instance.bestKnown) * 100, ms, wrong: faults };
}

function report(method: string, rows: readonly Row[]): void {
  console.log(`${method}, ${timeLimitMs} ms an instance: mean gap to best known, %`);
  console.log(
    ['family'.padEnd(9), ...days.map((count) => `${count} d`.padStart(7)), 'all'.padStart(7), 'worst'.padStart(7), 'ms'.padStart(6)].join(
      '',
    ),
  );
  for (const family of [...new Set(rows.map((row) => row.instance.family)), 'all']) {
    const own = rows.filter((row) => family === 'all' || row.instance.family === family);
    const gaps = days.map((count) => mean(own.filter((row) => row.instance.days === count).map((row) => row.gap)));
    const worst = Math.max(...own.map((row) => row.gap));
    console.log(
      [
        family.padEnd(9),
        ...[...gaps, mean(own.map((row) => row.gap)), worst].map((gap) => gap.toFixed(2).padStart(7)),
        mean(own.map((row) => row.ms))
          .toFixed(0)
          .padStart(6),
      ].join(''),
    );
  }
  const reached = rows.filter((row) => row.gap <= 0).length;
  const longest = Math.max(...rows.map((row) => row.ms));
  console.log(
    `${rows.length} runs, ${reached} at the best known or above, ${rows.filter((row) => row.wrong.length > 0).length} wrong, longest ${longest.toFixed(0)} ms\n`,
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Stops (node numbers) in order, each started as early as can be. */
function toSolution(problem: Problem, tours: readonly (readonly number[])[]): Solution {
  let score = 0;
  const planned = tours.map((tour, d) => {
    let free = problem.days[d]?.start ?? 0;
    let at = 0;
    return tour.map((node) => {
      const stop = problem.stops[node - 1];
      const start = Math.max(free + (problem.travelMinutes[at]?.[node] ?? 0), stop?.windows[0]?.open ?? 0);
      free = start + (stop?.visitMinutes ?? 0);
      at = node;
      score += stop?.score ?? 0;
      return { stop: stop?.id ?? '', start };
    });
  });
  return { days: planned, score };
}
