import { daysBetween } from '@tripmaster/contracts';
import { count, list } from '../words.ts';
import type { Trip } from '../trip.ts';

const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'] as const;

/** "Lisbon in five days", "A day in Lisbon"; "Lisbon and Porto, 8 days" for several cities. At most 200 characters. */
export function titleOf(trip: Pick<Trip, 'start' | 'end'> & { stages: readonly { name: string }[] }): string {
  const days = daysBetween(trip.start, trip.end) + 1;
  const names = [...new Set(trip.stages.map(({ name }) => name))];
  const [only = 'Trip'] = names;
  if (names.length <= 1) {
    if (days === 1) return `A day in ${only}`;
    return `${only} in ${WORDS[days] ?? days} days`;
  }
  const cities = list(names.length <= 4 ? names : [...names.slice(0, 3), `${names.length - 3} more`]);
  return `${cities}, ${count(days, 'day')}`.slice(0, 200);
}
