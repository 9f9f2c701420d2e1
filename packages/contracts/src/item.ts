import { z } from 'zod';
import { money } from './money.ts';
import { isStorableText } from './text.ts';
import { plainDate, plainTime, timeZone } from './time.ts';

export const category = z.enum(['stay', 'food', 'activities', 'transport', 'equipment']);
export type Category = z.infer<typeof category>;
export const CATEGORIES = category.options;

export const itemId = z.string().min(1).max(64).refine(isStorableText, 'contains characters that cannot be stored');
export const latitude = z.number().min(-90).max(90);
export const longitude = z.number().min(-180).max(180);

/** Where an item takes place. `source` says who vouches for it; facts that are not known are absent. */
export const place = z.strictObject({
  id: z.string().max(120).optional(),
  name: z.string().max(200),
  localName: z.string().max(200).optional(),
  /** Language of `localName`, for screen readers. */
  language: z.string().max(35).optional(),
  lat: latitude,
  lon: longitude,
  address: z.string().max(300).optional(),
  area: z.string().max(120).optional(),
  category: z.string().max(60).optional(),
  setting: z.enum(['indoor', 'outdoor', 'mixed']).optional(),
  stepFree: z.enum(['yes', 'partial', 'no', 'unknown']).optional(),
  /** 0 (not for children) to 3 (made for children). */
  childFriendly: z.int().min(0).max(3).optional(),
  /** Diets the place or neighbourhood reliably serves. */
  diets: z.array(z.string().max(60)).optional(),
  source: z.enum(['catalogue', 'gazetteer', 'model', 'user']),
  /** When the facts were gathered, `YYYY-MM`. */
  asOf: z.string().max(10).optional(),
});
export type Place = z.infer<typeof place>;

export const travelMode = z.enum(['walk', 'metro', 'tram', 'bus', 'train', 'ferry', 'taxi', 'drive', 'flight']);
export type TravelMode = z.infer<typeof travelMode>;

/** The way from the item before. `spareMinutes` is what is left between arriving and this item's start. */
export const leg = z.strictObject({
  mode: travelMode,
  minutes: z.int().min(0),
  metres: z.int().min(0),
  spareMinutes: z.int(),
  /** True when the minutes come from distance and mode rather than a timetable. */
  estimated: z.boolean(),
});
export type Leg = z.infer<typeof leg>;

export const itemKind = z.enum(['sight', 'activity', 'meal', 'transfer', 'stay', 'free']);
export type ItemKind = z.infer<typeof itemKind>;

const itemFields = z.strictObject({
  id: itemId,
  kind: itemKind,
  title: z.string().min(1).max(200),
  place: place.optional(),
  start: plainTime,
  end: plainTime,
  /**
   * Where a transfer ends in another zone or on another date than its day's: `end` is then local time there. What its day
   * lists after one that ended by then is in the time there, too.
   */
  arrival: z.strictObject({ date: plainDate, timeZone }).optional(),
  travelFromPrevious: leg.optional(),
  /** The opening times that cover this visit, on this date. */
  hours: z.strictObject({ open: z.string(), close: z.string(), source: z.string(), asOf: z.string() }).optional(),
  cost: money.optional(),
  category: category.optional(),
  /** `usual`: the catalogue's dated price; `estimate`: worked out; `given`: stated by the traveller. */
  costBasis: z.enum(['usual', 'estimate', 'given']).optional(),
  /** One of `breakfast`, `lunch`, `dinner` for a meal. */
  meal: z.enum(['breakfast', 'lunch', 'dinner']).optional(),
  links: z.array(z.strictObject({ label: z.string(), url: z.url() })),
  notes: z.string().max(4_000).optional(),
  provenance: z.enum(['user', 'catalogue', 'model']),
  locked: z.boolean(),
});

/**
 * One line of the timetable, in local time of its day's zone. Only a `stay` or a `transfer` may end on the
 * next day (its `end` is then not after its `start`). `cost` is for the whole party.
 */
export const item = itemFields.refine(({ kind, arrival }) => arrival === undefined || kind === 'transfer', {
  path: ['arrival'],
  error: 'is only for a transfer: nothing else ends in another place',
});
export type Item = z.infer<typeof item>;

/** Something to do that has no time yet, and perhaps no day. */
export const idea = itemFields
  .pick({
    id: true,
    kind: true,
    title: true,
    place: true,
    cost: true,
    category: true,
    costBasis: true,
    links: true,
    notes: true,
    provenance: true,
  })
  .extend({ date: plainDate.optional() });
export type Idea = z.infer<typeof idea>;

/** Sunrise and sunset as the place's clocks show them; a set after midnight is the next date's. `polar`: it does neither. */
export const sun = z.union([z.strictObject({ rise: plainTime, set: plainTime }), z.strictObject({ polar: z.enum(['day', 'night']) })]);
export type Sun = z.infer<typeof sun>;

/** The month's usual weather: means of the daily highest and lowest temperature in whole °C, and rain (days of a millimetre or more). */
export const climate = z.strictObject({
  high: z.int(),
  low: z.int(),
  rainDays: z.int().min(0).max(31).optional(),
  rainMm: z.int().min(0).optional(),
  /** Station, years and who measured. */
  source: z.string().max(300),
});
export type Climate = z.infer<typeof climate>;

/** `sun` and `climate` follow from place and date; plans made before they were known have neither. */
export const day = z.strictObject({
  date: plainDate,
  city: z.string(),
  country: z.string(),
  timeZone: z.string(),
  sun: sun.optional(),
  climate: climate.optional(),
  items: z.array(item),
});
export type Day = z.infer<typeof day>;
