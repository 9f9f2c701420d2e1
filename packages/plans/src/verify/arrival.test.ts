import { item as itemSchema, spanOf, type Day, type Item, type PlanOperation } from '@tripmaster/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyOperations } from '../explain/apply.ts';
import { verify } from './index.ts';
import { facts, good } from './sample.ts';
import type { VerifiableDoc } from './types.ts';

const CITIES = {
  Singapore: { country: 'SG', lat: 1.29, lon: 103.85, timeZone: 'Asia/Singapore' },
  'San Francisco': { country: 'US', lat: 37.77, lon: -122.42, timeZone: 'America/Los_Angeles' },
  Lisbon: { country: 'PT', lat: 38.72, lon: -9.14, timeZone: 'Europe/Lisbon' },
  Auckland: { country: 'NZ', lat: -36.85, lon: 174.76, timeZone: 'Pacific/Auckland' },
  Honolulu: { country: 'US', lat: 21.3, lon: -157.86, timeZone: 'Pacific/Honolulu' },
  Apia: { country: 'WS', lat: -13.83, lon: -171.76, timeZone: 'Pacific/Apia' },
  'Pago Pago': { country: 'AS', lat: -14.28, lon: -170.7, timeZone: 'Pacific/Pago_Pago' },
  'New York': { country: 'US', lat: 40.71, lon: -74.01, timeZone: 'America/New_York' },
} as const;
type City = keyof typeof CITIES;

const base = { links: [], provenance: 'user' as const, locked: false };
const placeOf = (city: City) => ({ name: city, lat: CITIES[city].lat, lon: CITIES[city].lon, source: 'user' as const });
const night = (id: string, city: City, start: string, end: string): Item => ({
  ...base,
  id,
  kind: 'stay',
  title: `Stay in ${city}`,
  place: placeOf(city),
  start,
  end,
});
const flightTo = (city: City, start: string, end: string, date: string, rest: Partial<Item> = {}): Item => ({
  ...base,
  id: 'flight',
  kind: 'transfer',
  title: `Flight to ${city}`,
  place: placeOf(city),
  start,
  end,
  arrival: { date, timeZone: CITIES[city].timeZone },
  ...rest,
});
const dayIn = (city: City, date: string, items: Item[]): Day => ({
  date,
  city,
  country: CITIES[city].country,
  timeZone: CITIES[city].timeZone,
  items,
});

/** From one city to another on the middle one of three days. */
function trip(from: City, to: City, days: [Day, Day, Day]): VerifiableDoc {
  const [first, change, last] = days.map(({ date }) => date);
  const stage = (city: City, arrive = '', depart = '', nights = 1) => ({ name: city, ...CITIES[city], arrive, depart, nights });
  const doc: VerifiableDoc = {
    ...good,
    request: {
      destinations: [{ name: from }, { name: to }],
      dates: { start: first ?? '', end: last ?? '' },
      travellers: { adults: 1, childrenAges: [] },
      interests: [],
      dietary: [],
      accessibility: [],
    },
    destinations: [stage(from, first, change), stage(to, change, last)],
    days,
  };
  return applyOperations(doc, []);
}

const messages = (doc: VerifiableDoc): string[] => verify(doc, facts).violations.map(({ message }) => message);

const WEST = (flight: Item, ...after: Item[]): VerifiableDoc =>
  trip('Singapore', 'San Francisco', [
    dayIn('Singapore', '2027-07-01', [night('n1', 'Singapore', '22:00', '06:00')]),
    dayIn('Singapore', '2027-07-02', [flight, ...after, night('n2', 'San Francisco', '21:00', '08:00')]),
    dayIn('San Francisco', '2027-07-03', []),
  ]);

