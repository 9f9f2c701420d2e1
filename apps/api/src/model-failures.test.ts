import { once } from 'node:events';
import { createServer, type Server as HttpServer, type ServerResponse } from 'node:http';
import type { Plan } from '@tripmaster/contracts';
import { ENGINES } from '@tripmaster/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type Server } from './testing.ts';

/** How the stand-in for a model's server fails; it speaks OpenAI's Responses protocol as far as it gets. */
const FAILURES: Readonly<Record<string, (response: ServerResponse) => void>> = {
  'never answers': () => undefined,
  'has too much to do': (response) => refuse(response, 429, 'rate_limit_exceeded', { 'retry-after': '30' }),
  'has a fault': (response) => refuse(response, 500, 'server_error'),
  'declines to answer': (response) => stream(response, [event('response.refusal.done', { ...PART, refusal: 'No.' }), completed('')]),
  'breaks off': (response) =>
    stream(response, [
      delta('{"currency":"EUR","places":[{"na'),
      event('response.incomplete', {
        response: { status: 'incomplete', output: [], incomplete_details: { reason: 'max_output_tokens' }, usage: USAGE },
      }),
    ]),
  'talks nonsense': (response) => stream(response, [delta('{"places": "everywhere"} and more'), completed('')]),
  'drops the line': (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(sse(delta('{"currency":"EUR","places":[')));
    setTimeout(() => response.destroy(), 5);
  },
};
const AT_ONCE = 50;

const USAGE = { input_tokens: 1_500, output_tokens: 4_000, total_tokens: 5_500 };
const PART = { item_id: 'm', output_index: 0, content_index: 0 };
const event = (type: string, more: object) => ({ type, sequence_number: 1, ...more });
const delta = (text: string) => event('response.output_text.delta', { ...PART, delta: text });
const completed = (text: string) =>
  event('response.completed', {
    response: {
      status: 'completed',
      output: [{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text }] }],
      usage: USAGE,
    },
  });
const sse = (one: { type: string }) => `event: ${one.type}\ndata: ${JSON.stringify(one)}\n\n`;

function stream(response: ServerResponse, events: { type: string }[]): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' }).end(events.map(sse).join(''));
}

function refuse(response: ServerResponse, status: number, code: string, headers: Record<string, string> = {}): void {
  response
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(JSON.stringify({ error: { message: 'no', type: 'error', code } }));
}

/** Three dollars and twelve for a million tokens: the longest answer is about 20 cents. */
const BUDGET = 6;
const MICROS = 1_000_000;

/** A city that no guide covers is quickly planned without a model: this is about the model. */
const trip = (turn: number) => ({
  destinations: [{ name: 'Évora' }],
  dates: { start: '2027-05-10', end: '2027-05-10' },
  travellers: { adults: 2, childrenAges: [] },
  notes: `zanzibar ${turn}`,
});

