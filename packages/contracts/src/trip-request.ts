import { z } from 'zod';
import { locale } from './account.ts';
import { currency } from './money.ts';
import { line, text } from './text.ts';
import { daysBetween, plainDate, plainMonth, plainTime } from './time.ts';

/** The longest trip that is planned, in days. */
export const MAX_DAYS = 60;

export const style = z.enum(['budget', 'mid', 'luxury']);
export type Style = z.infer<typeof style>;
export const pace = z.enum(['relaxed', 'balanced', 'packed']);
export type Pace = z.infer<typeof pace>;

/** Interests the catalogue's places are tagged with; other words are kept and matched where they can be. */
export const INTERESTS = [
  'food',
  'history',
  'art',
  'architecture',
  'nature',
  'beach',
  'nightlife',
  'shopping',
  'family',
  'adventure',
  'music',
  'sport',
  'wellness',
  'photography',
  'religion',
  'science',
  'local-life',
  'views',
] as const;
export const interest = z.enum(INTERESTS);
export type Interest = z.infer<typeof interest>;

export const DIETS = ['vegetarian', 'vegan', 'pescatarian', 'halal', 'kosher', 'gluten-free', 'lactose-free', 'nut-free'] as const;
export const diet = z.enum(DIETS);
export type Diet = z.infer<typeof diet>;

/** Trips lie before this date: further ahead no calendar of holidays reaches. */
const HORIZON = '2100-01-01';
const beforeHorizon = (date: string): boolean => date < HORIZON;

const fixedDates = z
  .strictObject({ start: plainDate, end: plainDate })
  .refine(({ start, end }) => end >= start, { path: ['end'], message: 'the return is before the start' })
  .refine(({ end }) => beforeHorizon(end), { path: ['end'], message: 'is too far ahead' })
  .refine(({ start, end }) => daysBetween(start, end) < MAX_DAYS, { path: ['end'], message: `a trip has at most ${MAX_DAYS} days` });
const flexibleDates = z.strictObject({
  month: plainMonth.refine((month) => beforeHorizon(`${month}-01`), 'is too far ahead'),
  days: z.int().min(1).max(MAX_DAYS),
});

const span = z
  .strictObject({ start: plainTime, end: plainTime })
  .refine(({ start, end }) => end > start, { path: ['end'], message: 'ends before it starts' });

/** An item that must stay as it is: a booked tour, a dinner with friends. */
export const fixedItem = z
  .strictObject({
    title: line(200),
    date: plainDate,
    start: plainTime,
    end: plainTime,
    place: z.strictObject({ name: line(200), lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) }).optional(),
    cost: z.strictObject({ amount: z.int().min(0).max(1_000_000_000), currency }).optional(),
    notes: text(1_000).optional(),
  })
  .refine(({ start, end }) => end > start, { path: ['end'], message: 'ends before it starts' });

const words = z.array(line(60)).max(20);

/** What a traveller asks for. Everything typed is kept with the plan as it came. */
export const tripRequest = z.strictObject({
  origin: line(120).optional(),
  destinations: z
    .array(z.strictObject({ name: line(120), nights: z.int().min(0).max(MAX_DAYS).optional() }))
    .min(1, 'name at least one destination')
    .max(10, 'at most 10 destinations'),
  dates: z.union([fixedDates, flexibleDates]),
  travellers: z
    .strictObject({ adults: z.int().min(1).max(20), childrenAges: z.array(z.int().min(0).max(17)).max(19).default([]) })
    .refine(({ adults, childrenAges }) => adults + childrenAges.length <= 20, { path: ['adults'], message: 'at most 20 travellers' }),
  budget: z.strictObject({ amount: z.int().min(1).max(1_000_000_000_000), currency, includesTransport: z.boolean().optional() }).optional(),
  style: style.optional(),
  pace: pace.optional(),
  purpose: line(200).optional(),
  interests: words.default([]),
  dietary: words.default([]),
  accessibility: words.default([]),
  dayStart: plainTime.optional(),
  dayEnd: plainTime.optional(),
  arrivalTime: plainTime.optional(),
  departureTime: plainTime.optional(),
  naps: z.array(span).max(3).optional(),
  maxDriveMinutes: z.int().min(5).max(1_440).optional(),
  fixed: z.array(fixedItem).max(50).optional(),
  notes: text(4_000).optional(),
  language: locale.optional(),
});
export type TripRequest = z.infer<typeof tripRequest>;
export type TripRequestInput = z.input<typeof tripRequest>;
