import { rulesHolding, type Item, type Plan, type PlanProposal, type TripRequestInput } from '@tripmaster/contracts';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { toAppError, type Actor } from '@tripmaster/rpc';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPlans, TRIP } from '../testing.ts';

/** Lisbon in five days on far too little money. */
const TIGHT: TripRequestInput = {
  destinations: [{ name: 'Lisbon' }],
  dates: { start: '2027-05-10', end: '2027-05-14' },
  travellers: { adults: 2 },
  budget: { amount: 30_000, currency: 'EUR' },
  style: 'mid',
};

const TRIPS: TripRequestInput[] = [
  { ...TRIP, dates: { start: '2027-05-10', end: '2027-05-13' } },
  {
    destinations: [
      { name: 'Porto', nights: 2 },
      { name: 'Lisbon', nights: 2 },
    ],
    dates: { start: '2027-06-01', end: '2027-06-05' },
    travellers: { adults: 2, childrenAges: [5] },
    fixed: [{ title: 'Dinner with Rui', date: '2027-06-02', start: '19:00', end: '20:30' }],
  },
  { destinations: [{ name: 'Rome' }], dates: { start: '2027-04-12', end: '2027-04-15' }, travellers: { adults: 1 }, pace: 'packed' },
];

describe.each(ENGINES)('advice on plans on %s', (engine) => {
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

  const make = (request: TripRequestInput) => app.anyone(ana).plans.create(request);
  const refusal = async (call: Promise<unknown>) =>
    toAppError(
      await call.then(
        () => 'no refusal',
        (error: unknown) => error,
      ),
    );
  const replan = (plan: Plan, more: { keep?: string[]; days?: string[]; instructions?: string } = {}) =>
    app.anyone(ana).plans.replan({ id: plan.id, version: plan.version, keep: [], ...more });

  it('checks a plan anew, for its owner and for those who may see it', async () => {
    const plan = await make(TIGHT);
    app.clock.ms += 3_600_000;
    const { plans } = app.anyone(ana);
    const mine = await plans.verify({ id: plan.id });
    expect(mine.rules).toEqual(plan.verification.rules);
    expect(mine.checkedAt > plan.verification.checkedAt).toBe(true);
    expect(mine.violations.some(({ waysOut }) => waysOut.length > 0)).toBe(true);
    expect((await refusal(app.anyone().plans.verify({ id: plan.id }))).code).toBe('not-found');
    await plans.setVisibility({ id: plan.id, visibility: 'public' });
    for (const other of [app.anyone(ben), app.anyone()]) {
      const theirs = await other.plans.verify({ id: plan.id });
      expect(theirs.rules).toHaveLength(20);
      expect(JSON.stringify(theirs)).not.toContain('300.00');
      expect(theirs.violations.flatMap(({ waysOut }) => waysOut)).toEqual([]);
    }
  });

  it('offers cheaper nights and tables for a plan that was changed', async () => {
    const plan = await make({ ...TIGHT, budget: { amount: 400_000, currency: 'EUR' } });
    const changed = await app.anyone(ana).plans.update({
      id: plan.id,
      version: 1,
      operations: [{ op: 'set-budget', budget: { amount: plan.budget.total.amount - 5_000, currency: 'EUR' } }],
    });
    const over = changed.verification.violations.find(({ rule }) => rule === 9);
    const way = over?.waysOut.find(({ operations }) => operations.some(({ op }) => op === 'replace'));
    expect(way, JSON.stringify(over?.waysOut.map(({ label }) => label))).toBeDefined();
    const mended = await app.anyone(ana).plans.update({ id: plan.id, version: 2, operations: way?.operations ?? [] });
    expect(rulesHolding(mended.verification)).toBe(way?.rulesAfter);
    expect(mended.budget.total.amount).toBe(changed.budget.total.amount + (way?.costDelta.amount ?? 0));
    expect(mended.days.flatMap(({ items }) => items).filter(({ provenance }) => provenance === 'user')).toEqual([]);
  });

  it('says what could be asked instead, and each of it comes true', async () => {
    const { plans } = app.anyone(ana);
    const plan = await make(TIGHT);
    const found = await plans.relaxations({ id: plan.id });
    expect(found).toMatchObject({ feasible: false });
    expect(found.conflict.map(({ wish }) => wish)).toContain('budget');
    expect(found.relaxations.length).toBeGreaterThanOrEqual(3);
    for (const { request, total, costDelta } of found.relaxations) {
      const made = await make(request);
      expect(rulesHolding(made.verification)).toBe(20);
      expect(made.budget.total).toEqual(total);
      expect(costDelta?.amount).toBe(total.amount - plan.budget.total.amount);
    }
    const asked = await plans.relaxations({ request: plan.request });
    expect(asked.relaxations.map(({ label }) => label)).toEqual(found.relaxations.map(({ label }) => label));
    expect(asked.relaxations.every(({ costDelta }) => costDelta === undefined)).toBe(true);
    expect(await plans.relaxations({ request: TRIP })).toEqual({ feasible: true, conflict: [], proven: true, relaxations: [] });
    expect((await refusal(plans.relaxations({ request: { ...TRIP, destinations: [{ name: 'Xyzzyville' }] } }))).code).toBe('unknown-place');
    expect((await refusal(app.anyone(ben).plans.relaxations({ id: plan.id }))).code).toBe('not-found');
    const gone = AbortSignal.abort(new Error('gone'));
    await expect(app.anyone(ana, { signal: gone }).plans.relaxations({ id: plan.id })).rejects.toThrow();
  });

  it('plans again around what is kept, and the operations make just the plan that was proposed', { timeout: 120_000 }, async () => {
    for (const trip of TRIPS) {
      let plan = await make(trip);
      const choices = fc.record({
        kept: fc.array(fc.nat(60), { maxLength: 5 }),
        days: fc.option(fc.array(fc.nat(4), { minLength: 1, maxLength: 2 })),
      });
      for (const { kept, days } of fc.sample(choices, { numRuns: 4, seed: 7 })) {
        const all = plan.days.flatMap(({ items }) => items);
        const keep = [...new Set(kept.flatMap((n) => all[n % all.length]?.id ?? []))];
        const dates = days === null ? undefined : [...new Set(days.flatMap((n) => plan.days[n % plan.days.length]?.date ?? []))];
        const proposal = await replan(plan, { keep, ...(dates === undefined ? {} : { days: dates }) });
        expectKept(plan, proposal, keep, dates);
        if (proposal.operations.length === 0) continue;
        app.clock.ms += 1_000;
        const made = await app.anyone(ana).plans.update({ id: plan.id, version: plan.version, operations: proposal.operations });
        expect({ ...made, version: 0, updatedAt: '', verification: { ...made.verification, checkedAt: '' } }).toEqual({
          ...proposal.plan,
          version: 0,
          updatedAt: '',
          verification: { ...proposal.plan.verification, checkedAt: '' },
        });
        plan = made;
      }
    }
  });

  it('proposes nothing twice, and good plans', async () => {
    const plan = await make({ ...TRIP, dates: { start: '2027-05-10', end: '2027-05-14' } });
    const proposal = await replan(plan, { days: ['2027-05-12'], instructions: 'no museums, more food. Bring my aunt' });
    const day = proposal.plan.days.find(({ date }) => date === '2027-05-12');
    expect(day?.items.filter(({ place }) => place?.category === 'museum')).toEqual([]);
    expect(proposal.notices.map(({ message }) => message).join(' ')).toContain('Bring my aunt');
    expect(proposal.plan.verification.violations.map(({ message }) => message)).toEqual([]);
    const sights = proposal.plan.days.flatMap(({ items }) =>
      items.flatMap(({ kind, place }) => (kind === 'sight' ? (place?.id ?? []) : [])),
    );
    expect(new Set(sights).size).toBe(sights.length);
    expect((await app.anyone(ana).plans.get({ id: plan.id })).version).toBe(1);
    const slower = await replan(plan, { instructions: 'slower' });
    expect(slower.operations[0]).toEqual({ op: 'set-pace', pace: 'relaxed' });
    expect(slower.plan.verification.violations.map(({ message }) => message)).toEqual([]);
  });

  it('goes on with a trip that has begun, and with one whose dates were left open', async () => {
    const before = app.clock.ms;
    for (const request of [
      { ...TIGHT, budget: { amount: 60_000, currency: 'EUR' } },
      { ...TRIP, dates: { month: '2027-05', days: 3 } },
    ] satisfies TripRequestInput[]) {
      const plan = await make(request);
      app.clock.ms = Date.parse('2027-05-12T09:00:00Z');
      const proposal = await replan(plan, { days: [plan.days.at(-1)?.date ?? ''], instructions: 'more nature; no museums' });
      const made = await app.anyone(ana).plans.update({
        id: plan.id,
        version: 1,
        operations: [...proposal.operations, { op: 'set-style', style: 'budget' }],
      });
      expect(made.days.map(({ date }) => date)).toEqual(plan.days.map(({ date }) => date));
      expect((await app.anyone(ana).plans.verify({ id: plan.id })).rules).toHaveLength(20);
      expect(await app.anyone(ana).plans.relaxations({ id: plan.id })).toHaveProperty('feasible');
      app.clock.ms = before;
    }
  });

  it('takes nobody’s word for a proposal but its own', async () => {
    const plan = await make({ ...TRIP, dates: { start: '2027-05-10', end: '2027-05-12' } });
    const proposal = await replan(plan, { instructions: 'no museums, more nature' });
    const add = proposal.operations.find(({ op }) => op === 'add');
    if (add?.op !== 'add') throw new Error('nothing new');
    expect(add.item.provenance).toBe('catalogue');
    const forged: Item = { ...add.item, title: 'My own secret' };
    const changed = await app.anyone(ana).plans.update({ id: plan.id, version: 1, operations: [{ ...add, item: forged }] });
    expect(changed.days.flatMap(({ items }) => items).find(({ id }) => id === forged.id)?.provenance).toBe('user');
  });

  it('refuses what it cannot plan around, and is nobody else’s', async () => {
    const plan = await make(TRIP);
    expect((await refusal(replan(plan, { keep: ['nothing'] }))).details.fields).toEqual([{ path: 'keep.0', reason: 'is not in the plan' }]);
    expect((await refusal(replan(plan, { days: ['2030-01-01'] }))).details.fields).toMatchObject([{ path: 'days.0' }]);
    expect((await refusal(replan({ ...plan, version: 2 }))).code).toBe('conflict');
    expect((await refusal(app.anyone(ben).plans.replan({ id: plan.id, version: 1, keep: [] }))).code).toBe('not-found');
  });
});

/** Kept and locked items, and all of days that were not to be touched, are as they were; how one gets to them may differ. */
function expectKept(plan: Plan, { plan: proposed }: PlanProposal, keep: string[], dates: string[] | undefined): void {
  const found = new Map(proposed.days.flatMap(({ date, items }) => items.map((item) => [item.id, { date, item: wayless(item) }])));
  for (const { date, items } of plan.days) {
    const stays = items.filter((item) => item.locked || keep.includes(item.id) || (dates !== undefined && !dates.includes(date)));
    for (const item of stays) expect(found.get(item.id)).toEqual({ date, item: wayless(item) });
    if (dates !== undefined && !dates.includes(date))
      expect(proposed.days.find((day) => day.date === date)?.items.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
  }
}

function wayless({ travelFromPrevious: _leg, ...item }: Item): Omit<Item, 'travelFromPrevious'> {
  return item;
}
