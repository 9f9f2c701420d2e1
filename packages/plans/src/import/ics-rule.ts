import { addDays, daysBetween, weekdayOf } from '@tripmaster/contracts';
import ICAL from 'ical.js';

/** A repeating event is read within these days from its first time on. */
const MOST_DAYS = 60;
const DAY_NAMES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/**
 * The dates on which an event takes place: those of its rule within sixty days, of its RDATEs, without its EXDATEs. Rules by
 * the day, week, month and year are read; of any other only the first time. Every day is tried once, so no rule takes long.
 */
export function datesOf(component: ICAL.Component, start: string, tell: (reason: string) => void): string[] {
  const dates = new Set<string>();
  const rules = component.getAllProperties('rrule').flatMap((property) => {
    const value: unknown = property.getFirstValue();
    return value instanceof ICAL.Recur ? [value] : [];
  });
  for (const rule of rules.slice(0, 4)) {
    const matches = matcherOf(rule, start);
    if (matches === undefined) {
      tell('repeats by a rule that is not read here: only its first time is');
      continue;
    }
    const until = rule.until instanceof ICAL.Time ? rule.until.toString().slice(0, 10) : undefined;
    const most = rule.count ?? Infinity;
    let count = 0;
    let ended = false;
    for (let day = 0; day < MOST_DAYS && !ended; day += 1) {
      const date = addDays(start, day);
      if (count >= most || (until !== undefined && date > until)) ended = true;
      else if (day === 0 || matches(date)) {
        dates.add(date);
        count += 1;
      }
    }
    if (!ended && (until === undefined || until >= addDays(start, MOST_DAYS)) && count < most)
      tell(`repeats longer than ${MOST_DAYS} days: the times after them are left out`);
  }
  dates.add(start);
  for (const date of listed(component, 'rdate')) if (daysBetween(start, date) >= 0 && daysBetween(start, date) < MOST_DAYS) dates.add(date);
  for (const date of listed(component, 'exdate')) dates.delete(date);
  return [...dates].toSorted();
}

function listed(component: ICAL.Component, name: string): string[] {
  return component
    .getAllProperties(name)
    .flatMap((property) =>
      property.getValues().flatMap((value: unknown) => (value instanceof ICAL.Time ? [value.toString().slice(0, 10)] : [])),
    );
}

function matcherOf(rule: ICAL.Recur, start: string): ((date: string) => boolean) | undefined {
  const parts: Record<string, readonly (string | number)[] | undefined> = { ...rule.parts };
  const known = new Set(['BYDAY', 'BYMONTHDAY', 'BYMONTH']);
  if (Object.keys(parts).some((part) => !known.has(part) && !/^BY(?:HOUR|MINUTE|SECOND)$/.test(part))) return undefined;
  const every = Math.max(1, rule.interval);
  const byDay = (parts['BYDAY'] ?? []).map(String);
  if (byDay.some((day) => !DAY_NAMES.includes(day))) return undefined;
  const onDay = (date: string): boolean => byDay.length === 0 || byDay.includes(DAY_NAMES[weekdayOf(date)] ?? '');
  const months = (parts['BYMONTH'] ?? []).map(Number);
  const inMonth = (date: string): boolean => months.length === 0 || months.includes(Number(date.slice(5, 7)));
  const monthDays = (parts['BYMONTHDAY'] ?? []).map(Number);
  const monthsFrom = (date: string): number =>
    (Number(date.slice(0, 4)) - Number(start.slice(0, 4))) * 12 + Number(date.slice(5, 7)) - Number(start.slice(5, 7));
  const onMonthDay = (date: string): boolean =>
    monthDays.length === 0 ? byDay.length > 0 || date.slice(8) === start.slice(8) : monthDays.includes(Number(date.slice(8)));
  switch (rule.freq) {
    case 'DAILY':
      return (date) =>
        daysBetween(start, date) % every === 0 && onDay(date) && inMonth(date) && (monthDays.length === 0 || onMonthDay(date));
    case 'WEEKLY': {
      const monday = addDays(start, -weekdayOf(start));
      return (date) =>
        Math.floor(daysBetween(monday, date) / 7) % every === 0 &&
        (byDay.length === 0 ? weekdayOf(date) === weekdayOf(start) : onDay(date)) &&
        inMonth(date);
    }
    case 'MONTHLY':
      return (date) => monthsFrom(date) % every === 0 && onMonthDay(date) && onDay(date) && inMonth(date);
    case 'YEARLY':
      return (date) => date.slice(5) === start.slice(5) && monthsFrom(date) % (12 * every) === 0;
    default:
      return undefined;
  }
}
