/**
 * Usual opening hours, in a small subset of OpenStreetMap's `opening_hours`
 * (https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification).
 *
 * Rules are separated by `; `, and the last rule that matches a day decides it.
 * A rule is `[dates] [days] times`:
 *
 * - dates: `Apr-Sep`, `Dec 25`, `Jan 01,May 01`, `Jun 15-Sep 15`, `easter`,
 *   `easter -2 days` (western Easter Sunday, and Good Friday);
 * - days: `Mo-Fr`, `Sa,Su`, `Su[-1]` (the month's last), `PH` (public holiday);
 * - times: `09:00-12:30,14:00-18:00`, `20:00-02:00` past midnight, `off`, `24/7`.
 *
 * As in OpenStreetMap, a window belongs to the day on which it opens, and a day
 * that no rule matches is closed.
 */

export interface OpeningWindow {
  /** Minutes after local midnight. */
  readonly open: number;
  /** Above 1440 when the place closes after midnight. */
  readonly close: number;
}

interface DateSpan {
  readonly kind: 'span';
  /** month * 100 + day; `from` above `to` runs over the new year. */
  readonly from: number;
  readonly to: number;
}
interface EasterDay {
  readonly kind: 'easter';
  readonly offset: number;
}
interface Weekday {
  /** 0 is Monday. */
  readonly day: number;
  /** 1 is the month's first such day, -1 the last; 0 is every one. */
  readonly nth: number;
}

export interface HoursRule {
  /** Empty: every date. */
  readonly dates: readonly (DateSpan | EasterDay)[];
  /** Empty, without `publicHoliday`: every weekday. */
  readonly weekdays: readonly Weekday[];
  readonly publicHoliday: boolean;
  /** Empty: closed. */
  readonly windows: readonly OpeningWindow[];
}

export class HoursSyntaxError extends Error {
  override readonly name = 'HoursSyntaxError';
  readonly hours: string;

  constructor(hours: string, reason: string) {
    super(`opening hours "${hours}": ${reason}`);
    this.hours = hours;
  }
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const WEEKDAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];
const DAY = 1440;
const DAY_MS = 86_400_000;

const list = (item: string): string => `${item}(?:,${item})*`;
const MONTH = `(?:${MONTHS.join('|')})`;
const DATE = `(?:${MONTH} \\d\\d-${MONTH} \\d\\d|${MONTH} \\d\\d|${MONTH}-${MONTH}|${MONTH}|easter(?: [+-]\\d+ days?)?)`;
const NAME = `(?:${WEEKDAYS.join('|')})`;
const DAYS = `(?:${NAME}-${NAME}|${NAME}\\[-?[1-5]\\]|${NAME}|PH)`;
const TIMES = `(?:off|24/7|${list('\\d\\d:\\d\\d-\\d\\d:\\d\\d')})`;
const RULE = new RegExp(`^(?:(?<dates>${list(DATE)}) )?(?:(?<days>${list(DAYS)}) )?(?<times>${TIMES})$`, 'u');

