import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AlertRule } from '@tripmaster/contracts';
import { newSealingKey, sealer } from '@tripmaster/db';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { firstTry } from '@tripmaster/jobs/testing';
import type { Jobs } from '@tripmaster/jobs';
import type { Mail } from '@tripmaster/mail';
import { actorOf, type AuditEntry, type ToPeople } from '@tripmaster/rpc';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { alertsRepo } from './alerts.repo.ts';
import { alertsService } from './alerts.service.ts';
import { measures, type QueueState } from './measures.ts';
import { serverMinutes } from './server-minutes.ts';

const MINUTE_MS = 60_000;
const admin = actorOf('ada', { role: 'admin', secondFactor: true });
const rule = (more: Partial<AlertRule> = {}): AlertRule => ({
  name: 'Errors',
  metric: 'error-rate',
  when: 'above',
  threshold: 5,
  clearAt: 1,
  windowMinutes: 2,
  forMinutes: 0,
  channels: [{ kind: 'mail' }],
  enabled: true,
  ...more,
});

/** A server that takes whatever it is sent, or refuses it. */
async function receiver() {
  const got: { path: string | undefined; headers: IncomingHttpHeaders; body: string }[] = [];
  const state = { status: 204 };
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      got.push({ path: request.url, headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(state.status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return { url: `http://127.0.0.1:${port}`, got, state, close: () => server.close() };
}

/** Posts for real; what it may reach is not the matter here. */
const toPeople: ToPeople = {
  fault: (address) => (address.includes('private') ? 'leads to a private network' : undefined),
  post: async (address, { headers, body }) => ({ status: (await fetch(address, { method: 'POST', headers, body })).status }),
  newSecret: () => 'whsec_test',
  signed: (secret, { id, body }) => ({
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-signature': `${secret} ${body.length}`,
  }),
};

describe.each(ENGINES)('alerts on %s', (engine) => {
  let test: TestDatabase;
  const clock = { ms: 0 };
  const outside: { mail: QueueState; jobs: QueueState; disk: number } = { mail: { dead: 0 }, jobs: { dead: 0 }, disk: 0.5 };
  const mails: Mail[] = [];
  const queued: (() => Promise<void>)[] = [];
  const audited: AuditEntry[] = [];
  beforeEach(async () => {
    test = await openTestDatabase(engine);
    clock.ms = Date.UTC(2027, 4, 17, 14, 3);
    Object.assign(outside, { mail: { dead: 0 }, jobs: { dead: 0 }, disk: 0.5 });
    for (const kept of [mails, queued, audited]) kept.length = 0;
    const person = { status: 'active' as const, createdAt: 1, updatedAt: 1 };
    await test.db.write(
      async (tx) =>
        void (await tx.insert(test.db.tables.users).values([
          { ...person, id: 'ada', email: 'ada@example.com', role: 'admin' },
          { ...person, id: 'ben', email: 'ben@example.com', role: 'traveller' },
          { ...person, id: 'ida', email: 'ida@example.com', role: 'admin', notifications: { alerts: false } },
          { ...person, id: 'eva', email: 'eva@example.com', role: 'admin', status: 'suspended' },
        ])),
    );
  });
  afterEach(() => test.remove());

  function start() {
    const { db } = test;
    const now = () => clock.ms;
    const repo = alertsRepo(db);
    const key = newSealingKey();
    const looks = measures({
      reader: db.read,
      repo,
      now,
      outside: {
        mail: async () => outside.mail,
        jobs: async () => outside.jobs,
        diskUsed: async () => outside.disk,
        backupAge: async () => 1,
      },
    });
    const jobs: Jobs = {
      enqueue: async (_, kind, data) => {
        queued.push(async () => {
          const handler = alerts.jobs.find(({ kind: { name } }) => name === kind.name);
          await handler?.run(JSON.parse(JSON.stringify(data)), firstTry(db));
        });
      },
    };
    const alerts = alertsService({
      db,
      repo,
      measures: looks,
      jobs,
      mailer: { queue: async (_, mail) => void mails.push(mail) },
      sealer: sealer(() => [key]),
      toPeople,
      audit: { record: async (_, entry) => void audited.push(entry) },
      baseUrl: 'https://trip.example',
      now,
    });
    const check = async () => {
      const [look] = alerts.jobs;
      await look?.run({}, firstTry(db));
    };
    return { alerts, check, repo, minutes: (node: string) => serverMinutes({ db, repo, node, now }) };
  }

  /** Two nodes answer so many requests in the minute that is now over. */
  async function answer({ minutes }: ReturnType<typeof start>, good: number, bad: number) {
    const nodes = [minutes('one'), minutes('two')];
    for (let count = 0; count < good; count += 1) nodes[count % 2]?.observe(200, 20);
    for (let count = 0; count < bad; count += 1) nodes[count % 2]?.observe(503, 900);
    clock.ms += MINUTE_MS;
    for (const node of nodes) await node.flush();
  }

  it('tells every administrator once when a metric of all nodes goes past its bound, and once when it is back', async () => {
    const app = start();
    const { alert } = await app.alerts.set(admin, { rule: rule() });
    await answer(app, 90, 10);
    await app.check();
    await app.check();
    expect(mails).toMatchObject([
      { kind: 'alert', to: 'ada@example.com', state: 'firing', value: '10 % in the last 2 minutes', limit: 'above 5 %' },
    ]);
    expect((await app.alerts.list()).items).toMatchObject([{ id: alert.id, state: 'firing', value: 10 }]);
    await answer(app, 90, 0);
    await answer(app, 90, 2);
    await app.check();
    expect(mails).toHaveLength(1);
    await answer(app, 90, 0);
    await answer(app, 90, 0);
    await app.check();
    expect(mails).toMatchObject([{ state: 'firing' }, { state: 'over' }]);
    expect((await app.alerts.history({ id: alert.id })).items).toMatchObject([
      { kind: 'over' },
      { kind: 'fired', value: 10, silenced: false },
    ]);
  });

  it('fires once when two nodes look at the same time', async () => {
    const [one, two] = [start(), start()];
    const { alert } = await one.alerts.set(admin, { rule: rule({ metric: 'dead-jobs', threshold: 0, clearAt: 0 }) });
    outside.jobs = { dead: 3 };
    await Promise.all([one.check(), two.check(), one.check()]);
    // What this test gathers of mails does not come back with a transaction that is tried again; what is stored does.
    expect((await one.alerts.history({ id: alert.id })).items).toMatchObject([{ kind: 'fired' }]);
  });

  it('tells by webhook, signed, and by ntfy, in any writing, and says when it was not taken', async () => {
    const { url, got, state, close } = await receiver();
    try {
      const app = start();
      const channels: AlertRule['channels'] = [
        { kind: 'webhook', url: `${url}/hook` },
        { kind: 'ntfy', url: `${url}/Ωtopic` },
      ];
      await expect(app.alerts.set(admin, { rule: rule({ channels }) })).rejects.toMatchObject({ code: 'invalid-input' });
      const good: AlertRule['channels'] = [
        { kind: 'webhook', url: `${url}/hook` },
        { kind: 'ntfy', url: `${url}/base/topic` },
      ];
      const { alert, secret } = await app.alerts.set(admin, {
        rule: rule({ name: 'Mails: 東京', metric: 'mail-age', threshold: 60, clearAt: 1, channels: good }),
        token: 'tk_1',
      });
      expect(secret).toBe('whsec_test');
      outside.mail = { dead: 0, oldestDueAt: clock.ms - 90_000 };
      await app.check();
      for (const run of queued.splice(0)) await run();
      const [hook, topic] = got;
      expect(hook).toMatchObject({ path: '/hook', headers: { 'webhook-signature': `whsec_test ${hook?.body.length}` } });
      expect(JSON.parse(hook?.body ?? '')).toMatchObject({
        type: 'alert.fired',
        data: { alert: alert.id, name: 'Mails: 東京', value: 90 },
      });
      expect(topic).toMatchObject({ path: '/base/', headers: { authorization: 'Bearer tk_1' } });
      expect(JSON.parse(topic?.body ?? '')).toMatchObject({
        topic: 'topic',
        title: 'Alert: Mails: 東京',
        priority: 4,
        click: `https://trip.example/admin/alerts?rule=${alert.id}`,
      });

      state.status = 500;
      expect(await app.alerts.test(admin, alert.id)).toEqual({
        channels: [
          { kind: 'webhook', ok: false, problem: 'Error 500' },
          { kind: 'ntfy', ok: false, problem: 'Error 500' },
        ],
      });
      outside.mail = { dead: 0 };
      await app.check();
      const [first] = queued.splice(0);
      await expect(first?.()).rejects.toThrow('not taken');
      expect((await app.alerts.list()).items[0]?.problem).toBe('webhook: Error 500');
      state.status = 200;
      await first?.();
      expect((await app.alerts.list()).items[0]?.problem).toBeUndefined();
    } finally {
      close();
    }
  });

  it('takes a token to no server that it was not given for, and nothing to a place that is no longer told', async () => {
    const [mine, other] = [await receiver(), await receiver()];
    try {
      const app = start();
      const to = (url: string): AlertRule => rule({ metric: 'dead-jobs', threshold: 0, clearAt: 0, channels: [{ kind: 'ntfy', url }] });
      const { alert } = await app.alerts.set(admin, { rule: to(`${mine.url}/topic`), token: 'tk_1' });
      outside.jobs = { dead: 3 };
      await app.check();
      await app.alerts.set(admin, { id: alert.id, version: 1, rule: to(`${mine.url}/another`) });
      await app.alerts.test(admin, alert.id);
      expect(mine.got.map(({ headers }) => headers.authorization)).toEqual(['Bearer tk_1']);
      await app.alerts.set(admin, { id: alert.id, version: 2, rule: to(`${other.url}/topic`) });
      await app.alerts.test(admin, alert.id);
      for (const run of queued.splice(0)) await run();
      expect(mine.got).toHaveLength(1);
      expect(other.got.map(({ headers }) => headers.authorization)).toEqual([undefined]);
      await app.alerts.set(admin, { id: alert.id, version: 3, rule: to(`${other.url}/topic`), token: 'tk_2' });
      await app.alerts.test(admin, alert.id);
      expect(other.got.map(({ headers }) => headers.authorization)).toEqual([undefined, 'Bearer tk_2']);
    } finally {
      mine.close();
      other.close();
    }
  });

  it('tells nobody while it is silenced, and of what still fires afterwards', async () => {
    const app = start();
    const { alert } = await app.alerts.set(admin, { rule: rule({ metric: 'disk-used', threshold: 90, clearAt: 80 }) });
    await app.alerts.silence(admin, alert.id, new Date(clock.ms + 10 * MINUTE_MS).toISOString());
    outside.disk = 0.95;
    await app.check();
    expect(mails).toEqual([]);
    expect((await app.alerts.history({ id: alert.id })).items).toMatchObject([{ kind: 'fired', silenced: true, told: [] }]);
    clock.ms += 11 * MINUTE_MS;
    await app.check();
    await app.check();
    expect(mails).toHaveLength(1);
    expect((await app.alerts.history({ id: alert.id })).items).toMatchObject([{ kind: 'fired', told: [{ channel: 'mail', people: 1 }] }]);
  });

  it('keeps what fired, how bad it got, for how long, and who was told by what', async () => {
    const { url, state, close } = await receiver();
    try {
      const app = start();
      const channels: AlertRule['channels'] = [{ kind: 'mail' }, { kind: 'webhook', url: `${url}/hook` }];
      const { alert } = await app.alerts.set(admin, { rule: rule({ metric: 'dead-jobs', threshold: 0, clearAt: 0, channels }) });
      const { alert: other } = await app.alerts.set(admin, { rule: rule({ name: 'Disk', metric: 'disk-used', threshold: 90 }) });
      for (const dead of [2, 7, 3]) {
        outside.jobs = { dead };
        await app.check();
        clock.ms += MINUTE_MS;
      }
      const { host } = new URL(url);
      const fired = async () => (await app.alerts.history({ kind: 'fired' })).items;
      const mail = { channel: 'mail', people: 1, state: 'taken' };
      const hook = { channel: 'webhook', host };
      expect(await fired()).toMatchObject([
        { alert: alert.id, rule: { name: 'Errors' }, value: 2, worst: 7, told: [mail, { ...hook, state: 'waiting' }] },
      ]);
      expect((await fired())[0]?.overAt).toBeUndefined();
      state.status = 500;
      const [first] = queued.splice(0);
      await expect(first?.()).rejects.toThrow('not taken');
      expect((await fired())[0]?.told).toEqual([mail, { ...hook, state: 'refused', problem: 'Error 500' }]);
      state.status = 204;
      await first?.();
      expect((await fired())[0]?.told).toEqual([mail, { ...hook, state: 'taken' }]);

      outside.jobs = { dead: 0 };
      outside.disk = 0.97;
      await app.check();
      expect((await fired())[1]).toMatchObject({ alert: alert.id, overAt: new Date(clock.ms).toISOString() });
      // What was kept stays as it was when the rule is changed; what fires meanwhile begins anew.
      const disk = rule({ name: 'Disk, more', metric: 'disk-used', threshold: 95 });
      await app.alerts.set(admin, { id: other.id, version: 1, rule: disk });
      const { items, nextCursor = '' } = await app.alerts.history({ limit: 2 });
      expect(items).toMatchObject([
        { alert: other.id, kind: 'reset', rule: { name: 'Disk, more' }, told: [] },
        { alert: other.id, kind: 'fired', rule: { name: 'Disk', threshold: 90 }, value: 97, overAt: new Date(clock.ms).toISOString() },
      ]);
      expect((await app.alerts.history({ cursor: nextCursor })).items).toMatchObject([{ kind: 'over' }, { kind: 'fired' }]);
      expect((await app.alerts.history({ id: other.id })).items).toHaveLength(2);
    } finally {
      close();
    }
  });

  it('goes on when one metric can’t be measured, and says so', async () => {
    const app = start();
    await app.alerts.set(admin, { rule: rule({ name: 'Broken', metric: 'disk-used' }) });
    await app.alerts.set(admin, { rule: rule({ metric: 'dead-jobs', threshold: 0, clearAt: 0 }) });
    outside.disk = Number.NaN;
    outside.jobs = { dead: 1 };
    await app.check();
    expect(mails).toHaveLength(1);
    expect((await app.alerts.list()).items.map(({ value }) => value)).toEqual([undefined, 1]);
    const { metrics, server } = await app.alerts.measures();
    expect(metrics.find(({ metric }) => metric === 'disk-used')).toEqual({ metric: 'disk-used' });
    expect(server).toHaveLength(144);
  });

  it('goes on when one rule is of another release, and when what was answered can’t be read', async () => {
    const app = start();
    const { alert } = await app.alerts.set(admin, { rule: rule({ name: 'Old' }) });
    await app.alerts.set(admin, { rule: rule({ metric: 'dead-jobs', threshold: 0, clearAt: 0 }) });
    const { alertRules } = test.db.tables;
    const broken = { rule: JSON.parse(JSON.stringify(rule()).replace('error-rate', 'toString')) };
    await test.db.write(async (tx) => void (await tx.update(alertRules).set(broken).where(eq(alertRules.id, alert.id))));
    outside.jobs = { dead: 1 };
    await app.check();
    expect(mails).toHaveLength(1);
    await test.raw('alter table server_minutes rename to gone');
    const { metrics, server } = await app.alerts.measures();
    expect(metrics.find(({ metric }) => metric === 'dead-jobs')).toEqual({ metric: 'dead-jobs', value: 1 });
    expect(server).toEqual([]);
  });

  it('is changed by the first of two administrators, and the other is told', async () => {
    const app = start();
    const { alert } = await app.alerts.set(admin, { rule: rule() });
    const change = (name: string) => app.alerts.set(admin, { id: alert.id, version: 1, rule: rule({ name }) });
    const outcomes = await Promise.allSettled([change('A'), change('B')]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
    expect(audited.map(({ action }) => action)).toEqual(['admin.alert-set', 'admin.alert-set']);
  });

  it('shows the secret of webhooks once: when a rule has the first of them', async () => {
    const app = start();
    const { alert, secret } = await app.alerts.set(admin, { rule: rule() });
    expect(secret).toBeUndefined();
    const hooked = rule({ channels: [{ kind: 'webhook', url: 'https://hook.example' }] });
    expect((await app.alerts.set(admin, { id: alert.id, version: 1, rule: hooked })).secret).toBe('whsec_test');
    expect((await app.alerts.set(admin, { id: alert.id, version: 2, rule: hooked })).secret).toBeUndefined();
  });

  it('leads nowhere private, keeps its secrets sealed, and ends with its history', async () => {
    const app = start();
    const to = (url: string) => app.alerts.set(admin, { rule: rule({ channels: [{ kind: 'webhook', url }] }), token: 'tk_s3cret' });
    await expect(to('http://private.example')).rejects.toMatchObject({ details: { fields: [{ path: 'rule.channels.0.url' }] } });
    const { alert } = await to('https://hook.example');
    expect(JSON.stringify(await test.raw('select * from alert_rules'))).not.toMatch(/tk_s3cret|whsec_test/);
    await app.alerts.remove(admin, alert.id);
    await expect(app.alerts.remove(admin, alert.id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(app.alerts.history({ id: alert.id })).rejects.toMatchObject({ code: 'not-found' });
  });
});
