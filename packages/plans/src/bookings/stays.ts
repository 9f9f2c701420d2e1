import { addDays, daysBetween } from '@tripmaster/contracts';
import { countryCode } from '../gazetteer/index.ts';
import { fieldOf, firstLine } from './details.ts';
import type { Shared } from './journeys.ts';
import { splitLabel, type Label } from './labels.ts';
import { findDates, findTimes, type FoundDate } from './moments.ts';
import type { Confidence, Moment, Reservation, Spot } from './reservation.ts';
import { townIn, type Town } from './towns.ts';

const LONGEST_STAY = 60;
const HOUSE =
  /\b(?:hotel|hôtel|hostel|hostal|inn|resort|lodge|suites?|pension|gasthof|gasthaus|guest ?house|auberge|parador|pensión|posada|palace|b&b|bed (?:&|and) breakfast|apartments?|appartements?|apartamentos?|ferienwohnung|villa|riad|ryokan|chalet|château|maison|casa|residence|résidence|residencia|boutique|camping|gîte)\b|旅館|ホテル|民宿|ペンション|旅荘|温泉|ゲストハウス|荘$|館$|亭$/iu;
/** What stands below the name of a house that has a host. */
const HOSTED =
  /^(?:entire|private|shared) (?:home|place|apartment|flat|house|room)|hosted by|^(?:ganze unterkunft|privatzimmer)|gastgeber|^(?:logement entier|chambre privée)|^(?:alojamiento entero|habitación privada)|anfitri|まるまる貸切|ホスト:/iu;
