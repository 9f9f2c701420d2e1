import { createEvents, type EventAttributes } from 'ics';
import { isZone, makeZones, minutesOf, spanOf, toInstant, zoned, type Item, type Plan, type Span, type Where } from '@tripmaster/contracts';
import { hoursText, legText, priceText, wayText } from './lines.ts';
import { plainLine, plainText, safeUrl, writer, type Writer } from './text.ts';
import { vtimezone } from './zones.ts';

/** `start`, `end`: what is written behind a property's name. `stamp`: when the plan was saved, as a calendar writes it. */
type Entry = { event: EventAttributes; used: Where[]; start: string; end: string; stamp: string };

export type CalendarOptions = {
  title: string;
  /** How often whoever subscribes should look again, an RFC 5545 duration; absent for a file. */
  refresh?: string;
};

/**
 * A saved plan as an iCalendar file (RFC 5545): one event an item, each end in local time of its own zone with that
 * zone's `VTIMEZONE`, so the hour stays what the plan says wherever it is opened. An event keeps its UID
 * (`<item id>@<plan id>.tripmaster`) through all versions of the plan, whose number is its `SEQUENCE`, so
 * calendars replace it instead of doubling it. The same plan gives the same bytes.
 */
export function planIcs(plan: Plan): string {
  return calendarIcs([plan], { title: plan.title });
}

/**
 * Several plans as one calendar. The `ics` library writes properties and escapes text; it knows no `TZID` and folds lines
 * by characters, so both are done here.
 */
export function calendarIcs(plans: readonly Plan[], { title, refresh }: CalendarOptions): string {
  const write = writer();
  const entries = plans.flatMap((plan) => entriesOf(plan, write));
  const { error, value } = createEvents(
    entries.map((entry) => entry.event),
    { productId: '-//TripMaster AI//Plan//EN', calName: plainLine(title), method: 'PUBLISH' },
  );
  if (value === null || value === undefined || error) throw new Error('the calendar could not be written', { cause: error });
  return fold(finished(unfold(value), entries, refresh));
}

function entriesOf(plan: Plan, write: Writer): Entry[] {
  return plan.days.flatMap((day, index) => {
    const tomorrow = plan.days[index + 1]?.timeZone;
    return zoned(day).map(({ item, timeZone }) => {
      const span = spanOf(item, { date: day.date, timeZone }, { tomorrow });
      return toEntry(plan, item, span, write);
    });
  });
}

function toEntry(plan: Plan, item: Item, span: Span, write: Writer): Entry {
  // A visit that ends before it starts is the check's to tell; no calendar takes it.
  const backward = span.to < span.from;
  const start = { ...span.start, time: item.start, moment: span.from };
  const end = backward ? start : { ...span.end, time: item.end, moment: span.to };
  const { place } = item;
  const event: EventAttributes = {
    // Given as text, dates pass through the library as they are: it would take numbers for the server's zone.
    start: localStamp(start),
    end: localStamp(end),
    uid: `${safeId(item.id)}@${plan.id}.tripmaster`,
    sequence: plan.version,
    title: plainLine(item.title),
    description: description(item, span, write),
    created: instantStamp(plan.createdAt),
    lastModified: instantStamp(plan.updatedAt),
    categories: [item.kind],
    status: 'CONFIRMED',
    transp: item.kind === 'stay' || item.kind === 'free' ? 'TRANSPARENT' : 'OPAQUE',
    ...(place === undefined
      ? {}
      : {
          location: [place.name, place.address ?? place.area ?? '']
            .filter((part) => part !== '')
            .map(plainLine)
            .join(', '),
          geo: { lat: place.lat, lon: place.lon },
        }),
  };
  return { event, used: [start, end], start: zonedStamp(start), end: zonedStamp(end), stamp: instantStamp(plan.updatedAt) };
}

