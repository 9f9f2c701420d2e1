import { describe, expect, it } from 'vitest';
import { apart, ticksOf } from './layout.ts';

describe('labels at the ends of lines', () => {
  it('are kept apart, in their order, and above the axis', () => {
    expect(apart([{ y: 50 }, { y: 55 }, { y: 120 }], 17, 210).map(({ y }) => y)).toEqual([50, 67, 120]);
    expect(apart([{ y: 210 }, { y: 209 }, { y: 205 }], 17, 210).map(({ y }) => y)).toEqual([210, 193, 176]);
    expect(apart([], 17, 210)).toEqual([]);
  });
});

describe('names below the axis', () => {
  it('are five at most, with the first and the last', () => {
    expect(ticksOf(0)).toEqual([]);
    expect(ticksOf(1)).toEqual([0]);
    expect(ticksOf(3)).toEqual([0, 1, 2]);
    expect(ticksOf(84)).toEqual([0, 21, 42, 62, 83]);
  });
});
