import { z } from 'zod';
import { id } from './ids.ts';
import { category, day, idea, latitude, longitude } from './item.ts';
import { money } from './money.ts';
import { planRole } from './sharing.ts';
import { instant, plainDate } from './time.ts';
import { tripRequest } from './trip-request.ts';
import { verification, violation } from './verification.ts';

export const visibility = z.enum(['private', 'unlisted', 'public']);
export type Visibility = z.infer<typeof visibility>;

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

/** Something the traveller should know about how the plan was made (a fallback, an assumption, a skeleton). */
export const notice = z.strictObject({
  code: z.enum([
    'model-unavailable',
    'model-budget-used',
    'model-partly-used',
    'skeleton',
    'assumption',
    'not-everything-fits',
    'not-checked',
  ]),
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
  /** What somebody would like to do and has no time yet; no rule looks at it and no sum counts it. */
  ideas: z.array(idea).optional(),
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
  /** What the reader is on this trip; absent for who is not on it, and sees it without what is private. */
  role: planRole.optional(),
  /** The days are not the real ones: moved to the first such weekday of their month, for readers who are not told the dates. */
  datesHidden: z.literal(true).optional(),
  /** A moderator took it out of what the public sees; told to those who are on the trip. */
  hidden: z.literal(true).optional(),
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
  /** What the reader is on this trip. */
  role: planRole,
  /** Whose it is; a display name, on plans that are not the reader's own. */
  owner: z.string().optional(),
  /** A moderator took it out of what the public sees. */
  hidden: z.literal(true).optional(),
  /** What is stored of it can’t be read: only its id and title are to be trusted. */
  damaged: z.literal(true).optional(),
  createdAt: instant,
  updatedAt: instant,
  /** From then it is kept for 30 days. */
  deletedAt: instant.optional(),
});
export type PlanSummary = z.infer<typeof planSummary>;

/** A public plan in a list: nothing of its maker but the display name, no exact dates. */
export const publicPlanSummary = planSummary
  .omit({
    visibility: true,
    start: true,
    end: true,
    role: true,
    hidden: true,
    damaged: true,
    createdAt: true,
    updatedAt: true,
    deletedAt: true,
  })
  .extend({ month: z.string(), owner: z.string(), /** How often others took a copy. */ copies: z.int() });
export type PublicPlanSummary = z.infer<typeof publicPlanSummary>;

/** What somebody's own trips come to, without deleted ones. */
export const planStats = z.strictObject({
  plans: z.int(),
  byVisibility: z.strictObject({ private: z.int(), unlisted: z.int(), public: z.int() }),
  upcoming: z.int(),
  days: z.int(),
  /** The five they go to most, the most frequent first. */
  topDestinations: z.array(z.strictObject({ name: z.string(), plans: z.int() })).max(5),
  /** What the plans cost together, a total for each currency. */
  spend: z.array(money),
  /** How often others took copies. */
  copies: z.int(),
});
export type PlanStats = z.infer<typeof planStats>;

/** A request of which no plan could be made, for no fault of its own, kept so that nothing of it has to be typed again. */
export const planDraft = z.strictObject({
  id,
  request: tripRequest,
  /** The code of the failure; `aborted` when the caller had gone. */
  reason: z.string(),
  createdAt: instant,
});
export type PlanDraft = z.infer<typeof planDraft>;

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
  z.strictObject({
    type: z.literal('progress'),
    step: generationStep,
    percent: z.int().min(0).max(100),
    message: z.string(),
    rulesHolding: z.int().optional(),
  }),
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
