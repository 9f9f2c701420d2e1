import type { Day } from '@tripmaster/contracts';
import { describe, expect, it } from 'vitest';
import { START, datesOf, hear, stretches, workingTitle } from './generation.ts';

const day = (date: string): Day => ({ date, city: 'Lisbon', country: 'PT', timeZone: 'Europe/Lisbon', items: [] });

describe('what is heard', () => {
  it('lands days in order, each once', () => {
    const state = ['2027-05-14', '2027-05-13', '2027-05-14'].reduce((all, date) => hear(all, { type: 'day', day: day(date) }, 0), START);
    expect(state.days.map(({ date }) => date)).toEqual(['2027-05-13', '2027-05-14']);
  });

  it('keeps what is done and says a thing once when the stream starts over', () => {
    const first = hear(START, { type: 'progress', step: 'schedule', percent: 60, message: 'Timing the days', rulesHolding: 11 }, 1);
    const again = hear(first, { type: 'progress', step: 'schedule', percent: 40, message: 'Timing the days' }, 2);
    expect(again).toMatchObject({ percent: 60, holding: 11, log: [{ at: 1, text: 'Timing the days' }] });
  });
});

it('knows the dates of fixed wishes and the number of flexible ones', () => {
  expect(datesOf({ dates: { start: '2027-05-30', end: '2027-06-01' } })).toEqual({
    count: 3,
    dates: ['2027-05-30', '2027-05-31', '2027-06-01'],
  });
  expect(datesOf({ dates: { month: '2027-05', days: 4 } })).toEqual({ count: 4, dates: [] });
  expect(workingTitle({ destinations: [{ name: 'Lisbon' }, { name: 'Porto' }], dates: { month: '2027-05', days: 5 } })).toBe(
    'Lisbon and Porto in five days',
  );
});

it('fills the bar day by day', () => {
  expect(stretches(50, 4)).toEqual([1, 1, 0, 0]);
  expect(stretches(60, 5).map((part) => Math.round(part * 10) / 10)).toEqual([1, 1, 1, 0, 0]);
  expect(stretches(30, 2)).toEqual([0.6, 0]);
});
