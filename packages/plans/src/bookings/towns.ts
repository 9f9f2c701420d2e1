import type { DestinationHit } from '@tripmaster/contracts';
import { countryCode, type WorldGazetteer } from '../gazetteer/index.ts';
import { JAPANESE } from './japanese-towns.ts';

/** A town that a text names; `sure` where no other town of that name is likely. */
export type Town = { hit: DestinationHit; sure: boolean };

/** From this many times the people of the next of its name on, a town is what everybody means. */
const CLEARLY_LARGER = 8;
/** Smaller places have names that any word may be. */
const LEAST_PEOPLE = 4_000;
const MOST_PARTS = 14;

const COUNTRIES: Readonly<Record<string, string>> = {
  日本: 'JP',
  フランス: 'FR',
  ドイツ: 'DE',
  イタリア: 'IT',
  スペイン: 'ES',
  ポルトガル: 'PT',
  イギリス: 'GB',
  英国: 'GB',
  アメリカ: 'US',
  米国: 'US',
  オーストリア: 'AT',
  スイス: 'CH',
  タイ: 'TH',
  韓国: 'KR',
  台湾: 'TW',
};

/** What stands around a town's name in the name of a station or an airport. */
const STATION_WORDS =
  /(?<![\p{L}])(?:hauptbahnhof|hbf|bahnhof|bhf|zob|busbahnhof|fernbusbahnhof|flughafen|gare|routi[eè]re|sncf|tgv|ville|a[ée]roport|estaci[oó]n|aeropuerto|terminal|station|railway|bus|coach|ferry|port|puerto|hafen|f[äa]hrhafen|f[äa]hrterminal|airport|intl|international|central|centrale|centraal|zentral|tief|st\.? pancras|pancras|nord|sud|est|ouest|midi|zuid|sants|atocha|termini|gare de lyon|part[- ]dieu|saint[- ]charles|st[- ]charles|santa apol[oó]nia|porta garibaldi|tiburtina|puerta de atocha|almudena grandes|joaqu[ií]n sorolla|mar[ií]a zambrano|santa justa|kings? cross|king’s cross|euston|paddington|victoria|waterloo|liverpool street|piccadilly|new street|waverley|penn|union|grand|santa luc[ií]a|mestre|s\.? m\.? novella|smn|downtown|city|cdi|p\.? ?est)(?![\p{L}])/giu;

/** `country` narrows the choice (ISO 3166), `prefer` says which of namesakes in several countries is likelier. */
export type TownHints = { country?: string; prefer?: (country: string) => boolean };

/**
 * The town in a text: an address (`Rua Augusta 24, 1100-053 Lisboa, Portugal`), the name of a station (`Köln Hbf`) or
 * just a town.
 */
export function townIn(text: string, gazetteer: WorldGazetteer, { country, prefer }: TownHints = {}): Town | undefined {
  const japanese = japaneseTown(text, gazetteer);
  if (japanese !== undefined) return japanese;
  const parts = text
    .slice(0, 400)
    .split(/[,;·•|\n\t()[\]]|\s[-–—/]\s/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .slice(-MOST_PARTS);
  let code = country;
  const last = parts.at(-1);
  if (code === undefined && last !== undefined && parts.length > 1) {
    code = COUNTRIES[last] ?? (last.length > 3 || /^[A-Z]{2,3}$/.test(last) ? countryCode(last) : undefined);
    // “Georgia” or “Luxembourg” alone is no country behind a town.
    if (code !== undefined) parts.pop();
  }
  for (const part of parts.toReversed()) {
    for (const name of namesIn(part)) {
      const found = best(gazetteer, name, code, prefer);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** What of a part of an address may be the town's name, the likeliest first. */
function namesIn(part: string): string[] {
  const words = part
    .replace(/(?<![\p{L}\d])(?=[\p{L}-]*\d)[\p{L}\d-]+(?![\p{L}\d])/gu, ' ')
    .replace(/\b(?:cedex|CEDEX|[A-Z]{1,2})\b(?=\s*$)/u, ' ')
    .replace(/^\s*(?:[A-Z]{1,3}[- ])?\s*/u, '')
    .replace(/\s+/g, ' ')
    .trim();
  const bare = words
    .replace(STATION_WORDS, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.\-–/]+|[\s.\-–/]+$/g, '')
    .trim();
  const names = [words, ...(bare === words ? [] : [bare])];
  const pieces = bare.split(' ');
  // “Paris Gare de Lyon”: the beginning is the town's name; in “Rue de la Paix Paris” it is the end.
  for (let count = Math.min(3, pieces.length - 1); count >= 1; count -= 1) names.push(pieces.slice(0, count).join(' '));
  if (/\d/.test(part)) for (let count = 1; count <= Math.min(3, pieces.length - 1); count += 1) names.push(pieces.slice(-count).join(' '));
  return [...new Set(names)].filter((name) => name.length > 2 && /\p{L}/u.test(name) && !/^\p{Ll}/u.test(name));
}

function best(gazetteer: WorldGazetteer, name: string, country: string | undefined, prefer: TownHints['prefer']): Town | undefined {
  const all = gazetteer.resolve(name).filter((hit) => country === undefined || hit.country === country);
  const likely =
    prefer === undefined ? [] : all.filter((hit) => prefer(hit.country) && (hit.population >= LEAST_PEOPLE || hit.guide !== undefined));
  const hits = likely.length > 0 ? likely : all;
  const [first, second] = hits;
  if (first === undefined || (first.population < LEAST_PEOPLE && first.guide === undefined && country === undefined)) return undefined;
  const sure =
    second === undefined
      ? country !== undefined || first.population >= 20_000
      : first.population >= second.population * CLEARLY_LARGER || (country !== undefined && first.population > second.population * 3);
  return { hit: first, sure };
}

/** A Japanese address or station: the prefecture's or town's name in it. */
function japaneseTown(text: string, gazetteer: WorldGazetteer): Town | undefined {
  if (!/[\p{Script=Han}\p{Script=Katakana}]/u.test(text)) return undefined;
  let found: { at: number; length: number; name: string } | undefined;
  // In 東京都 there is no 京都.
  const plain = text.replaceAll('東京都', '東京');
  for (const [written, name] of JAPANESE) {
    const at = plain.indexOf(written);
    if (at >= 0 && (found === undefined || at < found.at || (at === found.at && written.length > found.length)))
      found = { at, length: written.length, name };
  }
  if (found === undefined) return undefined;
  const [hit] = gazetteer.resolve(found.name);
  return hit === undefined ? undefined : { hit, sure: true };
}
