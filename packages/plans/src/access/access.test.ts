import { newId, type PlanOperation } from '@tripmaster/contracts';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { toAppError, type Actor } from '@tripmaster/rpc';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPlans, TRIP } from '../testing.ts';

describe.each(ENGINES)('what each role may do with a plan, on %s', (engine) => {
  let test: TestDatabase;
  let app: Awaited<ReturnType<typeof startPlans>>;
  const people: Record<string, Actor> = {};
  let plan = '';
  beforeAll(async () => {
    test = await openTestDatabase(engine);
    app = await startPlans(test);
    for (const name of ['owner', 'editor', 'viewer', 'removed', 'stranger']) people[name] = await app.person(name);
    plan = (await as('owner').create({ ...TRIP, dates: { start: '2027-05-19', end: '2027-05-20' } })).id;
    for (const role of ['editor', 'viewer'] as const) await join(role, role);
    await join('removed', 'editor');
    await as('owner').members.remove({ id: plan, userId: people['removed']?.userId ?? '' });
  });
  afterAll(() => test.remove());

  const as = (name: string) => app.anyone(people[name]).plans;
  async function join(name: string, role: 'editor' | 'viewer'): Promise<void> {
    const email = `${name}@elsewhere.example`;
    await as('owner').members.invite({ id: plan, email, role });
    const mail = app.mails.findLast(({ to, kind }) => to === email && kind === 'plan-invitation');
    if (mail === undefined || !('link' in mail)) throw new Error('no mail');
    await as(name).members.accept({ token: new URL(mail.link).hash.slice(1) });
  }
  const outcome = async (call: Promise<unknown>) =>
    call.then(
      () => 'done',
      (error: unknown) => toAppError(error).code,
    );
  const operations: PlanOperation[] = [{ op: 'rename', title: 'A trip' }];
  /** A version that is not there: what gets as far as this may change the plan. */
  const stale = 1_000_000;

  type Calls = ReturnType<typeof as>;
  const CALLS: Readonly<Record<string, { call: (plans: Calls, id: string) => Promise<unknown>; viewer: string; editor: string }>> = {
    get: { call: (plans, id) => plans.get({ id }), viewer: 'done', editor: 'done' },
    verify: { call: (plans, id) => plans.verify({ id }), viewer: 'done', editor: 'done' },
    history: { call: (plans, id) => plans.history({ id }), viewer: 'done', editor: 'done' },
    diff: { call: (plans, id) => plans.diff({ id, from: 1, to: 1 }), viewer: 'done', editor: 'done' },
    people: { call: (plans, id) => plans.members.list({ id }), viewer: 'done', editor: 'done' },
    update: { call: (plans, id) => plans.update({ id, version: stale, operations }), viewer: 'forbidden', editor: 'conflict' },
    restore: { call: (plans, id) => plans.restore({ id, version: stale, to: 1 }), viewer: 'forbidden', editor: 'conflict' },
    replan: { call: (plans, id) => plans.replan({ id, version: stale, keep: [] }), viewer: 'forbidden', editor: 'conflict' },
    visibility: { call: (plans, id) => plans.setVisibility({ id, visibility: 'public' }), viewer: 'forbidden', editor: 'forbidden' },
    dates: {
      call: (plans, id) => plans.setVisibility({ id, visibility: 'private', showDates: true }),
      viewer: 'forbidden',
      editor: 'forbidden',
    },
    link: { call: (plans, id) => plans.share.create({ id, role: 'viewer' }), viewer: 'forbidden', editor: 'forbidden' },
    links: { call: (plans, id) => plans.share.list({ id }), viewer: 'forbidden', editor: 'forbidden' },
    invite: {
      call: (plans, id) => plans.members.invite({ id, email: 'x@elsewhere.example', role: 'viewer' }),
      viewer: 'forbidden',
      editor: 'forbidden',
    },
    delete: { call: (plans, id) => plans.delete({ id }), viewer: 'not-found', editor: 'not-found' },
    undelete: { call: (plans, id) => plans.undelete({ id }), viewer: 'not-found', editor: 'not-found' },
  };

  it.each(Object.entries(CALLS))('%s', async (_name, { call, viewer, editor }) => {
    expect({ viewer: await outcome(call(as('viewer'), plan)), editor: await outcome(call(as('editor'), plan)) }).toEqual({
      viewer,
      editor,
    });
    for (const name of ['removed', 'stranger']) {
      expect([name, await outcome(call(as(name), plan))]).toEqual([name, 'not-found']);
      expect(await outcome(call(as(name), newId()))).toBe('not-found');
    }
  });

  it('is what a plan says of its reader', async () => {
    for (const name of ['owner', 'editor', 'viewer']) expect((await as(name).get({ id: plan })).role).toBe(name);
    await as('owner').setVisibility({ id: plan, visibility: 'unlisted' });
    for (const name of ['removed', 'stranger']) {
      const seen = await as(name).get({ id: plan });
      expect(['role' in seen, seen.datesHidden]).toEqual([false, true]);
    }
  });
});
