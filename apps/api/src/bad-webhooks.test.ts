import { createHmac, randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { eventOf, signatureOf, startStripe, type TestStripe } from '@tripmaster/analytics/testing';
import { ENGINES } from '@tripmaster/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type Server } from './testing.ts';

const RESEND_KEY = Buffer.from('a secret of thirty-two bytes ok!');
const NAMES = ['__proto__', 'constructor', 'toString'];
const LONE = '\ud800';
const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

/** What strangers post where Stripe and Resend do, and what those might sign that nobody can keep: never a failure of ours. */
describe.each(ENGINES)('bad webhooks on %s', (engine) => {
  let server: Server;
  let stripe: TestStripe;
  beforeAll(async () => {
    stripe = await startStripe();
    server = await startServer(engine, {
      STRIPE_SECRET_KEY: stripe.secretKey,
      STRIPE_WEBHOOK_SECRET: stripe.webhookSecret,
      STRIPE_PRICE_MONTHLY: 'price_month',
      STRIPE_BASE_URL: stripe.baseUrl,
      RESEND_WEBHOOK_SECRET: `whsec_${RESEND_KEY.toString('base64')}`,
    });
  });
  afterAll(async () => {
    await server.stop();
    await stripe.stop();
  });

  const send = async (url: string, body: string | Buffer, headers: Record<string, string | string[]>) => {
    const payload = { method: 'POST', url, payload: body } as const;
    const response = await server.app.inject({ ...payload, headers: { 'content-type': 'application/json', ...headers } });
    return { status: response.statusCode, text: response.body };
  };
  const held = async () => {
    const { db } = server.application;
    const { inboundEvents, ledger, subscriptions, revenueDays } = db.tables;
    return Promise.all([inboundEvents, ledger, subscriptions, revenueDays].map((table) => db.read.select().from(table)));
  };
  const stripePost = (body: string | Buffer, signature?: string | string[], headers: Record<string, string> = {}) =>
    send('/webhooks/stripe', body, { ...headers, ...(signature === undefined ? {} : { 'stripe-signature': signature }) });

  it('of Stripe are taken by any of their signatures, and never by one that is none', async () => {
    const event = () => JSON.stringify(eventOf('customer.created', { id: 'cus_none' }, server.clock.ms));
    const [payload, other] = [event(), event()];
    const good = signatureOf(payload, server.clock.ms);
    const [time = '', hash = ''] = good.split(',');
    const [, foreign = ''] = signatureOf(other, server.clock.ms).split(',');
    const before = await held();
    for (const signature of [
      `${time},${foreign}`,
      `${time},v1=`,
      `${time},v1=${'0'.repeat(64)}`,
      `${time},${hash.toUpperCase()}`,
      `t=NaN,${hash}`,
      `t=,${hash}`,
      `t=1e9,${hash}`,
      `t=-1,${hash}`,
      `t=99999999999999999999,${hash}`,
      hash,
      't=1',
      ',,,===',
      `${time},v0=${hash.slice(3)}`,
      signatureOf(payload, server.clock.ms - 301_000),
      signatureOf(payload, server.clock.ms, 'whsec_guessed'),
      '__proto__=1,constructor=2',
      'x'.repeat(7_000),
    ])
      expect({ signature, status: (await stripePost(payload, signature)).status }).toEqual({ signature, status: 400 });
    expect((await stripePost(gzipSync(payload), good, { 'content-encoding': 'gzip' })).status).toBe(400);
    expect(await held()).toEqual(before);
    // As while a secret is changed: one of two is right. And the header twice, as proxies may join it.
    expect((await stripePost(payload, `${time},${foreign},${hash}`)).status).toBe(200);
    expect((await stripePost(other, [signatureOf(other, server.clock.ms), `${time},${hash}`])).status).toBe(200);
    // The same again changes nothing.
    const taken = await held();
    expect((await stripePost(payload, good)).status).toBe(200);
    expect(await held()).toEqual(taken);
  });

  it('of Stripe that are signed and odd are refused, not failed at', async () => {
    const at = server.clock.ms;
    const odd: object[] = [
      { ...eventOf('customer.created', {}, at), id: 'evt_\0' },
      { ...eventOf('customer.created', {}, at), id: `evt_${LONE}` },
      eventOf('invoice.paid', { id: 'in_\0', customer: 'cus_\0', amount_paid: 5, currency: 'eur' }, at),
      eventOf('invoice.paid', { id: 'in_a', customer: `cus_${LONE}`, amount_paid: 5, currency: 'eur' }, at),
      eventOf('charge.dispute.created', { id: 'du', amount: 5, currency: 'eur', status: '__proto__', charge: 'ch_\0', created: 1 }, at),
      eventOf('customer.subscription.updated', { id: 'sub_\0', status: 'active', customer: 'cus', items: { data: [] } }, at),
      eventOf(
        'checkout.session.completed',
        JSON.parse('{"id":"cs","mode":"payment","payment_status":"paid","metadata":{"__proto__":"x","product":"constructor"}}'),
        at,
      ),
      { ...eventOf('charge.refunded', {}, at), data: null },
      { ...eventOf('x', {}, at), created: 1e300 },
      { ...eventOf('x', {}, at), type: NAMES },
      [],
    ];
    for (const event of odd) {
      const payload = JSON.stringify(event);
      const { status } = await stripePost(payload, signatureOf(payload, at));
      expect({ payload, failed: status >= 500 }).toEqual({ payload, failed: false });
    }
    const nested = `{"id":"evt_deep","type":"x","created":1,"data":{"object":${deep(100_000)}}}`;
    expect((await stripePost(nested, signatureOf(nested, at))).status).toBeLessThan(500);
    expect((await held())[1]).toEqual([]);
  });

  it('of Resend are taken signed, once, and just now', async () => {
    const sign = (body: string, id: string, at: number) =>
      `v1,${createHmac('sha256', RESEND_KEY)
        .update(`${id}.${Math.floor(at / 1_000)}.${body}`)
        .digest('base64')}`;
    const post = (
      body: string,
      { id = `msg_${randomUUID()}`, at = server.clock.ms, signature = sign(body, id, at), type = 'application/json' } = {},
    ) =>
      send('/webhooks/resend', body, {
        'content-type': type,
        'svix-id': id,
        'svix-timestamp': String(Math.floor(at / 1_000)),
        'svix-signature': signature,
      });
    const bounced = (more: object = {}) =>
      JSON.stringify({
        type: 'email.bounced',
        created_at: new Date(server.clock.ms).toISOString(),
        data: { email_id: randomUUID(), to: ['a@example.com'], ...more },
      });
    const body = bounced();
    expect((await post(body, { signature: 'v1,AAAA' })).status).toBe(401);
    expect((await post(body, { signature: '' })).status).toBe(401);
    expect((await post(body, { at: server.clock.ms - 301_000 })).status).toBe(401);
    expect((await post(body, { at: server.clock.ms + 301_000 })).status).toBe(401);
    expect((await post(body, { id: 'a b' })).status).toBe(401);
    expect((await post(body, { type: 'text/plain' })).status).toBe(415);
    const id = `msg_${randomUUID()}`;
    expect((await post(body, { id, signature: `v1,AAAA v2,x ${sign(body, id, server.clock.ms)}` })).status).toBe(200);
    expect((await post(body, { id })).status).toBe(409);
    for (const odd of [
      bounced({ email_id: 'a\0b' }),
      bounced({ email_id: LONE }),
      bounced({ to: ['a\0b@example.com', LONE] }),
      bounced({ tags: { outbox: '\0' } }),
      bounced({ tags: { outbox: LONE } }),
      bounced({ tags: { outbox: '__proto__' } }),
      bounced({ bounce: 'x' }),
      JSON.stringify({ type: '__proto__', data: {} }),
      JSON.stringify({ type: 'constructor' }),
      JSON.stringify({ type: 'email.bounced', created_at: LONE, data: { email_id: 'x', to: [] } }),
      `{"type":"email.bounced","data":${deep(20_000)}}`,
      '[]',
    ]) {
      const { status, text } = await post(odd);
      expect({ odd: odd.slice(0, 90), failed: status >= 500 ? text : false }).toEqual({ odd: odd.slice(0, 90), failed: false });
    }
  });
});
