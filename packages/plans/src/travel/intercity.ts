import type { TravelMode } from '@tripmaster/contracts';
import { metresBetween, upToFive, type Point } from './distance.ts';

/** One end of a journey; `country` is ISO 3166. */
export type Town = Point & { country: string };

export type Journey = {
  mode: TravelMode;
  /** Door to door: to the station, the wait, the ride, to the stay. */
  minutes: number;
  metres: number;
  /** Estimated euro cents: one adult's seat, or (`drive`) the whole car. */
  euroCents: number;
};

export type JourneyNeeds = {
  /** The longest drive the party accepts; given at all, it means there is a car. */
  maxDriveMinutes?: number;
};

/** Past this straight-line distance one flies (about six hours by train). */
const TRAIN_KM = 600;
/** Past this one does not drive in a day for a holiday unless asked to. */
const DRIVE_KM = 350;

/** Countries where between most cities one drives (or takes a coach at a car's pace) because trains are few. */
const BY_ROAD = new Set([
  'US',
  'CA',
  'AU',
  'NZ',
  'ZA',
  'MX',
  'BR',
  'AR',
  'CL',
  'PE',
  'CO',
  'IS',
  'AE',
  'OM',
  'JO',
  'KE',
  'TZ',
  'NA',
  'CR',
  'HR',
  'BA',
  'ME',
  'AL',
  'GR',
  'CY',
  'MT',
]);
/** Countries of islands: a journey out of them is flown. Great Britain has its tunnel. */
const ISLANDS = new Set([
  'IE',
  'IS',
  'MT',
  'CY',
  'JP',
  'TW',
  'PH',
  'ID',
  'LK',
  'NZ',
  'AU',
  'CU',
  'DO',
  'JM',
  'BS',
  'MU',
  'SC',
  'MV',
  'MG',
  'FJ',
  'SG',
  'GB',
]);
const TUNNEL = new Set(['GB', 'FR', 'BE', 'NL']);

const overSea = (from: Town, to: Town): boolean =>
  from.country !== to.country &&
  (ISLANDS.has(from.country) || ISLANDS.has(to.country)) &&
  !(TUNNEL.has(from.country) && TUNNEL.has(to.country));

/**
 * The usual way between two cities and what it takes, door to door, estimated from the distance: no timetable is known.
 * Tracks and roads are taken as 1.25 and 1.3 times the straight line (Ballou et al. 2002, Transportation Research A 36,
 * finds 1.2 to 1.4 for roads in most countries). Average speeds and prices are this project's rules of thumb, to the safe side:
 * trains 75 km/h near, 110 beyond 150 km, 140 beyond 300; 70 km/h by road; 700 km/h in the air.
 */
export function journey(from: Town, to: Town, needs: JourneyNeeds = {}): Journey {
  const straight = metresBetween(from, to);
  const km = straight / 1_000;
  const road = drive(km);
  const byCar = needs.maxDriveMinutes !== undefined && road.minutes <= needs.maxDriveMinutes;
  if (overSea(from, to)) return flight(km);
  if (byCar) return road;
  if (km <= DRIVE_KM && BY_ROAD.has(from.country) && BY_ROAD.has(to.country)) {
    if (needs.maxDriveMinutes === undefined) return road;
    return train(km);
  }
  return km <= TRAIN_KM ? train(km) : flight(km);
}

/** 60 minutes go to reaching the station, finding the platform and reaching the stay; 12 cents a track kilometre. */
function train(km: number): Journey {
  const track = km * 1.25;
  const kmh = km < 150 ? 75 : km < 300 ? 110 : 140;
  return {
    mode: 'train',
    minutes: upToFive((track / kmh) * 60 + 60),
    metres: Math.round(track * 1_000),
    euroCents: Math.round(300 + track * 12),
  };
}

/** 20 minutes for loading and parking; 25 cents a kilometre for fuel and tolls. */
function drive(km: number): Journey {
  const road = km * 1.3;
  return { mode: 'drive', minutes: upToFive((road / 70) * 60 + 20), metres: Math.round(road * 1_000), euroCents: Math.round(road * 25) };
}

/** 45 minutes to the airport, 105 there, 60 from the aircraft to the stay; 55 euros and 6 cents a kilometre. */
function flight(km: number): Journey {
  return {
    mode: 'flight',
    minutes: upToFive((km / 700) * 60 + 210),
    metres: Math.round(km * 1_000),
    euroCents: Math.round(5_500 + km * 6),
  };
}
