import { MAX_CALENDAR_FEEDS } from '@tripmaster/contracts';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { errorShape, type Actor } from '@tripmaster/rpc';
import ICAL from 'ical.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startPlans, TRIP } from '../testing.ts';

const DAY_MS = 86_400_000;
const tokenOf = (url: string): string => /\/calendar\/([\w-]{43})\.ics$/.exec(url)?.[1] ?? '';
const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => errorShape(error).data.code,
  );

/** Each event's UID and SEQUENCE. */
function eventsOf(calendar: string): Map<string, number> {
  const root = new ICAL.Component(ICAL.parse(calendar));
  return new Map(
    root.getAllSubcomponents('vevent').map((component) => [new ICAL.Event(component).uid, new ICAL.Event(component).sequence]),
  );
}

describe.each(ENGINES)('calendars to subscribe to on %s', (engine) => {
  let test: TestDatabase;
  let world: Awaited<ReturnType<typeof startPlans>>;
  let ana: Actor;
  let ben: Actor;
  beforeEach(async () => {
    test = await openTestDatabase(engine);
    world = await startPlans(test, { baseUrl: 'https://trip.example' });
    ana = await world.person('Ana');
    ben = await world.person('Ben');
  });
  afterEach(() => test.remove());

  const read = async (token: string) => {
    const feed = await world.plans.calendar.find(token);
    return feed === undefined ? undefined : { etag: feed.etag, text: await feed.write() };
  };
  const join = (planId: string, userId: string) =>
    test.db.write(
      async (tx) => void (await tx.insert(test.db.tables.planMembers).values({ planId, userId, role: 'viewer', joinedAt: world.clock.ms })),
    );

  it('show all of one’s trips, and those one is on, until one is on them no more or they are deleted', async () => {
    const [mine, theirs] = [await world.anyone(ana).plans.create(TRIP), await world.anyone(ben).plans.create(TRIP)];
    const { feed, url } = await world.anyone(ana).plans.calendar.create();
    expect(url).toMatch(/^https:\/\/trip\.example\/calendar\/[\w-]{43}\.ics$/);
    expect(feed).not.toHaveProperty('plan');
    const uids = async () =>
      [...eventsOf((await read(tokenOf(url)))?.text ?? '').keys()].map((uid) => uid.replace(/^.*@|\.tripmaster$/g, ''));
    expect(new Set(await uids())).toEqual(new Set([mine.id]));

    await join(theirs.id, ana.userId);
    expect(new Set(await uids())).toEqual(new Set([mine.id, theirs.id]));
    await test.db.write(async (tx) => void (await tx.delete(test.db.tables.planMembers)));
    expect(new Set(await uids())).toEqual(new Set([mine.id]));
    await world.anyone(ana).plans.delete({ id: mine.id });
    expect(await uids()).toEqual([]);
  });

  it('say by their tag whether anything changed; events keep their ids and count their versions', async () => {
    const plan = await world.anyone(ana).plans.create(TRIP);
    const { url, feed } = await world.anyone(ana).plans.calendar.create({ id: plan.id });
    expect(feed.plan).toEqual({ id: plan.id, title: plan.title });
    const before = await read(tokenOf(url));
    expect(await read(tokenOf(url))).toEqual(before);
    world.clock.ms += 1_000;
    await world.anyone(ana).plans.update({ id: plan.id, version: 1, operations: [{ op: 'set-style', style: 'luxury' }] });
    const after = await read(tokenOf(url));
    expect(after?.etag).not.toBe(before?.etag);
    expect([...eventsOf(after?.text ?? '').keys()]).toEqual([...eventsOf(before?.text ?? '').keys()]);
    expect([[...eventsOf(before?.text ?? '').values()][0], [...eventsOf(after?.text ?? '').values()][0]]).toEqual([1, 2]);
    expect(after?.text).toContain('\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n');
    expect(after?.text).toContain('\r\nX-WR-CALNAME:Lisbon in two days\r\n');
  });

  it('leave out what ended more than a year ago, and a trip that can’t be read', async () => {
    const [old, damaged] = [await world.anyone(ana).plans.create(TRIP), await world.anyone(ana).plans.create(TRIP)];
    const { url } = await world.anyone(ana).plans.calendar.create();
    expect(eventsOf((await read(tokenOf(url)))?.text ?? '').size).toBeGreaterThan(10);
    const { planDocuments } = test.db.tables;
    await test.db.write(async (tx) => void (await tx.update(planDocuments).set({ document: '{"format":1,"doc' })));
    world.clock.ms += 1;
    await test.db.write(async (tx) => void (await tx.update(test.db.tables.plans).set({ updatedAt: world.clock.ms })));
    expect(eventsOf((await read(tokenOf(url)))?.text ?? '').size).toBe(0);
    world.clock.ms = Date.parse(`${old.days.at(-1)?.date ?? ''}T12:00:00Z`) + 367 * DAY_MS;
    const empty = await read(tokenOf(url));
    expect(empty?.text).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR\r\n$/);
    expect(damaged.id).not.toBe(old.id);
  });

  it('are shown once, kept as hashes, counted, and made once a key', async () => {
    const made = [];
    for (let index = 0; index < MAX_CALENDAR_FEEDS; index += 1) made.push(await world.plans.calendar.create(ana, undefined, undefined));
    expect(await codeOf(world.plans.calendar.create(ana, undefined, undefined))).toBe('quota-used');
    expect((await world.anyone(ana).plans.calendar.list()).items).toHaveLength(MAX_CALENDAR_FEEDS);
    const rows = JSON.stringify(await test.db.read.select().from(test.db.tables.calendarFeeds));
    for (const { url } of made) expect(rows).not.toContain(tokenOf(url));
    expect(JSON.stringify(await world.anyone(ana).plans.calendar.list())).not.toContain(tokenOf(made[0]?.url ?? ''));

    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => codeOf(world.anyone(ben, { idempotencyKey: 'once' }).plans.calendar.create())),
    );
    expect(outcomes.toSorted()).toEqual(['conflict', 'conflict', 'conflict', 'conflict', 'done']);
    expect((await world.anyone(ben).plans.calendar.list()).items).toHaveLength(1);
  });

  it('end when they are revoked, with the account’s suspension, and for who is no longer on the trip', async () => {
    const plan = await world.anyone(ben).plans.create(TRIP);
    await join(plan.id, ana.userId);
    const one = await world.anyone(ana).plans.calendar.create({ id: plan.id });
    const all = await world.anyone(ana).plans.calendar.create();
    expect((await read(tokenOf(one.url)))?.text).toContain(plan.id);
    await test.db.write(async (tx) => void (await tx.delete(test.db.tables.planMembers)));
    expect(await read(tokenOf(one.url))).toBeUndefined();
    expect((await world.anyone(ana).plans.calendar.list()).items[1]?.plan).toEqual({ id: plan.id, title: '' });

    expect(await read(tokenOf(all.url))).toBeDefined();
    await world.anyone(ana).plans.calendar.revoke({ id: all.feed.id });
    expect(await read(tokenOf(all.url))).toBeUndefined();
    expect(await codeOf(world.anyone(ana).plans.calendar.revoke({ id: all.feed.id }))).toBe('not-found');

    const bens = await world.anyone(ben).plans.calendar.create();
    expect(await read(tokenOf(bens.url))).toBeDefined();
    await test.db.write(async (tx) => void (await tx.update(test.db.tables.users).set({ status: 'suspended' })));
    expect(await read(tokenOf(bens.url))).toBeUndefined();
  });

  it('are nobody else’s: not to make, to list or to revoke', async () => {
    const plan = await world.anyone(ana).plans.create(TRIP);
    const { feed } = await world.anyone(ana).plans.calendar.create({ id: plan.id });
    expect(await codeOf(world.anyone(ben).plans.calendar.create({ id: plan.id }))).toBe('not-found');
    expect(await codeOf(world.anyone(ben).plans.calendar.create({ id: feed.id }))).toBe('not-found');
    expect(await codeOf(world.anyone(ben).plans.calendar.revoke({ id: feed.id }))).toBe('not-found');
    expect(await codeOf(world.anyone().plans.calendar.list())).toBe('unauthenticated');
    expect(await world.anyone(ben).plans.calendar.list()).toEqual({ items: [] });
    expect((await world.anyone(ana).plans.calendar.list()).items).toHaveLength(1);
    for (const token of ['', 'x', 'x'.repeat(43), '../../etc/passwd', 'x'.repeat(5_000)])
      expect(await world.plans.calendar.find(token)).toBeUndefined();
  });
});
