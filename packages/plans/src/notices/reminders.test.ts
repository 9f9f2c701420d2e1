import { addDays, type NotificationsUpdate } from '@tripmaster/contracts';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { firstTry } from '@tripmaster/jobs/testing';
import type { Mail } from '@tripmaster/mail';
import type { Actor } from '@tripmaster/rpc';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPlans, TRIP } from '../testing.ts';
import { clocksAt } from './local-clock.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
type App = Awaited<ReturnType<typeof startPlans>>;
type Reminder = Extract<Mail, { kind: 'trip-reminder' }>;

describe('clocks of zones', () => {
  it.each([
    ['Pacific/Kiritimati', '2027-05-02T19:00:00Z', '2027-05-03', 9 * 60],
    ['Pacific/Apia', '2027-05-02T20:00:00Z', '2027-05-03', 9 * 60],
    ['Pacific/Honolulu', '2027-05-03T19:00:00Z', '2027-05-03', 9 * 60],
    ['Asia/Kathmandu', '2027-05-03T03:15:00Z', '2027-05-03', 9 * 60],
    ['Europe/Lisbon', '2027-03-28T00:59:59Z', '2027-03-28', 59],
    ['Europe/Lisbon', '2027-03-28T01:00:00Z', '2027-03-28', 2 * 60],
    ['America/New_York', '2027-11-07T05:30:00Z', '2027-11-07', 90],
    ['America/New_York', '2027-11-07T06:30:00Z', '2027-11-07', 90],
    ['Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-31', 0],
    ['No/Where', '2027-05-03T09:00:00Z', '2027-05-03', 9 * 60],
    [null, '2027-05-03T23:59:00Z', '2027-05-03', 24 * 60 - 1],
  ])('in %s at %s', (zone, at, date, minutes) => {
    expect(clocksAt(Date.parse(at))(zone)).toEqual({ date, minutes });
  });
});

