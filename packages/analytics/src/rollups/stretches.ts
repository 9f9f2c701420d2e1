import { addDays, daysBetween } from '@tripmaster/contracts';

const EPOCH = '1970-01-01';
/** Days of which counts are added up from one to the next, before that begins anew: what is long gone is not carried on for ever. */
const LENGTH = 512;

/** The number of a day since 1970. */
export function dayNumber(day: string): number {
  return daysBetween(EPOCH, day);
}

export function dayOf(number: number): string {
  return addDays(EPOCH, number);
}

export function beginsStretch(day: string): boolean {
  return dayNumber(day) % LENGTH === 0;
}

/**
 * Days whose running counts together, less those of the day `less`, are the counts of the days `from` to `to`: the last days
 * of each stretch, and the day before the first.
 */
export function endsOf(from: string, to: string): { ends: string[]; less?: string } {
  if (from > to) return { ends: [] };
  const [first, last] = [dayNumber(from), dayNumber(to)];
  const ends: string[] = [];
  for (let end = first - (first % LENGTH) + LENGTH - 1; end < last; end += LENGTH) ends.push(dayOf(end));
  return { ends: [...ends, to], ...(!beginsStretch(from) && { less: addDays(from, -1) }) };
}
