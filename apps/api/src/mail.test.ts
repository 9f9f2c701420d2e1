import { createHmac, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { ENGINES } from '@tripmaster/db/testing';
import { actorOf, contextOf, createCallerFactory } from '@tripmaster/rpc';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signUp, startServer, type Server } from './testing.ts';

const SECRET = `whsec_${randomBytes(24).toString('base64')}`;
const BASE_URL = 'https://trip.example';
type Headers = Record<string, string>;

describe.each(ENGINES)('ways in for mail on %s', (engine) => {
  let server: Server;
  let owner: string;
  beforeAll(async () => {
    server = await startServer(engine, { BASE_URL, RESEND_WEBHOOK_SECRET: SECRET });
    owner = await signUp(server, 'ana@example.com');
  });
  afterAll(() => server.stop());

  const db = () => server.application.db;
  const queue = (to: string) =>
    db().write((tx) =>
      server.application.mail.mailer.queue(tx, {
        kind: 'plan-invitation',
        to,
        inviter: null,
        trip: 'Lisbon',
        role: 'viewer',
        link: `${BASE_URL}/join#x`,
      }),
    );
  const waiting = async () =>
    (await server.application.mail.outbox.list({ state: 'waiting', kind: 'plan-invitation', limit: 100 })).items.length;
  const notifications = async () =>
    (await server.app.inject({ url: '/trpc/account.notifications.get', headers: { authorization: `Bearer ${owner}` } })).json().result.data;

  describe('a link that turns mails off', () => {
    /** As it stands in a mail to an account, or to an address without one. */
    const linkFor = async (address: string) => {
      await queue(address);
      // The link is read where a mail program reads it: in the file that the mail became.
      await server.application.mail.deliver();
      const seen: string[] = [];
      const folder = `${server.config.dataDir}/mail`;
      for (const name of await readdir(folder)) {
        const text = await readFile(`${folder}/${name}`, 'utf8');
        if (text.includes(`To: ${address}`)) seen.push(/^List-Unsubscribe: ?\s*<([^>]+)>/m.exec(text)?.[1] ?? '');
      }
      return new URL(seen.at(-1) ?? '').pathname;
    };
    const get = (url: string) => server.app.inject({ url, headers: { accept: 'text/html' } });
    const post = (url: string, headers: Headers = {}, payload = 'List-Unsubscribe=One-Click') =>
      server.app.inject({ method: 'POST', url, headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, payload });

    it('changes nothing when it is looked at, however often', async () => {
      const link = await linkFor('ana@example.com');
      for (let look = 0; look < 3; look += 1) {
        const page = await get(link);
        expect(page.statusCode).toBe(200);
        expect(page.body).toContain('Turn these mails off?');
        expect(page.body).not.toMatch(/ana@|<script|http-equiv/);
      }
      await server.app.inject({ method: 'HEAD', url: link });
      expect(await notifications()).toMatchObject({ planShared: true });
      const page = await get(link);
      expect(page.headers).toMatchObject({
        'cache-control': 'no-store',
        'x-robots-tag': 'noindex, nofollow',
        'content-security-policy': expect.stringContaining("form-action 'self'"),
      });
      expect((await get('/unsubscribe.css')).headers['content-type']).toContain('text/css');
    });

    it.each<[string, Headers, string]>([
      ['a mail program', {}, 'List-Unsubscribe=One-Click'],
      ['a mail program that sends a form', { 'content-type': 'multipart/form-data; boundary=x' }, '--x\r\n\r\n--x--\r\n'],
      ['a mail program that says nothing', { 'content-type': 'text/plain' }, ''],
      ['a page without a referrer', { origin: 'null', 'sec-fetch-site': 'same-origin' }, ''],
      ['a foreign page', { origin: 'https://mail.example', 'sec-fetch-site': 'cross-site' }, 'List-Unsubscribe=One-Click'],
    ])('works with one click by %s, and can be taken back', async (_, headers, payload) => {
      const link = await linkFor('ana@example.com');
      const done = await post(link, headers, payload);
      expect({ status: done.statusCode, off: done.body.includes('These mails are off') }).toEqual({ status: 200, off: true });
      expect(await notifications()).toMatchObject({ planShared: false, planReady: true, tripReminders: true });
      await queue('ana@example.com');
      expect(await waiting()).toBe(0);
      expect((await post(link, headers, payload)).statusCode).toBe(200);
      const undone = await post(`${link}/undo`, headers, payload);
      expect(undone.body).toContain('These mails are on again');
      expect(await notifications()).toMatchObject({ planShared: true });
    });

    it('is in the audit log without who pressed it, and only when something changed', async () => {
      const link = await linkFor('ana@example.com');
      const acts = async () =>
        (await db().read.select().from(db().tables.auditEvents)).filter(({ detail }) => detail['mails'] === 'planShared').length;
      const before = await acts();
      await post(link);
      await post(link);
      await post(`${link}/undo`);
      expect(await acts()).toBe(before + 2);
    });

    it('works for an address without an account, and for that address alone', async () => {
      const link = await linkFor('stranger@example.com');
      await post(link);
      expect((await get(link)).body).toContain('These mails are off');
      await queue('stranger@example.com');
      expect(await waiting()).toBe(0);
      await queue('other@example.com');
      expect(await waiting()).toBe(1);
      await server.application.mail.deliver();
    });

    it('goes on to work when the account is gone, and when it is used a year later', async () => {
      const token = await signUp(server, 'gone@example.com');
      const link = await linkFor('gone@example.com');
      const deleted = await server.app.inject({
        method: 'POST',
        url: '/trpc/account.delete',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        payload: JSON.stringify({ password: 'a long enough password' }),
      });
      expect(deleted.statusCode).toBe(200);
      server.clock.ms += 400 * 86_400_000;
      expect((await get(link)).body).toContain('These mails are off');
      expect((await post(link)).statusCode).toBe(200);
      expect((await post(`${link}/undo`)).statusCode).toBe(200);
      server.clock.ms -= 400 * 86_400_000;
    });

    it('is nothing when it was not made here', async () => {
      const before = await notifications();
      const link = await linkFor('ana@example.com');
      const foreign = [
        '/unsubscribe/x',
        `${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`,
        `/unsubscribe/${'A'.repeat(120)}`,
        '/unsubscribe/%00%ff',
      ];
      for (const url of foreign) {
        for (const answer of [await get(url), await post(url), await post(`${url}/undo`)]) {
          expect(answer.statusCode).toBeGreaterThanOrEqual(400);
          expect(answer.statusCode).toBeLessThan(500);
        }
      }
      expect((await post(link, {}, 'x'.repeat(40_000))).statusCode).toBe(413);
      expect(await notifications()).toEqual(before);
    });
  });

  describe('what Resend tells', () => {
    const body = (type: string, to: string, more: object = {}) =>
      JSON.stringify({ type, created_at: new Date(server.clock.ms).toISOString(), data: { email_id: 'e-1', to: [to], ...more } });
    let ids = 0;
    /** Signed by the convention's own library. */
    const signed = (payload: string, { id = `msg_${(ids += 1)}${engine}`, at = server.clock.ms, secret = SECRET } = {}): Headers => {
      const when = new Date(Math.floor(at / 1_000) * 1_000);
      return {
        'content-type': 'application/json',
        'svix-id': id,
        'svix-timestamp': String(when.getTime() / 1_000),
        'svix-signature': new Webhook(secret).sign(id, when, payload),
      };
    };
    const send = (payload: string, headers: Headers) => server.app.inject({ method: 'POST', url: '/webhooks/resend', headers, payload });
    const everything = async () =>
      JSON.stringify([
        await db().read.select().from(db().tables.mailSuppressions),
        await db().read.select().from(db().tables.inboundEvents),
      ]);

    it('stops mails to an address that came back', async () => {
      const payload = body('email.bounced', 'Lost <lost@example.com>', { bounce: { type: 'Permanent', subType: 'General', message: 'x' } });
      expect((await send(payload, signed(payload))).json()).toEqual({ status: 'taken' });
      await queue('lost@example.com');
      expect(await waiting()).toBe(0);
    });

    it('takes the old and the new secret’s signature side by side', async () => {
      const payload = body('email.complained', 'two@example.com');
      const headers = signed(payload);
      headers['svix-signature'] = `v1,${randomBytes(32).toString('base64')} v2,abc ${headers['svix-signature']}`;
      expect((await send(payload, headers)).statusCode).toBe(200);
    });

    it('refuses what is unsigned, stale, changed, replayed or garbage, and changes nothing', async () => {
      const payload = body('email.bounced', 'ben@example.com');
      const good = signed(payload);
      const without = (name: string) => Object.fromEntries(Object.entries(good).filter(([key]) => key !== name));
      const key = Buffer.from(SECRET.slice(6), 'base64');
      const before = await everything();
      const refused: [string, string, Headers][] = [
        ['no signature', payload, without('svix-signature')],
        ['no id', payload, without('svix-id')],
        ['no time', payload, without('svix-timestamp')],
        ['nothing', payload, { 'content-type': 'application/json' }],
        ['another secret', payload, signed(payload, { secret: `whsec_${randomBytes(24).toString('base64')}` })],
        ['another body', payload.replace('ben@', 'ana@'), good],
        ['another space', `${payload} `, good],
        ['another id', payload, { ...good, 'svix-id': 'msg_other' }],
        ['too old', payload, signed(payload, { at: server.clock.ms - 301_000 })],
        ['from the future', payload, signed(payload, { at: server.clock.ms + 302_000 })],
        ['a newer time', payload, { ...good, 'svix-timestamp': String(Math.floor(server.clock.ms / 1_000) + 60) }],
        ['a time that is none', payload, { ...good, 'svix-timestamp': 'NaN' }],
        ['an empty signature', payload, { ...good, 'svix-signature': 'v1,' }],
        ['a cut signature', payload, { ...good, 'svix-signature': (good['svix-signature'] ?? '').slice(0, -4) }],
        ['a signature without its version', payload, { ...good, 'svix-signature': (good['svix-signature'] ?? '').slice(3) }],
        [
          'the secret’s text as key',
          payload,
          {
            ...good,
            'svix-signature': `v1,${createHmac('sha256', SECRET).update(`${good['svix-id']}.${good['svix-timestamp']}.${payload}`).digest('base64')}`,
          },
        ],
        [
          'the body alone signed',
          payload,
          { ...good, 'svix-signature': `v1,${createHmac('sha256', key).update(payload).digest('base64')}` },
        ],
        ['no JSON', 'x', signed('x')],
        ['no object', '[]', signed('[]')],
        ['no data', '{"type":"email.bounced"}', signed('{"type":"email.bounced"}')],
        [
          'no moment',
          payload.replace(/"created_at":"[^"]+"/, '"created_at":"soon"'),
          signed(payload.replace(/"created_at":"[^"]+"/, '"created_at":"soon"')),
        ],
        ['nothing at all', '', signed('')],
        ['another type', payload, { ...good, 'content-type': 'text/plain' }],
      ];
      for (const [what, text, headers] of refused) {
        const { statusCode } = await send(text, headers);
        expect({ what, refused: statusCode >= 400 && statusCode < 500 }).toEqual({ what, refused: true });
      }
      expect(await everything()).toBe(before);
      expect((await send(payload, good)).statusCode).toBe(200);
      const after = await everything();
      expect((await send(payload, good)).statusCode).toBe(409);
      expect(await everything()).toBe(after);
      // Resend did not hear the answer and tells it again: that is fine, and nothing more happens.
      const again = signed(payload, { id: good['svix-id'] ?? '', at: server.clock.ms + 60_000 });
      expect((await send(payload, again)).json()).toEqual({ status: 'known' });
    });

    it('hears of other things without minding', async () => {
      const before = await everything();
      for (const type of ['email.opened', 'email.clicked', 'contact.created', 'toString', '__proto__']) {
        const payload = body(type, 'cleo@example.com');
        expect((await send(payload, signed(payload))).json()).toEqual({ status: 'ignored' });
      }
      expect(await everything()).toBe(before);
    });

    it('is not there without a secret', async () => {
      const bare = await startServer(engine, { BASE_URL });
      const payload = body('email.bounced', 'ben@example.com');
      expect((await bare.app.inject({ method: 'POST', url: '/webhooks/resend', headers: signed(payload), payload })).statusCode).toBe(404);
      await bare.stop();
    });
  });

  it('shows staff the outbox, lets administrators try again, on record, and is not there for others', async () => {
    const { router, limiter } = server.application;
    const as = (role: 'admin' | 'support' | 'traveller') =>
      createCallerFactory(router)(contextOf(actorOf('somebody', { role, secondFactor: true }), { limiter })).admin.mail;
    await server.application.mail.deliver();
    await queue('dead@example.com');
    const { mailOutbox, auditEvents } = db().tables;
    await db().write(async (tx) => void (await tx.update(mailOutbox).set({ dueAt: 8_640_000_000_000_000, problem: 'SMTP 550 RCPT TO' })));
    const { items } = await as('support').list({ state: 'dead' });
    expect(items).toMatchObject([{ kind: 'plan-invitation', state: 'dead', problem: 'SMTP 550 RCPT TO' }]);
    expect(JSON.stringify(items)).not.toContain('example');
    const id = items[0]?.id ?? '';
    for (const role of ['support', 'traveller'] as const) {
      await expect(as(role).retry({ id })).rejects.toThrow('There is nothing under this name.');
      await expect(as(role).retryAll()).rejects.toThrow('There is nothing under this name.');
    }
    await expect(as('traveller').list()).rejects.toThrow('There is nothing under this name.');
    expect(await as('admin').retry({ id })).toMatchObject({ id, state: 'waiting', attempts: 0 });
    await expect(as('admin').retry({ id })).rejects.toThrow('given up');
    expect(await as('admin').retryAll()).toEqual({ retried: 0 });
    const acts = (await db().read.select().from(auditEvents)).filter(({ action }) => action === 'admin.mails-retried');
    expect(acts.map(({ detail }) => detail)).toEqual([{ mail: id, kind: 'plan-invitation' }]);
    expect(await server.application.mail.deliver()).toBe(1);
  });
});
