import { addDays, daysBetween, isPlainDate, weekdayOf } from '@tripmaster/contracts';

/** A date in a text. Without `date` its year is not known. `sure`: nothing about it was guessed. */
export type FoundDate = { index: number; length: number; date?: string; sure: boolean };
/** A time in a text; `plusDays` where it says that it is a later day's. */
export type FoundTime = { index: number; length: number; time: string; plusDays?: number };

export type DateOptions = {
  /** Whether 03/04 is the third of April; absent: that is a guess. */
  dayFirst?: boolean;
  /** When the text was written: a date without a year is the first one from about then on. */
  near?: string;
};

const MONTHS: readonly string[] = [
  'january|jan|januar|janner|janvier|janv|enero|ene|gennaio|gen|janeiro|januari',
  'february|feb|februar|febr|fevrier|fevr|fev|febrero|febbraio|fevereiro|februari',
  'march|mar|marz|mrz|mars|marzo|marco|maart|mrt',
  'april|apr|avril|avr|abril|abr|aprile',
  'may|mai|mayo|maggio|mag|maio|mei',
  'june|jun|juni|juin|junio|giugno|giu|junho',
  'july|jul|juli|juillet|juil|julio|luglio|lug|julho',
  'august|aug|aout|agosto|ago|augustus',
  'september|sept|sep|septembre|septiembre|setiembre|set|settembre|setembro',
  'october|oct|oktober|okt|octobre|octubre|ottobre|ott|outubro|out',
  'november|nov|novembre|noviembre|novembro',
  'december|dec|dezember|dez|decembre|diciembre|dic|dicembre|dezembro|desember',
];
const WEEKDAYS: readonly string[] = [
  'monday|mon|montag|mo|lundi|lun|lunes|lunedi|月',
  'tuesday|tues|tue|tu|dienstag|di|mardi|mar|martes|martedi|火',
  'wednesday|wed|mittwoch|mi|mercredi|mer|miercoles|mie|mercoledi|水',
  'thursday|thurs|thur|thu|donnerstag|do|jeudi|jeu|jueves|jue|giovedi|gio|木',
  'friday|fri|freitag|fr|vendredi|ven|viernes|vie|venerdi|金',
  'saturday|sat|samstag|sonnabend|sa|samedi|sam|sabado|sab|sabato|土',
  'sunday|sun|sonntag|so|dimanche|dim|domingo|dom|domenica|日',
];
const monthOf = wordIndex(MONTHS);
const weekdayIndex = wordIndex(WEEKDAYS);
const MONTH = alternatives(MONTHS);
const DAY_NAME = alternatives(WEEKDAYS.map((words) => words.split('|').slice(0, -1).join('|')));

function wordIndex(table: readonly string[]): Map<string, number> {
  return new Map(table.flatMap((words, index) => words.split('|').map((word) => [word, index] as const)));
}

function alternatives(table: readonly string[]): string {
  return table
    .flatMap((words) => words.split('|'))
    .toSorted((a, b) => b.length - a.length)
    .join('|');
}

const BEFORE = '(?<![\\p{L}\\p{N}])';
const NAMED_DAY = `(?:(?<weekday>${DAY_NAME})\\.?,?\\s{1,3}(?:den\\s|le\\s|the\\s|el\\s|dem\\s)?)?`;
const YEAR = "(?<year>20\\d{2}|(?<=[-\\s'’])\\d{2}(?![\\d:.,h]))";
const AFTER_DAY = '(?:st|nd|rd|th|er|º|ª|\\.)?';
const JA_WEEKDAY = '(?:\\s?[(（]?(?<weekday>[月火水木金土日])(?:曜日?)?(?:[・/]?祝)?[)）]|\\s?(?<named>[月火水木金土日])曜日?)?';
const RANGE = '(?:(?<first>\\d{1,2})(?:st|nd|rd|th|er|\\.)?\\s?(?:[-–—/]|to|bis|au|al|a|y|und|and|et)\\s?(?:(?:el|le|the|den)\\s)?)?';

