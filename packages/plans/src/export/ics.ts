import { createEvents, type EventAttributes } from 'ics';
import { addDays, type Day, type Item, type Plan } from '@tripmaster/contracts';
import { isZone } from '../time/zones.ts';
import { endsNextDay } from '../verify/timeline.ts';
import { hoursText, legText, priceText } from './lines.ts';
import { plainLine, plainText, safeUrl, writer, type Writer } from './text.ts';
import { vtimezone } from './zones.ts';

type Entry = { event: EventAttributes; zone: string | undefined };

/**
 * A saved plan as an iCalendar file (RFC 5545): one event an item, in local time of its day's zone with that
 * zone's `VTIMEZONE`, so the hour stays what the plan says wherever it is opened. An event keeps its UID
 * (`<item id>@<plan id>.tripmaster`) through all versions of the plan, whose number is its `SEQUENCE`, so
 * calendars replace it instead of doubling it. The same plan gives the same bytes.
 *
 * The `ics` library writes properties and escapes text; it knows no `TZID` and folds lines by characters,
 * so both are done here.
 */
export function planIcs(plan: Plan): string {
  const write = writer();
  const entries = plan.days.flatMap((day) => day.items.map((item) => toEntry(plan, day, item, write)));
  const { error, value } = createEvents(
    entries.map((entry) => entry.event),
    { productId: '-//TripMaster AI//Plan//EN', calName: plainLine(plan.title), method: 'PUBLISH' },
  );
  if (value === null || value === undefined || error) throw new Error('the calendar could not be written', { cause: error });
  return fold(
    withZones(
      unfold(value),
      plan,
      entries.map((entry) => entry.zone),
    ),
  );
}

function toEntry(plan: Plan, day: Day, item: Item, write: Writer): Entry {
  const until = endsNextDay(item) ? addDays(day.date, 1) : day.date;
  const { place } = item;
  const event: EventAttributes = {
    // Given as text, dates pass through the library as they are: it would take numbers for the server's zone.
    start: localStamp(day.date, item.start),
    // A visit that ends before it starts is the check's to tell; no calendar takes it.
    end: localStamp(until, until === day.date && item.end < item.start ? item.start : item.end),
    uid: `${safeId(item.id)}@${plan.id}.tripmaster`,
    sequence: plan.version,
    title: plainLine(item.title),
    description: description(item, write),
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
  return { event, zone: isZone(day.timeZone) ? day.timeZone : undefined };
}

function description(item: Item, write: Writer): string {
  const links = item.links.flatMap((link) => {
    const href = safeUrl(link.url);
    return href === undefined ? [] : [`${plainLine(link.label)}: ${href}`];
  });
  const lines = [
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

function localStamp(date: string, time: string): string {
  return `${date.replaceAll('-', '')}T${time.replace(':', '')}00`;
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
 * Puts the zones before the first event, names each event's zone, and dates the events by the plan rather
 * than by the clock. Text values cannot reach the head of a logical line, so its head tells a property.
 */
function withZones(lines: readonly string[], plan: Plan, zones: readonly (string | undefined)[]): string[] {
  const first = plan.days[0]?.date;
  const last = plan.days.at(-1)?.date;
  const used = [...new Set(zones)].filter((zone) => zone !== undefined);
  const blocks = first === undefined || last === undefined ? [] : used.flatMap((zone) => vtimezone(zone, first, last));
  const out: string[] = [];
  let event = -1;
  for (const line of lines) {
    if (line === 'BEGIN:VEVENT') {
      event += 1;
      if (event === 0) out.push(...blocks);
    }
    const zone = zones[event];
    const time = /^(DTSTART|DTEND):(\d{8}T\d{6})$/.exec(line);
    if (time !== null && zone !== undefined) out.push(`${time[1]};TZID=${zone}:${time[2]}`);
    else out.push(line.startsWith('DTSTAMP:') ? `DTSTAMP:${instantStamp(plan.updatedAt)}` : line);
  }
  return out;
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
