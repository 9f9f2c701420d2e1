import { offsetAt, type Plan } from '@tripmaster/contracts';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { planIcs } from './ics.ts';
import { PAYLOADS, PLAN_ID, testItem, testPlan } from './testing.ts';

type Read = {
  uid: string;
  summary: string;
  description: string;
  location: string;
  start: number;
  end: number;
  zone: string;
  local: string;
  sequence: number;
  properties: string[];
};

/** Reads a calendar with ical.js and with the zones it brings along, and nothing else. */
function read(calendar: string): Read[] {
  const root = new ICAL.Component(ICAL.parse(calendar));
  ICAL.TimezoneService.reset();
  for (const zone of root.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  return root.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      summary: event.summary,
      description: event.description ?? '',
      location: event.location ?? '',
      start: event.startDate.toUnixTime() * 1_000,
      end: event.endDate.toUnixTime() * 1_000,
      zone: String(component.getFirstProperty('dtstart')?.getParameter('tzid') ?? ''),
      local: event.startDate.toString(),
      sequence: event.sequence,
      properties: component
        .getAllProperties()
        .map((property) => property.name)
        .toSorted(),
    };
  });
}

/** The instant of a local time, by a way of its own: search for the instant that Intl shows as that time. */
function instantOf(zone: string, date: string, time: string): number {
  const guess = Date.parse(`${date}T${time}:00Z`);
  for (const offset of [...new Set([-24, 0, 24].map((hours) => offsetAt(zone, guess + hours * 3_600_000)))].toSorted((a, b) => b - a)) {
    const instant = guess - offset * 60_000;
    const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(instant);
    if (shown === `${date} ${time}`) return instant;
  }
  throw new Error('no such local time');
}

function planOf(zone: string, date: string, items = [testItem('a', '09:00', '10:30')]): Plan {
  return testPlan([{ date, city: 'X', country: 'PT', timeZone: zone, items }]);
}

