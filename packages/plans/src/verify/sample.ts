import { weekdayOf, type Item, type Place, type TripRequest } from '@tripmaster/contracts';
import { applyOperations } from '../explain/apply.ts';
import { minimumMinutes } from './limits.ts';
import type { Facts, PlaceFact, VerifiableDoc } from './types.ts';

/** A plan for tests on which all twenty rules hold and all twenty have something to look at, with the facts behind it. */

const ASOF = '2027-04';
const SOURCE = 'test guide';
type Known = PlaceFact & {
  name: string;
  hours?: readonly [open: number, close: number];
  closedOn?: readonly number[];
  closedDates?: readonly string[];
};

const house = (name: string, lat: number, lon: number, rest: Partial<Known> = {}): Known => ({
  name,
  lat,
  lon,
  stepFree: 'yes',
  childFriendly: 2,
  source: SOURCE,
  asOf: ASOF,
  hours: [600, 1140],
  ...rest,
});
const area = (name: string, lat: number, lon: number, diets: string[]): Known => ({
  name,
  lat,
  lon,
  category: 'neighbourhood',
  diets,
  source: SOURCE,
  asOf: ASOF,
});

export const KNOWN: Readonly<Record<string, Known>> = {
  'lisbon/baixa': area('Baixa', 38.7115, -9.138, ['vegetarian', 'vegan']),
  'lisbon/chiado': area('Chiado', 38.7117, -9.1428, ['vegetarian', 'vegan']),
  'lisbon/belem': area('Belém', 38.6968, -9.203, ['vegetarian']),
  'lisbon/alfama': area('Alfama', 38.7118, -9.129, ['pescatarian']),
  'lisbon/arch': house('Rua Augusta Arch', 38.7084, -9.1366),
  'lisbon/garden': house('Estrela Garden', 38.7147, -9.1599, { hours: [0, 1440] }),
  'lisbon/castle': house('São Jorge Castle', 38.7139, -9.1335, { hours: [540, 1260] }),
  'lisbon/carmo': house('Carmo Convent', 38.712, -9.1406, { closedOn: [6] }),
  'lisbon/jeronimos': house('Jerónimos Monastery', 38.6979, -9.2068, { hours: [570, 1080], closedOn: [0], closedDates: ['2027-05-14'] }),
  'lisbon/tower': house('Belém Tower', 38.6916, -9.216, { hours: [0, 1440] }),
  'lisbon/oceanario': house('Oceanário', 38.7635, -9.0937, { hours: [600, 1200], childFriendly: 3 }),
  'lisbon/viewpoint': house('Senhora do Monte', 38.7192, -9.1326, { hours: [0, 1440] }),
  'lisbon/fado': house('Fado house', 38.7112, -9.1303, { hours: [1080, 1500], childFriendly: 0 }),
  'lisbon/stairs': house('Santa Justa stairs', 38.7121, -9.1394, { hours: [0, 1440], stepFree: 'no' }),
};

const HOLIDAYS: Readonly<Record<string, string>> = { '2027-05-14': 'Liberation Day' };

export const facts: Facts = {
  now: Date.parse('2026-11-23T09:41:00.000Z'),
  place: (id) => KNOWN[id],
  hours(id, date) {
    const known = KNOWN[id];
    if (known?.hours === undefined) return undefined;
    const closed = known.closedOn?.includes(weekdayOf(date)) === true || known.closedDates?.includes(date) === true;
    return { windows: closed ? [] : [{ open: known.hours[0], close: known.hours[1] }], source: SOURCE, asOf: ASOF };
  },
  holiday: (country, date) => (country === 'PT' ? HOLIDAYS[date] : undefined),
  travelMinutes: minimumMinutes,
};

export function placeOf(id: string): Place {
  const known = KNOWN[`lisbon/${id}`];
  if (known === undefined) throw new Error(`no place ${id}`);
  return { id: `lisbon/${id}`, name: known.name, lat: known.lat, lon: known.lon, source: 'catalogue', asOf: ASOF };
}

const base = (id: string, start: string, end: string): Pick<Item, 'id' | 'start' | 'end' | 'links' | 'provenance' | 'locked'> => ({
  id,
  start,
  end,
  links: [],
  provenance: 'catalogue',
  locked: false,
});
const eur = (amount: number): Pick<Item, 'cost' | 'costBasis'> => ({ cost: { amount, currency: 'EUR' }, costBasis: 'usual' });

export function visit(id: string, place: string, start: string, end: string, cents = 0): Item {
  return { ...base(id, start, end), kind: 'sight', title: placeOf(place).name, place: placeOf(place), ...eur(cents) };
}
export function meal(id: string, kind: NonNullable<Item['meal']>, place: string, start: string, end: string): Item {
  return {
    ...base(id, start, end),
    kind: 'meal',
    meal: kind,
    title: `${kind} in ${placeOf(place).name}`,
    place: placeOf(place),
    ...eur(kind === 'breakfast' ? 1500 : 4500),
  };
}
export function night(id: string, start = '20:30', end = '09:00', place = 'baixa'): Item {
  return { ...base(id, start, end), kind: 'stay', title: `Stay in ${placeOf(place).name}`, place: placeOf(place), ...eur(13_000) };
}
export function transfer(id: string, title: string, start: string, end: string): Item {
  return { ...base(id, start, end), kind: 'transfer', title, place: placeOf('baixa'), ...eur(720) };
}
export function rest(id: string, start: string, end: string): Item {
  return { ...base(id, start, end), kind: 'free', title: 'Rest' };
}

