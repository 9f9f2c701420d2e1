import { LOCALE } from '../../lib/format.ts';

export type Choice = { value: string; label: string; lang?: string };

/** Languages that have a face in our type, and those that stand in the system's. */
const LANGUAGES =
  'cs da de el en-GB en-US es et fi fr he hr hu it ja ko lt lv nb nl pl pt-BR pt-PT ro ru sk sl sv tr uk zh-Hans zh-Hant'.split(' ');

/** ISO 3166-1, without the names, which the browser knows. */
const COUNTRIES =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'.split(
    ' ',
  );

const countryNames = new Intl.DisplayNames(LOCALE, { type: 'region' });
const currencyNames = new Intl.DisplayNames(LOCALE, { type: 'currency' });

/** A country's name by its code. */
export function countryName(code: string): string {
  return countryNames.of(code) ?? code;
}

function byLabel(choices: Choice[]): Choice[] {
  return choices.toSorted((a, b) => a.label.localeCompare(b.label, LOCALE));
}

/** `Deutsch`, `português (Brasil)`: each language by its own name. */
function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(tag, { type: 'language', languageDisplay: 'standard' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

export function languages(): Choice[] {
  return byLabel(LANGUAGES.map((tag) => ({ value: tag, label: languageName(tag), lang: tag })));
}

export function countries(): Choice[] {
  return byLabel(COUNTRIES.map((code) => ({ value: code, label: countryName(code) })));
}

export function currencies(): Choice[] {
  return Intl.supportedValuesOf('currency').map((code) => ({ value: code, label: `${code}, ${currencyNames.of(code) ?? code}` }));
}

/** Time zones by continent, as their list is long: `Europe` holds `Lisbon`. */
export function timeZones(): { group: string; zones: Choice[] }[] {
  const groups = new Map<string, Choice[]>();
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    const [group = zone, ...place] = zone.split('/');
    const label = (place.length === 0 ? zone : place.join(', ')).replaceAll('_', ' ');
    groups.set(group, [...(groups.get(group) ?? []), { value: zone, label }]);
  }
  return [...groups].map(([group, zones]) => ({ group, zones }));
}

/** The choices with the value there is, even where the list lacks it. */
export function withValue(choices: Choice[], value: string | undefined, label: (value: string) => string = (one) => one): Choice[] {
  return value === undefined || value === '' || choices.some((choice) => choice.value === value)
    ? choices
    : [{ value, label: label(value) }, ...choices];
}
