import { DIETS, INTERESTS } from '@tripmaster/contracts';
import { z } from 'zod';
import { parseHours } from '../catalogue/index.ts';
import { placeCategorySchema } from '../catalogue/schema.ts';
import { isFields, objectIn } from './json.ts';
import { ModelFailure } from './failure.ts';
import { plainLine, plainName, plainNote } from './text.ts';

/**
 * The shape of a model's answer. One schema says both: its input side is the strict JSON Schema that goes with the
 * question (no bounds in it, since servers differ in which they know), its output side is what may leave this file: every
 * text plain and short, every number in range, every word one of ours.
 */

const NAME = 100;
const NOTE = 200;
const MOST_PLACES = 60;
const MOST_AREAS = 12;
/** Prices in major units of any currency; what they mean in money is checked where they are converted. */
const MOST_PRICE = 100_000_000;

const name = z.string().transform((text, context) => {
  const plain = plainName(text, NAME);
  if (plain === undefined) context.addIssue({ code: 'custom', message: 'is no name' });
  return plain ?? '';
});
const optionalName = z
  .string()
  .nullable()
  .transform((text) => (text === null ? undefined : plainName(text, NAME)));
const word = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');

function oneOf<const T extends string>(values: readonly T[], otherwise: T) {
  return z
    .string()
    .meta({ enum: [...values] })
    .transform((text): T => values.find((value) => value === word(text)) ?? otherwise);
}

function someOf<const T extends string>(values: readonly T[]) {
  return z.array(z.string().meta({ enum: [...values] })).transform((list): T[] => {
    const given = new Set(list.map(word));
    return values.filter((value) => given.has(value));
  });
}

const whole = (least: number, most: number) => z.number().transform((value) => Math.min(most, Math.max(least, Math.round(value))));
const price = z
  .number()
  .nullable()
  .transform((value) => (value === null || value < 0 || value > MOST_PRICE ? undefined : value));
const amount = z.number().refine((value) => value >= 0 && value <= MOST_PRICE, 'is no price');
const latitude = z.number().refine((value) => Math.abs(value) <= 90, 'is no latitude');
const longitude = z.number().refine((value) => Math.abs(value) <= 180, 'is no longitude');

/** Hours in the catalogue's subset of OpenStreetMap's syntax, as rules; `undefined` where they cannot be read. */
const hours = z
  .string()
  .nullable()
  .transform((text) => {
    if (text === null) return undefined;
    const tidy = plainHours(text);
    try {
      return tidy === '' ? undefined : parseHours(tidy);
    } catch {
      return undefined;
    }
  });

/** Dashes, spaces and words that models write differently from the specification. */
function plainHours(text: string): string {
  return text
    .slice(0, 200)
    .replace(/[‐-―−]/gu, '-')
    .replace(/\s*-\s*(?=\d\d:|[A-Z])/g, '-')
    .replace(/\b(?:closed|ruhetag)\b/gi, 'off')
    .replace(/\s*;\s*/g, '; ')
    .replace(/,\s+(?=\d\d:)/g, ',')
    .replace(/[;\s]+$/, '')
    .trim();
}

const category = z
  .string()
  .meta({ enum: [...placeCategorySchema.options] })
  .transform((text, context) => {
    const known = placeCategorySchema.safeParse(word(text));
    if (!known.success) {
      context.addIssue({ code: 'custom', message: 'is no kind of sight' });
      return z.NEVER;
    }
    return known.data;
  });

const place = z.strictObject({
  name,
  localName: optionalName,
  category,
  lat: latitude,
  lon: longitude,
  visitMinutes: whole(10, 600),
  hours,
  adultPrice: price,
  childPrice: price,
  interests: someOf(INTERESTS),
  popularity: whole(1, 100),
  childFriendly: whole(0, 3),
  setting: oneOf(['indoor', 'outdoor', 'mixed'], 'mixed'),
  stepFree: oneOf(['yes', 'partial', 'no', 'unknown'], 'unknown'),
  note: z
    .string()
    .nullable()
    .transform((text) => (text === null ? undefined : plainNote(text, NOTE))),
});
export type ModelPlace = z.output<typeof place>;

