import type { DestinationHit } from '@tripmaster/contracts';
import { gazetteerFolder } from '../../gazetteer/folder.ts';
import { foldName, openGazetteer } from '../../gazetteer/index.ts';
import { currencyOf } from '../../understand/currencies.ts';
import { ownGuides } from '../index.ts';
import type { ImportCity } from './index.ts';

/** A namesake this much smaller is not meant. */
const CLEARLY_LARGER = 10;

/** The one city that a name means; or that the catalogue has it; or all that it may mean, none where nobody knows it. */
export type CityAnswer = { city: ImportCity } | { covered: string } | { choices: string[] };

/** Finds the city to import a guide of. `Portland` is unclear, `Portland, Maine` is not. */
export function findImportCity(name: string): CityAnswer {
  // Only the catalogue's own guides stand in the way of an import; an earlier one is replaced.
  const hits = openGazetteer(gazetteerFolder(), ownGuides).resolve(name);
  const [first, second] = hits;
  if (first === undefined) return { choices: [] };
  if (first.guide !== undefined) return { covered: first.name };
  if (second !== undefined && first.population < CLEARLY_LARGER * second.population) return { choices: hits.slice(0, 8).map(wordsOf) };
  return { city: cityOf(first) };
}

const wordsOf = ({ name, region, countryName }: DestinationHit): string =>
  [name, region, countryName].filter((part) => part !== '').join(', ');

function cityOf({ name, country, lat, lon, timeZone }: DestinationHit): ImportCity {
  const id = `${foldName(name)} ${country.toLowerCase()}`.replaceAll(/[^a-z0-9]+/gu, '-').replaceAll(/^-+|-+$/gu, '');
  const language = new Intl.Locale('und', { region: country }).maximize().language;
  return { id, name, country, lat, lon, timeZone, currency: currencyOf(country) ?? 'EUR', language };
}
