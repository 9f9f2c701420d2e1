import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { HoursSyntaxError, openingOf, parseHours } from './hours.ts';

const opening = (hours: string, date: string, holiday: boolean) => openingOf(parseHours(hours), date, holiday);

/** "09:00-12:30 14:00-26:00" reads better in a failure than minutes do. */
const show = (hours: string, date: string, holiday = false): string =>
  opening(hours, date, holiday)
    .map(({ open, close }) => [open, close].map((at) => `${Math.floor(at / 60)}:${at % 60}`).join('-'))
    .join(' ');

describe('opening', () => {
  // 2025-06-02 is a Monday.
  it.each([
    ['09:00-18:00', '2025-06-02', '9:0-18:0'],
    ['Tu-Su 09:30-18:00; Mo off', '2025-06-02', ''],
    ['Tu-Su 09:30-18:00; Mo off', '2025-06-03', '9:30-18:0'],
    ['Mo,We 09:00-12:30,14:00-18:00', '2025-06-04', '9:0-12:30 14:0-18:0'],
    ['Mo,We 09:00-12:30', '2025-06-03', ''],
    ['Sa-Mo 10:00-12:00', '2025-06-01', '10:0-12:0'],
    ['Sa-Mo 10:00-12:00', '2025-06-03', ''],
    ['20:00-02:00', '2025-06-02', '20:0-26:0'],
    ['10:00-24:00', '2025-06-02', '10:0-24:0'],
    ['24/7', '2025-06-02', '0:0-24:0'],
    ['24/7; Dec 25 off', '2025-12-25', ''],
    ['09:00-18:00; Jan 01,May 01,Dec 25 off', '2025-05-01', ''],
    ['09:00-18:00; Jan 01,May 01,Dec 25 off', '2025-05-02', '9:0-18:0'],
    ['Apr-Sep 09:00-20:00; Oct-Mar 09:00-17:00', '2025-09-30', '9:0-20:0'],
    ['Apr-Sep 09:00-20:00; Oct-Mar 09:00-17:00', '2025-01-15', '9:0-17:0'],
    ['Jul Mo off; Jul Tu-Su 09:00-10:00', '2025-07-01', '9:0-10:0'],
    ['Jun 15-Sep 15 10:00-22:00', '2025-06-14', ''],
    ['Jun 15-Sep 15 10:00-22:00', '2025-09-15', '10:0-22:0'],
    ['10:00-17:00; Dec 24-Jan 02 off', '2026-01-02', ''],
    ['10:00-17:00; Dec 24-Jan 02 off', '2026-01-03', '10:0-17:0'],
    ['10:00-17:00; easter off', '2025-04-20', ''],
    ['10:00-17:00; easter off', '2024-03-31', ''],
    ['10:00-17:00; easter off', '2025-04-21', '10:0-17:0'],
    ['10:00-17:00; easter -2 days off', '2026-04-03', ''],
    ['10:00-17:00; easter +1 day off', '2038-04-26', ''],
    ['Mo-Sa 08:00-20:00; Su off; Su[-1] 09:00-14:00', '2025-06-29', '9:0-14:0'],
    ['Mo-Sa 08:00-20:00; Su off; Su[-1] 09:00-14:00', '2025-06-22', ''],
    ['10:00-17:00; Mo[1] off', '2025-06-02', ''],
    ['10:00-17:00; Mo[1] off', '2025-06-09', '10:0-17:0'],
  ])('%s on %s is "%s"', (hours, date, expected) => {
    expect(show(hours, date)).toBe(expected);
  });

  it('knows public holidays only where the rules name them', () => {
    expect(show('Mo-Fr 09:00-17:00', '2025-06-02', true)).toBe('9:0-17:0');
    expect(show('Mo-Fr 09:00-17:00; PH off', '2025-06-02', true)).toBe('');
    expect(show('Mo-Fr 09:00-17:00; PH off', '2025-06-02')).toBe('9:0-17:0');
    expect(show('Mo-Sa 09:00-17:00; Su,PH 10:00-14:00', '2025-06-02', true)).toBe('10:0-14:0');
    expect(show('Mo-Sa 09:00-17:00; Su,PH 10:00-14:00', '2025-06-01')).toBe('10:0-14:0');
  });

  it.each(['2025-02-30', '2025-6-1', '', 'tomorrow', '2025-13-01'])('refuses the date %j', (date) => {
    expect(() => opening('24/7', date, false)).toThrow(RangeError);
  });
});

