import type { DestinationHit } from '@tripmaster/contracts';
import { countryName } from './countries.ts';
import { foldName } from './fold.ts';
import { metresBetween } from '../travel/distance.ts';
import type { GazetteerRow, GazetteerTable } from './table.ts';

/** What the gazetteer needs to know of a catalogue guide (see `listGuides` of the catalogue). */
export type GuideName = {
  readonly id: string;
  readonly name: string;
  readonly localName: string;
  readonly aliases: readonly string[];
  readonly country: string;
  readonly lat: number;
  readonly lon: number;
};

/** A catalogue city as a hit, with every folded name that leads to it. */
export type GuideEntry = { hit: DestinationHit; keys: ReadonlySet<string> };

/** How far the gazetteer's point of a city may lie from the catalogue's centre. */
const SAME_CITY_METRES = 40_000;
/** How far its nearest place may lie from a guide that the gazetteer does not know. */
const NEAREST_METRES = 100_000;

/** One key for one place of the artefact, however many names it has there. */
export function placeKey(row: { name: string; country: string; lat: number; lon: number }): string {
  return `${row.country}/${row.name}/${row.lat}/${row.lon}`;
}

/**
 * Finds each guide's city in the gazetteer, which lends it region, population and time zone; name and
 * centre are the catalogue's. A guide whose city the gazetteer calls otherwise takes them from the nearest place.
 */
export function placeGuides(
  table: GazetteerTable,
  guides: readonly GuideName[],
): { entries: GuideEntry[]; byPlace: Map<string, GuideEntry> } {
  const matches = guides.map((guide) => ({ guide, row: sameCity(table, guide) }));
  const lost = matches.filter((match) => match.row === undefined).map((match) => match.guide);
  const nearest = lost.length === 0 ? new Map<string, GazetteerRow>() : nearestPlaces(table, lost);
  const byPlace = new Map<string, GuideEntry>();
  const entries = matches.flatMap(({ guide, row }): GuideEntry[] => {
    const near = row ?? nearest.get(guide.id);
    if (near === undefined) return [];
    const keys = new Set([guide.name, guide.localName, ...guide.aliases].map(foldName).filter((key) => key !== ''));
    const hit: DestinationHit = {
      name: guide.name,
      region: near.region,
      country: guide.country,
      countryName: countryName(guide.country),
      lat: guide.lat,
      lon: guide.lon,
      timeZone: near.timeZone,
      population: row?.population ?? 0,
      guide: guide.id,
    };
    const entry = { hit, keys };
    if (row !== undefined) byPlace.set(placeKey(row), entry);
    return [entry];
  });
  return { entries, byPlace };
}

/** The city's own name decides before its local name and these before aliases, which may be wider (Bali for Ubud). */
function sameCity(table: GazetteerTable, guide: GuideName): GazetteerRow | undefined {
  for (const name of [guide.name, guide.localName, ...guide.aliases]) {
    const near = table
      .exact(foldName(name))
      .filter((row) => row.country === guide.country && metresBetween(row, guide) <= SAME_CITY_METRES);
    const largest = near.toSorted((a, b) => b.population - a.population)[0];
    if (largest !== undefined) return largest;
  }
  return undefined;
}

function nearestPlaces(table: GazetteerTable, guides: readonly GuideName[]): Map<string, GazetteerRow> {
  const best = new Map<string, { row: GazetteerRow; metres: number }>();
  table.each((row) => {
    for (const guide of guides) {
      if (row.country !== guide.country || Math.abs(row.lat - guide.lat) > 2) continue;
      const metres = metresBetween(row, guide);
      if (metres < (best.get(guide.id)?.metres ?? NEAREST_METRES)) best.set(guide.id, { row, metres });
    }
  });
  return new Map([...best].map(([id, { row }]) => [id, row]));
}
