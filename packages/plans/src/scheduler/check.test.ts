import { describe, expect, it } from 'vitest';
import { checkSolution, type Problem, type Solution } from './index.ts';

const problem: Problem = {
  stops: [
    { id: 'a', score: 2, visitMinutes: 10, windows: [{ open: 20, close: 50 }] },
    { id: 'b', score: 3, visitMinutes: 10, windows: [{ open: 0, close: 90 }] },
  ],
  days: [{ start: 0, end: 100, from: 0, to: 0 }],
  travelMinutes: [
    [0, 5, 6],
    [7, 0, 8],
    [9, 10, 0],
  ],
  fixed: [{ stop: 'a', day: 0, start: 20 }],
};
const good: Solution = {
  days: [
    [
      { stop: 'a', start: 20 },
      { stop: 'b', start: 38 },
    ],
  ],
  score: 5,
};

describe('checkSolution', () => {
  it('finds nothing wrong with a good plan', () => {
    expect(checkSolution(problem, good)).toEqual([]);
  });

  it.each<readonly [string, Solution, RegExp]>([
    [
      'a start before arrival',
      {
        days: [
          [
            { stop: 'a', start: 20 },
            { stop: 'b', start: 37.9 },
          ],
        ],
        score: 5,
      },
      /b starts at 37.9, reached at 38/,
    ],
    ['a closed stop', { days: [[{ stop: 'a', start: 19 }]], score: 2 }, /closed/],
    [
      'a late return',
      {
        days: [
          [
            { stop: 'a', start: 20 },
            { stop: 'b', start: 82 },
          ],
        ],
        score: 5,
      },
      /back at 101/,
    ],
    [
      'a stop twice',
      {
        days: [
          [
            { stop: 'a', start: 20 },
            { stop: 'a', start: 40 },
          ],
        ],
        score: 4,
      },
      /twice/,
    ],
    ['a wrong score', { ...good, score: 6 }, /claimed/],
    ['a bound under the score', { ...good, bound: 4 }, /bound/],
    [
      'an unknown stop',
      {
        days: [
          [
            { stop: 'a', start: 20 },
            { stop: 'c', start: 50 },
          ],
        ],
        score: 2,
      },
      /unknown/,
    ],
    ['a missing fixed stop', { days: [[]], score: 0 }, /missing/],
    ['a fixed stop at another time', { days: [[{ stop: 'a', start: 21 }]], score: 2 }, /starts at 21, not 20/],
    ['too many days', { days: [...good.days, []], score: 5 }, /2 days planned/],
    ['no number', { days: [[{ stop: 'a', start: Number.NaN }]], score: 2 }, /closed/],
  ])('finds %s', (_, solution, message) => {
    expect(checkSolution(problem, solution).join('\n')).toMatch(message);
  });
});