describe.each(ENGINES)('reminders of trips on %s', (engine) => {
  let test: TestDatabase;
  let app: App;
  beforeAll(async () => {
    test = await openTestDatabase(engine);
    app = await startPlans(test);
  });
  afterAll(() => test.remove());
  beforeEach(async () => {
    const { plans, users } = test.db.tables;
    await test.db.write(async (tx) => {
      await tx.delete(plans);
      await tx.delete(users);
    });
    app.clock.ms = Date.parse('2027-01-01T12:00:00Z');
    app.mails.length = 0;
  });

  type Change = {
    timeZone?: string;
    locale?: string;
    emailVerifiedAt?: number | null;
    status?: 'active' | 'suspended';
    notifications?: NotificationsUpdate;
  };
  const change = (actor: Actor, to: Change) =>
    test.db.write(async (tx) => void (await tx.update(test.db.tables.users).set(to).where(eq(test.db.tables.users.id, actor.userId))));
  const proven = async (name: string, more: Change = {}) => {
    const actor = await app.person(name);
    await change(actor, { emailVerifiedAt: 1, timeZone: 'UTC', ...more });
    return actor;
  };
  const make = (actor: Actor) => app.anyone(actor).plans.create(TRIP);
  const bring = async (owner: Actor, id: string, guest: Actor) => {
    const { url } = await app.anyone(owner).plans.share.create({ id, role: 'editor' });
    await app.anyone(guest).plans.members.accept({ token: new URL(url).pathname.split('/').at(-1) ?? '' });
  };
  const doJob = (name: string, node: App = app, signal?: AbortSignal) => {
    const job = node.plans.jobs.find(({ kind }) => kind.name === name);
    if (job === undefined) throw new Error('no job');
    return job.run({}, firstTry(test.db, signal));
  };
  const run = (node?: App, signal?: AbortSignal) => doJob('plans.reminders', node, signal);
  const reminders = (node: App = app): Reminder[] => node.mails.filter((mail) => mail.kind === 'trip-reminder');
  /** Looks every quarter of an hour from one moment to another; gives when somebody was reminded. */
  const watch = async (from: string, to: string) => {
    const when: [at: string, days: number][] = [];
    for (let at = Date.parse(from); at <= Date.parse(to); at += 15 * MINUTE_MS) {
      app.clock.ms = at;
      const before = reminders().length;
      await run();
      for (const { daysLeft } of reminders().slice(before)) when.push([new Date(at).toISOString().slice(0, 16), daysLeft]);
    }
    return when;
  };

  // The trip begins on 10 May 2027.
  it.each([
    ['UTC', '2027-05-03T09:00', '2027-05-09T09:00'],
    ['Pacific/Kiritimati', '2027-05-02T19:00', '2027-05-08T19:00'],
    ['Pacific/Apia', '2027-05-02T20:00', '2027-05-08T20:00'],
    ['Pacific/Honolulu', '2027-05-03T19:00', '2027-05-09T19:00'],
    ['Asia/Kathmandu', '2027-05-03T03:15', '2027-05-09T03:15'],
    ['America/St_Johns', '2027-05-03T11:30', '2027-05-09T11:30'],
  ])('come to somebody in %s at nine in the morning, 7 days and 1 day before', async (timeZone, first, second) => {
    await make(await proven('Ana', { timeZone }));
    const around = (at: string, hours: number) => new Date(Date.parse(`${at}Z`) + hours * HOUR_MS).toISOString();
    for (const [at, days] of [
      [first, 7],
      [second, 1],
    ] as const)
      expect(await watch(around(at, -2), around(at, 1))).toEqual([[at, days]]);
    for (const at of [first, second]) expect(await watch(around(at, 16), around(at, 17))).toEqual([]);
  });

  it.each([
    // Clocks go forward on 28 March and back on 31 October there.
    ['2027-04-04', '2027-03-27T09:00:00Z', '2027-03-28T08:00:00Z'],
    ['2027-11-07', '2027-10-30T08:00:00Z', '2027-10-31T09:00:00Z'],
  ])('come at nine whatever the clocks do: before %s', async (start, dayBefore, at) => {
    const ana = await proven('Ana', { timeZone: 'Europe/Lisbon' });
    await app.anyone(ana).plans.create({ ...TRIP, dates: { start, end: addDays(start, 1) } });
    app.clock.ms = Date.parse(dayBefore);
    await run();
    app.clock.ms = Date.parse(at) - MINUTE_MS;
    await run();
    expect(reminders()).toEqual([]);
    app.clock.ms = Date.parse(at);
    await run();
    expect(reminders().map(({ daysLeft }) => daysLeft)).toEqual([7]);
  });

  it('say when, where and how the first day begins, and lead to the plan', async () => {
    const ana = await proven('Ana', { locale: 'en-US' });
    const plan = await make(ana);
    app.clock.ms = Date.parse('2027-05-03T09:00:00Z');
    await run();
    const first = plan.days[0]?.items.filter(({ kind }) => kind !== 'stay' && kind !== 'free').slice(0, 3) ?? [];
    expect(first.length).toBeGreaterThan(0);
    expect(reminders()).toEqual([
      {
        kind: 'trip-reminder',
        to: `${ana.userId}@example.com`,
        userId: ana.userId,
        locale: 'en-US',
        trip: plan.title,
        daysLeft: 7,
        days: { from: '2027-05-10', to: '2027-05-11' },
        cities: ['Lisbon'],
        first: first.map(({ start, title }) => ({ start, title })),
        link: `https://trip.example/plans/${plan.id}`,
        settings: 'https://trip.example/account/notifications',
      },
    ]);
  });

  it('come to everybody on the trip in their own zone and language, and to nobody else', async () => {
    const ana = await proven('Ana', { timeZone: 'Europe/Lisbon', locale: 'pt-PT' });
    const ben = await proven('Ben', { timeZone: 'Asia/Tokyo', locale: 'ja' });
    await proven('Eve', { timeZone: 'Europe/Lisbon' });
    await bring(ana, (await make(ana)).id, ben);
    app.clock.ms = Date.parse('2027-05-03T00:00:00Z');
    await run();
    expect(reminders()).toMatchObject([{ userId: ben.userId, alsoAbout: ana.userId, locale: 'ja' }]);
    app.clock.ms = Date.parse('2027-05-03T08:00:00Z');
    await run();
    expect(reminders()).toMatchObject([{ userId: ben.userId }, { userId: ana.userId, locale: 'pt-PT' }]);
  });

  it('come once, however many nodes look and however often', async () => {
    const people = [];
    for (const name of ['Ana', 'Ben', 'Cleo']) people.push(await proven(name));
    for (const person of people) await make(person);
    const nodes = await Promise.all(Array.from({ length: 3 }, () => startPlans(test)));
    for (const node of nodes) node.clock.ms = Date.parse('2027-05-03T09:00:00Z');
    await Promise.all(nodes.flatMap((node) => [run(node), run(node)]));
    await Promise.all(nodes.map((node) => run(node)));
    const { tripReminders } = test.db.tables;
    expect(await test.db.read.select().from(tripReminders)).toHaveLength(3);
  });

  it('come with the note that they came, or not at all', async () => {
    await make(await proven('Ana'));
    let failing = true;
    const node = await startPlans(test, {
      mailer: {
        queue: async (_tx, mail) => {
          if (failing) throw new Error('no room in the outbox');
          sent.push(mail);
        },
      },
    });
    const sent: Mail[] = [];
    node.clock.ms = Date.parse('2027-05-03T09:00:00Z');
    await expect(run(node)).rejects.toThrow('no room');
    failing = false;
    await run(node);
    await run(node);
    expect(sent).toHaveLength(1);
  });

  it('that were missed come later on the same day, not the day after', async () => {
    await make(await proven('Ana'));
    app.clock.ms = Date.parse('2027-05-04T00:00:00Z');
    await run();
    expect(reminders()).toEqual([]);
    app.clock.ms = Date.parse('2027-05-09T23:45:00Z');
    await run();
    expect(reminders()).toMatchObject([{ daysLeft: 1 }]);
  });

  it('are not for whoever made or joined a trip after the hour', async () => {
    const [ana, ben] = [await proven('Ana'), await proven('Ben')];
    app.clock.ms = Date.parse('2027-05-03T08:00:00Z');
    const plan = await make(ana);
    app.clock.ms = Date.parse('2027-05-03T10:00:00Z');
    await bring(ana, plan.id, ben);
    await make(ben);
    app.clock.ms = Date.parse('2027-05-03T10:15:00Z');
    await run();
    expect(reminders().map(({ userId }) => userId)).toEqual([ana.userId]);
  });

  it('do not come of a trip that was deleted, or that somebody is not on any more', async () => {
    const [ana, ben] = [await proven('Ana'), await proven('Ben')];
    const [kept, gone] = [await make(ana), await make(ana)];
    for (const { id } of [kept, gone]) await bring(ana, id, ben);
    await app.anyone(ana).plans.delete({ id: gone.id });
    await app.anyone(ben).plans.members.leave({ id: kept.id });
    app.clock.ms = Date.parse('2027-05-03T09:00:00Z');
    await run();
    expect(reminders().map(({ userId, link }) => [userId, link])).toEqual([[ana.userId, `https://trip.example/plans/${kept.id}`]]);
  });

  it('follow a trip that is moved: none for the old date, both for the new one', async () => {
    const plan = await make(await proven('Ana'));
    const { plans } = test.db.tables;
    const moveTo = (startDate: string) =>
      test.db.write(
        async (tx) =>
          void (await tx
            .update(plans)
            .set({ startDate, endDate: addDays(startDate, 1) })
            .where(eq(plans.id, plan.id))),
      );
    app.clock.ms = Date.parse('2027-05-03T09:00:00Z');
    await run();
    await moveTo('2027-06-10');
    expect(await watch('2027-05-09T00:00:00Z', '2027-05-09T12:00:00Z')).toEqual([]);
    app.clock.ms = Date.parse('2027-06-03T09:00:00Z');
    await run();
    // Where the document says something else of the first day nothing is said of it.
    expect(reminders().at(-1)).toMatchObject({ daysLeft: 7, days: { from: '2027-06-10', to: '2027-06-11' }, first: [] });
    expect(reminders()).toHaveLength(2);
  });

  it('do not come to who turned them off, is suspended or has an address that is not proven', async () => {
    const [off, suspended, unproven] = [await proven('Ana'), await proven('Ben'), await proven('Cleo')];
    for (const person of [off, suspended, unproven]) await make(person);
    await change(off, { notifications: { tripReminders: false } });
    await change(suspended, { status: 'suspended' });
    await change(unproven, { emailVerifiedAt: null });
    app.clock.ms = Date.parse('2027-05-03T09:00:00Z');
    await run();
    expect(reminders()).toEqual([]);
    await change(suspended, { status: 'active' });
    await run();
    expect(reminders().map(({ userId }) => userId)).toEqual([suspended.userId]);
  });

  it('come though the plan itself can’t be read', async () => {
    const plan = await make(await proven('Ana'));
    const { planDocuments } = test.db.tables;
    await test.db.write(
      async (tx) => void (await tx.update(planDocuments).set({ document: '{' }).where(eq(planDocuments.planId, plan.id))),
    );
    app.clock.ms = Date.parse('2027-05-03T09:00:00Z');
    await run();
    expect(reminders()).toMatchObject([{ daysLeft: 7, first: [] }]);
  });

  it('reach everybody where there are more than fit into a batch', async () => {
    const ana = await proven('Ana');
    const plan = await make(ana);
    const { plans, planMembers } = test.db.tables;
    const [row] = await test.db.read.select().from(plans);
    if (row === undefined) throw new Error('no plan');
    const guests: Actor[] = [];
    for (let turn = 0; turn < 7; turn += 1) guests.push(await proven(`Guest ${turn}`));
    await test.db.write(async (tx) => {
      const ids = Array.from({ length: 230 }, (_, at) => `${row.id.slice(0, -4)}${String(at).padStart(4, '0')}`).filter(
        (id) => id !== plan.id,
      );
      await tx.insert(plans).values(ids.map((id) => ({ ...row, id })));
      for (const { userId } of guests)
        await tx.insert(planMembers).values(ids.slice(0, 30).map((planId) => ({ planId, userId, role: 'viewer' as const, joinedAt: 1 })));
    });
    app.clock.ms = Date.parse('2027-05-03T09:00:00Z');
    await run();
    const said = reminders().map(({ userId, link }) => `${userId} ${link}`);
    expect(new Set(said).size).toBe(said.length);
    expect(said).toHaveLength((await test.db.read.select().from(plans)).length + 7 * 30);
  });

  it('stop when the process is to end, and go on afterwards', async () => {
    await make(await proven('Ana'));
    app.clock.ms = Date.parse('2027-05-03T09:00:00Z');
    await expect(run(app, AbortSignal.abort(new Error('closing')))).rejects.toThrow('closing');
    expect(reminders()).toEqual([]);
    await run();
    expect(reminders()).toHaveLength(1);
  });

  it('are in what is held about a person, and are forgotten a month after the trip began', async () => {
    const [ana, ben] = [await proven('Ana'), await proven('Ben')];
    const plan = await make(ana);
    app.clock.ms = Date.parse('2027-05-03T09:00:00Z');
    await run();
    const held = async (actor: Actor) => {
      const entries = [];
      for await (const { section, entry } of app.plans.personalData(actor.userId)) if (section === 'tripReminders') entries.push(entry);
      return entries;
    };
    expect(await held(ana)).toEqual([{ planId: plan.id, days: 7, startDate: '2027-05-10', at: '2027-05-03T09:00:00.000Z' }]);
    expect(await held(ben)).toEqual([]);
    app.clock.ms = Date.parse('2027-06-09T00:00:00Z');
    await doJob('plans.reminders.purge');
    expect(await held(ana)).toHaveLength(1);
    app.clock.ms += 24 * HOUR_MS;
    app.clock.ms += 24 * HOUR_MS;
    await doJob('plans.reminders.purge');
    expect(await held(ana)).toEqual([]);
  });
});
