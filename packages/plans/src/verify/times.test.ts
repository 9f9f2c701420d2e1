import { describe, expect, it } from 'vitest';
import { verify } from './index.ts';
import { edit, facts, good, night, placeOf, request, settle, transfer, visit } from './sample.ts';
import type { VerifiableDoc } from './types.ts';

const broken = (doc: VerifiableDoc): number[] =>
  verify(doc, facts)
    .rules.filter(({ holds }) => !holds)
    .map(({ rule }) => rule);
const messages = (doc: VerifiableDoc): string[] => verify(doc, facts).violations.map(({ message }) => message);

describe('times', () => {
  const spring = (start: string, end: string): VerifiableDoc => ({
    ...good,
    request: {
      destinations: [{ name: 'Lisbon' }],
      dates: { start: '2027-03-27', end: '2027-03-28' },
      travellers: { adults: 1, childrenAges: [] },
      interests: [],
      dietary: [],
      accessibility: [],
    },
    destinations: good.destinations.map((one) => ({ ...one, arrive: '2027-03-27', depart: '2027-03-28', nights: 1 })),
    days: [
      { date: '2027-03-27', city: 'Lisbon', country: 'PT', timeZone: 'Europe/Lisbon', items: [night('n', '21:00', '00:30')] },
      {
        date: '2027-03-28',
        city: 'Lisbon',
        country: 'PT',
        timeZone: 'Europe/Lisbon',
        items: [{ ...visit('v', 'castle', start, end), place: placeOf('garden') }],
      },
    ],
  });
  it('knows the hour that spring takes away', () => {
    expect(broken(settle(spring('01:30', '03:00')))).toEqual([19]);
    expect(messages(settle(spring('01:30', '03:00')))).toEqual([
      'There is no 01:30 on Sunday 28 March in Lisbon: the clocks go forward over it.',
    ]);
    expect(broken(settle(spring('02:00', '03:00')))).toEqual([]);
  });
  it('counts elapsed minutes over it', () => {
    const late = edit(settle(spring('02:10', '03:00')), {
      v: { travelFromPrevious: { mode: 'walk', minutes: 45, metres: 3000, spareMinutes: -5, estimated: false } },
    });
    expect(messages(late)).toEqual(['You have 40 min from “Stay in Baixa” to “São Jorge Castle” on Sunday 28 March; it takes 45.']);
  });
  it('lets a night flight be the night', () => {
    const doc = settle(edit(good, { n2: undefined }, { '2027-05-14': [transfer('sleeper', 'Night train', '21:00', '08:30')] }));
    expect(broken(doc)).toEqual([]);
  });
  it('follows every ride: a flight too short is seen behind a ticket, and as the way home', () => {
    const porto = { name: 'Porto', lat: 41.15, lon: -8.61, source: 'user' as const };
    const ride = (id: string, start: string, end: string, place?: typeof porto) => {
      const { place: _, ...rest } = transfer(id, id, start, end);
      return place === undefined ? rest : { ...rest, place };
    };
    const ticket = transfer('ticket', 'Day tickets', '14:00', '14:05');
    const hop = ride('hop', '14:05', '14:15', porto);
    const behind = settle(edit(good, {}, { '2027-05-17': [ticket, hop] }));
    const said = verify(behind, facts).violations.filter(({ rule }) => rule === 4);
    expect(said.some(({ itemIds, message }) => itemIds.includes('hop') && message.includes('the way takes at least'))).toBe(true);
    const home = settle(edit(good, { out: undefined }, { '2027-05-17': [hop] }));
    expect(verify(home, facts).violations.filter(({ rule }) => rule === 4)).toMatchObject([{ id: '4:l5 home', itemIds: ['l5', 'hop'] }]);
    const train = settle(edit(good, { out: undefined }, { '2027-05-17': [ride('train', '13:10', '16:40', porto)] }));
    expect(verify(train, facts).violations.filter(({ rule }) => rule === 4)).toEqual([]);
  });
  it('takes a day trip', () => {
    const [day] = good.days;
    const doc = settle({
      ...good,
      request: { ...request, destinations: [{ name: 'Lisbon', nights: 0 }], dates: { start: '2027-05-13', end: '2027-05-13' }, fixed: [] },
      destinations: good.destinations.map((one) => ({ ...one, depart: one.arrive, nights: 0 })),
      days: day ? [{ ...day, items: day.items.slice(0, 4) }] : [],
    });
    expect(broken(doc)).toEqual([]);
  });
  it('warns of a list out of order and keeps the rule', () => {
    const result = verify({ ...good, days: good.days.map((day) => ({ ...day, items: day.items.toReversed() })) }, facts);
    expect(result.rules[2]?.holds).toBe(true);
    expect(result.violations.some(({ rule, severity }) => rule === 3 && severity === 'warning')).toBe(true);
  });
});
