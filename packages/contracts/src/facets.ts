import type { Season, TripLength } from './sharing.ts';
import { fold } from './text.ts';

/** One thing a public plan is found by; '' leaves it open. */
export type Facet = { destination: string; length: TripLength | ''; season: Season | '' };

/** All that a public plan is found by: every choice of destination, length and season, each of them also left open (''). */
export function facetsOf(plan: { destinations: readonly string[]; dayCount: number; startDate: string }): Facet[] {
  const destinations = ['', ...new Set(plan.destinations.map(fold))];
  const lengths = ['', tripLengthOf(plan.dayCount)] as const;
  const seasons = ['', seasonOf(plan.startDate)] as const;
  return destinations.flatMap((destination) => lengths.flatMap((length) => seasons.map((season) => ({ destination, length, season }))));
}

export function tripLengthOf(days: number): TripLength {
  return days <= 3 ? 'weekend' : days <= 7 ? 'week' : days <= 14 ? 'fortnight' : 'longer';
}

export function seasonOf(date: string): Season {
  const month = Number(date.slice(5, 7));
  return month < 3 || month === 12 ? 'dec-feb' : month < 6 ? 'mar-may' : month < 9 ? 'jun-aug' : 'sep-nov';
}
