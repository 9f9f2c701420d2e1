import { beforeAll, describe, expect, it } from 'vitest';
import type { Holidays } from '../trip.ts';
import { openHolidays } from './index.ts';

let holidays: Holidays;
beforeAll(async () => {
  holidays = await openHolidays();
});

describe('public holidays', () => {
  it.each([
    ['PT', '2026-04-25'],
    ['FR', '2026-07-14'],
    ['DE', '2026-10-03'],
    ['US', '2027-11-25'], // moves: fourth Thursday
    ['JP', '2026-05-06'], // substitute day
    ['GB', '2026-12-28'], // Boxing Day, a Saturday, observed on Monday
    ['AE', '2026-03-22'], // third day of a holiday that lasts three
    ['IT', '2026-08-15'],
    ['CZ', '2026-04-06'],
  ])('%s has one on %s', (country, date) => {
    expect(holidays.holidayOn(country, date)).toEqual(expect.any(String));
  });

  it.each([
    ['PT', '2026-04-24'],
    ['DE', '2026-01-06'], // Epiphany: only three of the states
    ['XX', '2026-01-01'],
    ['PT', '2026-02-17'], // Carnival: optional, not public
    ['PT', 'soon'],
    ['constructor', '2026-01-01'],
  ])('%s has none on %s', (country, date) => {
    expect(holidays.holidayOn(country, date)).toBeUndefined();
  });

  it('names it in English where there is a name', () => {
    expect(holidays.holidayOn('PT', '2026-01-01')).toMatch(/New Year/);
    expect(holidays.holidayOn('DE', '2026-04-03')).toBe('Good Friday');
  });
});
