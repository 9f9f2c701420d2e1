import { type NotificationsUpdate } from '@tripmaster/contracts';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { createLimiter, type Actor } from '@tripmaster/rpc';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventOf, startPlans, TRIP } from '../testing.ts';

describe.each(ENGINES)('mails about trips on %s', (engine) => {
  let test: TestDatabase;
  let app: Awaited<ReturnType<typeof startPlans>>;
  let ana: Actor;
  let ben: Actor;
  beforeAll(async () => {
    test = await openTestDatabase(engine);
    const limiter = createLimiter({ db: test.db, key: 'limits', now: () => app.clock.ms });
    app = await startPlans(test, { limiter });
  });
  afterAll(() => test.remove());
  beforeEach(async () => {
    [ana, ben] = [await proven('Ana'), await proven('Ben')];
    app.mails.length = 0;
  });

  type Change = { emailVerifiedAt?: number | null; status?: 'suspended'; notifications?: NotificationsUpdate; locale?: string };
  const change = (actor: Actor, to: Change) =>
    test.db.write(async (tx) => void (await tx.update(test.db.tables.users).set(to).where(eq(test.db.tables.users.id, actor.userId))));
  const proven = async (name: string) => {
    const actor = await app.person(name);
    await change(actor, { emailVerifiedAt: 1 });
    return actor;
  };
  const make = () => app.anyone(ana).plans.create(TRIP);
  const shareLink = async (id: string) => {
    const { url } = await app.anyone(ana).plans.share.create({ id, role: 'editor' });
    return new URL(url).pathname.split('/').at(-1) ?? '';
  };
  const told = () => app.mails.filter(({ kind }) => kind !== 'plan-invitation');
  const emailOf = ({ userId }: Actor) => `${userId}@example.com`;

  describe('a plan that is ready', () => {
    const leaveAfterTheFirstEvent = async (actor: Actor) => {
      for await (const _ of await app.anyone(actor).plans.generate(TRIP)) break;
      await expect.poll(async () => (await app.anyone(actor).plans.list()).items.length, { timeout: 20_000 }).toBe(1);
    };

    it('is told to whoever left while it was made, once, with the way to it', async () => {
      await change(ana, { locale: 'pt-PT' });
      await leaveAfterTheFirstEvent(ana);
      const [plan] = (await app.anyone(ana).plans.list()).items;
      expect(told()).toEqual([
        {
          kind: 'plan-ready',
          to: emailOf(ana),
          userId: ana.userId,
          locale: 'pt-PT',
          trip: plan?.title,
          days: { from: '2027-05-10', to: '2027-05-11' },
          link: `https://trip.example/plans/${plan?.id}`,
          settings: 'https://trip.example/account/notifications',
        },
      ]);
    });

    it('is no news to whoever stayed, or asked for it and waited', async () => {
      const seen: string[] = [];
      for await (const one of await app.anyone(ana).plans.generate(TRIP)) seen.push(eventOf(one).event.type);
      await make();
      expect(seen.at(-1)).toBe('plan');
      expect(told()).toEqual([]);
    });

    it('is not told to who does not want it, nor to an address that is not proven', async () => {
      await change(ana, { notifications: { planReady: false } });
      await change(ben, { emailVerifiedAt: null });
      await leaveAfterTheFirstEvent(ana);
      await leaveAfterTheFirstEvent(ben);
      expect(told()).toEqual([]);
    });
  });

  describe('a shared trip', () => {
    const came = { kind: 'plan-shared', news: 'came' };
    const joined = { kind: 'plan-shared', news: 'joined' };

    it('is told to who came onto it and to its owner, and names them to each other', async () => {
      const plan = await make();
      await app.anyone(ben).plans.members.accept({ token: await shareLink(plan.id) });
      const both = { trip: plan.title, role: 'editor', link: `https://trip.example/plans/${plan.id}` };
      expect(told()).toMatchObject([
        { ...came, ...both, to: emailOf(ben), userId: ben.userId, alsoAbout: ana.userId, who: 'Ana' },
        { ...joined, ...both, to: emailOf(ana), userId: ana.userId, alsoAbout: ben.userId, who: 'Ben' },
      ]);
    });

    it('is told once however often the same link is taken', async () => {
      const plan = await make();
      const token = await shareLink(plan.id);
      for (let turn = 0; turn < 3; turn += 1) await app.anyone(ben).plans.members.accept({ token });
      expect(told()).toHaveLength(2);
    });

    it('tells a member of another role, not of the same one', async () => {
      const plan = await make();
      await app.anyone(ben).plans.members.accept({ token: await shareLink(plan.id) });
      app.mails.length = 0;
      for (const role of ['editor', 'viewer', 'viewer'] as const)
        await app.anyone(ana).plans.members.setRole({ id: plan.id, userId: ben.userId, role });
      expect(told()).toMatchObject([{ kind: 'plan-shared', news: 'role', to: emailOf(ben), who: 'Ana', role: 'viewer' }]);
      await expect(app.anyone(ben).plans.members.setRole({ id: plan.id, userId: ben.userId, role: 'editor' })).rejects.toThrow();
      expect(told()).toHaveLength(1);
    });

    it('fills nobody’s mailbox', async () => {
      const plan = await make();
      await app.anyone(ben).plans.members.accept({ token: await shareLink(plan.id) });
      for (let turn = 0; turn < 30; turn += 1)
        await app.anyone(ana).plans.members.setRole({ id: plan.id, userId: ben.userId, role: turn % 2 === 0 ? 'viewer' : 'editor' });
      expect(told().filter(({ to }) => to === emailOf(ben))).toHaveLength(20);
    });

    it('is not told to who does not want it, is suspended, or has an address that is not proven', async () => {
      const [cleo, dora] = [await proven('Cleo'), await proven('Dora')];
      await change(ana, { notifications: { planShared: false, planReady: true } });
      await change(ben, { emailVerifiedAt: null });
      const plan = await make();
      const token = await shareLink(plan.id);
      for (const actor of [ben, cleo, dora]) await app.anyone(actor).plans.members.accept({ token });
      await change(dora, { status: 'suspended' });
      await app.anyone(ana).plans.members.setRole({ id: plan.id, userId: dora.userId, role: 'viewer' });
      expect(told().map(({ kind, to }) => [kind, to])).toEqual([
        ['plan-shared', emailOf(cleo)],
        ['plan-shared', emailOf(dora)],
      ]);
    });

    it('is told of in the same transaction or not at all', async () => {
      const plan = await make();
      const token = await shareLink(plan.id);
      const queue = async () => {
        throw new Error('no room in the outbox');
      };
      const failing = await startPlans(test, { mailer: { queue } });
      await expect(failing.anyone(ben).plans.members.accept({ token })).rejects.toThrow();
      expect((await app.anyone(ana).plans.members.list({ id: plan.id })).items).toHaveLength(1);
    });
  });
});
