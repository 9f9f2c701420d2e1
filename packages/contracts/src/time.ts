import { z } from 'zod';

const DAY_MS = 86_400_000;

/** True for a date that the Gregorian calendar has, written `YYYY-MM-DD`. */
export function isPlainDate(value: string): boolean {
  if (!/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(value)) return false;
  const day = Number(value.slice(8));
  // Only the end of a month needs the calendar: day 0 of the next month is the last of this one.
  return day <= 28 || day <= new Date(Date.UTC(Number(value.slice(0, 4)), Number(value.slice(5, 7)), 0)).getUTCDate();
}

function isTimeZone(value: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '' && !/^[+-]/.test(value);
  } catch {
    return false;
  }
}

/** A date on a trip, `YYYY-MM-DD`, with no zone of its own. */
export const plainDate = z.string().refine(isPlainDate, 'is not a date of the calendar (YYYY-MM-DD)');
/** A month, `YYYY-MM`. */
export const plainMonth = z.string().refine((value) => isPlainDate(`${value}-01`), 'is not a month (YYYY-MM)');
/** A time on a trip, `HH:mm` (00:00 to 23:59), local to its item's zone. */
export const plainTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time (HH:mm)');
/** A moment, ISO-8601 UTC with milliseconds. */
export const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, 'is not a moment (ISO 8601, UTC)');
/** An IANA time zone name. */
export const timeZone = z.string().max(64).refine(isTimeZone, 'is not an IANA time zone');

/** `date` moved by whole days. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** Day of the week, 0 = Monday … 6 = Sunday (ISO 8601 order). */
export function weekdayOf(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** Minutes after midnight of a `HH:mm` time. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** `HH:mm` of minutes after midnight; minutes past 24 h wrap into the next day. */
export function timeOf(minutes: number): string {
  const whole = ((Math.floor(minutes) % 1440) + 1440) % 1440;
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`;
}

/** The date in UTC at `ms`. */
export function utcDate(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** An epoch in milliseconds as an ISO-8601 UTC instant. */
export function toInstant(ms: number): string {
  return new Date(ms).toISOString();
}

/** The calendar date at `ms` in `zone`. */
export function dateIn(zone: string, ms: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(ms);
}
