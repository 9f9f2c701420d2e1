import { CATEGORIES, type Category, sum } from '@tripmaster/contracts';
import { describe, expect, it } from 'vitest';
import { deltaText, sharesOf } from './amount.ts';
import { barOf } from './bar.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const budget = (limit: number | undefined, ...parts: number[]) => ({
  total: sum(parts.map(eur), 'EUR'),
  ...(limit === undefined ? {} : { limit: eur(limit) }),
  categories: parts.map((part, index) => ({
    category: CATEGORIES[index] ?? ('equipment' satisfies Category),
    total: eur(part),
    perPersonPerDay: eur(0),
  })),
});

describe('amounts', () => {
  it('say a difference with a sign, none as plus-minus', () => {
    expect([eur(21840), eur(-2000), eur(0)].map(deltaText)).toEqual(['+218.40\u00a0EUR', '−20.00\u00a0EUR', '±0.00\u00a0EUR']);
  });

  it('are shared so that the shares add up', () => {
    expect(sharesOf(162575, 3)).toEqual([
      { people: 2, amount: 54192 },
      { people: 1, amount: 54191 },
    ]);
    expect(sharesOf(900, 3)).toEqual([{ people: 3, amount: 300 }]);
  });
});

describe('the bar', () => {
  it('is in exact proportion to the limit, what is left included', () => {
    const { stretches, over } = barOf(budget(180000, 70400, 44750, 36200, 8775, 2450));
    expect(stretches.map(({ kind }) => kind)).toEqual(['stay', 'food', 'activities', 'transport', 'equipment', 'left']);
    expect(stretches[0]?.share).toBeCloseTo(704 / 1800, 12);
    expect(stretches.reduce((all, { share }) => all + share, 0)).toBeCloseTo(1, 12);
    expect(over).toBe(0);
  });

  it('hatches what is over, leaves nothing out and draws no empty stretch', () => {
    const { stretches, over } = barOf(budget(100000, 80000, 0, 45000));
    expect(stretches.map(({ kind }) => kind)).toEqual(['stay', 'activities']);
    expect(over).toBeCloseTo(0.2, 12);
    expect(barOf(budget(undefined, 0))).toEqual({ stretches: [], over: 0 });
  });
});
