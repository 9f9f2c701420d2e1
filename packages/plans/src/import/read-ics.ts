import { addDays, daysBetween, isPlainDate } from '@tripmaster/contracts';
import ICAL from 'ical.js';
import { manyLines, oneLine, problemList, type Found, type FoundPlace, type Problems, type ReadFile } from './found.ts';
import { datesOf } from './ics-rule.ts';
import { partsOf, type CalendarParts, type Part } from './ics-lines.ts';
import { kindOf, mealOf } from './words.ts';
import { localAt, zoneNamed } from './zones.ts';

const MOST_DAYS = 60;

type Zoned = { date: string; time?: string; zone?: string; utc?: number; unsure: boolean };
/** The zone of a point or of the words of a place, to read times in UTC and times of no zone by. */
export type ZoneFinder = (place: FoundPlace | undefined) => string | undefined;

/** Events of a calendar, whoever wrote it. Throws `unreadable-file` with the line for what is none. */
export function readIcs(text: string, zoneOf: ZoneFinder): ReadFile {
  const problems = problemList();
  const parts = partsOf(text, problems);
  const overridden = new Set<string>();
  const events = parts.events.flatMap((part) => {
    const event = eventOf(part, problems);
    if (event?.hasProperty('recurrence-id') === true) overridden.add(overrideKey(event));
    return event === undefined ? [] : [{ event, part }];
  });
  const found = events.flatMap(({ event, part }) => foundOf(event, { part, parts, overridden, zoneOf, problems }));
  const title = oneLine(parts.name ?? '');
  return { format: 'ics', found, problems: problems.all(), ...(title === '' ? {} : { title }) };
}

/** Zones go by their names, so what the calendar says of them is not read again with each event. */
function eventOf({ text, line }: Part, problems: Problems): ICAL.Component | undefined {
  try {
    const calendar = new ICAL.Component(ICAL.parse(`BEGIN:VCALENDAR\r\n${text}\r\nEND:VCALENDAR`));
    return calendar.getFirstSubcomponent('vevent') ?? undefined;
  } catch (error) {
    problems.add(`line ${line}`, `this event can’t be read: ${oneLine(error instanceof Error ? error.message : String(error), 160)}`);
    return undefined;
  }
}

function textOf(event: ICAL.Component, name: string): string {
  const value: unknown = event.getFirstPropertyValue(name);
  if (typeof value === 'string') return value;
  return value instanceof ICAL.Time ? value.toString() : '';
}

function overrideKey(event: ICAL.Component): string {
  return `${textOf(event, 'uid')} ${textOf(event, 'recurrence-id').slice(0, 16)}`;
}

type Context = { part: Part; parts: CalendarParts; overridden: ReadonlySet<string>; zoneOf: ZoneFinder; problems: Problems };

function foundOf(component: ICAL.Component, { part, parts, overridden, zoneOf, problems }: Context): Found[] {
  const where = `line ${part.line}`;
  const title = oneLine(textOf(component, 'summary')) || 'Event';
  if (/^cancelled$/i.test(textOf(component, 'status'))) {
    problems.add(where, `“${title}” is cancelled and left out`);
    return [];
  }
  const place = placeOf(component);
  const fallback = zoneOf(place) ?? zoneNamed(parts.zone ?? '');
  const start = momentOf(component, 'dtstart', fallback);
  if (start === undefined) {
    problems.add(where, `DTSTART of “${title}” ${component.hasProperty('dtstart') ? 'is not a date or time' : 'is missing'}`);
    return [];
  }
  const end = endOf(component, start, fallback);
  if (
    end === undefined ||
    daysBetween(start.date, end.date) < 0 ||
    (end.date === start.date && (end.time ?? '') < (start.time ?? '') && end.zone === start.zone)
  ) {
    problems.add(where, `DTEND of “${title}” ${end === undefined ? 'is not a date or time' : 'is before its start'}`);
    return [];
  }
  const description = manyLines(textOf(component, 'description'));
  const words = `${title} ${textOf(component, 'categories')}`;
  const nights = start.time === undefined ? daysBetween(start.date, end.date) : 0;
  const kind = kindOf(words);
  const uid = textOf(component, 'uid') || `${title} ${start.date} ${start.time ?? ''}`;
  const times = datesOf(component, start.date, (reason) => problems.add(where, `“${title}” ${reason}`));
  return times.flatMap((date, index): Found[] => {
    const moved = daysBetween(start.date, date);
    const key = `${uid} ${date.replaceAll('-', '')}`;
    if (index > 0 && [...overridden].some((one) => one.replaceAll('-', '').startsWith(key))) return [];
    const endDate = addDays(end.date, moved);
    const meal = kind === 'meal' ? mealOf(title, start.time) : undefined;
    const shared = {
      where,
      uid: moved === 0 && !component.hasProperty('recurrence-id') ? `ics ${uid}` : `ics ${uid} ${date}`,
      kind,
      title,
      date,
      ...(place === undefined ? {} : { place }),
      ...(description === '' ? {} : { notes: description }),
      ...(meal === undefined ? {} : { meal }),
      unsure: start.unsure ? ['timeZone'] : [],
    };
    if (start.time === undefined) {
      if (nights >= 1 && kind === 'stay') return [{ ...shared, checkOutDate: endDate, unsure: ['start', 'end'] }];
      return [shared];
    }
    const zone = start.zone === undefined ? {} : { timeZone: start.zone };
    return [
      {
        ...shared,
        ...zone,
        start: start.time,
        ...(end.time === undefined ? {} : { end: end.time }),
        ...(endDate === date && (end.zone === undefined || end.zone === start.zone)
          ? {}
          : kind === 'stay'
            ? { checkOutDate: endDate }
            : { endDate }),
        ...(end.zone === undefined || end.zone === start.zone ? {} : { endTimeZone: end.zone }),
      },
    ];
  });
}

