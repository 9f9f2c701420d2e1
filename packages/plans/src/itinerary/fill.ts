import type { Place } from '@tripmaster/contracts';
import { metresBetween, upToFive, downToFive } from '../travel/index.ts';
import { mapLink, searchLink } from './links.ts';
import type { Base, Frame, Slot } from './slots.ts';
import type { Trip } from '../trip.ts';
import { provenanceOf, type Area } from './types.ts';
import type { Ways } from './ways.ts';

/** A gap this long, beyond the way, is said as time of one's own; shorter ones are the day's slack. Minutes. */
const LONG_GAP = 60;
const LEAST_FREE = 45;
/** A free-form block of a city without a guide is at most this long. */
const LONG_BLOCK = 200;
/** An area further away than this is not where one is. */
const NEAR_METRES = 1_500;

/** What to look for in a city that no guide covers: what nearly every city has, by what the party likes. */
const THEMES: readonly { theme: string; query: string; interests: readonly string[] }[] = [
  { theme: 'the old town on foot', query: 'old town', interests: ['history', 'architecture', 'local-life', 'photography'] },
  { theme: 'a market and the streets around it', query: 'market', interests: ['food', 'shopping', 'local-life'] },
  { theme: 'the main museum', query: 'museum', interests: ['history', 'art', 'science'] },
  { theme: 'a park or garden', query: 'park', interests: ['nature', 'family', 'sport', 'wellness'] },
  { theme: 'churches and old buildings', query: 'church', interests: ['religion', 'architecture', 'history'] },
  { theme: 'a viewpoint', query: 'viewpoint', interests: ['views', 'photography'] },
  { theme: 'a gallery', query: 'gallery', interests: ['art'] },
  { theme: 'by the water', query: 'waterfront', interests: ['beach', 'nature'] },
];

/** Titles for free-form blocks, the party's interests first; each call gives the next one. */
export function themesFor(trip: Trip): () => { theme: string; query: string } {
  const liked = (theme: (typeof THEMES)[number]): number =>
    theme.interests.filter((word) => trip.interests.some((interest) => interest === word)).length;
  const order = THEMES.map((theme, index) => ({ theme, index })).toSorted((a, b) => liked(b.theme) - liked(a.theme) || a.index - b.index);
  let next = 0;
  return () => order[next++ % order.length]?.theme ?? { theme: 'on foot', query: 'centre' };
}

/** The neighbourhood that a place lies in or next to. */
function areaNear(point: { lat: number; lon: number }, areas: readonly Area[]): Area | undefined {
  let best: Area | undefined;
  for (const area of areas) if (!best || metresBetween(area.place, point) < metresBetween(best.place, point)) best = area;
  return best && metresBetween(best.place, point) <= NEAR_METRES ? best : undefined;
}

const partOf = (start: number): string => (start < 12 * 60 ? 'Morning' : start < 17 * 60 ? 'Afternoon' : 'Evening');

/**
 * Makes the long gaps of a day visible: time of one's own in a named neighbourhood, or in a city without a guide a
 * free-form block with a map search. `slots` are in order; those without a place are passed over.
 */
export function fillGaps(
  slots: readonly Slot[],
  frame: Frame,
  base: Base,
  ways: Ways,
  nextTheme: () => { theme: string; query: string },
): Slot[] {
  const { areas, skeleton, stage } = base.proposal;
  const isArea = (place: Slot['place']): boolean => areas.some((area) => area.place === place);
  const out: Slot[] = [];
  let here = base.stay.place;
  let time = frame.start;
  for (const slot of slots) {
    const target = slot.place ?? here;
    const gap = slot.start - time - ways(here, target).minutes;
    if (gap >= LONG_GAP && slot.start <= frame.end + 5) {
      const spot =
        isArea(slot.place) && slot.kind !== 'free'
          ? target
          : (areaNear(here, areas)?.place ?? areaNear(target, areas)?.place ?? base.stay.place);
      const start = upToFive(time + ways(here, spot).minutes);
      const end = downToFive(slot.start - ways(spot, target).minutes);
      if (end - start >= LEAST_FREE)
        out.push(...(skeleton ? blocks(start, end, spot, stage.name, nextTheme) : [freeTime(start, end, spot)]));
    }
    const before = out.at(-1);
    if (
      !skeleton &&
      before &&
      slot.kind === 'free' &&
      isArea(slot.place) &&
      before.title === freeTime(0, 0, slot.place ?? here).title &&
      before.place === slot.place
    ) {
      // A break that follows time of one's own in the same place is part of it.
      before.end = slot.end;
    } else out.push(slot);
    here = target;
    time = Math.max(time, slot.end);
  }
  return out;
}

function freeTime(start: number, end: number, place: Place): Slot {
  return {
    kind: 'free',
    title: `Free time in ${place.name}`,
    start,
    end,
    place,
    links: mapLink(place),
    provenance: provenanceOf(place),
    locked: false,
  };
}

/** Free-form blocks of at most `LONG_BLOCK` minutes, each with something else to look for. */
function blocks(start: number, end: number, place: Place, city: string, nextTheme: () => { theme: string; query: string }): Slot[] {
  const count = Math.ceil((end - start) / LONG_BLOCK);
  const times = Array.from({ length: count + 1 }, (_, index) =>
    index === count ? end : downToFive(start + ((end - start) * index) / count),
  );
  return times.slice(1).map((until, index): Slot => {
    const { theme, query } = nextTheme();
    const from = times[index] ?? start;
    return {
      kind: 'free',
      title: `${partOf(from)} in ${city}: ${theme}`,
      start: index === 0 ? from : from + 5,
      end: until,
      place,
      links: searchLink('Search the map', `${query} ${city}`),
      notes: 'No guide covers this city: the block is a suggestion, and the map search shows what there is.',
      provenance: 'catalogue',
      locked: false,
    };
  });
}
