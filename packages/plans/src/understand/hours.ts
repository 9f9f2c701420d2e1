import { minutesOf, type FieldProblem, type TripRequest } from '@tripmaster/contracts';

export type Hours = { dayStart: number; dayEnd: number; arrival?: number; departure?: number; naps: { start: number; end: number }[] };

const DAY_START = '09:00';
const DAY_END = '21:30';
/** The day's end by the youngest child's age (below that many years), earliest first. */
const CHILD_DAY_ENDS: readonly (readonly [below: number, end: string])[] = [[3, '19:30'], [7, '20:30'], [13, '21:30']];
/** Below three most children sleep once a day, after lunch. */
const NAP_BELOW = 3;
const NAP = { start: '13:00', end: '14:30' };

/**
 * The hours of a day in local minutes after midnight: as asked, else 09:00–21:30, ending earlier for
 * children (19:30 under three years, 20:30 under seven), with a nap for the smallest.
 */
export function dayHours(request: TripRequest, isOneDay: boolean): { hours: Hours; problems: FieldProblem[] } {
  const ages = request.travellers.childrenAges;
  const youngest = ages.length === 0 ? Infinity : Math.min(...ages);
  const dayStart = minutesOf(request.dayStart ?? DAY_START);
  const dayEnd = minutesOf(request.dayEnd ?? CHILD_DAY_ENDS.find(([below]) => youngest < below)?.[1] ?? DAY_END);
  const wanted = request.naps ?? (youngest < NAP_BELOW ? [NAP] : []);
  const naps = wanted.map(({ start, end }) => ({ start: minutesOf(start), end: minutesOf(end) })).toSorted((a, b) => a.start - b.start);
  const problems: FieldProblem[] = [];
  if (dayEnd <= dayStart) {
    problems.push({ path: request.dayEnd === undefined ? 'dayStart' : 'dayEnd', reason: `the day would end (${request.dayEnd ?? clock(dayEnd)}) before it starts (${request.dayStart ?? DAY_START})` });
  }
  naps.forEach((nap, index) => {
    const before = naps[index - 1];
    if (before !== undefined && nap.start < before.end) problems.push({ path: 'naps', reason: `the naps at ${clock(before.start)} and ${clock(nap.start)} overlap` });
  });
  if (isOneDay && request.arrivalTime !== undefined && request.departureTime !== undefined && request.departureTime <= request.arrivalTime) {
    problems.push({ path: 'departureTime', reason: `on a one-day trip it must be after the arrival (${request.arrivalTime})` });
  }
  const hours: Hours = {
    dayStart,
    dayEnd,
    naps,
    ...(request.arrivalTime === undefined ? {} : { arrival: minutesOf(request.arrivalTime) }),
    ...(request.departureTime === undefined ? {} : { departure: minutesOf(request.departureTime) }),
  };
  return { hours, problems };
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
