import { addDays, daysBetween, isPlainDate } from '@tripmaster/contracts';

/** Days that figures are asked for: so many that end today, or from one date to another. */
export type Period = { days?: number | undefined; from?: string | undefined; to?: string | undefined };

export const PERIODS = [
  { days: 7, label: '7 days' },
  { days: 28, label: '4 weeks' },
  { days: 84, label: '12 weeks' },
  { days: 365, label: 'A year' },
] as const;
const USUAL = 84;
const MOST_DAYS = 731;

/** The period as it stands in the address; anything else in there is nothing. */
export function readPeriod({ days, from, to }: Record<string, unknown>): Period {
  if (typeof from === 'string' && typeof to === 'string' && isPlainDate(from) && isPlainDate(to)) {
    const length = daysBetween(from, to);
    if (length >= 0 && length < MOST_DAYS) return { from, to };
  }
  const known = PERIODS.find((period) => period.days === days)?.days;
  return known === undefined || known === USUAL ? {} : { days: known };
}

/** Days are counted in UTC. */
export function rangeOf(
  { days = USUAL, from, to }: Period,
  today: string = new Date().toISOString().slice(0, 10),
): { from: string; to: string } {
  return from !== undefined && to !== undefined ? { from, to } : { from: addDays(today, 1 - days), to: today };
}
