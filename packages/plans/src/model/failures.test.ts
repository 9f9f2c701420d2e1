import type { ServerResponse } from 'node:http';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { planTrip } from '../itinerary/index.ts';
import { rulesHolding } from '../verify/index.ts';
import type { ModelConfig } from './client.ts';
import { ModelFailure, retryAfter } from './failure.ts';
import { chatEvents, kit, lisbonAnswer, responseEvents, sendError, sendEvents, startServer, tripOf, type Handler } from './testing.ts';
import { withFallback } from './with-fallback.ts';

let tools: Awaited<ReturnType<typeof kit>>;
let good: string;
beforeAll(async () => {
  tools = await kit();
  good = JSON.stringify(await lisbonAnswer());
});
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function serve(handler: Handler) {
  const server = await startServer(handler);
  open.push(server);
  return server;
}

/** The failure a proposal ends with, and what the server saw until then. */
async function failing(handler: Handler, config: Partial<ModelConfig> = {}) {
  const server = await serve(handler);
  const started = performance.now();
  const error = await tools
    .modelAt(server.url, { timeoutMs: 3_000, ...config })
    .propose(tripOf())
    .catch((reason: unknown) => reason);
  return { error, ms: performance.now() - started, seen: server.seen };
}

const answerWith = (path: string, response: ServerResponse, text: string, finish = 'stop'): void =>
  sendEvents(response, path.endsWith('/responses') ? responseEvents(text) : chatEvents(text, finish));
const head = (response: ServerResponse): ServerResponse => response.writeHead(200, { 'content-type': 'text/event-stream' });
const data = (event: unknown): string => `data: ${JSON.stringify(event)}\n\n`;
const responseEvent = (type: string, more: Record<string, unknown>) => ({ type, sequence_number: 1, ...more });
const delta = (text: string) =>
  responseEvent('response.output_text.delta', { item_id: 'm', output_index: 0, content_index: 0, delta: text });

type Case = { name: string; kind: string; tries: number; handler: Handler; api?: 'chat'; timeoutMs?: number };

