import type { Category, Item, ItemKind, Place, TravelMode, TripRequest } from '@tripmaster/contracts';
import type { MealKind, Stage, Window } from '../trip.ts';
import type { Area, Candidate, StageProposal } from './types.ts';

/**
 * One line of a day while it is being planned. Times are minutes after the local midnight of the frame's date; the end of
 * a night or an overnight journey passes 1440.
 */
export type Slot = {
  kind: ItemKind;
  title: string;
  start: number;
  end: number;
  place?: Place;
  candidate?: Candidate;
  meal?: MealKind;
  /** The traveller's own item, kept as it came. */
  wish?: NonNullable<TripRequest['fixed']>[number];
  /** A night or a meal is priced by the trip's level of comfort when the plan is put together. */
  priced?: 'stay' | MealKind | 'transitDay';
  cost?: { amount: number; category: Category; basis: NonNullable<Item['costBasis']> };
  /** Opening that covers the visit. */
  hours?: Window;
  links: Item['links'];
  notes?: string;
  provenance: Item['provenance'];
  locked: boolean;
  /** Set on a move between cities: the time is the slot's own, so that no leg is added before it. */
  journey?: {
    mode: TravelMode;
    metres: number;
    minutes: number;
    /** Where it leaves from, if that keeps another time: this much less than where it ends, in minutes. */
    from?: { stage: Stage; behind: number };
  };
};

/** One date in one city, with what is settled before any sight is chosen. Local minutes of `date`. */
export type Frame = {
  date: string;
  stage: number;
  /** Visits and meals lie between these. `end < start` or equal: there is no time for any. */
  start: number;
  end: number;
  /** The day begins in a bed of this city. */
  wakes: boolean;
  /** The night after it is spent here. */
  sleeps: boolean;
  /** A journey ends at `start`: the party comes from the road. */
  arrives?: boolean;
  /** True when a journey onwards or home follows `end`, so that a dinner is not expected. */
  leaves: boolean;
  /** Slots before `start` (arrival) and after `end` (departure). */
  before: Slot[];
  after: Slot[];
};

/** What a stage has chosen once and for all. */
export type Base = { stay: Area; stage: Stage; proposal: StageProposal };

export type DayPlan = { frame: Frame; slots: Slot[] };
