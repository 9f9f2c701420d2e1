import { expect, it } from 'vitest';
import { addAll, REST, takeAway, toStored, type Counts } from './counts.ts';

it('keeps the most frequent values apart, and all others as one', () => {
  const counts: Counts = new Map([
    ['a', [3, 1]],
    ['b', [1]],
    ['c', [0, 9]],
    ['d', [2, 2]],
  ]);
  const all: Counts = new Map();
  addAll(all, toStored(counts, 2));
  expect(all).toEqual(
    new Map([
      ['c', [0, 9]],
      ['a', [3, 1]],
      [REST, [3, 2]],
    ]),
  );
});

it('never takes away more than there is: what was among the rarest begins at nothing', () => {
  const counts: Counts = new Map([
    ['gone', [3, 2]],
    ['again', [8, 0]],
    ['more', [5, 5]],
  ]);
  takeAway(counts, {
    values: ['gone', 'again', 'more', 'unknown'],
    columns: [
      [3, 3, 1, 1],
      [4, 2, 1, 1],
    ],
  });
  expect(counts).toEqual(
    new Map([
      ['again', [5, 0]],
      ['more', [4, 4]],
    ]),
  );
});
