import { splitLabel, type Label } from './labels.ts';
import { findDates, findTimes, flat, type DateOptions, type FoundDate, type FoundTime } from './moments.ts';
import type { Row } from './page.ts';
import type { Located, SpotFinder } from './spots.ts';

/** A thing of a journey in the order of the mail. */
export type Token =
  | { type: 'date'; date: string; sure: boolean; row: number; role?: 'depart' | 'arrive' }
  | { type: 'time'; time: string; plusDays?: number; row: number; role?: 'depart' | 'arrive' }
  | { type: 'place'; at: Located; row: number; role?: 'depart' | 'arrive' }
  | { type: 'number'; text: string; kind: 'flight' | 'train' | 'bus' | 'ferry'; row: number }
  | { type: 'direction'; row: number };

/** Airline codes with a figure in them; any two letters may be one. */
const MIXED = new Set(
  '2B 3K 3U 3V 4U 4Y 4Z 5J 5O 6E 7C 7F 8M 8Q 9C 9W A3 A5 A9 B2 B6 B7 B8 C3 D7 D8 E9 F8 F9 G3 G4 G9 H2 H9 HV I2 J2 J3 J9 K6 L6 M5 N0 N4 O6 P0 Q2 R2 S4 S7 T3 T5 U2 U6 V7 W2 W4 W6 W9 X3 X9 Y4 Z0 Z2 Z8'.split(
    ' ',
  ),
);
/** Capitals before figures that are no airline's, or only where three figures follow. */
const NOT_AIRLINES = new Set('NO NR ZU AN UM OF IN ON BY EL PC KM KG MB CB'.split(' '));
const SELDOM = new Set('AB TO AT OR DE LA LE EN SU ID PO TR CO UK IT FR ES JP PT CH BP SW SE NE WC IC EC RE TE ER CA US'.split(' '));

const FLIGHT = /(?<![A-Za-z0-9])([A-Z]{2}|[A-Z]\d|\d[A-Z])\s?-?(\d{1,4})(?![\d:%°A-Za-z]|[.,]\d|\s?(?:kg|km|EUR|€|USD|GBP))/gu;
const TRAIN =
  /(?<![\p{L}\d])(ICE|IC|ICN|EC|ECE|RJX|RJ|NJ|EN|IR|RE|RB|FLX|TGV(?:\s?(?:inoui|lyria))?|inoui|ouigo|eurostar|thalys|ter|intercit[eé]s|ave|avlo|alvia|avant|euromed|media distancia|md|iryo|ouigo|frecciarossa|frecciargento|italo|westbahn|renfe|lner|gwr|avanti|nightjet|railjet|train|zug|tren)\s?(?:n[°ºo.]{1,2}\s?|nr\.?\s?)?(\d{1,5})(?![\d:.])/giu;
const JAPANESE_TRAIN =
  /(のぞみ|ひかり|こだま|みずほ|さくら|つばめ|はやぶさ|はやて|やまびこ|なすの|こまち|つばさ|とき|たにがわ|かがやき|はくたか|つるぎ|サンダーバード|しらさぎ|成田エクスプレス|はるか|くろしお|しなの|ひだ|あずさ|かいじ|踊り子|ロマンスカー|スペーシアX?|特急[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]{1,10})\s?(\d{1,4})\s?号?/gu;
const BUS =
  /(?<![\p{L}\d])(flixbus|blablacar bus|blablabus|national express|megabus|alsa|eurolines|bus|coach|linie|ligne|l[ií]nea|route)\s?(?:n[°ºo.]{1,2}\s?|nr\.?\s?)?([A-Z]?\d{1,5})(?![\d:.])/giu;

const ARROW =
  /\s*(?:→|➔|➜|⇒|⟶|⟹|➡️?|⇨|->|-->|=>|=|»|›|▶|►|✈️?|⇄|↔)\s*|\s+(?:–|—|-|to|nach|à|hacia)\s+|\s*[〜～~]\s*|(?<=[\p{L})])\s?[–—]\s?(?=\p{Lu})/u;
