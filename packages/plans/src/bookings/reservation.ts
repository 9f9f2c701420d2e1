import type { ImportProblem, Money } from '@tripmaster/contracts';

export type ReservationKind = 'flight' | 'train' | 'bus' | 'ferry' | 'hotel' | 'rental' | 'activity' | 'restaurant';

/** A place as a confirmation tells it; `iata` of an airport, coordinates only where they are known for the place itself. */
export type Spot = { name: string; address?: string; city?: string; country?: string; iata?: string; lat?: number; lon?: number };
/** Local date and time in a zone. */
export type Moment = { date: string; time?: string; timeZone?: string };
export type Confidence = 'sure' | 'unsure';

/** One thing that is booked. `confidence` names each field that is there; what is not certain has to be looked at. */
export type Reservation = {
  kind: ReservationKind;
  title: string;
  /** What tells flights, trains and lines apart: `LH 714`. */
  number?: string;
  /** Record locator or confirmation number. */
  code?: string;
  provider?: string;
  from?: Spot;
  to?: Spot;
  place?: Spot;
  start: Moment;
  end?: Moment;
  price?: Money;
  people?: number;
  seat?: string;
  confidence: Record<string, Confidence>;
};

export type Reading = { reservations: Reservation[]; problems: ImportProblem[] };
