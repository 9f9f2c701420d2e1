import { describe, expect, it } from 'vitest';
import { plan } from '../understand/testing.ts';
import { childLimit, dayHours, paceOf } from './limits.ts';
import { facts, good } from './sample.ts';
import { verify } from './index.ts';

describe('the planner keeps to what the check asks', () => {
  const ages = Array.from({ length: 18 }, (_, age) => age);

  it.each(ages)('with a child of %i', (age) => {
    for (const dayEnd of [undefined, '19:00', '23:00']) {
      const trip = plan({ travellers: { adults: 2, childrenAges: [age] }, ...(dayEnd === undefined ? {} : { dayEnd }) });
      expect(trip.dayEnd).toBeLessThanOrEqual(childLimit([age])?.dayEnd ?? 1440);
      expect(trip.dayEnd).toBeLessThanOrEqual(dayHours(trip.request).end);
      expect(trip.pace).toBe(paceOf(trip.request));
    }
  });

  it('a child under seven is relaxed, unless asked otherwise', () => {
    const of = (childrenAges: number[], pace?: 'packed') =>
      paceOf({ travellers: { adults: 2, childrenAges }, ...(pace === undefined ? {} : { pace }) });
    expect([of([]), of([6]), of([7]), of([12, 3]), of([3], 'packed')]).toEqual(['balanced', 'relaxed', 'balanced', 'relaxed', 'packed']);
    const { pace: _, ...request } = good.request;
    const said = verify({ ...good, request: { ...request, travellers: { adults: 2, childrenAges: [4] } } }, facts).rules[12]?.evidence[0]
      ?.text;
    expect(said).toContain('no pace was asked, relaxed is taken with a child under seven');
  });
});
