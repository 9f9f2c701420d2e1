import { MOST_LINKS, newId } from '@tripmaster/contracts';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { toAppError, type Actor } from '@tripmaster/rpc';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPlans, TRIP } from '../testing.ts';

const HOUR_MS = 3_600_000;

describe.each(ENGINES)('links to plans on %s', (engine) => {
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
  const make = () =>
    app.anyone(ana).plans.create({
      ...TRIP,
      origin: 'Tallinn',
      notes: 'zanzibar',
      budget: { amount: 250_000, currency: 'EUR' },
      fixed: [{ title: 'Zanzibar with friends', date: '2027-05-10', start: '19:00', end: '20:30' }],
    });
  const rows = async (planId: string) =>
    (await test.db.read.select().from(test.db.tables.planLinks)).filter((row) => row.planId === planId);

  it('show the trip as others see it, with its dates, to whoever has them', async () => {
    const plan = await make();
    const made = await app.anyone(ana).plans.share.create({ id: plan.id, role: 'viewer', label: 'The family' });
    expect(made.url).toBe(`https://trip.example/s/${made.token}`);
    expect(Buffer.from(made.token, 'base64url')).toHaveLength(32);
    for (const reader of [undefined, ben]) {
      const shared = await app.anyone(reader).plans.shared({ token: made.token });
      expect(shared).toMatchObject({ role: 'viewer', joinable: false, plan: { id: plan.id, owner: { name: 'Ana' } } });
      expect(shared.plan.days.map(({ date }) => date)).toEqual(['2027-05-10', '2027-05-11']);
      expect('datesHidden' in shared.plan || 'role' in shared.plan || 'expiresAt' in shared).toBe(false);
      const text = JSON.stringify(shared).toLowerCase();
      expect(['zanzibar', 'tallinn', 'example.com', ana.userId, '250000'].filter((word) => text.includes(word))).toEqual([]);
    }
    // The link shows the plan; by its id alone it is still nobody's.
    expect(await code(app.anyone(ben).plans.get({ id: plan.id }))).toBe('not-found');
    expect((await app.anyone(ana).plans.shared({ token: made.token })).plan.role).toBe('owner');
  });

  it('are kept as hashes, told once, and written down', async () => {
    const plan = await make();
    const { token, url: _url, ...made } = await app.anyone(ana).plans.share.create({ id: plan.id, role: 'editor', label: 'Ben' });
    const list = await app.anyone(ana).plans.share.list({ id: plan.id });
    expect(list).toEqual({ items: [made], visibility: 'private', showsDates: false });
    expect(JSON.stringify([await rows(plan.id), app.audited])).not.toContain(token);
    expect(app.audited.at(-1)).toMatchObject({ action: 'plan.link-created', detail: { plan: plan.id, role: 'editor' } });
    expect(JSON.stringify(app.audited)).not.toContain('"Ben"');
  });

  it('end at once when they are revoked, by themselves when they are over, and with their plan', async () => {
    const plan = await make();
    const share = app.anyone(ana).plans.share;
    const shown = (token: string) => code(app.anyone().plans.shared({ token }));
    const [revoked, brief, lasting] = [
      await share.create({ id: plan.id, role: 'viewer' }),
      await share.create({ id: plan.id, role: 'editor', expiresAt: new Date(app.clock.ms + HOUR_MS).toISOString() }),
      await share.create({ id: plan.id, role: 'viewer' }),
    ];
    expect(await app.anyone().plans.shared({ token: brief.token })).toMatchObject({ joinable: true, expiresAt: brief.expiresAt });
    await share.revoke({ id: revoked.id });
    expect([await shown(revoked.token), await shown(brief.token)]).toEqual(['not-found', 'done']);
    expect(await code(share.revoke({ id: revoked.id }))).toBe('not-found');
    app.clock.ms += HOUR_MS;
    expect([await shown(brief.token), await shown(lasting.token)]).toEqual(['not-found', 'done']);
    expect(await code(app.anyone(ben).plans.members.accept({ token: brief.token }))).toBe('link-over');
    expect((await share.list({ id: plan.id })).items.map(({ id }) => id)).toEqual([lasting.id]);
    expect(await rows(plan.id)).toHaveLength(2);
    await app.plans.links.purge();
    expect(await rows(plan.id)).toHaveLength(1);
    await app.anyone(ana).plans.delete({ id: plan.id });
    expect(await shown(lasting.token)).toBe('not-found');
    expect(await shown('nothing')).toBe('not-found');
  });

  it('refuse an end that is past, and one more than a plan may have', async () => {
    const plan = await make();
    const share = app.anyone(ana).plans.share;
    expect(await code(share.create({ id: plan.id, role: 'viewer', expiresAt: new Date(app.clock.ms).toISOString() }))).toBe(
      'invalid-input',
    );
    const made = await Promise.all(
      Array.from({ length: MOST_LINKS + 5 }, () => share.create({ id: plan.id, role: 'viewer' }).catch(() => undefined)),
    );
    expect(made.filter((one) => one !== undefined)).toHaveLength(MOST_LINKS);
    expect(await code(share.create({ id: plan.id, role: 'viewer' }))).toBe('quota-used');
    await share.revoke({ id: made.find((one) => one !== undefined)?.id ?? '' });
    expect(await code(share.create({ id: plan.id, role: 'viewer' }))).toBe('done');
  });

  it('are one for any number of calls with one key, with the same secret', async () => {
    const plan = await make();
    const caller = app.anyone(ana, { idempotencyKey: `link-${engine}` });
    const input = { id: plan.id, role: 'viewer' } as const;
    const made = await Promise.all(Array.from({ length: 8 }, () => caller.plans.share.create(input)));
    expect(new Set(made.map(({ token }) => token)).size).toBe(1);
    expect(await rows(plan.id)).toHaveLength(1);
    expect(await code(app.anyone().plans.shared({ token: made[3]?.token ?? '' }))).toBe('done');
    expect(await code(caller.plans.share.create({ ...input, role: 'editor' }))).toBe('idempotency-mismatch');
    const other = await app.anyone(ana, { idempotencyKey: 'another' }).plans.share.create(input);
    expect(other.token).not.toBe(made[0]?.token);
  });

  it('show nothing of a plan that was taken out of sight', async () => {
    const plan = await make();
    const { token } = await app.anyone(ana).plans.share.create({ id: plan.id, role: 'editor' });
    const { plans } = test.db.tables;
    await test.db.write(async (tx) => void (await tx.update(plans).set({ hiddenAt: app.clock.ms })));
    expect(await code(app.anyone().plans.shared({ token }))).toBe('not-found');
    expect(await code(app.anyone(ben).plans.members.accept({ token }))).toBe('link-over');
    await test.db.write(async (tx) => void (await tx.update(plans).set({ hiddenAt: null })));
  });

  it('are the owner’s alone: others, also on the trip, neither make, see nor revoke them', async () => {
    const plan = await make();
    const { id, token } = await app.anyone(ana).plans.share.create({ id: plan.id, role: 'editor' });
    await app.anyone(ben).plans.members.accept({ token });
    const calls = (actor: Actor | undefined, planId: string, linkId: string) => {
      const { share } = app.anyone(actor).plans;
      return [share.create({ id: planId, role: 'viewer' }), share.list({ id: planId }), share.revoke({ id: linkId })];
    };
    expect(await Promise.all(calls(ben, plan.id, id).map(code))).toEqual(['forbidden', 'forbidden', 'forbidden']);
    expect(await Promise.all(calls(eve, plan.id, id).map(code))).toEqual(['not-found', 'not-found', 'not-found']);
    expect(await Promise.all(calls(eve, newId(), newId()).map(code))).toEqual(['not-found', 'not-found', 'not-found']);
    expect(await Promise.all(calls(undefined, plan.id, id).map(code))).toEqual(Array(3).fill('unauthenticated'));
    expect(await rows(plan.id)).toHaveLength(1);
  });
});
