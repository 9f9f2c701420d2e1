import { loadGuide, type CityArea, type Guide, type GuidePlace } from '@tripmaster/plans/catalogue';

/** What the checker knows of the world: places and hours from the catalogue's own text, the calendar, the globe. */

export type Point = { readonly lat: number; readonly lon: number };

/** `HH:mm` in minutes. */
export function clock(text: string): number {
  const [hours = '0', minutes = '0'] = text.split(':');
  return Number(hours) * 60 + Number(minutes);
}

/** Days since 1 January 1970. */
export function dayNumber(date: string): number {
  const [year = 1970, month = 1, day = 1] = date.split('-').map(Number);
  return Date.UTC(year, month - 1, day) / 86_400_000;
}

export function dateOf(number: number): string {
  return new Date(number * 86_400_000).toISOString().slice(0, 10);
}

/** Great-circle metres by the angle between two unit vectors, on the mean sphere (6,371,008.8 m). */
export function metres(a: Point, b: Point): number {
  const [u, v] = [vector(a), vector(b)];
  const cross = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
  const dot = u[0] * v[0] + u[1] * v[1] + u[2] * v[2];
  return 6_371_008.8 * Math.atan2(Math.hypot(...cross), dot);
}

function vector({ lat, lon }: Point): [number, number, number] {
  const [phi, lambda] = [(lat * Math.PI) / 180, (lon * Math.PI) / 180];
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
}

/** The documented least times: minutes beside the ride, detour, km/h near, up to how many metres, km/h beyond. */
const RIDES: Record<string, readonly [number, number, number, number, number]> = {
  walk: [0, 1.3, 5, Infinity, 5],
  metro: [5, 1.2, 35, 15_000, 60],
  tram: [4, 1.3, 20, Infinity, 20],
  bus: [4, 1.3, 20, 10_000, 80],
  train: [5, 1.1, 60, 20_000, 250],
  ferry: [5, 1.1, 35, 20_000, 60],
  taxi: [3, 1.3, 30, 8_000, 100],
  drive: [3, 1.3, 30, 8_000, 110],
  flight: [60, 1, 850, Infinity, 850],
};

/** Least whole minutes of a mode for metres as the crow flies. */
export function leastMinutes(mode: string, length: number): number {
  const [beside, detour, slow, near, fast] = RIDES[mode] ?? [0, 1, 1_000, Infinity, 1_000];
  if (length <= 0) return 0;
  const hours = Math.min(length, near) / 1_000 / slow + Math.max(length - near, 0) / 1_000 / fast;
  return Math.ceil(beside + detour * hours * 60 - 1e-9);
}

export function quickest(length: number): number {
  return Math.min(...['walk', 'taxi', 'drive', 'train', 'flight'].map((mode) => leastMinutes(mode, length)));
}

const formats = new Map<string, Intl.DateTimeFormat | undefined>();

/** The minutes since 1970 that a zone's wall shows at a moment; nothing for a zone that is none. */
function wall(zone: string, moment: number): number | undefined {
  let format = formats.get(zone);
  if (format === undefined && !formats.has(zone)) {
    try {
      format = new Intl.DateTimeFormat('en-GB', {
        timeZone: zone,
        hourCycle: 'h23',
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        minute: '2-digit',
      });
    } catch {
      format = undefined;
    }
    formats.set(zone, format);
  }
  if (format === undefined) return undefined;
  const [, day = 1, month = 1, year = 1970, hour = 0, minute = 0] =
    /^(\d\d)\/(\d\d)\/(\d{4}), (\d\d):(\d\d)$/.exec(format.format(moment * 60_000))?.map(Number) ?? [];
  return Date.UTC(year, month - 1, day, hour, minute) / 60_000;
}

/** The first moment (minutes since 1970, UTC) at which a zone's clocks show a time; `exists` is false where they skip it. */
export function momentOf(zone: string, date: string, minutes: number): { moment: number; exists: boolean } {
  const shown = dayNumber(date) * 1_440 + minutes;
  const offsets = [-1_440, 0, 1_440].map((shift) => (wall(zone, shown + shift) ?? shown + shift) - (shown + shift));
  const hits = [...new Set(offsets)].map((offset) => shown - offset).filter((moment) => (wall(zone, moment) ?? moment) === shown);
  return { moment: hits.length > 0 ? Math.min(...hits) : shown - (offsets[0] ?? 0), exists: hits.length > 0 };
}