describe('parseHours', () => {
  it.each([
    '',
    'open',
    'Mo',
    'Mo-Fr',
    '9:00-18:00',
    '09:00-18',
    '09:60-18:00',
    '25:00-26:00',
    '10:00-10:00',
    '24:00-02:00',
    '09:00-13:00,12:00-18:00',
    '20:00-02:00,21:00-23:00',
    '14:00-18:00,09:00-12:00',
    'Mo-Fr 09:00-18:00;Sa off',
    'Mo-Fr 09:00-18:00; ',
    'Lu-Ve 09:00-18:00',
    'Dec 32 off',
    'Feb 30 off',
    'Dec 00 off',
    'Dec 5 off',
    'easter off off',
    'Mo[0] off',
    'Mo[9] off',
    'sunrise-sunset',
  ])('refuses %j', (hours) => {
    expect(() => parseHours(hours)).toThrow(HoursSyntaxError);
  });

  it('says which hours were wrong', () => {
    expect(() => parseHours('Mo-Fr 09:00-18:00; Dec 32 off')).toThrow('opening hours "Mo-Fr 09:00-18:00; Dec 32 off": there is no Dec 32');
  });
});

describe('any hours', () => {
  const names = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];
  const clock = (minutes: number): string =>
    [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
  const days = fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 7 });
  const times = fc
    .uniqueArray(fc.integer({ min: 0, max: 1439 }), { minLength: 2, maxLength: 6 })
    .filter((ends) => ends.length % 2 === 0)
    .map((ends) => ends.toSorted((a, b) => a - b));
  const date = fc.integer({ min: 0, max: 20_000 }).map((day) => new Date(Date.UTC(2020, 0, 1 + day)).toISOString().slice(0, 10));
  const dayName = (isoDate: string): string => names[(new Date(`${isoDate}T00:00:00Z`).getUTCDay() + 6) % 7] ?? '';
  const windowsOf = (ends: readonly number[]) =>
    ends.flatMap((open, index) => {
      const close = ends[index + 1];
      return index % 2 === 0 && close !== undefined ? [{ open, close }] : [];
    });
  const text = (open: readonly string[], ends: readonly number[]): string =>
    `${open.join(',')} ${windowsOf(ends)
      .map((window) => `${clock(window.open)}-${clock(window.close)}`)
      .join(',')}`;

  it('opens exactly when the last rule for the day says', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(days, times), { minLength: 1, maxLength: 4 }), date, (rules, day) => {
        const hours = rules.map(([open, ends]) => text(open, ends)).join('; ');
        const last = rules.findLast(([open]) => open.includes(dayName(day)));
        expect(opening(hours, day, false)).toEqual(last ? windowsOf(last[1]) : []);
      }),
    );
  });

  it('gives windows in order, within reach of their day, whatever it accepts', () => {
    const scrap = fc.constantFrom(
      ...names,
      'Jan',
      'Dec',
      '25',
      '31',
      '09:00-12:00',
      '20:00-02:00',
      '23:00-24:00',
      'off',
      '24/7',
      'PH',
      'easter',
      ' ',
      ' ',
      ',',
      '-',
      '; ',
      '[1]',
      '[-1]',
    );
    fc.assert(
      fc.property(fc.array(scrap, { maxLength: 12 }), date, fc.boolean(), (scraps, day, holiday) => {
        let windows;
        try {
          windows = opening(scraps.join(''), day, holiday);
        } catch (error) {
          expect(error).toBeInstanceOf(HoursSyntaxError);
          return;
        }
        windows.forEach(({ open, close }, index) => {
          expect(open).toBeGreaterThanOrEqual(windows[index - 1]?.close ?? 0);
          expect(open).toBeLessThan(1440);
          expect(close).toBeGreaterThan(open);
          expect(close - open).toBeLessThanOrEqual(1440);
        });
      }),
      { numRuns: 500 },
    );
  });
});
