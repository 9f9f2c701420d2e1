/** The longest trip that is looked at, in days, also where a shorter one was asked for and more are proposed. */
export const LONGEST_TRIP = 100;

/** Days of the trip, counted from 1, both ends included. */
export interface DaySpan {
  readonly from: number;
  readonly to: number;
}

export interface RouteCity {
  readonly id: string;
  /** Length of the stay: exactly so many days, or at least `min` and at most `max` (default: no limit). 1 or more. */
  readonly days: number | { readonly min: number; readonly max?: number };
  /** The whole stay lies within these days. */
  readonly between?: DaySpan;
  /** The traveller is there on each of these days: a wedding, a congress. */
  readonly present?: DaySpan;
  /** The day of arrival. */
  readonly arrive?: number;
}

export interface RouteProblem {
  /** Each is visited once, in one stay. 1 to 12; solutions are looked for in this order. */
  readonly cities: readonly RouteCity[];
  /** Length of the trip; the first stay begins on day 1, the last one ends on this day. 1 to 100. */
  readonly days: number;
  /**
   * True: the day of a move belongs to both cities, so the stays add up to `days` and one more for each move
   * (three days in A and two in B make four). False: each day belongs to one city and the stays add up to `days`;
   * this is also how nights are counted.
   */
  readonly shareTravelDays: boolean;
  /** Pairs of cities with a way between them; default: every pair. */
  readonly connections?: readonly (readonly [from: string, to: string])[];
  /** Connections lead from the first to the second only. Default false: both ways. */
  readonly oneWay?: boolean;
  /** The first city, and the last one. Default: any. */
  readonly start?: string;
  readonly end?: string;
}

export interface RouteStay {
  readonly city: string;
  /** First and last day there. */
  readonly arrive: number;
  readonly depart: number;
}

/** In the order of travel. */
export type Route = readonly RouteStay[];

/** One demand of a problem; that every city is visited is not among them, since nothing is left without it. */
export type RouteConstraint =
  /** The length of the trip. */
  | { readonly kind: 'days'; readonly days: number }
  /** The length of a stay. */
  | { readonly kind: 'stay'; readonly city: string; readonly min: number; readonly max?: number }
  | ({ readonly kind: 'between' | 'present'; readonly city: string } & DaySpan)
  | { readonly kind: 'arrive'; readonly city: string; readonly day: number }
  | { readonly kind: 'start' | 'end'; readonly city: string }
  /** That the city is entered and left by its listed connections only. Without it there is a way to and from every other. */
  | { readonly kind: 'connections'; readonly city: string };

export type RouteAnswer =
  | { readonly feasible: true; readonly route: Route }
  | {
      readonly feasible: false;
      /** A smallest set of demands that cannot all be met: without any one of them the others can. */
      readonly conflict: readonly RouteConstraint[];
    };

/** A step from what was asked to what can be had. */
export type RouteChange =
  /** Days in a city; `from` is the end of the asked range that gives way. */
  | { readonly kind: 'stay'; readonly city: string; readonly from: number; readonly to: number }
  | { readonly kind: 'days'; readonly from: number; readonly to: number }
  /** A window or an event moved to other days. */
  | ({ readonly kind: 'between' | 'present'; readonly city: string } & DaySpan)
  | { readonly kind: 'arrive'; readonly city: string; readonly day: number }
  /** Another first or last city. */
  | { readonly kind: 'start'; readonly city: string }
  | { readonly kind: 'end'; readonly city: string }
  /** A way that was not listed. */
  | { readonly kind: 'connection'; readonly from: string; readonly to: string }
  /** A city that is left out. */
  | { readonly kind: 'drop'; readonly city: string };

export interface RouteRelaxation {
  readonly changes: readonly RouteChange[];
  /** What is given up, by the weights in relax.ts: a day more, fewer or moved counts 1. */
  readonly cost: number;
  /** The problem with the changes made, and its first solution. */
  readonly problem: RouteProblem;
  readonly route: Route;
}
