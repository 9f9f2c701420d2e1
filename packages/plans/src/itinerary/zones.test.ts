import { addDays, spanOf, type TripRequestInput } from '@tripmaster/contracts';
import { beforeAll, describe, expect, it } from 'vitest';
import { makePlanner } from './testing.ts';

/** Two cities, the second reached on the third of five days. */
function trip(from: string, to: string, start = '2027-07-01'): TripRequestInput {
  return {
    destinations: [
      { name: from, nights: 2 },
      { name: to, nights: 2 },
    ],
    dates: { start, end: addDays(start, 4) },
    travellers: { adults: 2 },
  };
}

describe('a journey between zones', () => {
  let plan: Awaited<ReturnType<typeof makePlanner>>;
  beforeAll(async () => {
    plan = await makePlanner();
  });

  it.each([
    ['Singapore', 'San Francisco', '2027-07-01'],
    ['Lisbon', 'New York', '2027-07-01'],
    ['Lisbon', 'Tokyo', '2027-07-01'],
    ['Tokyo', 'Lisbon', '2027-07-01'],
    ['Auckland', 'Honolulu', '2027-07-01'],
    ['Honolulu', 'Auckland', '2027-07-01'],
    ['Apia', 'Honolulu', '2027-07-01'],
    ['London', 'Lisbon', '2027-07-01'],
    ['Lisbon', 'Madrid', '2027-07-01'],
    // Summer time begins and ends on the day of the flight.
    ['New York', 'Lisbon', '2027-03-26'],
    ['Madrid', 'Lisbon', '2027-10-29'],
  ])('from %s to %s from %s on says when it leaves there and lands here, and is as long as it is', async (from, to, start) => {
    const { doc } = await plan(trip(from, to, start));
    expect(doc.verification.violations.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([]);
    const [here, there] = doc.destinations;
    const day = doc.days[2];
    const flight = day?.items.find(({ kind, title }) => kind === 'transfer' && title.includes(` from ${from}`));
    if (here === undefined || there === undefined || day === undefined || flight === undefined) throw new Error('no flight');
    if (here.timeZone === there.timeZone) {
      expect(flight).not.toHaveProperty('arrival');
      return;
    }
    expect(day).toMatchObject({ city: from, timeZone: here.timeZone, country: here.country });
    expect(flight.arrival?.timeZone).toBe(there.timeZone);
    const { from: leaves, to: lands } = spanOf(flight, day);
    const [, hours, minutes] = /door to door (\d+) h (\d+) min/.exec(flight.notes ?? '') ?? [];
    expect(lands - leaves).toBeGreaterThanOrEqual(Number(hours) * 60 + Number(minutes));
    expect(lands - leaves).toBeLessThan(Number(hours) * 60 + Number(minutes) + 15);
    expect(flight.start >= '05:00').toBe(true);
  });
});
