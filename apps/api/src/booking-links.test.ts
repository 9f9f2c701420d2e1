import { writeFile } from 'node:fs/promises';
import { ENGINES } from '@tripmaster/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './env.ts';
import { startServer, type Server } from './testing.ts';

const HOSTS = [
  'www.booking.com',
  'www.hotels.com',
  'www.google.com',
  'www.rome2rio.com',
  'www.getyourguide.com',
  'www.viator.com',
  'www.openstreetmap.org',
];

/** What somebody may try to get elsewhere, or more headers, with a word of the search. */
const WORDS = [
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '@evil.example',
  '.evil.example',
  'x@evil.example:443/',
  'javascript:alert(1)',
  'data:text/html,x',
  '%0d%0aLocation:%20https://evil.example',
  '%0d%0a%0d%0a<script>alert(1)</script>',
  '%0aSet-Cookie:%20a=b',
  '%00',
  '%e2%80%a8Location:x',
  '..',
  '../../..',
  '%2e%2e%2f%2e%2e%2f',
  '%252e%252e%252f',
  '?aid=evil',
  '&aid=evil&checkin=x',
  '%26aid%3Devil',
  '#evil',
  '{start}',
  '[{from}]',
  '%7bplace%7d',
  '%ff%fe',
  '%ed%a0%80',
  '<img src=x>',
  "' or 1=1 --",
  'a'.repeat(5_000),
  '',
];
const PATHS = [
  '/go',
  '/go/',
  '/go/booking',
  '/go/booking/',
  '/go/booking/cruise?place=x',
  '/go/nobody/stay?place=x',
  '/go/__proto__/stay?place=x',
  '/go/constructor/stay?place=x',
  '/go/booking/constructor?place=x',
  '/go/https:%2f%2fevil.example/stay?place=x',
  '/go/%2f%2fevil.example/stay?place=x',
  '/go/booking%00/stay?place=x',
  '/go/booking/stay/extra?place=x',
  '/go//evil.example/stay?place=x',
  '/go/booking/stay?place=a&place=b',
  '/go/booking/stay?place[]=a',
  '/go/booking/stay?place=x&start=tomorrow',
  '/go/booking/stay?place=x&start=2027-02-30',
  '/go/booking/stay?place=x&adults=0',
  '/go/booking/stay?place=x&adults=9e9',
  '/go/booking/stay?place=x&adults=-1',
  '/go/booking/stay?place=x&adults=NaN',
  '/go/osm/map?lat=999&lon=0',
  '/go/osm/map?lat=abc&lon=0',
  '/go/osm/map?lat=1&lon=Infinity',
  '/go/booking/stay',
  '/go/booking/stay?url=https://evil.example',
  '/go/booking/stay?next=//evil.example&host=evil.example',
];
const VARIANTS = [
  ...PATHS,
  ...WORDS.flatMap((word) => [
    `/go/booking/stay?place=${word}`,
    `/go/rome2rio/train?from=Lisbon&to=${word}`,
    `/go/viator/activity?place=x&${word}=1`,
  ]),
];

describe.each(ENGINES)('following booking links on %s', (engine) => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer(engine, { AFFILIATE_BOOKING: '4242' });
  });
  afterAll(() => server.stop());

  it('leads to the provider with the operator’s id, tells it nothing of us, and is kept nowhere', async () => {
    const { statusCode, headers } = await server.app.inject(
      '/go/booking/stay?place=Lisbon&start=2027-05-10&end=2027-05-12&adults=2&utm=x&aid=9',
    );
    expect(statusCode).toBe(303);
    expect(headers).toMatchObject({
      location:
        'https://www.booking.com/searchresults.html?ss=Lisbon&checkin=2027-05-10&checkout=2027-05-12&group_adults=2&no_rooms=1&aid=4242',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex, nofollow',
    });
    expect(headers['set-cookie']).toBeUndefined();
    expect((await server.app.inject({ method: 'HEAD', url: '/go/booking/stay?place=Lisbon' })).statusCode).toBe(404);
    await server.application.plans.bookingLinks.flush();
    expect(await server.application.db.read.select().from(server.application.db.tables.bookingClicks)).toEqual([
      { day: '2027-01-15', provider: 'booking', kind: 'stay', clicks: 1 },
    ]);
  });

  it(`leads nowhere else and says nothing more, in ${VARIANTS.length} hostile variants`, async () => {
    expect(VARIANTS.length).toBeGreaterThanOrEqual(100);
    for (const url of VARIANTS) {
      // Each from another address, so that the limit is not what refuses it.
      const remoteAddress = `198.51.${Math.floor(VARIANTS.indexOf(url) / 250)}.${(VARIANTS.indexOf(url) % 250) + 1}`;
      const { statusCode, headers, rawPayload } = await server.app.inject({ url, remoteAddress, headers: { host: 'evil.example' } });
      const { location } = headers;
      expect({ url, statusCode }).toEqual({
        url,
        statusCode: location === undefined ? expect.toSatisfy((code: number) => code >= 400 && code < 500) : 303,
      });
      if (location === undefined) continue;
      expect(typeof location === 'string' && HOSTS.includes(new URL(location).host) && location.startsWith('https://')).toBe(true);
      expect(location).toMatch(/^[\x21-\x7e]+$/);
      expect(Object.keys(headers)).not.toContain('set-cookie');
      expect(new URL(location).searchParams.getAll('aid').every((id) => id === '4242')).toBe(true);
      expect(rawPayload).toHaveLength(0);
    }
    expect((await server.app.inject('/go/osm/map?lat=38.7&lon=-9.1')).headers.location).toBe(
      'https://www.openstreetmap.org/?mlat=38.7&mlon=-9.1',
    );
  });

  it('is limited by address', async () => {
    const follow = () => server.app.inject({ url: '/go/booking/stay?place=Lisbon', remoteAddress: '203.0.113.9' });
    for (let turn = 0; turn < 600; turn += 1) await follow();
    const { statusCode, headers } = await follow();
    expect({ statusCode, wait: Number(headers['retry-after']) > 0, location: headers.location }).toEqual({
      statusCode: 429,
      wait: true,
      location: undefined,
    });
  });
});

describe('the operator’s settings of booking links', () => {
  it('are a file, ids, or off', async () => {
    const file = `${process.env['TMPDIR'] ?? '/tmp'}/booking-${process.pid}.json`;
    await writeFile(file, JSON.stringify({ without: ['hotels'], affiliateIds: { viator: 'P1' } }));
    const { bookingProviders } = readConfig({ BOOKING_LINKS_FILE: file, AFFILIATE_BOOKING: '7' });
    expect(bookingProviders.map(({ id, affiliate }) => [id, affiliate?.id])).toEqual([
      ['booking', '7'],
      ['google-flights', undefined],
      ['rome2rio', undefined],
      ['getyourguide', undefined],
      ['viator', 'P1'],
      ['osm', undefined],
    ]);
    expect(readConfig({ BOOKING_LINKS: 'off' }).bookingProviders).toEqual([]);
    expect(() => readConfig({ BOOKING_LINKS_FILE: '/nowhere.json' })).toThrow(ConfigError);
    await writeFile(file, '{"providers":[{"id":"x1","name":"X","links":{"stay":"http://x.example/"}}]}');
    expect(() => readConfig({ BOOKING_LINKS_FILE: file })).toThrow(/BOOKING_LINKS_FILE can’t be used: .*https/);
    expect(() => readConfig({ AFFILIATE_BOOKING: 'a b' })).toThrow(/AFFILIATE_/);
  });
});
