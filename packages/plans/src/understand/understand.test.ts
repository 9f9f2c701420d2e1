import { AppError, addDays, daysBetween, tripRequest } from '@tripmaster/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Trip } from '../trip.ts';
import { currencyOf, understand } from './index.ts';
import { NOW, fieldsOf, gazetteer, plan, refusal } from './testing.ts';

describe('destinations', () => {
  it('resolves them in order and chains the dates', () => {
    const trip = plan({ destinations: [{ name: 'Lisbon', nights: 3 }, { name: 'Porto' }] });
    expect(trip.stages).toEqual([
      expect.objectContaining({ name: 'Lisbon', guide: 'lisbon', arrive: '2027-05-10', depart: '2027-05-13', nights: 3 }),
      expect.objectContaining({ name: 'Porto', arrive: '2027-05-13', depart: '2027-05-14', nights: 1 }),
    ]);
  });

  it('names every place that is unknown, and only those', () => {
    const error = refusal({ destinations: [{ name: 'Lisbon' }, { name: 'Xyzzy' }, { name: 'Nowhere' }] });
    expect(error.code).toBe('unknown-place');
    expect(fieldsOf(error)).toEqual(['destinations.1.name', 'destinations.2.name']);
  });

  it('takes a country for a country', () => {
    for (const name of ['Japan', 'Turkey', 'Deutschland']) {
      const error = refusal({ destinations: [{ name }] });
      expect(error.code).toBe('unknown-place');
      expect(error.details.fields?.[0]?.reason).toMatch(/is a country/);
    }
    expect(plan({ destinations: [{ name: 'Singapore' }] }).stages[0]?.country).toBe('SG');
  });

  it('takes a guide for itself where its name is a country in another language', () => {
    expect(plan({ destinations: [{ name: 'Granada' }] }).stages[0]?.country).toBe('ES');
  });

  it('asks back only where it must', () => {
    const error = refusal({ destinations: [{ name: 'Lisbon' }, { name: 'Springfield' }] });
    expect(error.code).toBe('ambiguous-place');
    expect(fieldsOf(error)).toEqual(['destinations.1.name']);
    expect(error.details.choices).toEqual([
      { name: 'Springfield', region: 'Missouri', country: 'United States', lat: 1, lon: 2 },
      { name: 'Springfield', region: 'Massachusetts', country: 'United States', lat: 1, lon: 2 },
    ]);
  });

  it('takes the catalogue’s city and says so when a sizeable namesake exists', () => {
    const trip = plan({ destinations: [{ name: 'Paris' }] });
    expect(trip.stages[0]?.country).toBe('FR');
    expect(trip.notices).toEqual([
      { code: 'assumption', message: '“Paris” was taken to be Paris, Île-de-France, France, not Paris, Texas, United States.' },
    ]);
  });

  it('takes the clearly larger one without a word when the others are small', () => {
    const trip = plan({ destinations: [{ name: 'Memphis' }] });
    expect(trip.stages[0]?.timeZone).toBe('America/Chicago');
    expect(trip.notices).toEqual([]);
  });
});

describe('dates', () => {
  it('judges the past by the destination’s own clock', () => {
    // 23 November 10:30 UTC is the 23rd, 23:30 in Auckland and the 23rd, 00:30 in Honolulu.
    const today = { start: '2026-11-23', end: '2026-11-25' };
    expect(plan({ destinations: [{ name: 'Auckland' }], dates: today }).start).toBe('2026-11-23');
    const later = NOW + 3_600_000;
    expect(fieldsOf(refusal({ destinations: [{ name: 'Auckland' }], dates: today }, later))).toEqual(['dates.start']);
    expect(plan({ destinations: [{ name: 'Honolulu' }], dates: today }, later).start).toBe('2026-11-23');
  });

  it('expands a month to the first dates that are not past', () => {
    const days = (month: string, count: number, now?: number) => {
      const trip = plan({ dates: { month, days: count } }, now);
      return [trip.start, trip.end];
    };
    expect(days('2027-05', 5)).toEqual(['2027-05-01', '2027-05-05']);
    expect(days('2026-11', 5)).toEqual(['2026-11-23', '2026-11-27']);
    expect(days('2026-11', 20)).toEqual(['2026-11-23', '2026-12-12']);
    expect(days('2026-12', 1)).toEqual(['2026-12-01', '2026-12-01']);
    expect(fieldsOf(refusal({ dates: { month: '2026-10', days: 3 } }))).toEqual(['dates.month']);
    expect(plan({ dates: { month: '2027-05', days: 5 } }).notices).toEqual([expect.objectContaining({ code: 'assumption' })]);
  });

  it('puts a flexible trip around its fixed items', () => {
    const concert = { title: 'Concert', date: '2027-05-20', start: '20:00', end: '22:00' };
    const trip = plan({ dates: { month: '2027-05', days: 3 }, fixed: [concert] });
    expect([trip.start, trip.end]).toEqual(['2027-05-18', '2027-05-20']);
    expect(fieldsOf(refusal({ dates: { month: '2027-05', days: 3 }, fixed: [concert, { ...concert, date: '2027-05-25' }] }))).toEqual([
      'dates.days',
    ]);
    expect(fieldsOf(refusal({ dates: { month: '2027-05', days: 3 }, fixed: [{ ...concert, date: '2027-06-25' }] }))).toEqual([
      'dates.days',
    ]);
  });

  it('a one-day trip has one day and no night', () => {
    const trip = plan({ dates: { start: '2027-05-10', end: '2027-05-10' } });
    expect(trip.stages).toEqual([expect.objectContaining({ arrive: '2027-05-10', depart: '2027-05-10', nights: 0 })]);
  });

  it('says what does not add up', () => {
    const error = refusal({
      destinations: [
        { name: 'Lisbon', nights: 3 },
        { name: 'Porto', nights: 4 },
      ],
    });
    expect(error.details.fields).toEqual([
      { path: 'destinations', reason: '7 nights are asked for (3 + 4), but 2027-05-10 to 2027-05-14 has 4 nights' },
    ]);
    expect(fieldsOf(refusal({ destinations: [{ name: 'Lisbon', nights: 1 }] }))).toEqual(['destinations']);
  });

  it('says when there is no night for a city', () => {
    const trip = plan({
      destinations: [{ name: 'Lisbon' }, { name: 'Porto' }, { name: 'Tokyo' }],
      dates: { start: '2027-05-10', end: '2027-05-12' },
    });
    expect(trip.stages.map((stage) => stage.nights)).toEqual([1, 1, 0]);
    expect(trip.notices[0]?.message).toContain('Tokyo');
  });
});