/** Every way a model fails, and how often it is asked until that is settled. */
const CASES: Case[] = [
  { name: 'never answers', kind: 'timeout', tries: 1, timeoutMs: 400, handler: () => undefined },
  {
    name: 'stops in the middle and keeps the line',
    kind: 'timeout',
    tries: 1,
    timeoutMs: 400,
    handler: (_, response) => head(response).write(data(delta('{"places": ['))),
  },
  {
    name: 'keeps the line alive with comments',
    kind: 'timeout',
    tries: 1,
    timeoutMs: 400,
    handler: (_, response) => {
      head(response);
      const timer = setInterval(() => response.write(': keep-alive\n\n'), 20);
      response.on('close', () => clearInterval(timer));
    },
  },
  {
    name: 'answers 429 without Retry-After',
    kind: 'rate-limited',
    tries: 3,
    handler: (_, response) => sendError(response, 429, 'rate_limit_exceeded'),
  },
  {
    name: 'answers 429 with a long Retry-After',
    kind: 'rate-limited',
    tries: 1,
    handler: (_, response) => sendError(response, 429, 'rate_limit_exceeded', { 'retry-after': '60' }),
  },
  { name: 'has no money left', kind: 'rate-limited', tries: 1, handler: (_, response) => sendError(response, 429, 'insufficient_quota') },
  { name: 'answers 500', kind: 'server-error', tries: 3, handler: (_, response) => sendError(response, 500, 'server_error') },
  {
    name: 'answers 503 with HTML',
    kind: 'server-error',
    tries: 3,
    handler: (_, response) => response.writeHead(503, { 'content-type': 'text/html' }).end('<h1>busy</h1>'),
  },
  { name: 'refuses the key', kind: 'unauthorised', tries: 1, handler: (_, response) => sendError(response, 401, 'invalid_api_key') },
  { name: 'drops the connection', kind: 'unreachable', tries: 3, handler: (_, response) => response.destroy() },
  {
    name: 'drops the connection in the middle',
    kind: 'unreachable',
    tries: 3,
    handler: (_, response) => {
      head(response).write(data(delta('{"places": [')));
      setTimeout(() => response.destroy(), 20);
    },
  },
  {
    name: 'refuses',
    kind: 'refused',
    tries: 3,
    handler: (_, response) =>
      sendEvents(response, [
        responseEvent('response.refusal.delta', { item_id: 'm', output_index: 0, content_index: 0, delta: 'I cannot help.' }),
      ]),
  },
  {
    name: 'refuses in chat',
    kind: 'refused',
    tries: 3,
    api: 'chat',
    handler: (_, response) =>
      sendEvents(response, [
        {
          id: 'c',
          object: 'chat.completion.chunk',
          created: 1,
          model: 'm',
          choices: [{ index: 0, delta: { refusal: 'No.' }, finish_reason: null }],
        },
      ]),
  },
  {
    name: 'is filtered in chat',
    kind: 'refused',
    tries: 3,
    api: 'chat',
    handler: (_, response) => sendEvents(response, chatEvents('{', 'content_filter')),
  },
  {
    name: 'fails within the stream',
    kind: 'server-error',
    tries: 3,
    handler: (_, response) =>
      sendEvents(response, [
        responseEvent('response.failed', { response: { status: 'failed', output: [], error: { code: 'server_error', message: 'oops' } } }),
      ]),
  },
  {
    name: 'sends an error event',
    kind: 'rate-limited',
    tries: 3,
    handler: (_, response) =>
      sendEvents(response, [responseEvent('error', { code: 'rate_limit_exceeded', message: 'slow down', param: null })]),
  },
  {
    name: 'is incomplete',
    kind: 'truncated',
    tries: 3,
    handler: (_, response) =>
      sendEvents(response, [
        delta('{"places": [{"na'),
        responseEvent('response.incomplete', {
          response: { status: 'incomplete', output: [], incomplete_details: { reason: 'max_output_tokens' } },
        }),
      ]),
  },
  {
    name: 'reaches its length in chat',
    kind: 'truncated',
    tries: 3,
    api: 'chat',
    handler: (_, response) => sendEvents(response, chatEvents('{"places": [{"name": "Bel', 'length')),
  },
  {
    name: 'ends the stream before the answer',
    kind: 'truncated',
    tries: 3,
    handler: (_, response) => sendEvents(response, [delta('{"places": [{"na')]),
  },
  {
    name: 'completes with half of the JSON',
    kind: 'truncated',
    tries: 3,
    handler: ({ path }, response) => answerWith(path, response, good.slice(0, 900)),
  },
  {
    name: 'talks nonsense',
    kind: 'garbage',
    tries: 3,
    handler: ({ path }, response) => answerWith(path, response, 'Lisbon is lovely in May! Have a pastel de nata.'),
  },
  { name: 'says nothing', kind: 'garbage', tries: 3, handler: ({ path }, response) => answerWith(path, response, '') },
  {
    name: 'answers another shape',
    kind: 'garbage',
    tries: 3,
    handler: ({ path }, response) => answerWith(path, response, '{"places": {"a": 1}}'),
  },
  { name: 'breaks the protocol', kind: 'garbage', tries: 3, handler: (_, response) => head(response).end('data: {not json}\n\n') },
];

