import { offsetAt, type DestinationHit } from '@tripmaster/contracts';
import { journey, type Journey, type Town } from '../travel/index.ts';
import { mapLink } from './links.ts';
import type { Base, Slot } from './slots.ts';
import type { Trip } from '../trip.ts';
import { lasting } from '../words.ts';

/** The last minute of a day on which something may end. */
export const LATEST = 23 * 60 + 50;
/** Nobody is asked to leave a city before this time of the day. */
const EARLIEST_LEAVE = 5 * 60;
/** The first minute of a day on which something may start. */
const FIRST = 5;
/** The most minutes that a start and an end on one clock can tell apart. */
const LONGEST = 1435;
const MS = 60_000;
/** A journey should end by then, so that there is a night after it. */
const ARRIVE_BY = 22 * 60 + 30;

/** Minor units of the trip's currency for euro cents; `undefined` where there is no rate. */
export type FromEuro = (cents: number) => number | undefined;

/** How far the clocks of `to` are ahead when one lands there, of those of `from` when one left; the date is `from`'s. */
function clocksAhead(from: string, to: string, { date, leave, minutes }: { date: string; leave: number; minutes: number }): number {
  const local = Date.parse(`${date}T00:00:00Z`) + leave * MS;
  const left = local - offsetAt(from, local) * MS;
  return offsetAt(to, left + minutes * MS) - offsetAt(from, left);
}

/**
 * What a journey costs the party, in euro cents. Usual terms, simplified: by train children under 4 ride free and under
 * 12 for half; by air under 2 for a tenth; a car takes four.
 */
function journeyCents(way: Journey, trip: Trip): number {
  const { adults, childrenAges, size } = trip.party;
  if (way.mode === 'drive') return way.euroCents * Math.ceil(size / 4);
  const share = (age: number): number => (way.mode === 'flight' ? (age < 2 ? 0.1 : 1) : age < 4 ? 0 : age < 12 ? 0.5 : 1);
  return Math.round(way.euroCents * (adults + childrenAges.reduce((sum, age) => sum + share(age), 0)));
}

const NAMES = { train: 'Train', drive: 'Drive', flight: 'Flight' } as const;
const nameOf = (way: Journey): string =>
  way.mode === 'train' || way.mode === 'drive' || way.mode === 'flight' ? NAMES[way.mode] : 'Journey';

/** A stage as one end of a journey. */
function townOf({ stage: { lat, lon, country } }: Base): Town {
  return { lat, lon, country };
}

function needs(trip: Trip): { maxDriveMinutes?: number } {
  const { maxDriveMinutes } = trip.request;
  return maxDriveMinutes === undefined ? {} : { maxDriveMinutes };
}

function costOf(way: Journey, trip: Trip, fromEuro: FromEuro): Pick<Slot, 'cost'> {
  const amount = fromEuro(journeyCents(way, trip));
  return amount === undefined ? {} : { cost: { amount, category: 'transport', basis: 'estimate' } };
}

/** A transfer slot that ends at the stay of `base`. */
export function transferTo(base: Base, title: string, span: { start: number; end: number }, notes: string): Slot {
  const { place } = base.stay;
  return { kind: 'transfer', title, ...span, place, links: mapLink(place), notes, provenance: 'catalogue', locked: false };
}

/** The move between two stages: when one leaves (local at the old city) and the slot (local at the new one). */
export type Move = { leave: number; slot: Slot };

/**
 * Plans the way from one stage to the next on `date`, leaving at `wanted` (local minutes at the old city) or earlier where
 * the journey would end too late; one that takes longer than the day ends on the next. Minutes, mode and price are estimates and say so.
 */
export function moveBetween(trip: Trip, from: Base, to: Base, date: string, wanted: number, fromEuro: FromEuro): Move {
  const way = journey(townOf(from), townOf(to), needs(trip));
  const [here, there] = [from.stage.timeZone, to.stage.timeZone];
  const ahead = clocksAhead(here, there, { date, leave: wanted, minutes: way.minutes });
  const late = wanted + ahead + way.minutes - ARRIVE_BY;
  const soonest = Math.min(wanted, EARLIEST_LEAVE);
  // Leaving early is only asked for where it saves the night.
  let leave = late > 0 && soonest <= wanted - late ? wanted - late : wanted;
  // It lands on the day it left, or the one after: on the day before, the trip would have to live a night again.
  leave += Math.max(0, FIRST - (leave + ahead + way.minutes));
  let start = leave + ahead;
  const arrives = start + way.minutes;
  // Minutes before midnight are no night: either the day is enough, or one sleeps on the way.
  const end = Math.min(arrives > LATEST && arrives < 1440 + FIRST ? 1440 + FIRST : arrives, 1440 + LATEST);
  // Two times of one clock cannot say more than a day: of a longer journey the last day is shown. Nor can they say tomorrow's start.
  if (here === there) start = Math.min(Math.max(start, end - LONGEST), LATEST);
  const notes = `Estimated from the distance, door to door ${lasting(way.minutes)}; look up a timetable and book.`;
  const slot: Slot = {
    ...transferTo(to, `${nameOf(way)} from ${from.stage.name} to ${to.stage.name}`, { start, end }, notes),
    ...costOf(way, trip, fromEuro),
    journey: {
      mode: way.mode,
      metres: way.metres,
      minutes: way.minutes,
      ...(here === there ? {} : { from: { stage: from.stage, behind: start - leave } }),
    },
  };
  return { leave, slot };
}

/** Where the party comes from and goes back to, when that is to be planned and paid for. */
export type Origin = Pick<DestinationHit, 'name' | 'lat' | 'lon' | 'country'>;

/** What coming or going home costs, as a line for a transfer's title, note and price. */
export function homeJourney(
  trip: Trip,
  base: Base,
  origin: Origin,
  fromEuro: FromEuro,
): { name: string; note: string } & Pick<Slot, 'cost'> {
  const way = journey(origin, townOf(base), needs(trip));
  const note = `Estimated: ${nameOf(way).toLowerCase()} of about ${lasting(way.minutes)} door to door; price for the party, one way, to be checked.`;
  return { name: nameOf(way), note, ...costOf(way, trip, fromEuro) };
}
