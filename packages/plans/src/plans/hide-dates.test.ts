import { addDays, weekdayOf, type Idea, type Plan } from '@tripmaster/contracts';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import type { Actor } from '@tripmaster/rpc';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPlans, TRIP } from '../testing.ts';
import { firstSuchDay } from './hide-dates.ts';

it.each([
  ['2027-05-13', '2027-05-06'],
  ['2027-05-31', '2027-05-03'],
  ['2027-05-01', '2027-05-01'],
  ['2028-02-29', '2028-02-01'],
  ['2027-08-30', '2027-08-02'],
])('of %s only month and weekday are told: %s', (date, told) => {
  expect(firstSuchDay(date)).toBe(told);
  expect(weekdayOf(told)).toBe(weekdayOf(date));
});

describe.each(ENGINES)('dates that others are not told, on %s', (engine) => {
  let test: TestDatabase;
  let app: Awaited<ReturnType<typeof startPlans>>;
  let ana: Actor;
  let ben: Actor;
  beforeAll(async () => {
    test = await openTestDatabase(engine);
    app = await startPlans(test);
    ana = await app.person('Ana');
    ben = await app.person('Ben');
  });
  afterAll(() => test.remove());

  const start = '2027-05-19';
  const real = Array.from({ length: 6 }, (_, index) => addDays(start, index));
  const make = (more: Partial<typeof TRIP> = {}) =>
    app.anyone(ana).plans.create({
      ...TRIP,
      dates: { start, end: '2027-05-24' },
      destinations: [
        { name: 'Lisbon', nights: 3 },
        { name: 'Porto', nights: 2 },
      ],
      origin: 'Tallinn',
      notes: 'zanzibar',
      budget: { amount: 250_000, currency: 'USD' },
      fixed: [{ title: 'Dinner at Oskar’s on 20 May', date: '2027-05-20', start: '19:00', end: '20:30', notes: 'zanzibar' }],
      ...more,
    });

  /** The same plan, after its owner gave it words with dates in them and a thing to do some day. */
  async function written(plan: Plan): Promise<Plan> {
    const [sight] = plan.days.flatMap(({ items }) => items.filter(({ kind }) => kind === 'sight'));
    if (sight === undefined) throw new Error('a plan without a sight');
    const idea: Idea = { id: 'idea', kind: 'free', title: 'zanzibar', links: [], provenance: 'user', date: '2027-05-21' };
    return app.anyone(ana).plans.update({
      id: plan.id,
      version: plan.version,
      operations: [
        { op: 'rename', title: 'Lisbon and Porto, 19–24 May 2027' },
        { op: 'note', itemId: sight.id, notes: 'Tickets for 22 May, zanzibar' },
        { op: 'note-idea', idea },
      ],
    });
  }

  it('stand nowhere in what others get of a public plan', async () => {
    app.clock.ms = Date.parse('2027-05-18T20:00:00.000Z');
    const plan = await written(await make());
    await app.anyone(ana).plans.setVisibility({ id: plan.id, visibility: 'public' });
    const [owner] = (await test.db.read.select().from(test.db.tables.users)).filter(({ id }) => id === ana.userId);
    for (const reader of [undefined, ben]) {
      const seen = await app.anyone(reader).plans.get({ id: plan.id });
      const everything = JSON.stringify([
        seen,
        await app.anyone(reader).plans.verify({ id: plan.id }),
        await app.anyone(reader).discover.list(),
        await app.plans.exports.markdown(seen),
        await app.plans.exports.html(seen),
      ]);
      const named = [
        ...real,
        ...real.map((date) => date.replaceAll('-', '')),
        ...real.map((date) => `${Number(date.slice(8))} May`),
        '2027-05-18',
        owner?.email ?? '',
        'zanzibar',
        'Tallinn',
        'Oskar',
        ana.userId,
      ];
      expect(named.filter((words) => everything.includes(words))).toEqual([]);
      expect(everything).not.toMatch(/May (?:19|2[0-4])(?!\d)/);
      expect(seen).toMatchObject({
        datesHidden: true,
        title: 'Lisbon and Porto, 6 days',
        request: { dates: { month: '2027-05', days: 6 } },
      });
      expect(seen.days.map(({ date }) => date)).toEqual(real.map((date) => addDays(date, -14)));
      expect(seen.days.map(({ date }) => weekdayOf(date))).toEqual(plan.days.map(({ date }) => weekdayOf(date)));
      expect(seen.destinations[0]?.arrive).toBe('2027-05-05');
      expect(seen.days.map(({ items }) => items.length)).toEqual(plan.days.map(({ items }) => items.length));
      expect(seen.verification.rules.map(({ holds, checked }) => [holds, checked])).toEqual(
        plan.verification.rules.map(({ holds, checked }) => [holds, checked]),
      );
      expect(seen.days[0]?.sun).not.toEqual(plan.days[0]?.sun);
    }
    expect(await app.anyone(ana).plans.get({ id: plan.id })).toMatchObject({ title: plan.title, days: plan.days, role: 'owner' });
    app.clock.ms = Date.parse('2027-01-02T12:00:00.000Z');
  });

  it('are told when their owner says so, and hidden again when they say so', async () => {
    const plan = await make();
    const dates = async () => (await app.anyone(ben).plans.get({ id: plan.id })).days.map(({ date }) => date);
    await app.anyone(ana).plans.setVisibility({ id: plan.id, visibility: 'unlisted', showDates: true });
    expect(await dates()).toEqual(real);
    expect(JSON.stringify(await app.anyone(ben).plans.get({ id: plan.id }))).not.toContain('datesHidden');
    // What is not said stays as it is.
    await app.anyone(ana).plans.setVisibility({ id: plan.id, visibility: 'public' });
    expect(await dates()).toEqual(real);
    await app.anyone(ana).plans.setVisibility({ id: plan.id, visibility: 'public', showDates: false });
    expect(await dates()).not.toContain('2027-05-19');
    expect(app.audited.filter(({ action, detail }) => action === 'plan.visibility-set' && detail?.['plan'] === plan.id)).toHaveLength(3);
  });

  it('keep their title in discover when it tells no date, and lose it when it does', async () => {
    const plan = await make();
    const rename = (version: number, title: string) =>
      app.anyone(ana).plans.update({ id: plan.id, version, operations: [{ op: 'rename', title }] });
    await rename(1, 'Our spring in Portugal');
    await app.anyone(ana).plans.setVisibility({ id: plan.id, visibility: 'public' });
    const titles = async () => (await app.anyone().discover.list({ limit: 100 })).items.find(({ id }) => id === plan.id)?.title;
    expect(await titles()).toBe('Our spring in Portugal');
    await rename(2, 'Portugal from 19/5');
    expect(await titles()).toBe('Lisbon and Porto, 6 days');
    await app.anyone(ana).plans.setVisibility({ id: plan.id, visibility: 'public', showDates: true });
    expect(await titles()).toBe('Portugal from 19/5');
  });
});
