import type { Season, TripLength } from '@tripmaster/contracts';

export const LENGTHS = [
  { value: 'weekend', label: 'Up to 3 days' },
  { value: 'week', label: '4 to 7 days' },
  { value: 'fortnight', label: '8 to 14 days' },
  { value: 'longer', label: '15 days and more' },
] as const satisfies readonly { value: TripLength; label: string }[];

/** By months: half the world's summer is the other half's winter. */
export const SEASONS = [
  { value: 'mar-may', label: 'March to May' },
  { value: 'jun-aug', label: 'June to August' },
  { value: 'sep-nov', label: 'September to November' },
  { value: 'dec-feb', label: 'December to February' },
] as const satisfies readonly { value: Season; label: string }[];
