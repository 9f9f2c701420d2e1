import { minutesOf, timeOf } from '@tripmaster/contracts';
import { REST_MINUTES, childLimit, type ChildLimit } from '../limits.ts';
import { metresBetween } from '../../travel/distance.ts';
import { isVisit, newCheck } from '../timeline.ts';
import type { Check, Stop, Timeline } from '../types.ts';
import { count, dateWords } from '../../words.ts';

/**
 * Rule 12: with a child of up to 12 the day ends by its bedtime and no stretch of visits goes on without a rest
 * (`CHILD_LIMITS`); no child goes where children are not meant to be; the naps asked for stay free, whoever takes
 * them. What the traveller fixed is not judged, but a fixed item over a nap is said.
 */
export function childrenAreCaredFor(trip: Timeline): Check {
  const check = newCheck();
  const { travellers, naps = [] } = trip.doc.request;
  const limit = childLimit(travellers.childrenAges);
  if (travellers.childrenAges.length === 0 && naps.length === 0) {
    check.evidence.push({ text: 'No children, and no naps to keep' });
    return check;
  }
  for (const stop of trip.stops) {
    const { item, fact } = stop;
    if (travellers.childrenAges.length > 0 && isVisit(stop)) {
      const suits = fact?.childFriendly ?? item.place?.childFriendly;
      if (fact?.childFriendly === undefined) check.unknown += 1;
      else check.checked += 1;
      if (suits === 0 && !stop.fixed) {
        check.findings.push({
          key: `age ${item.id}`,
          stops: [stop],
          message: `${item.place?.name ?? item.title} is not meant for children.`,
          evidence: [{ text: 'Not for children', source: fact?.source ?? item.place?.source ?? 'plan' }],
        });
      }
    }
    if (limit !== undefined && !stop.fixed && (isVisit(stop) || item.kind === 'meal') && stop.end > limit.dayEnd) {
      check.findings.push({
        key: `late ${item.id}`,
        stops: [stop],
        message: `“${item.title}” ends at ${item.end} on ${dateWords(stop.date)}. With a child of up to ${limit.upToAge}, the day ends at ${timeOf(limit.dayEnd)}.`,
      });
    }
    for (const nap of naps) {
      const free = item.kind === 'free' || item.kind === 'stay' || item.kind === 'transfer';
      if (free || stop.end <= minutesOf(nap.start) || stop.start >= minutesOf(nap.end)) continue;
      check.findings.push({
        key: `nap ${nap.start} ${item.id}`,
        severity: stop.fixed ? 'warning' : 'error',
        stops: [stop],
        message: `“${item.title}” runs from ${item.start} to ${item.end} on ${dateWords(stop.date)}, over the nap at ${nap.start}.`,
      });
    }
  }
  if (limit !== undefined) {
    for (const [, stops] of trip.byDate) stretches(trip, limit, stops, check);
    check.evidence.push({ text: `Day over by ${timeOf(limit.dayEnd)}, a rest at least every ${limit.stretchMinutes} min` });
  }
  if (naps.length > 0) {
    check.checked += naps.length * trip.dates.length;
    check.evidence.push({ text: `${count(naps.length, 'nap')} a day kept free` });
  }
  return check;
}

/** Goes through one day, starting a new stretch after every rest. */
function stretches(trip: Timeline, limit: ChildLimit, stops: readonly Stop[], check: Check): void {
  let first: Stop | undefined;
  let before: Stop | undefined;
  let allFixed = true;
  for (const stop of stops) {
    if (before !== undefined && gap(trip, before, stop) >= REST_MINUTES) first = undefined;
    before = stop;
    const length = stop.end - stop.start;
    if (!isVisit(stop)) {
      if (length >= REST_MINUTES) first = undefined;
      continue;
    }
    check.checked += 1;
    if (first === undefined) allFixed = true;
    allFixed &&= stop.fixed;
    first ??= stop;
    if (allFixed) continue;
    const made = (stop.fact?.childFriendly ?? stop.item.place?.childFriendly) === 3;
    const single = length > 2 * limit.stretchMinutes && !made && !stop.fixed;
    const chain = first !== stop && stop.end - first.start > limit.stretchMinutes;
    if (!single && !chain) continue;
    check.findings.push({
      key: `rest ${stop.item.id}`,
      stops: first === stop ? [stop] : [first, stop],
      message: single
        ? `“${stop.item.title}” lasts ${length} min. With a child of up to ${limit.upToAge}, ${2 * limit.stretchMinutes} is the most for one visit.`
        : `From “${first.item.title}” at ${first.item.start} to ${stop.item.end} on ${dateWords(stop.date)} there is no rest. With a child of up to ${limit.upToAge}, one is due every ${limit.stretchMinutes} min.`,
    });
    first = stop;
    allFixed = stop.fixed;
  }
}

/** Minutes between two items beyond the way itself. */
function gap({ facts }: Timeline, before: Stop, stop: Stop): number {
  const leg = stop.item.travelFromPrevious;
  const metres = before.point !== undefined && stop.point !== undefined ? metresBetween(before.point, stop.point) : 0;
  const way = leg === undefined ? facts.travelMinutes('walk', metres) : Math.max(leg.minutes, facts.travelMinutes(leg.mode, metres));
  return stop.from - before.to - way;
}