const area = z.strictObject({
  name,
  lat: latitude,
  lon: longitude,
  roles: someOf(['stay', 'breakfast', 'lunch', 'dinner']),
  diets: someOf(DIETS),
});
type ModelArea = z.output<typeof area>;

const levels = z.strictObject({ budget: amount, mid: amount, luxury: amount }).transform(({ budget, mid, luxury }) => {
  const [low = 0, middle = 0, high = 0] = [budget, mid, luxury].toSorted((a, b) => a - b);
  return { budget: low, mid: middle, luxury: high };
});
/** Major units: a double room a night, a meal for a grown-up, a day of getting about for a grown-up. */
const costs = z.strictObject({ stay: levels, breakfast: levels, lunch: levels, dinner: levels, transitDay: amount });
type ModelCosts = z.output<typeof costs>;

const currency = z.string().transform((text) => plainLine(text, 8).toUpperCase());

const placesAnswer = z.strictObject({ currency, places: z.array(place) });
/** For a city that no guide covers. */
const cityAnswer = placesAnswer.extend({
  areas: z.array(area),
  modes: someOf(['metro', 'tram', 'bus', 'train', 'ferry', 'taxi']),
  costs: costs.nullable(),
});

export type Answer = {
  /** ISO 4217, or whatever the model wrote in its place. */
  currency: string;
  places: ModelPlace[];
  areas: ModelArea[];
  modes: ('metro' | 'tram' | 'bus' | 'train' | 'ferry' | 'taxi')[];
  costs?: ModelCosts;
};

export type AnswerShape = 'places' | 'city';

const schemas = new Map<AnswerShape, Record<string, unknown>>();

/** The JSON Schema that goes with the question, in the subset that strict structured outputs take. */
export function jsonSchema(shape: AnswerShape): Record<string, unknown> {
  let schema = schemas.get(shape);
  if (schema === undefined) {
    const { $schema: _, ...rest } = z.toJSONSchema(shape === 'city' ? cityAnswer : placesAnswer, { io: 'input' });
    schemas.set(shape, (schema = rest));
  }
  return schema;
}

/** What stands for a field that a server without structured outputs left out. */
const BLANK: Record<string, unknown> = {
  visitMinutes: 60,
  interests: [],
  popularity: 50,
  childFriendly: 1,
  setting: 'mixed',
  stepFree: 'unknown',
  roles: ['stay', 'breakfast', 'lunch', 'dinner'],
  diets: [],
};

/** Picks the known fields and drops all others. */
function known(value: unknown, fields: readonly string[]): Record<string, unknown> | undefined {
  if (!isFields(value)) return undefined;
  return Object.fromEntries(
    fields.map((field) => [field, (Object.hasOwn(value, field) ? value[field] : undefined) ?? BLANK[field] ?? null]),
  );
}

function each<T>(list: unknown, most: number, read: (value: unknown) => T | undefined): T[] {
  if (!Array.isArray(list)) return [];
  return list.slice(0, most).flatMap((value: unknown) => read(value) ?? []);
}

const PLACE_FIELDS = Object.keys(place.shape);
const AREA_FIELDS = Object.keys(area.shape);

/**
 * Reads an answer. What is not as asked is left out piece by piece: one bad place does not spoil the others. Throws
 * `ModelFailure` (`truncated`, `garbage`) when there is no object, or not one usable place in it.
 */
export function readAnswer(text: string, shape: AnswerShape): Answer {
  const raw = objectIn(text, 'places');
  const places = each(raw['places'], MOST_PLACES, (value) => place.safeParse(known(value, PLACE_FIELDS)).data);
  if (places.length === 0) throw new ModelFailure('garbage', { message: 'the answer names no usable place' });
  const answer: Answer = { currency: currency.safeParse(raw['currency']).data ?? '', places, areas: [], modes: [] };
  if (shape === 'places') return answer;
  const money = costs.safeParse(raw['costs']);
  return {
    ...answer,
    areas: each(raw['areas'], MOST_AREAS, (value) => area.safeParse(known(value, AREA_FIELDS)).data),
    modes: cityAnswer.shape.modes.safeParse(raw['modes']).data ?? [],
    ...(money.success ? { costs: money.data } : {}),
  };
}
