import { downToFive, upToFive } from '../travel/index.ts';
import { SMALL_CHILD } from '../verify/limits.ts';
import { sunrise, sunset } from '../sun/index.ts';
import type { Frame } from './slots.ts';
import type { Stage, Trip, Window } from '../trip.ts';
import type { Candidate } from './types.ts';

/** Places that are as good after dark or after dinner. */
const EVENING = new Set([
  'nightlife',
  'show',
  'concert-hall',
  'theatre',
  'night-market',
  'viewpoint',
  'square',
  'bridge',
  'skyscraper',
  'fountain',
  'brewery',
  'stadium',
  'amusement-park',
  'ride',
]);
/** Of these, the ones that only make sense in the evening. */
const NIGHT = new Set(['nightlife', 'show', 'concert-hall', 'theatre']);
/** By when an ordinary visit should be over, so that the day has an evening. */
const DAY_END = { relaxed: 17 * 60 + 45, balanced: 18 * 60 + 30, packed: 19 * 60 } as const;
const NIGHT_FROM = 17 * 60;
/** Nobody goes to look at food straight from the table: a market's visit starts before lunch, or well after it. */
const SATED: Window = { open: 12 * 60 + 30, close: 15 * 60 + 30 };
/** Outdoors there is light enough for this long after sunset, and before sunrise. */
const DUSK = 20;
/** A child under seven takes its time: visits last this much longer, but where the usual time is that of families already. */
const CHILD_FACTOR = 1.15;
/** When nobody knows the hours, a visit is planned at a time at which most things are open. */
const USUAL: Window[] = [{ open: 10 * 60, close: 17 * 60 }];

/** How long this party stays, in minutes, a multiple of five. */
export function visitMinutes(candidate: Candidate, trip: Trip): number {
  const slow = trip.party.childrenAges.some((age) => age < SMALL_CHILD) && candidate.place.childFriendly !== 3 ? CHILD_FACTOR : 1;
  return upToFive(candidate.visitMinutes * slow);
}

/** Makes the function that says when a visit may start on a frame, and which opening it then lies in. */
export function visiting(
  trip: Trip,
  stage: Stage,
): (candidate: Candidate, frame: Frame, minutes: number) => { start: Window; hours?: Window }[] {
  const light = new Map<string, Window>();
  const lightOf = (date: string): Window => {
    let known = light.get(date);
    if (known === undefined) {
      const { timeZone } = stage;
      known = { open: sunrise(stage, timeZone, date) - DUSK, close: sunset(stage, timeZone, date) + DUSK };
      light.set(date, known);
    }
    return known;
  };
  return (candidate, frame, minutes) => {
    const category = candidate.place.category ?? '';
    const evening = EVENING.has(category);
    let last = evening ? frame.end : Math.min(frame.end, DAY_END[trip.pace]);
    // An early departure moves breakfast ahead of the usual hour, not the sights.
    let from = Math.max(frame.start, NIGHT.has(category) ? NIGHT_FROM : trip.dayStart);
    if (candidate.place.setting === 'outdoor' && !evening) {
      const { open, close } = lightOf(frame.date);
      from = Math.max(from, open);
      last = Math.min(last, close);
    }
    const known = candidate.opening(frame.date);
    return (known ?? USUAL).flatMap((hours) => {
      const open = upToFive(Math.max(hours.open, from));
      const close = downToFive(Math.min(hours.close, last) - minutes);
      const starts =
        category === 'market'
          ? [
              { open, close: Math.min(close, SATED.open) },
              { open: Math.max(open, SATED.close), close },
            ]
          : [{ open, close }];
      return starts.flatMap((start) => (start.open <= start.close ? [{ start, ...(known ? { hours } : {}) }] : []));
    });
  };
}
