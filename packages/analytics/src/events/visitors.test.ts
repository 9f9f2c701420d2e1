import { readFile } from 'node:fs/promises';
import { newSealingKey, SealBroken, sealer } from '@tripmaster/db';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BROWSER, startAnalytics, testAnalytics, type TestAnalytics } from '../testing/start.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const VIEW = { name: 'page-viewed', page: '/' } as const;

describe.each(ENGINES)('visitors on %s', (engine) => {
  let test: TestDatabase;
  let app: TestAnalytics;
  beforeEach(async () => {
    test = await openTestDatabase(engine);
    app = await startAnalytics(test);
  });
  afterEach(() => test.remove());

  const salts = async () => test.db.read.select().from(test.db.tables.visitorSalts);
  const hash = (more: Partial<typeof BROWSER> = {}, at = app.clock.ms, of = app) =>
    of.analytics.visitors.hashOf({ ...BROWSER, ...more }, at);

  it('are told apart by address and browser for a day, on every node alike', async () => {
    const other = await startAnalytics(test, { clock: app.clock });
    const elsewhere = await startAnalytics(test, { clock: app.clock, baseUrl: 'https://elsewhere.example' });
    const [one, same] = await Promise.all([hash(), hash({}, app.clock.ms, other)]);
    expect(one).toBe(same);
    const others = [
      await hash({ address: '203.0.113.78' }),
      await hash({ userAgent: 'another' }),
      await hash({ userAgent: undefined }),
      await hash({}, app.clock.ms, elsewhere),
      await app.analytics.visitors.hashOf({ userId: 'ana' }, app.clock.ms),
      await hash({}, app.clock.ms + 24 * HOUR_MS),
    ];
    expect(new Set([one, ...others]).size).toBe(7);
    expect((await salts()).map(({ day }) => day).toSorted()).toEqual(['2027-01-15', '2027-01-16']);
  });

  it('agree on one salt, however many nodes begin a day at once', async () => {
    const nodes = await Promise.all(Array.from({ length: 6 }, () => startAnalytics(test, { clock: app.clock })));
    const hashes = await Promise.all(nodes.flatMap((node) => [hash({}, app.clock.ms, node), hash({}, app.clock.ms, node)]));
    expect(new Set(hashes).size).toBe(1);
    expect(await salts()).toHaveLength(1);
  });

  it('are forgotten two hours after their day: by the hourly round, and by whoever begins the next', async () => {
    app.clock.ms = Date.parse('2027-01-15T23:59:59.000Z');
    const late = await hash();
    app.clock.ms = Date.parse('2027-01-16T00:30:00.000Z');
    // What was seen before midnight and is told now belongs to the visitor of that day.
    expect(await hash({}, Date.parse('2027-01-15T23:59:00.000Z'))).toBe(late);
    expect(await hash()).not.toBe(late);
    await app.analytics.visitors.purge();
    expect(await salts()).toHaveLength(2);
    const [old] = (await salts()).filter(({ day }) => day === '2027-01-15');
    app.clock.ms = Date.parse('2027-01-16T02:00:00.000Z');
    await app.analytics.visitors.purge();
    expect((await salts()).map(({ day }) => day)).toEqual(['2027-01-16']);
    if (engine === 'sqlite') expect(await filesOf(test.url)).not.toContain(old?.salt);
    app.clock.ms += 48 * HOUR_MS;
    await hash();
    expect((await salts()).map(({ day }) => day)).toEqual(['2027-01-18']);
  });

  it('are hashed with a salt that the database alone does not give away', async () => {
    const seen = await hash();
    const [row] = await salts();
    expect(row?.salt).toMatch(/^v1\./);
    const lost = testAnalytics(test, { sealer: sealer(() => [newSealingKey()]), now: () => app.clock.ms });
    await expect(lost.visitors.hashOf(BROWSER, app.clock.ms)).rejects.toThrow(SealBroken);
    const ana = await app.person();
    const { activity } = lost;
    await test.db.write((tx) => activity.record(tx, { name: 'signed-up', userId: ana.userId, origin: BROWSER }));
    expect(await app.events()).toMatchObject([{ name: 'signed-up', visitor: null }]);
    expect(await lost.track.track({ events: [VIEW] }, { actor: undefined, origin: BROWSER })).toEqual({ accepted: 0, dropped: 1 });
    // A copy in another day's row is of no use.
    await test.raw(`INSERT INTO visitor_salts (day, salt) SELECT '2027-01-16', salt FROM visitor_salts`);
    await expect(hash({}, app.clock.ms + 24 * HOUR_MS)).rejects.toThrow(SealBroken);
    expect(await hash()).toBe(seen);
  });

  it('stay who they are on the day on which salts begin to be sealed', async () => {
    await test.raw(`INSERT INTO visitor_salts (day, salt) VALUES ('2027-01-15', 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYq')`);
    const known = await test.db.write((tx) => app.analytics.visitors.knownHashOf(tx, BROWSER, app.clock.ms));
    expect(await hash()).toBe(known);
    expect(known).toMatch(/^[\w-]{22}$/);
    app.clock.ms += 24 * HOUR_MS;
    await hash();
    app.clock.ms += 24 * HOUR_MS;
    await hash();
    expect((await salts()).map(({ salt }) => salt.slice(0, 3))).toEqual(['v1.']);
  });

  it('are forgotten in the memory of every node, not only of the one that does the hourly round', async () => {
    const other = await startAnalytics(test, { clock: app.clock });
    const seen = await hash({}, app.clock.ms, other);
    app.clock.ms = Date.parse('2027-01-16T01:00:00.000Z');
    await hash({}, app.clock.ms, other);
    app.clock.ms = Date.parse('2027-01-16T02:30:00.000Z');
    await app.analytics.visitors.purge();
    await hash({}, app.clock.ms, other);
    expect(await hash({}, Date.parse('2027-01-15T12:00:00.000Z'), other)).not.toBe(seen);
  });

  it('leave neither address nor browser in the database', async () => {
    const word = 'canaryBrowser';
    const origin = { address: '198.51.100.213', userAgent: `Mozilla/5.0 (${word}; rv:140.0) Firefox/140.0`, languages: 'pt-BR' };
    const ana = await app.person();
    for (const actor of [undefined, ana])
      await app.as(actor, origin).analytics.track({
        events: [{ ...VIEW, referrer: 'http://198.51.100.213/x', utmSource: 'from 198.51.100.213', timeZone: 'Europe/Lisbon' }],
      });
    await test.db.write((tx) =>
      app.analytics.activity.record(tx, { name: 'signed-up', userId: ana.userId, origin: { country: undefined, ...origin } }),
    );
    await app.analytics.flush();
    expect(await app.events()).toHaveLength(3);
    const rows = await Promise.all(Object.values(test.db.tables).map(async (table) => test.db.read.select().from(table)));
    const everything = JSON.stringify(rows) + (engine === 'sqlite' ? await filesOf(test.url) : '');
    for (const trace of ['198.51.100.213', word, 'pt-BR', 'Europe/Lisbon']) expect(everything.includes(trace)).toBe(false);
  });
});

async function filesOf(url: string): Promise<string> {
  return (await Promise.all(['', '-wal'].map((end) => readFile(`${url}${end}`, 'latin1').catch(() => '')))).join('');
}
