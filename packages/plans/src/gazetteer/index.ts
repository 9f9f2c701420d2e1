import { fileURLToPath } from 'node:url';
import type { DestinationHit } from '@tripmaster/contracts';
import type { Gazetteer } from '../trip.ts';
import { metresBetween, type Point } from '../travel/distance.ts';
import { countryCode, countryName } from './countries.ts';
import { foldName } from './fold.ts';
import { placeGuides, placeKey, type GuideEntry, type GuideName } from './guides.ts';
import { pointIndex, type PointIndex } from './near.ts';
import { isRegion } from './regions.ts';
import { GazetteerTable, type GazetteerRow } from './table.ts';

export { countryCode, countryName } from './countries.ts';
export { foldName } from './fold.ts';

/** Shown wherever the places are: GeoNames' licence asks for it. */
export const GAZETTEER_ATTRIBUTION = 'Places: GeoNames (geonames.org), CC BY 4.0';

const MAX_HITS = 50;
/** Namesakes this close to a larger one are the same town (its centre, its municipality). */
const SAME_TOWN_METRES = 25_000;
/** From here on a place is known beyond its surroundings; GeoNames draws the same line for its `cities15000`. */
const TOWN_POPULATION = 15_000;

type State = { table: GazetteerTable; entries: GuideEntry[]; byPlace: Map<string, GuideEntry>; points?: PointIndex };

/** The gazetteer, which also knows what town a point lies in. */
export type WorldGazetteer = Gazetteer & {
  /** The town that people at this point would name: near, and large for its distance; none within 80 km: `undefined`. */
  near(point: Point): DestinationHit | undefined;
};
type Found = { hit: DestinationHit; exact: boolean };

/**
 * The cities of the world by name. `folder` holds `gazetteer.tsv` (`packages/plans/generated` from source,
 * the bundle's own folder when built); it is read at the first question, about 10 MB, and kept.
 * `guides` are the catalogue's cities: hits that are one carry its id and come first among equals.
 *
 * Throws an `Error` naming the command that builds the file when it is missing.
 */
export function openGazetteer(folder: string | URL, guides: readonly GuideName[] | (() => readonly GuideName[]) = []): WorldGazetteer {
  let state: State | undefined;
  const load = (): State => {
    if (state === undefined) {
      const table = new GazetteerTable(typeof folder === 'string' ? folder : fileURLToPath(folder));
      state = { table, ...placeGuides(table, typeof guides === 'function' ? guides() : guides) };
    }
    return state;
  };
  return {
    search: (query, limit) => search(load(), query, Math.max(0, Math.min(limit, MAX_HITS))),
    resolve: (name) => resolve(load(), name),
    near(point) {
      const known = load();
      known.points ??= pointIndex(known.table);
      const position = known.points.near(point);
      return position === undefined ? undefined : toHit(known, known.table.at(position));
    },
  };
}

/**
 * Typeahead: cities whose name begins with the query, whole names first, then catalogue cities, then by
 * population. Behind a comma the beginning of a region or country narrows the choice (`paris, te`).
 */
function search(state: State, query: string, limit: number): DestinationHit[] {
  if (limit === 0) return [];
  const [head = '', ...rest] = query.slice(0, 200).split(',');
  const qualifier = foldName(rest.join(' '));
  const whole = foldName(query.slice(0, 200));
  const found = whole === '' ? [] : [...startingWith(state, whole, limit)];
  if (qualifier !== '') {
    for (const hit of named(state, foldName(head))) {
      const places = [hit.region, hit.countryName, hit.country];
      if (places.some((place) => foldName(place).startsWith(qualifier)) || qualifies(hit, qualifier)) found.push({ hit, exact: true });
    }
  }
  return rank(found).slice(0, limit);
}

function startingWith(state: State, folded: string, limit: number): Found[] {
  const found: Found[] = named(state, folded).map((hit) => ({ hit, exact: true }));
  for (const entry of state.entries) {
    if ([...entry.keys].some((key) => key.startsWith(folded))) found.push({ hit: entry.hit, exact: false });
  }
  // A city may be in the list under several names, so more are taken than asked for.
  for (const row of state.table.largest(folded, limit * 3)) found.push({ hit: toHit(state, row), exact: false });
  return found;
}

/** Every city of exactly this folded name. */
function named(state: State, folded: string): DestinationHit[] {
  if (folded === '') return [];
  const own = state.entries.filter((entry) => entry.keys.has(folded)).map((entry) => entry.hit);
  return [...own, ...state.table.exact(folded).map((row) => toHit(state, row))];
}

function toHit(state: State, row: GazetteerRow): DestinationHit {
  const { name, region, country, lat, lon, population, timeZone } = row;
  return (
    state.byPlace.get(placeKey(row))?.hit ?? { name, region, country, countryName: countryName(country), lat, lon, timeZone, population }
  );
}

/** Best first, each place once. */
function rank(found: readonly Found[]): DestinationHit[] {
  const sorted = found.toSorted(
    (a, b) => standing(b) - standing(a) || b.hit.population - a.hit.population || (a.hit.name < b.hit.name ? -1 : 1),
  );
  const seen = new Set<string>();
  return sorted.map(({ hit }) => hit).filter((hit) => !seen.has(placeKey(hit)) && seen.add(placeKey(hit)));
}

/**
 * Whole names before beginnings and catalogue cities before others; but a village that happens to be
 * called as far as somebody has typed (`Lis`) waits behind the catalogue's cities.
 */
function standing({ hit, exact }: Found): number {
  if (hit.guide !== undefined) return exact ? 4 : 2;
  if (!exact) return 0;
  return hit.population >= TOWN_POPULATION ? 3 : 1;
}

/**
 * Every city that a name may mean, best first: the name alone (`Paris`, `Washington, D.C.`), or followed by
 * region or country (`Paris, Texas`, `Paris (France)`, `Portland OR`, `Springfield, IL, USA`).
 */
function resolve(state: State, name: string): DestinationHit[] {
  const text = name.slice(0, 200);
  for (const { head, qualifiers } of readings(text)) {
    const hits = named(state, foldName(head)).filter((hit) => qualifiers.every((word) => qualifies(hit, word)));
    if (hits.length > 0) return withoutSuburbs(rank(hits.map((hit) => ({ hit, exact: true })))).slice(0, MAX_HITS);
  }
  return [];
}

/** The ways to read a text as a city and what says where it is, the likeliest first. */
function readings(text: string): { head: string; qualifiers: string[] }[] {
  const all = [{ head: text, qualifiers: new Array<string>() }];
  const [head = '', ...qualifiers] = text
    .split(/[,(;/]/)
    .map((part) => part.replace(/\)/g, '').trim())
    .filter((part) => part !== '');
  if (qualifiers.length > 0) all.push({ head, qualifiers });
  const words = text.split(/\s+/);
  for (let cut = words.length - 1; cut > 0 && cut >= words.length - 3; cut -= 1) {
    all.push({ head: words.slice(0, cut).join(' '), qualifiers: [words.slice(cut).join(' ')] });
  }
  return all;
}

function qualifies(hit: DestinationHit, word: string): boolean {
  return countryCode(word) === hit.country || isRegion(hit.country, hit.region, word);
}

function withoutSuburbs(hits: readonly DestinationHit[]): DestinationHit[] {
  const kept: DestinationHit[] = [];
  for (const hit of hits) {
    if (!kept.some((other) => other.country === hit.country && metresBetween(other, hit) < SAME_TOWN_METRES)) kept.push(hit);
  }
  return kept;
}