function description(item: Item, span: Span, write: Writer): string {
  const links = item.links.flatMap((link) => {
    const href = safeUrl(link.url);
    return href === undefined ? [] : [`${plainLine(link.label)}: ${href}`];
  });
  const lines = [
    wayText(item, span, write),
    item.travelFromPrevious === undefined ? '' : `Way there: ${legText(item.travelFromPrevious, write)}`,
    plainLine(hoursText(item)),
    priceText(item, write),
    plainText(item.notes ?? ''),
    ...links,
  ];
  return lines.filter((line) => line !== '').join('\n');
}

/** An item's id as it may stand in a UID: other characters are written as their code, so ids stay distinct. */
function safeId(id: string): string {
  return id.replace(/[^A-Za-z0-9._-]/gu, (character) => `=${(character.codePointAt(0) ?? 0).toString(16)}=`);
}

/** `moment`: epoch minutes. */
type Edge = Where & { time: string; moment: number };

function localStamp({ date, time }: Edge): string {
  return `${date.replaceAll('-', '')}T${time.replace(':', '')}00`;
}

/**
 * What follows the name of a property: `;TZID=Europe/Lisbon:20270510T090000`. An hour that the clocks show twice or skip
 * means one thing to one reader and another to the next (RFC 5545 takes the first, ical.js and pytz the second), so it is
 * written in UTC.
 */
function zonedStamp(edge: Edge): string {
  const { timeZone, date, time, moment } = edge;
  if (!isZone(timeZone)) return `:${localStamp(edge)}`;
  if (makeZones().clock(timeZone, date, minutesOf(time)) === 'once') return `;TZID=${timeZone}:${localStamp(edge)}`;
  return `:${instantStamp(toInstant(moment * 60_000))}`;
}

function instantStamp(instant: string): string {
  return `${instant.slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** Logical lines of a calendar: a line that begins with a blank continues the one before (section 3.1). */
function unfold(calendar: string): string[] {
  return calendar
    .replace(/\r\n[\t ]/g, '')
    .split('\r\n')
    .filter((line) => line !== '');
}

/**
 * Puts the zones before the first event, names the zone of each event's ends, and dates the events by the plan rather
 * than by the clock. Text values cannot reach the head of a logical line, so its head tells a property.
 */
function finished(lines: readonly string[], entries: readonly Entry[], refresh: string | undefined): string[] {
  const out: string[] = [];
  let event = -1;
  for (const line of lines) {
    if (line === 'BEGIN:VEVENT') {
      event += 1;
      if (event === 0) out.push(...zonesOf(entries));
    }
    const entry = entries[event];
    if (entry !== undefined && line.startsWith('DTSTART:')) out.push(`DTSTART${entry.start}`);
    else if (entry !== undefined && line.startsWith('DTEND:')) out.push(`DTEND${entry.end}`);
    else if (entry !== undefined && line.startsWith('DTSTAMP:')) out.push(`DTSTAMP:${entry.stamp}`);
    else if (line.startsWith('X-PUBLISHED-TTL:')) {
      // A file is not looked at again.
      if (refresh !== undefined) out.push(`REFRESH-INTERVAL;VALUE=DURATION:${refresh}`, `X-PUBLISHED-TTL:${refresh}`);
    } else out.push(line);
  }
  return out;
}

/** The rules of every zone in use, for the dates it is used on. */
function zonesOf(entries: readonly Entry[]): string[] {
  const spans = new Map<string, { first: string; last: string }>();
  for (const { timeZone, date } of entries.flatMap(({ used }) => used)) {
    if (!isZone(timeZone)) continue;
    const known = spans.get(timeZone);
    if (known === undefined) spans.set(timeZone, { first: date, last: date });
    else spans.set(timeZone, { first: date < known.first ? date : known.first, last: date > known.last ? date : known.last });
  }
  return [...spans].flatMap(([zone, { first, last }]) => vtimezone(zone, first, last));
}

/** Physical lines of at most 75 octets, never cut inside a character (section 3.1). */
function fold(lines: readonly string[]): string {
  return lines.map((line) => `${foldLine(line)}\r\n`).join('');
}

function foldLine(line: string): string {
  if (line.length <= 25) return line;
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > 75) {
      parts.push(part);
      part = '';
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n ');
}
