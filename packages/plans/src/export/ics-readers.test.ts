import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { addDays, makeZones, spanOf, zoned, type Day, type Item, type Plan } from '@tripmaster/contracts';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { planIcs } from './ics.ts';
import { PAYLOADS, testItem, testPlan } from './testing.ts';

/** Debian's Python, which has `python3-icalendar`, before any other. */
const PYTHON = ['/usr/bin/python3', 'python3'].find((python) => spawnSync(python, ['-c', 'import icalendar']).status === 0);
if (PYTHON === undefined) process.stderr.write('SKIPPED: calendars were not read by Python’s icalendar (install python3-icalendar).\n');

type Read = {
  uid: string;
  sequence: number;
  summary: string;
  description: string;
  location: string;
  start: number;
  end: number;
  local: string;
  zone: string;
  properties: string[];
};

function byIcalJs(calendar: string): Read[] {
  const root = new ICAL.Component(ICAL.parse(calendar));
  ICAL.TimezoneService.reset();
  for (const zone of root.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  return root.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      sequence: event.sequence,
      summary: event.summary,
      description: event.description ?? '',
      location: event.location ?? '',
      start: event.startDate.toUnixTime(),
      end: event.endDate.toUnixTime(),
      local: event.startDate.toString().replace(/Z$/, ''),
      zone: String(component.getFirstProperty('dtstart')?.getParameter('tzid') ?? ''),
      properties: component
        .getAllProperties()
        .map(({ name }) => name)
        .toSorted(),
    };
  });
}

function byPython(calendars: readonly string[]): Read[][] {
  const script = fileURLToPath(new URL('read-ics.py', import.meta.url));
  const { stdout, stderr, status } = spawnSync(PYTHON ?? '', [script], { input: JSON.stringify(calendars), maxBuffer: 200_000_000 });
  if (status !== 0) throw new Error(stderr.toString());
  return JSON.parse(stdout.toString());
}

/** That Python's reader takes a backslash before an n for a line break, though the backslash is escaped, is its own affair. */
function alike({ summary, description, location, ...rest }: Read): Read {
  const plain = (text: string): string => text.replace(/\\*(?:\\[nN]|\n)/g, ' ');
  return { ...rest, summary: plain(summary), description: plain(description), location: plain(location) };
}

/** None whose rules have changed since Debian's Python learned them. */
const ZONES = [
  'Asia/Tokyo',
  'Europe/Lisbon',
  'Pacific/Apia',
  'Pacific/Auckland',
  'Pacific/Honolulu',
  'America/Los_Angeles',
  'Asia/Singapore',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
] as const;
const STARTS = ['2027-03-26', '2027-10-29', '2027-09-24', '2027-04-02', '2027-12-30', '2028-02-28'];
const words = fc
  .oneof(fc.constantFrom(...PAYLOADS), fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }))
  .map((text) => `x${text}`.slice(0, 190).toWellFormed());
const time = fc.nat(287).map((five) => `${String(Math.floor(five / 12)).padStart(2, '0')}:${String((five % 12) * 5).padStart(2, '0')}`);

function itemOf(id: string): fc.Arbitrary<Item> {
  return fc
    .record({
      kind: fc.constantFrom('sight', 'activity', 'meal', 'transfer', 'stay', 'free'),
      title: words,
      notes: words,
      start: time,
      end: time,
      lands: fc.option(fc.record({ days: fc.constantFrom(-1, 0, 1), timeZone: fc.constantFrom(...ZONES) })),
      place: fc.option(
        fc.record({
          name: words,
          address: words,
          lat: fc.double({ min: -90, max: 90, noNaN: true }),
          lon: fc.double({ min: -180, max: 180, noNaN: true }),
        }),
      ),
    })
    .map(({ kind, title, notes, start, end, lands, place }) =>
      testItem(id, start, end, {
        kind,
        title,
        notes,
        ...(place === null ? {} : { place: { ...place, source: 'user' } }),
        // On the first date; moved to its own by `planOf`.
        ...(kind !== 'transfer' || lands === null
          ? {}
          : { arrival: { date: addDays('2027-01-01', lands.days), timeZone: lands.timeZone } }),
      }),
    );
}

const plans: fc.Arbitrary<Plan> = fc
  .record({
    start: fc.constantFrom(...STARTS),
    version: fc.integer({ min: 1, max: 500 }),
    title: words,
    days: fc.array(
      fc.record({
        timeZone: fc.constantFrom(...ZONES),
        items: fc.tuple(itemOf('a'), itemOf('b'), itemOf('c')).chain((items) => fc.subarray(items)),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  })
  .map(({ start, version, title, days }) =>
    testPlan(
      days.map(({ timeZone, items }, index): Day => {
        const date = addDays(start, index);
        const own = items.map((item) => {
          const id = `${item.id}${index}`;
          if (item.arrival === undefined) return { ...item, id };
          const shift = item.arrival.date < '2027-01-01' ? -1 : item.arrival.date > '2027-01-01' ? 1 : 0;
          return { ...item, id, arrival: { ...item.arrival, date: addDays(date, shift) } };
        });
        return { date, city: 'X', country: 'PT', timeZone, items: own };
      }),
      { version, title },
    ),
  );

/** What the events of a plan should be: its items' moments, by this project's own arithmetic. */
function expected(plan: Plan) {
  const zones = makeZones();
  return plan.days.flatMap((day, index) =>
    zoned(day).map(({ item, timeZone }) => {
      const { from, to } = spanOf(item, { date: day.date, timeZone }, { tomorrow: plan.days[index + 1]?.timeZone });
      const clock = zones.clock(timeZone, day.date, Number(item.start.slice(0, 2)) * 60 + Number(item.start.slice(3)));
      return {
        uid: `${item.id}@${plan.id}.tripmaster`,
        sequence: plan.version,
        start: from * 60,
        end: Math.max(from, to) * 60,
        // Of an hour that comes twice or never, readers think differently: it is told by the moment alone.
        ...(clock === 'once' ? { local: `${day.date}T${item.start}:00`, zone: timeZone } : { zone: '' }),
      };
    }),
  );
}

describe('calendars, by two readers', () => {
  const samples = fc.sample(plans, { numRuns: 300, seed: 20_271_031 });
  const calendars = samples.map((plan) => planIcs(plan));

  it('have the moments of the plan, whatever its zones and clocks do', () => {
    samples.forEach((plan, index) => expect(byIcalJs(calendars[index] ?? '')).toMatchObject(expected(plan)));
  });

  it.skipIf(PYTHON === undefined)('are the same events to both, texts and moments', () => {
    const read = byPython(calendars);
    expect(read).toHaveLength(samples.length);
    read.forEach((events, index) => expect(events.map(alike)).toEqual(byIcalJs(calendars[index] ?? '').map(alike)));
  });
});
