import { addDays, dateIn, daysBetween, type FieldProblem, type TripRequest } from '@tripmaster/contracts';
import { count } from '../words.ts';

export type Span = { start: string; end: string };
export type Checked<T> = { ok: true; value: T } | { ok: false; problems: FieldProblem[] };

/**
 * The trip's dates, both ends included. Fixed dates must not lie in the past where the trip begins
 * (`timeZone`); a month and a number of days become the first start in that month that is not past and
 * leaves every fixed item within the trip.
 */
export function spanOf(request: TripRequest, timeZone: string, now: number): Checked<Span> {
  const today = dateIn(timeZone, now);
  const { dates } = request;
  if ('start' in dates) {
    return dates.start < today
      ? problem('dates.start', `lies in the past: it is ${today} there`)
      : { ok: true, value: { start: dates.start, end: dates.end } };
  }
  const first = `${dates.month}-01`;
  const last = lastOfMonth(first);
  if (last < today) return problem('dates.month', `lies in the past: it is ${today} there`);
  const fixed = (request.fixed ?? []).map((item) => item.date).toSorted();
  const earliest = first < today ? today : first;
  const firstFixed = fixed[0];
  const lastFixed = fixed.at(-1);
  // A trip of n days that ends on the last fixed date starts n - 1 days before it.
  const needed = lastFixed === undefined ? earliest : addDays(lastFixed, 1 - dates.days);
  const start = needed > earliest ? needed : earliest;
  if (firstFixed !== undefined && (start > firstFixed || start > last)) {
    return problem(
      'dates.days',
      `no trip of ${count(dates.days, 'day')} that starts in ${dates.month} has all fixed items in it (${firstFixed} to ${lastFixed})`,
    );
  }
  return { ok: true, value: { start, end: addDays(start, dates.days - 1) } };
}

/** Problems of fixed items: outside the dates, or at the same time as another. */
export function fixedProblems(request: TripRequest, span: Span): FieldProblem[] {
  const fixed = request.fixed ?? [];
  return fixed.flatMap((item, index): FieldProblem[] => {
    if (item.date < span.start || item.date > span.end) {
      return [
        { path: `fixed.${index}.date`, reason: `“${item.title}” on ${item.date} is outside the trip (${span.start} to ${span.end})` },
      ];
    }
    const other = fixed
      .slice(0, index)
      .find((earlier) => earlier.date === item.date && earlier.start < item.end && item.start < earlier.end);
    return other === undefined
      ? []
      : [
          {
            path: `fixed.${index}.start`,
            reason: `“${item.title}” (${item.start}–${item.end}) clashes with “${other.title}” (${other.start}–${other.end}) on ${item.date}`,
          },
        ];
  });
}

/**
 * Nights at each destination, adding up to the nights of the trip: what is asked for is kept, the rest is
 * shared equally, the odd nights going to the earlier ones.
 */
export function shareNights(wanted: readonly (number | undefined)[], span: Span): Checked<number[]> {
  const total = daysBetween(span.start, span.end);
  const given = wanted.reduce<number>((sum, nights) => sum + (nights ?? 0), 0);
  const open = wanted.filter((nights) => nights === undefined).length;
  if (given > total || (open === 0 && given < total)) {
    return problem(
      'destinations',
      `${count(given, 'night')} are asked for (${wanted.map((nights) => nights ?? '?').join(' + ')}), but ${span.start} to ${span.end} has ${count(total, 'night')}`,
    );
  }
  const rest = total - given;
  let seen = 0;
  const shared = wanted.map((nights) => {
    if (nights !== undefined) return nights;
    const own = Math.floor(rest / open) + (seen < rest % open ? 1 : 0);
    seen += 1;
    return own;
  });
  return { ok: true, value: shared };
}

function lastOfMonth(first: string): string {
  const next = new Date(`${first}T00:00:00Z`);
  next.setUTCMonth(next.getUTCMonth() + 1);
  return addDays(next.toISOString().slice(0, 10), -1);
}

function problem(path: string, reason: string): { ok: false; problems: FieldProblem[] } {
  return { ok: false, problems: [{ path, reason }] };
}