describe('failures', () => {
  it.each(CASES)(
    'a model that $name is “$kind” after $tries tries, within the deadline',
    async ({ kind, tries, handler, api, timeoutMs = 3_000 }) => {
      const { error, ms, seen } = await failing(handler, { timeoutMs, ...(api === undefined ? {} : { api }) });
      expect(error).toBeInstanceOf(ModelFailure);
      expect(error).toMatchObject({ kind });
      expect(seen).toHaveLength(tries);
      expect(ms).toBeLessThan(timeoutMs + 500);
    },
  );

  it('ends an endless answer, and an endless line, by their size', async () => {
    const flood =
      (piece: string): Handler =>
      (_, response) => {
        head(response);
        const pour = (): void => {
          while (!response.destroyed && response.write(piece));
        };
        response.on('drain', pour);
        pour();
      };
    for (const piece of [data(delta('word '.repeat(200))), 'x'.repeat(65_536), `: ${'x'.repeat(9_000)}\n`]) {
      const { error, ms } = await failing(flood(piece), { timeoutMs: 20_000 });
      expect(error).toMatchObject({ kind: 'garbage' });
      expect(ms).toBeLessThan(10_000);
    }
  });

  it('has one deadline for all cities together', async () => {
    const server = await serve(() => undefined);
    const destinations = ['Lisbon', 'Porto', 'Madrid', 'Évora', 'Seville', 'Barcelona'].map((name) => ({ name, nights: 1 }));
    const started = performance.now();
    await expect(
      tools.modelAt(server.url, { timeoutMs: 400 }).propose(tripOf({ destinations, dates: { start: '2027-05-10', end: '2027-05-16' } })),
    ).rejects.toMatchObject({ kind: 'timeout' });
    expect(performance.now() - started).toBeLessThan(1_200);
    expect(server.seen).toHaveLength(3);
  });

  it('cannot reach a server that is not there', async () => {
    const server = await startServer(() => undefined);
    await server.close();
    await expect(tools.modelAt(server.url).propose(tripOf())).rejects.toMatchObject({ kind: 'unreachable' });
  });
});

describe('recovery', () => {
  const lasts = async (handler: Handler, config: Partial<ModelConfig> = {}) => {
    const server = await serve(handler);
    const proposal = await tools.modelAt(server.url, config).propose(tripOf({ notes: 'SECRET NOTE' }));
    return { proposal, seen: server.seen };
  };

  it('tries again after 429 and 500, and waits as long as it is told', async () => {
    const times: number[] = [];
    const { proposal, seen } = await lasts(({ path }, response, count) => {
      times.push(performance.now());
      if (count === 1) sendError(response, 429, 'rate_limit_exceeded', { 'retry-after': '1' });
      else if (count === 2) sendError(response, 500, 'server_error');
      else answerWith(path, response, good);
    });
    expect(proposal.proposer).toBe('model');
    expect(seen).toHaveLength(3);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(990);
  });

  it('reads Retry-After as seconds, date or milliseconds', () => {
    const now = Date.parse('2026-11-23T10:00:00Z');
    expect(retryAfter(new Headers({ 'retry-after': '3' }), now)).toBe(3_000);
    expect(retryAfter(new Headers({ 'retry-after': 'Mon, 23 Nov 2026 10:00:05 GMT' }), now)).toBe(5_000);
    expect(retryAfter(new Headers({ 'retry-after': '1', 'retry-after-ms': '250' }), now)).toBe(250);
    expect(retryAfter(new Headers({ 'retry-after': 'soon' }), now)).toBeUndefined();
  });

  it.each([404, 405, 501])('goes over to chat completions where the Responses API answers %i', async (status) => {
    const { proposal, seen } = await lasts(({ path }, response) =>
      path.endsWith('/responses') ? sendError(response, status, 'not_found') : answerWith(path, response, good),
    );
    expect(seen.map(({ path }) => path)).toEqual(['/v1/responses', '/v1/chat/completions']);
    expect(proposal.usage).toEqual({ inputTokens: 900, outputTokens: 2_100 });
  });

  it('remembers how a server wants to be spoken to', async () => {
    const server = await serve(({ path, body }, response) =>
      path.endsWith('/responses') || 'response_format' in body
        ? sendError(response, path.endsWith('/responses') ? 404 : 400, 'unknown_parameter')
        : answerWith(path, response, `Here you are:\n\`\`\`json\n${good}\n\`\`\``),
    );
    const proposer = tools.modelAt(server.url, { model: 'llama' });
    await proposer.propose(tripOf());
    expect(server.seen).toHaveLength(3);
    await proposer.propose(tripOf());
    expect(server.seen).toHaveLength(4);
  });

  it('sends a strict schema, asks to keep nothing, and lets only thinkers think', async () => {
    const { seen } = await lasts(({ path }, response) => answerWith(path, response, good));
    expect(seen[0]?.body).toMatchObject({
      model: 'gpt-5-mini',
      stream: true,
      store: false,
      reasoning: { effort: 'low' },
      text: {
        format: {
          type: 'json_schema',
          strict: true,
          schema: { type: 'object', additionalProperties: false, required: ['currency', 'places'] },
        },
      },
    });
    const chat = await lasts(({ path }, response) => answerWith(path, response, good), { api: 'chat', model: 'llama-4' });
    expect(chat.seen[0]?.body).toMatchObject({
      stream: true,
      stream_options: { include_usage: true },
      response_format: { type: 'json_schema', json_schema: { strict: true } },
    });
    expect(chat.seen[0]?.body).not.toHaveProperty('reasoning_effort');
  });

  it('asks for less after an answer that broke off, and keeps the traveller’s words back after a refusal', async () => {
    const short = await lasts(({ path }, response, count) => answerWith(path, response, count === 1 ? good.slice(0, 500) : good));
    expect(short.seen.map(({ text }) => /Name (\d+) places/.exec(text)?.[1])).toEqual(['27', '14']);
    const shy = await lasts(({ path }, response, count) =>
      count === 1
        ? sendEvents(response, [
            responseEvent('response.refusal.done', { item_id: 'm', output_index: 0, content_index: 0, refusal: 'No.' }),
          ])
        : answerWith(path, response, good),
    );
    expect(shy.seen.map(({ text }) => text.includes('SECRET NOTE'))).toEqual([true, false]);
  });
});