const SENTENCES: readonly RegExp[] = [
  /\bfrom\s+(\p{Lu}[^,.:;\n]{1,50}?)\s+to\s+(\p{Lu}[\p{L}\p{M}'’().\- ]{1,50}?)(?=\s+(?:on|at|departing|leaving|is|has|for|with)\b|[,.:;!\n]|$)/u,
  /\bvon\s+(\p{Lu}[^,.:;\n]{1,50}?)\s+nach\s+(\p{Lu}[\p{L}\p{M}'’().\- ]{1,50}?)(?=\s+(?:am|um|ist|wurde|mit)\b|[,.:;!\n]|$)/u,
  /\bde\s+(\p{Lu}[^,.:;\n]{1,50}?)\s+à\s+(?:destination de\s+)?(\p{Lu}[\p{L}\p{M}'’().\- ]{1,50}?)(?=\s+(?:le|est|du|avec)\b|[,.:;!\n]|$)/u,
  /\b(?:de|desde)\s+(\p{Lu}[^,.:;\n]{1,50}?)\s+(?:a|hasta|hacia)\s+(\p{Lu}[\p{L}\p{M}'’().\- ]{1,50}?)(?=\s+(?:el|está|con)\b|[,.:;!\n]|$)/u,
  /([\p{Script=Han}\p{Script=Katakana}ー・()（）A-Z]{2,20}?)(?:駅|空港)?\s?(?:から|発)\s?[、→]?\s?([\p{Script=Han}\p{Script=Katakana}ー・()（）A-Z]{2,20}?)(?:駅|空港)?\s?(?:まで|行き?|ゆき|へ|着)/u,
];

const IGNORED_LINE =
  /boarding (?:closes|begins|starts)|gate closes|gates close|check-?in (?:opens|closes|by|counter)|bag drop|schlie(?:ß|ss)t|sp(?:ä|a)testens|au plus tard|fermeture|l[ií]mite|a m[aá]s tardar|締切|までに|printed|issued|ausgestellt|generated|©|copyright|hotline|customer service|kundenservice|service client|atenci[oó]n al cliente/iu;

export type TokenOptions = { dates: DateOptions; air: boolean; spots: SpotFinder };

const roleOf = (labels: readonly Label[]): 'depart' | 'arrive' | undefined =>
  labels.includes('depart') || labels.includes('from')
    ? 'depart'
    : labels.includes('arrive') || labels.includes('to')
      ? 'arrive'
      : undefined;

/** Everything on a page that a journey may consist of, in its order. */
export function tokensOf(rows: readonly Row[], { dates, air, spots }: TokenOptions): Token[] {
  const tokens: Token[] = [];
  let role: 'depart' | 'arrive' | undefined;
  let ignoreNext = false;
  rows.forEach(({ cells }, row) => {
    cells.forEach((parts, cell) => {
      // A label stands for its own cell, and for the one that follows it.
      if (cell > 1 || cells.length === 1) role = undefined;
      parts.forEach((part, index) => {
        const split = splitLabel(part);
        const labels = split?.labels ?? [];
        const own = roleOf(labels);
        if (own !== undefined) role = own;
        else if (labels.length > 0) role = undefined;
        const ignored =
          labels.includes('ignored') ||
          labels.includes('code') ||
          labels.includes('price') ||
          labels.includes('cost') ||
          IGNORED_LINE.test(part);
        if (ignored) {
          ignoreNext = split?.value === '';
          return;
        }
        if (ignoreNext) {
          ignoreNext = false;
          if (labels.length === 0) return;
        }
        const text = split === undefined ? part : split.value;
        if (text === '') return;
        const isPlace = labels.includes('from') || labels.includes('to') || labels.includes('depart') || labels.includes('arrive');
        const near =
          timeNear(parts, index) ||
          (cells.length > 1 && cells.some((one) => isTime(one.join(' ')))) ||
          timeIn(rows[row + 1]) ||
          timeIn(rows[row - 1]);
        tokens.push(...partTokens(text, { row, role, expects: isPlace || role !== undefined, near, dates, air, spots }));
      });
    });
  });
  return withAirports(tokens);
}

/** A city that is named beside its airport is that airport. */
function withAirports(tokens: readonly Token[]): Token[] {
  return tokens.map((token, index) => {
    if (token.type !== 'place' || token.at.spot.iata !== undefined || token.at.spot.city === undefined) return token;
    const city = flat(token.at.spot.city);
    const near = tokens.filter(
      (other, at) =>
        Math.abs(at - index) <= 12 && other.type === 'place' && other.at.spot.iata !== undefined && flat(other.at.spot.city ?? '') === city,
    );
    const [first] = near;
    return first?.type === 'place' ? { ...token, at: first.at } : token;
  });
}

const timeNear = (texts: readonly string[], at: number): boolean =>
  [texts[at - 1], texts[at + 1]].some((text) => text !== undefined && isTime(text));
const isTime = (text: string): boolean => text.length < 60 && findTimes(text).length > 0;
const timeIn = (row: Row | undefined): boolean =>
  row !== undefined && row.cells.length === 1 && (row.cells[0] ?? []).some((part) => isTime(part) && part.length < 32);

type PartOptions = TokenOptions & { row: number; role: 'depart' | 'arrive' | undefined; expects: boolean; near: boolean };

function partTokens(text: string, options: PartOptions): Token[] {
  const { row, role, dates, air, spots } = options;
  const roles = role === undefined ? {} : { role };
  const found: { index: number; token: Token }[] = [];
  const foundDates = findDates(text, dates);
  const foundTimes = findTimes(text);
  for (const { index, date, sure } of foundDates)
    if (date !== undefined) found.push({ index, token: { type: 'date', date, sure, row, ...roles } });
  for (const { index, time, plusDays } of foundTimes)
    found.push({ index, token: { type: 'time', time, row, ...roles, ...(plusDays === undefined ? {} : { plusDays }) } });
  const masked = mask(text, [...foundDates, ...foundTimes]);
  const numbers = numbersIn(masked);
  for (const { index, number, kind } of numbers) found.push({ index, token: { type: 'number', text: number, kind, row } });
  const rest = mask(masked, numbers);
  for (const place of placesIn(rest, { air, spots, expects: options.expects, near: options.near || foundTimes.length > 0 })) {
    found.push({ index: place.index, token: { type: 'place', at: place.at, row, ...(place.pair ? {} : roles) } });
  }
  return found.toSorted((a, b) => a.index - b.index).map(({ token }) => token);
}

function mask(text: string, spans: readonly (Pick<FoundDate, 'index' | 'length'> | Pick<FoundTime, 'index' | 'length'>)[]): string {
  let masked = text;
  for (const { index, length } of spans) masked = masked.slice(0, index) + '\u0001'.repeat(length) + masked.slice(index + length);
  return masked;
}

function numbersIn(text: string): { index: number; length: number; number: string; kind: 'flight' | 'train' | 'bus' }[] {
  const found: { index: number; length: number; number: string; kind: 'flight' | 'train' | 'bus' }[] = [];
  const free = (index: number, length: number): boolean =>
    found.every((one) => index + length <= one.index || one.index + one.length <= index);
  for (const match of text.matchAll(JAPANESE_TRAIN))
    found.push({ index: match.index, length: match[0].length, number: `${match[1] ?? ''}${match[2] ?? ''}号`, kind: 'train' });
  for (const match of text.matchAll(TRAIN))
    if (free(match.index, match[0].length))
      found.push({ index: match.index, length: match[0].length, number: `${match[1] ?? ''} ${match[2] ?? ''}`, kind: 'train' });
  for (const match of text.matchAll(BUS))
    if (free(match.index, match[0].length))
      found.push({ index: match.index, length: match[0].length, number: `${match[1] ?? ''} ${match[2] ?? ''}`, kind: 'bus' });
  for (const match of text.matchAll(FLIGHT)) {
    const [whole, code = '', digits = ''] = match;
    if (!free(match.index, whole.length) || NOT_AIRLINES.has(code) || Number(digits) === 0) continue;
    if ((/\d/.test(code) && !MIXED.has(code)) || (SELDOM.has(code) && digits.length < 3)) continue;
    found.push({ index: match.index, length: whole.length, number: `${code} ${digits}`, kind: 'flight' });
  }
  return found.toSorted((a, b) => a.index - b.index);
}

type PlaceOptions = { air: boolean; spots: SpotFinder; expects: boolean; near: boolean };
type FoundPlace = { index: number; at: Located; pair: boolean };

function placesIn(text: string, { air, spots, expects, near }: PlaceOptions): FoundPlace[] {
  for (const sentence of SENTENCES) {
    const match = sentence.exec(text);
    const [from, to] = [match?.[1], match?.[2]].map((name) => (name === undefined ? undefined : spots.find(bare(name), air)));
    if (match !== null && from !== undefined && to !== undefined && from.key !== to.key)
      return [
        { index: match.index, at: from, pair: true },
        { index: match.index + 1 + (match[1]?.length ?? 0), at: to, pair: true },
      ];
  }
  // Times and dates part what stands between them as well as arrows do.
  const pieces = text.split(/\u0001+/);
  const places: FoundPlace[] = [];
  let offset = 0;
  for (const piece of pieces) {
    const index = text.indexOf(piece, offset);
    offset = index + piece.length;
    const ends = piece.split(ARROW).map(bare);
    const many = ends.filter((end) => end.length > 1 && !/^(?:発|着|出発|到着)$/u.test(end));
    if (many.length >= 2 && many.length <= 5 && piece.length < 140) {
      const found = many.map((end) => spots.find(end, air));
      const known = found.filter((one) => one !== undefined);
      if (known.length === many.length || (known.length >= 2 && known.length >= many.length - 1)) {
        known.forEach((at, order) => places.push({ index: index + order, at, pair: known.length > 1 }));
        continue;
      }
    }
    const alone = many.length === 1 ? (many[0] ?? '') : bare(piece);
    if (alone.length < 2 || alone.length > 80 || alone.split(' ').length > 9) continue;
    const coded = air ? /\([A-Z]{3}\)|^[A-Z]{3}$/.test(alone) : false;
    if (!expects && !near && !coded) continue;
    if (!expects && !coded && !/^[\p{Lu}\p{Script=Han}\p{Script=Katakana}]/u.test(alone)) continue;
    const at = spots.find(alone, air);
    if (at !== undefined && (expects || coded || at.sure || alone.split(' ').length <= 4))
      places.push({ index: index + Math.max(0, piece.indexOf(alone.slice(0, 3))), at, pair: false });
  }
  return places;
}

/** A name without the words and signs that stand around it. */
function bare(text: string): string {
  return text
    .replace(/\u0001/g, ' ')
    .replace(/^[\s,.;:·•|()\-–—*]+|[\s,.;:·•|(\-–—*]+$/gu, '')
    .replace(
      /^(?:from|to|von|nach|ab|an|de|à|a|desde|hasta|hacia|dep\.?|arr\.?|departs?|arrives?|departure|arrival|departing|arriving|leaves?|abfahrt|ankunft|abflug|départ|arrivée|salida|llegada|sale|llega|outbound|return|inbound|hinfahrt|rückfahrt|hinflug|rückflug|aller|retour|ida|vuelta|vol|flug|flight|train|zug|um|at|in|bis|uhr|h|往路|復路|行き|帰り|出発|到着)\s*[:.\-–]?\s+/iu,
      '',
    )
    .replace(/\s*(?:発|着|出発|到着|行き|ゆき)\s*$/u, '')
    .replace(/\s+(?:um|at|à|a las|a|ab|an|departs?|arrives?|dep|arr|uhr|h|,)$/iu, '')
    .replace(/\s*[,(·-]?\s*(?:terminal|gleis|voie|v[ií]a|platform|quai|and[eé]n|halle|hall|のりば|番線)\s?\w{0,3}\)?$/iu, '')
    .replace(/\s+/g, ' ')
    .trim();
}
