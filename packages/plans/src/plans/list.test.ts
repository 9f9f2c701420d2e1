import { newId, type MemberRole } from '@tripmaster/contracts';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import type { Actor } from '@tripmaster/rpc';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPlans } from '../testing.ts';

type Row = TestDatabase['db']['tables']['plans']['$inferInsert'];

describe.each(ENGINES)('looking over trips on %s', (engine) => {
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

  /** Rows without documents: no list reads one. */
  async function add(owner: Actor, rows: Partial<Row>[]): Promise<string[]> {
    const { plans } = test.db.tables;
    const made = rows.map((row, index): Row => {
      const at = app.clock.ms + index;
      return {
        id: newId(at),
        ownerId: owner.userId,
        version: 1,
        title: `Trip ${index}`,
        visibility: 'private',
        startDate: '2027-05-10',
        endDate: '2027-05-12',
        dayCount: 3,
        travellers: 2,
        totalAmount: 1_000,
        currency: 'EUR',
        rulesHolding: 20,
        destinations: ['Lisbon'],
        stopsPerDay: [1],
        searchText: 'trip',
        createdAt: at,
        updatedAt: at,
        ...row,
      };
    });
    await test.db.write(async (tx) => void (await tx.insert(plans).values(made)));
    return made.map(({ id }) => id);
  }

  async function take(actor: Actor, planId: string, role: MemberRole): Promise<void> {
    const { planMembers } = test.db.tables;
    await test.db.write(
      async (tx) => void (await tx.insert(planMembers).values({ planId, userId: actor.userId, role, joinedAt: app.clock.ms })),
    );
  }

  async function all(actor: Actor, input: Parameters<ReturnType<typeof app.anyone>['plans']['list']>[0]) {
    const found = [];
    for (let cursor: string | undefined, first = true; first || cursor !== undefined; first = false) {
      const { items, nextCursor } = await app.anyone(actor).plans.list({ ...input, limit: 2, cursor });
      found.push(...items);
      cursor = nextCursor;
    }
    return found;
  }

  it('lists own trips in every order, filtered by time, audience and words, a page at a time', async () => {
    const cleo = await app.person('Cleo');
    await add(cleo, [
      { title: 'B', startDate: '2027-06-01', endDate: '2027-06-02', updatedAt: 5, visibility: 'public' },
      { title: 'A', startDate: '2026-01-01', endDate: '2026-01-02', updatedAt: 9, searchText: 'a sintra' },
      { title: 'C', startDate: '2027-01-01', endDate: '2027-01-02', updatedAt: 1, visibility: 'unlisted' },
    ]);
    const titles = async (input: Parameters<typeof all>[1]) => (await all(cleo, input)).map(({ title }) => title).join('');
    expect(await titles({})).toBe('CAB');
    expect(await titles({ sort: 'updated' })).toBe('ABC');
    expect(await titles({ sort: 'start' })).toBe('ACB');
    expect(await titles({ sort: 'title' })).toBe('ABC');
    expect(await titles({ when: 'past' })).toBe('A');
    expect(await titles({ when: 'upcoming' })).toBe('CB');
    expect(await titles({ visibility: 'unlisted', when: 'upcoming' })).toBe('C');
    expect(await titles({ search: 'Síntra' })).toBe('A');
    expect(await titles({ search: '100%' })).toBe('');
  });

  it('lists trips one was taken along on apart, with one’s role and whose they are, as long as one is on them', async () => {
    const dora = await app.person('Dora');
    const [first = '', second = '', deleted = ''] = await add(ana, [{ title: 'X' }, { title: 'Y' }, { title: 'Z', deletedAt: 1 }]);
    await take(dora, first, 'viewer');
    await take(dora, second, 'editor');
    await take(dora, deleted, 'editor');
    const shared = await all(dora, { scope: 'shared' });
    expect(shared.map(({ title, role, owner }) => [title, role, owner])).toEqual([
      ['Y', 'editor', 'Ana'],
      ['X', 'viewer', 'Ana'],
    ]);
    expect((await all(dora, { scope: 'shared', sort: 'title' })).map(({ title }) => title)).toEqual(['X', 'Y']);
    expect(await all(dora, {})).toEqual([]);
    expect((await all(ana, { search: 'trip' })).every(({ role, owner }) => role === 'owner' && owner === undefined)).toBe(true);
  });

  it('lists what was deleted, the latest first, until it is brought back', async () => {
    const elif = await app.person('Elif');
    const [kept = '', early = '', late = ''] = await add(elif, [{}, { deletedAt: 100 }, { deletedAt: 200 }]);
    const ids = async () => (await all(elif, { scope: 'deleted' })).map(({ id }) => id);
    expect(await ids()).toEqual([late, early]);
    expect((await all(elif, { scope: 'deleted' }))[0]?.deletedAt).toBe('1970-01-01T00:00:00.200Z');
    await app.anyone(elif).plans.undelete({ id: early });
    expect(await ids()).toEqual([late]);
    expect((await all(elif, {})).map(({ id }) => id).toSorted()).toEqual([kept, early].toSorted());
    expect(await all(ben, { scope: 'deleted' })).toEqual([]);
  });

  it('adds up one’s own trips, and nothing of anybody else’s', async () => {
    const fay = await app.person('Fay');
    await add(fay, [
      { destinations: ['Lisbon', 'Porto'], totalAmount: 100, dayCount: 4, visibility: 'public', copies: 2 },
      { destinations: ['Lisbon'], totalAmount: 50, dayCount: 2, endDate: '2026-01-01' },
      { destinations: ['Tokyo'], totalAmount: 9_000, currency: 'JPY', dayCount: 5 },
      { destinations: ['Oslo'], deletedAt: 1 },
    ]);
    expect(await app.anyone(fay).plans.stats()).toEqual({
      plans: 3,
      byVisibility: { private: 2, unlisted: 0, public: 1 },
      upcoming: 2,
      days: 11,
      topDestinations: [
        { name: 'Lisbon', plans: 2 },
        { name: 'Porto', plans: 1 },
        { name: 'Tokyo', plans: 1 },
      ],
      spend: [
        { currency: 'JPY', amount: 9_000 },
        { currency: 'EUR', amount: 150 },
      ],
      copies: 2,
    });
    const nobody = await app.person('Gil');
    expect(await app.anyone(nobody).plans.stats()).toMatchObject({ plans: 0, days: 0, topDestinations: [], spend: [] });
  });
});
