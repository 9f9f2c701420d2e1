import { fractionDigits } from '@tripmaster/contracts';
import type { Say } from './words.ts';

/** How dates, numbers and names of countries are written in a locale. */
export function sayIn(locale: string): Say {
  const date = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  const ofDay = (day: string) => Date.parse(`${day}T00:00:00Z`);
  return {
    moment: (at) =>
      date({ year: 'numeric', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' }).format(at),
    day: (day) => date({ weekday: 'long', month: 'long', day: 'numeric' }).format(ofDay(day)),
    days: (from, to) => date({ year: 'numeric', month: 'long', day: 'numeric' }).formatRange(ofDay(from), ofDay(to)),
    time: (clock) => date({ hour: '2-digit', minute: '2-digit' }).format(Date.parse(`2000-01-01T${clock}:00Z`)),
    number: (value) => new Intl.NumberFormat(locale).format(value),
    money({ amount, currency }) {
      const places = fractionDigits(currency);
      const digits = { minimumFractionDigits: places, maximumFractionDigits: places };
      return `${new Intl.NumberFormat(locale, digits).format(amount / 10 ** places)} ${currency}`;
    },
    country: (code) => (/^[A-Z]{2}$/.test(code) ? (new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code) : '–'),
    list: (words) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(words),
  };
}
