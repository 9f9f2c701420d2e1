import { expect, it } from 'vitest';
import { coverOf, dailyPrice, popularOf } from './popular.ts';

it('counts each plan once per destination, most first', () => {
  const plans = [
    { destinations: ['Lisbon', 'Porto'] },
    { destinations: ['lisbon', 'Lisbon'] },
    { destinations: ['Kyōto'] },
    { destinations: ['Kyoto'] },
    { destinations: ['Lisbon'] },
  ];
  expect(popularOf(plans)).toEqual([
    { name: 'Lisbon', plans: 3 },
    { name: 'Kyōto', plans: 2 },
    { name: 'Porto', plans: 1 },
  ]);
});

it('gives a plan one colour for good', () => {
  expect(coverOf('0193-a')).toBe(coverOf('0193-a'));
  expect(new Set(Array.from({ length: 40 }, (_, index) => coverOf(`id-${index}`))).size).toBe(3);
});

it('prices a person and a day', () => {
  expect(dailyPrice({ total: { amount: 162575, currency: 'EUR' }, travellers: 3, days: 5 })).toEqual({ amount: 10838, currency: 'EUR' });
});
