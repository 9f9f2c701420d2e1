import type { Item } from '@tripmaster/contracts';

const EUR = (amount: number) => ({ amount, currency: 'EUR' });
const LISBON = { lat: 38.712, lon: -9.14, language: 'pt' };

const STOPS: Item[] = [
  {
    id: 'specimen-carmo',
    kind: 'sight',
    title: 'Convento do Carmo',
    place: { ...LISBON, name: 'Convento do Carmo', source: 'catalogue' },
    start: '16:45',
    end: '17:40',
    hours: { open: '10:00', close: '19:00', source: 'catalogue', asOf: '2026-11' },
    cost: EUR(1_400),
    category: 'activities',
    links: [],
    notes: 'Roofless nave; under 14 free',
    provenance: 'catalogue',
    locked: false,
  },
  {
    id: 'specimen-miradouro',
    kind: 'sight',
    title: 'Miradouro de São Pedro de Alcântara',
    place: { ...LISBON, name: 'Miradouro de São Pedro de Alcântara', source: 'model' },
    start: '17:50',
    end: '18:30',
    travelFromPrevious: { mode: 'walk', minutes: 9, metres: 560, spareMinutes: 1, estimated: false },
    hours: { open: '00:00', close: '24:00', source: 'catalogue', asOf: '2026-11' },
    cost: EUR(0),
    category: 'activities',
    links: [],
    notes: 'Garden and view across to the castle',
    provenance: 'model',
    locked: false,
  },
  {
    id: 'specimen-bonjardim',
    kind: 'meal',
    title: 'Bonjardim',
    place: { ...LISBON, name: 'Bonjardim', source: 'catalogue' },
    start: '18:45',
    end: '20:00',
    travelFromPrevious: { mode: 'walk', minutes: 8, metres: 480, spareMinutes: 7, estimated: false },
    hours: { open: '12:00', close: '23:00', source: 'catalogue', asOf: '2026-11' },
    cost: EUR(5_400),
    category: 'food',
    meal: 'dinner',
    links: [],
    notes: 'Roast chicken',
    provenance: 'catalogue',
    locked: false,
  },
];

/** Three stops to read a plan by: an example, not a promise of hours or prices. */
export const SPECIMEN = { date: '2027-05-13', timeZone: 'Europe/Lisbon', items: STOPS };
