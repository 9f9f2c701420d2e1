import { describe, expect, it } from 'vitest';
import {
  datesBetween,
  formatDate,
  formatDateRange,
  formatDegrees,
  readableDates,
  formatDistance,
  formatMinutes,
  formatMonthName,
  formatMoney,
  plural,
} from './format.ts';

describe('money', () => {
  it('keeps its minor units, or has none', () => {
    expect(formatMoney({ amount: 180_000, currency: 'EUR' })).toBe('1,800.00\u00a0EUR');
    expect(formatMoney({ amount: 412_800, currency: 'JPY' })).toBe('412,800\u00a0JPY');
    expect(formatMoney({ amount: 1_234, currency: 'KWD' })).toBe('1.234\u00a0KWD');
  });

  it('has a true minus, and a plus where a change is meant', () => {
    expect(formatMoney({ amount: -4_000, currency: 'EUR' })).toBe('\u221240.00\u00a0EUR');
    expect(formatMoney({ amount: 21_840, currency: 'EUR' }, { signed: true })).toBe('+218.40\u00a0EUR');
    expect(formatMoney({ amount: 0, currency: 'EUR' }, { signed: true })).toBe('0.00\u00a0EUR');
  });
});

describe('dates', () => {
  it('does not move with the reader’s zone', () => {
    expect(formatDate('2027-05-13')).toBe('Thu 13 May');
    expect(formatDate('2027-01-01', true)).toBe('Fri 1 Jan 2027');
  });

  it('says no more of a range than it needs', () => {
    expect(formatDateRange('2027-05-13', '2027-05-17')).toBe('13 to 17 May 2027');
    expect(formatDateRange('2027-05-30', '2027-06-02')).toBe('30 May to 2 June 2027');
    expect(formatDateRange('2027-12-30', '2028-01-02')).toBe('30 December 2027 to 2 January 2028');
    expect(formatDateRange('2027-05-13', '2027-05-13')).toBe('13 May 2027');
  });

  it('makes dates in the server’s sentences readable and leaves other figures alone', () => {
    expect(readableDates('The dates 2027-05-01 to 2027-05-05 were chosen within 2027-05.')).toBe(
      'The dates 1 to 5 May 2027 were chosen within May 2027.',
    );
    expect(readableDates('The rate is from 2024-12-31.')).toBe('The rate is from 31 December 2024.');
    expect(readableDates('Rooms 2027-99 and 12-34; 1,296.00 EUR, 2027-13-01')).toBe('Rooms 2027-99 and 12-34; 1,296.00 EUR, 2027-13-01');
  });

  it('names a month', () => {
    expect(formatMonthName('2027-05-13')).toBe('May');
  });

  it('lists every date', () => {
    expect(datesBetween('2028-02-28', '2028-03-01')).toEqual(['2028-02-28', '2028-02-29', '2028-03-01']);
    expect(datesBetween('2028-03-01', '2028-02-28')).toEqual([]);
  });
});

it('words go with their counts', () => {
  expect(plural(1, 'day')).toBe('1 day');
  expect(plural(15, 'person-day')).toBe('15 person-days');
  expect(plural(1_000, 'person', 'people')).toBe('1,000 people');
  expect(formatMinutes(80)).toBe('1 h 20 min');
  expect(formatDistance(7_040)).toBe('7.0 km');
  expect(formatDegrees(-4)).toBe('\u22124');
});
