import { minutesOf, timeOf, type FieldProblem, type TripRequest } from '@tripmaster/contracts';
import { childLimit } from '../verify/limits.ts';

export type Hours = { dayStart: number; dayEnd: number; arrival?: number; departure?: number; naps: { start: number; end: number }[] };

const DAY_START = '09:00';
const DAY_END = '21:30';
/** Below three most children sleep once a day, after lunch. */
const NAP_BELOW = 3;
const NAP = { start: '13:00', end: '14:30' };

/**
 * The hours of a day in local minutes after midnight: as asked, else 09:00–21:30, over by the bedtime of the youngest child
 * (`childLimit`, which the check holds the plan to) whatever was asked, with a nap for the smallest.
 */
export function hoursOf(request: TripRequest, isOneDay: boolean): { hours: Hours; problems: FieldProblem[] } {
  const ages = request.travellers.childrenAges;
  const dayStart = minutesOf(request.dayStart ?? DAY_START);
  const asked = minutesOf(request.dayEnd ?? DAY_END);
  const bedtime = childLimit(ages)?.dayEnd ?? asked;
  // A day that begins after bedtime is the traveller's own: the check says what is wrong with it.
  const dayEnd = bedtime > dayStart ? Math.min(asked, bedtime) : asked;
  const wanted = request.naps ?? (ages.some((age) => age < NAP_BELOW) ? [NAP] : []);
  const naps = wanted.map(({ start, end }) => ({ start: minutesOf(start), end: minutesOf(end) })).toSorted((a, b) => a.start - b.start);
  const problems: FieldProblem[] = [];
  if (dayEnd <= dayStart) {
    problems.push({
      path: request.dayEnd === undefined ? 'dayStart' : 'dayEnd',
      reason: `the day would end (${request.dayEnd ?? timeOf(dayEnd)}) before it starts (${request.dayStart ?? DAY_START})`,
    });
  }
  naps.forEach((nap, index) => {
    const before = naps[index - 1];
    if (before !== undefined && nap.start < before.end)
      problems.push({ path: 'naps', reason: `the naps at ${timeOf(before.start)} and ${timeOf(nap.start)} overlap` });
  });
  if (
    isOneDay &&
    request.arrivalTime !== undefined &&
    request.departureTime !== undefined &&
    request.departureTime <= request.arrivalTime
  ) {
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
