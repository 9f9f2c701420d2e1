/**
 * Proves the catalogue, and writes its `index.json`:
 *
 *     node packages/plans/catalogue/check.ts
 *
 * One line a fault, and exit code 1 when there is any.
 */
import { readFile, readdir, writeFile } from 'node:fs/promises';

import { z } from 'zod';

import { guideFaults } from '../src/catalogue/proof.ts';
import { climateFaults } from '../src/climate/check.ts';
import { cityClimateSchema } from '../src/climate/schema.ts';
import { metresBetween } from '../src/travel/distance.ts';
import { type GuideSummary, cityGuideSchema, summaryOf } from '../src/catalogue/schema.ts';

const CLIMATES = 'climate/months.json';
/** How far a climate's city may lie from the guide of the same name. */
const SAME_CITY_METRES = 10_000;

/** Zod names every member of an enum; the first few are enough. */
const MAX_MESSAGE = 120;

export interface CatalogueReport {
  readonly faults: readonly string[];
  /** What `index.json` ought to hold. */
  readonly index: string;
  readonly cities: number;
  readonly places: number;
  /** Cities whose usual weather is known. */
  readonly climates: number;
}

const issuesOf = (file: string, error: z.ZodError): string[] =>
  error.issues.map((issue) => `${file}: ${issue.path.join('.')}: ${issue.message.slice(0, MAX_MESSAGE)}`);

async function checkClimates(folder: URL, guides: readonly GuideSummary[]): Promise<{ faults: string[]; climates: number }> {
  const parsed = z.array(cityClimateSchema).safeParse(parseJson(await readFile(new URL(CLIMATES, folder), 'utf8')));
  if (!parsed.success) return { faults: issuesOf(CLIMATES, parsed.error), climates: 0 };
  const faults = climateFaults(parsed.data);
  for (const record of parsed.data) {
    const guide = guides.find(({ id }) => id === record.city);
    if (guide !== undefined && metresBetween(guide, record) > SAME_CITY_METRES) faults.push(`${record.city}: not where its guide is`);
  }
  return { faults: faults.map((fault) => `${CLIMATES}: ${fault}`), climates: parsed.data.length };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export async function checkCatalogue(folder: URL): Promise<CatalogueReport> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json') && file !== 'index.json');
  const faults: string[] = [];
  const summaries: GuideSummary[] = [];
  let places = 0;
  for (const file of files.toSorted()) {
    const parsed = cityGuideSchema.safeParse(parseJson(await readFile(new URL(file, folder), 'utf8')));
    if (!parsed.success) {
      faults.push(...issuesOf(file, parsed.error));
      continue;
    }
    const guide = parsed.data;
    if (`${guide.id}.json` !== file) faults.push(`${file}: its id is ${guide.id}`);
    faults.push(...guideFaults(guide).map((fault) => `${file}: ${fault}`));
    summaries.push(summaryOf(guide));
    places += guide.places.length;
  }
  const weather = await checkClimates(folder, summaries);
  faults.push(...weather.faults);
  const index = `[\n${summaries.map((summary) => `  ${JSON.stringify(summary)}`).join(',\n')}\n]\n`;
  return { faults, index, cities: summaries.length, places, climates: weather.climates };
}

if (import.meta.main) {
  const folder = new URL('./', import.meta.url);
  const report = await checkCatalogue(folder);
  for (const fault of report.faults) console.error(fault);
  await writeFile(new URL('index.json', folder), report.index);
  console.log(`${report.cities} cities, ${report.places} places, ${report.climates} climates, ${report.faults.length} faults`);
  if (report.faults.length > 0) process.exitCode = 1;
}
