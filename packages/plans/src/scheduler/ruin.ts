/* oxlint-disable typescript/no-non-null-assertion -- typed array reads: see model.ts */
import type { Random } from './random.ts';
import type { Routes } from './routes.ts';

/** The longest string of stops taken out of a day. */
const LONGEST = 8;
/** Chances: of taking from a second day too, of aiming at an absent stop, of the second string lying at the same hour as the first, or near to it. */
const SECOND_DAY = 0.5;
const AIM_AT_ABSENT = 0.2;
const SAME_HOUR = 0.4;
const SAME_AREA = 0.4;

/**
 * Takes a string of consecutive stops out of one day or two (the string removal of Christiaens and
 * Vanden Berghe 2020): anywhere, or where an absent stop would come near. Tells which days it
 * touched and which stops it freed, and leaves refreshing the days to the caller.
 */
export function ruin(routes: Routes, random: Random): { touched: number[]; freed: number[] } {
  const touched: number[] = [];
  const freed: number[] = [];
  const days = pickDays(routes.model.k, random);
  const mode = random.unit();
  let target = random.unit() < AIM_AT_ABSENT ? pickAbsent(routes, random) : -1;
  let hour = -1;
  for (const d of days) {
    const stops = routes.stopsOf(d);
    if (stops.length === 0) continue;
    const length = 1 + random.below(Math.min(stops.length, LONGEST));
    let from = random.below(stops.length - length + 1);
    const center = target >= 0 ? nearestTo(routes, stops, target, random) : hour >= 0 ? soonestTo(routes, stops, hour) : -1;
    if (center >= 0) from = Math.max(0, Math.min(stops.length - length, center - random.below(length)));
    if (target < 0) {
      const middle = stops[from + (length >> 1)]!;
      if (mode < SAME_HOUR) hour = routes.start[middle]!;
      else if (mode < SAME_HOUR + SAME_AREA) target = middle;
    }
    touched.push(d);
    for (const stop of stops.slice(from, from + length)) {
      routes.unlink(stop);
      freed.push(stop);
    }
  }
  return { touched, freed };
}

function pickDays(k: number, random: Random): number[] {
  const first = random.below(k);
  if (k === 1 || random.unit() >= SECOND_DAY) return [first];
  const other = random.below(k - 1);
  return [first, other < first ? other : other + 1];
}

/** An absent stop, or -1 where few are. */
function pickAbsent(routes: Routes, random: Random): number {
  for (let tries = 0; tries < 20; tries++) {
    const stop = random.below(routes.model.n);
    if (routes.day[stop] === -1) return stop;
  }
  return -1;
}

/** Where in the list the way to `target` is short, give or take. */
function nearestTo(routes: Routes, stops: readonly number[], target: number, random: Random): number {
  const { nodes, travelTo } = routes.model;
  let least = Infinity;
  let at = -1;
  stops.forEach((stop, p) => {
    const distance = travelTo[target * nodes + stop]! * (0.5 + random.unit());
    if (distance < least) {
      least = distance;
      at = p;
    }
  });
  return at;
}

function soonestTo(routes: Routes, stops: readonly number[], hour: number): number {
  let least = Infinity;
  let at = -1;
  stops.forEach((stop, p) => {
    const apart = Math.abs(routes.start[stop]! - hour);
    if (apart < least) {
      least = apart;
      at = p;
    }
  });
  return at;
}
