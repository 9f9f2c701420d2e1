import { rulesHolding } from '@tripmaster/contracts';
import { describe, expect, it } from 'vitest';
import { equipmentOf } from '../understand/equipment.ts';
import { makePlanner } from './testing.ts';

const plan = await makePlanner();
const TRIP = {
  destinations: [{ name: 'Lisbon' }],
  dates: { start: '2027-05-10', end: '2027-05-14' },
  travellers: { adults: 2, childrenAges: [3, 9] },
};

describe('equipment', () => {
  it.each([
    [['surfing'], undefined, ['surf']],
    [['food'], 'skiing holiday', ['ski']],
    [['hiking', 'scuba diving'], undefined, ['dive', 'trek']],
    [['no skiing'], 'not a safari', []],
    [['history'], 'honeymoon', []],
  ])('is read out of %j and “%s”', (interests, purpose, kinds) => {
    expect(equipmentOf({ interests, ...(purpose !== undefined && { purpose }) })).toEqual(kinds);
  });

  it('is part of the total, a category of its own, for those old enough and the days between', async () => {
    const { doc } = await plan({ ...TRIP, interests: ['surfing', 'food'], budget: { amount: 300_000, currency: 'EUR' } });
    const rented = doc.days.flatMap(({ items }) => items.filter(({ category }) => category === 'equipment'));
    // 25 euros a person and day, three people from six on, three days between coming and going.
    expect(rented.map(({ cost, costBasis }) => [cost, costBasis])).toEqual([[{ amount: 22_500, currency: 'EUR' }, 'estimate']]);
    const { categories, total } = doc.budget;
    expect(categories.find(({ category }) => category === 'equipment')?.total.amount).toBe(22_500);
    expect(categories.reduce((sum, part) => sum + part.total.amount, 0)).toBe(total.amount);
    expect(total.amount).toBeLessThanOrEqual(300_000);
    expect(rulesHolding(doc.verification)).toBe(20);
  });

  it('is fetched without a way to it, beside the day’s tickets as after breakfast', async () => {
    const { doc } = await plan({ ...TRIP, travellers: { adults: 2 }, interests: ['surfing'] });
    const items = doc.days.flatMap((day) => day.items);
    expect(items.find(({ category }) => category === 'equipment')).not.toHaveProperty('travelFromPrevious');
    expect(items.filter(({ travelFromPrevious: leg }) => leg !== undefined && leg.spareMinutes < 0)).toEqual([]);
  });

  it('leaves the traveller’s appointments alone, and finds a day that has room', async () => {
    const fixed = [{ title: 'A day at the office', date: '2027-05-10', start: '09:30', end: '18:00' }];
    const { doc } = await plan({ ...TRIP, travellers: { adults: 2 }, interests: ['trekking', 'diving'], fixed });
    const days = doc.days.flatMap(({ date, items }) => items.flatMap(({ category }) => (category === 'equipment' ? [date] : [])));
    expect(days).toEqual(['2027-05-11']);
    expect(rulesHolding(doc.verification)).toBe(20);
  });

  it('is not planned where nobody asked for anything of the kind', async () => {
    const { doc } = await plan({ ...TRIP, interests: ['history'] });
    expect(doc.budget.categories.some(({ category }) => category === 'equipment')).toBe(false);
  });
});