const PATTERNS: readonly RegExp[] = [
  new RegExp(`(?<![\\d-])(?<year>20\\d{2})[-/.](?<month>\\d{1,2})[-/.](?<day>\\d{1,2})(?!\\d)`, 'gu'),
  new RegExp(`(?<year>20\\d{2})\\s?年\\s?(?<month>\\d{1,2})\\s?月\\s?(?<day>\\d{1,2})\\s?日${JA_WEEKDAY}`, 'gu'),
  new RegExp(`(?<!\\d|年\\s?)(?<month>\\d{1,2})\\s?月\\s?(?<day>\\d{1,2})\\s?日${JA_WEEKDAY}`, 'gu'),
  new RegExp(
    `${BEFORE}${NAMED_DAY}${RANGE}(?<day>\\d{1,2})${AFTER_DAY}[\\s-]?\\s?(?:de\\s|of\\s)?(?<word>${MONTH})(?![\\p{L}])\\.?,?(?:[\\s-]*(?:del?\\s)?${YEAR}|(?<year2>\\d{2})(?!\\d))?`,
    'gu',
  ),
  new RegExp(`${BEFORE}${NAMED_DAY}(?<word>${MONTH})\\.?\\s?${RANGE}(?<day>\\d{1,2})(?:st|nd|rd|th)?(?![\\d:])(?:,?\\s${YEAR})?`, 'gu'),
  new RegExp(`${BEFORE}${NAMED_DAY}(?<a>\\d{1,2})(?<sep>[./-])(?<b>\\d{1,2})\\k<sep>(?<year>20\\d{2}|\\d{2})(?![\\d.])`, 'gu'),
  new RegExp(`${BEFORE}(?<weekday>${DAY_NAME})\\.?,?\\s{1,3}(?<a>\\d{1,2})(?<sep>[./])(?<b>\\d{1,2})\\.?(?![\\d/])`, 'gu'),
  new RegExp(`${BEFORE}(?<a>\\d{1,2})(?<sep>\\.)(?<b>\\d{1,2})\\.(?!\\d)`, 'gu'),
];

/** The text in which accents are gone and letters small, of the same length, so that places in it are places in the text. */
export function flat(text: string): string {
  return text
    .replace(/(?=[^\u0000-\u007f])\p{Script=Latin}/gu, (char) => {
      const base = char.normalize('NFD')[0] ?? char;
      const low = base.toLowerCase();
      return low.length === 1 ? low : char;
    })
    .toLowerCase();
}

/** Every date of a text, in its order: in figures, or with the month's name in English, German, French, Spanish or Japanese. */
export function findDates(text: string, options: DateOptions = {}): FoundDate[] {
  const source = flat(text);
  const taken: { from: number; to: number }[] = [];
  const found: FoundDate[] = [];
  for (const pattern of PATTERNS) {
    for (const match of source.matchAll(pattern)) {
      const from = match.index;
      const to = from + match[0].length;
      if (taken.some((span) => from < span.to && span.from < to)) continue;
      const read = readDate(match.groups ?? {}, options);
      if (read === undefined) continue;
      taken.push({ from, to });
      read.forEach((date, index) => found.push({ ...date, index: from + index, length: to - from - index }));
    }
  }
  return withYears(
    found.toSorted((a, b) => a.index - b.index),
    options,
  );
}

type Parts = { day: number; month: number; year: number | undefined; weekday: number | undefined; sure: boolean };
type Half = FoundDate & { parts: Parts };

function readDate(groups: Record<string, string | undefined>, options: DateOptions): Omit<Half, 'index' | 'length'>[] | undefined {
  const yearText = groups['year'] ?? groups['year2'];
  const year = yearText === undefined ? undefined : yearText.length === 2 ? 2000 + Number(yearText) : Number(yearText);
  const weekdayText = groups['weekday'] ?? groups['named'];
  const weekday = weekdayText === undefined ? undefined : weekdayIndex.get(weekdayText);
  let sure = true;
  let month = groups['word'] === undefined ? Number(groups['month']) : (monthOf.get(groups['word']) ?? -1) + 1;
  let day = Number(groups['day']);
  if (groups['a'] !== undefined && groups['b'] !== undefined) {
    const [a, b] = [Number(groups['a']), Number(groups['b'])];
    const dayFirst = groups['sep'] === '.' || a > 12 || (b <= 12 && (options.dayFirst ?? dayFirstBy(a, b, year, weekday) ?? true));
    sure =
      groups['sep'] === '.' ||
      a > 12 ||
      b > 12 ||
      a === b ||
      options.dayFirst !== undefined ||
      dayFirstBy(a, b, year, weekday) !== undefined;
    [day, month] = dayFirst ? [a, b] : [b, a];
  }
  if (!(day >= 1 && day <= 31 && month >= 1 && month <= 12)) return undefined;
  // A figure behind the month that is no year of a trip is something else: a price, a number.
  if (year !== undefined && (year < 2000 || year > 2099)) return undefined;
  const parts = { day, month, year, weekday, sure };
  const first = groups['first'] === undefined ? undefined : Number(groups['first']);
  if (first === undefined) return [{ parts, sure }];
  if (first < 1 || first > 31) return undefined;
  // “14–17 May”: both days have the month, and the weekday is the first one's.
  return [
    { parts: { ...parts, day: first }, sure },
    { parts: { ...parts, weekday: undefined }, sure },
  ];
}

