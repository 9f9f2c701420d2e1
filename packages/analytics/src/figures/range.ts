import { addDays, daysBetween, invalidField, MOST_FIGURE_DAYS, type FiguresInput } from '@tripmaster/contracts';

/** Checks that the days are in order and not too many. Throws `invalid-input`. */
export function checkRange({ from, to }: FiguresInput): void {
  if (from > to) throw invalidField('to', 'is before the first day');
  if (daysBetween(from, to) >= MOST_FIGURE_DAYS) throw invalidField('to', `is more than ${MOST_FIGURE_DAYS} days after the first day`);
}

/** As many days, just before. */
export function daysBefore({ from, to }: FiguresInput): FiguresInput {
  return { from: addDays(from, -daysBetween(from, to) - 1), to: addDays(from, -1) };
}

/** Every day, up to `last`. */
export function eachDay({ from, to }: FiguresInput, last: string): string[] {
  const end = to < last ? to : last;
  return from > end ? [] : Array.from({ length: daysBetween(from, end) + 1 }, (_, index) => addDays(from, index));
}