describe('hours and needs', () => {
  it.each([
    [[], undefined, '09:00', '21:30', 0, 'balanced'],
    [[2], undefined, '09:00', '20:00', 1, 'relaxed'],
    [[3, 14], undefined, '09:00', '20:30', 0, 'relaxed'],
    [[6], undefined, '09:00', '21:00', 0, 'relaxed'],
    [[7], undefined, '09:00', '21:00', 0, 'balanced'],
    [[9], undefined, '09:00', '21:00', 0, 'balanced'],
    [[12], undefined, '09:00', '21:30', 0, 'balanced'],
    [[0], '22:00', '09:00', '20:00', 1, 'relaxed'],
    [[0], '18:00', '09:00', '18:00', 1, 'relaxed'],
  ] as const)('children %j, day end %s', (ages, dayEnd, start, end, naps, pace) => {
    const trip = plan({ travellers: { adults: 1, childrenAges: [...ages] }, ...(dayEnd === undefined ? {} : { dayEnd }) });
    const clock = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
    expect([clock(trip.dayStart), clock(trip.dayEnd), trip.naps.length, trip.pace]).toEqual([start, end, naps, pace]);
  });

  it('keeps the naps that were given, sorted, and refuses two at once', () => {
    expect(
      plan({
        travellers: { adults: 1, childrenAges: [1] },
        naps: [
          { start: '15:00', end: '16:00' },
          { start: '10:00', end: '10:30' },
        ],
      }).naps,
    ).toEqual([
      { start: 600, end: 630 },
      { start: 900, end: 960 },
    ]);
    expect(plan({ travellers: { adults: 1, childrenAges: [1] }, naps: [] }).naps).toEqual([]);
    expect(
      fieldsOf(
        refusal({
          naps: [
            { start: '13:00', end: '14:00' },
            { start: '13:30', end: '15:00' },
          ],
        }),
      ),
    ).toEqual(['naps']);
  });

  it('refuses days that end before they start', () => {
    expect(fieldsOf(refusal({ dayStart: '10:00', dayEnd: '10:00' }))).toEqual(['dayEnd']);
    expect(fieldsOf(refusal({ dayStart: '22:00' }))).toEqual(['dayStart']);
    expect(fieldsOf(refusal({ dates: { start: '2027-05-10', end: '2027-05-10' }, arrivalTime: '15:00', departureTime: '12:00' }))).toEqual([
      'departureTime',
    ]);
    expect(plan({ arrivalTime: '15:00', departureTime: '12:00' })).toMatchObject({ arrival: 900, departure: 720 });
  });

  it('counts the party', () => {
    expect(plan({ travellers: { adults: 2, childrenAges: [4, 9] } }).party).toEqual({ adults: 2, childrenAges: [4, 9], size: 4 });
  });
});

