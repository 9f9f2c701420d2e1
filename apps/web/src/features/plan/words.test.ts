import type { Day, Item } from '@tripmaster/contracts';
import { describe, expect, it } from 'vitest';
import {
  countsText,
  dayName,
  dayTitle,
  dayTotal,
  fileName,
  initialsOf,
  nightTotal,
  openingDay,
  paperOf,
  partyText,
  planPartyText,
  tabName,
  whenText,
} from './words.ts';

const item = (more: Partial<Item>): Item => ({
  id: 'a',
  kind: 'sight',
  title: 'Carmo',
  start: '10:00',
  end: '11:00',
  links: [],
  provenance: 'catalogue',
  locked: false,
  ...more,
});
const day = (...items: Item[]): Day => ({ date: '2027-05-13', city: 'Lisbon', country: 'PT', timeZone: 'Europe/Lisbon', items });
const at = (area: string) => ({ name: area, lat: 0, lon: 0, source: 'catalogue' as const, area });
const eur = (amount: number) => ({ amount, currency: 'EUR' });

it('shortens names to their first letters', () => {
  expect(['Ana', 'ben van der Berg', ' Ζωή ', '', '𝒵 b'].map(initialsOf)).toEqual(['A', 'BB', 'Ζ', '', '𝒵B']);
});

it('says who travels', () => {
  expect(partyText({ adults: 2, childrenAges: [6] })).toBe('two adults, one child of six');
  expect(partyText({ adults: 1, childrenAges: [] })).toBe('one adult');
  expect(partyText({ adults: 2, childrenAges: [12, 0, 4] })).toBe('two adults, three children of 0, 4 and 12');
  expect(partyText({ adults: 14, childrenAges: [0] })).toBe('14 adults, one child under one');
});

describe('a day', () => {
  it('is named after its quarters, its sights or its city', () => {
    expect(dayTitle(day(item({ place: at('Baixa') }), item({ place: at('Chiado') }), item({ place: at('Alfama') })))).toBe(
      'Baixa and Chiado',
    );
    expect(dayTitle(day(item({ place: at('Baixa and Rossio') }), item({ place: at('Chiado') })))).toBe('Baixa and Rossio, Chiado');
    expect(dayTitle(day(item({}), item({ title: 'Castle' })))).toBe('Carmo and Castle');
    expect(dayTitle(day(item({ kind: 'meal' })))).toBe('Lisbon');
  });

  it('sums what it costs, and what of it is the night', () => {
    const items = day(item({ cost: eur(1400) }), item({ kind: 'stay', cost: eur(17600), start: '20:00', end: '09:00' }), item({}));
    expect(dayTotal(items, 'EUR')).toEqual(eur(19000));
    expect(dayTotal(day(item({})), 'EUR')).toBeUndefined();
    expect(nightTotal(items, 'EUR')).toEqual(eur(17600));
    expect(nightTotal(day(item({ cost: eur(1) })), 'EUR')).toBeUndefined();
  });

  it('opens first when it is today', () => {
    const days = ['2027-05-13', '2027-05-14'].map((date) => ({ ...day(), date }));
    expect(openingDay({ days }, '2027-05-14')).toBe('2027-05-14');
    expect(openingDay({ days }, '2027-01-01')).toBe('2027-05-13');
  });
});

it('names days by their dates, or by their number and weekday where the dates are not told', () => {
  const days = ['2027-05-06', '2027-05-07'].map((date) => ({ ...day(), date }));
  const [shown, hidden] = [{ days }, { days, datesHidden: true as const }];
  expect([tabName(shown, '2027-05-07'), dayName(shown, '2027-05-07'), whenText(shown)]).toEqual(['Fri 7', 'Fri 7 May', '6 to 7 May 2027']);
  expect([tabName(hidden, '2027-05-07'), dayName(hidden, '2027-05-07'), whenText(hidden)]).toEqual([
    'Day 2 · Fri',
    'Day 2 · Friday',
    'in May 2027',
  ]);
  expect(openingDay(hidden, '2027-05-07')).toBe('2027-05-06');
  expect(whenText({ days: [] })).toBeUndefined();
});

it('says what could not be known', () => {
  expect(
    [
      { checked: 41, unknown: 0 },
      { checked: 24, unknown: 3 },
      { checked: 0, unknown: 0 },
    ].map(countsText),
  ).toEqual(['41 checked', '24 checked, 3 unknown for want of facts', 'Nothing of the kind in this trip']);
});

it('names a file after the trip, in its own script, without signs a path could mistake', () => {
  expect(fileName('Lisbon in five days', 'md')).toBe('lisbon-in-five-days.md');
  expect(fileName('Αθήνα & Aegina: 3/4', 'ics')).toBe('αθήνα-aegina-3-4.ics');
  expect(fileName('../../', 'json')).toBe('trip.json');
});

it('counts somebody else’s party without saying who is a child', () => {
  const request = {
    destinations: [{ name: 'Lisbon' }],
    dates: { month: '2027-05', days: 3 },
    interests: [],
    dietary: [],
    accessibility: [],
  };
  expect(planPartyText({ request: { ...request, travellers: { adults: 3, childrenAges: [] } }, owner: { name: 'Bo' } })).toBe(
    'three travellers',
  );
  expect(planPartyText({ request: { ...request, travellers: { adults: 2, childrenAges: [6] } } })).toBe('two adults, one child of six');
});

it('knows whose printer has which paper', () => {
  expect(['en-US', 'en', 'fr-CA', 'es-MX', 'en-GB', 'de', 'ja-JP', 'zh-Hant-TW'].map(paperOf)).toEqual([
    'letter',
    'letter',
    'letter',
    'letter',
    'a4',
    'a4',
    'a4',
    'a4',
  ]);
});

describe('a day with a price in another money', () => {
  it('is summed without it, rather than not shown at all', () => {
    const mixed = day(
      item({ cost: { amount: 500, currency: 'EUR' } }),
      item({ id: 'b', kind: 'stay', cost: { amount: 900, currency: 'GBP' } }),
    );
    expect(dayTotal(mixed, 'EUR')).toEqual({ amount: 500, currency: 'EUR' });
    expect(nightTotal(mixed, 'EUR')).toBeUndefined();
  });
});
