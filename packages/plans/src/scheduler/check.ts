import type { Day, Problem, Solution, Stop } from './types.ts';

/**
 * Walks a plan day by day in plain minutes, straight from the problem's fields, and says what is
 * wrong with it; an empty list means nothing is. Shares no code with the solver: it is its witness.
 * `tolerance` is in minutes (default one millionth).
 */
export function checkSolution(problem: Problem, solution: Solution, tolerance = 1e-6): string[] {
  const wrong: string[] = [];
  const depots = problem.travelMinutes.length - problem.stops.length;
  const known = new Map(problem.stops.map((stop, s) => [stop.id, { stop, row: depots + s }] as const));
  const planned = new Map<string, { day: number; start: number }>();
  let score = 0;

  if (solution.days.length !== problem.days.length) {
    wrong.push(`${solution.days.length} days planned, ${problem.days.length} asked`);
  }
  for (const [d, visits] of solution.days.entries()) {
    const day = problem.days[d];
    if (day === undefined) continue;
    let free = day.start;
    let at = day.from;
    for (const visit of visits) {
      const entry = known.get(visit.stop);
      if (entry === undefined) {
        wrong.push(`day ${d}: unknown stop ${visit.stop}`);
        continue;
      }
      if (planned.has(visit.stop)) wrong.push(`day ${d}: ${visit.stop} is planned twice`);
      planned.set(visit.stop, { day: d, start: visit.start });
      const arrival = free + travel(problem, at, entry.row);
      if (!(visit.start >= arrival - tolerance)) {
        wrong.push(`day ${d}: ${visit.stop} starts at ${visit.start}, reached at ${arrival}`);
      }
      if (!isOpen(entry.stop, visit.start, tolerance)) wrong.push(`day ${d}: ${visit.stop} is closed at ${visit.start}`);
      free = visit.start + entry.stop.visitMinutes;
      at = entry.row;
      score += entry.stop.score;
    }
    if (visits.length > 0) wrong.push(...checkReturn(problem, day, d, free, at, tolerance));
  }
  for (const { stop, day, start } of problem.fixed ?? []) {
    const found = planned.get(stop);
    if (found === undefined) wrong.push(`fixed stop ${stop} is missing`);
    else if (found.day !== day) wrong.push(`fixed stop ${stop} is on day ${found.day}, not ${day}`);
    else if (start !== undefined && found.start !== start) wrong.push(`fixed stop ${stop} starts at ${found.start}, not ${start}`);
  }
  if (Math.abs(score - solution.score) > 1e-9 * Math.max(1, score)) wrong.push(`score ${solution.score} claimed, ${score} counted`);
  if (solution.bound !== undefined && solution.bound < solution.score - 1e-9 * Math.max(1, score)) {
    wrong.push(`bound ${solution.bound} lies under the score ${solution.score}`);
  }
  return wrong;
}

function checkReturn(problem: Problem, day: Day, d: number, free: number, at: number, tolerance: number): string[] {
  const back = free + travel(problem, at, day.to);
  return back <= day.end + tolerance ? [] : [`day ${d}: back at ${back}, ends at ${day.end}`];
}

function travel(problem: Problem, from: number, to: number): number {
  return problem.travelMinutes[from]?.[to] ?? Number.NaN;
}

function isOpen(stop: Stop, start: number, tolerance: number): boolean {
  return stop.windows.some(({ open, close }) => start >= open - tolerance && start <= close + tolerance);
}
