import { ProblemError, type Problem } from './types.ts';

/** A matrix may say "no way" with a large number, but past this it is a mistake. */
const MAX_MINUTES = 1e9;
/** Days lie in the exact range of the solver (see model.ts): 95 years, also counted from 1970. */
const MAX_DAY_END = 5e7;
/** Keeps a sum over all stops exact. */
const MAX_SCORE = 1e9;

/** Throws {@link ProblemError} at the first field that is malformed. Trusts nothing: callers may pass parsed JSON. */
export function validate(problem: Problem): void {
  const root: unknown = problem;
  const { stops, days, travelMinutes, fixed, timeLimitMs, seed } = record(root, 'problem');
  const ids = checkStops(list(stops, 'stops'));
  const size = checkMatrix(list(travelMinutes, 'travelMinutes'), ids.size);
  const dayList = list(days, 'days');
  dayList.forEach((value, d) => checkDay(value, `days[${d}]`, size));
  if (fixed !== undefined) checkFixed(list(fixed, 'fixed'), ids, dayList.length);
  if (timeLimitMs !== undefined) number(timeLimitMs, 'timeLimitMs', 0, MAX_MINUTES);
  if (seed !== undefined) number(seed, 'seed', -Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
}

function checkStops(stops: readonly unknown[]): Set<string> {
  const ids = new Set<string>();
  stops.forEach((value, s) => {
    const at = `stops[${s}]`;
    const { id, score, visitMinutes, windows } = record(value, at);
    const name = text(id, `${at}.id`);
    if (ids.has(name)) throw new ProblemError(`${at}.id`, `repeats ${JSON.stringify(name)}`);
    ids.add(name);
    number(score, `${at}.score`, 0, MAX_SCORE);
    minutes(visitMinutes, `${at}.visitMinutes`);
    list(windows, `${at}.windows`).forEach((window, w) => {
      const path = `${at}.windows[${w}]`;
      const { open, close } = record(window, path);
      if (minutes(close, `${path}.close`) < minutes(open, `${path}.open`)) {
        throw new ProblemError(`${path}.close`, 'lies before open');
      }
    });
  });
  return ids;
}

function checkMatrix(rows: readonly unknown[], stops: number): number {
  if (rows.length < stops) throw new ProblemError('travelMinutes', `has ${rows.length} rows for ${stops} stops`);
  rows.forEach((value, r) => {
    const row = list(value, `travelMinutes[${r}]`);
    if (row.length !== rows.length) {
      throw new ProblemError(`travelMinutes[${r}]`, `has ${row.length} columns, not ${rows.length}`);
    }
    for (let c = 0; c < row.length; c++) {
      // The path is only spelled out for a bad cell: a matrix has too many good ones.
      const cell = row[c];
      if (!(typeof cell === 'number' && cell >= 0 && cell <= MAX_MINUTES)) minutes(cell, `travelMinutes[${r}][${c}]`);
    }
  });
  return rows.length;
}

function checkDay(value: unknown, at: string, size: number): void {
  const { start, end, from, to } = record(value, at);
  if (number(end, `${at}.end`, 0, MAX_DAY_END) < minutes(start, `${at}.start`)) throw new ProblemError(`${at}.end`, 'lies before start');
  index(from, `${at}.from`, size);
  index(to, `${at}.to`, size);
}

function checkFixed(fixed: readonly unknown[], ids: ReadonlySet<string>, days: number): void {
  const seen = new Set<string>();
  fixed.forEach((value, f) => {
    const at = `fixed[${f}]`;
    const { stop, day, start } = record(value, at);
    const id = text(stop, `${at}.stop`);
    if (!ids.has(id)) throw new ProblemError(`${at}.stop`, `is unknown: ${JSON.stringify(id)}`);
    if (seen.has(id)) throw new ProblemError(`${at}.stop`, `is fixed twice: ${JSON.stringify(id)}`);
    seen.add(id);
    index(day, `${at}.day`, days);
    if (start !== undefined) minutes(start, `${at}.start`);
  });
}

function record(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new ProblemError(path, 'is not an object');
  return { ...value };
}

function list(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new ProblemError(path, 'is not an array');
  // Array.from turns the holes of a sparse array into undefined, which the element checks refuse.
  const items: unknown[] = Array.from(value);
  return items;
}

function text(value: unknown, path: string): string {
  if (typeof value !== 'string' || value === '') throw new ProblemError(path, 'is not a non-empty string');
  return value;
}

function number(value: unknown, path: string, min: number, max: number): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new ProblemError(path, 'is not a finite number');
  if (value < min || value > max) throw new ProblemError(path, `is ${value}, outside ${min} to ${max}`);
  return value;
}

function minutes(value: unknown, path: string): number {
  return number(value, path, 0, MAX_MINUTES);
}

function index(value: unknown, path: string, length: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) throw new ProblemError(path, 'is not a whole number');
  if (value < 0 || value >= length) throw new ProblemError(path, `is ${value}, outside 0 to ${length - 1}`);
  return value;
}
