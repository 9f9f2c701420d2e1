import type { GuidePlace } from '../catalogue/index.ts';
import type { Trip } from '../trip.ts';

/**
 * Fame counts more than in proportion: a city's first sight is worth two of its tenth. With the plain popularity the
 * optimiser would fill days with three viewpoints in the time of one palace.
 */
const FAME_EXPONENT = 2.2;
/** A visit twice as long is worth this power of two more, for the same reason. */
const LENGTH_EXPONENT = 0.5;

const INTEREST_GAIN = 0.35;
const NO_INTEREST = 0.75;
/** How a party with children under 13 likes a place, by its `childFriendly` 0 to 3. */
const FOR_CHILDREN = [0.35, 0.8, 1.05, 1.7] as const;
/** Made for children, seen by grown-ups alone. */
const CHILDISH_FOR_ADULTS = 0.8;
/** Each further place of one category is worth this much of the one before: nobody wants five churches. */
export const VARIETY = 0.92;

const WATER = new Set(['beach']);
const NIGHT = new Set(['nightlife', 'brewery', 'distillery', 'winery']);

/** 1 to 12. */
const monthOf = (date: string): number => Number(date.slice(5, 7));

/** True in the cold half of the year: November to March north of the tropics, May to September south of them. */
function isCold(lat: number, date: string): boolean {
  const month = monthOf(date);
  if (lat > 23.5) return month >= 11 || month <= 3;
  if (lat < -23.5) return month >= 5 && month <= 9;
  return false;
}

/** True where a place is not fit for the party at all: steps, or not meant for children (the verifier's rules 11 and 12). */
export function isUnfit(place: GuidePlace, trip: Trip): boolean {
  if (trip.stepFree && place.stepFree !== 'yes') return true;
  return trip.party.childrenAges.length > 0 && (place.childFriendly === 0 || NIGHT.has(place.category));
}

/** How much the party wants a place: about 1 for a famous sight of an hour that meets an interest, always above 0. */
export function scoreOf(place: GuidePlace, trip: Trip, date: string): number {
  const hours = place.visitMinutes / 60;
  let score = (place.popularity / 100) ** FAME_EXPONENT * hours ** LENGTH_EXPONENT;
  const shared = place.interests.filter((interest) => trip.interests.includes(interest)).length;
  if (trip.interests.length > 0) score *= shared === 0 ? NO_INTEREST : 1 + INTEREST_GAIN * Math.min(2, shared);
  if (trip.party.childrenAges.some((age) => age < 13)) score *= FOR_CHILDREN[place.childFriendly] ?? 1;
  else if (place.childFriendly === 3 && place.interests.includes('family')) score *= CHILDISH_FOR_ADULTS;
  if (isCold(place.lat, date)) {
    if (WATER.has(place.category)) score *= 0.25;
    else if (place.setting === 'outdoor') score *= 0.9;
  }
  return score;
}
