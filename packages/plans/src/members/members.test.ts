import { MOST_INVITATIONS, MOST_MEMBERS, newId, type PlanOperation } from '@tripmaster/contracts';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { toAppError, type Actor } from '@tripmaster/rpc';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPlans, TRIP } from '../testing.ts';

const DAY_MS = 86_400_000;

describe.each(ENGINES)('people on plans on %s', (engine) => {
  let test: TestDatabase;
  let app: Awaited<ReturnType<typeof startPlans>>;
  let ana: Actor;
  let ben: Actor;
  let eve: Actor;
  beforeAll(async () => {
    test = await openTestDatabase(engine);
    app = await startPlans(test);
    [ana, ben, eve] = [await app.person('Ana'), await app.person('Ben'), await app.person('Eve')];
  });
  afterAll(() => test.remove());

  const code = async (call: Promise<unknown>) =>
    call.then(
      () => 'done',
      (error: unknown) => toAppError(error).code,
    );
  const make = () => app.anyone(ana).plans.create({ ...TRIP, notes: 'zanzibar' });
  const emailOf = ({ userId }: Actor) => `${userId}@example.com`;
  /** The secret in the newest mail to an address. */
  const mailedTo = (email: string): string => {
    const mail = app.mails.findLast(({ to, kind }) => to === email && kind === 'plan-invitation');
    if (mail?.kind !== 'plan-invitation') throw new Error(`no mail to ${email}`);
    return new URL(mail.link).hash.slice(1);
  };
  const mailsTo = (email: string) => app.mails.filter(({ to }) => to === email);
  const members = (actor: Actor | undefined) => app.anyone(actor).plans.members;
  const join = async (planId: string, actor: Actor, role: 'viewer' | 'editor') => {
    await members(ana).invite({ id: planId, email: emailOf(actor), role });
    return members(actor).accept({ token: mailedTo(emailOf(actor)) });
  };
  const rename: PlanOperation[] = [{ op: 'rename', title: 'Another name' }];

  it('are asked by mail, whether or not there is an account, with one answer', async () => {
    const plan = await make();
    const known = await members(ana).invite({ id: plan.id, email: emailOf(ben), role: 'editor' });
    const unknown = await members(ana).invite({ id: plan.id, email: 'nobody@example.com', role: 'editor' });
    expect({ ...known, id: '', email: '' }).toEqual({ ...unknown, id: '', email: '' });
    expect(known.expiresAt).toBe(new Date(app.clock.ms + 14 * DAY_MS).toISOString());
    expect(app.mails.slice(-2)).toMatchObject([
      {
        kind: 'plan-invitation',
        to: emailOf(ben),
        userId: ana.userId,
        alsoAbout: ben.userId,
        inviter: 'Ana',
        trip: plan.title,
        role: 'editor',
      },
      { kind: 'plan-invitation', to: 'nobody@example.com', userId: ana.userId },
    ]);
    const rows = await test.db.read.select().from(test.db.tables.planInvitations);
    for (const email of [emailOf(ben), 'nobody@example.com']) {
      expect(JSON.stringify(rows)).not.toContain(mailedTo(email));
      expect(JSON.stringify(app.audited)).not.toContain(email);
    }
    expect(await code(members(ana).invite({ id: plan.id, email: emailOf(ana), role: 'editor' }))).toBe('invalid-input');
  });

  it('come by their invitation once, see everything, and change the plan as far as their role goes', async () => {
    const plan = await make();
    await members(ana).invite({ id: plan.id, email: emailOf(ben), role: 'viewer' });
    const token = mailedTo(emailOf(ben));
    // Looking at one's own mail uses nothing up.
    expect(await members(ana).accept({ token })).toEqual({ id: plan.id, role: 'owner' });
    expect(await members(ben).accept({ token })).toEqual({ id: plan.id, role: 'viewer' });
    expect(await code(members(eve).accept({ token }))).toBe('link-over');
    expect(await code(members(ben).accept({ token }))).toBe('link-over');
    const seen = await app.anyone(ben).plans.get({ id: plan.id });
    expect(seen).toMatchObject({ role: 'viewer', owner: { name: 'Ana' }, request: { notes: 'zanzibar' }, days: plan.days });
    expect(await code(app.anyone(ben).plans.update({ id: plan.id, version: 1, operations: rename }))).toBe('forbidden');
    expect(await members(ana).setRole({ id: plan.id, userId: ben.userId, role: 'editor' })).toMatchObject({ role: 'editor' });
    expect(await app.anyone(ben).plans.update({ id: plan.id, version: 1, operations: rename })).toMatchObject({ title: 'Another name' });
    const { items, invitations } = await members(ben).list({ id: plan.id });
    expect(invitations).toEqual([]);
    expect(items).toEqual([
      { userId: ana.userId, name: 'Ana', role: 'owner' },
      { userId: ben.userId, name: 'Ben', role: 'editor', joinedAt: new Date(app.clock.ms).toISOString(), you: true },
    ]);
    const told = app.audited.filter(({ detail }) => detail?.['plan'] === plan.id).map(({ action, subject }) => [action, subject]);
    expect(told).toEqual([
      ['plan.member-invited', ana.auditRef],
      ['plan.member-joined', ben.auditRef],
      // People of these tests have two names in the log: the actor's, and the row's.
      ['plan.member-role-set', expect.any(String)],
    ]);
  });

  it('lose the trip with the next call when they are removed or leave', async () => {
    const plan = await make();
    await join(plan.id, ben, 'editor');
    await join(plan.id, eve, 'viewer');
    expect(await code(app.anyone(ben).plans.get({ id: plan.id }))).toBe('done');
    await members(ana).remove({ id: plan.id, userId: ben.userId });
    await members(eve).leave({ id: plan.id });
    for (const gone of [ben, eve]) {
      const { plans } = app.anyone(gone);
      const calls = [
        plans.get({ id: plan.id }),
        plans.history({ id: plan.id }),
        plans.update({ id: plan.id, version: 1, operations: rename }),
        plans.members.list({ id: plan.id }),
        plans.members.leave({ id: plan.id }),
      ];
      expect(await Promise.all(calls.map(code))).toEqual(Array(calls.length).fill('not-found'));
    }
    expect((await members(ana).list({ id: plan.id })).items).toHaveLength(1);
    expect(await code(members(ana).remove({ id: plan.id, userId: ben.userId }))).toBe('not-found');
    expect(await code(members(ana).setRole({ id: plan.id, userId: ben.userId, role: 'viewer' }))).toBe('not-found');
    expect(await code(members(ana).leave({ id: plan.id }))).toBe('forbidden');
    const actions = app.audited.filter(({ detail }) => detail?.['plan'] === plan.id).map(({ action }) => action);
    expect(actions.slice(-2)).toEqual(['plan.member-removed', 'plan.member-left']);
  });

  it('get one link of two accepted at once, and stand on the plan once', async () => {
    const plan = await make();
    const crowd = [ben, eve, await app.person('Cleo'), await app.person('Dora')];
    await members(ana).invite({ id: plan.id, email: 'shared@example.com', role: 'editor' });
    const token = mailedTo('shared@example.com');
    const outcomes = await Promise.all(
      crowd.flatMap((actor) => [actor, actor, actor]).map((actor) => code(members(actor).accept({ token }))),
    );
    expect(outcomes.toSorted()).toEqual(['done', ...Array(11).fill('link-over')]);
    expect((await members(ana).list({ id: plan.id })).items).toHaveLength(2);
    // An invitation and a link for changing, both taken by one person at once.
    const { token: link } = await app.anyone(ana).plans.share.create({ id: plan.id, role: 'editor' });
    const cleo = await app.person('Cleo');
    await members(ana).invite({ id: plan.id, email: emailOf(cleo), role: 'viewer' });
    const both = [link, mailedTo(emailOf(cleo)), link].map((one) => code(members(cleo).accept({ token: one })));
    expect(await Promise.all(both)).toEqual(['done', 'done', 'done']);
    expect((await members(ana).list({ id: plan.id })).items.filter(({ userId }) => userId === cleo.userId)).toHaveLength(1);
  });

  it('may call again with the same key', async () => {
    const plan = await make();
    await members(ana).invite({ id: plan.id, email: emailOf(ben), role: 'editor' });
    const again = app.anyone(ben, { idempotencyKey: `accept-${plan.id}` }).plans.members;
    const token = mailedTo(emailOf(ben));
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => again.accept({ token })));
    expect(outcomes).toEqual(outcomes.map(() => ({ id: plan.id, role: 'editor' })));
    const before = app.mails.length;
    const inviting = app.anyone(ana, { idempotencyKey: `invite-${plan.id}` }).plans.members;
    const first = await inviting.invite({ id: plan.id, email: 'again@example.com', role: 'viewer' });
    app.clock.ms += DAY_MS;
    expect(await inviting.invite({ id: plan.id, email: 'again@example.com', role: 'viewer' })).toEqual(first);
    expect(app.mails.length - before).toBe(1);
    expect(await code(inviting.invite({ id: plan.id, email: 'again@example.com', role: 'editor' }))).toBe('idempotency-mismatch');
  });

  it('asked twice at once have one invitation whose mail works; asked again later have a new one', async () => {
    const plan = await make();
    const ask = (role: 'viewer' | 'editor') => members(ana).invite({ id: plan.id, email: emailOf(eve), role });
    await Promise.all([ask('viewer'), ask('viewer'), ask('viewer'), ask('viewer')]);
    const { invitations } = await members(ana).list({ id: plan.id });
    expect(invitations).toHaveLength(1);
    const rows = (await test.db.read.select().from(test.db.tables.planInvitations)).filter(({ planId }) => planId === plan.id);
    expect(rows).toHaveLength(1);
    const early = mailedTo(emailOf(eve));
    // Another role in the same breath needs no second mail.
    const mails = mailsTo(emailOf(eve)).length;
    expect(await ask('editor')).toMatchObject({ id: invitations[0]?.id, role: 'editor' });
    expect(mailsTo(emailOf(eve))).toHaveLength(mails);
    app.clock.ms += 5 * DAY_MS;
    const renewed = await ask('editor');
    expect(renewed).toMatchObject({ id: invitations[0]?.id, expiresAt: new Date(app.clock.ms + 14 * DAY_MS).toISOString() });
    expect(mailsTo(emailOf(eve))).toHaveLength(mails + 1);
    expect(await code(members(eve).accept({ token: early }))).toBe('link-over');
    expect(await members(eve).accept({ token: mailedTo(emailOf(eve)) })).toMatchObject({ role: 'editor' });
    expect((await members(ana).list({ id: plan.id })).invitations).toEqual([]);
  });

  it('come too late after fourteen days, when withdrawn, and when the plan is gone', async () => {
    const [late, withdrawn, gone] = [await make(), await make(), await make()];
    for (const { id } of [late, withdrawn, gone]) await members(ana).invite({ id, email: `for-${id}@example.com`, role: 'viewer' });
    const accept = ({ id }: { id: string }) => code(members(ben).accept({ token: mailedTo(`for-${id}@example.com`) }));
    const [open] = (await members(ana).list({ id: withdrawn.id })).invitations;
    await members(ana).invitations.revoke({ id: open?.id ?? '' });
    expect(await code(members(ana).invitations.revoke({ id: open?.id ?? '' }))).toBe('not-found');
    await app.anyone(ana).plans.delete({ id: gone.id });
    expect([await accept(withdrawn), await accept(gone)]).toEqual(['link-over', 'link-over']);
    app.clock.ms += 14 * DAY_MS;
    expect(await accept(late)).toBe('link-over');
    expect((await members(ana).list({ id: late.id })).invitations).toEqual([]);
    await app.plans.invitations.purge();
    const rows = await test.db.read.select().from(test.db.tables.planInvitations);
    expect(rows.filter(({ expiresAt }) => expiresAt <= app.clock.ms)).toEqual([]);
  });

  it('lose nothing by a second way in: an invitation only raises, a link changes nothing', async () => {
    const plan = await make();
    await join(plan.id, ben, 'editor');
    app.clock.ms += DAY_MS;
    expect(await join(plan.id, ben, 'viewer')).toEqual({ id: plan.id, role: 'editor' });
    await members(ana).setRole({ id: plan.id, userId: ben.userId, role: 'viewer' });
    const { token } = await app.anyone(ana).plans.share.create({ id: plan.id, role: 'editor' });
    expect(await app.anyone(ben).plans.shared({ token })).toMatchObject({ joinable: false, plan: { role: 'viewer' } });
    expect(await members(ben).accept({ token })).toEqual({ id: plan.id, role: 'viewer' });
    app.clock.ms += DAY_MS;
    expect(await join(plan.id, ben, 'editor')).toEqual({ id: plan.id, role: 'editor' });
    const { token: shows } = await app.anyone(ana).plans.share.create({ id: plan.id, role: 'viewer' });
    expect(await code(members(eve).accept({ token: shows }))).toBe('forbidden');
  });

  it('and invitations are no more than a plan may have', async () => {
    const plan = await make();
    const { planMembers, planInvitations } = test.db.tables;
    const at = app.clock.ms;
    const crowd: Actor[] = [];
    for (let index = 1; index < MOST_MEMBERS; index += 1) crowd.push(await app.person(`Member ${index}`));
    await test.db.write(async (tx) => {
      for (const { userId } of crowd) await tx.insert(planMembers).values({ planId: plan.id, userId, role: 'viewer', joinedAt: at });
      for (let index = 1; index < MOST_INVITATIONS; index += 1) {
        const row = { id: newId(at), planId: plan.id, email: `${index}@example.com`, role: 'viewer' as const, tokenHash: newId(at) };
        await tx.insert(planInvitations).values({ ...row, invitedBy: ana.userId, createdAt: at, expiresAt: at + DAY_MS });
      }
    });
    const { token } = await app.anyone(ana).plans.share.create({ id: plan.id, role: 'editor' });
    const outcomes = await Promise.all([ben, eve].map((actor) => code(members(actor).accept({ token }))));
    expect(outcomes.toSorted()).toEqual(['done', 'quota-used']);
    const asked = await Promise.all(
      ['x', 'y', 'z'].map((name) => code(members(ana).invite({ id: plan.id, email: `${name}@example.com`, role: 'viewer' }))),
    );
    expect(asked.toSorted()).toEqual(['done', 'quota-used', 'quota-used']);
    // Who was turned away keeps the invitation.
    const late = outcomes[0] === 'done' ? eve : ben;
    const [last] = (await members(ana).list({ id: plan.id })).invitations;
    expect(await code(members(late).accept({ token }))).toBe('quota-used');
    expect((await members(ana).list({ id: plan.id })).invitations[0]).toEqual(last);
  });

  it('take what is theirs along, and an erased address is in no invitation', async () => {
    const plan = await make();
    await join(plan.id, ben, 'viewer');
    await members(ana).invite({ id: plan.id, email: 'gone@example.com', role: 'viewer' });
    const sections = async (actor: Actor) => {
      const found: { section: string; entry: Record<string, unknown> }[] = [];
      for await (const entry of app.plans.personalData(actor.userId)) found.push(entry);
      return found;
    };
    expect(await sections(ben)).toContainEqual({
      section: 'planMemberships',
      entry: expect.objectContaining({ planId: plan.id, role: 'viewer' }),
    });
    expect(await sections(ana)).toContainEqual({
      section: 'planInvitations',
      entry: expect.objectContaining({ planId: plan.id, email: 'gone@example.com' }),
    });
    await members(ana).invite({ id: plan.id, email: emailOf(eve), role: 'editor' });
    expect(await sections(eve)).toContainEqual({ section: 'planInvitationsReceived', entry: expect.objectContaining({ role: 'editor' }) });
    await test.db.write((tx) => app.plans.erase(tx, { id: ben.userId, email: 'gone@example.com' }));
    expect(JSON.stringify(await test.db.read.select().from(test.db.tables.planInvitations))).not.toContain('gone@');
  });

  it('are the owner’s to manage: others, also on the trip, can’t, and outsiders find nothing', async () => {
    const plan = await make();
    await join(plan.id, ben, 'editor');
    await members(ana).invite({ id: plan.id, email: 'open@example.com', role: 'viewer' });
    const open = (await members(ana).list({ id: plan.id })).invitations[0]?.id ?? '';
    const calls = (actor: Actor | undefined, planId: string, invitationId: string) => {
      const all = members(actor);
      return [
        all.invite({ id: planId, email: 'x@example.com', role: 'editor' }),
        all.setRole({ id: planId, userId: ben.userId, role: 'viewer' }),
        all.remove({ id: planId, userId: ben.userId }),
        all.invitations.revoke({ id: invitationId }),
      ];
    };
    expect(await Promise.all(calls(ben, plan.id, open).map(code))).toEqual(Array(4).fill('forbidden'));
    expect(await Promise.all(calls(eve, plan.id, open).map(code))).toEqual(Array(4).fill('not-found'));
    expect(await Promise.all(calls(eve, newId(), newId()).map(code))).toEqual(Array(4).fill('not-found'));
    expect(await Promise.all(calls(undefined, plan.id, open).map(code))).toEqual(Array(4).fill('unauthenticated'));
    expect(await code(members(eve).list({ id: plan.id }))).toBe('not-found');
    expect(await code(members(eve).accept({ token: 'nothing' }))).toBe('link-over');
    expect(await members(ana).list({ id: plan.id })).toMatchObject({
      items: [{ role: 'owner' }, { role: 'editor' }],
      invitations: [{ id: open }],
    });
  });
});