describe('planIcs', () => {
  it.each([
    ['Europe/Lisbon', '2027-03-27'], // the day before summer time
    ['Europe/Lisbon', '2027-03-28'], // the day itself
    ['Europe/Lisbon', '2027-10-31'], // back to winter time
    ['America/New_York', '2027-03-14'],
    ['America/New_York', '2027-11-07'],
    ['Pacific/Auckland', '2027-04-04'], // summer time ends, south of the equator
    ['Pacific/Auckland', '2027-09-26'],
    ['Pacific/Apia', '2027-01-01'], // UTC+13
    ['Pacific/Apia', '2027-07-01'],
    ['Pacific/Kiritimati', '2027-07-01'], // UTC+14
    ['Asia/Kathmandu', '2027-07-01'], // UTC+5:45
    ['Australia/Lord_Howe', '2027-04-04'], // half an hour of summer time
    ['Africa/Casablanca', '2027-02-08'], // pauses around Ramadan
    ['America/Sao_Paulo', '2027-02-08'],
    ['UTC', '2027-02-08'],
    ['Europe/Dublin', '2027-06-01'], // negative summer time in the source data
  ])('keeps local time in %s on %s', async (zone, date) => {
    const [event] = read(planIcs(planOf(zone, date)));
    expect(event).toMatchObject({
      zone,
      local: `${date}T09:00:00`,
      start: instantOf(zone, date, '09:00'),
      end: instantOf(zone, date, '10:30'),
    });
  });

  it('does not depend on the zone of the server', async () => {
    const before = process.env['TZ'];
    const plan = planOf('Europe/Lisbon', '2027-03-14', [testItem('a', '02:30', '03:30')]);
    try {
      process.env['TZ'] = 'America/New_York'; // has no 02:30 on this day
      expect(read(planIcs(plan))[0]?.local).toBe('2027-03-14T02:30:00');
    } finally {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    }
  });

  it('ends a night on the next day, the hour of the clock change included', async () => {
    const night = testItem('night', '21:00', '09:00', { kind: 'stay' });
    const [event] = read(planIcs(planOf('Europe/Lisbon', '2027-03-27', [night])));
    expect(event?.start).toBe(instantOf('Europe/Lisbon', '2027-03-27', '21:00'));
    expect(event?.end).toBe(instantOf('Europe/Lisbon', '2027-03-28', '09:00'));
    expect(((event?.end ?? 0) - (event?.start ?? 0)) / 3_600_000).toBe(11);
    const [round] = read(planIcs(planOf('Europe/Lisbon', '2027-12-31', [testItem('n', '15:00', '15:00', { kind: 'stay' })])));
    expect(((round?.end ?? 0) - (round?.start ?? 0)) / 3_600_000).toBe(24);
  });

  it('has one event an item, on its own day and in its own zone', async () => {
    const plan = testPlan([
      {
        date: '2027-10-30',
        city: 'Lisbon',
        country: 'PT',
        timeZone: 'Europe/Lisbon',
        items: [testItem('a', '09:00', '10:00'), testItem('b', '11:00', '12:00')],
      },
      { date: '2027-10-31', city: 'Tokyo', country: 'JP', timeZone: 'Asia/Tokyo', items: [testItem('c', '09:00', '10:00')] },
      { date: '2027-11-01', city: 'Apia', country: 'WS', timeZone: 'Pacific/Apia', items: [] },
    ]);
    const calendar = planIcs(plan);
    expect(read(calendar).map((event) => [event.uid, event.zone, event.local])).toEqual([
      [`a@${PLAN_ID}.tripmaster`, 'Europe/Lisbon', '2027-10-30T09:00:00'],
      [`b@${PLAN_ID}.tripmaster`, 'Europe/Lisbon', '2027-10-30T11:00:00'],
      [`c@${PLAN_ID}.tripmaster`, 'Asia/Tokyo', '2027-10-31T09:00:00'],
    ]);
    expect(calendar.match(/BEGIN:VTIMEZONE/g)).toHaveLength(2);
  });

  it('keeps UIDs through versions, counts them, and gives the same bytes for the same plan', async () => {
    const plan = planOf('Europe/Lisbon', '2027-05-10');
    const next = { ...plan, version: 4, title: 'Changed' };
    const [before] = read(planIcs(plan));
    const [after] = read(planIcs(next));
    expect(before?.uid).toBe(after?.uid);
    expect([before?.sequence, after?.sequence]).toEqual([3, 4]);
    expect(planIcs(plan)).toBe(planIcs(structuredClone(plan)));
    expect(planIcs(plan)).toContain('\r\nDTSTAMP:20261102T093015Z\r\n');
  });

  it('writes ids so that they stay distinct and cannot break the line', async () => {
    const ids = ['a b', 'a:b', 'a;b', 'a\r\nX:1', 'é', 'a=20=b', 'a.b-c_d'];
    const events = read(
      planIcs(
        planOf(
          'UTC',
          '2027-05-10',
          ids.map((id) => testItem(id, '09:00', '10:00')),
        ),
      ),
    );
    expect(events).toHaveLength(ids.length);
    expect(new Set(events.map((event) => event.uid)).size).toBe(ids.length);
  });

  it('stands without a zone that nobody knows, and with no items at all', async () => {
    const [event] = read(planIcs(planOf('Mars/Olympus\r\nX:1', '2027-05-10')));
    expect(event).toMatchObject({ zone: '', local: '2027-05-10T09:00:00' });
    expect(read(planIcs(planOf('UTC', '2027-05-10', [])))).toEqual([]);
  });

  it('tells place, way, hours and price', async () => {
    const item = testItem('a', '09:00', '10:00', {
      place: { name: 'Castle', address: 'Rua de Santa Cruz, 1', lat: 38.7139, lon: -9.1334, source: 'catalogue' },
      travelFromPrevious: { mode: 'walk', minutes: 10, metres: 800, spareMinutes: 5, estimated: true },
      hours: { open: '09:00', close: '18:00', source: 'catalogue', asOf: '2025-06' },
      cost: { amount: 1_500, currency: 'EUR' },
      costBasis: 'usual',
      notes: 'Bring a hat\nand water',
      links: [
        { label: 'Map', url: 'https://example.org/?q=1;2,3' },
        { label: 'Evil', url: 'javascript:alert(1)' },
      ],
    });
    const [event] = read(planIcs(planOf('Europe/Lisbon', '2027-05-10', [item])));
    expect(event?.location).toBe('Castle, Rua de Santa Cruz, 1');
    expect(event?.description).toBe(
      'Way there: walk, 10 min, 800 m, 5 min to spare (estimated)\nopen 09:00–18:00 (usual, verify; catalogue, 2025-06)\n15.00 EUR (usual, verify)\nBring a hat\nand water\nMap: https://example.org/?q=1;2,3',
    );
  });

  const PROPERTIES = [
    'categories',
    'created',
    'description',
    'dtend',
    'dtstamp',
    'dtstart',
    'geo',
    'last-modified',
    'location',
    'sequence',
    'status',
    'summary',
    'transp',
    'uid',
  ];

  async function check(text: string): Promise<void> {
    const item = testItem('a', '09:00', '10:00', {
      title: text,
      notes: text,
      place: { name: text, address: text, lat: 1, lon: 2, source: 'user' },
      links: [{ label: text, url: 'https://example.org/' }],
    });
    const calendar = planIcs({ ...planOf('Europe/Lisbon', '2027-05-10', [item]), title: text });
    const events = read(calendar);
    expect(events).toHaveLength(1);
    expect(events[0]?.properties).toEqual(PROPERTIES);
    expect(events[0]?.local).toBe('2027-05-10T09:00:00');
    for (const line of calendar.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line).not.toMatch(/[\r\n]/);
    }
  }

  it.each(PAYLOADS.map((payload) => [payload]))('stays one event with %j', async (payload) => {
    await check(payload);
    const [event] = read(planIcs(planOf('UTC', '2027-05-10', [testItem('a', '09:00', '10:00', { title: payload })])));
    // Nothing is lost but line breaks, controls and direction marks.
    const visible = (text: string) => text.replace(/[\s\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, '');
    expect(visible(event?.summary ?? '')).toBe(visible(payload));
  });

  it('stays one event with anything', async () => {
    const piece = fc.constantFrom(
      '\r',
      '\n',
      '\r\n',
      '\u2028',
      '\u0085',
      '\\',
      '\\n',
      ';',
      ',',
      ':',
      '"',
      'BEGIN:VEVENT',
      'END:VCALENDAR',
      'DTSTART:20270101T000000',
      '\t',
      ' ',
      'é',
      '漢',
      '\u{1f600}',
      'x',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { minLength: 1, maxLength: 60 }).map((parts) => `x${parts.join('')}`.slice(0, 200).toWellFormed()),
        check,
      ),
      { numRuns: 150 },
    );
  }, 60_000);
});
