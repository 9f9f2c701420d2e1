import { describe, expect, it } from 'vitest';
import { type Draft, draftOf, EMPTY_DRAFT, isEmpty, readDraft } from './draft.ts';
import { dayCount, endAfterMove, readRequest } from './draft-to-request.ts';

const LISBON: Draft = {
  ...EMPTY_DRAFT,
  places: [{ key: 0, name: 'Lisbon, Portugal', nights: '' }],
  start: '2027-05-13',
  end: '2027-05-17',
};

describe('readRequest', () => {
  it('leaves out what was left open', () => {
    expect(readRequest(LISBON, 'en', '2026-11-23')).toEqual({
      ok: true,
      request: {
        destinations: [{ name: 'Lisbon, Portugal' }],
        dates: { start: '2027-05-13', end: '2027-05-17' },
        travellers: { adults: 2, childrenAges: [] },
        style: 'mid',
        pace: 'balanced',
        interests: [],
        dietary: [],
        accessibility: [],
        language: 'en',
      },
    });
  });

  it('reads the budget as it was written', () => {
    expect(readRequest({ ...LISBON, budget: '1.800' }, 'en', '2026-11-23')).toMatchObject({
      request: { budget: { amount: 180_000, currency: 'EUR' } },
    });
    expect(readRequest({ ...LISBON, budget: '2k USD', includesTransport: true }, 'en', '2026-11-23')).toMatchObject({
      request: { budget: { amount: 200_000, currency: 'USD', includesTransport: true } },
    });
    expect(readRequest({ ...LISBON, budget: 'plenty' }, 'en', '2026-11-23')).toMatchObject({
      ok: false,
      errors: { budget: expect.any(String) },
    });
  });

  it('says that a day has passed', () => {
    expect(readRequest({ ...LISBON, start: '2026-11-22' }, 'en', '2026-11-23')).toMatchObject({
      ok: false,
      errors: { 'dates.start': 'This day has passed. Choose one from today on.' },
    });
    expect(readRequest({ ...LISBON, start: '2026-11-23', end: '2026-11-24' }, 'en', '2026-11-23')).toMatchObject({ ok: true });
  });

  it('names what is missing in its own words', () => {
    const read = readRequest({ ...EMPTY_DRAFT, childrenAges: [''] }, 'en', '2026-11-23');
    expect(read).toEqual({
      ok: false,
      errors: {
        'destinations.0.name': 'Say where to.',
        'dates.start': 'Choose the first day.',
        'dates.end': 'Choose the last day.',
        'travellers.childrenAges.0': 'Choose an age.',
      },
    });
  });

  it('refuses a return before the start at the field of the return', () => {
    expect(readRequest({ ...LISBON, end: '2027-05-12' }, 'en', '2026-11-23')).toEqual({
      ok: false,
      errors: { 'dates.end': 'The return is before the start.' },
    });
  });

  it('asks by month where only that is known', () => {
    expect(readRequest({ ...LISBON, datesBy: 'month', month: '2027-06', days: 7 }, 'en', '2026-11-23')).toMatchObject({
      request: { dates: { month: '2027-06', days: 7 } },
    });
  });

  it('drops further places that were left empty, and keeps nights of the others', () => {
    const places = [
      { key: 0, name: 'Lisbon', nights: '3' },
      { key: 1, name: 'Porto', nights: '' },
      { key: 2, name: ' ', nights: '' },
    ];
    expect(readRequest({ ...LISBON, places }, 'en', '2026-11-23')).toMatchObject({
      request: { destinations: [{ name: 'Lisbon', nights: 3 }, { name: 'Porto' }] },
    });
  });
});

it('moves the return along with the start', () => {
  expect(endAfterMove({ start: '2027-05-13', end: '2027-05-17' }, '2027-06-01')).toBe('2027-06-05');
  expect(endAfterMove({ start: '2027-05-13', end: '2027-05-17' }, '2027-05-14')).toBe('2027-05-17');
  expect(endAfterMove({ start: '', end: '' }, '2027-05-14')).toBe('');
});

it('counts days only when it can', () => {
  expect(dayCount(LISBON)).toBe(5);
  expect(dayCount({ ...LISBON, end: '' })).toBeUndefined();
});

describe('readDraft', () => {
  it('gives back what was kept', () => {
    const draft: Draft = {
      ...LISBON,
      childrenAges: ['6', ''],
      interests: ['history'],
      dietary: ['vegan'],
      accessibility: ['step-free'],
      notes: 'a\nb',
    };
    expect(readDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
  });

  it('survives anything else', () => {
    for (const kept of [undefined, null, 7, 'x', [], { places: 'x', adults: -1, start: 'never', interests: [{}], childrenAges: [4] }])
      expect(readDraft(kept)).toEqual(EMPTY_DRAFT);
  });
});

it('puts a plan’s wish back into the form as it was', () => {
  const draft: Draft = {
    ...LISBON,
    budget: '1800.00',
    childrenAges: ['6'],
    interests: ['history'],
    dietary: ['vegan'],
    arrivalTime: '18:00',
  };
  const read = readRequest(draft, 'en', '2026-11-23');
  if (!read.ok) throw new Error('not read');
  expect(draftOf(read.request)).toEqual(draft);
  expect(draftOf({ ...read.request, dates: { month: '2027-05', days: 4 }, budget: { amount: 50_000, currency: 'JPY' } })).toMatchObject({
    datesBy: 'month',
    month: '2027-05',
    days: 4,
    budget: '50000',
    currency: 'JPY',
  });
  expect([isEmpty(EMPTY_DRAFT), isEmpty(draft)]).toEqual([true, false]);
});
