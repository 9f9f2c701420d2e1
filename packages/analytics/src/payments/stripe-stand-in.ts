import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { Stripe } from 'stripe';

/** What a form says, as nested as Stripe reads it: `metadata[person]=x`. */
export type Form = { [name: string]: string | Form };
export type Thing = { id: string; object: string; [name: string]: unknown };
export type Asked = { method: string; path: string; form: Form; idempotencyKey: string | undefined };

/** What Stripe would answer, instead of what was asked for: a failure to give out, or a connection that is cut. */
type Trouble = { status: number; error: { type: string; code?: string; message: string } } | 'cut';

const SECRET_KEY = 'sk_test_standin';
const WEBHOOK_SECRET = 'whsec_standin';

/** A server on this machine that speaks Stripe's protocol: forms in, JSON out, keys of idempotency, errors, signed events. */
export async function startStripe() {
  const things = new Map<string, Thing>();
  const answers = new Map<string, { hash: string; answer: { status: number; body: object } | undefined }>();
  const asked: Asked[] = [];
  const troubles: Trouble[] = [];
  let slowMs = 0;
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const baseUrl = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;

  function add(object: string, prefix: string, rest: Record<string, unknown>): Thing {
    const thing = {
      id: `${prefix}_${randomUUID().replaceAll('-', '')}`,
      object,
      created: Math.floor(Date.now() / 1000),
      livemode: false,
      ...rest,
    };
    things.set(thing.id, thing);
    return thing;
  }

  function made(method: string, path: string, form: Form): { status: number; body: object } {
    const [, , kind = '', id = '', act = ''] = path.split('/');
    if (method === 'POST' && path === '/v1/customers') return { status: 200, body: add('customer', 'cus', form) };
    if (method === 'POST' && path === '/v1/checkout/sessions') {
      const session = add('checkout.session', 'cs_test', { ...form, status: 'open', payment_status: 'unpaid' });
      return { status: 200, body: Object.assign(session, { url: `https://checkout.stripe.example/c/pay/${session.id}` }) };
    }
    if (method === 'GET' && path === '/v1/checkout/sessions') {
      const data = [...things.values()].filter(
        (thing) => thing.object === 'checkout.session' && thing['customer'] === form['customer'] && thing['status'] === form['status'],
      );
      return { status: 200, body: { object: 'list', data, has_more: false, url: path } };
    }
    if (method === 'POST' && path === '/v1/billing_portal/sessions')
      return {
        status: 200,
        body: add('billing_portal.session', 'bps', { ...form, url: `https://billing.stripe.example/p/${randomUUID()}` }),
      };
    const [, expiring] = /^\/v1\/checkout\/sessions\/(\w+)\/expire$/.exec(path) ?? [];
    if (method === 'POST' && expiring !== undefined) {
      const session = things.get(expiring);
      if (session !== undefined) return { status: 200, body: Object.assign(session, { status: 'expired', url: null }) };
    }
    const thing = act === '' && ['customers', 'subscriptions', 'charges', 'prices'].includes(kind) ? things.get(id) : undefined;
    if (thing === undefined)
      return refusal(404, { type: 'invalid_request_error', code: 'resource_missing', message: `No such thing: ${path}` });
    if (method === 'GET') return { status: 200, body: thing };
    things.delete(id);
    return { status: 200, body: { id, object: thing.object, deleted: true } };
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', baseUrl);
    const { method = '' } = request;
    const body = await text(request);
    const form = readForm(method === 'GET' ? url.search.slice(1) : body);
    const { 'idempotency-key': given } = request.headers;
    const key = method === 'POST' && typeof given === 'string' ? given : undefined;
    asked.push({ method, path: url.pathname, form, idempotencyKey: key });
    const say = ({ status, body: said }: { status: number; body: object }, headers: Record<string, string> = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', 'request-id': `req_${randomUUID()}`, ...headers });
      response.end(JSON.stringify(said));
    };
    if (request.headers.authorization !== `Bearer ${SECRET_KEY}`)
      return say(refusal(401, { type: 'invalid_request_error', message: 'Invalid API Key provided: sk_test_***' }));
    const isForm = request.headers['content-type'] === 'application/x-www-form-urlencoded';
    if (request.headers['stripe-version'] !== Stripe.API_VERSION || (method === 'POST' && !isForm))
      return say(refusal(400, { type: 'invalid_request_error', message: 'This is not how Stripe is asked.' }));
    const trouble = troubles.shift();
    if (trouble === 'cut') return void request.socket.destroy();
    if (trouble !== undefined) return say({ status: trouble.status, body: { error: trouble.error } });
    if (key === undefined) return say(made(method, url.pathname, form));
    const hash = createHash('sha256').update(`${url.pathname}\n${body}`).digest('hex');
    const before = answers.get(key);
    if (before !== undefined && before.hash !== hash)
      return say(
        refusal(400, { type: 'idempotency_error', message: 'Keys for idempotent requests can only be used with the same parameters.' }),
      );
    if (before !== undefined && before.answer === undefined)
      return say(
        refusal(409, { type: 'invalid_request_error', code: 'idempotency_key_in_use', message: 'There is another request with this key.' }),
      );
    if (before?.answer !== undefined) return say(before.answer, { 'idempotent-replayed': 'true' });
    const entry: { hash: string; answer: ReturnType<typeof made> | undefined } = { hash, answer: undefined };
    answers.set(key, entry);
    await new Promise((done) => setTimeout(done, slowMs));
    entry.answer = made(method, url.pathname, form);
    say(entry.answer);
  }

  return {
    baseUrl,
    secretKey: SECRET_KEY,
    webhookSecret: WEBHOOK_SECRET,
    things,
    asked,
    /** Puts a thing there, as if it had come about at Stripe. */
    put: (thing: Thing) => void things.set(thing.id, thing),
    /** The next questions fail so. */
    fail: (...next: Trouble[]) => void troubles.push(...next),
    /** Makes what has a key take its time, so that others come meanwhile. */
    slow: (ms: number) => void (slowMs = ms),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export type TestStripe = Awaited<ReturnType<typeof startStripe>>;

/** An event as Stripe posts it, `at` in milliseconds since 1970. */
export function eventOf(type: string, object: object, at: number, more: { id?: string; previous?: object } = {}) {
  return {
    id: more.id ?? `evt_${randomUUID().replaceAll('-', '')}`,
    object: 'event',
    api_version: Stripe.API_VERSION,
    created: Math.floor(at / 1000),
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type,
    data: { object, ...(more.previous === undefined ? {} : { previous_attributes: more.previous }) },
  };
}

/** The header that Stripe signs a body with. */
export function signatureOf(payload: string, at: number, secret: string = WEBHOOK_SECRET): string {
  return Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: Math.floor(at / 1000) });
}

/** The text of an event, and its signature. */
export function signed(event: object, at: number, secret?: string): { payload: string; signature: string } {
  const payload = JSON.stringify(event, undefined, 2);
  return { payload, signature: signatureOf(payload, at, secret) };
}

function refusal(status: number, error: Exclude<Trouble, 'cut'>['error']) {
  return { status, body: { error } };
}

function readForm(body: string): Form {
  const form: Form = {};
  for (const [name, value] of new URLSearchParams(body)) {
    const path = name.split(/\[|\]\[?/).filter((part) => part !== '');
    const last = path.pop();
    if (last === undefined) continue;
    let place = form;
    for (const part of path) {
      const inner = place[part];
      place = place[part] = typeof inner === 'object' ? inner : {};
    }
    place[last] = value;
  }
  return form;
}
