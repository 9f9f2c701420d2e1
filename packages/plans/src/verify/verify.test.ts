import { RULES, type Item } from '@tripmaster/contracts';
import { describe, expect, it } from 'vitest';
import { verify } from './index.ts';
import { edit, facts, good, meal, night, placeOf, request, rest, settle, visit } from './sample.ts';
import type { Facts, VerifiableDoc } from './types.ts';

const broken = (doc: VerifiableDoc, known: Facts = facts): number[] =>
  verify(doc, known)
    .rules.filter(({ holds }) => !holds)
    .map(({ rule }) => rule);
const messages = (doc: VerifiableDoc, known: Facts = facts): string[] => verify(doc, known).violations.map(({ message }) => message);
const asking = (wishes: Partial<VerifiableDoc['request']>, doc = good): VerifiableDoc =>
  settle({ ...doc, request: { ...doc.request, ...wishes } });
const retimed = (id: string, start: string, end: string): VerifiableDoc => settle(edit(good, { [id]: { start, end } }));
const place = (id: string, change: Partial<NonNullable<Item['place']>>, of: string): VerifiableDoc =>
  settle(edit(good, { [id]: { place: { ...placeOf(of), ...change } } }));
const withDay = (change: (days: VerifiableDoc['days']) => VerifiableDoc['days']): VerifiableDoc => ({ ...good, days: change(good.days) });
const withBudget = (change: Partial<VerifiableDoc['budget']>): VerifiableDoc => ({ ...good, budget: { ...good.budget, ...change } });
const leg = (id: string, change: Partial<NonNullable<Item['travelFromPrevious']>>): VerifiableDoc =>
  edit(good, {
    [id]: {
      travelFromPrevious: {
        mode: 'walk',
        minutes: 10,
        metres: 1,
        spareMinutes: 0,
        estimated: true,
        ...good.days.flatMap(({ items }) => items).find((item) => item.id === id)?.travelFromPrevious,
        ...change,
      },
    },
  });
const destination = (change: Partial<VerifiableDoc['destinations'][number]>): VerifiableDoc => ({
  ...good,
  destinations: good.destinations.map((one) => ({ ...one, ...change })),
});
const eur = (amount: number): Item['cost'] => ({ amount, currency: 'EUR' });

