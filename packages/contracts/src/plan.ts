import { z } from 'zod';
import { id } from './ids.ts';
import { money } from './money.ts';
import { style, tripRequest } from './trip-request.ts';
import { instant, plainDate, plainTime } from './time.ts';

export const visibility = z.enum(['private', 'unlisted', 'public']);
export type Visibility = z.infer<typeof visibility>;

export const category = z.enum(['stay', 'food', 'activities', 'transport', 'equipment']);
export type Category = z.infer<typeof category>;
export const CATEGORIES = category.options;

const itemId = z.string().min(1).max(64);
const latitude = z.number().min(-90).max(90);
const longitude = z.number().min(-180).max(180);

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

/**
 * One line of the timetable, in local time of its day's zone. Only a `stay` or a `transfer` may end on the
 * next day (its `end` is then not after its `start`). `cost` is for the whole party.
 */
export const item = z.strictObject({
  id: itemId,
  kind: itemKind,
  title: z.string().min(1).max(200),
  place: place.optional(),
  start: plainTime,
  end: plainTime,
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
export type Item = z.infer<typeof item>;

export const day = z.strictObject({ date: plainDate, city: z.string(), country: z.string(), timeZone: z.string(), items: z.array(item) });
export type Day = z.infer<typeof day>;

/** A destination as it was understood; `guide` is the catalogue's id, absent where there is only the gazetteer. */
export const destination = z.strictObject({
  name: z.string(),
  country: z.string(),
  lat: latitude,
  lon: longitude,
  timeZone: z.string(),
  guide: z.string().optional(),
  arrive: plainDate,
  depart: plainDate,
  nights: z.int().min(0),
});
export type Destination = z.infer<typeof destination>;

/** What one unit of the plan's currency is worth in another, by a dated reference rate. */
export const rate = z.strictObject({ currency: z.string(), perUnit: z.number(), asOf: plainDate, source: z.string() });

/** Sums over the plan's items. The categories' totals add up to `total` exactly, and so do the items' costs. */
export const budget = z.strictObject({
  total: money,
  perPerson: money,
  perDay: money,
  limit: money.optional(),
  /** `limit` less `total`; negative when over. */
  left: money.optional(),
  categories: z.array(z.strictObject({ category, total: money, perPersonPerDay: money })),
  rates: z.array(rate).optional(),
});
export type Budget = z.infer<typeof budget>;

/** One typed change of a plan; what `plans.update` takes and what a way out consists of. */
export const planOperation = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('remove'), itemId }),
  z.strictObject({ op: z.literal('move'), itemId, date: plainDate, start: plainTime }),
  z.strictObject({ op: z.literal('retime'), itemId, start: plainTime, end: plainTime }),
  z.strictObject({ op: z.literal('replace'), itemId, item }),
  z.strictObject({ op: z.literal('add'), date: plainDate, item }),
  z.strictObject({ op: z.literal('set-budget'), budget: money.optional() }),
  z.strictObject({ op: z.literal('set-style'), style }),
  z.strictObject({ op: z.literal('set-dates'), start: plainDate, end: plainDate }),
]);
export type PlanOperation = z.infer<typeof planOperation>;

/** The verifier's rules, in the order of the seal's ticks. `name` is stable; `label` is for people. */
export const RULES = [
  { rule: 1, name: 'every-date-has-a-day', label: 'Every date has a day' },
  { rule: 2, name: 'items-inside-their-day', label: 'Items stay inside their day' },
  { rule: 3, name: 'no-overlap', label: 'No two things at once' },
  { rule: 4, name: 'travel-time', label: 'Travel time is enough' },
  { rule: 5, name: 'open-on-arrival', label: 'Open when you arrive' },
  { rule: 6, name: 'arrival-and-departure', label: 'Arrival and departure are met' },
  { rule: 7, name: 'nights-add-up', label: 'Nights add up' },
  { rule: 8, name: 'check-in-check-out', label: 'Check-in and check-out fit' },
  { rule: 9, name: 'budget', label: 'Budget sums exactly and holds' },
  { rule: 10, name: 'diets', label: 'Diets respected' },
  { rule: 11, name: 'access', label: 'Step-free and other access needs' },
  { rule: 12, name: 'children', label: 'Rests and hours for children' },
  { rule: 13, name: 'pace', label: 'Pace as asked' },
  { rule: 14, name: 'no-repeats', label: 'No sight or table twice' },
  { rule: 15, name: 'public-holidays', label: 'Public holidays' },
  { rule: 16, name: 'places-exist', label: 'Places exist, within reach of the city' },
  { rule: 17, name: 'fixed-items', label: 'Fixed items untouched' },
  { rule: 18, name: 'one-currency', label: 'One currency, dated rates' },
  { rule: 19, name: 'local-time', label: 'Local time right at each place' },
  { rule: 20, name: 'one-stay-a-night', label: 'One stay a night' },
] as const;
export type RuleName = (typeof RULES)[number]['name'];

