import { minutesOf } from '@tripmaster/contracts';
import { downToFive, metresBetween, upToFive, type Point } from '../travel/index.ts';
import { isBooked } from './booked.ts';
import { areasFor, tablesOf, type Table } from './meals.ts';
import type { Base, Frame } from './slots.ts';
import type { MealKind, Trip, Window, Wish } from '../trip.ts';
import type { Area, Candidate } from './types.ts';
import { visiting, visitMinutes } from './visiting.ts';

/** One thing the scheduler may or must put into a stage. `windows[frame]` says when it may start, in local minutes. */
export type Node = {
  id: string;
  score: number;
  minutes: number;
  windows: Window[][];
  /** Exactly one of the four. */
  candidate?: Candidate;
  table?: Table;
  rest?: { start: number; end: number };
  wish?: Wish;
  /** What is not a candidate belongs to one frame, and some of it to one minute. */
  frame?: number;
  start?: number;
  /** Where it is; a table's is chosen later among `areas`. */
  point?: Point;
  areas?: Area[];
  /** The openings behind `windows`, for the item. */
  openings?: { frame: number; start: Window; hours?: Window }[];
};

/** Which meal a traveller's own item is, by its title. */
export function mealOf(wish: Wish): MealKind | undefined {
  const title = wish.title.toLowerCase();
  return (['breakfast', 'lunch', 'dinner'] as const).find((meal) => title.includes(meal));
}

const overlaps = (start: number, end: number, wish: Wish): boolean => start < minutesOf(wish.end) && end > minutesOf(wish.start);

/** Before a nap one eats round the corner. Metres. */
const CORNER = 900;

function near(areas: Area[], { stay }: Base, isNear = false): Area[] {
  if (!isNear) return areas;
  const far = (area: Area): number => metresBetween(area.place, stay.place);
  const close = areas.filter((area) => far(area) <= CORNER);
  return close.length > 0 ? close : areas.toSorted((a, b) => far(a) - far(b)).slice(0, 1);
}

/** `first[frame]` is when the first visit of a frame may be set out for; `wishes` are those of this stage, by frame. */
export function nodesOf(
  trip: Trip,
  base: Base,
  frames: readonly Frame[],
  first: readonly number[],
  wishes: readonly { wish: Wish; frame: number }[],
): Node[] {
  const mayVisit = visiting(trip, base.stage);
  const nodes: Node[] = [];
  const booked = isBooked(
    (trip.request.fixed ?? []).filter((wish) => mealOf(wish) === undefined),
    base.stage.name,
  );
  for (const candidate of base.proposal.candidates) {
    // Nobody goes twice to what they have arranged already.
    if (booked(candidate.place)) continue;
    const minutes = visitMinutes(candidate, trip);
    const openings = frames.flatMap((frame, index) => mayVisit(candidate, frame, minutes).map((span) => ({ frame: index, ...span })));
    const windows = frames.map((_, index) =>
      without(
        openings.filter((span) => span.frame === index).map((span) => span.start),
        minutes,
        trip.naps,
      ),
    );
    if (windows.some((own) => own.length > 0))
      nodes.push({ id: candidate.id, score: candidate.score, minutes, windows, candidate, openings, point: candidate.place });
  }
  frames.forEach((frame, index) => {
    const own = wishes.filter((one) => one.frame === index).map(({ wish }) => wish);
    const only = (window: Window): Window[][] => frames.map((_, other) => (other === index ? [window] : []));
    for (const table of tablesOf(
      frame,
      index,
      trip,
      first[index] ?? frame.start,
      own.map((wish) => ({ start: minutesOf(wish.start), end: minutesOf(wish.end) })),
    )) {
      // Where all blocks are free-form, a break needs none of its own.
      if (table.kind === 'break' && base.proposal.skeleton) continue;
      // A meal that the traveller has arranged takes the place of ours, and so does whatever fills its time.
      if (
        own.some(
          (wish) =>
            mealOf(wish) === table.kind ||
            (overlaps(table.window.open, table.window.close, wish) &&
              overlaps(table.window.close, table.window.close + table.minutes, wish)),
        )
      )
        continue;
      nodes.push({
        id: `${table.kind}@${index}`,
        score: 0,
        minutes: table.minutes,
        windows: only(table.window).map((own) => without(own, table.minutes, trip.naps)),
        table,
        frame: index,
        areas: near(areasFor(table.kind, base.proposal.areas, trip), base, table.nearStay),
      });
    }
    trip.naps.forEach((rest, nap) => {
      const start = upToFive(rest.start);
      // A nap that something cuts short is kept free all the same: nothing starts that would run into it.
      if (start < (first[index] ?? 0) + 5 || rest.end > frame.end || own.some((wish) => overlaps(rest.start, rest.end, wish))) return;
      nodes.push({
        id: `rest${nap}@${index}`,
        score: 0,
        minutes: upToFive(rest.end) - start,
        windows: only({ open: start, close: start }),
        rest,
        frame: index,
        start,
        point: base.stay.place,
      });
    });
    own.forEach((wish, number) => {
      const start = downToFive(minutesOf(wish.start));
      // What has no place is taken to be at the stay: then there is time from anywhere and to anywhere.
      nodes.push({
        id: `wish${number}@${index}`,
        score: 0,
        minutes: upToFive(minutesOf(wish.end)) - start,
        windows: only({ open: start, close: start }),
        wish,
        frame: index,
        start,
        point: wish.place ?? base.stay.place,
      });
    });
  });
  return nodes;
}

/** Takes out of `windows` all starts at which a visit of `minutes` would run into a block. */
export function without(windows: readonly Window[], minutes: number, blocks: readonly { start: number; end: number }[]): Window[] {
  let left = [...windows];
  for (const block of blocks) {
    left = left.flatMap(({ open, close }) => {
      const before = { open, close: Math.min(close, block.start - minutes) };
      const after = { open: Math.max(open, block.end), close };
      return [before, after].filter((window) => window.open <= window.close);
    });
  }
  return left;
}
