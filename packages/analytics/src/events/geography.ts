import type { Origin } from '@tripmaster/rpc';

declare global {
  namespace Intl {
    // ECMA-402, Intl Locale Info; not yet in TypeScript's own library.
    interface Locale {
      getTimeZones(): string[] | undefined;
    }
  }
}

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
/** Codes that CLDR knows and ISO 3166 has reserved or given to no country. */
const NO_COUNTRY: ReadonlySet<string> = new Set(['AC', 'CP', 'CQ', 'DG', 'EA', 'EU', 'EZ', 'IC', 'QO', 'TA', 'UN', 'XA', 'XB', 'ZZ']);
/** A browser names a handful of languages. */
const MOST_LANGUAGES = 10;
const MOST_ZONES = 2_000;
/** Names of zones are half as long at the most; what is longer is none, and is not remembered. */
const LONGEST_ZONE = 64;

const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** Whether an ISO 3166 code is one of a country there is. */
function isCountry(code: string): boolean {
  return (
    /^[A-Z]{2}$/.test(code) &&
    !NO_COUNTRY.has(code) &&
    Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}` &&
    names.of(code) !== undefined
  );
}

let table: ReadonlyMap<string, string> | undefined;

/** Countries by their time zones, as the runtime's own tables know them (CLDR, IANA's zone1970.tab): 50 ms of work, once. */
function zones(): ReadonlyMap<string, string> {
  table ??= new Map(
    LETTERS.flatMap((first) => LETTERS.map((second) => first + second))
      .filter(isCountry)
      .flatMap((code) => (new Intl.Locale(`und-${code}`).getTimeZones() ?? []).map((zone): [string, string] => [zone, code])),
  );
  return table;
}

/** What was asked before: finding a zone's usual name costs 80 µs. */
const asked = new Map<string, string | undefined>();

/** The country a time zone is used in; `undefined` for what is no zone, and for one of no country (`UTC`). */
export function countryOfZone(zone: string): string | undefined {
  if (zone.length > LONGEST_ZONE) return undefined;
  if (asked.has(zone)) return asked.get(zone);
  const country = zones().get(usualName(zone) ?? '');
  if (asked.size >= MOST_ZONES) asked.clear();
  asked.set(zone, country);
  return country;
}

/** Zones have several names: `Asia/Kolkata` was `Asia/Calcutta`. */
function usualName(zone: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The region of the most wanted language that names one: `en-GB` does, `en` does not. */
export function countryOfLanguages(header: string): string | undefined {
  const wanted = header
    .split(',', MOST_LANGUAGES)
    .map((part) => /^\s*([A-Za-z][\w-]{0,34})\s*(?:;\s*q=([\d.]{1,5})\s*)?$/.exec(part))
    .flatMap((match) => (match?.[1] === undefined ? [] : [{ tag: match[1], weight: Number(match[2] ?? 1) }]))
    .toSorted((a, b) => b.weight - a.weight);
  for (const { tag } of wanted) {
    const region = regionOf(tag);
    if (region !== undefined && isCountry(region)) return region;
  }
  return undefined;
}

function regionOf(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).region;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Where somebody is: what the network says (a trusted proxy, the operator's table), else the time zone, else the language. */
export function countryOf({ country, languages }: Pick<Origin, 'country' | 'languages'>, zone?: string): string | undefined {
  if (country !== undefined && isCountry(country)) return country;
  return (zone === undefined ? undefined : countryOfZone(zone)) ?? (languages === undefined ? undefined : countryOfLanguages(languages));
}