describe('fixed items', () => {
  const item = { title: 'Tour', date: '2027-05-11', start: '10:00', end: '12:00' };
  it('must lie within the dates and not clash', () => {
    expect(plan({ fixed: [item, { ...item, start: '12:00', end: '13:00' }] }).request.fixed).toHaveLength(2);
    expect(refusal({ fixed: [{ ...item, date: '2027-06-01' }] }).details.fields).toEqual([
      { path: 'fixed.0.date', reason: '“Tour” on 2027-06-01 is outside the trip (2027-05-10 to 2027-05-14)' },
    ]);
    const clash = refusal({ fixed: [item, { ...item, title: 'Lunch', start: '11:30', end: '12:30' }] });
    expect(clash.details.fields).toEqual([
      { path: 'fixed.1.start', reason: '“Lunch” (11:30–12:30) clashes with “Tour” (10:00–12:00) on 2027-05-11' },
    ]);
  });
});

describe('money', () => {
  it('is the budget’s, else the first catalogue city’s, else euros', () => {
    expect(plan({ budget: { amount: 180_000, currency: 'USD' } })).toMatchObject({ currency: 'USD', limit: 180_000 });
    expect(plan({ destinations: [{ name: 'Tokyo' }] }).currency).toBe('JPY');
    expect(plan({ destinations: [{ name: 'Tromso' }] }).currency).toBe('EUR');
    expect(plan({})).not.toHaveProperty('limit');
  });

  it('knows the money of every country the planner is likely to see', () => {
    expect(['PT', 'GB', 'CH', 'TH', 'BG', 'HR', 'VN', 'MA'].map(currencyOf)).toEqual([
      'EUR',
      'GBP',
      'CHF',
      'THB',
      'EUR',
      'EUR',
      'VND',
      'MAD',
    ]);
    expect(currencyOf('XX')).toBeUndefined();
  });
});

describe('any request', () => {
  const names = fc.constantFrom('Lisbon', 'Porto', 'Tokyo', 'Tromso', 'Paris');
  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '15', '30'))
    .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`);
  const request = fc
    .record(
      {
        destinations: fc.array(fc.record({ name: names, nights: fc.integer({ min: 0, max: 5 }) }, { requiredKeys: ['name'] }), {
          minLength: 1,
          maxLength: 10,
        }),
        dates: fc.oneof(
          fc
            .tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 59 }))
            .map(([from, days]) => ({ start: addDays('2026-11-01', from), end: addDays('2026-11-01', from + days) })),
          fc.record({ month: fc.constantFrom('2026-11', '2026-12', '2027-02', '2028-02'), days: fc.integer({ min: 1, max: 60 }) }),
        ),
        travellers: fc.record({
          adults: fc.integer({ min: 1, max: 5 }),
          childrenAges: fc.array(fc.integer({ min: 0, max: 17 }), { maxLength: 6 }),
        }),
        dayStart: time,
        dayEnd: time,
        interests: fc.array(fc.stringMatching(/^[a-z ,&]{1,20}[a-z]$/), { maxLength: 5 }),
        dietary: fc.array(fc.string({ minLength: 1, maxLength: 20 }), { maxLength: 5 }),
        accessibility: fc.array(fc.string({ minLength: 1, maxLength: 20 }), { maxLength: 5 }),
      },
      { requiredKeys: ['destinations', 'dates', 'travellers'] },
    )
    .map((input) => tripRequest.safeParse(input))
    .filter((parsed) => parsed.success)
    .map((parsed) => parsed.data);

  it('becomes a trip whose dates chain and nights add up, or is refused with a field', () => {
    let accepted = 0;
    fc.assert(
      fc.property(request, (input) => {
        let trip: Trip;
        try {
          trip = understand(input, { gazetteer, now: NOW });
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          expect(error.code).toBe('invalid-input');
          expect(error.details.fields?.length).toBeGreaterThan(0);
          return;
        }
        accepted += 1;
        expect(trip.stages).toHaveLength(input.destinations.length);
        expect(trip.stages[0]?.arrive).toBe(trip.start);
        expect(trip.stages.at(-1)?.depart).toBe(trip.end);
        trip.stages.forEach((stage, index) => {
          expect(daysBetween(stage.arrive, stage.depart)).toBe(stage.nights);
          if (index > 0) expect(stage.arrive).toBe(trip.stages[index - 1]?.depart);
          const asked = input.destinations[index]?.nights;
          if (asked !== undefined) expect(stage.nights).toBe(asked);
        });
        const shared = trip.stages.filter((_, index) => input.destinations[index]?.nights === undefined).map((stage) => stage.nights);
        if (shared.length > 0) expect(Math.max(...shared) - Math.min(...shared)).toBeLessThanOrEqual(1);
        if ('days' in input.dates) expect(daysBetween(trip.start, trip.end) + 1).toBe(input.dates.days);
        expect(trip.dayEnd).toBeGreaterThan(trip.dayStart);
        expect(trip.start >= '2026-11-23').toBe(true);
        expect(trip.request).toBe(input);
      }),
      { numRuns: 500 },
    );
    expect(accepted).toBeGreaterThan(50);
  });
});
