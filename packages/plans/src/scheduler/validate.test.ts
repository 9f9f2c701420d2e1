import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { solve } from './index.ts';
import { ProblemError } from './types.ts';
import { problems } from './testing.ts';
import { validate } from './validate.ts';

const good = {
  stops: [
    { id: 'a', score: 1, visitMinutes: 10, windows: [{ open: 0, close: 50 }] },
    { id: 'b', score: 1, visitMinutes: 10, windows: [{ open: 0, close: 50 }] },
  ],
  days: [{ start: 0, end: 100, from: 0, to: 0 }],
  travelMinutes: [
    [0, 1, 2],
    [1, 0, 3],
    [2, 3, 0],
  ],
  fixed: [{ stop: 'a', day: 0, start: 5 }],
  timeLimitMs: 5,
  seed: 1,
};

/** Each row: where, and what is put there. The path of the error is the same place. */
const faults: readonly (readonly [string, unknown])[] = [
  ['stops', null],
  ['stops[0]', 'a'],
  ['stops[0].id', 7],
  ['stops[0].id', ''],
  ['stops[1].id', 'a'],
  ['stops[0].score', -1],
  ['stops[0].score', Number.NaN],
  ['stops[1].visitMinutes', -0.5],
  ['stops[1].visitMinutes', Infinity],
  ['stops[0].windows', undefined],
  ['stops[0].windows[0].open', -1],
  ['stops[0].windows[0].open', '09:00'],
  ['stops[0].windows[0].close', Number.NaN],
  ['stops[0].windows[0]', { open: 10, close: 9 }],
  ['days', {}],
  ['days[0].start', -1],
  ['days[0].end', Number.NaN],
  ['days[0].from', 3],
  ['days[0].from', -1],
  ['days[0].to', 0.5],
  [
    'travelMinutes',
    [
      [0, 1, 2],
      [1, 0, 3],
    ],
  ],
  ['travelMinutes', [[0]]],
  ['travelMinutes[1]', [1, 0]],
  ['travelMinutes[2]', 'row'],
  ['travelMinutes[1][2]', -1],
  ['travelMinutes[0][1]', Number.NaN],
  ['fixed', 'a'],
  ['fixed[0].stop', 'zoo'],
  ['fixed[0].day', 1],
  ['fixed[0].day', 0.2],
  ['fixed[0].start', -5],
  ['timeLimitMs', -1],
  ['timeLimitMs', Number.NaN],
  ['seed', Infinity],
];

describe('validate', () => {
  it('takes a good problem', () => {
    expect(() => solve(good)).not.toThrow();
  });

  it.each(faults)('names the field %s when it is %j', (path, value) => {
    const problem: unknown = structuredClone(good);
    put(problem, path, value);
    const thrown = caught(problem);
    expect(thrown).toBeInstanceOf(ProblemError);
    // A fault between fields is told at the later one.
    if (thrown instanceof ProblemError) expect(thrown.path.startsWith(path) || path.startsWith(thrown.path)).toBe(true);
  });

  it('names the end of a day that lies before its start, and a stop fixed twice', () => {
    expect(caught({ ...good, days: [{ start: 5, end: 4, from: 0, to: 0 }] })).toMatchObject({ path: 'days[0].end' });
    expect(
      caught({
        ...good,
        fixed: [
          { stop: 'a', day: 0 },
          { stop: 'a', day: 0 },
        ],
      }),
    ).toMatchObject({ path: 'fixed[1].stop' });
  });

  it('throws nothing but ProblemError, whatever it is given', () => {
    const damaged = fc
      .tuple(problems({ maxStops: 4, maxDays: 2 }), fc.constantFrom(...faults.map(([path]) => path)), fc.anything())
      .map(([problem, path, value]) => {
        const copy: unknown = structuredClone(problem);
        put(copy, path, value);
        return copy;
      });
    fc.assert(
      fc.property(fc.oneof(fc.anything(), damaged), (value) => {
        const thrown = caught(value);
        expect(thrown === undefined || thrown instanceof ProblemError).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('takes every well-formed problem', () => {
    fc.assert(
      fc.property(problems({ maxStops: 8, maxDays: 3, fixed: true }), (problem) => {
        expect(caught(problem)).toBe(undefined);
      }),
    );
  });
});

function caught(problem: unknown): unknown {
  try {
    // What a caller without types could pass.
    const validateAny: (value: never) => void = validate;
    Reflect.apply(validateAny, undefined, [problem]);
    return undefined;
  } catch (error) {
    return error;
  }
}

function put(root: unknown, path: string, value: unknown): void {
  const keys = path.split(/[.[\]]+/).filter(Boolean);
  const last = keys.pop() ?? '';
  let at = root;
  for (const key of keys) at = typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined;
  if (typeof at === 'object' && at !== null) Reflect.set(at, last, value);
}
