import { expect, it } from 'vitest';
import { NO_STEPS, withNew, withoutLast, withTaken, type Step } from './steps.ts';

const step = (done: string, at: number, to: number): Step => ({ done, operations: [], at, to });

it('takes steps back one by one and makes them again, each from the version that is like it', () => {
  const done = withNew(withNew(NO_STEPS, step('a', 2, 1)), step('b', 3, 2));
  const back = withTaken(done, 'undo', step('b', 4, 3), true);
  expect(back).toEqual({ undo: [step('a', 4, 1)], redo: [step('b', 4, 3)] });
  const start = withTaken(back, 'undo', step('a', 5, 4), true);
  expect(start).toEqual({ undo: [], redo: [step('b', 4, 3), step('a', 5, 4)] });
  const again = withTaken(start, 'redo', step('a', 6, 5), true);
  expect(again).toEqual({ undo: [step('a', 6, 5)], redo: [step('b', 6, 3)] });
});

it('leaves earlier steps at their versions where others did something in between', () => {
  const done = withNew(withNew(NO_STEPS, step('a', 2, 1)), step('b', 3, 2));
  expect(withTaken(done, 'undo', step('b', 7, 6), false).undo).toEqual([step('a', 2, 1)]);
  expect(withoutLast(done, 'undo')).toEqual({ undo: [step('a', 2, 1)], redo: [] });
  expect(withNew({ undo: [], redo: [step('b', 4, 3)] }, step('c', 5, 4)).redo).toEqual([]);
});