export function parseHours(hours: string): readonly HoursRule[] {
  const fail = (reason: string): never => {
    throw new HoursSyntaxError(hours, reason);
  };

  const monthAndDay = (text: string): number => {
    const [name = '', digits = ''] = text.split(' ');
    const month = MONTHS.indexOf(name);
    const day = Number(digits);
    if (day < 1 || day > (MONTH_DAYS[month] ?? 0)) fail(`there is no ${text}`);
    return (month + 1) * 100 + day;
  };

  const parseDate = (text: string): DateSpan | EasterDay => {
    if (text.startsWith('easter')) {
      return { kind: 'easter', offset: Number(/[+-]\d+/u.exec(text)?.[0] ?? 0) };
    }
    const [from = '', to = from] = text.split('-');
    if (from.includes(' ')) return { kind: 'span', from: monthAndDay(from), to: monthAndDay(to) };
    return {
      kind: 'span',
      from: (MONTHS.indexOf(from) + 1) * 100 + 1,
      to: (MONTHS.indexOf(to) + 1) * 100 + 31,
    };
  };

  const parseDays = (text: string): Weekday[] => {
    const nth = /\[(-?\d)\]$/u.exec(text);
    if (nth) return [{ day: WEEKDAYS.indexOf(text.slice(0, 2)), nth: Number(nth[1]) }];
    const [first = '', last = first] = text.split('-');
    const start = WEEKDAYS.indexOf(first);
    const length = ((WEEKDAYS.indexOf(last) - start + 7) % 7) + 1;
    return Array.from({ length }, (_, step) => ({ day: (start + step) % 7, nth: 0 }));
  };

  const minutes = (text: string): number => {
    const [hour = 0, minute = 0] = text.split(':').map(Number);
    const total = hour * 60 + minute;
    if (minute > 59 || total > DAY) fail(`there is no ${text}`);
    return total;
  };

  const parseWindows = (text: string): OpeningWindow[] => {
    if (text === 'off') return [];
    if (text === '24/7') return [{ open: 0, close: DAY }];
    const windows = text.split(',').map((span) => {
      const [from = '', to = ''] = span.split('-');
      const open = minutes(from);
      const close = minutes(to);
      // The specification leaves 10:00-10:00 open to reading; a guide must not.
      if (open === close || open === DAY) fail(`${span} has no length`);
      return { open, close: close > open ? close : close + DAY };
    });
    windows.forEach((window, index) => {
      const before = windows[index - 1];
      if (before && window.open < before.close) fail('windows overlap or are out of order');
    });
    return windows;
  };

  return hours.split('; ').map((text): HoursRule => {
    const parts = RULE.exec(text)?.groups;
    if (!parts) return fail(`cannot read "${text}"`);
    const days = parts['days']?.split(',') ?? [];
    return {
      dates: (parts['dates']?.split(',') ?? []).map(parseDate),
      weekdays: days.filter((day) => day !== 'PH').flatMap(parseDays),
      publicHoliday: days.includes('PH'),
      windows: parseWindows(parts['times'] ?? ''),
    };
  });
}

/** Western Easter Sunday by the anonymous Gregorian computus. */
function easter(year: number): { month: number; day: number } {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return { month: Math.floor(n / 31), day: (n % 31) + 1 };
}

interface LocalDay {
  readonly time: number;
  readonly year: number;
  readonly monthAndDay: number;
  readonly weekday: number;
  readonly nth: number;
  readonly nthFromEnd: number;
}

function readDay(isoDate: string): LocalDay {
  const time = Date.parse(`${isoDate}T00:00:00Z`);
  // Date.parse turns 30 February into 2 March, so the round trip is the real test.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== isoDate) {
    throw new RangeError(`not a date: ${isoDate}`);
  }
  const date = new Date(time);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth();
  const day = date.getUTCDate();
  const monthLength = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return {
    time,
    year,
    monthAndDay: (month + 1) * 100 + day,
    weekday: (date.getUTCDay() + 6) % 7,
    nth: Math.ceil(day / 7),
    nthFromEnd: -Math.ceil((monthLength - day + 1) / 7),
  };
}

function matchesDate(rule: HoursRule, day: LocalDay): boolean {
  if (rule.dates.length === 0) return true;
  return rule.dates.some((date) => {
    if (date.kind === 'easter') {
      const sunday = easter(day.year);
      return Date.UTC(day.year, sunday.month - 1, sunday.day) + date.offset * DAY_MS === day.time;
    }
    const { from, to } = date;
    const after = day.monthAndDay >= from;
    const before = day.monthAndDay <= to;
    return from <= to ? after && before : after || before;
  });
}

function matchesWeekday(rule: HoursRule, day: LocalDay, isPublicHoliday: boolean): boolean {
  if (rule.publicHoliday && isPublicHoliday) return true;
  if (rule.weekdays.length === 0) return !rule.publicHoliday;
  return rule.weekdays.some(({ day: weekday, nth }) => weekday === day.weekday && (nth === 0 || nth === day.nth || nth === day.nthFromEnd));
}

/** The windows that open on `isoDate` by parsed hours, earliest first; empty when closed. */
export function openingOf(rules: readonly HoursRule[], isoDate: string, isPublicHoliday: boolean): OpeningWindow[] {
  const day = readDay(isoDate);
  const rule = rules.findLast((candidate) => matchesDate(candidate, day) && matchesWeekday(candidate, day, isPublicHoliday));
  return rule ? rule.windows.map((window) => ({ ...window })) : [];
}
