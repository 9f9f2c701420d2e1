import type { TravelMode } from '@tripmaster/contracts';
import { metresBetween, upToFive, type Point } from './distance.ts';

/** What changes how a party gets about. */
export type Walkers = {
  /** A child under seven walks along. */
  youngChild: boolean;
  /** Somebody can walk only little, or needs a way without steps. */
  limited: boolean;
};

export type CityLeg = { mode: TravelMode; minutes: number; metres: number };

/**
 * Streets are longer than the straight line. Newell (1980, Traffic Flow on Transportation Networks) gives 1.2 for dense
 * grids; old towns and rivers make it more, so 1.3 is used on foot and 1.25 for lines.
 */
const WALK_DETOUR = 1.3;
const RIDE_DETOUR = 1.25;

/**
 * Kilometres an hour on foot. Adults at a comfortable gait walk 1.27 to 1.46 m/s (Bohannon 1997, Age and Ageing 26); 4.8 km/h
 * is 1.33. With a young child, or somebody who walks little, 3.6 km/h = 1.0 m/s, about the slowest 15 % of older
 * pedestrians (Knoblauch et al. 1996, TRR 1538).
 */
const WALK_KMH = 4.8;
const SLOW_WALK_KMH = 3.6;

/** The farthest straight-line metres a party is asked to walk between two stops: 20 minutes for adults. */
const WALK_METRES = 1_200;
const CHILD_WALK_METRES = 800;
const LIMITED_WALK_METRES = 400;

/**
 * Kilometres an hour between stops, and minutes for the way to the stop, the wait and the way from it. Speeds lie at the
 * slow end of the ranges in Vuchic (2007, Urban Transit Systems and Technology); the minutes beside the ride are this
 * project's rule of thumb (5 to reach the stop, half a usual interval, 3 to the door).
 */
const RIDES: Record<Exclude<TravelMode, 'walk'>, { kmh: number; beside: number }> = {
  metro: { kmh: 28, beside: 12 },
  tram: { kmh: 16, beside: 12 },
  bus: { kmh: 15, beside: 13 },
  train: { kmh: 45, beside: 18 },
  ferry: { kmh: 15, beside: 20 },
  taxi: { kmh: 22, beside: 8 },
  drive: { kmh: 22, beside: 12 },
  flight: { kmh: 700, beside: 200 },
};

/** A suburban train is only worth its waits from this straight-line distance on, in metres. */
const TRAIN_METRES = 7_000;
/** A ferry is nowhere the usual way unless it is the only one. */
const LINES = ['metro', 'tram', 'bus', 'train', 'ferry'] as const;
/** Somebody who needs a lift at the station, or folds a buggy, loses this many minutes more a ride. */
const LIMITED_BESIDE = 5;
/** Two doors of one neighbourhood: no place is nearer than this to another one on foot. */
const LEAST_MINUTES = 5;

/** Minutes and street metres of one mode between two points; whole minutes, up to five. */
export function cityLeg(mode: TravelMode, from: Point, to: Point, walkers: Walkers): CityLeg {
  const straight = metresBetween(from, to);
  if (mode === 'walk') {
    const metres = Math.round(straight * WALK_DETOUR);
    const kmh = walkers.youngChild || walkers.limited ? SLOW_WALK_KMH : WALK_KMH;
    return { mode, metres, minutes: Math.max(LEAST_MINUTES, upToFive((metres / 1_000 / kmh) * 60)) };
  }
  const { kmh, beside } = RIDES[mode];
  const metres = Math.round(straight * RIDE_DETOUR);
  return { mode, metres, minutes: upToFive((metres / 1_000 / kmh) * 60 + beside + (walkers.limited ? LIMITED_BESIDE : 0)) };
}

/** How far this party walks between two stops, in straight-line metres. */
export function walkLimit(walkers: Walkers): number {
  if (walkers.limited) return LIMITED_WALK_METRES;
  return walkers.youngChild ? CHILD_WALK_METRES : WALK_METRES;
}

/**
 * The usual way between two points of a city: on foot while it is near, else the quickest of the city's lines, a taxi
 * where there is none. `modes` are the city's own. Always an estimate from distance and mode.
 */
export function chooseCityLeg(from: Point, to: Point, modes: readonly TravelMode[], walkers: Walkers): CityLeg {
  const straight = metresBetween(from, to);
  const onFoot = cityLeg('walk', from, to, walkers);
  if (straight <= walkLimit(walkers)) return onFoot;
  const lines = LINES.filter((mode) => modes.includes(mode) && (mode !== 'train' || straight >= TRAIN_METRES));
  const usual = lines.length > 1 ? lines.filter((mode) => mode !== 'ferry') : lines;
  const rides = usual.map((mode) => cityLeg(mode, from, to, walkers));
  if (rides.length === 0) rides.push(cityLeg('taxi', from, to, walkers));
  const best = rides.reduce((a, b) => (b.minutes < a.minutes ? b : a));
  // Just over the limit the ride may take longer than the walk it is to spare; those who can then walk.
  return onFoot.minutes <= best.minutes && !walkers.limited ? onFoot : best;
}
