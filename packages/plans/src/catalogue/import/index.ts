import { metresBetween } from '../../travel/distance.ts';
import { foldName } from '../../gazetteer/fold.ts';
import { MAX_METRES, placeFaults } from '../proof.ts';
import { type GuidePlace, type ImportedGuide, importedGuideSchema } from '../schema.ts';
import { readHours } from './hours.ts';
import { kindOf, KINDS, type KnownKind, type Tags } from './kinds.ts';
import { readOverpass, type Thing } from './overpass.ts';

export { overpassQuery } from './overpass.ts';

/** As the licence asks it to be said: https://www.openstreetmap.org/copyright. */
const SOURCE = '© OpenStreetMap contributors (ODbL 1.0)';
/** The name is the same and so is the place: a museum and its building, a park and its entrance. */
const SAME_METRES = 250;
const MOST_PLACES = 80;
const FEWEST_PLACES = 5;
const LONGEST_NAME = 120;
const CONTROLS = /[\p{Cc}\p{Cf}]/gu;

export type ImportCity = {
  id: string;
  name: string;
  country: string;
  lat: number;
  lon: number;
  timeZone: string;
  currency: string;
  language: string;
};

export type Imported = {
  guide: ImportedGuide;
  /** How many things were left out, and why. */
  left: { nameless: number; unclear: number; far: number; twice: number; beyond: number };
  withHours: number;
};

/**
 * Makes a guide of what Overpass answered about a city. Facts are taken as they stand in OpenStreetMap; what is not
 * understood with certainty (hours, entrance, steps) stays unknown. Minutes and interests are those usual of the kind,
 * and the order of fame comes from how much the map's contributors wrote about a thing. `month` is `YYYY-MM`.
 *
 * Throws an `Error` with one sentence when the text is no such answer, or holds too little for a guide.
 */
export function importGuide(city: ImportCity, text: string, month: string): Imported {
  const left = { nameless: 0, unclear: 0, far: 0, twice: 0, beyond: 0 };
  const year = Number(month.slice(0, 4));
  const found: Found[] = [];
  for (const thing of readOverpass(text)) {
    const kind = kindOf(thing.tags);
    const name = nameOf(thing.tags);
    if (name === undefined) left.nameless += 1;
    else if (kind === undefined) left.unclear += 1;
    else if (metresBetween(city, thing) > MAX_METRES) left.far += 1;
    else found.push({ ...thing, kind, name, fame: fameOf(kind, thing.tags) });
  }
  const ranked = found.toSorted((a, b) => b.fame - a.fame || (a.key < b.key ? -1 : 1));
  const distinct: Found[] = [];
  // By name and by article: the map has tens of thousands of things in a large city.
  const named = new Map<string, Found[]>();
  const articles = new Set<string>();
  for (const one of ranked) {
    const { wikidata } = one.tags;
    const name = foldName(one.name);
    const others = named.get(name) ?? [];
    if ((wikidata !== undefined && articles.has(wikidata)) || others.some((other) => metresBetween(one, other) < SAME_METRES)) {
      left.twice += 1;
      continue;
    }
    distinct.push(one);
    named.set(name, others);
    others.push(one);
    if (wikidata !== undefined) articles.add(wikidata);
  }
  left.beyond = Math.max(0, distinct.length - MOST_PLACES);
  const ids = new Set<string>();
  const places = distinct.slice(0, MOST_PLACES).map((one) => placeOf(one, idOf(one, ids), year));
  if (places.length < FEWEST_PLACES) throw new Error(`${places.length} places can be made of it, and a guide needs ${FEWEST_PLACES}`);
  const { id, name, country, lat, lon, timeZone, currency, language } = city;
  const guide = importedGuideSchema.parse({
    id,
    name,
    aliases: [],
    country,
    lat,
    lon,
    timeZone,
    currency,
    language,
    asOf: month,
    areas: [],
    places,
    source: SOURCE,
  });
  const [fault] = placeFaults(guide);
  if (fault !== undefined) throw new Error(fault);
  return { guide, left, withHours: places.filter(({ hours }) => hours !== undefined).length };
}

type Found = Thing & { kind: KnownKind; name: string; fame: number };

/** On one line and without what turns the direction of text: names are written by anybody. */
function clean(text: string | undefined): string | undefined {
  const line = text?.toWellFormed().replace(CONTROLS, ' ').replaceAll(/ {2,}/gu, ' ').trim();
  return line === undefined || line === '' || line.length > LONGEST_NAME ? undefined : line;
}

function nameOf(tags: Tags): string | undefined {
  return clean(tags['name:en']) ?? clean(tags['name']);
}

/** Articles and translations tell what is known beyond its town. No count of visitors: nobody publishes one for every place. */
function fameOf(kind: KnownKind, tags: Tags): number {
  const translations = Object.keys(tags).filter((key) => key.startsWith('name:')).length;
  const gains = [
    tags['wikipedia'] === undefined ? 0 : 12,
    tags['wikidata'] === undefined ? 0 : 8,
    tags['tourism'] === 'attraction' ? 6 : 0,
    tags['heritage'] === undefined ? 0 : 6,
    Math.min(15, translations * 1.5),
  ];
  return Math.min(95, Math.round(KINDS[kind].fame + gains.reduce((sum, gain) => sum + gain, 0)));
}

/** Letters and digits of the name; where there are none, as in many scripts, the map's own number. */
function idOf({ name, key }: Found, taken: Set<string>): string {
  const slug = foldName(name)
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '')
    .slice(0, 40)
    .replace(/-$/u, '');
  const id = slug === '' || taken.has(slug) ? key : slug;
  taken.add(id);
  return id;
}

const STEP_FREE = { yes: 'yes', designated: 'yes', limited: 'partial', no: 'no' } as const;

function stepFreeOf(value: string | undefined): GuidePlace['stepFree'] {
  return value === 'yes' || value === 'designated' || value === 'limited' || value === 'no' ? STEP_FREE[value] : 'unknown';
}

function placeOf({ tags, name, kind, fame, lat, lon }: Found, id: string, year: number): GuidePlace {
  const { minutes, interests, childFriendly, setting } = KINDS[kind];
  const local = clean(tags['name']);
  const written = tags['opening_hours'];
  const hours = written === undefined ? undefined : readHours(written, year);
  return {
    id,
    name,
    ...(local === undefined || local === name ? {} : { localName: local }),
    kind: 'sight',
    category: kind,
    lat,
    lon,
    visitMinutes: minutes,
    ...(hours === undefined ? {} : { hours }),
    ...(tags['fee'] === 'no' ? { price: { adult: 0, child: 0, freeUnder: 0 } } : {}),
    interests: [...interests],
    popularity: fame,
    childFriendly,
    setting,
    stepFree: stepFreeOf(tags['wheelchair']),
    note: `From OpenStreetMap: verify before you go.${unread(written, hours)}`,
  };
}

/** Hours that a person can read though we do not dare to. */
function unread(written: string | undefined, hours: string | undefined): string {
  const text = hours === undefined ? clean(written) : undefined;
  return text === undefined ? '' : ` Hours as written there: ${text}`;
}
