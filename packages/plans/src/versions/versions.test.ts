import type { Item, Plan, PlanOperation } from '@tripmaster/contracts';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { toAppError, type Actor } from '@tripmaster/rpc';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyOperations } from '../explain/apply.ts';
import { writeCursor } from '../plans/cursor.ts';
import { readDocument } from '../plans/document.ts';
import { startPlans, TRIP } from '../testing.ts';

const note = (item: Item | undefined, notes: string): PlanOperation => ({ op: 'note', itemId: item?.id ?? '', notes });
const visits = (plan: Pick<Plan, 'days'>) => plan.days.flatMap(({ items }) => items.filter(({ kind }) => kind === 'sight'));
const coffee: Item = {
  id: 'coffee',
  kind: 'free',
  title: 'Coffee',
  start: '07:00',
  end: '07:20',
  links: [],
  provenance: 'user',
  locked: false,
};

describe.each(ENGINES)('versions of plans on %s', (engine) => {
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

  const make = (actor: Actor, more: Partial<typeof TRIP> = {}) => app.anyone(actor).plans.create({ ...TRIP, ...more });
  const refusal = async (call: Promise<unknown>) =>
    toAppError(
      await call.then(
        () => 'no refusal',
        (error: unknown) => error,
      ),
    );
  const fieldsOf = async (call: Promise<unknown>) => (await refusal(call)).details.fields;
  const update = (plan: Pick<Plan, 'id' | 'version'>, operations: PlanOperation[], actor = ana) =>
    app.anyone(actor).plans.update({ id: plan.id, version: plan.version, operations });
  const bad = async (plan: Plan, operation: PlanOperation) => (await fieldsOf(update(plan, [operation])))?.map(({ path }) => path);
  const history = async (id: string) => (await app.anyone(ana).plans.history({ id, limit: 100 })).items;

  it('changes a plan, checks it anew, and keeps what it was', async () => {
    const made = await make(ana);
    const [sight] = visits(made);
    if (sight === undefined) throw new Error('a plan without a sight');
    app.clock.ms += 60_000;
    const changed = await update(made, [{ op: 'remove', itemId: sight.id }]);
    expect(changed).toMatchObject({ id: made.id, version: 2, createdAt: made.createdAt });
    expect(changed.updatedAt > made.updatedAt).toBe(true);
    expect(changed.verification.checkedAt > made.verification.checkedAt).toBe(true);
    expect(await app.anyone(ana).plans.get({ id: made.id })).toEqual(changed);
    expect((await app.anyone(ana).plans.list({ limit: 100 })).items.find(({ id }) => id === made.id)?.total).toEqual(changed.budget.total);
    expect(await history(made.id)).toEqual([
      expect.objectContaining({ version: 2, label: `Removed “${sight.title}”`, author: 'Ana', savedAt: changed.updatedAt }),
      expect.objectContaining({ version: 1, label: 'Made', author: 'Ana', savedAt: made.createdAt, total: made.budget.total }),
    ]);
    const diff = await app.anyone(ana).plans.diff({ id: made.id, from: 1, to: 2 });
    expect(diff.items.find(({ change }) => change === 'removed')).toMatchObject({ item: { id: sight.id } });
    const restored = await app.anyone(ana).plans.restore({ id: made.id, version: 2, to: 1 });
    expect(restored.days).toEqual(made.days);
    expect((await history(made.id))[0]).toMatchObject({ version: 3, label: 'Went back to version 1' });
  });

  it('refuses a stale version, and says what changed since', async () => {
    const made = await make(ana);
    const [sight] = visits(made);
    await update(made, [note(sight, 'first')]);
    const late = await refusal(update(made, [note(sight, 'second')]));
    expect(late.code).toBe('conflict');
    expect(late.details.currentVersion).toBe(2);
    expect(late.details.diff?.items).toMatchObject([{ change: 'changed', fields: ['notes'], item: { notes: 'first' } }]);
    expect((await refusal(update({ ...made, version: 9 }, [note(sight, 'x')]))).details).toEqual({ currentVersion: 2 });
    expect((await refusal(app.anyone(ana).plans.restore({ id: made.id, version: 1, to: 1 }))).code).toBe('conflict');
  });

  it('lets one of twenty at once win', async () => {
    const made = await make(ana);
    const [sight] = visits(made);
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => update(made, [note(sight, `note ${n}`)])));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const codes = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [toAppError(outcome.reason).code] : []));
    expect(codes).toEqual(Array.from({ length: 19 }, () => 'conflict'));
    expect(await history(made.id)).toHaveLength(2);
  });

  it('loses nobody’s work when each tries again on a conflict', async () => {
    const made = await make(ana);
    const added = Array.from({ length: 8 }, (_, n): Item => ({ ...coffee, id: `coffee-${n}`, title: `Coffee ${n}` }));
    const insist = async (item: Item) => {
      for (let plan: Pick<Plan, 'id' | 'version'> = made; ;) {
        const failure = await refusal(
          update(plan, [{ op: 'add', date: made.days[0]?.date ?? '', item }]).then(() => Promise.reject('done')),
        );
        if (failure.code !== 'conflict') return;
        plan = { id: made.id, version: failure.details.currentVersion ?? 0 };
      }
    };
    await Promise.all(added.map(insist));
    const { days, version } = await app.anyone(ana).plans.get({ id: made.id });
    expect(version).toBe(9);
    expect(
      days[0]?.items
        .filter(({ id }) => id.startsWith('coffee'))
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(added.map(({ id }) => id));
    expect((await history(made.id)).map(({ version: one }) => one)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  it('can be replayed: each version is the one before with its change', async () => {
    const made = await make(ana);
    const [first, second] = visits(made);
    const date = made.days[1]?.date ?? '';
    let plan: Plan = made;
    for (const operations of [
      [{ op: 'add', date, item: coffee }],
      [{ op: 'move', itemId: first?.id ?? '', date, start: '15:00' }],
      [
        { op: 'lock', itemId: second?.id ?? '', locked: true },
        { op: 'set-budget', budget: { amount: 1_000, currency: 'EUR' } },
      ],
      [
        { op: 'cost', itemId: 'coffee', cost: { amount: 450, currency: 'EUR' } },
        { op: 'remove', itemId: first?.id ?? '' },
      ],
    ] satisfies PlanOperation[][]) {
      plan = await update(plan, operations);
    }
    const { planVersions, planDocuments } = test.db.tables;
    const former = (await test.db.read.select().from(planVersions)).filter(({ planId }) => planId === made.id);
    const [living] = (await test.db.read.select().from(planDocuments)).filter(({ planId }) => planId === made.id);
    const versions = [...former.toSorted((a, b) => a.version - b.version), living];
    expect(versions).toHaveLength(5);
    for (const [index, version] of versions.entries()) {
      const before = versions[index - 1];
      if (version === undefined || before === undefined) continue;
      if (version.change?.kind !== 'edited') throw new Error('not edited');
      const { days, request, budget } = applyOperations(readDocument(before.document), version.change.operations);
      expect(withoutHours(readDocument(version.document))).toEqual(withoutHours({ days, request, budget }));
    }
  });

  it('makes one change of any number of calls with the same key', async () => {
    const made = await make(ana);
    const caller = app.anyone(ana, { idempotencyKey: `key-${made.id}` });
    const operations = [note(visits(made)[0], 'once')];
    const all = await Promise.all(Array.from({ length: 10 }, () => caller.plans.update({ id: made.id, version: 1, operations })));
    expect(new Set(all.map(({ version }) => version))).toEqual(new Set([2]));
    expect(await history(made.id)).toHaveLength(2);
    const other = caller.plans.update({ id: made.id, version: 2, operations });
    expect((await refusal(other)).code).toBe('idempotency-mismatch');
  });

  it('pages through the history, newest first', async () => {
    let plan = await make(ana);
    for (let n = 0; n < 4; n += 1) plan = await update(plan, [note(visits(plan)[0], `note ${n}`)]);
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await app.anyone(ana).plans.history({ id: plan.id, limit: 2, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.items.map(({ version }) => version));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(seen).toEqual([5, 4, 3, 2, 1]);
    // A number that no version has is none that every database can compare one with.
    for (const cursor of ['x', writeCursor([Number.MAX_SAFE_INTEGER, plan.id]), writeCursor([-1, plan.id])])
      expect((await refusal(app.anyone(ana).plans.history({ id: plan.id, cursor }))).code).toBe('invalid-input');
  });

  it('names the operation that cannot be done', async () => {
    const made = await make(ana);
    const date = made.days[0]?.date ?? '';
    const [sight] = visits(made);
    const second = async (operation: PlanOperation) =>
      (await fieldsOf(update(made, [note(sight, 'fine'), operation])))?.map(({ path }) => path);
    expect(await second({ op: 'remove', itemId: 'nothing' })).toEqual(['operations.1']);
    expect(await second({ op: 'add', date: '2030-01-01', item: coffee })).toEqual(['operations.1']);
    expect(await second({ op: 'add', date, item: { ...coffee, id: sight?.id ?? '' } })).toEqual(['operations.1']);
    expect(await second({ op: 'add', date, item: { ...coffee, title: 'nul \0' } })).toEqual(['operations.1.item.title']);
    expect(await second({ op: 'add', date, item: { ...coffee, title: 'two\nlines' } })).toEqual(['operations.1.item.title']);
    expect(await second({ op: 'add', date, item: { ...coffee, id: '\ud800' } })).toEqual(['operations.1.item.id']);
    expect(await second({ op: 'add', date, item: { ...coffee, cost: { amount: -1, currency: 'EUR' } } })).toEqual([
      'operations.1.item.cost.amount',
    ]);
    expect(await second({ op: 'set-dates', start: '2101-01-01', end: '2101-01-02' })).toEqual(['operations']);
    expect(await second({ op: 'set-budget', budget: { amount: Number.MAX_SAFE_INTEGER, currency: 'EUR' } })).toEqual(['operations']);
    expect((await app.anyone(ana).plans.get({ id: made.id })).version).toBe(1);
  });

  it('leaves what is locked alone until it is unlocked', async () => {
    const made = await make(ana);
    const [sight] = visits(made);
    const itemId = sight?.id ?? '';
    const locked = await update(made, [{ op: 'lock', itemId, locked: true }]);
    for (const operation of [
      { op: 'remove', itemId },
      { op: 'move', itemId, date: '2027-05-11', start: '10:00' },
      { op: 'retime', itemId, start: '10:00', end: '11:00' },
      { op: 'replace', itemId, item: { ...coffee, id: itemId } },
      { op: 'set-dates', start: '2027-06-10', end: '2027-06-11' },
    ] satisfies PlanOperation[]) {
      expect(await fieldsOf(update(locked, [operation]))).toEqual([{ path: 'operations.0', reason: expect.stringContaining('locked') }]);
    }
    const freed = await update(locked, [
      { op: 'lock', itemId, locked: false },
      { op: 'remove', itemId },
    ]);
    expect(visits(freed).map(({ id }) => id)).not.toContain(itemId);
  });

  it('takes a client’s item for the traveller’s own word', async () => {
    const made = await make(ana);
    const [sight] = visits(made);
    if (sight?.place === undefined) throw new Error('a plan without a sight');
    const claims: Item = {
      ...coffee,
      kind: 'sight',
      place: { ...sight.place, name: 'Elsewhere', lat: 0, lon: 0, address: 'third floor' },
      hours: { open: '00:00', close: '24:00', source: 'TripMaster guide', asOf: '2027-01' },
      cost: { amount: 500, currency: 'EUR' },
      costBasis: 'usual',
      links: [
        { label: 'Win', url: 'https://evil.example/' },
        { label: 'Search', url: 'https://www.openstreetmap.org/search?query=caf%C3%A9' },
      ],
      provenance: 'catalogue',
    };
    const plan = await update(made, [{ op: 'add', date: made.days[0]?.date ?? '', item: claims }]);
    const added = plan.days[0]?.items.find(({ id }) => id === 'coffee');
    expect(added).toMatchObject({ provenance: 'user', costBasis: 'given', place: { name: sight.place.name, lat: sight.place.lat } });
    expect(added?.links.map(({ label }) => label)).toEqual(['Search']);
    expect(added?.hours).not.toMatchObject({ open: '00:00' });
    await app.anyone(ana).plans.setVisibility({ id: made.id, visibility: 'public' });
    const seen = JSON.stringify(await app.anyone(ben).plans.get({ id: made.id }));
    expect(['Coffee', 'third floor'].filter((own) => seen.includes(own))).toEqual([]);
  });

  it('keeps what has no time yet, in every version, and from visitors', async () => {
    const made = await make(ana);
    const [sight] = visits(made);
    const itemId = sight?.id ?? '';
    const idea = { id: 'sail', kind: 'activity' as const, title: 'Sail with Oskar', links: [], provenance: 'user' as const };
    const noted = await update(made, [
      { op: 'note-idea', idea },
      { op: 'unschedule', itemId },
      { op: 'rename', title: 'Ours' },
    ]);
    expect(noted).toMatchObject({ title: 'Ours', ideas: [{ title: 'Sail with Oskar' }, { id: itemId }] });
    const { ideas } = await app.anyone(ana).plans.diff({ id: made.id, from: 1, to: 2 });
    expect(ideas.map(({ change }) => change)).toEqual(['added', 'added']);
    const sailing = await update(noted, [
      { op: 'schedule', itemId: 'sail', date: made.days[0]?.date ?? '', start: '10:00', end: '12:00' },
      { op: 'drop-idea', itemId },
    ]);
    expect([sailing.ideas, sailing.title]).toEqual([[], 'Ours']);
    expect(await bad(sailing, { op: 'schedule', itemId: 'sail', date: made.days[0]?.date ?? '', start: '10:00', end: '12:00' })).toEqual([
      'operations.0',
    ]);
    expect((await history(made.id))[0]?.label).toMatch(/^2 changes: gave “Sail with Oskar” a time/);
    const back = await app.anyone(ana).plans.restore({ id: made.id, version: 3, to: 2 });
    expect(back.ideas).toEqual(noted.ideas);
    await app.anyone(ana).plans.setVisibility({ id: made.id, visibility: 'public' });
    const seen = await app.anyone(ben).plans.get({ id: made.id });
    expect([seen.ideas, JSON.stringify(seen).includes('Oskar')]).toEqual([undefined, false]);
  });

  it('says nothing to visitors of what is wrong with the traveller’s own things', async () => {
    const made = await make(ana);
    const [sight] = visits(made);
    const day = made.days.find(({ items }) => items.some(({ id }) => id === sight?.id));
    const own: Item = { ...coffee, kind: 'activity', title: 'Dinner with Oskar', start: sight?.start ?? '', end: sight?.end ?? '' };
    const item: Item = { ...own, place: { name: 'Behind the yellow door', lat: 38.7, lon: -9.14, source: 'user' } };
    const plan = await update(made, [{ op: 'add', date: day?.date ?? '', item }]);
    expect(JSON.stringify(plan.verification)).toContain('Oskar');
    await app.anyone(ana).plans.setVisibility({ id: plan.id, visibility: 'public' });
    const { plans } = app.anyone(ben);
    const seen = JSON.stringify([await plans.get({ id: plan.id }), await plans.verify({ id: plan.id })]);
    expect(['Oskar', 'yellow door'].filter((secret) => seen.includes(secret))).toEqual([]);
  });

  it('gives nobody else anything, nor of a deleted plan', async () => {
    const made = await make(ana);
    const plan = await update(made, [note(visits(made)[0], 'mine')]);
    await app.anyone(ana).plans.setVisibility({ id: plan.id, visibility: 'public' });
    const tries = (actor?: Actor) => {
      const { plans } = app.anyone(actor);
      return [
        () => plans.update({ id: plan.id, version: 2, operations: [{ op: 'set-style', style: 'mid' }] }),
        () => plans.history({ id: plan.id }),
        () => plans.diff({ id: plan.id, from: 1, to: 2 }),
        () => plans.restore({ id: plan.id, version: 2, to: 1 }),
      ];
    };
    for (const call of tries(ben)) expect((await refusal(call())).code).toBe('not-found');
    for (const call of tries()) expect((await refusal(call())).code).toBe('unauthenticated');
    expect(JSON.stringify(await app.anyone(ben).plans.get({ id: plan.id }))).not.toContain('mine');
    await app.anyone(ana).plans.delete({ id: plan.id });
    for (const call of tries(ana)) expect((await refusal(call())).code).toBe('not-found');
  });

  it('gives former versions with a person’s data, and takes them away with the account', async () => {
    const cleo = await app.person('Cleo');
    const made = await make(cleo);
    await update(made, [note(visits(made)[0], 'mine')], cleo);
    const sections: string[] = [];
    for await (const { section } of app.plans.plans.personalData(cleo.userId)) sections.push(section);
    expect(sections).toEqual(['plans', 'planVersions']);
    const { users, planVersions } = test.db.tables;
    const { eq } = await import('drizzle-orm');
    await test.db.write(async (tx) => void (await tx.delete(users).where(eq(users.id, cleo.userId))));
    expect((await test.db.read.select().from(planVersions)).filter(({ planId }) => planId === made.id)).toEqual([]);
  });
});

function withoutHours<T extends Pick<Plan, 'days' | 'request' | 'budget'>>({ days, request, budget }: T) {
  return { days: days.map((day) => ({ ...day, items: day.items.map(({ hours: _hours, ...item }) => item) })), request, budget };
}