const SENTENCE_NAMES: readonly RegExp[] = [
  /(?:booking|reservation|stay|room) (?:at|with|in) (?:the )?(.{3,70}?)(?: (?:is|has been|was|are)\b| (?:from|on|for)(?: \p{L}+,?)? \d|[.!,;:(–—]| - | #|$)/iu,
  /(?:confirmed|confirmation)(?: at| for|:| [-–—])\s?(.{3,70}?)(?:[.!,;(–—|]| #| on | from |$)/iu,
  /(?:buchung|reservierung|aufenthalt|zimmer) (?:im|in der|in dem|in|bei|für|fur) (?:das |die |den )?(.{3,70}?)(?: (?:ist|wurde|bestätigt)\b| (?:vom|ab|am) (?:\p{L}+\.?,? )?\d|[.!,;:(–—]|$)/iu,
  /(?:réservation|séjour|chambre) (?:à l['’]|à la |à |au |chez |pour l['’]|pour le |pour la |pour )(.{3,70}?)(?: (?:est|a été|confirmée)\b| (?:du|le)(?: \p{L}+)? \d|[.!,;:(–—]|$)/iu,
  /(?:reserva|estancia|habitación) (?:en|para|de) (?:el |la |los |las )?(.{3,70}?)(?: (?:está|ha sido|confirmada)\b| del? \d|[.!,;:(–—]|$)/iu,
  /((?:ホテル|旅館|民宿|ペンション|ゲストハウス)[^、。【】「」『』\s(（]{2,30}?)(?:の|への|を|で)(?:ご)?(?:予約|宿泊|利用)/u,
  /(?:^|[、。【「『\s])([^、。【】「」『』\s]{2,40}?(?:ホテル|旅館|温泉|荘|館|亭|ゲストハウス|[\p{Script=Katakana}ー]{3,}))(?:の|への|を|で|」|』)(?:ご)?(?:予約|宿泊)/u,
];

/** The stay that a mail confirms. */
export function stayIn(shared: Shared): Reservation | undefined {
  const { fields, gazetteer, hints, code, price, people, subject, lines } = shared;
  const inField = momentIn(shared, 'checkIn');
  const outField = momentIn(shared, 'checkOut');
  const range = rangeIn(shared);
  const checkIn = inField.date ?? range?.[0];
  let checkOut = outField.date ?? range?.[1];
  if (checkIn?.date === undefined) return undefined;
  let guessed = false;
  if (checkOut?.date === undefined || checkOut.date <= checkIn.date) {
    const nights = nightsIn(shared);
    if (nights === undefined) return undefined;
    checkOut = { ...checkIn, date: addDays(checkIn.date, nights) };
    guessed = outField.date !== undefined;
  }
  const [from, to] = [checkIn.date, checkOut.date];
  if (from === undefined || to === undefined || daysBetween(from, to) > LONGEST_STAY) return undefined;
  const name = nameIn(shared);
  const address = addressIn(shared, name?.text);
  const town: Town | undefined =
    (address === undefined ? undefined : townIn(address, gazetteer, hints)) ??
    (name === undefined ? undefined : townIn(name.text, gazetteer, hints)) ??
    townOfText(shared, [subject, ...lines.slice(0, 30)]);
  const place: Spot = {
    name: name?.text ?? town?.hit.name ?? 'Stay',
    ...(address === undefined ? {} : { address }),
    ...(town === undefined ? {} : { city: town.hit.name, country: town.hit.country }),
  };
  const zone = town === undefined ? {} : { timeZone: town.hit.timeZone };
  const is = (sure: boolean): Confidence => (sure ? 'sure' : 'unsure');
  const moment = (date: string, time: string | undefined): Moment => ({ date, ...(time === undefined ? {} : { time }), ...zone });
  return {
    kind: 'hotel',
    title: name?.text ?? (town === undefined ? 'Stay' : `Stay in ${town.hit.name}`),
    ...(code === undefined ? {} : { code: code.code }),
    place,
    start: moment(from, inField.time),
    end: moment(to, outField.time),
    ...(price === undefined ? {} : { price: price.price }),
    ...(people === undefined ? {} : { people }),
    confidence: {
      place: is(name?.sure === true),
      ...(address === undefined ? {} : { address: is(town !== undefined && (town.sure || fieldOf(fields, 'address') !== undefined)) }),
      'start.date': is(checkIn.sure),
      'end.date': is(checkOut.sure && !guessed),
      'start.timeZone': is(town?.sure === true && address !== undefined),
      code: is(code?.sure === true),
      ...(price === undefined ? {} : { price: is(price.sure) }),
    },
  };
}

type Found = { date?: FoundDate; time?: string };

/** Date and time of arriving or leaving; they may stand behind several labels. */
function momentIn({ fields, dates, lines }: Shared, label: Extract<Label, 'checkIn' | 'checkOut'>): Found {
  let date: FoundDate | undefined;
  let time: string | undefined;
  const labels: readonly Label[] = label === 'checkIn' ? ['checkIn', 'arrive'] : ['checkOut', 'depart'];
  for (const wanted of labels) {
    for (const { labels: own, value } of fields) {
      if (!own.includes(wanted) || value.length > 200) continue;
      date ??= findDates(value, dates).find((found) => found.date !== undefined);
      const times = findTimes(value);
      // Arrival is from the first time on, leaving until the last.
      time ??= label === 'checkIn' ? times[0]?.time : times.at(-1)?.time;
    }
  }
  time ??= spokenTime(
    lines,
    label === 'checkIn' ? /check-?in|anreise|arriv[ée]e|entrada|チェックイン/iu : /check-?out|abreise|d[ée]part|salida|チェックアウト/iu,
  );
  return { ...(date === undefined ? {} : { date }), ...(time === undefined ? {} : { time }) };
}

/** “Check-in from 15:00, check-out until 11:00”, in the middle of a sentence. */
function spokenTime(lines: readonly string[], word: RegExp): string | undefined {
  for (const line of lines) {
    const match = word.exec(line);
    if (match === null) continue;
    const after = line.slice(match.index + match[0].length, match.index + match[0].length + 60);
    const [time] = findTimes(after);
    if (time !== undefined && time.index < 34) return time.time;
  }
  return undefined;
}

/** Two dates of a field that names the stay, or of one line. */
function rangeIn({ fields, dates, rows, subject }: Shared): [FoundDate, FoundDate] | undefined {
  const texts = [
    ...fields
      .filter(({ labels }) => labels.includes('stayDates') || labels.includes('date') || labels.includes('nights'))
      .map(({ value }) => value),
    ...rows.flatMap(({ cells }) => cells.map((parts) => parts.join(' '))),
    subject,
  ];
  for (const text of texts) {
    if (text.length > 240 || splitLabel(text)?.labels.includes('ignored') === true) continue;
    const [first, second] = findDates(text, dates);
    if (
      first?.date !== undefined &&
      second?.date !== undefined &&
      first.date < second.date &&
      daysBetween(first.date, second.date) <= LONGEST_STAY
    )
      return [first, second];
  }
  return undefined;
}

function nightsIn({ fields, lines }: Shared): number | undefined {
  const pattern = /(\d{1,2})\s?(?:nights?|nächte?|naechte|nacht|nuits?|noches?|泊)/iu;
  for (const text of [
    ...fields.filter(({ labels }) => labels.includes('nights') || labels.includes('stayDates')).map(({ value }) => value),
    ...lines.slice(0, 120),
  ]) {
    const count = Number(pattern.exec(text)?.[1] ?? (/^\d{1,2}$/.test(firstLine(text)) ? firstLine(text) : 0));
    if (count >= 1 && count <= LONGEST_STAY) return count;
  }
  return undefined;
}

function nameIn({ fields, subject, lines, rows, gazetteer, provider }: Shared): { text: string; sure: boolean } | undefined {
  const field = fields.find(({ labels, value }) => labels.includes('hotel') && isName(firstLine(value)));
  if (field !== undefined) return { text: cleanName(firstLine(field.value)), sure: true };
  for (const [index, text] of [subject, ...lines.slice(0, 14)].entries()) {
    for (const pattern of SENTENCE_NAMES) {
      const name = cleanName(pattern.exec(text.normalize('NFKC'))?.[1] ?? '');
      // “Your stay in Kyoto” names no house.
      if (gazetteer.resolve(name).length > 0) continue;
      if (isName(name) && (HOUSE.test(name) || index === 0 || appearsAlone(rows, name)))
        return { text: name, sure: HOUSE.test(name) || appearsAlone(rows, name) };
    }
  }
  const parts = rows.slice(0, 60).flatMap(({ cells }) => cells.flat());
  const at = parts.findIndex((part) => HOSTED.test(part));
  const hosted = cleanName(parts[at - 1] ?? '');
  if (at > 0 && isName(hosted) && splitLabel(hosted) === undefined) return { text: hosted, sure: false };
  // A house that writes itself.
  if (provider !== undefined && HOUSE.test(provider)) return { text: provider, sure: false };
  for (const { cells } of rows.slice(0, 60)) {
    for (const part of cells.flat()) {
      const name = cleanName(part);
      if (
        HOUSE.test(name) &&
        isName(name) &&
        splitLabel(part) === undefined &&
        !/[.!?:。]$/.test(part) &&
        name.split(' ').length <= 8 &&
        /^[\p{Lu}\p{Script=Han}\p{Script=Katakana}\d]/u.test(name)
      )
        return { text: name, sure: false };
    }
  }
  return undefined;
}

function appearsAlone(rows: Shared['rows'], name: string): boolean {
  return rows.some(({ cells }) => cells.some((parts) => parts.some((part) => cleanName(part) === name)));
}

function isName(text: string): boolean {
  return (
    text.length >= 2 &&
    text.length <= 80 &&
    /\p{L}/u.test(text) &&
    !/https?:|@|^(?:your|ihre?|votre|su|tu|confirmed|bestätigt|confirmée|confirmada|booking|buchung|reservation|réservation|reserva|now|ご予約)$/iu.test(
      text,
    ) &&
    findTimes(text).length === 0
  );
}

function cleanName(text: string): string {
  return text
    .replace(/^[\s"“„«『「*•·★☆\-–—]+|[\s"”“»』」*•·★☆,;:.\-–—]+$/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What stands as an address: behind its label, or below the name of the house. */
export function addressIn({ fields, rows, gazetteer }: Shared, name: string | undefined): string | undefined {
  const field = fieldOf(
    fields,
    'address',
    (value) => value.length <= 300 && (/\d/.test(value) || value.includes(',') || townIn(value, gazetteer) !== undefined),
  );
  if (field !== undefined) return join(field.value);
  const house =
    name === undefined ? undefined : fields.find(({ labels, value }) => labels.includes('hotel') && firstLine(value).includes(name));
  const below =
    house?.value
      .split('\n')
      .slice(1)
      .filter((line) => isAddressLine(line)) ?? [];
  if (below.length > 0) return join(below.join('\n'));
  const flatParts = rows.flatMap(({ cells }) => cells.flat());
  for (const [at, part] of flatParts.entries()) {
    if (name === undefined || cleanName(part) !== name) continue;
    const next = flatParts.slice(at + 1, at + 4);
    const lines: string[] = [];
    for (const line of next) {
      if (splitLabel(line) !== undefined || !isAddressLine(line) || !placesSomething(line, gazetteer)) break;
      lines.push(line);
    }
    const text = join(lines.join('\n'));
    if (text !== '' && /\d/.test(text) && townIn(text, gazetteer) !== undefined) return text;
  }
  const alone = flatParts.find(
    (part) =>
      part.length <= 160 &&
      isAddressLine(part) &&
      /\d/.test(part) &&
      /,|〒|[都道府県]/.test(part) &&
      townIn(part, gazetteer) !== undefined &&
      splitLabel(part) === undefined &&
      findDates(part).length === 0,
  );
  return alone === undefined ? undefined : join(alone);
}

function isAddressLine(line: string): boolean {
  return (
    line.length <= 160 &&
    !/@|https?:|www\.|^\+?[\d ()/-]{7,}$|(?:tel|phone|telefon|tél|fax|電話)/iu.test(line) &&
    findTimes(line).length === 0
  );
}

/** True for a line of an address: a number, a town or a country. */
function placesSomething(line: string, gazetteer: Shared['gazetteer']): boolean {
  if (/^(?:dear|hello|hi|sehr|guten|liebe|bonjour|cher|hola|estimad)\b/iu.test(line)) return false;
  return /\d/.test(line) || (line.split(' ').length <= 4 && (countryCode(line) !== undefined || townIn(line, gazetteer) !== undefined));
}

function join(value: string): string {
  return value
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && isAddressLine(line))
    .join(', ')
    .replace(/,\s*,/g, ',')
    .slice(0, 300);
}

function townOfText({ gazetteer, hints }: Shared, texts: readonly string[]): Town | undefined {
  for (const text of texts) {
    const name = /\b(?:in|à|en|a)\s+(\p{Lu}[\p{L}'’-]+(?:\s\p{Lu}[\p{L}'’-]+)?)/u.exec(text)?.[1];
    const town = name === undefined ? undefined : townIn(name, gazetteer, hints);
    if (town !== undefined && town.hit.population > 20_000) return { ...town, sure: false };
  }
  return undefined;
}
