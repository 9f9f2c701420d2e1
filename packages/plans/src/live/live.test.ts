import { planEvent, type Item, type Plan, type PlanEvent, type PlanOperation } from '@tripmaster/contracts';
import { openDatabase, type Database } from '@tripmaster/db';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { toAppError, type Actor } from '@tripmaster/rpc';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startPlans, TRIP } from '../testing.ts';

const envelope = z.tuple([z.string(), planEvent]).rest(z.unknown());
type App = Awaited<ReturnType<typeof startPlans>>;

describe.each(ENGINES)('following a plan on %s', (engine) => {
  let test: TestDatabase;
  let other: Database;
  let here: App;
  let there: App;
  let ana: Actor;
  let ben: Actor;
  let eve: Actor;
  const signedOut = new Set<string>();
  const open = new Set<AbortController>();
  beforeAll(async () => {
    test = await openTestDatabase(engine);
    other = await openDatabase(test.url);
    const standing = async (ids: readonly string[]) => new Set(ids.filter((id) => !signedOut.has(id)));
    here = await startPlans(test, { standing });
    there = await startPlans({ db: other }, { standing });
    ana = await here.person('Ana');
    ben = await here.person('Ben');
    eve = await here.person('Eve');
  });
  afterEach(() => {
    for (const one of open) one.abort();
    open.clear();
  });
  afterAll(async () => {
    await here.plans.stop();
    await there.plans.stop();
    await other.close();
    await test.remove();
  });

  /** Everything that is told, as it comes; ends with the stream. */
  async function follow(app: App, actor: Actor, input: { id: string; lastEventId?: string }) {
    const leave = new AbortController();
    open.add(leave);
    const stream = await app.anyone(actor, { signal: leave.signal }).plans.onChange(input);
    const told: { id: string; event: PlanEvent }[] = [];
    let failure: string | undefined;
    let ended = false;
    const run = async () => {
      try {
        for await (const one of stream) {
          const [id, event] = envelope.parse(one);
          told.push({ id, event });
        }
      } catch (error) {
        failure = toAppError(error).code;
      } finally {
        ended = true;
      }
    };
    void run();
    const events = () => told.map(({ event }) => event);
    return {
      leave: () => leave.abort(),
      events,
      ids: () => told.map(({ id }) => id),
      changes: () => events().filter((event) => event.type === 'changed'),
      people: () =>
        events()
          .findLast((event) => event.type === 'presence')
          ?.people.map(({ name, you }) => (you ? `${name} (you)` : name)),
      failure: () => failure,
      ended: () => ended,
    };
  }

  const share = (plan: Pick<Plan, 'id'>, actor: Actor, role: 'viewer' | 'editor') =>
    test.db.write(async (tx) => {
      const row = { planId: plan.id, userId: actor.userId, role, joinedAt: 0 };
      await tx.insert(test.db.tables.planMembers).values(row);
    });
  const raw = (sql: string) => test.raw(sql);
  const make = async () => {
    const plan = await here.anyone(ana).plans.create(TRIP);
    await share(plan, ben, 'editor');
    return plan;
  };
  const sightOf = (plan: Plan): Item => {
    const sight = plan.days.flatMap(({ items }) => items).find(({ kind }) => kind === 'sight');
    if (sight === undefined) throw new Error('a plan without a sight');
    return sight;
  };
  const note = (plan: Plan, notes: string): PlanOperation => ({ op: 'note', itemId: sightOf(plan).id, notes });
  const update = (app: App, actor: Actor, plan: Plan, version: number, notes: string) =>
    app.anyone(actor).plans.update({ id: plan.id, version, operations: [note(plan, notes)] });

  it('tells of each version, who saved it and in which words, on both nodes within a second', async () => {
    const plan = await make();
    const [near, far] = [await follow(here, ana, { id: plan.id }), await follow(there, ben, { id: plan.id })];
    await expect
      .poll(() => [near.people(), far.people()], { timeout: 2_000 })
      .toEqual([
        ['Ana (you)', 'Ben'],
        ['Ana', 'Ben (you)'],
      ]);
    const started = performance.now();
    await update(here, ana, plan, 1, 'early');
    await expect.poll(() => far.changes().length, { timeout: 2_000, interval: 5 }).toBe(1);
    expect(performance.now() - started).toBeLessThan(1_500);
    await update(there, ben, plan, 2, 'late');
    await expect.poll(() => [near.changes().length, far.changes().length], { timeout: 2_000 }).toEqual([2, 2]);
    const label = `Wrote a note on “${sightOf(plan).title}”`;
    expect(near.changes()).toEqual([
      { type: 'changed', version: 2, label, author: 'Ana', mine: true },
      { type: 'changed', version: 3, label, author: 'Ben', mine: false },
    ]);
    expect(far.changes().map(({ mine }) => mine)).toEqual([false, true]);
    expect(near.ids().at(-1)).toBe('3');
    far.leave();
    await expect.poll(() => near.people(), { timeout: 2_000 }).toEqual(['Ana (you)']);
  });

  it('goes on after the version one has, however long one was away', async () => {
    const plan = await make();
    for (let version = 1; version <= 60; version += 1) await update(here, ana, plan, version, `note ${version}`);
    const back = await follow(there, ben, { id: plan.id, lastEventId: '2' });
    const numbers = Array.from({ length: 59 }, (_, n) => n + 3);
    await expect.poll(() => back.changes().map(({ version }) => version), { timeout: 3_000 }).toEqual(numbers);
    const ahead = await follow(there, ben, { id: plan.id, lastEventId: '999999999' });
    await update(here, ana, plan, 61, 'last');
    await expect.poll(() => ahead.changes().map(({ version }) => version), { timeout: 2_000 }).toEqual([62]);
  });

  it('shows a person once, however many pages they have open, and nobody who was not seen for a while', async () => {
    const plan = await make();
    const pages = [await follow(here, ben, { id: plan.id }), await follow(there, ben, { id: plan.id })];
    const ours = await follow(here, ana, { id: plan.id });
    await expect.poll(() => ours.people(), { timeout: 2_000 }).toEqual(['Ana (you)', 'Ben']);
    const rows = () => raw(`SELECT * FROM plan_presence WHERE plan_id = '${plan.id}'`);
    await expect.poll(async () => (await rows()).length).toBe(3);
    pages.forEach(({ leave }) => leave());
    await expect.poll(async () => (await rows()).length).toBe(1);
    const lost = { planId: plan.id, connectionId: 'lost', userId: ben.userId, seenAt: here.clock.ms - 31_000 };
    await test.db.write(async (tx) => void (await tx.insert(test.db.tables.planPresence).values(lost)));
    await expect.poll(() => ours.people()).toEqual(['Ana (you)']);
    await here.plans.live.purge();
    expect(await rows()).toHaveLength(1);
  });

  it('ends when access is taken away, the plan is deleted or the session is over', async () => {
    const plan = await make();
    const [mine, his] = [await follow(here, ana, { id: plan.id }), await follow(there, ben, { id: plan.id })];
    await expect.poll(() => his.people()?.length, { timeout: 2_000 }).toBe(2);
    await raw(`DELETE FROM plan_members WHERE plan_id = '${plan.id}'`);
    await update(here, ana, plan, 1, 'secret');
    await expect.poll(() => his.ended(), { timeout: 2_000 }).toBe(true);
    expect([his.events().at(-1), his.failure()]).toEqual([{ type: 'ended', reason: 'removed' }, undefined]);
    await expect.poll(() => mine.people(), { timeout: 2_000 }).toEqual(['Ana (you)']);

    await share(plan, ben, 'viewer');
    const again = await follow(there, ben, { id: plan.id });
    await expect.poll(() => again.people()?.length, { timeout: 2_000 }).toBe(2);
    await here.anyone(ana).plans.delete({ id: plan.id });
    await expect
      .poll(() => [mine.events().at(-1), again.events().at(-1)], { timeout: 2_000 })
      .toEqual([
        { type: 'ended', reason: 'deleted' },
        { type: 'ended', reason: 'deleted' },
      ]);

    const next = await make();
    const hers = await follow(there, ana, { id: next.id });
    await expect.poll(() => hers.people(), { timeout: 2_000 }).toBeDefined();
    signedOut.add(ana.sessionId);
    await expect.poll(() => hers.failure(), { timeout: 2_500 }).toBe('session-ended');
    signedOut.clear();
  });

  it('opens only so many streams for one person', async () => {
    const plan = await make();
    const streams: Awaited<ReturnType<typeof follow>>[] = [];
    for (let n = 0; n < 20; n += 1) streams.push(await follow(here, ben, { id: plan.id }));
    await expect.poll(() => streams.every(({ people }) => people() !== undefined), { timeout: 3_000 }).toBe(true);
    const more = await follow(here, ben, { id: plan.id });
    await expect.poll(() => more.failure()).toBe('too-many-requests');
    expect((await follow(here, ana, { id: plan.id })).failure()).toBeUndefined();
  });

  it('ends every stream when a node closes, and nobody is present there any more', async () => {
    const plan = await make();
    const node = await startPlans({ db: other });
    const [closing, staying] = [await follow(node, ben, { id: plan.id }), await follow(here, ana, { id: plan.id })];
    await expect.poll(() => staying.people()?.length, { timeout: 2_000 }).toBe(2);
    await node.plans.stop();
    await expect.poll(() => closing.failure()).toBe('unavailable');
    await expect.poll(() => staying.people(), { timeout: 2_000 }).toEqual(['Ana (you)']);
    expect((await follow(node, ben, { id: plan.id })).failure()).toBeUndefined();
  });

  it('tells nobody who is not on the trip, whether it is there or public', async () => {
    const plan = await make();
    await here.anyone(ana).plans.setVisibility({ id: plan.id, visibility: 'public' });
    const refusal = async (actor: Actor | undefined, id: string) =>
      here
        .anyone(actor)
        .plans.onChange({ id })
        .then(
          () => 'told',
          (error: unknown) => toAppError(error).code,
        );
    expect(await refusal(eve, plan.id)).toBe('not-found');
    expect(await refusal(eve, '01a20671-6769-77d1-bb8e-64757ca38b0d')).toBe('not-found');
    expect(await refusal(undefined, plan.id)).toBe('unauthenticated');
    expect(await refusal(ben, 'no id')).toBe('invalid-input');
    const ours = await follow(here, ana, { id: plan.id });
    await test.db.write(async (tx) => {
      const row = { planId: plan.id, connectionId: 'smuggled', userId: eve.userId, seenAt: here.clock.ms };
      await tx.insert(test.db.tables.planPresence).values(row);
    });
    await expect.poll(() => ours.people()).toEqual(['Ana (you)']);
  });
});
