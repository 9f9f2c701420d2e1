import {
  DIETS,
  fractionDigits,
  type Diet,
  INTERESTS,
  type Interest,
  isPlainDate,
  pace,
  style,
  type TripRequest,
} from '@tripmaster/contracts';
import { useEffect, useState } from 'react';
import { keep, readKept } from '../../lib/kept.ts';
import { ACCESS_OPTIONS, type Access } from './labels.ts';

/** The form as it stands, every field as it was typed; made into a `TripRequest` only on sending. */
export type Draft = {
  origin: string;
  places: { key: number; name: string; nights: string }[];
  datesBy: 'days' | 'month';
  start: string;
  end: string;
  month: string;
  days: number;
  adults: number;
  /** `''` until chosen. */
  childrenAges: string[];
  budget: string;
  currency: string;
  includesTransport: boolean;
  style: NonNullable<TripRequest['style']>;
  pace: NonNullable<TripRequest['pace']>;
  interests: Interest[];
  dietary: Diet[];
  accessibility: Access[];
  arrivalTime: string;
  departureTime: string;
  dayStart: string;
  dayEnd: string;
  notes: string;
};

const KEY = 'tripmaster.draft';

export const EMPTY_DRAFT: Draft = {
  origin: '',
  places: [{ key: 0, name: '', nights: '' }],
  datesBy: 'days',
  start: '',
  end: '',
  month: '',
  days: 5,
  adults: 2,
  childrenAges: [],
  budget: '',
  currency: 'EUR',
  includesTransport: false,
  style: 'mid',
  pace: 'balanced',
  interests: [],
  dietary: [],
  accessibility: [],
  arrivalTime: '',
  departureTime: '',
  dayStart: '',
  dayEnd: '',
  notes: '',
};

/** The draft, kept in this tab at every change, so that neither sign-up nor a reload loses a word. */
export function useDraft(): [Draft, (change: Partial<Draft>) => void] {
  const [draft, setDraft] = useState(() => readDraft(readKept(KEY)));
  useEffect(() => keep(KEY, draft), [draft]);
  return [draft, (change) => setDraft((before) => ({ ...before, ...change }))];
}

/** Nothing has been typed or chosen. */
export function isEmpty(draft: Draft): boolean {
  return JSON.stringify({ ...draft, places: draft.places.map((place) => ({ ...place, key: 0 })) }) === JSON.stringify(EMPTY_DRAFT);
}

/** What was kept, field by field; whatever is not as it should be falls back to empty. */
export function readDraft(kept: unknown): Draft {
  const from: Record<string, unknown> = typeof kept === 'object' && kept !== null ? Object.fromEntries(Object.entries(kept)) : {};
  const text = (name: string, fallback = '') => (typeof from[name] === 'string' ? from[name].slice(0, 8_000) : fallback);
  const count = (name: string, low: number, high: number, fallback: number) => {
    const value = from[name];
    return typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high ? value : fallback;
  };
  const list = (name: string): unknown[] => (Array.isArray(from[name]) ? from[name] : []);
  const date = (name: string) => (isPlainDate(text(name)) ? text(name) : '');
  const places = list('places')
    .flatMap((place, key) => readPlace(place, key))
    .slice(0, 10);
  return {
    origin: text('origin'),
    places: places.length > 0 ? places : EMPTY_DRAFT.places,
    datesBy: from['datesBy'] === 'month' ? 'month' : 'days',
    start: date('start'),
    end: date('end'),
    month: text('month'),
    days: count('days', 1, 60, EMPTY_DRAFT.days),
    adults: count('adults', 1, 20, EMPTY_DRAFT.adults),
    childrenAges: list('childrenAges')
      .flatMap((age) => (typeof age === 'string' ? age : []))
      .slice(0, 19),
    budget: text('budget'),
    currency: text('currency', 'EUR'),
    includesTransport: from['includesTransport'] === true,
    style: style.safeParse(from['style']).data ?? EMPTY_DRAFT.style,
    pace: pace.safeParse(from['pace']).data ?? EMPTY_DRAFT.pace,
    interests: INTERESTS.filter((one) => list('interests').includes(one)),
    dietary: DIETS.filter((one) => list('dietary').includes(one)),
    accessibility: ACCESS_OPTIONS.map(({ value }) => value).filter((one) => list('accessibility').includes(one)),
    arrivalTime: text('arrivalTime'),
    departureTime: text('departureTime'),
    dayStart: text('dayStart'),
    dayEnd: text('dayEnd'),
    notes: text('notes'),
  };
}

function readPlace(place: unknown, key: number): Draft['places'] {
  if (typeof place !== 'object' || place === null || !('name' in place) || typeof place.name !== 'string') return [];
  return [{ key, name: place.name, nights: 'nights' in place && typeof place.nights === 'string' ? place.nights : '' }];
}

/** The wish behind a plan, back in the form. What the form has no field for is left out. */
export function draftOf(request: TripRequest): Draft {
  const { destinations, dates, travellers, budget } = request;
  return readDraft({
    ...request,
    places: destinations.map(({ name, nights }) => ({ name, nights: nights === undefined ? '' : String(nights) })),
    ...('month' in dates ? { datesBy: 'month', ...dates } : { datesBy: 'days', ...dates }),
    adults: travellers.adults,
    childrenAges: travellers.childrenAges.map(String),
    ...(budget === undefined
      ? { budget: '' }
      : {
          budget: (budget.amount / 10 ** fractionDigits(budget.currency)).toFixed(fractionDigits(budget.currency)),
          currency: budget.currency,
          includesTransport: budget.includesTransport,
        }),
  });
}

/** Puts a wish into the form of the start page, in place of what was typed there. */
export function fillForm(draft: Draft): void {
  keep(KEY, draft);
}
