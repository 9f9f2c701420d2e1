import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

import { z } from 'zod';

import { type CityGuide, type GuideSummary, cityGuideSchema, guideSummarySchema } from './schema.ts';

export { openingOf, parseHours } from './hours.ts';
export type { CityArea, CityGuide, CityPlace } from './schema.ts';

export class UnknownGuideError extends Error {
  override readonly name = 'UnknownGuideError';
  readonly id: string;

  constructor(id: string) {
    super(`the catalogue has no guide "${id}"`);
    this.id = id;
  }
}

/**
 * Where the JSON lies: beside the bundle when built, two folders up from source.
 * `index.json` decides, so that an unrelated folder of that name is not taken.
 */
export function catalogueFolder(): URL {
  const candidates = ['./catalogue/', '../../catalogue/'].map((path) => new URL(path, import.meta.url));
  const found = candidates.find((folder) => existsSync(new URL('index.json', folder)));
  if (!found) {
    throw new Error(`no catalogue at ${candidates.map((folder) => folder.pathname).join(' or ')}`);
  }
  return found;
}

let summaries: readonly GuideSummary[] | undefined;

/** Every guide there is, read once from the generated `index.json`. */
export function listGuides(): readonly GuideSummary[] {
  summaries ??= z.array(guideSummarySchema).parse(JSON.parse(readFileSync(new URL('index.json', catalogueFolder()), 'utf8')));
  return summaries;
}

/** A ten-city trip fits; all the world's guides need not stay in memory. */
const CACHE_SIZE = 16;
const cache = new Map<string, Promise<CityGuide>>();

async function readGuide(id: string): Promise<CityGuide> {
  const text = await readFile(new URL(`${id}.json`, catalogueFolder()), 'utf8');
  return cityGuideSchema.parse(JSON.parse(text));
}

/** One city's guide. It is shared: read it, do not change it. */
export async function loadGuide(id: string): Promise<CityGuide> {
  // Only listed ids become a path, so an id from outside cannot leave the folder.
  if (!listGuides().some((guide) => guide.id === id)) throw new UnknownGuideError(id);
  const guide = cache.get(id) ?? readGuide(id);
  // Setting it again moves it to the end: the first key is the least recently used.
  cache.delete(id);
  cache.set(id, guide);
  const oldest = cache.keys().next();
  if (cache.size > CACHE_SIZE && !oldest.done) cache.delete(oldest.value);
  try {
    return await guide;
  } catch (error) {
    if (cache.get(id) === guide) cache.delete(id);
    throw error;
  }
}
