import type { Day, Evidence, Item, PlanDocument, TravelMode, Where, Zones } from '@tripmaster/contracts';

/** What is verified: a plan's document without anything that another check said about it. */
export type VerifiableDoc = Pick<PlanDocument, 'request' | 'destinations' | 'days' | 'ideas' | 'budget'>;

/** A span of a local day in minutes after midnight; `close` passes 1440 when it ends after midnight. */
export type HoursWindow = { readonly open: number; readonly close: number };

/** Usual opening on one date; no window at all means closed. */
export type HoursFact = { readonly windows: readonly HoursWindow[]; readonly source: string; readonly asOf: string };

/** What the catalogue knows of a place or of a neighbourhood; what it does not know is absent. */
export type PlaceFact = {
  readonly lat: number;
  readonly lon: number;
  readonly name?: string;
  /** `neighbourhood` for an area in which one eats or sleeps rather than a single house. */
  readonly category?: string;
  readonly visitMinutes?: number;
  readonly stepFree?: 'yes' | 'partial' | 'no' | 'unknown';
  readonly childFriendly?: number;
  readonly diets?: readonly string[];
  readonly source: string;
  /** Month of the facts, `YYYY-MM`. */
  readonly asOf?: string;
};

/** Everything the verifier may know besides the plan itself. All of it is loaded before; no call waits or fails. */
export type Facts = {
  /** Epoch milliseconds of the check. */
  readonly now: number;
  hours(placeId: string, date: string): HoursFact | undefined;
  /** Places and neighbourhoods of the loaded guides, by the id that items carry. */
  place(placeId: string): PlaceFact | undefined;
  /** The public holiday's name. */
  holiday(country: string, date: string): string | undefined;
  /** Least minutes for `metres` as the crow flies; `minimumMinutes` of `limits.ts` unless better is known. */
  travelMinutes(mode: TravelMode, metres: number): number;
};

/** An item on the time line, with the facts that were found for it. */
export type Stop = {
  readonly item: Item;
  /** With zone, city and country of where it begins: what follows a flight is in the city one has come to. */
  readonly day: Day;
  readonly date: string;
  /**
   * Minutes after the midnight that begins `date`; `end` passes 1440 when the item ends the next day, and lies before `start`
   * for a way whose end is earlier by the clocks there.
   */
  readonly start: number;
  readonly end: number;
  /** The date and zone that `item.end` is told in. */
  readonly ends: Where;
  /** Epoch minutes, through the zones of the days it starts and ends on. */
  readonly from: number;
  readonly to: number;
  /** Elapsed; negative for one that ends before it starts. */
  readonly minutes: number;
  /** A stay that ends the next day: one night. A stay within its day is a stop at the stay (luggage, rest). */
  readonly night: boolean;
  /** The catalogue's coordinates where it knows the place, else the item's own. */
  readonly point?: { readonly lat: number; readonly lon: number };
  readonly fact?: PlaceFact;
  /** Kept exactly as the traveller fixed it, and therefore not judged by wishes that came after. */
  readonly fixed: boolean;
};

/** One thing a rule found wrong. `key` tells it from the rule's others, and stays the same while it lasts. */
export type Finding = {
  readonly key: string;
  /** A warning is said and leaves the rule standing. */
  readonly severity?: 'error' | 'warning';
  readonly stops: readonly Stop[];
  readonly message: string;
  readonly evidence?: readonly Evidence[];
};

export type Check = { checked: number; unknown: number; readonly evidence: Evidence[]; readonly findings: Finding[] };
export type Rule = (trip: Timeline) => Check;

/** The plan as every rule reads it. */
export type Timeline = {
  readonly doc: VerifiableDoc;
  readonly facts: Facts;
  /** Every date the trip should have, in order. */
  readonly dates: readonly string[];
  /** All items by the moment they start. */
  readonly stops: readonly Stop[];
  /** The same by the date they start on. */
  readonly byDate: ReadonlyMap<string, readonly Stop[]>;
  readonly zones: Zones;
  /** How each of `request.fixed` stands in the plan. */
  readonly fixed: readonly FixedMatch[];
};

export type FixedMatch = {
  readonly wish: NonNullable<PlanDocument['request']['fixed']>[number];
  readonly stop?: { readonly item: Item; readonly day: Day };
  /** What is not as it was fixed; empty when it is kept. */
  readonly changes: readonly string[];
};
