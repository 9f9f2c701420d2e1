import { newId } from '@tripmaster/contracts';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { createCallerFactory, contextOf, router, type Actor } from '@tripmaster/rpc';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moderationRoutes } from '../index.ts';
import { startPlans, TRIP } from '../testing.ts';

describe.each(ENGINES)('reports of public plans on %s', (engine) => {
  let test: TestDatabase;
  let app: Awaited<ReturnType<typeof startPlans>>;
  let ana: Actor;
  let ben: Actor;
  let staff: Actor;
  const acts: string[] = [];
  beforeAll(async () => {
    test = await openTestDatabase(engine);
    app = await startPlans(test, { audit: { record: async (_tx, { action }) => void acts.push(action) } });
    ana = await app.person('Ana');
    ben = await app.person('Ben');
    staff = { ...(await app.person('Staff')), role: 'support', secondFactor: true };
  });
  afterAll(() => test.remove());

  const failure = (code: string) => expect.objectContaining({ cause: expect.objectContaining({ code }) });
  const moderation = () => createCallerFactory(router({ moderation: moderationRoutes(app.plans.reports) }))(contextOf(staff)).moderation;
  async function published(title: string): Promise<string> {
    const { id, version } = await app.anyone(ana).plans.create(TRIP);
    await app.anyone(ana).plans.update({ id, version, operations: [{ op: 'rename', title }] });
    await app.anyone(ana).plans.setVisibility({ id, visibility: 'public' });
    return id;
  }
  const isListed = async (id: string) => (await app.anyone().discover.list({ limit: 100 })).items.some((plan) => plan.id === id);

  it('brings a report to the staff once, who hide the plan from everybody but those on it', async () => {
    const id = await published('Buy watches');
    await app.anyone(ben).discover.report({ id, reason: 'spam', details: 'Only advertising' });
    await app.anyone(ben).discover.report({ id, reason: 'other' });
    const { items } = await moderation().list();
    expect(items).toMatchObject([
      {
        plan: { id, title: 'Buy watches', owner: { id: ana.userId, name: 'Ana' }, hidden: false },
        reports: [{ reason: 'spam', details: 'Only advertising' }],
      },
    ]);
    expect(JSON.stringify(items)).not.toContain(ben.userId);

    await moderation().hide({ id });
    expect(acts.at(-1)).toBe('admin.plan-hidden');
    expect((await moderation().list()).items).toEqual([]);
    expect(await isListed(id)).toBe(false);
    await expect(app.anyone(ben).plans.get({ id })).rejects.toEqual(failure('not-found'));
    expect(await app.anyone(ana).plans.get({ id })).toMatchObject({ hidden: true, visibility: 'public' });
    expect((await app.anyone(ana).plans.list({ search: 'watches' })).items).toMatchObject([{ id, hidden: true }]);

    // Nothing that its owner does brings it back.
    await app.anyone(ana).plans.setVisibility({ id, visibility: 'private' });
    await app.anyone(ana).plans.setVisibility({ id, visibility: 'public' });
    const { version } = await app.anyone(ana).plans.get({ id });
    await app.anyone(ana).plans.update({ id, version, operations: [{ op: 'rename', title: 'Buy more watches' }] });
    expect(await isListed(id)).toBe(false);

    await moderation().restore({ id });
    expect(await isListed(id)).toBe(true);
    expect((await app.anyone(ben).plans.get({ id })).title).toBe('Buy more watches');
  });

  it('lets a report go without doing anything, and hears the next one', async () => {
    const id = await published('Nothing wrong');
    await app.anyone(ben).discover.report({ id, reason: 'offensive' });
    await moderation().dismiss({ id });
    expect((await moderation().list()).items).toEqual([]);
    expect(await isListed(id)).toBe(true);
    await app.anyone(ben).discover.report({ id, reason: 'offensive' });
    expect((await moderation().list()).items).toHaveLength(1);
    await moderation().dismiss({ id });
  });

  it('pages through what is open, each plan once with all its reports, the longest waiting first', async () => {
    const ids = [await published('One'), await published('Two'), await published('Three')];
    for (const id of ids) {
      app.clock.ms += 1_000;
      await app.anyone(ben).discover.report({ id, reason: 'other' });
      await app.anyone(staff).discover.report({ id, reason: 'dangerous' });
    }
    const seen = [];
    for (let cursor: string | undefined, first = true; first || cursor !== undefined; first = false) {
      const { items, nextCursor } = await moderation().list({ limit: 2, cursor });
      seen.push(...items.map(({ plan, reports }) => [plan.id, reports.length]));
      cursor = nextCursor;
    }
    expect(seen).toEqual(ids.map((id) => [id, 2]));
  });

  it('shows twenty reports of a plan, however many there are', async () => {
    const [many, one] = [await published('Many'), await published('One more')];
    const row = { reason: 'spam' as const, details: null, createdAt: app.clock.ms, resolvedAt: null, resolution: null, reporterId: null };
    const rows = Array.from({ length: 25 }, () => ({ ...row, id: newId(), planId: many }));
    await test.db.write(async (tx) => void (await tx.insert(test.db.tables.planReports).values(rows)));
    await app.anyone(ben).discover.report({ id: one, reason: 'spam' });
    const { items } = await moderation().list({ limit: 100 });
    const shown = items
      .filter(({ plan }) => [many, one].includes(plan.id))
      .map(({ plan, reports }) => [plan.id, reports.map(({ id }) => id)]);
    expect(shown).toEqual([
      [many, rows.slice(0, 20).map(({ id }) => id)],
      [one, [expect.any(String)]],
    ]);
  });

  it('takes no report of what one may not read or is one’s own, and moderates nothing private', async () => {
    const { id } = await app.anyone(ana).plans.create(TRIP);
    const open = await published('Mine');
    await expect(app.anyone(ben).discover.report({ id, reason: 'spam' })).rejects.toEqual(failure('not-found'));
    await expect(app.anyone(ana).discover.report({ id: open, reason: 'spam' })).rejects.toEqual(failure('not-found'));
    await expect(moderation().hide({ id })).rejects.toEqual(failure('not-found'));
  });
});
