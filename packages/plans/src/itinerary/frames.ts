import { addDays, daysBetween } from '@tripmaster/contracts';
import { homeJourney, LATEST, moveBetween, transferTo, type FromEuro, type Origin } from './journeys.ts';
import type { Base, Frame, Slot } from './slots.ts';
import type { Trip } from '../trip.ts';

/** From the stated arrival to the first visit: off the vehicle, to the stay, leave the bags. Minutes. */
const SETTLE_IN = 60;
/** From the last visit to the stated departure: fetch the bags, to the station or gate. Minutes. */
const SET_OFF = 90;
/** A move to the next city starts this long after the day does, so that there is time for breakfast. */
const MORNING = 60;
/** Nobody is woken before this for a breakfast ahead of an early departure. */
const EARLIEST_BREAKFAST = 7 * 60;
/** When the way home starts, where it is to be planned and nobody said when. */
const USUAL_DEPARTURE = 19 * 60;
/** A stay of no night leaves its city this long before the day ends. */
const EVENING = 4 * 60;

export type FrameOptions = { origin: Origin | undefined; fromEuro: FromEuro };
/** `overnight`: journeys that take the night of their date. */
export type Calendar = { frames: Frame[]; overnight: Slot[] };

/** All dates of all stages with their hours, in order; a date between two cities has a frame for each of them. */
export function buildCalendar(trip: Trip, bases: readonly Base[], options: FrameOptions): Calendar {
  const frames: Frame[] = [];
  const overnight: Slot[] = [];
  let onward: Slot | undefined;
  bases.forEach((base, stage) => {
    const next = bases[stage + 1];
    const { arrive, depart } = base.stage;
    const came = onward;
    const count = Math.max(0, daysBetween(arrive, depart)) + 1;
    for (let index = 0; index < count; index++) {
      const date = addDays(arrive, index);
      const first = index === 0;
      const last = index === count - 1;
      const frame: Frame = {
        date,
        stage,
        start: trip.dayStart,
        end: trip.dayEnd,
        wakes: !first,
        sleeps: !last,
        leaves: false,
        before: [],
        after: [],
      };
      if (first && came) {
        frame.before.push(came);
        frame.start = Math.max(trip.dayStart, came.end);
        frame.arrives = true;
        if (came.end > 1440) {
          overnight.push(came);
          frame.sleeps = false;
        }
      }
      if (index === 1 && came && came.end > 1440) {
        frame.start = Math.max(trip.dayStart, came.end - 1440);
        frame.wakes = false;
        frame.arrives = true;
      }
      if (first && stage === 0) arrival(frame, trip, base, options);
      if (last && next) {
        const wanted = first ? Math.max(frame.start, trip.dayEnd - EVENING) : trip.dayStart + MORNING;
        const move = moveBetween(trip, base, next, date, wanted, options.fromEuro);
        frame.end = move.leave;
        frame.leaves = true;
        onward = move.slot;
      }
      if (last && !next) departure(frame, trip, base, options);
      frames.push(frame);
    }
  });
  return { frames, overnight };
}

function arrival(frame: Frame, trip: Trip, base: Base, { origin, fromEuro }: FrameOptions): void {
  const home = origin && homeJourney(trip, base, origin, fromEuro);
  if (trip.arrival === undefined && home === undefined) return;
  const start = trip.arrival ?? trip.dayStart;
  const end = Math.min(start + SETTLE_IN, LATEST);
  const bags = base.stage.nights > 0 ? `bring the bags to ${base.stay.place.name}` : `get to ${base.stay.place.name}`;
  const title = home && origin ? `${home.name} from ${origin.name}: arrive and ${bags}` : `Arrive and ${bags}`;
  const slot = transferTo(base, title, { start, end }, home?.note ?? 'From the station or airport; the way is estimated.');
  // Minutes before midnight there is only the night left.
  if (end > start) frame.before.push(home?.cost ? { ...slot, cost: home.cost } : slot);
  frame.start = Math.max(frame.start, start, end);
  frame.arrives = true;
}

function departure(frame: Frame, trip: Trip, base: Base, { origin, fromEuro }: FrameOptions): void {
  const home = origin && homeJourney(trip, base, origin, fromEuro);
  if (trip.departure === undefined && home === undefined) return;
  const end = trip.departure ?? Math.max(frame.start + SET_OFF, USUAL_DEPARTURE);
  const start = Math.max(0, end - SET_OFF);
  const title = home && origin ? `Fetch the bags and leave: ${home.name.toLowerCase()} to ${origin.name}` : 'Fetch the bags and leave';
  const slot = transferTo(base, title, { start, end }, home?.note ?? 'To the station or airport; the way is estimated.');
  if (end > start) frame.after.push(home?.cost ? { ...slot, cost: home.cost } : slot);
  frame.end = Math.min(frame.end, start);
  frame.leaves = true;
  // An early departure: breakfast before the usual hour, unless the traveller named the hour.
  const early = frame.end - MORNING;
  if (frame.wakes && early < frame.start && trip.request.dayStart === undefined) {
    frame.start = Math.max(EARLIEST_BREAKFAST, Math.min(frame.start, early));
  }
}