/** The weekday decides which of the two figures is the day, where only one way fits it. */
function dayFirstBy(a: number, b: number, year: number | undefined, weekday: number | undefined): boolean | undefined {
  if (year === undefined || weekday === undefined) return undefined;
  const fits = (day: number, month: number): boolean => {
    const date = dateOf(year, month, day);
    return date !== undefined && weekdayOf(date) === weekday;
  };
  const [first, second] = [fits(a, b), fits(b, a)];
  return first === second ? undefined : first;
}

function dateOf(year: number, month: number, day: number): string | undefined {
  const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isPlainDate(date) ? date : undefined;
}

function withYears(found: readonly (FoundDate & { parts?: Parts })[], { near }: DateOptions): FoundDate[] {
  return found.flatMap(({ parts, ...date }, index): FoundDate[] => {
    if (parts === undefined) return [date];
    if (parts.year !== undefined) {
      const whole = dateOf(parts.year, parts.month, parts.day);
      if (whole === undefined) return [];
      return [{ ...date, date: whole, sure: date.sure && (parts.weekday === undefined || weekdayOf(whole) === parts.weekday) }];
    }
    // “14 May – 17 May 2027”: the year stands with the last one.
    const next = found[index + 1];
    const close = next?.parts?.year !== undefined && next.index - date.index < 60;
    const guess = close ? dateOf(next?.parts?.year ?? 0, parts.month, parts.day) : undefined;
    if (guess !== undefined && (parts.weekday === undefined || weekdayOf(guess) === parts.weekday)) return [{ ...date, date: guess }];
    if (near === undefined) return [{ ...date, sure: false }];
    return [yearless(date, parts, near)];
  });
}

/** The first such date from a fortnight before `near` on; sure where the weekday is that of no other year nearby. */
function yearless(date: FoundDate, { day, month, weekday }: Parts, near: string): FoundDate {
  const year = Number(near.slice(0, 4));
  const from = addDays(near, -14);
  const dates = [year, year + 1, year + 2].flatMap((one) => dateOf(one, month, day) ?? []).filter((one) => one >= from);
  const fitting = weekday === undefined ? dates : dates.filter((one) => weekdayOf(one) === weekday);
  const [first] = fitting.length > 0 ? fitting : dates;
  if (first === undefined) return { ...date, sure: false };
  return { ...date, date: first, sure: date.sure && weekday !== undefined && fitting.length > 0 && daysBetween(near, first) < 400 };
}

const NEXT_DAY =
  '(?:\\s?[(（]?\\s?\\+\\s?(?<plus>\\d)(?:\\s?(?:day|days|tag|tage|t|j|jour|jours|d|dia|dias|日))?\\s?[)）]?|\\s?[(（]?(?<next>next day|am nachsten tag|nachster tag|folgetag|am folgetag|le lendemain|lendemain|jour suivant|dia siguiente|al dia siguiente|翌日)[)）]?)?';
