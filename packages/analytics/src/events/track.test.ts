import { clientEventName, newId, type DroppedReason } from '@tripmaster/contracts';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import type { Origin } from '@tripmaster/rpc';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startAnalytics, type TestAnalytics } from '../testing/start.ts';

const at = (ms: number) => new Date(ms).toISOString();
const VIEW = { name: 'page-viewed', page: '/discover' } as const;

describe.each(ENGINES)('what front ends tell, on %s', (engine) => {
  let test: TestDatabase;
  let app: TestAnalytics;
  beforeEach(async () => {
    test = await openTestDatabase(engine);
    app = await startAnalytics(test);
  });
  afterEach(() => test.remove());

  /** Whatever it is, as no typed caller would send it. */
  const send = (events: readonly unknown[], caller = app.as()) => Reflect.apply(caller.analytics.track, undefined, [{ events }]);

  it('is kept small: a pattern, a host, the words of a campaign, a country', async () => {
    const id = newId(app.clock.ms);
    const answer = await app.as(undefined, { languages: 'pt-BR,pt;q=0.9' }).analytics.track({
      events: [
        {
          id: id.toUpperCase(),
          name: 'page-viewed',
          at: at(app.clock.ms - 5_000),
          page: '/plans/$id/',
          referrer: 'https://www.News.example/story?reader=ana@example.com#x',
          utmSource: 'letter  of May',
          utmMedium: 'ana@example.com',
          utmCampaign: 'x'.repeat(300),
          timeZone: 'Europe/Lisbon',
        },
      ],
    });
    expect(answer).toEqual({ accepted: 1, dropped: 0 });
    expect(await app.events()).toEqual([]);
    await app.analytics.flush();
    expect(await app.events()).toEqual([
      {
        id,
        name: 'page-viewed',
        at: app.clock.ms - 5_000,
        day: '2027-01-15',
        person: null,
        visitor: expect.stringMatching(/^[\w-]{22}$/),
        country: 'PT',
        page: '/plans/$id',
        referrer: 'news.example',
        utmSource: 'letter of May',
        utmMedium: null,
        utmCampaign: 'x'.repeat(100),
        destination: null,
        month: null,
        amount: null,
        currency: null,
      },
    ]);
  });

  it('is dropped by itself where it is no event, and counted by its reason', async () => {
    const wrong: [DroppedReason, unknown][] = [
      ['unknown-name', { name: 'paid' }],
      ['unknown-name', { name: 'everything' }],
      ['unknown-name', { name: '__proto__' }],
      ['malformed', {}],
      ['malformed', null],
      ['malformed', 'page-viewed'],
      ['malformed', [VIEW]],
      ['malformed', { ...VIEW, id: 'mine' }],
      ['malformed', { ...VIEW, id: '2c5ea4c0-4067-4fe9-8bad-9b1deb4d3b7d' }],
      ['malformed', { ...VIEW, page: 5 }],
      ['malformed', { ...VIEW, referrer: {} }],
      ['malformed', { ...VIEW, at: 1_800_000_000 }],
      ['malformed', { ...VIEW, at: '2027-13-45T99:00:00.000Z' }],
      ['in-the-future', { ...VIEW, at: '2027-01-15T12:01:01.000Z' }],
      ['in-the-future', { ...VIEW, at: '9999-12-31T23:59:59.999Z' }],
      ['too-old', { ...VIEW, at: '2027-01-15T10:59:59.000Z' }],
      ['too-old', { ...VIEW, at: '0000-01-01T00:00:00.000Z' }],
      ['bad-page', { ...VIEW, page: 'discover' }],
      ['bad-page', { ...VIEW, page: '/plans/01a20671-6769-77d1-bb8e-64757ca38b0d' }],
      ['bad-page', { ...VIEW, page: '/s/3q2-7wEX1vKJb0mHq9dT4s' }],
      ['bad-page', { ...VIEW, page: '/discover?q=ana' }],
      ['bad-page', { ...VIEW, page: '/who/ana@example.com' }],
      ['bad-page', { ...VIEW, page: '/from/203.0.113.77' }],
      ['bad-page', { ...VIEW, page: `/${'a/'.repeat(200)}a` }],
      ['bad-page', { ...VIEW, page: '/a\0b' }],
    ];
    for (const [reason, event] of wrong) {
      expect({ reason, event, ...(await send([VIEW, event, VIEW])) }).toEqual({ reason, event, accepted: 2, dropped: 1 });
      await app.analytics.flush();
      expect([event, await app.dropped()]).toEqual([event, { [reason]: 1 }]);
      await test.db.write(async (tx) => void (await tx.delete(test.db.tables.droppedEvents)));
    }
    expect(await app.events()).toHaveLength(2 * wrong.length);
  });

  it('counts once what comes twice, at once, later, and on another node', async () => {
    const other = await startAnalytics(test, { clock: app.clock });
    const event = { ...VIEW, id: newId(app.clock.ms) };
    expect(await send([event, event])).toEqual({ accepted: 1, dropped: 1 });
    await app.analytics.flush();
    expect(await send([event])).toEqual({ accepted: 0, dropped: 1 });
    await send([event], other.as());
    await Promise.all([app.analytics.flush(), other.analytics.flush()]);
    expect(await app.events()).toHaveLength(1);
    expect(await app.dropped()).toEqual({ duplicate: 3 });
  });

  it('is limited by client without a write a call; others are not concerned', async () => {
    let accepted = 0;
    for (let call = 0; call < 1_000; call += 1) accepted += (await app.as().analytics.track({ events: [VIEW] })).accepted;
    expect(accepted).toBe(600);
    expect(await send([VIEW], app.as(undefined, { address: '203.0.113.78' }))).toEqual({ accepted: 1, dropped: 0 });
    app.clock.ms += 10_000;
    expect(await send(Array.from({ length: 51 }, () => VIEW))).toEqual({ accepted: 50, dropped: 1 });
    expect([await app.events(), await app.dropped()]).toEqual([[], {}]);
    await app.analytics.flush();
    expect(await app.events()).toHaveLength(651);
    expect(await app.dropped()).toEqual({ limited: 400, 'too-many': 1 });
  });

  it('takes no more than there is room for, and nothing is lost while the database is away', async () => {
    const away = { now: false };
    const db: TestDatabase['db'] = {
      ...test.db,
      write: async (work) => (away.now ? Promise.reject(new Error('away')) : test.db.write(work)),
    };
    const fast = await startAnalytics({ db }, { clock: app.clock, scale: 1_000 });
    let accepted = 0;
    for (let call = 0; call < 210; call += 1)
      accepted += (await fast.as().analytics.track({ events: Array.from({ length: 50 }, () => VIEW) })).accepted;
    expect(accepted).toBe(10_000);
    away.now = true;
    await expect(fast.analytics.flush()).rejects.toThrow('away');
    away.now = false;
    await fast.analytics.flush();
    expect(await app.events()).toHaveLength(10_000);
    expect(await app.dropped()).toEqual({ overloaded: 500 });
  });

  it('is written within a second by itself, and when the process stops', async () => {
    await send([VIEW]);
    await expect.poll(app.events, { timeout: 5_000 }).toHaveLength(1);
    await send([VIEW]);
    await app.analytics.stop();
    expect(await app.events()).toHaveLength(2);
  });

  it('knows people by a pseudonym, and visitors by nothing of it', async () => {
    const [ana, ben] = [await app.person(), await app.person()];
    await send([VIEW]);
    await send([VIEW], app.as(ana));
    await send([VIEW], app.as(ana, { address: '198.51.100.9' }));
    await send([VIEW], app.as(ben));
    await app.analytics.flush();
    const rows = await app.events();
    const [visit, first, second, other] = rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(visit?.person).toBeNull();
    expect([first?.person, first?.visitor]).toEqual([second?.person, second?.visitor]);
    expect(new Set(rows.map(({ visitor }) => visitor)).size).toBe(3);
    expect(other?.person).not.toBe(first?.person);
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${ana.userId}|${ben.userId}|203\\.0|Firefox`));
  });

  it.each<[string, Partial<Origin>]>([
    ['asks not to be', { uncounted: 'asked' }],
    ['loads ahead', { uncounted: 'unseen' }],
    ['is a crawler', { userAgent: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' }],
  ])('does not count who %s', async (_what, origin) => {
    const ana = await app.person();
    expect(await send([VIEW], app.as(undefined, origin))).toEqual({ accepted: 0, dropped: 1 });
    expect(await send([VIEW], app.as(ana, origin))).toEqual({ accepted: 0, dropped: 1 });
    await app.analytics.flush();
    expect(await app.events()).toEqual([]);
    if (origin.uncounted === 'asked') expect(await app.dropped()).toEqual({});
    expect(await test.db.read.select().from(test.db.tables.visitorSalts)).toEqual([]);
  });

  it('counts nothing where it is off, and with consent only where there is one', async () => {
    const off = await startAnalytics(test, { clock: app.clock, mode: 'off' });
    expect(await send([VIEW], off.as())).toEqual({ accepted: 0, dropped: 1 });
    const asking = await startAnalytics(test, { clock: app.clock, mode: 'consent' });
    expect(await asking.as().analytics.settings()).toEqual({ mode: 'consent' });
    expect(await asking.as().analytics.track({ events: [VIEW] })).toEqual({ accepted: 0, dropped: 1 });
    expect(await asking.as().analytics.track({ events: [VIEW], consent: true })).toEqual({ accepted: 1, dropped: 0 });
    const ana = await app.person();
    expect(await send([VIEW], asking.as(ana))).toEqual({ accepted: 0, dropped: 1 });
    await asking.as(ana).account.analytics.set({ counted: true });
    expect(await send([VIEW], asking.as(ana))).toEqual({ accepted: 1, dropped: 0 });
  });

  it('is forgotten with a no: nothing more is taken, and what there was leads nowhere', async () => {
    const [ana, ben] = [await app.person(), await app.person()];
    await send([VIEW, VIEW], app.as(ana));
    await send([VIEW], app.as(ben));
    await app.analytics.flush();
    const before = await app.events();
    expect(await app.as(ana).account.analytics.get()).toEqual({ mode: 'on' });
    await send([VIEW], app.as(ana));
    expect(await app.as(ana).account.analytics.set({ counted: false })).toEqual({ mode: 'on', counted: false });
    expect(await send([VIEW], app.as(ana))).toEqual({ accepted: 0, dropped: 1 });
    await app.analytics.flush();
    expect(await app.events()).toEqual(before);
    const people = await test.db.read.select().from(test.db.tables.analyticsPeople);
    expect(people.filter(({ ref }) => before.some(({ person }) => person === ref)).map(({ userId }) => userId)).toEqual([ben.userId]);
    expect(await app.as(ben).account.analytics.get()).toEqual({ mode: 'on' });
  });

  it('never fails and never counts wrong, whatever comes', async () => {
    const fast = await startAnalytics(test, { clock: app.clock, scale: 10_000 });
    const field = <Value>(values: fc.Arbitrary<Value>) =>
      fc.oneof(
        { weight: 8, arbitrary: fc.constant(undefined) },
        { weight: 8, arbitrary: values },
        { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 1 }) },
      );
    const event = fc.record({
      id: field(fc.oneof(fc.uuid({ version: 7 }), fc.constantFrom(newId(), newId()))),
      name: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...clientEventName.options) }, { weight: 1, arbitrary: fc.string() }),
      at: field(fc.integer({ min: -7_200_000, max: 7_200_000 }).map((ms) => at(app.clock.ms + ms))),
      page: field(fc.constantFrom('/', '/plans/$id', '/a/b')),
      referrer: field(fc.webUrl()),
      utmSource: field(fc.string({ unit: 'binary' })),
      timeZone: field(fc.constantFrom('Europe/Lisbon', 'Nowhere/Else')),
    });
    let accepted = 0;
    let dropped = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ weight: 4, arbitrary: event }, { weight: 1, arbitrary: fc.anything() }), { maxLength: 60 }),
        async (events) => {
          const answer = await send(events, fast.as());
          expect(answer.accepted + answer.dropped).toBe(events.length);
          accepted += answer.accepted;
          dropped += answer.dropped;
        },
      ),
      { numRuns: 150 },
    );
    await fast.analytics.flush();
    const rows = await app.events();
    expect(accepted).toBeGreaterThan(100);
    expect(rows).toHaveLength(accepted);
    expect(Object.values(await app.dropped()).reduce((sum, count) => sum + count, 0)).toBe(dropped);
    for (const row of rows) {
      expect(row.at).toBeLessThanOrEqual(app.clock.ms);
      expect(row.at).toBeGreaterThanOrEqual(app.clock.ms - 3_600_000);
      expect(row.day).toBe('2027-01-15');
      expect([null, 'PT']).toContain(row.country);
    }
  });

  it('is refused as a whole only where it is no list', async () => {
    for (const input of [undefined, {}, { events: 'x' }, { events: {} }, { events: [], more: 1 }])
      await expect(Reflect.apply(app.as().analytics.track, undefined, [input])).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    expect(await app.as().analytics.track({ events: [] })).toEqual({ accepted: 0, dropped: 0 });
  });
});
