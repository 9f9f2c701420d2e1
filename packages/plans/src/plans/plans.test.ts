import { newId, type GenerationEvent } from '@tripmaster/contracts';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import type { Actor } from '@tripmaster/rpc';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventOf, startPlans, TRIP } from '../testing.ts';

describe.each(ENGINES)('plans on %s', (engine) => {
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

  const failure = (code: string) => expect.objectContaining({ cause: expect.objectContaining({ code }) });
  const make = (actor: Actor, more: Partial<typeof TRIP> = {}) => app.anyone(actor).plans.create({ ...TRIP, ...more });

  it('makes a checked plan, stores it and gives it back the same', async () => {
    const plan = await make(ana);
    expect(plan.days.map(({ date }) => date)).toEqual(['2027-05-10', '2027-05-11']);
    expect(plan.verification.rules).toHaveLength(20);
    expect(plan).toMatchObject({ version: 1, visibility: 'private', title: expect.stringContaining('Lisbon') });
    expect(await app.anyone(ana).plans.get({ id: plan.id })).toEqual(plan);
  });

  it('adds up: items, categories and total, to the minor unit', async () => {
    const { days, budget } = await make(ana, { budget: { amount: 90_000, currency: 'EUR' } });
    const items = days.flatMap((day) => day.items.map(({ cost }) => cost?.amount ?? 0)).reduce((a, b) => a + b, 0);
    const categories = budget.categories.map(({ total }) => total.amount).reduce((a, b) => a + b, 0);
    expect([items, categories]).toEqual([budget.total.amount, budget.total.amount]);
    expect(budget.left?.amount).toBe(90_000 - budget.total.amount);
  });

  it('makes one plan of fifty calls with the same key', async () => {
    const cleo = await app.person('Cleo');
    const caller = app.anyone(cleo, { idempotencyKey: 'once' });
    const ids = await Promise.all(Array.from({ length: 50 }, async () => (await caller.plans.create(TRIP)).id));
    expect(new Set(ids).size).toBe(1);
    expect((await app.anyone(cleo).plans.list()).items).toHaveLength(1);
    await expect(caller.plans.create({ ...TRIP, interests: ['food'] })).rejects.toEqual(failure('idempotency-mismatch'));
  });

  it('keeps one person’s key apart from another’s', async () => {
    const mine = await app.anyone(ana, { idempotencyKey: 'shared' }).plans.create(TRIP);
    const theirs = await app.anyone(ben, { idempotencyKey: 'shared' }).plans.create(TRIP);
    expect(theirs.id).not.toBe(mine.id);
  });

  it('streams progress, whole days in order, then the saved plan; and goes on after a broken line', async () => {
    const caller = app.anyone(ana);
    const seen: [string, GenerationEvent][] = [];
    for await (const envelope of await caller.plans.generate(TRIP)) {
      const { id, event } = eventOf(envelope);
      seen.push([id, event]);
    }
    const types = seen.map(([, event]) => event.type);
    expect(types[0]).toBe('progress');
    expect(types.filter((type) => type === 'day')).toHaveLength(2);
    const [lastId, last] = seen.at(-1) ?? [];
    if (last?.type !== 'plan') throw new Error('no plan at the end');
    expect(await caller.plans.get({ id: last.plan.id })).toEqual(last.plan);

    const middle = seen[2]?.[0];
    const rest: string[] = [];
    for await (const envelope of await caller.plans.generate({ ...TRIP, lastEventId: middle })) rest.push(eventOf(envelope).id);
    expect(rest).toEqual(seen.slice(3).map(([id]) => id));
    expect(lastId).toBe(rest.at(-1));
    await expect(async () => {
      for await (const _ of await app.anyone(ben).plans.generate({ ...TRIP, lastEventId: middle })) void _;
    }).rejects.toEqual(failure('not-found'));
  });

  it('goes on with the same plan after the node that made it has gone', async () => {
    const first = app.anyone(ana);
    const ids: string[] = [];
    let planId = '';
    for await (const envelope of await first.plans.generate(TRIP)) {
      const { id, event } = eventOf(envelope);
      ids.push(id);
      if (event.type === 'plan') planId = event.plan.id;
    }
    const other = await startPlans(test);
    let again = '';
    for await (const envelope of await other.anyone(ana).plans.generate({ ...TRIP, lastEventId: ids[1] })) {
      const { event } = eventOf(envelope);
      if (event.type === 'plan') again = event.plan.id;
    }
    expect(again).toBe(planId);
  });

  it('takes no plan’s id for a new one: somebody else’s looks missing, one’s own is given back', async () => {
    const mine = await make(ana);
    const follow = async (actor: Actor) => {
      const events = [];
      for await (const envelope of await app.anyone(actor).plans.generate({ ...TRIP, lastEventId: `${mine.id}.3` }))
        events.push(eventOf(envelope).event);
      return events;
    };
    expect(await follow(ana)).toEqual([{ type: 'plan', plan: mine }]);
    await expect(follow(ben)).rejects.toEqual(failure('not-found'));
  });

  it('removes for good what was deleted thirty days ago, and nothing else', async () => {
    const kept = await make(ana);
    const gone = await make(ana);
    await app.anyone(ana).plans.delete({ id: gone.id });
    const before = app.clock.ms;
    app.clock.ms += 29 * 86_400_000;
    await app.plans.plans.purge();
    expect(await app.plans.plans.saved(ana, gone.id).catch(() => 'deleted')).toBe('deleted');
    app.clock.ms += 2 * 86_400_000;
    await app.plans.plans.purge();
    expect(await app.plans.plans.saved(ana, gone.id)).toBeUndefined();
    expect((await app.plans.plans.saved(ana, kept.id))?.id).toBe(kept.id);
    app.clock.ms = before;
  });

  it('previews without storing anything', async () => {
    const before = (await test.db.read.select().from(test.db.tables.plans)).length;
    const preview = await app.anyone().plans.preview(TRIP);
    expect(preview).toMatchObject({ dayCount: 2, firstDay: { date: '2027-05-10' } });
    expect((await test.db.read.select().from(test.db.tables.plans)).length).toBe(before);
  });

  it('pages through a list in every order, each plan once, whatever is added meanwhile', async () => {
    const dora = await app.person('Dora');
    const caller = app.anyone(dora);
    const made: string[] = [];
    for (let index = 0; index < 7; index += 1) {
      app.clock.ms += 1_000;
      const date = `2027-0${(index % 3) + 4}-1${index}`;
      made.push((await make(dora, { dates: { start: date, end: date } })).id);
    }
    for (const sort of ['created', 'start', 'title'] as const) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await caller.plans.list({ limit: 3, sort, ...(cursor === undefined ? {} : { cursor }) });
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor !== undefined);
      expect(new Set(seen)).toEqual(new Set(made));
      expect(seen).toHaveLength(7);
    }
    expect((await caller.plans.list()).items.map(({ id }) => id)).toEqual(made.toReversed());
    app.clock.ms = Date.parse('2027-05-01T00:00:00Z');
    const upcoming = (await caller.plans.list({ when: 'upcoming' })).items.map(({ start }) => start);
    expect(upcoming).toEqual(upcoming.toSorted());
    expect(upcoming.length + (await caller.plans.list({ when: 'past' })).items.length).toBe(7);
    expect((await caller.plans.list({ search: 'LISBO' })).items).toHaveLength(7);
    expect((await caller.plans.list({ search: '%' })).items).toHaveLength(0);
    await expect(caller.plans.list({ cursor: 'nonsense' })).rejects.toEqual(failure('invalid-input'));
    app.clock.ms = Date.parse('2027-01-02T12:00:00.000Z');
  });

  it('deletes so that it can be brought back, and never by itself public', async () => {
    const caller = app.anyone(ana);
    const { id } = await make(ana);
    await caller.plans.setVisibility({ id, visibility: 'public' });
    await caller.plans.delete({ id });
    await caller.plans.delete({ id });
    await expect(caller.plans.get({ id })).rejects.toEqual(failure('not-found'));
    expect((await caller.plans.list({ limit: 100 })).items.map((plan) => plan.id)).not.toContain(id);
    expect(await caller.plans.undelete({ id })).toMatchObject({ id, visibility: 'private' });
    expect((await caller.plans.get({ id })).visibility).toBe('private');
  });

  it('shows public plans to everybody, by destination, without what is private', async () => {
    const caller = app.anyone(ana);
    const { id } = await make(ana, {
      dates: { start: '2027-05-10', end: '2027-05-13' },
      origin: 'Tallinn',
      notes: 'our secret anniversary',
      purpose: 'honeymoon',
      travellers: { adults: 2, childrenAges: [9] },
      dietary: ['halal', 'no celery'],
      accessibility: ['wheelchair'],
      arrivalTime: '11:11',
      departureTime: '17:17',
      budget: { amount: 123_456, currency: 'EUR', includesTransport: true },
      fixed: [
        {
          title: 'Dinner at Oskar’s',
          date: '2027-05-11',
          start: '19:00',
          end: '20:30',
          place: { name: 'Oskar', lat: 38.7223, lon: -9.1555 },
          notes: 'third floor',
        },
      ],
    });
    await caller.plans.setVisibility({ id, visibility: 'public' });
    const found = await app.anyone().discover.list({ destination: 'LISBON' });
    expect(found.items.map((plan) => plan.id)).toContain(id);
    expect((await app.anyone().discover.list({ destination: 'Porto' })).items).toEqual([]);
    const plan = await app.anyone(ben).plans.get({ id });
    const files = [await app.plans.exports.markdown(plan), await app.plans.exports.html(plan), await app.plans.exports.ics(plan)];
    const seen = JSON.stringify([found, plan, files]);
    const secrets = [
      'secret',
      'honeymoon',
      'Tallinn',
      'example.com',
      ana.userId,
      'Oskar',
      '9.1555',
      'third floor',
      'celery',
      'heelchair',
      '123456',
      '1,234.56',
    ];
    expect(secrets.filter((secret) => seen.includes(secret))).toEqual([]);
    expect(plan.owner).toEqual({ name: 'Ana' });
    expect(plan.days.flatMap(({ items }) => items).reduce((sum, { cost }) => sum + (cost?.amount ?? 0), 0)).toBe(plan.budget.total.amount);
    await caller.plans.setVisibility({ id, visibility: 'private' });
    expect((await app.anyone().discover.list()).items.map((one) => one.id)).not.toContain(id);
  });

  it('names the field that can’t be used', async () => {
    const fields = async (change: object) => {
      const error: unknown = await app
        .anyone(ana)
        .plans.create({ ...TRIP, ...change })
        .catch((caught: unknown) => caught);
      const { toAppError } = await import('@tripmaster/rpc');
      return toAppError(error).details.fields?.map(({ path }) => path);
    };
    expect(await fields({ destinations: [] })).toEqual(['destinations']);
    expect(await fields({ destinations: [{ name: 'Xyzzyville' }] })).toEqual(['destinations.0.name']);
    expect(await fields({ dates: { start: '2027-05-12', end: '2027-05-11' } })).toEqual(['dates.end']);
    expect(await fields({ dates: { start: '2027-02-30', end: '2027-03-01' } })).toEqual(['dates.start']);
    expect(await fields({ dates: { start: '2020-01-01', end: '2020-01-02' } })).toEqual(['dates.start']);
    expect(await fields({ travellers: { adults: 0, childrenAges: [] } })).toEqual(['travellers.adults']);
    expect(await fields({ budget: { amount: 100, currency: 'XXQ' } })).toEqual(['budget.currency']);
    expect(await fields({ surprise: 1 })).toEqual(['surprise']);
  });

  it('gives the other person, and nobody, nothing of a private plan', async () => {
    const { id } = await make(ana);
    for (const caller of [app.anyone(ben), app.anyone()]) {
      await expect(caller.plans.get({ id })).rejects.toEqual(failure('not-found'));
    }
    const other = app.anyone(ben);
    for (const call of [
      () => other.plans.delete({ id }),
      () => other.plans.undelete({ id }),
      () => other.plans.setVisibility({ id, visibility: 'public' }),
    ]) {
      await expect(call()).rejects.toEqual(failure('not-found'));
    }
    await expect(other.plans.get({ id: newId() })).rejects.toEqual(failure('not-found'));
    expect((await other.plans.list({ limit: 100 })).items.map((plan) => plan.id)).not.toContain(id);
    for (const call of [() => app.anyone().plans.list(), () => app.anyone().plans.delete({ id }), () => app.anyone().plans.create(TRIP)]) {
      await expect(call()).rejects.toEqual(failure('unauthenticated'));
    }
    expect((await app.anyone(ana).plans.get({ id })).visibility).toBe('private');
  });
});