const TIME_PATTERNS: readonly RegExp[] = [
  new RegExp(
    `(?<ahead>翌日?\\s?)?(?<half>午前|午後)\\s?(?<h>\\d{1,2})(?:\\s?時\\s?(?:(?<m>\\d{1,2})\\s?分|(?<mhalf>半))?|:(?<m2>\\d{2}))${NEXT_DAY}`,
    'gu',
  ),
  new RegExp(`(?<ahead>翌日?\\s?)?(?<h>\\d{1,2})\\s?時(?!間)\\s?(?:(?<m>\\d{1,2})\\s?分|(?<mhalf>半))?${NEXT_DAY}`, 'gu'),
  new RegExp(`(?<![\\d:.,])(?<h>\\d{1,2})(?:[:.](?<m>\\d{2}))?\\s?(?<half>a\\.?\\s?m\\.?|p\\.?\\s?m\\.?)(?![\\p{L}])${NEXT_DAY}`, 'gu'),
  new RegExp(
    `(?<![\\d:.,])(?<ahead>翌日?\\s?)?(?<h>\\d{1,2}):(?<m>\\d{2})(?::\\d{2})?(?![\\d:])(?:\\s?(?:uhr|hrs|hours|h|heures|horas)(?![\\p{L}]))?${NEXT_DAY}`,
    'gu',
  ),
  new RegExp(`(?<![\\d:.,])(?<h>\\d{1,2})(?:\\.(?<m>\\d{2}))?\\s?(?:uhr|hrs|heures|horas)(?![\\p{L}])${NEXT_DAY}`, 'gu'),
  new RegExp(`(?<![\\d:.,])(?<h>\\d{1,2})\\s?h\\s?(?<m>[0-5]\\d)?(?![\\p{L}\\d])${NEXT_DAY}`, 'gu'),
  new RegExp(`(?<![\\d:.,])(?<h>[01]\\d|2[0-3])(?<m>[0-5]\\d)\\s?(?:hrs|uhr|h)(?![\\p{L}\\d])${NEXT_DAY}`, 'gu'),
  /(?<![\p{L}]|\d\s)(?<noon>noon|midday|mittags|midi|mediodia|正午)(?![\p{L}])/gu,
];

/** Minutes and hours that something takes: `2 h 35 min`, `1h05m`, `2時間30分`. */
const LASTING =
  /\d+\s?(?:h|std|hrs?|hours?|stunden?|heures?|horas?|時間)\.?\s?(?:und\s|et\s|y\s|and\s)?\d{1,2}\s?(?:m|min|mins|minutes|minuten|minutos|分)(?![\p{L}])\.?|(?<![時\d]\s?)\d+\s?(?:min|minutes|minuten|minutos|分|時間|stunden|hours|heures|horas|std)(?![\p{L}])\.?/gu;
const LASTING_LABEL =
  /(?:duration|dauer|duree|duracion|所要時間|飛行時間|乗車時間|travel time|flight time|flugzeit|fahrzeit|reisezeit|temps de trajet|temps de vol|tiempo de viaje|layover|umsteigezeit|aufenthalt|correspondance|escale|escala|乗り継ぎ時間|乗継時間|connection time|total time)[^\d\n]{0,12}$/u;

/** Every time of day of a text, in its order; what something lasts is none. */
export function findTimes(text: string): FoundTime[] {
  const source = flat(text);
  const lasting = [...source.matchAll(LASTING)].map(({ index, 0: whole }) => ({ from: index, to: index + whole.length }));
  const taken: { from: number; to: number }[] = [...lasting];
  const found: FoundTime[] = [];
  for (const pattern of TIME_PATTERNS) {
    for (const match of source.matchAll(pattern)) {
      const from = match.index;
      const to = from + match[0].length;
      if (taken.some((span) => from < span.to && span.from < to)) continue;
      if (LASTING_LABEL.test(source.slice(Math.max(0, from - 40), from))) continue;
      const read = readTime(match.groups ?? {});
      if (read === undefined) continue;
      taken.push({ from, to });
      found.push({ index: from, length: to - from, ...read });
    }
  }
  return found.toSorted((a, b) => a.index - b.index);
}

function readTime(groups: Record<string, string | undefined>): Omit<FoundTime, 'index' | 'length'> | undefined {
  if (groups['noon'] !== undefined) return { time: '12:00' };
  let hours = Number(groups['h']);
  const minutes = groups['mhalf'] === undefined ? Number(groups['m'] ?? groups['m2'] ?? 0) : 30;
  const half = groups['half']?.replace(/[.\s]/g, '');
  if (half === 'pm' || half === '午後') hours = hours === 12 ? 12 : hours + 12;
  else if ((half === 'am' || half === '午前') && hours === 12) hours = 0;
  let plus = groups['plus'] === undefined ? 0 : Number(groups['plus']);
  if (groups['next'] !== undefined || groups['ahead'] !== undefined) plus = 1;
  if (hours >= 24 && hours <= 29) {
    // Japanese timetables count on: 25:30 is half past one of the next day.
    hours -= 24;
    plus += 1;
  }
  if (hours > 23 || minutes > 59 || plus > 3) return undefined;
  return { time: `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`, ...(plus === 0 ? {} : { plusDays: plus }) };
}
