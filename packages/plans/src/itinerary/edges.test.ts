import { tripRequest, type TripRequestInput } from '@tripmaster/contracts';
import { describe, expect, test } from 'vitest';
import { errors, expectGreen, items, makePlanner } from './testing.ts';

const plan = await makePlanner();
const trip = (more: Partial<TripRequestInput>): TripRequestInput => ({
  destinations: [{ name: 'Copenhagen' }],
  dates: { start: '2027-10-10', end: '2027-10-13' },
  travellers: { adults: 2, childrenAges: [] },
  ...more,
});

describe('a price in another money, on something booked', () => {
  const booked = { title: 'The opera', date: '2027-10-11', start: '19:00', end: '21:30', cost: { amount: 12_000, currency: 'GBP' } };

  test('is converted at a dated rate, and the booking counts as kept', async () => {
    const { doc } = await plan(trip({ budget: { amount: 400_000, currency: 'EUR' }, fixed: [booked] }));
    expectGreen(doc);
    expect(doc.budget.rates).toContainEqual(expect.objectContaining({ currency: 'GBP' }));
    const cost = items(doc).find(({ title }) => title === booked.title)?.cost;
    expect(cost?.currency).toBe('EUR');
    expect(cost?.amount).toBeGreaterThan(12_000);
  });

  test('stays as it was given where no rate is known, and the check says so', async () => {
    const { doc } = await plan(
      trip({ budget: { amount: 400_000, currency: 'EUR' }, fixed: [{ ...booked, cost: { amount: 9_000, currency: 'XPF' } }] }),
    );
    expect(doc.verification.violations.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)).toEqual([18]);
  });
});

test.each(['Budapest', 'Ubud'])('%s costs what it costs: its money has two places', async (name) => {
  const { doc } = await plan(trip({ destinations: [{ name }], style: 'mid', budget: { amount: 300_000, currency: 'EUR' } }));
  expect(doc.budget.perDay.amount).toBeGreaterThan(5_000);
  expect(doc.budget.perDay.amount).toBeLessThan(40_000);
});

describe('minutes around midnight', () => {
  test.each(['23:20', '23:49', '23:52', '23:59'])('arriving at %s leaves the night', async (arrivalTime) => {
    const { doc } = await plan(trip({ arrivalTime }));
    expectGreen(doc);
    expect(doc.days[0]?.items.at(-1)).toMatchObject({ kind: 'stay' });
  });

  test.each(['00:00', '00:05', '00:35'])('leaving at %s ends the last night by then', async (departureTime) => {
    const { doc } = await plan(trip({ departureTime }));
    expectGreen(doc);
    const night = doc.days.at(-2)?.items.at(-1);
    expect(night?.kind).toBe('stay');
    expect(night?.end && night.end <= departureTime).toBe(true);
  });
});

describe('a nap in the morning', () => {
  test.each([
    { naps: [{ start: '09:30', end: '10:30' }] },
    { naps: [{ start: '09:00', end: '10:00' }] },
    { naps: [{ start: '09:05', end: '11:30' }] },
    {
      naps: [
        { start: '09:30', end: '10:30' },
        { start: '13:00', end: '14:30' },
      ],
    },
    { naps: [{ start: '09:30', end: '10:30' }], dayStart: '10:00' },
    { naps: [{ start: '09:30', end: '10:30' }], pace: 'relaxed' as const, travellers: { adults: 1, childrenAges: [1] } },
  ])('is not breakfasted over: %j', async (more) => {
    const { doc } = await plan(trip(more));
    expectGreen(doc);
  });

  test.each([
    { naps: [{ start: '12:15', end: '15:00' }], departureTime: '14:59' },
    { naps: [{ start: '12:15', end: '15:00' }], arrivalTime: '12:40' },
    { naps: [{ start: '18:00', end: '19:45' }], travellers: { adults: 1, childrenAges: [1] } },
  ])('that the journey or the evening cuts short stays free too: %j', async (more) => {
    const { doc } = await plan(trip(more));
    expect(errors(doc).filter(({ rule }) => rule === 12)).toEqual([]);
  });

  test('that runs into something booked loses only that', async () => {
    const { doc } = await plan(
      trip({ naps: [{ start: '12:15', end: '15:00' }], fixed: [{ title: 'A lesson', date: '2027-10-11', start: '11:07', end: '12:40' }] }),
    );
    expect(errors(doc).filter(({ rule }) => rule === 12)).toEqual([]);
  });

  test('keeps breakfast, before or after it', async () => {
    const breakfasts = async (naps: NonNullable<TripRequestInput['naps']>): Promise<string[]> => {
      const { doc } = await plan(trip({ naps }));
      return items(doc).flatMap(({ meal, start, end }) => (meal === 'breakfast' ? [`${start} ${end}`] : []));
    };
    expect(await breakfasts([{ start: '09:45', end: '10:30' }])).toEqual(Array.from({ length: 3 }, () => '09:05 09:35'));
    expect(await breakfasts([{ start: '09:00', end: '09:50' }])).toEqual(Array.from({ length: 3 }, () => '09:55 10:35'));
  });
});

test('two cities in a day, an early departure and a diet nobody serves: what to give up is said, and it works', async () => {
  const input = trip({
    destinations: [{ name: 'Copenhagen' }, { name: 'Prague' }],
    dates: { start: '2027-10-10', end: '2027-10-11' },
    dietary: ['kosher'],
    departureTime: '07:15',
    fixed: [{ title: 'A lesson', date: '2027-10-11', start: '15:00', end: '16:00' }],
  });
  const { doc } = await plan(input);
  const [notice] = doc.notices.filter(({ code, message }) => code === 'not-everything-fits' && message.includes('What would work'));
  expect(notice?.message, tripRequest.parse(input).departureTime).toContain('What would work');
});
