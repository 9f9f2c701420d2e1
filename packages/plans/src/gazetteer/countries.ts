import { foldName } from './fold.ts';

/** What people call a country besides its names in CLDR. */
const ALSO: Readonly<Record<string, string>> = {
  uk: 'GB',
  'great britain': 'GB',
  britain: 'GB',
  usa: 'US',
  'united states of america': 'US',
  america: 'US',
  holland: 'NL',
  'czech republic': 'CZ',
  uae: 'AE',
  emirates: 'AE',
  korea: 'KR',
  burma: 'MM',
  'ivory coast': 'CI',
  macedonia: 'MK',
  'cape verde': 'CV',
  turkey: 'TR',
  'hong kong': 'HK',
  macau: 'MO',
  macao: 'MO',
  swaziland: 'SZ',
  palestine: 'PS',
  vatican: 'VA',
  russia: 'RU',
};

/** Languages whose names of countries are understood. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl'];

const english = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
let byName: ReadonlyMap<string, string> | undefined;

/** English name of an ISO 3166 country code; the code itself where CLDR has none. */
export function countryName(code: string): string {
  return english.of(code) ?? code;
}

/** ISO 3166 code of a country as people write it (`Portugal`, `Deutschland`, `pt`, `USA`), or undefined. */
export function countryCode(name: string): string | undefined {
  byName ??= index();
  return byName.get(foldName(name));
}

function index(): Map<string, string> {
  const names = new Map<string, string>();
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  const displays = LANGUAGES.map((language) => new Intl.DisplayNames([language], { type: 'region', fallback: 'none' }));
  for (const first of letters) {
    for (const second of letters) {
      const code = first + second;
      // CLDR also names what is no country (the euro area, the world) and retired codes (DD, SU), which it maps to a living one.
      if (english.of(code) === undefined || ['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ'].includes(code)) continue;
      if (Intl.getCanonicalLocales(`und-${code}`)[0] !== `und-${code}`) continue;
      names.set(foldName(code), code);
      for (const display of displays) {
        const name = display.of(code);
        if (name !== undefined && !names.has(foldName(name))) names.set(foldName(name), code);
      }
    }
  }
  for (const [name, code] of Object.entries(ALSO)) names.set(name, code);
  return names;
}
