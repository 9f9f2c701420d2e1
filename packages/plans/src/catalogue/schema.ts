import { diet, interest } from '@tripmaster/contracts';
import { z } from 'zod';

import { parseHours } from './hours.ts';

/**
 * The shape of one city's guide (`packages/plans/catalogue/<id>.json`).
 *
 * Everything here can be decided by looking at one value. What needs the whole
 * city or the whole folder (distances, references, duplicates) is proved by
 * `catalogue/check.ts`, once, before a release, and not at every load.
 */

export const placeCategorySchema = z.enum([
  // worship
  'cathedral',
  'church',
  'monastery',
  'mosque',
  'shrine',
  'synagogue',
  'temple',
  // built
  'bridge',
  'castle',
  'fortress',
  'gate',
  'historic-site',
  'library',
  'monument',
  'memorial',
  'palace',
  'ruins',
  'skyscraper',
  'tomb',
  'tower',
  'university',
  // inside
  'aquarium',
  'concert-hall',
  'gallery',
  'mall',
  'museum',
  'observatory',
  'science-centre',
  'stadium',
  'theatre',
  // streets
  'cemetery',
  'fountain',
  'market',
  'neighbourhood',
  'night-market',
  'square',
  'street',
  'viewpoint',
  'village',
  'waterfront',
  // green and blue
  'beach',
  'canal',
  'cave',
  'desert',
  'garden',
  'hill',
  'island',
  'lake',
  'mountain',
  'nature-reserve',
  'park',
  'river',
  'trail',
  'waterfall',
  'zoo',
  // things one does
  'amusement-park',
  'boat-trip',
  'brewery',
  'class',
  'distillery',
  'hot-spring',
  'lift',
  'nightlife',
  'ride',
  'show',
  'spa',
  'sport',
  'tour',
  'winery',
]);
export type PlaceCategory = z.infer<typeof placeCategorySchema>;

const areaRoleSchema = z.enum(['stay', 'breakfast', 'lunch', 'dinner']);
export type AreaRole = z.infer<typeof areaRoleSchema>;

const transitModeSchema = z.enum(['walk', 'metro', 'tram', 'bus', 'train', 'ferry', 'taxi']);
export type TransitMode = z.infer<typeof transitModeSchema>;

const slug = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u, 'lower-case letters, digits and single hyphens')
  .max(60);
const label = z.string().trim().min(1).max(120);
const note = z.string().trim().min(1).max(240);
const latitude = z.number().min(-90).max(90);
const longitude = z.number().min(-180).max(180);

/** Minor units (cents, or whole yen) of the city's own currency. */
const minorUnits = z.int().nonnegative();

const distinct = <T extends string>(values: readonly T[]): boolean => new Set(values).size === values.length;

/** A closed set written as a list: repeating a member is a slip of the pen. */
const setOf = <T extends string>(member: z.ZodType<T, T>) => z.array(member).refine(distinct, 'names a member twice');

const hoursSchema = z.string().check((context) => {
  try {
    parseHours(context.value);
  } catch (error) {
    context.issues.push({
      code: 'custom',
      message: error instanceof Error ? error.message : String(error),
      input: context.value,
    });
  }
});

/** `child` is what somebody pays from `freeUnder` years up to and including 17. */
const priceSchema = z
  .strictObject({
    adult: minorUnits,
    child: minorUnits,
    /** Above 18 where students or everyone under 26 enters free. */
    freeUnder: z.int().min(0).max(26),
  })
  .refine((price) => price.child <= price.adult, 'a child pays more than an adult');
export type PlacePrice = z.infer<typeof priceSchema>;

