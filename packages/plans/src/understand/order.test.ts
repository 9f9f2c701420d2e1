import { addDays, tripRequest, type DestinationHit } from '@tripmaster/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderOf, type Order } from './order.ts';

const START = '2027-05-10';
const CITIES = { Lisbon: [38.72, -9.14], Porto: [41.15, -8.61], Madrid: [40.42, -3.7], Seville: [37.39, -5.99] } as const;
type City = keyof typeof CITIES;

const hit = (name: City): DestinationHit => ({
  name,
  region: '',
  country: '',
  countryName: '',
  lat: CITIES[name][0],
  lon: CITIES[name][1],
  timeZone: 'Europe/Lisbon',
  population: 1,
});

type Stop = { name: City; nights?: number };
type Item = { city: City | undefined; day: number; start?: string; end?: string };

/** The order of a trip in which the stops have these nights, with items near cities on days counted from 1. */
function order(stops: Stop[], nights: number[], items: Item[]): Order {
  const days = nights.reduce((sum, own) => sum + own, 1);
  const request = tripRequest.parse({
    destinations: stops,
    dates: { start: START, end: addDays(START, days - 1) },
    travellers: { adults: 1 },
    fixed: items.map(({ city, day, start = '19:00', end = '21:00' }, index) => ({
      title: `Item ${index + 1}`,
      date: addDays(START, day - 1),
      start,
      end,
      ...(city === undefined ? {} : { place: { name: 'There', lat: CITIES[city][0] + 0.05, lon: CITIES[city][1] } }),
    })),
  });
  return orderOf(
    stops.map(({ name }) => hit(name)),
    nights,
    request,
    { start: START, end: addDays(START, days - 1) },
  );
}

describe('the order of travel', () => {
  const asked: Stop[] = [
    { name: 'Lisbon', nights: 3 },
    { name: 'Porto', nights: 2 },
  ];

  it('stays as asked where nothing speaks against it', () => {
    for (const items of [[], [{ city: undefined, day: 2 }], [{ city: 'Porto' as const, day: 4 }], [{ city: 'Lisbon' as const, day: 4 }]])
      expect(order(asked, [3, 2], items)).toEqual({ order: [0, 1], nights: [3, 2], notices: [] });
  });

  it('turns round where an item is in the other city, and says why', () => {
    expect(order(asked, [3, 2], [{ city: 'Porto', day: 2 }])).toEqual({
      order: [1, 0],
      nights: [3, 2],
      notices: [
        {
          code: 'assumption',
          message: '“Item 1” on Tuesday 11 May is in Porto, so the trip goes to Porto (2 nights) and Lisbon (3 nights), in this order.',
        },
      ],
    });
  });

  it('rather moves nights that nobody asked for, no more than needed', () => {
    expect(order([{ name: 'Lisbon' }, { name: 'Porto' }], [3, 2], [{ city: 'Porto', day: 3 }])).toMatchObject({
      order: [0, 1],
      nights: [2, 3],
    });
    expect(
      order([{ name: 'Lisbon' }, { name: 'Madrid', nights: 2 }, { name: 'Porto' }], [3, 2, 2], [{ city: 'Porto', day: 5 }]),
    ).toMatchObject({ order: [0, 1, 2], nights: [2, 2, 3] });
  });

  it('leaves a morning in the city of the evening before, and an evening the night after', () => {
    // On the day of a move either city would do for the day, but not for its morning or its evening.
    const stops: Stop[] = [{ name: 'Lisbon' }, { name: 'Porto' }];
    expect(order(stops, [4, 1], [{ city: 'Porto', day: 4, start: '09:00', end: '11:00' }]).nights).toEqual([2, 3]);
    expect(order(stops, [4, 1], [{ city: 'Porto', day: 4, start: '19:00', end: '21:00' }]).nights).toEqual([3, 2]);
    expect(order(stops, [2, 3], [{ city: 'Lisbon', day: 3, start: '19:00', end: '21:00' }]).nights).toEqual([3, 2]);
    expect(order(asked, [3, 2], [{ city: 'Lisbon', day: 4 }])).toMatchObject({ order: [0, 1], nights: [3, 2], notices: [] });
  });

  it('turns round rather than cut a stay by more than half', () => {
    const stops: Stop[] = [{ name: 'Madrid' }, { name: 'Lisbon' }, { name: 'Porto' }];
    expect(order(stops, [3, 3, 2], [{ city: 'Porto', day: 2 }])).toMatchObject({ order: [2, 0, 1], nights: [3, 3, 2] });
    // Nobody asked for three nights in Madrid: one less, and the evening of the third day is in Porto.
    expect(order(stops, [3, 3, 2], [{ city: 'Porto', day: 3 }])).toMatchObject({ order: [0, 2, 1], nights: [2, 4, 2] });
  });

  it('changes nothing where items cannot all be met, or may be in several cities', () => {
    const items: Item[] = [
      { city: 'Porto', day: 2 },
      { city: 'Lisbon', day: 3 },
      { city: 'Porto', day: 4 },
    ];
    expect(order(asked, [3, 2], items)).toMatchObject({ order: [0, 1], notices: [] });
    const there: Stop[] = [{ name: 'Lisbon' }, { name: 'Porto' }, { name: 'Lisbon' }];
    expect(order(there, [2, 2, 2], [{ city: 'Lisbon', day: 3 }])).toMatchObject({ order: [0, 1, 2], notices: [] });
  });

  it('always visits every stop, keeps the nights that were asked for and the length of the trip', () => {
    const stop = fc.tuple(fc.constantFrom<City>('Lisbon', 'Porto', 'Madrid', 'Seville'), fc.integer({ min: 0, max: 4 }), fc.boolean());
    const stops = fc.uniqueArray(stop, { minLength: 1, maxLength: 4, selector: ([name]) => name });
    const item = fc.record({ city: fc.constantFrom<City>('Lisbon', 'Porto', 'Madrid', 'Seville'), at: fc.nat(15) });
    fc.assert(
      fc.property(stops, fc.array(item, { maxLength: 3 }), (trip, items) => {
        const nights = trip.map(([, own]) => own);
        const days = nights.reduce((sum, own) => sum + own, 1);
        const asked = trip.map(([name, own, open]): Stop => (open ? { name } : { name, nights: own }));
        const found = order(
          asked,
          nights,
          items.map(({ city, at }) => ({ city, day: 1 + (at % days) })),
        );
        expect(found.order.toSorted((a, b) => a - b)).toEqual(asked.map((_, index) => index));
        expect(found.nights.reduce((sum, own) => sum + own, 1)).toBe(days);
        for (const [index, { nights: wanted }] of asked.entries()) if (wanted !== undefined) expect(found.nights[index]).toBe(wanted);
        if (found.notices.length === 0) expect(found).toEqual({ order: asked.map((_, index) => index), nights, notices: [] });
      }),
    );
  });
});
