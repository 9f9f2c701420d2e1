import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { newId, type WebhookCreated, type WebhookEvent } from '@tripmaster/contracts';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import type { Actor } from '@tripmaster/rpc';
import { eq } from 'drizzle-orm';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPlans, TRIP } from '../testing.ts';

const HOUR_MS = 3_600_000;
const refusal = (code: string) => expect.objectContaining({ cause: expect.objectContaining({ code }) });
const EVERY: Exclude<WebhookEvent, 'test'>[] = [
  'plan.created',
  'plan.updated',
  'plan.deleted',
  'plan.shared',
  'member.joined',
  'expense.added',
];
type Received = { headers: Record<string, string>; body: string };

describe.each(ENGINES)('webhooks on %s', (engine) => {
  let test: TestDatabase;
  let app: Awaited<ReturnType<typeof startPlans>>;
  let ana: Actor;
  let ben: Actor;
  let receiver: Server;
  let address = '';
  let answer = 204;
  let received: Received[] = [];
  beforeAll(async () => {
    test = await openTestDatabase(engine);
    app = await startPlans(test, { toPeople: { secureOnly: false, alsoNetworks: ['127.0.0.1/32'] } });
    receiver = createServer((request, response) => {
      let body = '';
      request.on('data', (piece: Buffer) => (body += piece.toString()));
      request.once('end', () => {
        received.push({ headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])), body });
        response.writeHead(answer).end();
      });
    });
    receiver.listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    const at = receiver.address();
    address = `http://127.0.0.1:${typeof at === 'object' && at !== null ? at.port : 0}/hook`;
  });
  beforeEach(async () => {
    [ana, ben] = [await app.person('Ana'), await app.person('Ben')];
    answer = 204;
    await deliver();
    received = [];
  });
  afterAll(async () => {
    receiver.close();
    await test.remove();
  });

  const hooks = (actor: Actor) => app.anyone(actor).plans.webhooks;
  const create = (actor: Actor, events = EVERY): Promise<WebhookCreated> => hooks(actor).create({ url: address, events });
  const deliver = () => app.plans.deliveries.deliver();
  const types = () => received.map(({ body }) => String(JSON.parse(body).type));
  const addMember = (planId: string, actor: Actor) =>
    test.db.write(
      async (tx) =>
        void (await tx.insert(test.db.tables.planMembers).values({ planId, userId: actor.userId, role: 'editor', joinedAt: app.clock.ms })),
    );

  it('are told of what happens to a trip, signed as others check it, with ids and nothing private', async () => {
    const { webhook, secret } = await create(ana);
    expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
    expect(webhook).toMatchObject({ url: address, enabled: true, failures: 0 });
    const { id, days } = await app.anyone(ana).plans.create({ ...TRIP, notes: 'a private word' });
    const itemId = days[0]?.items.find(({ kind }) => kind === 'sight')?.id ?? '';
    await app.anyone(ana).plans.update({ id, version: 1, operations: [{ op: 'lock', itemId, locked: true }] });
    await app.anyone(ana).plans.setVisibility({ id, visibility: 'unlisted' });
    const link = await app.anyone(ana).plans.share.create({ id, role: 'editor' });
    await app.anyone(ben).plans.members.accept({ token: link.token });
    await app.anyone(ana).plans.delete({ id });
    await app.anyone(ana).plans.delete({ id });
    expect(await deliver()).toBe(6);
    expect(types().toSorted()).toEqual(['member.joined', 'plan.created', 'plan.deleted', 'plan.shared', 'plan.shared', 'plan.updated']);
    const checker = new Webhook(secret);
    for (const { headers, body } of received) {
      // The library asks whether the moment is near its own clock; the test's is another.
      const at = Number(headers['webhook-timestamp']);
      expect(checker.sign(headers['webhook-id'] ?? '', new Date(at * 1000), body)).toBe(headers['webhook-signature']);
      expect(at).toBe(Math.floor(app.clock.ms / 1000));
      expect(JSON.parse(body)).toMatchObject({ timestamp: expect.stringMatching(/Z$/), data: { planId: id } });
      expect(body).not.toMatch(/private|Lisbon|Ana|Ben|@/);
    }
    expect(JSON.parse(received.find(({ body }) => body.includes('plan.updated'))?.body ?? '').data).toEqual({ planId: id, version: 2 });
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(6);
    expect(await deliver()).toBe(0);
    const { items } = await hooks(ana).deliveries({ id: webhook.id });
    expect(items.map(({ state, status, attempts }) => [state, status, attempts])).toEqual(
      Array.from({ length: 6 }, () => ['delivered', 204, 1]),
    );
  });

  it('are told who listens and is on the trip, of what they asked for, and nobody else', async () => {
    await create(ana, ['plan.deleted']);
    await create(ben);
    const cleo = await app.person('Cleo');
    await create(cleo);
    const { id } = await app.anyone(ana).plans.create(TRIP);
    await deliver();
    expect(received).toEqual([]);
    await addMember(id, ben);
    await app.anyone(ana).plans.delete({ id });
    await deliver();
    expect(types()).toEqual(['plan.deleted', 'plan.deleted']);
  });

  it('tell nothing to who is suspended', async () => {
    const dora = await app.person('Dora');
    await create(dora);
    const { users } = test.db.tables;
    await test.db.write(async (tx) => void (await tx.update(users).set({ status: 'suspended' }).where(eq(users.id, dora.userId))));
    const { id } = await app.anyone(ana).plans.create(TRIP);
    await addMember(id, dora);
    await app.anyone(ana).plans.delete({ id });
    await deliver();
    expect(received).toEqual([]);
  });

  it('hear nothing of what was undone', async () => {
    await create(ana);
    await expect(
      test.db.write(async (tx) => {
        const { webhookDeliveries } = test.db.tables;
        const [hook] = await tx.select().from(test.db.tables.webhooks).where(eq(test.db.tables.webhooks.userId, ana.userId));
        await tx
          .insert(webhookDeliveries)
          .values({ id: newId(), webhookId: hook?.id ?? '', event: 'test', payload: '{}', attempts: 0, dueAt: 0, createdAt: 0 });
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    expect(await deliver()).toBe(0);
  });

  it('are tried ten times over most of a day, then given up, and switched off after five in a row', async () => {
    const { webhook } = await create(ana);
    answer = 500;
    const begun = app.clock.ms;
    await hooks(ana).test({ id: webhook.id });
    const states = async () => (await hooks(ana).deliveries({ id: webhook.id })).items;
    for (let turn = 1; turn <= 10; turn += 1) {
      expect(await deliver()).toBe(1);
      expect(await deliver()).toBe(0);
      const [item] = await states();
      expect(item).toMatchObject({ attempts: turn, status: 500, problem: 'HTTP 500', state: turn === 10 ? 'given-up' : 'waiting' });
      if (item?.dueAt !== undefined) app.clock.ms = Date.parse(item.dueAt);
    }
    const lasted = app.clock.ms - begun;
    expect([lasted > 20 * HOUR_MS, lasted < 26 * HOUR_MS]).toEqual([true, true]);
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect((await hooks(ana).list()).items).toMatchObject([{ enabled: true, failures: 1 }]);

    const { webhooks, webhookDeliveries } = test.db.tables;
    await test.db.write(async (tx) => void (await tx.update(webhooks).set({ failures: 4 }).where(eq(webhooks.id, webhook.id))));
    const last = await hooks(ana).test({ id: webhook.id });
    const waiting = await hooks(ana).test({ id: webhook.id });
    const later = app.clock.ms + 100 * HOUR_MS;
    await test.db.write(async (tx) => {
      await tx.update(webhookDeliveries).set({ attempts: 9 }).where(eq(webhookDeliveries.id, last.id));
      await tx.update(webhookDeliveries).set({ dueAt: later }).where(eq(webhookDeliveries.id, waiting.id));
    });
    await deliver();
    expect((await hooks(ana).list()).items).toMatchObject([{ enabled: false, failures: 5 }]);
    expect((await states()).slice(0, 2)).toMatchObject([
      { id: waiting.id, state: 'given-up', problem: 'switched off' },
      { id: last.id, state: 'given-up' },
    ]);
    await app.anyone(ana).plans.create(TRIP);
    await expect(hooks(ana).test({ id: webhook.id })).rejects.toEqual(refusal('invalid-input'));
    expect(await deliver()).toBe(0);
    // Its owner switches it on again, and one that gets through forgets the failures.
    answer = 200;
    expect(await hooks(ana).update({ id: webhook.id, enabled: true })).toMatchObject({ enabled: true, failures: 0 });
    await hooks(ana).test({ id: webhook.id });
    await deliver();
    expect((await states())[0]).toMatchObject({ state: 'delivered', status: 200 });
    app.clock.ms += 31 * 24 * HOUR_MS;
    await app.plans.deliveries.purge();
    expect(await states()).toEqual([]);
  });

  it('want no more when their server says that they are gone', async () => {
    const { webhook } = await create(ana);
    answer = 410;
    await hooks(ana).test({ id: webhook.id });
    await deliver();
    expect((await hooks(ana).list()).items).toMatchObject([{ enabled: false }]);
  });

  it('are delivered once by nodes that run side by side', async () => {
    const { webhook } = await create(ana);
    for (let turn = 0; turn < 25; turn += 1) await hooks(ana).test({ id: webhook.id });
    const counts = await Promise.all([deliver(), deliver(), deliver()]);
    expect(counts.reduce((sum, one) => sum + one, 0)).toBe(25);
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(25);
    expect(received).toHaveLength(25);
  });

  it('lead to no private network, also when a row says otherwise', async () => {
    for (const url of [
      'http://10.0.0.1/',
      'http://169.254.169.254/latest',
      'http://[::1]/',
      'ftp://example.org/',
      'https://a:b@example.org/',
      'nonsense',
    ])
      await expect(hooks(ana).create({ url, events: ['plan.created'] })).rejects.toEqual(refusal('invalid-input'));
    const { webhook } = await create(ana);
    await expect(hooks(ana).update({ id: webhook.id, url: 'http://192.168.0.1/' })).rejects.toEqual(refusal('invalid-input'));
    const { webhooks } = test.db.tables;
    await test.db.write(async (tx) => void (await tx.update(webhooks).set({ url: 'http://10.0.0.1/' }).where(eq(webhooks.id, webhook.id))));
    await hooks(ana).test({ id: webhook.id });
    await deliver();
    expect((await hooks(ana).deliveries({ id: webhook.id })).items).toMatchObject([{ problem: 'the address leads to a private network' }]);
  });

  it('have a secret that is shown once, sealed where it lies, and can be changed', async () => {
    const idempotencyKey = `hook-${ana.userId}`;
    const input = { url: address, events: EVERY };
    const made = await app.anyone(ana, { idempotencyKey }).plans.webhooks.create(input);
    expect(await app.anyone(ana, { idempotencyKey }).plans.webhooks.create(input)).toEqual(made);
    const { webhooks } = test.db.tables;
    const [row] = await test.db.read.select().from(webhooks).where(eq(webhooks.id, made.webhook.id));
    expect(row?.secret).toMatch(/^v1\./);
    expect(JSON.stringify(await hooks(ana).list())).not.toContain('whsec');
    const next = await hooks(ana).rotateSecret({ id: made.webhook.id });
    expect(next.secret).not.toBe(made.secret);
    await hooks(ana).test({ id: made.webhook.id });
    await deliver();
    const [{ headers, body } = { headers: {}, body: '' }] = received;
    const signed = (secret: string) =>
      new Webhook(secret).sign(headers['webhook-id'] ?? '', new Date(Number(headers['webhook-timestamp']) * 1000), body);
    expect([signed(next.secret) === headers['webhook-signature'], signed(made.secret) === headers['webhook-signature']]).toEqual([
      true,
      false,
    ]);
  });

  it('are ten a person, part of their export without secrets, and nobody else’s', async () => {
    const made = [];
    for (let turn = 0; turn < 10; turn += 1) made.push((await create(ana)).webhook);
    await expect(create(ana)).rejects.toEqual(refusal('quota-used'));
    const id = made[0]?.id ?? '';
    const his = hooks(ben);
    expect((await his.list()).items).toEqual([]);
    for (const call of [
      () => his.deliveries({ id }),
      () => his.update({ id, enabled: false }),
      () => his.rotateSecret({ id }),
      () => his.test({ id }),
      () => his.remove({ id }),
    ])
      await expect(call()).rejects.toEqual(refusal('not-found'));
    const entries = [];
    for await (const entry of app.plans.personalData(ana.userId)) entries.push(entry);
    expect(entries.filter(({ section }) => section === 'webhooks')).toHaveLength(10);
    expect(JSON.stringify(entries)).not.toMatch(/whsec|"secret"/);
    expect(await hooks(ana).remove({ id })).toEqual({ id });
    await expect(hooks(ana).remove({ id })).rejects.toEqual(refusal('not-found'));
    const token = { ...ana, scopes: ['read', 'write'] as const };
    await expect(app.anyone(token).plans.webhooks.create({ url: address, events: EVERY })).rejects.toEqual(refusal('session-needed'));
  });
});
