import { ENGINES, explain, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { eq, sql } from 'drizzle-orm';
import type { Happening } from '@tripmaster/rpc';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BROWSER, startAnalytics, type TestAnalytics } from '../testing/start.ts';

describe.each(ENGINES)('acts that are counted, on %s', (engine) => {
  let test: TestDatabase;
  let app: TestAnalytics;
  beforeEach(async () => {
    test = await openTestDatabase(engine);
    app = await startAnalytics(test);
  });
  afterEach(() => test.remove());

  const record = (happening: Happening, of = app) => test.db.write((tx) => of.analytics.activity.record(tx, happening));
  const exported = async (userId: string) => {
    const entries: unknown[] = [];
    for await (const { section, entry } of app.analytics.personalData(userId)) if (section === 'events') entries.push(entry);
    return entries;
  };

  it('stand and fall with their transaction', async () => {
    const ana = await app.person();
    const failing = test.db.write(async (tx) => {
      await app.analytics.activity.record(tx, { name: 'plan-made', userId: ana.userId });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await app.events()).toEqual([]);
    await record({ name: 'plan-made', userId: ana.userId, destination: 'Lisbon, PT', month: '05' });
    expect(await app.events()).toMatchObject([
      { name: 'plan-made', destination: 'Lisbon, PT', month: '05', visitor: null, day: '2027-01-15' },
    ]);
  });

  it('say of which visit somebody opened an account, and what led them here', async () => {
    const ana = await app.person();
    const visit = { name: 'page-viewed', page: '/' } as const;
    await app.as(undefined, { address: '203.0.113.1' }).analytics.track({ events: [{ ...visit, referrer: 'https://other.example/' }] });
    await app
      .as()
      .analytics.track({ events: [{ ...visit, referrer: 'https://news.example/a', utmCampaign: 'may', timeZone: 'Europe/Lisbon' }] });
    await app.as().analytics.track({ events: [visit] });
    await app.analytics.flush();
    await record({ name: 'signed-up', userId: ana.userId, origin: { ...BROWSER, languages: 'pt-PT' } });
    const [signedUp] = (await app.events()).filter(({ name }) => name === 'signed-up');
    expect(signedUp).toMatchObject({ referrer: 'news.example', utmSource: null, utmCampaign: 'may', country: 'PT' });
    expect(signedUp?.visitor).toBe(await app.analytics.visitors.hashOf(BROWSER, app.clock.ms));
    // Others, or the same the day after, came from nowhere that is known.
    const ben = await app.person();
    app.clock.ms += 86_400_000;
    await record({ name: 'signed-up', userId: ben.userId, origin: BROWSER });
    expect((await app.events()).filter(({ name }) => name === 'signed-up').map(({ referrer }) => referrer)).toEqual(
      expect.arrayContaining(['news.example', null]),
    );
    const { events } = test.db.tables;
    const query = test.db.read
      .select({ id: events.id })
      .from(events)
      .where(sql`${eq(events.visitor, 'x')} and coalesce(${events.referrer}, ${events.utmSource}) is not null`)
      .orderBy(events.at);
    if (engine === 'sqlite') expect(await explain(test, query)).toContain('events_visitor_idx');
  });

  it('are from where the person was last seen, where no request tells it', async () => {
    const ana = await app.person();
    await record({ name: 'plan-made', userId: ana.userId });
    await app.as(ana, { country: 'FR' }).analytics.track({ events: [{ name: 'page-viewed' }] });
    await app.analytics.flush();
    await record({ name: 'plan-made', userId: ana.userId });
    await record({ name: 'paid', userId: ana.userId, country: 'DE', amount: 990, currency: 'EUR' });
    const made = (await app.events()).toSorted((a, b) => (a.id < b.id ? -1 : 1)).filter(({ name }) => name !== 'page-viewed');
    expect(made.map(({ country }) => country)).toEqual([null, 'FR', 'DE']);
  });

  it('are counted without whose they are, for who does not want to be told apart', async () => {
    const [ana, ben] = [await app.person(), await app.person()];
    await app.as(ana).account.analytics.set({ counted: false });
    await record({ name: 'plan-made', userId: ana.userId, destination: 'Lisbon, PT', month: '05' });
    await record({ name: 'plan-made', userId: ben.userId, unnamed: true });
    await record({ name: 'signed-up', userId: ben.userId, origin: { ...BROWSER, country: 'FR', uncounted: 'asked' } });
    const asking = await startAnalytics(test, { clock: app.clock, mode: 'consent' });
    await record({ name: 'plan-made', userId: ben.userId }, asking);
    const off = await startAnalytics(test, { clock: app.clock, mode: 'off' });
    await record({ name: 'plan-made', userId: ben.userId }, off);
    const rows = await app.events();
    expect(rows).toHaveLength(4);
    for (const row of rows) expect(row).toMatchObject({ person: null, visitor: null, country: null });
    expect(rows.filter(({ destination }) => destination !== null)).toHaveLength(1);
  });

  it('that change nothing are written within a second, of whom the session or the link’s pass says', async () => {
    const [ana, ben] = [await app.person(), await app.person()];
    const pass = await app.analytics.track.passFor(ana);
    const notice = (more: object = {}) =>
      app.analytics.track.notice({ name: 'booking-clicked' }, { actor: undefined, origin: BROWSER, ...more });
    expect(pass).not.toContain(ana.userId);
    await notice({ pass });
    await notice({ actor: ben });
    await notice();
    await notice({ pass: `${pass?.slice(0, -4)}AAAA` });
    await notice({ pass: 'x'.repeat(5_000) });
    await notice({ origin: { ...BROWSER, userAgent: 'curl/8.1' } });
    await notice({ pass, origin: { ...BROWSER, uncounted: 'asked' } });
    app.clock.ms += 86_400_000;
    await notice({ pass });
    await app.analytics.flush();
    const people = new Map((await test.db.read.select().from(test.db.tables.analyticsPeople)).map(({ ref, userId }) => [ref, userId]));
    const who = (await app.events()).toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(({ person }) => person && people.get(person));
    expect(who).toEqual([ana.userId, ben.userId, null, null, null, null, null]);
    await app.as(ana).account.analytics.set({ counted: false });
    expect(await app.analytics.track.passFor(ana)).toBeUndefined();
  });

  it('go with the export, page after page, each person’s own alone', async () => {
    const [ana, ben] = [await app.person(), await app.person()];
    const fast = await startAnalytics(test, { clock: app.clock, scale: 10 });
    for (let call = 0; call < 21; call += 1)
      await fast
        .as(ana)
        .analytics.track({ events: Array.from({ length: 50 }, () => ({ name: 'page-viewed' as const, page: `/day/p${call}` })) });
    await fast.analytics.flush();
    await record({ name: 'plan-shared', userId: ben.userId });
    const entries = await exported(ana.userId);
    expect(entries).toHaveLength(1_050);
    expect(new Set(entries.map((entry) => JSON.stringify(entry))).size).toBe(1_050);
    expect(JSON.stringify(entries)).not.toMatch(/person|visitor/);
    expect(await exported(ben.userId)).toMatchObject([{ name: 'plan-shared' }]);
    expect(await exported('nobody')).toEqual([]);
  });

  it('stay as they are when the account goes, and nothing leads back', async () => {
    const [ana, ben] = [await app.person(), await app.person()];
    for (const { userId } of [ana, ben]) await record({ name: 'plan-made', userId, destination: 'Lisbon, PT' });
    await app.as(ana).analytics.track({ events: [{ name: 'page-viewed' }] });
    await app.analytics.flush();
    const before = await app.events();
    await app.as(ana).analytics.track({ events: [{ name: 'page-viewed' }] });
    await test.db.write(async (tx) => void (await tx.delete(test.db.tables.users).where(eq(test.db.tables.users.id, ana.userId))));
    expect(await app.events()).toEqual(before);
    // What was seen a moment before is counted, as nobody's.
    await app.analytics.flush();
    const after = await app.events();
    expect(after).toHaveLength(before.length + 1);
    const people = await test.db.read.select().from(test.db.tables.analyticsPeople);
    expect(people.map(({ userId }) => userId)).toEqual([ben.userId]);
    expect(after.filter(({ person }) => person === people[0]?.ref)).toHaveLength(1);
  });
});
