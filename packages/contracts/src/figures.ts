import { z } from 'zod';
import { money } from './money.ts';
import { plainDate, instant } from './time.ts';

/** Most days in one question: two years, one of them a leap year. */
export const MOST_FIGURE_DAYS = 731;

/** Days of figures are days in UTC, both ends included; {@link MOST_FIGURE_DAYS} at most. */
export const figuresInput = z.strictObject({ from: plainDate, to: plainDate });
export type FiguresInput = z.infer<typeof figuresInput>;

/** Of what days, and how fresh. */
const figures = {
  from: plainDate,
  to: plainDate,
  /** When what is shown was counted. */
  countedAt: instant.optional(),
};
const count = z.int().min(0);

const sums = z.strictObject({
  visitors: count,
  activePeople: count,
  signUps: count,
  plansMade: count,
  plansShared: count,
  bookingClicks: count,
});
/** What a page shows beside what could not be counted just now. */
export const overviewPart = z.enum(['now', 'before', 'totals', 'days']);
export type OverviewPart = z.infer<typeof overviewPart>;
/** People are told apart by account, visitors by a hash that lasts a day: the visitors of several days are added up. */
export const overview = z.strictObject({
  ...figures,
  now: sums.optional(),
  /** The same of as many days before. */
  before: sums.optional(),
  /** Accounts and plans there are. */
  people: count.optional(),
  plans: count.optional(),
  days: z.array(z.strictObject({ day: plainDate, visitors: count, activePeople: count, signUps: count, plansMade: count })).optional(),
  /** Parts that are absent because they could not be told. */
  failed: z.array(overviewPart),
});
export type Overview = z.infer<typeof overview>;

/** Active: at least one event while signed in. Weeks and months are the 7 and 30 days that end with the day. */
export const engagement = z.strictObject({
  ...figures,
  days: z.array(
    z.strictObject({
      day: plainDate,
      activeDay: count,
      activeWeek: count,
      activeMonth: count,
      events: count,
      plansMade: count,
      plansChanged: count,
    }),
  ),
  /** Average of the active of a day by the active of its month, in percent; absent without anybody. */
  stickiness: z.number().optional(),
});
export type Engagement = z.infer<typeof engagement>;

/**
 * Of the people who signed up in a week, how many were active in that week (from the day they signed up on) and in each
 * of the weeks since; `null`: not over yet. Weeks begin on Monday; they are all that have a day in common with the days asked for.
 */
export const retention = z.strictObject({
  ...figures,
  cohorts: z.array(z.strictObject({ week: plainDate, people: count, active: z.array(count.nullable()) })),
});
export type Retention = z.infer<typeof retention>;

export const funnelStep = z.enum(['visit', 'sign-up', 'first-plan', 'share', 'booking-click', 'payment']);
export type FunnelStep = z.infer<typeof funnelStep>;
/** Visitors of the days; of the people who signed up on them, how many have since come as far as each step and all before it. */
export const funnel = z.strictObject({ ...figures, steps: z.array(z.strictObject({ step: funnelStep, count })) });
export type Funnel = z.infer<typeof funnel>;

export const popularity = z.strictObject({
  ...figures,
  destinations: z.array(z.strictObject({ destination: z.string(), plans: count, copies: count })),
  /** By the month that trips begin in, `01`–`12`. */
  months: z.array(z.strictObject({ month: z.string(), plans: count })),
});
export type Popularity = z.infer<typeof popularity>;

export const geography = z.strictObject({
  ...figures,
  /** ISO 3166 codes; absent: not known. */
  countries: z.array(z.strictObject({ country: z.string().optional(), visitors: count, signUps: count, plansMade: count })),
});
export type Geography = z.infer<typeof geography>;

export const sources = z.strictObject({
  ...figures,
  referrers: z.array(z.strictObject({ host: z.string().optional(), visitors: count, signUps: count })),
  campaigns: z.array(
    z.strictObject({ source: z.string(), medium: z.string().optional(), campaign: z.string().optional(), visitors: count, signUps: count }),
  ),
  pages: z.array(z.strictObject({ page: z.string(), views: count, visitors: count })),
});
export type Sources = z.infer<typeof sources>;

export const revenue = z.strictObject({
  ...figures,
  /** What came in and went back, in the currency it was paid in. */
  currencies: z.array(z.strictObject({ paid: money, refunded: money, net: money, payments: count })),
  /** All of it in one currency, at the rates of the days it was paid on. */
  net: money,
  days: z.array(z.strictObject({ day: plainDate, net: money })),
  /** Subscriptions that run at the end of the days, by the month. */
  monthlyRecurring: money,
  subscribers: count,
  /** Net by the people active in the days; absent without anybody. */
  perActivePerson: money.optional(),
  bookingClicks: z.array(z.strictObject({ provider: z.string(), kind: z.string(), clicks: count })),
  model: z.strictObject({
    /** Millionths of a dollar. */
    costMicros: count,
    plans: count,
    costMicrosPerPlan: count.optional(),
    days: z.array(z.strictObject({ day: plainDate, costMicros: count })),
  }),
});
export type Revenue = z.infer<typeof revenue>;

/** The last half hour, as it comes in; at most a few seconds old. */
export const realtime = z.strictObject({
  asOf: instant,
  visitors: count,
  minutes: z.array(z.strictObject({ minute: instant, events: count, visitors: count })),
  pages: z.array(z.strictObject({ page: z.string(), visitors: count })),
  countries: z.array(z.strictObject({ country: z.string().optional(), visitors: count })),
});
export type Realtime = z.infer<typeof realtime>;
