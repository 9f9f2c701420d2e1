import { daysBetween, minutesOf } from '@tripmaster/contracts';
import type { Equipment, Trip, Wish } from '../trip.ts';
import { list } from '../words.ts';
import type { Morning } from './day-slots.ts';
import type { FromEuro } from './journeys.ts';
import type { Frame, Slot } from './slots.ts';

/** Choosing, fitting and paying, in minutes. */
const FETCHING = 20;
/** A day that has this much left has time for it; minutes. */
const LEAST_DAY = 240;
/** No appointment of the traveller's own is nearer than this after it; minutes. */
const MARGIN = 60;
/** Below this age nobody skis, dives, surfs or carries a pack of their own. */
const LEAST_AGE = 6;

/**
 * Renting for one person and day, in euro cents, and what is rented. Round figures of this planner's own, about what
 * rental shops ask: a guess, marked as an estimate wherever it is shown.
 */
const RENTALS: Readonly<Record<Equipment, { cents: number; title: string }>> = {
  ski: { cents: 3_500, title: 'skis, boots and helmets' },
  dive: { cents: 3_500, title: 'diving gear' },
  trek: { cents: 1_500, title: 'walking boots, poles and packs' },
  surf: { cents: 2_500, title: 'boards and wetsuits' },
  safari: { cents: 1_000, title: 'binoculars and dust covers' },
};

/** What the party rents for what it wants to do, for the whole stay; `undefined` for nothing, or without a rate of exchange. */
export function rentalOf(trip: Trip, fromEuro: FromEuro): Slot | undefined {
  const people = trip.party.adults + trip.party.childrenAges.filter((age) => age >= LEAST_AGE).length;
  // The days of coming and going are no days on the slope.
  const days = Math.max(1, daysBetween(trip.start, trip.end) - 1);
  const cents = trip.equipment.reduce((sum, kind) => sum + RENTALS[kind].cents, 0) * people * days;
  const amount = cents === 0 ? undefined : fromEuro(cents);
  if (amount === undefined) return undefined;
  const what = list(trip.equipment.map((kind) => RENTALS[kind].title));
  return {
    kind: 'free',
    title: `Rent ${what} for ${days === 1 ? 'a day' : `${days} days`}`,
    start: 0,
    end: FETCHING,
    cost: { amount, category: 'equipment', basis: 'estimate' },
    links: [],
    notes: 'Where and when you use it is left to you. With your own it costs nothing.',
    provenance: 'catalogue',
    locked: false,
  };
}

/** The first day that has room for fetching things before its first way; `-1` where none has. */
export function rentalDay(days: readonly { frame: Frame; morning: Morning; wishes: readonly Wish[] }[]): number {
  return days.findIndex(
    ({ frame, morning: { time }, wishes }) =>
      frame.end - time >= LEAST_DAY && wishes.every(({ start }) => minutesOf(start) >= time + FETCHING + MARGIN),
  );
}

/**
 * A morning with the rental fetched at its end, before the first way. It has no place, since no shop is known: a way to it,
 * even one round the corner from the tickets, would be made up.
 */
export function withRental(morning: Morning, rental: Slot): Morning {
  const { time } = morning;
  return { ...morning, time: time + FETCHING, rental: { ...rental, start: time, end: time + FETCHING } };
}