const placeSchema = z.strictObject({
  id: slug,
  name: label,
  /** Absent when it is the same as `name`. */
  localName: label.optional(),
  kind: z.enum(['sight', 'activity']),
  category: placeCategorySchema,
  lat: latitude,
  lon: longitude,
  visitMinutes: z.int().min(10).max(600),
  hours: hoursSchema,
  price: priceSchema,
  interests: setOf(interest).min(1),
  popularity: z.int().min(1).max(100),
  /** 0 not for children, 1 tolerable, 2 good, 3 made for them. */
  childFriendly: z.int().min(0).max(3),
  setting: z.enum(['indoor', 'outdoor', 'mixed']),
  stepFree: z.enum(['yes', 'partial', 'no', 'unknown']),
  /** Absent when the place lies outside every neighbourhood listed (a day trip). */
  area: slug.optional(),
  note,
});
export type CityPlace = z.infer<typeof placeSchema>;

/** A place of an imported guide: where nobody knows, hours and price are absent. */
const importedPlaceSchema = placeSchema.partial({ hours: true, price: true });
export type GuidePlace = z.infer<typeof importedPlaceSchema>;

const areaSchema = z.strictObject({
  id: slug,
  name: label,
  lat: latitude,
  lon: longitude,
  roles: setOf(areaRoleSchema).min(1),
  diets: setOf(diet),
  note,
});
export type CityArea = z.infer<typeof areaSchema>;

const levelsSchema = z
  .strictObject({ budget: minorUnits, mid: minorUnits, luxury: minorUnits })
  .refine((cost) => cost.budget <= cost.mid && cost.mid <= cost.luxury, 'budget, mid and luxury are out of order');
export type CostLevels = z.infer<typeof levelsSchema>;

const isTimeZone = (name: string): boolean => {
  try {
    Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    return true;
  } catch {
    return false;
  }
};

export const cityGuideSchema = z.strictObject({
  id: slug,
  name: label,
  /** Absent when it is the same as `name`. */
  localName: label.optional(),
  aliases: setOf(label),
  country: z.string().regex(/^[A-Z]{2}$/u, 'an ISO 3166 country code'),
  lat: latitude,
  lon: longitude,
  timeZone: z.string().refine(isTimeZone, 'not a time zone that Intl knows'),
  currency: z.string().regex(/^[A-Z]{3}$/u, 'an ISO 4217 currency code'),
  /** The month in which hours and prices were usual. They are never promised. */
  asOf: z.string().regex(/^20\d\d-(?:0[1-9]|1[0-2])$/u, 'a month, like 2025-06'),
  language: z.string().regex(/^[a-z]{2,3}$/u, 'an ISO 639 language code'),
  transit: z.strictObject({
    modes: setOf(transitModeSchema).min(1),
    single: minorUnits,
    /** Absent where the usual operator sells no day ticket. */
    day: minorUnits.optional(),
  }),
  costs: z.strictObject({
    stay: levelsSchema,
    breakfast: levelsSchema,
    lunch: levelsSchema,
    dinner: levelsSchema,
  }),
  areas: z.array(areaSchema),
  places: z.array(placeSchema),
});
export type CityGuide = z.infer<typeof cityGuideSchema>;

/**
 * A guide that an operator imported (`DATA_DIR/catalogue/<id>.json`): places without neighbourhoods, and no costs of
 * the city, which nobody there vouches for.
 */
export const importedGuideSchema = cityGuideSchema.omit({ transit: true, costs: true }).extend({
  places: z.array(importedPlaceSchema),
  /** Whose places these are, and under which licence, as it must be said wherever they are shown. */
  source: z.string().trim().min(1).max(120),
});
export type ImportedGuide = z.infer<typeof importedGuideSchema>;

/** What planning reads of any guide. */
export type Guide = Omit<ImportedGuide, 'source'> & Partial<Pick<CityGuide, 'transit' | 'costs'> & Pick<ImportedGuide, 'source'>>;

export const guideSummarySchema = z.strictObject({
  id: slug,
  name: label,
  localName: label,
  aliases: z.array(label),
  country: z.string(),
  lat: latitude,
  lon: longitude,
});
export type GuideSummary = z.infer<typeof guideSummarySchema>;

/** What a list of guides says of one. */
export function summaryOf({ id, name, localName = name, aliases, country, lat, lon }: Guide): GuideSummary {
  return { id, name, localName, aliases, country, lat, lon };
}
