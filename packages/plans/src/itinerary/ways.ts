import { chooseCityLeg, type CityLeg, type Point, type Walkers } from '../travel/index.ts';
import type { TravelMode } from '@tripmaster/contracts';
import { SMALL_CHILD } from '../verify/limits.ts';
import type { Trip } from '../trip.ts';

/** The way between two points of one city, each pair worked out once. */
export type Ways = (from: Point, to: Point) => CityLeg;

/** What the party's ages and needs mean for getting about. */
export function walkersOf(trip: Trip): Walkers {
  return {
    youngChild: trip.party.childrenAges.some((age) => age < SMALL_CHILD),
    limited: trip.stepFree || trip.shortWalks,
  };
}

/** Ways in a city with these modes; points are told apart by identity, as the places of one proposal are. */
export function makeWays(modes: readonly TravelMode[], walkers: Walkers): Ways {
  const known = new Map<Point, Map<Point, CityLeg>>();
  return (from, to) => {
    let row = known.get(from);
    if (row === undefined) known.set(from, (row = new Map()));
    let leg = row.get(to);
    if (leg === undefined) row.set(to, (leg = chooseCityLeg(from, to, modes, walkers)));
    return leg;
  };
}
