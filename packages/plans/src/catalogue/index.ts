import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { type Guide, type GuideSummary, cityGuideSchema, guideSummarySchema, importedGuideSchema, summaryOf } from './schema.ts';

export { openingOf, parseHours } from './hours.ts';
export type { CityArea, CityGuide, CityPlace, Guide, GuidePlace } from './schema.ts';

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

type Imports = { folder: string; onFault: (fault: string) => void };
let imports: Imports | undefined;
let summaries: readonly GuideSummary[] | undefined;
let imported = new Map<string, Guide>();

/**
 * Also reads the guides that an operator imported into `folder`, when guides are first asked for; it need not be there.
 * `onFault` is told of each file that can't be used. A city of the catalogue keeps the catalogue's guide.
 */
export function alsoGuidesFrom(folder: string, onFault: (fault: string) => void): void {
  imports = { folder, onFault };
  summaries = undefined;
  imported = new Map();
}

/** The catalogue's own guides, from the generated `index.json`. */
export function ownGuides(): readonly GuideSummary[] {
  return z.array(guideSummarySchema).parse(JSON.parse(readFileSync(new URL('index.json', catalogueFolder()), 'utf8')));
}

/** Every guide there is: the catalogue's own, then the imported ones. Read once. */
export function listGuides(): readonly GuideSummary[] {
  if (summaries !== undefined) return summaries;
  const own = ownGuides();
  const ids = new Set(own.map(({ id }) => id));
  imported = imports === undefined ? new Map() : readImports(imports, ids);
  summaries = [...own, ...[...imported.values()].map(summaryOf)];
  return summaries;
}

function readImports({ folder, onFault }: Imports, taken: ReadonlySet<string>): Map<string, Guide> {
  const guides = new Map<string, Guide>();
  if (!existsSync(folder)) return guides;
  for (const file of readdirSync(folder).toSorted()) {
    if (!file.endsWith('.json')) continue;
    const guide = readImport(join(folder, file));
    if (typeof guide === 'string') onFault(`${file}: ${guide}`);
    else if (`${guide.id}.json` !== file) onFault(`${file}: its id is ${guide.id}`);
    else if (taken.has(guide.id)) onFault(`${file}: the catalogue has a guide of that name, which is used`);
    else guides.set(guide.id, guide);
  }
  return guides;
}

/** The guide, or what is wrong with the file. */
function readImport(path: string): Guide | string {
  try {
    const read = importedGuideSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    return `${issue?.path.join('.') ?? ''}: ${(issue?.message ?? '').slice(0, 120)}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A ten-city trip fits; all the world's guides need not stay in memory. */
const CACHE_SIZE = 16;
const cache = new Map<string, Promise<Guide>>();

async function readGuide(id: string): Promise<Guide> {
  const text = await readFile(new URL(`${id}.json`, catalogueFolder()), 'utf8');
  return cityGuideSchema.parse(JSON.parse(text));
}

/** One city's guide. It is shared: read it, do not change it. */
export async function loadGuide(id: string): Promise<Guide> {
  // Only listed ids become a path, so an id from outside cannot leave the folder.
  if (!listGuides().some((guide) => guide.id === id)) throw new UnknownGuideError(id);
  const own = imported.get(id);
  if (own !== undefined) return own;
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
