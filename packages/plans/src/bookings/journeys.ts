import type { WorldGazetteer } from '../gazetteer/index.ts';
import { fieldOf, firstLine, type FoundCode } from './details.ts';
import type { Field } from './labels.ts';
import type { DateOptions } from './moments.ts';
import type { Row } from './page.ts';
import type { Confidence, Reservation, ReservationKind } from './reservation.ts';
import { segmentsOf, type Segment } from './segments.ts';
import { spotFinder } from './spots.ts';
import { tokensOf } from './tokens.ts';
import type { TownHints } from './towns.ts';

export type Shared = {
  rows: readonly Row[];
  fields: readonly Field[];
  lines: readonly string[];
  subject: string;
  dates: DateOptions;
  gazetteer: WorldGazetteer;
  hints: TownHints;
  code: FoundCode | undefined;
  price: { price: NonNullable<Reservation['price']>; sure: boolean } | undefined;
  people: number | undefined;
  provider: string | undefined;
};

/** Flights, trains, buses and ferries of a mail, in their order. */
export function journeysIn(kind: Extract<ReservationKind, 'flight' | 'train' | 'bus' | 'ferry'>, shared: Shared): Reservation[] {
  const { rows, dates, gazetteer } = shared;
  const tokens = tokensOf(rows, { dates, air: kind === 'flight', spots: spotFinder(gazetteer) }).filter(
    (token) => token.type !== 'number' || fits(token.kind, kind),
  );
  const segments = segmentsOf(
    tokens,
    tokens.some(({ type }) => type === 'number'),
  );
  return segments
    .filter((segment) => kind !== 'flight' || isFlight(segment))
    .map((segment, index) => reservationOf(kind, segment, index, shared));
}

function fits(number: string, kind: string): boolean {
  return number === kind || (kind === 'ferry' && number !== 'flight');
}

/** Two ends of a flight are not in one city, and an airport is named somewhere. */
function isFlight({ from, to, number }: Segment): boolean {
  return from.key !== to.key && (number !== undefined || from.spot.iata !== undefined || to.spot.iata !== undefined);
}

const VERB: Readonly<Record<string, string>> = { flight: 'Flight', train: 'Train', bus: 'Bus', ferry: 'Ferry' };

function reservationOf(kind: ReservationKind, segment: Segment, index: number, shared: Shared): Reservation {
  const { from, to, number, date, dateSure, departs, arrives, arrivalDate, arrivalSure } = segment;
  const { code, price, people, provider, fields } = shared;
  const seat = firstLine(fieldOf(fields, 'seat', (value) => /\d/.test(value))?.value ?? '').slice(0, 40);
  const is = (sure: boolean): Confidence => (sure ? 'sure' : 'unsure');
  const name = ({ spot }: Segment['from']): string => spot.city ?? spot.name;
  return {
    kind,
    title: `${VERB[kind] ?? 'Journey'}${number === undefined ? '' : ` ${number.text}`} ${name(from)} to ${name(to)}`,
    ...(number === undefined ? {} : { number: number.text }),
    ...(code === undefined ? {} : { code: code.code }),
    ...(provider === undefined ? {} : { provider }),
    from: from.spot,
    to: to.spot,
    start: { date, time: departs, ...(from.timeZone === undefined ? {} : { timeZone: from.timeZone }) },
    ...(arrives === undefined || arrivalDate === undefined
      ? {}
      : { end: { date: arrivalDate, time: arrives, ...(to.timeZone === undefined ? {} : { timeZone: to.timeZone }) } }),
    // The price is that of the whole booking, and stands with its first journey.
    ...(price === undefined || index > 0 ? {} : { price: price.price }),
    ...(people === undefined ? {} : { people }),
    ...(seat === '' || index > 0 ? {} : { seat }),
    confidence: {
      from: is(from.sure),
      to: is(to.sure),
      'start.date': is(dateSure),
      'start.time': 'sure',
      'start.timeZone': is(from.timeZone !== undefined && (from.sure || from.spot.iata !== undefined)),
      ...(arrives === undefined
        ? { end: 'unsure' }
        : {
            'end.date': is(dateSure && arrivalSure),
            'end.time': 'sure',
            'end.timeZone': is(to.timeZone !== undefined && (to.sure || to.spot.iata !== undefined)),
          }),
      code: is(code?.sure === true),
      ...(price === undefined || index > 0 ? {} : { price: is(price.sure) }),
    },
  };
}
