import { minutesOf, type Item } from '@tripmaster/contracts';
import { childLimit, dayHours, isNight, lengthOf, tripDates, tripEdges, type Facts, type VerifiableDoc } from '../verify/index.ts';
import { metresBetween } from '../travel/distance.ts';

/** Starts are offered at full five minutes, as people read them. */
const STEP = 5;
const WALK_METRES = 1_500;

/** Minutes to plan between two items; 0 where one of them has no place. */
function wayBetween(from: Item | undefined, to: Item, facts: Facts): number {
  if (from?.place === undefined || to.place === undefined) return 0;
  const metres = metresBetween(from.place, to.place);
  const walk = facts.travelMinutes('walk', metres);
  return metres <= WALK_METRES ? walk : Math.min(walk, Math.max(facts.travelMinutes('taxi', metres), facts.travelMinutes('bus', metres)));
}

/**
 * Starts (minutes after midnight) at which `item` would fit into a date as it stands: between its neighbours and
 * the ways to them, inside opening hours, the day's hours and the trip's edges. The one nearest to `wanted` first,
 * then the earliest of each gap. A guess that saves tries: what counts is the verifier's word on the result.
 */
export function startsOn(doc: VerifiableDoc, facts: Facts, item: Item, date: string, wanted: number, length = lengthOf(item)): number[] {
  const dates = tripDates(doc);
  const hours = dayHours(doc.request);
  const edges = tripEdges(doc.request);
  const bedtime = childLimit(doc.request.travellers.childrenAges)?.dayEnd ?? 1440;
  const opens = date === dates[0] ? Math.max(hours.start, edges.first) : hours.start;
  const closes = Math.min(hours.end, bedtime, date === dates.at(-1) ? edges.last : 1440, 1439);
  const naps = (doc.request.naps ?? []).map((nap): Item => ({
    ...nap,
    id: '',
    kind: 'free',
    title: '',
    links: [],
    provenance: 'user',
    locked: true,
  }));
  const others = doc.days
    .filter((day) => day.date === date)
    .flatMap(({ items }) => items.filter(({ id }) => id !== item.id))
    .concat(naps)
    .toSorted((a, b) => minutesOf(a.start) - minutesOf(b.start));
  const yesterday = dates[dates.indexOf(date) - 1];
  const room = doc.days.find((day) => day.date === yesterday)?.items.find(isNight);
  const id = item.place?.id;
  const windows = (id === undefined ? undefined : facts.hours(id, date)?.windows) ?? [{ open: 0, close: 1440 }];

  const found: number[] = [];
  let before = room;
  let free = room === undefined ? opens : minutesOf(room.end);
  for (const next of [...others, undefined]) {
    const from = Math.max(opens, free + wayBetween(before, item, facts));
    const until = Math.min(closes, next === undefined ? closes : minutesOf(next.start) - wayBetween(item, next, facts));
    for (const { open, close } of windows) {
      const first = Math.ceil(Math.max(from, open) / STEP) * STEP;
      const last = Math.min(until, close) - length;
      if (first > last) continue;
      found.push(Math.min(Math.max(first, wanted), last), first);
    }
    if (next === undefined || isNight(next)) break;
    before = next;
    free = Math.max(free, minutesOf(next.start) + lengthOf(next));
  }
  return [...new Set(found)].toSorted((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted));
}
