import { AppError } from '@tripmaster/contracts';
import { openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import type { Actor } from '@tripmaster/rpc';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { corpus } from '../bookings/scoring.ts';
import { startPlans, TRIP } from '../testing.ts';

const ICS =
  'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=Europe/Lisbon:20270514T100000\r\nDTEND;TZID=Europe/Lisbon:20270514T113000\r\nRRULE:FREQ=DAILY;COUNT=3\r\nSUMMARY:Museum\r\nLOCATION:Lisboa\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n';
const GPX =
  '<?xml version="1.0"?>\n<gpx version="1.1"><metadata><name>Porto</name></metadata><wpt lat="41.1" lon="-8.6"><name>A</name><desc>b</desc></wpt></gpx>';
const CSV = 'date,start,end,title,city,price,currency\n2027-05-14,10:00,11:00,Museum,Lisbon,12.50,EUR\n2027-05-15,,,Market,Lisbon,,\n';

describe('files that are none', () => {
  let test: TestDatabase;
  let started: Awaited<ReturnType<typeof startPlans>>;
  let anna: Actor;
  let seeds: string[];

  beforeAll(async () => {
    test = await openTestDatabase('sqlite');
    started = await startPlans(test);
    anna = await started.person('Anna');
    const plan = await started.anyone(anna).plans.create(TRIP);
    seeds = [ICS, GPX, CSV, JSON.stringify({ schema: 'tripmaster-plan', schemaVersion: 1, plan })];
  }, 60_000);
  afterAll(() => test.remove());

  /** Read, or refused with one of our own errors. */
  async function tried(content: string, encoding: 'text' | 'base64' = 'text'): Promise<void> {
    try {
      await started.plans.imports.propose(anna, { name: 'x', content, encoding });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      expect(['unreadable-file', 'invalid-input', 'payload-too-large']).toContain(error.code);
    }
  }

  it('takes no longer for a calendar whose zones are told a thousand times over, once with each event', async () => {
    const zone =
      'BEGIN:VTIMEZONE\nTZID:X\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:STANDARD\nEND:VTIMEZONE\n';
    const event = 'BEGIN:VEVENT\nDTSTART;TZID=X:20270510T100000\nSUMMARY:a\nLOCATION:Lisbon\nEND:VEVENT\n';
    const begun = performance.now();
    await tried(`BEGIN:VCALENDAR\n${zone.repeat(5_000)}${event.repeat(1_000)}END:VCALENDAR\n`);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  it.each([
    [
      'a mail of mails in mails',
      `From: a@b.c\nTo: x@y.z\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n${'Content-Type: message/rfc822\n\n'.repeat(30_000)}`,
    ],
    [
      'a mail of parts without end',
      `From: a@b.c\nTo: x@y.z\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n${'--a\n\nx\n'.repeat(200_000)}`,
    ],
    ['elements nested without end', `<html><body>${'<div>'.repeat(400_000)}`],
    [
      'a list of dates without end',
      `BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20270510T100000\nRDATE:${'20270511T100000,'.repeat(150_000)}20270512T100000\nEND:VEVENT\nEND:VCALENDAR\n`,
    ],
    [
      'repeating events, each with an exception',
      `BEGIN:VCALENDAR\n${Array.from({ length: 700 }, (_, index) => `BEGIN:VEVENT\nUID:x${index}\nDTSTART:20270510T100000\nRRULE:FREQ=DAILY\nEND:VEVENT\nBEGIN:VEVENT\nUID:x${index}\nRECURRENCE-ID:20270511T100000\nDTSTART:20270511T120000\nEND:VEVENT\n`).join('')}END:VCALENDAR\n`,
    ],
  ])('takes no longer for %s', async (_, content) => {
    const begun = performance.now();
    await tried(content);
    expect(performance.now() - begun).toBeLessThan(3_000);
  });

  it('are refused in words, whatever their bytes', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 3_000 }), (bytes) =>
        tried(Buffer.from(bytes).toString('base64'), 'base64'),
      ),
      { numRuns: 400 },
    );
  });

  it('are refused in words where they are almost files', { timeout: 180_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(3),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.string({ maxLength: 12 }),
        fc.nat(20),
        (seed, at, insert, cut) => {
          const text = seeds[seed] ?? '';
          const index = Math.floor(at * text.length);
          return tried(text.slice(0, index) + insert + text.slice(index + cut) || 'x');
        },
      ),
      { numRuns: 500 },
    );
  });

  it('are read or refused when they are booking confirmations cut off anywhere', { timeout: 180_000 }, async () => {
    expect(corpus().length).toBeGreaterThan(0);
    for (const { content } of corpus())
      for (const share of [0.25, 0.6, 1])
        await tried(Buffer.from(content.subarray(0, Math.max(1, Math.floor(content.length * share)))).toString('base64'), 'base64');
  });

  it.each([
    ['a rule that never comes true', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'],
    ['a rule of every second', 'RRULE:FREQ=SECONDLY'],
    ['a thousand years', 'DURATION:P365000D'],
    ['an unknown zone', 'X-A:b\nDTSTAMP;TZID=Mars/Olympus:20270101T000000'],
  ])('take no long time: %s', async (_name, line) => {
    const from = performance.now();
    await tried(ICS.replace('RRULE:FREQ=DAILY;COUNT=3', line));
    expect(performance.now() - from).toBeLessThan(3_000);
  });

  it('propose at most as many items as a plan can have', { timeout: 60_000 }, async () => {
    const rows = Array.from(
      { length: 3_000 },
      (_, index) => `2027-05-${String(1 + (index % 28)).padStart(2, '0')},10:00,Thing ${index},Lisbon`,
    );
    const proposal = await started.plans.imports.propose(anna, {
      name: 'x.csv',
      content: `date,start,title,city\n${rows.join('\n')}`,
      encoding: 'text',
    });
    expect(proposal.items.length).toBeLessThanOrEqual(1_500);
    expect(proposal.problems.length).toBeGreaterThan(0);
  });
});
