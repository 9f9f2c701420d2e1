import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import type { Actor } from '@tripmaster/rpc';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPlans, TRIP } from '../testing.ts';

describe.each(ENGINES)('copies of plans on %s', (engine) => {
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
  const copiesOf = async (id: string) => (await app.anyone().discover.list()).items.find((plan) => plan.id === id)?.copies;

  it('copies one’s own plan whole, as a private plan of its own', async () => {
    const plan = await app.anyone(ana).plans.create({ ...TRIP, notes: 'Bring the tickets', budget: { amount: 90_000, currency: 'EUR' } });
    await app.anyone(ana).plans.setVisibility({ id: plan.id, visibility: 'public' });
    const copy = await app.anyone(ana).plans.duplicate({ id: plan.id });
    expect(copy).toMatchObject({ title: `Copy of ${plan.title}`, version: 1, visibility: 'private', role: 'owner', request: plan.request });
    expect(copy.id).not.toBe(plan.id);
    expect(copy.days).toEqual(plan.days);
    expect(await app.anyone(ana).plans.get({ id: copy.id })).toEqual(copy);
    expect((await app.anyone(ana).plans.duplicate({ id: copy.id })).title).toBe(copy.title);
    expect(await copiesOf(plan.id)).toBe(0);
  });

  it('shows others no note of a copy, which may be its owner’s', async () => {
    const plan = await app.anyone(ana).plans.create(TRIP);
    const [item] = plan.days[0]?.items ?? [];
    if (item === undefined) throw new Error('an empty day');
    const operations = [{ op: 'note' as const, itemId: item.id, notes: 'key under the mat' }];
    await app.anyone(ana).plans.update({ id: plan.id, version: plan.version, operations });
    const copy = await app.anyone(ana).plans.duplicate({ id: plan.id });
    await app.anyone(ana).plans.setVisibility({ id: copy.id, visibility: 'public' });
    expect(JSON.stringify(copy)).toContain('key under the mat');
    expect(JSON.stringify(await app.anyone(ben).plans.get({ id: copy.id }))).not.toContain('key under the mat');
  });

  it('begins when it is asked to, and is checked for those days', async () => {
    const plan = await app.anyone(ana).plans.create(TRIP);
    const copy = await app.anyone(ana).plans.duplicate({ id: plan.id, start: '2027-06-02' });
    expect(copy.days.map(({ date }) => date)).toEqual(['2027-06-02', '2027-06-03']);
    expect(copy.request.dates).toEqual({ start: '2027-06-02', end: '2027-06-03' });
    expect(copy.verification.rules).toHaveLength(20);
    await expect(app.anyone(ana).plans.duplicate({ id: plan.id, start: '2026-12-31' })).rejects.toEqual(failure('invalid-input'));
  });

  it('moves a trip that is over to the same days of the week ahead', async () => {
    const plan = await app.anyone(ana).plans.create(TRIP);
    app.clock.ms = Date.parse('2028-06-01T12:00:00.000Z');
    const copy = await app.anyone(ana).plans.duplicate({ id: plan.id });
    app.clock.ms = Date.parse('2027-01-01T12:00:00.000Z');
    expect(copy.days.map(({ date }) => date)).toEqual(['2029-05-07', '2029-05-08']);
  });

  it('gives others what they may read, and counts it', async () => {
    const plan = await app.anyone(ana).plans.create({ ...TRIP, notes: 'zanzibar', dietary: ['vegan'], origin: 'Zanzibar City' });
    await app.anyone(ana).plans.setVisibility({ id: plan.id, visibility: 'public' });
    const copy = await app.anyone(ben).plans.duplicate({ id: plan.id });
    expect(copy).toMatchObject({ title: plan.title, visibility: 'private', role: 'owner', request: { dietary: [] } });
    expect(JSON.stringify(copy).toLowerCase()).not.toContain('zanzibar');
    expect(copy.days.flatMap(({ items }) => items.filter(({ locked, provenance }) => locked || provenance === 'user'))).toEqual([]);
    expect(await copiesOf(plan.id)).toBe(1);
    expect((await app.anyone().discover.popular()).items[0]?.id).toBe(plan.id);
  });

  it('makes one copy of many calls with one key, and counts it once', async () => {
    const plan = await app.anyone(ana).plans.create(TRIP);
    await app.anyone(ana).plans.setVisibility({ id: plan.id, visibility: 'public' });
    const caller = app.anyone(ben, { idempotencyKey: 'copy' });
    const ids = await Promise.all(Array.from({ length: 10 }, async () => (await caller.plans.duplicate({ id: plan.id })).id));
    expect(new Set(ids).size).toBe(1);
    expect(await copiesOf(plan.id)).toBe(1);
    await expect(caller.plans.duplicate({ id: plan.id, start: '2027-06-02' })).rejects.toEqual(failure('idempotency-mismatch'));
  });

  it('copies no plan that the other person may not read', async () => {
    const { id } = await app.anyone(ana).plans.create(TRIP);
    await expect(app.anyone(ben).plans.duplicate({ id })).rejects.toEqual(failure('not-found'));
  });
});