export const request: TripRequest = {
  destinations: [{ name: 'Lisbon', nights: 4 }],
  dates: { start: '2027-05-13', end: '2027-05-17' },
  travellers: { adults: 2, childrenAges: [6] },
  budget: { amount: 180_000, currency: 'EUR' },
  pace: 'balanced',
  interests: [],
  dietary: ['vegetarian'],
  accessibility: ['step-free'],
  dayStart: '09:00',
  dayEnd: '21:00',
  arrivalTime: '11:25',
  departureTime: '18:20',
  naps: [{ start: '13:45', end: '14:30' }],
  fixed: [
    {
      title: 'Dinner with Ana',
      date: '2027-05-15',
      start: '18:30',
      end: '20:00',
      place: { name: 'Ana’s flat', lat: 38.7105, lon: -9.141 },
      cost: { amount: 3000, currency: 'EUR' },
    },
  ],
};

const ana: Item = {
  ...base('ana', '18:30', '20:00'),
  kind: 'meal',
  meal: 'dinner',
  title: 'Dinner with Ana',
  place: { name: 'Ana’s flat', lat: 38.7105, lon: -9.141, source: 'user' },
  ...eur(3000),
  costBasis: 'given',
  provenance: 'user',
  locked: true,
};

const DAYS: Item[][] = [
  [
    transfer('in', 'Arrive and bring the bags', '11:25', '12:25'),
    meal('l1', 'lunch', 'baixa', '12:40', '13:40'),
    visit('arch', 'arch', '14:45', '15:30', 900),
    rest('r1', '15:30', '16:00'),
    visit('garden', 'garden', '16:40', '17:30'),
    meal('d1', 'dinner', 'chiado', '18:30', '19:45'),
    night('n1'),
  ],
  [
    meal('b2', 'breakfast', 'baixa', '09:05', '09:45'),
    visit('castle', 'castle', '10:15', '11:45', 3400),
    meal('l2', 'lunch', 'chiado', '12:15', '13:15'),
    visit('carmo', 'carmo', '15:00', '16:00', 1400),
    meal('d2', 'dinner', 'baixa', '18:30', '19:45'),
    night('n2'),
  ],
  [
    meal('b3', 'breakfast', 'baixa', '09:05', '09:45'),
    visit('jeronimos', 'jeronimos', '10:30', '12:00', 3600),
    meal('l3', 'lunch', 'belem', '12:20', '13:20'),
    visit('tower', 'tower', '15:00', '15:45'),
    ana,
    night('n3'),
  ],
  [
    meal('b4', 'breakfast', 'baixa', '09:05', '09:45'),
    visit('oceanario', 'oceanario', '10:30', '12:45', 6500),
    meal('l4', 'lunch', 'chiado', '14:30', '15:30'),
    meal('d4', 'dinner', 'chiado', '18:30', '19:45'),
    night('n4'),
  ],
  [
    meal('b5', 'breakfast', 'baixa', '09:05', '09:45'),
    visit('viewpoint', 'viewpoint', '10:30', '11:15'),
    meal('l5', 'lunch', 'chiado', '12:00', '13:00'),
    transfer('out', 'Fetch the bags and leave', '15:30', '17:30'),
  ],
];

const blank: VerifiableDoc = {
  request,
  destinations: [
    {
      name: 'Lisbon',
      country: 'PT',
      lat: 38.7139,
      lon: -9.1394,
      timeZone: 'Europe/Lisbon',
      guide: 'lisbon',
      arrive: '2027-05-13',
      depart: '2027-05-17',
      nights: 4,
    },
  ],
  days: DAYS.map((items, index) => ({ date: `2027-05-${13 + index}`, city: 'Lisbon', country: 'PT', timeZone: 'Europe/Lisbon', items })),
  budget: {
    total: { amount: 0, currency: 'EUR' },
    perPerson: { amount: 0, currency: 'EUR' },
    perDay: { amount: 0, currency: 'EUR' },
    categories: [],
    rates: [{ currency: 'USD', perUnit: 1.1, asOf: '2026-11-20', source: 'ECB' }],
  },
};

/** Lays the ways and adds the prices up, as the planner and every edit do. */
export function settle(doc: VerifiableDoc): VerifiableDoc {
  const days = doc.days.map((day) => ({ ...day, items: day.items.map(unlaid) }));
  return applyOperations({ ...doc, days }, []);
}

function unlaid(item: Item): Item {
  const { travelFromPrevious: _, ...rest } = item;
  return rest;
}

export const good: VerifiableDoc = settle(blank);

/** The document with some items changed, taken out (`undefined`) or put in. */
export function edit(
  doc: VerifiableDoc,
  changes: Record<string, Partial<Item> | undefined>,
  added: Record<string, Item[]> = {},
): VerifiableDoc {
  return {
    ...doc,
    days: doc.days.map((day) => ({
      ...day,
      items: [
        ...day.items.flatMap((item) =>
          item.id in changes ? (changes[item.id] === undefined ? [] : [{ ...item, ...changes[item.id] }]) : [item],
        ),
        ...(added[day.date] ?? []),
      ],
    })),
  };
}

/** A destination that no guide covers. */
export function unguided(place: VerifiableDoc['destinations'][number]): VerifiableDoc['destinations'][number] {
  const { guide: _, ...rest } = place;
  return rest;
}
