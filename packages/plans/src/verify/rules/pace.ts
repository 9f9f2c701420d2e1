import { minutesOf } from '@tripmaster/contracts';
import { FREE_MINUTES, STOPS_PER_DAY, USUAL_DAY, WAKING_MINUTES, childLimit, paceOf, tripEdges } from '../limits.ts';
import { isVisit, newCheck } from '../timeline.ts';
import type { Check, Stop, Timeline } from '../types.ts';
import { count, dateWords } from '../../words.ts';

/**
 * Rule 13: no day has more visits than the pace allows (`STOPS_PER_DAY`), and each leaves its free minutes
 * (`FREE_MINUTES`, in proportion on a short day) beside visits, meals, transfers and the ways between them. The day
 * is the one asked for, else 09:00 to 22:00. A day of nothing but fixed visits is the traveller's own pace.
 */
export function paceAsAsked(trip: Timeline): Check {
  const check = newCheck();
  const { request } = trip.doc;
  const pace = paceOf(request);
  let fullest = 0;
  let tightest: number | undefined;
  for (const date of trip.dates) {
    const stops = trip.byDate.get(date) ?? [];
    const visits = stops.filter(isVisit);
    check.checked += 1;
    fullest = Math.max(fullest, visits.length);
    if (visits.every(({ fixed }) => fixed)) continue;
    if (visits.length > STOPS_PER_DAY[pace]) {
      check.findings.push({
        key: `stops ${date}`,
        stops: visits,
        message: `${dateWords(date)} has ${visits.length} visits. A ${pace} day has at most ${STOPS_PER_DAY[pace]}.`,
      });
      continue;
    }
    const { start, end } = dayOf(trip, date);
    const owed = Math.floor((FREE_MINUTES[pace] * Math.max(end - start, 0)) / WAKING_MINUTES);
    const free = Math.max(end - start - filled(stops, start, end), 0);
    tightest = Math.min(tightest ?? Infinity, free);
    if (free < owed) {
      check.findings.push({
        key: `free ${date}`,
        stops: visits,
        message: `${dateWords(date)} leaves ${free} min free. A ${pace} day leaves at least ${owed}.`,
      });
    }
  }
  const said =
    request.pace === undefined ? `no pace was asked, ${pace} is taken${pace === 'relaxed' ? ' with a child under seven' : ''}` : pace;
  check.evidence.push({ text: `At most ${count(fullest, 'visit')} a day of ${STOPS_PER_DAY[pace]} (${said})` });
  if (tightest !== undefined) check.evidence.push({ text: `At least ${tightest} min free on every day` });
  return check;
}

function dayOf({ doc: { request }, dates }: Timeline, date: string): { start: number; end: number } {
  const asked = {
    start: request.dayStart === undefined ? USUAL_DAY.start : minutesOf(request.dayStart),
    end: request.dayEnd === undefined ? USUAL_DAY.end : minutesOf(request.dayEnd),
  };
  const edges = tripEdges(request);
  const end = Math.min(asked.end > asked.start ? asked.end : 1440, childLimit(request.travellers.childrenAges)?.dayEnd ?? 1440);
  return {
    start: date === dates[0] ? Math.max(asked.start, edges.first) : asked.start,
    end: date === dates.at(-1) ? Math.min(end, edges.last) : end,
  };
}

/** Minutes between `start` and `end` that items and their ways take. */
function filled(stops: readonly Stop[], start: number, end: number): number {
  let sum = 0;
  for (const { item, start: from, end: to } of stops) {
    if (item.kind === 'free' || item.kind === 'stay') continue;
    const way = item.travelFromPrevious?.minutes ?? 0;
    sum += Math.max(Math.min(to, end) - Math.max(from - way, start), 0);
  }
  return sum;
}