export type Window = readonly [open: number, close: number];

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];
const WEEK =
  /(?:^| )((?:(?:Mo|Tu|We|Th|Fr|Sa|Su)(?:-(?:Mo|Tu|We|Th|Fr|Sa|Su)|\[-?\d\])?|PH)(?:,(?:(?:Mo|Tu|We|Th|Fr|Sa|Su)(?:-(?:Mo|Tu|We|Th|Fr|Sa|Su)|\[-?\d\])?|PH))*)$/;

/** Usual hours read from the guide's own line (`Tu-Su 09:30-18:00; Mo off`): the last rule that fits the date decides. */
export function hoursOn(text: string, date: string, holiday: boolean): Window[] {
  let windows: Window[] = [];
  for (const rule of text.split('; ')) {
    const cut = rule.lastIndexOf(' ');
    if (fits(cut < 0 ? '' : rule.slice(0, cut), date, holiday)) windows = spans(rule.slice(cut + 1));
  }
  return windows;
}

function spans(text: string): Window[] {
  if (text === 'off') return [];
  if (text === '24/7') return [[0, 1_440]];
  return text.split(',').map((span) => {
    const [open = 0, close = 0] = span.split('-').map(clock);
    return [open, close > open ? close : close + 1_440];
  });
}

function fits(when: string, date: string, holiday: boolean): boolean {
  const week = WEEK.exec(when)?.[1];
  const dates = (week === undefined ? when : when.slice(0, when.length - week.length)).trim();
  if (dates !== '' && !dates.split(',').some((one) => inDates(one, date))) return false;
  return week === undefined || week.split(',').some((one) => (one === 'PH' ? holiday : inWeek(one, date)));
}

function inWeek(text: string, date: string): boolean {
  const today = (dayNumber(date) + 3) % 7;
  const [from = '', to = from] = text.slice(0, 5).replace(/\[.*/, '').split('-');
  const [first, last] = [DAYS.indexOf(from), DAYS.indexOf(to)];
  if (first <= last ? today < first || today > last : today < first && today > last) return false;
  const which = Number(/\[(-?\d)\]/.exec(text)?.[1] ?? 0);
  const month = (shift: number): string => dateOf(dayNumber(date) + shift).slice(0, 7);
  if (which > 0) return month(-7 * (which - 1)) === date.slice(0, 7) && month(-7 * which) !== date.slice(0, 7);
  if (which < 0) return month(7 * (-which - 1)) === date.slice(0, 7) && month(7 * -which) !== date.slice(0, 7);
  return true;
}

function inDates(text: string, date: string): boolean {
  if (text.startsWith('easter')) return dayNumber(date) === easter(Number(date.slice(0, 4))) + Number(/[+-]\d+/.exec(text)?.[0] ?? 0);
  const [from = '', to = from] = text.split('-');
  const mark = (half: string, day: string): string =>
    `${String(MONTHS.indexOf(half.slice(0, 3)) + 1).padStart(2, '0')}-${half.slice(4) || day}`;
  const [first, last, today] = [mark(from, '01'), mark(to, '31'), date.slice(5)];
  return first <= last ? first <= today && today <= last : first <= today || today <= last;
}

/** Western Easter Sunday as a day number, by Gauss's rule. */
function easter(year: number): number {
  const century = Math.floor(year / 100);
  const m = (15 - Math.floor((13 + 8 * century) / 25) + century - Math.floor(century / 4)) % 30;
  const n = (4 + century - Math.floor(century / 4)) % 7;
  const d = (19 * (year % 19) + m) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + n) % 7;
  const late = (d === 29 && e === 6) || (d === 28 && e === 6 && (11 * m + 11) % 30 < 19);
  return Date.UTC(year, 2, 22 + d + e - (late ? 7 : 0)) / 86_400_000;
}

export type Known = { readonly guide: Guide; readonly place?: GuidePlace; readonly area?: CityArea };

/** The places and neighbourhoods of guides by the id that items carry. */
export async function knownPlaces(guides: readonly string[]): Promise<Map<string, Known>> {
  const known = new Map<string, Known>();
  for (const guide of await Promise.all(guides.map((id) => loadGuide(id)))) {
    for (const area of guide.areas) known.set(`${guide.id}/${area.id}`, { guide, area });
    for (const place of guide.places) known.set(`${guide.id}/${place.id}`, { guide, place });
  }
  return known;
}
