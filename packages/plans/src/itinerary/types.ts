import type { DestinationHit, Diet, Interest, Item, Money, Notice, Place, PlanDocument, TravelMode, TripRequest } from '@tripmaster/contracts';

/** A span of a local day in minutes after midnight; `close` may pass 1440. */
export type Window = { open: number; close: number };

/** Guests as the planner counts them. Ages are in years. */
export type Party = { adults: number; childrenAges: number[]; size: number };

/** A destination resolved to one place, with the dates the route gives it. */
export type Stage = {
  name: string;
  country: string;
  lat: number;
  lon: number;
  timeZone: string;
  /** The catalogue's id of the city, absent outside it. */
  guide?: string;
  /** First and last date spent here; `nights` = days between them. */
  arrive: string;
  depart: string;
  nights: number;
};

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
  /** Whole-trip limit in minor units of `currency`. */
  limit?: number;
  interests: Interest[];
  diets: Diet[];
  /** True when every place must be reachable and usable without steps. */
  stepFree: boolean;
  pace: 'relaxed' | 'balanced' | 'packed';
  style?: 'budget' | 'mid' | 'luxury';
  /** Local minutes after midnight within which items may lie; already narrowed for children. */
  dayStart: number;
  dayEnd: number;
  /** First day cannot begin before, last day cannot go on after (minutes; absent = whole day). */
  arrival?: number;
  departure?: number;
  naps: { start: number; end: number }[];
  notices: Notice[];
};

/** A place worth a visit, as a proposer offers it to the scheduler. Prices are for the whole party. */
export type Candidate = {
  id: string;
  kind: 'sight' | 'activity';
  title: string;
  place: Place;
  /** How much this party wants it, > 0; comparable within one proposal, about 1 for a famous sight. */
  score: number;
  visitMinutes: number;
  /** Opening windows on a date, in local minutes (`close` is when the doors shut); empty = closed; `undefined` = not known. */
  opening: (date: string) => Window[] | undefined;
  cost?: Money;
  costBasis?: 'usual' | 'estimate';
  provenance: 'catalogue' | 'model';
  /** Who says when it is open and as of when, for the item's `hours`. */
  hoursSource?: { source: string; asOf: string };
  note?: string;
  links: Item['links'];
};

export type Style = 'budget' | 'mid' | 'luxury';
export type MealKind = 'breakfast' | 'lunch' | 'dinner';

/** Who vouches for an item at this place. */
export function provenanceOf(place: Place): 'catalogue' | 'model' {
  return place.source === 'model' ? 'model' : 'catalogue';
}

/** Where one sleeps or eats: a neighbourhood and what it is good for. */
export type Area = { place: Place; roles: ('stay' | MealKind)[] };

/** What one stage has on offer. `skeleton` when only the gazetteer knows the city. */
export type StageProposal = {
  stage: Stage;
  candidates: Candidate[];
  /** Never empty: a skeleton has one area, the city itself. */
  areas: Area[];
  /** What the city's public transport consists of; empty where it is not known or there is none. */
  modes: TravelMode[];
  /** Usual prices for the party in the plan's currency by style; absent outside the catalogue. */
  prices?: Prices;
  skeleton: boolean;
};

/** Minor units of the trip's currency for the whole party: one night, one meal, one day of public transport. */
export type Prices = Record<'stay' | MealKind, Record<Style, number>> & {
  transitDay: number;
  /** What `transitDay` buys, as a title: "Day tickets for public transport". */
  transitTitle: string;
  /** Rooms that a night's price is for. */
  rooms: number;
  asOf: string;
  /** Absent: the guide's dated, usual prices; `estimate`: a model's. */
  basis?: 'estimate';
};

export type Proposal = {
  stages: StageProposal[];
  proposer: 'catalogue' | 'model' | 'skeleton';
  model?: string;
  promptVersion?: string;
  notices: Notice[];
  rates: NonNullable<PlanDocument['budget']['rates']>;
};

/** Offers what a trip could consist of. Implementations: the catalogue, an OpenAI-compatible model. */
export interface Proposer {
  propose(trip: Trip, options: { signal?: AbortSignal }): Promise<Proposal>;
}

/** Facts the engine reads; ports so that it runs without a database or a network. */
export type Gazetteer = {
  /** Typeahead, best first. */
  search(query: string, limit: number): DestinationHit[];
  /** Every city a full name may mean ("Paris", "Paris, Texas"), best first. */
  resolve(name: string): DestinationHit[];
};

export type Holidays = { isHoliday(country: string, date: string): string | undefined };
