import { openingOf, parseHours, type CityArea, type Guide, type GuidePlace } from '../catalogue/index.ts';
import { minimumMinutes } from './limits.ts';
import type { Facts, HoursFact, PlaceFact } from './types.ts';

/** Who says when a place of the catalogue is open. */
export const HOURS_SOURCE = 'TripMaster guide, usual hours';

/** Who says when a place of a guide is open. */
export function hoursSource({ source }: Pick<Guide, 'source'>): string {
  return source === undefined ? HOURS_SOURCE : `${source}, usual hours`;
}

export type FactsOptions = {
  /** Epoch milliseconds of the check. */
  now: number;
  holiday(country: string, date: string): string | undefined;
};

type Known = { guide: Guide; place?: GuidePlace; area?: CityArea };

/** The id that items carry for a place or neighbourhood of a guide: `lisbon/jeronimos`. */
export function placeId(guide: string, slug: string): string {
  return `${guide}/${slug}`;
}

/**
 * The verifier's facts from guides that are already loaded. Items name a place or a neighbourhood by `placeId`;
 * `lisbon:jeronimos` is read as well.
 */
export function factsFromGuides(guides: readonly Guide[], options: FactsOptions): Facts {
  const known = new Map<string, Known>();
  for (const guide of guides) {
    for (const area of guide.areas) known.set(placeId(guide.id, area.id), { guide, area });
    for (const place of guide.places) known.set(placeId(guide.id, place.id), { guide, place });
  }
  const find = (id: string): Known | undefined => known.get(id) ?? known.get(id.replace(':', '/'));
  const rules = new Map<string, ReturnType<typeof parseHours>>();
  const hours = new Map<string, HoursFact>();
  const places = new Map<string, PlaceFact>();
  return {
    now: options.now,
    holiday: (country, date) => options.holiday(country, date),
    travelMinutes: minimumMinutes,
    hours(id, date) {
      const key = `${id} ${date}`;
      const before = hours.get(key);
      if (before !== undefined) return before;
      const { guide, place } = find(id) ?? {};
      if (guide === undefined || place?.hours === undefined) return undefined;
      let parsed = rules.get(place.hours);
      if (parsed === undefined) rules.set(place.hours, (parsed = parseHours(place.hours)));
      const fact = {
        windows: openingOf(parsed, date, options.holiday(guide.country, date) !== undefined),
        source: hoursSource(guide),
        asOf: guide.asOf,
      };
      hours.set(key, fact);
      return fact;
    },
    place(id) {
      const before = places.get(id);
      if (before !== undefined) return before;
      const found = find(id);
      if (found === undefined) return undefined;
      const fact = factOf(found);
      places.set(id, fact);
      return fact;
    },
  };
}

function factOf({ guide, place, area }: Known): PlaceFact {
  const common = { source: guide.source ?? `TripMaster guide to ${guide.name}`, asOf: guide.asOf };
  if (place !== undefined) {
    const { lat, lon, name, category, visitMinutes, stepFree, childFriendly } = place;
    return { lat, lon, name, category, visitMinutes, stepFree, childFriendly, ...common };
  }
  return {
    lat: area?.lat ?? guide.lat,
    lon: area?.lon ?? guide.lon,
    name: area?.name ?? guide.name,
    category: 'neighbourhood',
    ...(area === undefined ? {} : { diets: area.diets }),
    ...common,
  };
}
