import type HolidayCalendar from 'date-holidays';
import type { HolidaysTypes } from 'date-holidays';
import type { Holidays } from '../trip.ts';

type Library = typeof HolidayCalendar;

/** Public holidays of one country and year: name by date. */
type YearOfHolidays = ReadonlyMap<string, string>;

/** How many country-years stay in memory; a ten-city trip over New Year needs twenty. */
const CACHE_SIZE = 256;

let opened: Promise<Holidays> | undefined;

/**
 * Public holidays of 200 countries, by the `date-holidays` library (ISC; data CC BY 3.0). The library costs
 * 0.2 s and 40 MB, so it is loaded by the first call of this function and never at process start; its
 * countries are then computed one by one and one year at a time, as they are asked for.
 *
 * `holidayOn(country, date)` gives the holiday's name in English where the library has it, else in the
 * country's own language, or `undefined` for a working day, an unknown country or a date that is none.
 * Only nationwide public holidays count: a day off in one canton does not close the country.
 */
export function openHolidays(): Promise<Holidays> {
  return (opened ??= import('date-holidays').then((module) => calendarOf(module.default)));
}

function calendarOf(Library: Library): Holidays {
  const supported = new Set(Object.keys(new Library().getCountries()));
  const years = new Map<string, YearOfHolidays>();
  return {
    holidayOn(country, date) {
      const year = Number(date.slice(0, 4));
      if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !supported.has(country)) return undefined;
      const key = `${country}${year}`;
      let holidays = years.get(key);
      if (holidays === undefined) {
        holidays = compute(Library, country, year);
        const oldest = years.size >= CACHE_SIZE ? years.keys().next().value : undefined;
        if (oldest !== undefined) years.delete(oldest);
        years.set(key, holidays);
      }
      return holidays.get(date);
    },
  };
}

function compute(Library: Library, country: string, year: number): YearOfHolidays {
  const calendar = new Library(country, { types: ['public'] });
  const dates = new Map<string, string>();
  for (const holiday of calendar.getHolidays(year, 'en')) {
    for (const date of datesOf(holiday)) {
      // A substitute day never hides the name of a holiday that falls on the same date by itself.
      if (!dates.has(date) || holiday.substitute !== true) dates.set(date, holiday.name);
    }
  }
  return dates;
}

/** A holiday may last several days (`1 Shawwal P3D`); its local first date is the head of `date`. */
function datesOf(holiday: HolidaysTypes.Holiday): string[] {
  const first = holiday.date.slice(0, 10);
  const days = Math.max(1, Math.round((holiday.end.getTime() - holiday.start.getTime()) / 86_400_000));
  const start = Date.parse(`${first}T00:00:00Z`);
  return Array.from({ length: days }, (_, index) => new Date(start + index * 86_400_000).toISOString().slice(0, 10));
}