describe('a way to another zone', () => {
  it('may end earlier by the clock than it began, and the day goes on there', () => {
    const doc = WEST(flightTo('San Francisco', '09:15', '09:05', '2027-07-02'), {
      ...base,
      id: 'lunch',
      kind: 'meal',
      meal: 'lunch',
      title: 'Lunch',
      place: placeOf('San Francisco'),
      start: '12:30',
      end: '13:30',
    });
    expect(messages(doc)).toEqual([]);
    // Counted from the landing, by the clocks there.
    expect(doc.days[1]?.items.find(({ id }) => id === 'lunch')?.travelFromPrevious).toMatchObject({ spareMinutes: 205 });
  });

  it('is refused by the clock of both places when it would end before it began', () => {
    const [message] = messages(WEST(flightTo('San Francisco', '09:15', '09:05', '2027-07-01')));
    expect(message).toBe(
      '“Flight to San Francisco” arrives at 09:05 on Thursday 1 July (America/Los_Angeles), before it leaves at 09:15 on Friday 2 July (Asia/Singapore).',
    );
  });

  it('clashes with what starts before it has landed', () => {
    const coffee: Item = { ...base, id: 'coffee', kind: 'free', title: 'Coffee', start: '20:00', end: '20:30' };
    const doc = trip('Lisbon', 'New York', [
      dayIn('Lisbon', '2027-07-01', [night('n1', 'Lisbon', '22:00', '06:00')]),
      dayIn('Lisbon', '2027-07-02', [
        flightTo('New York', '18:00', '20:45', '2027-07-02'),
        coffee,
        night('n2', 'New York', '22:00', '08:00'),
      ]),
      dayIn('New York', '2027-07-03', []),
    ]);
    expect(messages(doc)).toContain(
      '“Coffee” starts at 20:00 on Friday 2 July, while “Flight to New York” lasts until 20:45 on Friday 2 July (America/New_York).',
    );
  });

  it('is too short where nobody could travel so fast, however the clocks differ', () => {
    expect(messages(WEST(flightTo('San Francisco', '09:15', '21:05', '2027-07-01'))).join()).toMatch(/it takes|at least/);
    expect(messages(WEST(flightTo('San Francisco', '09:15', '23:05', '2027-07-01'))).join()).toMatch(/it takes|at least/);
  });

  it('over the date line takes the night only where it lands the next day', () => {
    const east = trip('Auckland', 'Honolulu', [
      dayIn('Auckland', '2027-07-01', [night('n1', 'Auckland', '22:00', '07:00')]),
      dayIn('Auckland', '2027-07-02', [flightTo('Honolulu', '20:00', '05:30', '2027-07-02'), night('n2', 'Honolulu', '21:00', '08:00')]),
      dayIn('Honolulu', '2027-07-03', []),
    ]);
    expect(messages(east)).toEqual([]);
    const west = trip('Honolulu', 'Auckland', [
      dayIn('Honolulu', '2027-07-01', [night('n1', 'Honolulu', '22:00', '07:00')]),
      dayIn('Honolulu', '2027-07-02', [flightTo('Auckland', '14:00', '21:30', '2027-07-03')]),
      dayIn('Auckland', '2027-07-03', []),
    ]);
    expect(messages(west)).toEqual([]);
    const hop = trip('Pago Pago', 'Apia', [
      dayIn('Pago Pago', '2027-07-01', [night('n1', 'Pago Pago', '22:00', '07:00')]),
      dayIn('Pago Pago', '2027-07-02', [flightTo('Apia', '10:00', '11:00', '2027-07-03')]),
      dayIn('Apia', '2027-07-03', []),
    ]);
    expect(messages(hop)).toEqual([]);
  });

  it('lands in no hour that spring takes away, and in the first of two that autumn gives', () => {
    const to = (date: string, end: string) => {
      const before = new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
      const after = new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
      return trip('New York', 'Lisbon', [
        dayIn('New York', before, [flightTo('Lisbon', '13:00', end, date)]),
        dayIn('Lisbon', date, [night('n2', 'Lisbon', '21:00', '08:00')]),
        dayIn('Lisbon', after, []),
      ]);
    };
    const gap = verify(to('2027-03-28', '01:30'), facts);
    expect(gap.violations.filter(({ rule }) => rule === 19).map(({ message }) => message)).toEqual([
      'There is no 01:30 on Sunday 28 March in Europe/Lisbon: the clocks go forward over it.',
    ]);
    const twice = verify(to('2027-10-31', '01:30'), facts);
    expect(twice.violations.filter(({ rule }) => rule === 19)).toEqual([]);
    expect(JSON.stringify(twice.rules.find(({ rule }) => rule === 19)?.evidence)).toContain('01:30 comes twice');
  });

  it('is only for a transfer', () => {
    const dinner = { ...flightTo('Lisbon', '19:00', '20:00', '2027-07-02'), kind: 'meal' };
    expect(itemSchema.safeParse(dinner).error?.issues).toMatchObject([{ path: ['arrival'], message: expect.stringContaining('transfer') }]);
    const doc = WEST({ ...flightTo('San Francisco', '09:15', '09:05', '2027-07-02'), kind: 'activity' });
    expect(messages(doc)).toContain('“Flight to San Francisco” ends in another place. Only a transfer does.');
  });
});