function placeOf(component: ICAL.Component): FoundPlace | undefined {
  const location = oneLine(textOf(component, 'location'), 300);
  const geo: unknown = component.getFirstPropertyValue('geo');
  const [lat, lon] = Array.isArray(geo) ? geo.map(Number) : [];
  const known = lat !== undefined && lon !== undefined && Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && !(lat === 0 && lon === 0);
  if (location === '' && !known) return undefined;
  const [name = ''] = location.split(/,\s|\n/);
  return {
    name: oneLine(name) || oneLine(textOf(component, 'summary')) || 'Place',
    ...(location === '' || location === name ? {} : { address: location }),
    ...(known ? { lat, lon } : {}),
  };
}

/** A property's local date and time with its zone; a time in UTC is told in the zone of the place. */
function momentOf(component: ICAL.Component, name: string, fallback: string | undefined): Zoned | undefined {
  const property = component.getFirstProperty(name);
  const value = property === null ? undefined : timeIn(property);
  if (value === undefined || property === null) return undefined;
  const date = `${String(value.year).padStart(4, '0')}-${String(value.month).padStart(2, '0')}-${String(value.day).padStart(2, '0')}`;
  if (!isPlainDate(date)) return undefined;
  if (value.isDate) return { date, unsure: false };
  if (value.hour > 23 || value.minute > 59) return undefined;
  const time = `${String(value.hour).padStart(2, '0')}:${String(value.minute).padStart(2, '0')}`;
  const named: unknown = property.getParameter('tzid');
  const zone = typeof named === 'string' ? zoneNamed(named) : undefined;
  if (zone !== undefined && zone !== 'UTC') return { date, time, zone, unsure: false };
  if (zone === 'UTC' || value.zone === ICAL.Timezone.utcTimezone) {
    const ms = Date.parse(`${date}T${time}:00Z`);
    if (fallback === undefined) return { date, time, zone: 'UTC', utc: ms, unsure: true };
    return { ...localAt(fallback, ms), zone: fallback, utc: ms, unsure: false };
  }
  return { date, time, ...(fallback === undefined ? {} : { zone: fallback }), unsure: typeof named === 'string' };
}

/** The library reads a value when it is asked for, and throws for one that is none. */
function timeIn(property: ICAL.Property): ICAL.Time | undefined {
  try {
    const value: unknown = property.getFirstValue();
    return value instanceof ICAL.Time ? value : undefined;
  } catch {
    return undefined;
  }
}

function endOf(component: ICAL.Component, start: Zoned, fallback: string | undefined): Zoned | undefined {
  if (component.hasProperty('dtend')) {
    const end = momentOf(component, 'dtend', fallback);
    // The end of an event in UTC belongs to the same place as its start.
    return end;
  }
  const duration: unknown = component.getFirstPropertyValue('duration');
  const seconds = duration instanceof ICAL.Duration ? duration.toSeconds() : start.time === undefined ? 86_400 : 3_600;
  if (!(seconds >= 0 && seconds <= MOST_DAYS * 86_400)) return undefined;
  const ms = Date.parse(`${start.date}T${start.time ?? '00:00'}:00Z`) + seconds * 1_000;
  const text = new Date(ms).toISOString();
  const zone = start.zone === undefined ? {} : { zone: start.zone };
  return { date: text.slice(0, 10), ...(start.time === undefined ? {} : { time: text.slice(11, 16) }), ...zone, unsure: false };
}
