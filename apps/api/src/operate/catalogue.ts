import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findImportCity, importGuide, overpassQuery, textWithin, type ImportCity, type Imported } from '@tripmaster/plans';
import { ConfigError } from '../env.ts';
import { noMore, takeValues, UsageError, type Command } from './command.ts';

const OVERPASS = 'https://overpass-api.de/api/interpreter';
/** How far from the centre Overpass is asked. */
const ASK_METRES = 12_000;
const WAIT_MS = 120_000;
const MOST_BYTES = 64 * 1024 * 1024;

export const catalogueImport: Command = {
  usage:
    'catalogue import --city <name> [--from <file or URL>]: makes a guide of a city out of OpenStreetMap, from what Overpass answered (JSON), or asks it',
  async run(args, { config, print }) {
    const { name, from } = readImport(args);
    const found = findImportCity(name);
    if ('covered' in found) throw new ConfigError(`The catalogue has a guide of ${found.covered} already.`);
    if ('choices' in found)
      throw new ConfigError(
        found.choices.length === 0
          ? `No city is called ${name}.`
          : `${name} may be: ${found.choices.join('; ')}. Say which, as in --city "${found.choices[0]}".`,
      );
    const { city } = found;
    const text = await (from === undefined ? ask(overpassQuery(city, ASK_METRES)) : /^https?:/iu.test(from) ? download(from) : read(from));
    const made = importOf(city, text);
    const folder = join(config.dataDir, 'catalogue');
    await mkdir(folder, { recursive: true });
    const path = join(folder, `${city.id}.json`);
    const replaced = (await stat(path).catch(() => undefined)) !== undefined;
    // A server that starts meanwhile must not read half of it.
    await writeFile(`${path}.new`, `${JSON.stringify(made.guide, undefined, 1)}\n`);
    await rename(`${path}.new`, path);
    for (const line of summaryOf(made, path, replaced)) print(line);
    return 0;
  },
};

function importOf(city: ImportCity, text: string): Imported {
  try {
    return importGuide(city, text, new Date().toISOString().slice(0, 7));
  } catch (error) {
    throw new ConfigError(`That can't be made a guide of ${city.name}: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function summaryOf({ guide, left, withHours }: Imported, path: string, replaced: boolean): string[] {
  const reasons = [
    [left.nameless, 'without a name'],
    [left.unclear, 'of no kind that a guide knows'],
    [left.far, 'too far from the centre'],
    [left.twice, 'there twice'],
    [left.beyond, 'beyond the best known'],
  ] as const;
  const gone = reasons.filter(([count]) => count > 0).map(([count, why]) => `${count} ${why}`);
  const free = guide.places.filter(({ price }) => price !== undefined).length;
  return [
    `${guide.name} (${guide.country}) has a guide of ${guide.places.length} places now${replaced ? ', instead of the one before' : ''}: ${path}`,
    `Opening hours are understood for ${withHours} of them, ${free} are known to be free; the rest is unknown and said so in plans.`,
    ...(gone.length === 0 ? [] : [`Left out: ${gone.join(', ')}.`]),
    `${guide.source}. Look the file through; servers read it when they start.`,
  ];
}

function readImport(args: string[]): { name: string; from?: string } {
  const { values, rest } = takeValues(args, ['--city', '--from']);
  noMore(rest);
  const [name, from] = [values.get('--city'), values.get('--from')];
  if (name === undefined) throw new UsageError('Name the city: --city Évora.');
  return { name, ...(from === undefined ? {} : { from }) };
}

async function read(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || !found.isFile()) throw new ConfigError(`There is no file ${path}.`);
  if (found.size > MOST_BYTES) throw new ConfigError(`${path} is too large: ask Overpass for less.`);
  return readFile(path, 'utf8');
}

const ask = (query: string): Promise<string> => answerOf(OVERPASS, { method: 'POST', body: new URLSearchParams({ data: query }) });
const download = (url: string): Promise<string> => answerOf(url, {});

async function answerOf(url: string, init: RequestInit): Promise<string> {
  const { host } = new URL(url);
  try {
    const headers = { 'user-agent': 'TripMaster AI catalogue import' };
    const response = await fetch(url, { ...init, headers, redirect: 'error', signal: AbortSignal.timeout(WAIT_MS) });
    if (!response.ok) throw new ConfigError(`${host} answered with ${response.status}. Try later, or give a file with --from.`);
    const text = await textWithin(response, MOST_BYTES);
    if (text === undefined) throw new ConfigError(`The answer of ${host} is too large: ask for less.`);
    return text;
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(`${host} can't be reached: ${error instanceof Error ? error.message : String(error)}. Give a file with --from.`);
  }
}