describe('changing a way to another zone', () => {
  const doc = WEST(flightTo('San Francisco', '09:15', '09:05', '2027-07-02'));
  const flown = (operations: PlanOperation[], from = doc) => {
    const changed = applyOperations(from, operations);
    const day = changed.days.find(({ items }) => items.some(({ id }) => id === 'flight'));
    const item = day?.items.find(({ id }) => id === 'flight');
    if (day === undefined || item === undefined) throw new Error('gone');
    const { from: begins, to } = spanOf(item, day);
    return { date: day.date, start: item.start, end: item.end, arrival: item.arrival?.date, minutes: to - begins };
  };

  it('to another start or day keeps it as long as it is, summer time or not', () => {
    expect(flown([{ op: 'move', itemId: 'flight', date: '2027-07-01', start: '23:30' }])).toEqual({
      date: '2027-07-01',
      start: '23:30',
      end: '23:20',
      arrival: '2027-07-01',
      minutes: 890,
    });
    expect(flown([{ op: 'move', itemId: 'flight', date: '2027-07-02', start: '00:10' }])).toMatchObject({
      end: '00:00',
      arrival: '2027-07-02',
    });
    expect(flown([{ op: 'move', itemId: 'flight', date: '2027-07-02', start: '00:05' }])).toMatchObject({
      end: '23:55',
      arrival: '2027-07-01',
    });
    expect(flown([{ op: 'retime', itemId: 'flight', start: '20:15', end: '20:05' }])).toMatchObject({
      arrival: '2027-07-02',
      minutes: 890,
    });
    expect(flown([{ op: 'retime', itemId: 'flight', start: '00:05', end: '23:55' }])).toMatchObject({
      arrival: '2027-07-01',
      minutes: 890,
    });
  });

  it('moves its landing with the dates of the trip', () => {
    const moved = applyOperations(doc, [{ op: 'set-dates', start: '2027-07-11', end: '2027-07-13' }]);
    expect(moved.days[1]?.items[0]?.arrival).toEqual({ date: '2027-07-12', timeZone: 'America/Los_Angeles' });
  });

  it('keeps what follows behind it, and in front of it what starts before it has landed', () => {
    const add = (id: string, start: string, end: string): PlanOperation => ({
      op: 'add',
      date: '2027-07-02',
      item: { ...base, id, kind: 'free', title: id, start, end },
    });
    const changed = applyOperations(doc, [add('late', '18:00', '19:00'), add('early', '07:00', '08:00'), add('morning', '09:05', '10:00')]);
    expect(changed.days[1]?.items.map(({ id }) => id)).toEqual(['early', 'flight', 'morning', 'late', 'n2']);
    // Again gives the same.
    expect(applyOperations(changed, []).days).toEqual(changed.days);
  });

  it('never throws and always keeps the order it made, whatever arrives when', () => {
    const time = fc.constantFrom('00:00', '01:30', '09:05', '09:15', '23:59');
    const date = fc.constantFrom('2027-06-30', '2027-07-01', '2027-07-02', '2027-07-03', '2027-12-31', '0001-01-01', '9999-12-31');
    const zone = fc.constantFrom('Asia/Singapore', 'Pacific/Apia', 'America/Los_Angeles', 'Australia/Lord_Howe');
    const flight = fc.record({ id: fc.constantFrom('a', 'b', 'c'), start: time, end: time, arrival: fc.record({ date, timeZone: zone }) });
    fc.assert(
      fc.property(fc.uniqueArray(flight, { maxLength: 3, selector: ({ id }) => id }), time, (flights, start) => {
        const made = WEST(
          flightTo('San Francisco', '09:15', '09:05', '2027-07-02'),
          ...flights.map((one): Item => ({ ...flightTo('Apia', '', '', ''), ...one })),
        );
        verify(made, facts);
        const moves: PlanOperation[] = flights.map(({ id }) => ({ op: 'move', itemId: id, date: '2027-07-02', start }));
        const retimed: PlanOperation[] = flights.map(({ id }) => ({ op: 'retime', itemId: id, start, end: '12:00' }));
        const changed = applyOperations(made, [...moves, ...retimed]);
        verify(changed, facts);
        for (const { items } of changed.days) for (const one of items) itemSchema.parse(one);
      }),
      { numRuns: 300 },
    );
  });
});
