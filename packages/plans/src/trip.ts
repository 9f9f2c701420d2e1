import type { Destination, DestinationHit, Diet, Interest, Notice, Pace, Style, TripRequest } from '@tripmaster/contracts';
import type { Rates } from './rates/index.ts';

/** A span of a local day in minutes after midnight; `close` may pass 1440. */
export type Window = { open: number; close: number };

/** Guests as the planner counts them. Ages are in years. */
export type Party = { adults: number; childrenAges: number[]; size: number };

/** A destination resolved to one place, with the dates the route gives it. */
export type Stage = Destination;

/** An item of the traveller's own that stays as it is. */
export type Wish = NonNullable<TripRequest['fixed']>[number];

/** What has to be rented or brought for what the travellers want to do. */
export type Equipment = 'ski' | 'dive' | 'trek' | 'surf' | 'safari';

export type MealKind = 'breakfast' | 'lunch' | 'dinner';

/** What the `understand` step makes of a request: nothing ambiguous is left in it. */
export type Trip = {
  request: TripRequest;
  /** All dates, first to last, both included. */
  start: string;
  end: string;
  stages: Stage[];
  party: Party;
  /** Currency of every price in the plan: the budget's, else the first destination's. */
  currency: string;
  /** Exchange rates of the moment; everything in the plan is converted with these. */
  rates: Rates;
  /** Whole-trip limit in minor units of `currency`. */
  limit?: number;
  interests: Interest[];
  diets: Diet[];
  equipment: Equipment[];
  /** True when every place must be reachable and usable without steps. */
  stepFree: boolean;
  /** True when somebody walks only little. */
  shortWalks: boolean;
  pace: Pace;
  style?: Style;
  /** Local minutes after midnight within which items may lie; `dayEnd` is no later than the youngest child's bedtime (`childLimit`). */
  dayStart: number;
  dayEnd: number;
  /** First day cannot begin before, last day cannot go on after (minutes; absent = whole day). */
  arrival?: number;
  departure?: number;
  naps: { start: number; end: number }[];
  notices: Notice[];
};

/** Facts the engine reads; ports so that it runs without a database or a network. */
export type Gazetteer = {
  /** Typeahead, best first. */
  search(query: string, limit: number): DestinationHit[];
  /** Every city a full name may mean ("Paris", "Paris, Texas"), best first. */
  resolve(name: string): DestinationHit[];
};

/** The public holiday's name, if a date is one. */
export type Holidays = { holidayOn(country: string, date: string): string | undefined };