describe('mutants', () => {
  const [d1, d2, d3, d4, d5] = good.days;
  if (!d1 || !d2 || !d3 || !d4 || !d5) throw new Error('five days');
  const cases: [rule: number, name: string, doc: VerifiableDoc, also?: number[]][] = [
    [1, 'a date without a day', withDay((days) => days.filter(({ date }) => date !== '2027-05-14')), [9, 20]],
    [1, 'a day twice, the second empty', withDay(() => [d1, d2, { ...d2, items: [] }, d3, d4, d5])],
    [1, 'days out of order', withDay(() => [d1, d3, d2, d4, d5])],
    [1, 'a day after the trip', settle(withDay((days) => [...days, { ...d5, date: '2027-05-18', items: [] }]))],
    [1, 'a flexible month that is another', asking({ dates: { month: '2027-06', days: 5 } })],
    [2, 'a visit that ends before it starts', retimed('carmo', '15:00', '14:40')],
    [2, 'a visit of no length', retimed('viewpoint', '10:30', '10:30')],
    [2, 'before the day begins', settle(edit(good, { b2: { start: '08:30', end: '09:10' }, n1: { end: '08:20' } }))],
    [2, 'after the day ends', asking({ dayEnd: '19:30' })],
    [3, 'a visit during a meal', retimed('viewpoint', '09:40', '11:15')],
    [3, 'dinner goes on at check-in', retimed('n2', '19:30', '09:00')],
    [3, 'inside a long visit', settle(edit(good, {}, { '2027-05-16': [rest('r4', '11:00', '11:20')] }))],
    [4, 'no time for the way', retimed('jeronimos', '09:50', '12:00')],
    [4, 'a leg that states less than its distance needs', leg('castle', { minutes: 1 })],
    [4, 'a leg that states fewer metres than the crow flies', leg('jeronimos', { metres: 300 })],
    [4, 'a leg with invented spare minutes', leg('castle', { spareMinutes: 90 })],
    [4, 'a leg longer than there is time', leg('castle', { minutes: 50, spareMinutes: -20 })],
    [
      4,
      'a drive longer than asked',
      { ...leg('jeronimos', { mode: 'drive', minutes: 40, spareMinutes: 5, metres: 9000 }), request: { ...request, maxDriveMinutes: 30 } },
    ],
    [5, 'before it opens', retimed('arch', '09:20', '09:50'), [6]],
    [5, 'closed on Mondays', settle(edit(good, { jeronimos: undefined, viewpoint: { place: placeOf('jeronimos') } }))],
    [
      5,
      'until after it closes',
      settle(edit(good, { jeronimos: undefined, tower: { place: placeOf('jeronimos'), start: '17:00', end: '18:10' }, ana: undefined })),
      [17],
    ],
    [
      5,
      'outside the hours it states itself',
      settle(
        edit(good, {
          tower: {
            place: { name: 'Somewhere', lat: 38.692, lon: -9.216, source: 'user' },
            hours: { open: '09:00', close: '12:00', source: 'you', asOf: '2026-11' },
          },
        }),
      ),
    ],
    [6, 'lunch before the arrival', asking({ arrivalTime: '12:00' }), []],
    [6, 'a visit right after landing', settle(edit(good, { in: undefined, l1: { start: '11:40', end: '12:40' } }))],
    [6, 'a ride after the train left', asking({ departureTime: '17:00' })],
    [
      6,
      'a night that outlasts the departure',
      settle(edit(asking({ departureTime: '08:30' }), { b5: undefined, viewpoint: undefined, l5: undefined, out: undefined })),
    ],
    [7, 'nights miscounted', destination({ nights: 3 })],
    [7, 'other nights than asked', asking({ destinations: [{ name: 'Lisbon', nights: 5 }] })],
    [7, 'a destination that starts late', destination({ arrive: '2027-05-14', nights: 3 }), [19]],
    [7, 'a day in another city', withDay((days) => days.map((day) => (day === d2 ? { ...day, city: 'Porto' } : day)))],
    [8, 'check-in at noon', retimed('n1', '14:00', '09:00')],
    [8, 'check-out in the afternoon', settle(edit(good, { n4: { end: '12:00' }, b5: undefined, viewpoint: undefined, l5: undefined }))],
    [9, 'over the limit', asking({ budget: { amount: 100_000, currency: 'EUR' } })],
    [9, 'a total that is a cent off', withBudget({ total: { ...good.budget.total, amount: good.budget.total.amount - 1 } })],
    [9, 'a price that changed behind the sums', edit(good, { castle: { cost: { amount: 9999, currency: 'EUR' } } })],
    [9, 'a category left out', withBudget({ categories: good.budget.categories.slice(1) })],
    [9, 'a printed limit that was not asked', withBudget({ limit: { amount: 190_000, currency: 'EUR' } })],
    [9, 'a price below nothing', settle(edit(good, { castle: { cost: { amount: -100, currency: 'EUR' } } }))],
    [10, 'vegetarians in Alfama', settle(edit(good, { l2: { place: placeOf('alfama') } }))],
    [10, 'halal asked later', asking({ dietary: ['Halal'] })],
    [10, 'a list the catalogue does not have', place('l2', { diets: ['vegetarian'] }, 'alfama')],
    [11, 'a place with steps', settle(edit(good, { arch: { place: placeOf('stairs') } }))],
    [11, 'a claim against the guide', place('arch', { stepFree: 'yes' }, 'stairs')],
    [
      12,
      'up after bedtime',
      settle({ ...edit(good, { d2: { start: '20:00', end: '21:15' }, n2: { start: '21:30' } }), request: { ...request, dayEnd: '22:00' } }),
    ],
    [12, 'a visit over the nap', retimed('carmo', '14:15', '15:15')],
    [
      12,
      'a place that is not for children',
      settle(edit(good, { d1: undefined, garden: { place: placeOf('fado'), start: '18:00', end: '19:00' } })),
    ],
    [
      12,
      'hours without a rest',
      settle(
        edit(
          good,
          { carmo: { start: '14:30', end: '16:30' } },
          {
            '2027-05-14': [
              {
                ...visit('more', 'garden', '16:35', '18:10'),
                title: 'A walk',
                place: { name: 'A walk', lat: 38.7125, lon: -9.14, source: 'user' },
              },
            ],
          },
        ),
      ),
    ],
    [
      12,
      'one visit of half a day',
      settle(
        edit(
          good,
          { tower: undefined, l3: undefined, jeronimos: undefined },
          { '2027-05-15': [{ ...visit('long', 'tower', '10:10', '17:20') }] },
        ),
      ),
    ],
    [
      13,
      'seven visits',
      settle(
        edit(
          good,
          { carmo: undefined },
          {
            '2027-05-14': ['14:35', '15:00', '15:40', '16:05', '16:40', '17:05'].map((start, n) => ({
              ...visit(`v${n}`, 'castle', start, `${start.slice(0, 3)}${String(Number(start.slice(3)) + 10).padStart(2, '0')}`),
              place: { name: `Shop ${n}`, lat: 38.7115, lon: -9.138 + n / 10_000, source: 'user' as const },
              title: `Shop ${n}`,
            })),
          },
        ),
      ),
    ],
    [
      13,
      'a relaxed day with more than four',
      asking(
        { pace: 'relaxed' },
        settle(
          edit(
            good,
            { carmo: undefined },
            {
              '2027-05-14': [1, 2, 3, 4].map((n) => ({
                ...visit(`v${n}`, 'castle', `${14 + n}:00`, `${14 + n}:10`),
                title: `Shop ${n}`,
                place: { name: `Shop ${n}`, lat: 38.7115, lon: -9.138 + n / 10_000, source: 'user' as const },
              })),
            },
          ),
        ),
      ),
    ],
    [
      13,
      'no free minute',
      asking(
        { pace: 'relaxed', dayStart: '09:00', dayEnd: '20:00', naps: [] },
        settle(edit(good, { carmo: { start: '13:20', end: '18:25' } })),
      ),
      [12],
    ],
    [14, 'a sight twice', settle(edit(good, { viewpoint: { place: placeOf('castle') } }))],
    [
      14,
      'a sight twice under another name',
      settle(edit(good, { viewpoint: { title: 'The castle', place: { ...placeOf('castle'), name: 'The castle' } } })),
    ],
    [14, 'two lunches', settle(edit(good, {}, { '2027-05-14': [meal('l2b', 'lunch', 'chiado', '16:30', '17:00')] }))],
    [
      14,
      'a restaurant twice',
      settle(
        edit(good, {
          l4: { place: { name: 'Bonjardim', lat: 38.7117, lon: -9.1428, source: 'user' } },
          l5: { place: { name: 'Bonjardim', lat: 38.7117, lon: -9.1428, source: 'user' } },
        }),
      ),
    ],
    [14, 'one line twice', settle(edit(good, { l5: { id: 'l4' } }))],
    [
      15,
      'closed for the holiday',
      settle(edit(good, { jeronimos: undefined, castle: { place: placeOf('jeronimos'), start: '10:20', end: '11:30' } })),
    ],
    [16, 'a place the guide does not know', settle(edit(good, { tower: { place: { ...placeOf('tower'), id: 'lisbon/atlantis' } } }))],
    [16, 'a place that was moved', place('tower', { lat: 38.72 }, 'tower')],
    [
      16,
      'a place in Porto',
      settle(
        edit(good, {
          carmo: { place: { name: 'Clérigos', lat: 41.1457, lon: -8.6139, source: 'user' } },
          l2: undefined,
          d2: undefined,
          castle: undefined,
          b2: undefined,
          n2: undefined,
        }),
      ),
      [4, 20],
    ],
    [17, 'a fixed item moved', settle(edit(good, { ana: { start: '18:45', end: '20:15' } }))],
    [17, 'a fixed item gone', settle(edit(good, { ana: undefined }))],
    [17, 'a fixed item at another price', settle(edit(good, { ana: { cost: eur(100) } }))],
    [
      17,
      'a fixed item elsewhere',
      settle(edit(good, { ana: { place: { name: 'Ana’s office', lat: 38.7205, lon: -9.141, source: 'user' } } })),
    ],
    [18, 'a price in dollars', settle(edit(good, { castle: { cost: { amount: 3400, currency: 'USD' } } }))],
    [18, 'a limit in dollars', asking({ budget: { amount: 200_000, currency: 'USD' } })],
    [18, 'a rate of tomorrow', withBudget({ rates: [{ currency: 'USD', perUnit: 1.1, asOf: '2027-01-01', source: 'ECB' }] })],
    [18, 'a rate of nothing', withBudget({ rates: [{ currency: 'USD', perUnit: 0, asOf: '2026-11-20', source: 'ECB' }] })],
    [18, 'a rate from nowhere', withBudget({ rates: [{ currency: 'USD', perUnit: 1.1, asOf: '2026-11-20', source: ' ' }] })],
    [19, 'a day in the zone next door', withDay((days) => days.map((day) => ({ ...day, timeZone: 'Europe/Madrid' })))],
    [19, 'a zone that is none', withDay((days) => days.map((day) => (day === d3 ? { ...day, timeZone: 'Lisbon' } : day)))],
    [19, 'another country', withDay((days) => days.map((day) => (day === d3 ? { ...day, country: 'ES' } : day)))],
    [20, 'a night with no stay', settle(edit(good, { n2: undefined }))],
    [20, 'two stays', settle(edit(good, {}, { '2027-05-14': [night('n2b', '20:30', '09:00', 'chiado')] })), [4]],
    [20, 'a stay after the trip', settle(edit(good, {}, { '2027-05-17': [night('n5')] }))],
  ];
  const allowed = new Map(cases.map(([rule, name, , also]) => [`${rule} ${name}`, also ?? []]));
  it.each(cases)('rule %i: %s', (rule, name, doc) => {
    const also = allowed.get(`${rule} ${name}`) ?? [];
    const result = broken(doc);
    expect(result).toContain(rule);
    expect(result.filter((one) => one !== rule && !also.includes(one))).toEqual([]);
  });

  it('has three or more for most rules, one for each', () => {
    expect(new Set(cases.map(([rule]) => rule))).toEqual(new Set(RULES.map(({ rule }) => rule)));
  });
});