describe.each(ENGINES)('plans on %s, whatever the model does', (engine) => {
  let server: Server;
  let model: HttpServer;
  let manner: (response: ServerResponse) => void = () => undefined;
  let asked = 0;
  const logged: string[] = [];
  let tokens: string[] = [];
  beforeAll(async () => {
    model = createServer((request, response) => {
      asked += 1;
      request.resume();
      response.on('error', () => undefined);
      request.on('end', () => manner(response));
    }).listen(0, '127.0.0.1');
    await once(model, 'listening');
    const address = model.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    server = await startServer(
      engine,
      {
        OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`,
        OPENAI_TIMEOUT_SECONDS: '3',
        MODEL_PRICE_INPUT: '3',
        MODEL_PRICE_OUTPUT: '12',
        MODEL_BUDGET_DAILY: String(BUDGET),
        MODEL_BUDGET_USER_DAILY: String(BUDGET / 2),
        RATE_LIMIT_SCALE: '100',
        LOG_LEVEL: 'info',
      },
      { logStream: { write: (line: string) => logged.push(line) > 0 } },
    );
    // What only planning needs is loaded with the first plan: that is no part of a model's second.
    await nextDay();
    await post('plans.create', trip(0), tokens[0]);
  });
  afterAll(async () => {
    await server.stop();
    model.closeAllConnections();
    model.close();
  });

  const post = (path: string, payload: object, token?: string) =>
    server.app.inject({
      method: 'POST',
      url: `/trpc/${path}`,
      headers: { 'x-client': 'token', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
      payload,
    });

  /** A new day, with a new budget and three people who have just come. */
  async function nextDay(): Promise<void> {
    server.clock.ms += 86_400_000;
    const names = ['ana', 'ben', 'cleo'].map((name) => `${name}-${today()}@example.com`);
    const answers = await Promise.all(names.map((email) => post('auth.register', { email, password: 'a long enough password' })));
    tokens = answers.map((response) => response.json().result.data.session.accessToken);
  }

  /** Makes fifty plans at once, in turn for three people. */
  const fifty = (): Promise<{ status: number; plan: Plan | undefined }[]> =>
    Promise.all(
      Array.from({ length: AT_ONCE }, async (_, turn) => {
        const response = await post('plans.create', trip(turn), tokens[turn % tokens.length]);
        return { status: response.statusCode, plan: response.json().result?.data };
      }),
    );

  const codes = (made: { plan: Plan | undefined }[]) => new Set(made.flatMap(({ plan }) => plan?.notices.map(({ code }) => code) ?? []));
  const today = () => new Date(server.clock.ms).toISOString().slice(0, 10);
  async function books() {
    const { modelCalls, modelSpending } = server.application.db.tables;
    const { read } = server.application.db;
    const calls = (await read.select().from(modelCalls)).filter(({ at }) => at === server.clock.ms);
    const spending = (await read.select().from(modelSpending)).filter(({ day }) => day === today());
    return { calls, spending, cost: calls.reduce((sum, { costMicros }) => sum + costMicros, 0) };
  }

  it.each(Object.keys(FAILURES))(
    'makes twice fifty plans at once when it %s, and spends no more than there is',
    async (name) => {
      await nextDay();
      manner = FAILURES[name] ?? manner;
      asked = 0;
      const made = [...(await fifty()), ...(await fifty())];
      expect(made.filter(({ status, plan }) => status !== 200 || plan === undefined)).toEqual([]);
      const noted = made.filter(({ plan }) =>
        plan?.notices.some(({ code }) => code === 'model-unavailable' || code === 'model-budget-used'),
      );
      expect(noted).toHaveLength(2 * AT_ONCE);

      const { calls, spending, cost } = await books();
      expect(asked).toBeGreaterThan(0);
      // One whose time ran out on its way is in the books and never came.
      expect(calls.length).toBeGreaterThanOrEqual(asked);
      const everyone = spending.find(({ account }) => account === 'everyone')?.micros ?? 0;
      expect(everyone).toBe(cost);
      expect(cost).toBeLessThanOrEqual(BUDGET * MICROS);
      for (const { account, micros } of spending) {
        if (account === 'everyone') continue;
        expect(micros).toBeLessThanOrEqual((BUDGET / 2) * MICROS);
        expect(micros).toBe(calls.filter(({ userId }) => userId === account).reduce((sum, one) => sum + one.costMicros, 0));
      }
      if (name === 'has a fault' || name === 'has too much to do') {
        const refused = calls.filter(({ outcome }) => outcome === 'server-error' || outcome === 'rate-limited');
        expect(refused.filter(({ costMicros }) => costMicros > 0)).toEqual([]);
      } else expect(codes(made)).toContain('model-budget-used');
      expect(calls.every(({ planId, userId }) => planId !== null && userId !== null)).toBe(true);
    },
    60_000,
  );

  it('keeps a draft when the caller goes away before the plan is made', async () => {
    await nextDay();
    const abort = new AbortController();
    manner = () => abort.abort();
    const url = await server.app.listen({ port: 0, host: '127.0.0.1' });
    const headers = { 'x-client': 'token', authorization: `Bearer ${tokens[0]}`, 'content-type': 'application/json' };
    await expect(
      fetch(`${url}/trpc/plans.create`, { method: 'POST', headers, body: JSON.stringify(trip(1_000)), signal: abort.signal }),
    ).rejects.toThrow();
    const drafts = async () => (await (await fetch(`${url}/trpc/plans.drafts.list`, { headers })).json()).result.data.items;
    await expect.poll(drafts).toMatchObject([{ request: { notes: 'zanzibar 1000' }, reason: 'aborted' }]);
    expect((await books()).calls).toMatchObject([{ outcome: 'stopped' }]);
  });

  it('leaves none of the travellers’ words in the books or in the log', async () => {
    const { modelCalls, modelSpending } = server.application.db.tables;
    const { read } = server.application.db;
    const rows = [await read.select().from(modelCalls), await read.select().from(modelSpending)];
    expect(JSON.stringify(rows)).not.toMatch(/zanzibar|vora/);
    expect(logged.length).toBeGreaterThan(0);
    expect(logged.join('')).not.toMatch(/zanzibar|vora/);
    expect(logged.filter((line) => line.includes('"status":5'))).toEqual([]);
  });
});