describe('the fallback', () => {
  it.each([
    { handler: CASES[0]?.handler, timeoutMs: 400, message: 'The model did not answer in time, so the built-in guide made this plan.' },
    { handler: CASES[6]?.handler, timeoutMs: 3_000, message: 'The model had a fault, so the built-in guide made this plan.' },
    {
      handler: CASES.find(({ kind }) => kind === 'garbage')?.handler,
      timeoutMs: 3_000,
      message: 'The model’s answer could not be used, so the built-in guide made this plan.',
    },
  ])('makes the plan all the same: $message', async ({ handler, timeoutMs, message }) => {
    const server = await serve(handler ?? (() => undefined));
    const logged: unknown[] = [];
    const doc = await planTrip(
      tripOf(),
      withFallback(tools.modelAt(server.url, { timeoutMs }), tools.catalogue, (error) => logged.push(error)),
      tools.deps,
    );
    expect(doc.notices).toContainEqual({ code: 'model-unavailable', message });
    expect(doc.engine.proposer).toBe('catalogue');
    expect(doc.engine.model).toBeUndefined();
    expect(rulesHolding(doc.verification)).toBe(20);
    expect(logged).toHaveLength(1);
  });

  it('covers faults that are nobody’s idea, too', async () => {
    const broken = { propose: () => Promise.reject(new RangeError('a bug')) };
    const { notices } = await withFallback(broken, tools.catalogue).propose(tripOf(), {});
    expect(notices).toContainEqual({ code: 'model-unavailable', message: 'The model had a fault, so the built-in guide made this plan.' });
  });

  it('lets the caller’s own abort through at once, and ends the call to the model', async () => {
    let closed = false;
    const server = await serve((_, response) => {
      head(response).write(data(delta('{')));
      response.on('close', () => (closed = true));
    });
    const gone = new Error('the listener has gone');
    const abort = new AbortController();
    setTimeout(() => abort.abort(gone), 300);
    const started = performance.now();
    await expect(withFallback(tools.modelAt(server.url), tools.catalogue).propose(tripOf(), { signal: abort.signal })).rejects.toBe(gone);
    expect(performance.now() - started).toBeLessThan(1_500);
    await expect.poll(() => closed).toBe(true);
  });
});
