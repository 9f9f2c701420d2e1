import fc from 'fast-check';
import { CATEGORIES, itemKind, type Day, type Item } from '@tripmaster/contracts';
import { describe, expect, it } from 'vitest';
import { categoryOf, sumBudget } from './index.ts';

const day = (date: string, items: Item[]): Day => ({ date, city: 'Lisbon', country: 'PT', timeZone: 'Europe/Lisbon', items });
const item = fc.record({
  id: fc.uuid(),
  kind: fc.constantFrom(...itemKind.options),
  title: fc.constant('x'),
  start: fc.constant('10:00'),
  end: fc.constant('11:00'),
  links: fc.constant<Item['links']>([]),
  provenance: fc.constant('user' as const),
  locked: fc.constant(false),
  cost: fc.record({ amount: fc.integer({ min: 0, max: 50_000_000 }), currency: fc.constant('EUR') }),
});
const days = fc
  .array(fc.array(item, { maxLength: 6 }), { minLength: 1, maxLength: 10 })
  .map((all) => all.map((items, index) => day(`2027-05-${10 + index}`, items)));

describe('sumBudget', () => {
  it('adds up to the minor unit, whatever the prices', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 1_000_000_000 }), (plan, party, limit) => {
        const sums = sumBudget(plan, { currency: 'EUR', party, limit: { amount: limit, currency: 'EUR' } });
        const total = plan.flatMap(({ items }) => items).reduce((sum, { cost }) => sum + (cost?.amount ?? 0), 0);
        expect(sums.total.amount).toBe(total);
        expect(sums.categories.reduce((sum, part) => sum + part.total.amount, 0)).toBe(total);
        expect(sums.left?.amount).toBe(limit - total);
        for (const [share, heads] of [
          [sums.perPerson, party],
          [sums.perDay, plan.length],
        ] as const) {
          expect(share.amount * heads - total).toBeGreaterThanOrEqual(0);
          expect(share.amount * heads - total).toBeLessThan(heads);
        }
        if (sums.categories.length > 0) {
          expect(sums.categories.reduce((sum, part) => sum + part.perPersonPerDay.amount, 0)).toBe(
            Math.ceil(total / (party * plan.length)),
          );
        }
        expect(sums.categories.map(({ category }) => category)).toEqual(
          CATEGORIES.filter((one) => sums.categories.some(({ category }) => category === one)),
        );
      }),
    );
  });

  it('takes an item by its own category, else by its kind', () => {
    const base: Item = {
      id: 'a',
      kind: 'transfer',
      title: 'x',
      start: '10:00',
      end: '11:00',
      links: [],
      provenance: 'user',
      locked: false,
    };
    expect(categoryOf(base)).toBe('transport');
    expect(categoryOf({ ...base, kind: 'activity' })).toBe('activities');
    expect(categoryOf({ ...base, kind: 'activity', category: 'equipment' })).toBe('equipment');
  });

  it('converts by the dated rate, across currencies with other decimals, and leaves out what has none', () => {
    const priced = (id: string, amount: number, currency: string): Item => ({
      id,
      kind: 'sight',
      title: id,
      start: '10:00',
      end: '11:00',
      links: [],
      provenance: 'user',
      locked: false,
      cost: { amount, currency },
    });
    const plan = [day('2027-05-13', [priced('a', 1000, 'EUR'), priced('b', 1640, 'JPY'), priced('c', 999, 'GBP')])];
    const rates = [{ currency: 'JPY', perUnit: 164, asOf: '2026-11-20', source: 'ECB' }];
    expect(sumBudget(plan, { currency: 'EUR', party: 2, rates })).toMatchObject({
      total: { amount: 2000 },
      perPerson: { amount: 1000 },
      rates,
    });
  });

  it('gives zeros for a plan without prices', () => {
    expect(sumBudget([], { currency: 'JPY', party: 3 })).toEqual({
      total: { amount: 0, currency: 'JPY' },
      perPerson: { amount: 0, currency: 'JPY' },
      perDay: { amount: 0, currency: 'JPY' },
      categories: [],
    });
  });
});
