import type { Item, Money, Notice, Place, PlanDocument, Style, TravelMode } from '@tripmaster/contracts';
import type { MealKind, Stage, Trip, Window } from '../trip.ts';

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

/** Whom a model is asked for, and for which plan: what it costs is counted by both. */
export type Payer = { userId: string; planId: string; /** What they do is not to be counted as theirs. */ unnamed?: boolean | undefined };

export type ProposeOptions = {
  signal?: AbortSignal;
  payer?: Payer;
  /** Hears how far the proposal is, 0 to 1, where that takes long. */
  onProgress?: (share: number, message: string) => void;
};

/** Offers what a trip could consist of. Implementations: the catalogue, an OpenAI-compatible model. */
export interface Proposer {
  propose(trip: Trip, options: ProposeOptions): Promise<Proposal>;
}
