import type { PlanDocument } from '@tripmaster/contracts';
import { beforeAll, describe, expect, test } from 'vitest';
import { errors, expectGreen, items, makePlanner, REFERENCE, sumOfItems } from './testing.ts';

let plan: Awaited<ReturnType<typeof makePlanner>>;
beforeAll(async () => {
  plan = await makePlanner();
});

describe('money', () => {
  test('a lean budget is kept by simpler meals and cheaper sights', async () => {
    const { doc } = await plan({ ...REFERENCE, budget: { amount: 95_000, currency: 'EUR' } });
    expectGreen(doc);
    expect(doc.budget.total.amount).toBeLessThanOrEqual(95_000);
  });

  test('an impossible budget gives the nearest plan, the rule that is broken and a way out', async () => {
    const { doc } = await plan({ ...REFERENCE, budget: { amount: 30_000, currency: 'EUR' } });
    expect(errors(doc).map(({ rule }) => rule)).toEqual([9]);
    expect(errors(doc)[0]?.waysOut.length).toBeGreaterThan(0);
    expect(sumOfItems(doc)).toBe(doc.budget.total.amount);
  });

  test('a style that was asked for is kept', async () => {
    const luxury = (await plan({ ...REFERENCE, style: 'luxury', budget: { amount: 900_000, currency: 'EUR' } })).doc;
    const budget = (await plan({ ...REFERENCE, style: 'budget' })).doc;
    const night = (doc: PlanDocument): number => items(doc).find(({ kind }) => kind === 'stay')?.cost?.amount ?? 0;
    expect(night(luxury)).toBe(32_000);
    expect(night(budget)).toBe(7_500);
  });
});