describe('a day that is over before it begins', () => {
  it('owes no free minutes: what is wrong with it is said by the departure alone', () => {
    const doc = asking({ departureTime: '08:00', pace: 'packed' });
    expect(broken(doc)).toContain(6);
    expect(broken(doc)).not.toContain(13);
  });
});

describe('words', () => {
  it('says when a place is closed', () => {
    const doc = settle(edit(good, { jeronimos: undefined, viewpoint: { place: placeOf('jeronimos') } }));
    const [violation] = verify(doc, facts).violations;
    expect(violation).toMatchObject({
      id: '5:viewpoint',
      itemIds: ['viewpoint'],
      message: 'Closed on Mondays. You would arrive on Monday 17 May at 10:30.',
      evidence: [{ source: 'test guide', asOf: '2027-04' }],
    });
  });
  it('says by how much the limit is passed', () => {
    const over = good.budget.total.amount - 4415;
    expect(messages(asking({ budget: { amount: over, currency: 'EUR' } }))).toEqual(['44.15 EUR over your limit.']);
  });
  it('says what a way takes', () => {
    expect(messages(retimed('jeronimos', '09:50', '12:00')).join()).toMatch(
      /^You have 5 min from “breakfast in Baixa” to “Jerónimos Monastery” on Saturday 15 May; it takes \d+\.$/,
    );
  });
});