export const evidence = z.strictObject({ text: z.string(), source: z.string().optional(), asOf: z.string().optional() });
export type Evidence = z.infer<typeof evidence>;

/** One rule's outcome. `checked` things were proven, `unknown` ones could not be for want of facts. */
export const ruleResult = z.strictObject({
  rule: z.int().min(1).max(20),
  name: z.string(),
  holds: z.boolean(),
  checked: z.int().min(0),
  unknown: z.int().min(0),
  evidence: z.array(evidence),
});
export type RuleResult = z.infer<typeof ruleResult>;

/** A change that mends a violation, with its exact price and what it brings with it. */
export const wayOut = z.strictObject({
  label: z.string(),
  operations: z.array(planOperation),
  costDelta: money,
  consequence: z.string(),
  /** How many of the twenty rules hold once it is applied. */
  rulesAfter: z.int().min(0).max(20),
});
export type WayOut = z.infer<typeof wayOut>;

export const violation = z.strictObject({
  id: z.string(),
  rule: z.int().min(1).max(20),
  severity: z.enum(['error', 'warning']),
  itemIds: z.array(itemId),
  message: z.string(),
  evidence: z.array(evidence),
  waysOut: z.array(wayOut),
});
export type Violation = z.infer<typeof violation>;

export const verification = z.strictObject({
  checkedAt: instant,
  /** True once the plan or its facts changed after the check. */
  stale: z.boolean(),
  rules: z.array(ruleResult),
  violations: z.array(violation),
});
export type Verification = z.infer<typeof verification>;

/** Something the traveller should know about how the plan was made (a fallback, an assumption, a skeleton). */
export const notice = z.strictObject({
  code: z.enum(['model-unavailable', 'model-partly-used', 'skeleton', 'assumption', 'not-everything-fits', 'not-checked']),
  message: z.string(),
});
export type Notice = z.infer<typeof notice>;

export const engine = z.strictObject({
  /** Who proposed the stops. */
  proposer: z.enum(['catalogue', 'model', 'skeleton']),
  version: z.string(),
  model: z.string().optional(),
  promptVersion: z.string().optional(),
  seed: z.int(),
});

/** The document of a trip, as it is verified and stored. */
export const planDocument = z.strictObject({
  title: z.string().min(1).max(200),
  request: tripRequest,
  destinations: z.array(destination),
  days: z.array(day),
  budget,
  verification,
  notices: z.array(notice),
  engine,
});
export type PlanDocument = z.infer<typeof planDocument>;

export const plan = planDocument.extend({
  id,
  version: z.int().min(1),
  visibility,
  createdAt: instant,
  updatedAt: instant,
  /** Who made it; a display name, only on plans that are not the reader's own. */
  owner: z.strictObject({ name: z.string() }).optional(),
});
export type Plan = z.infer<typeof plan>;

/** A row of a list of plans. */
export const planSummary = z.strictObject({
  id,
  title: z.string(),
  destinations: z.array(z.string()),
  start: plainDate,
  end: plainDate,
  days: z.int(),
  travellers: z.int(),
  visibility,
  total: money,
  /** How many of the twenty rules hold. */
  rulesHolding: z.int().min(0).max(20),
  /** Stops of each day, for the route glyph. */
  stopsPerDay: z.array(z.int()),
  createdAt: instant,
  updatedAt: instant,
});
export type PlanSummary = z.infer<typeof planSummary>;

/** A public plan in a list: nothing of its maker but the display name, no exact dates. */
export const publicPlanSummary = planSummary
  .omit({ visibility: true, start: true, end: true, createdAt: true, updatedAt: true })
  .extend({ month: z.string(), owner: z.string() });
export type PublicPlanSummary = z.infer<typeof publicPlanSummary>;

/** What is shown of a trip before anybody signed in; nothing of it is stored. */
export const planPreview = z.strictObject({
  title: z.string(),
  destinations: z.array(destination),
  dayCount: z.int(),
  firstDay: day,
  budget,
  rulesHolding: z.int(),
  violations: z.array(violation),
  notices: z.array(notice),
});
export type PlanPreview = z.infer<typeof planPreview>;

export const generationStep = z.enum(['understand', 'propose', 'schedule', 'verify', 'repair', 'explain', 'save']);

/** What `plans.generate` streams: progress, each day as it is ready, then the saved plan. */
export const generationEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('progress'), step: generationStep, percent: z.int().min(0).max(100), message: z.string(), rulesHolding: z.int().optional() }),
  z.strictObject({ type: z.literal('day'), day }),
  z.strictObject({ type: z.literal('plan'), plan }),
]);
export type GenerationEvent = z.infer<typeof generationEvent>;

/** A city of the gazetteer; `guide` when the catalogue covers it. */
export const destinationHit = z.strictObject({
  name: z.string(),
  region: z.string(),
  country: z.string(),
  countryName: z.string(),
  lat: latitude,
  lon: longitude,
  timeZone: z.string(),
  population: z.int(),
  guide: z.string().optional(),
});
export type DestinationHit = z.infer<typeof destinationHit>;
