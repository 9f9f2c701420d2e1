import { rulesHolding } from '@tripmaster/contracts';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { planTrip } from '../itinerary/index.ts';
import type { ModelConfig } from './client.ts';
import { ModelFailure, type FailureKind } from './failure.ts';
import {
  answerWith,
  chatEvents,
  data,
  delta,
  head,
  kit,
  lisbonAnswer,
  responseEvent,
  sendError,
  sendEvents,
  startServer,
  tripOf,
  type Handler,
} from './testing.ts';
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

/** The plan that is made all the same, the failure behind it, and what the server saw until then. */
async function failing(handler: Handler, config: Partial<ModelConfig> = {}) {
  const server = await serve(handler);
  const failures: unknown[] = [];
  let ms = 0;
  const started = performance.now();
  const proposer = withFallback(tools.modelAt(server.url, { timeoutMs: 3_000, ...config }), tools.catalogue, (error) => {
    ms = performance.now() - started;
    failures.push(error);
  });
  const doc = await planTrip(tripOf(), proposer, tools.deps);
  return { doc, failures, ms, seen: server.seen };
}

type Case = { name: string; kind: FailureKind; tries: number; handler: Handler; api?: 'chat'; timeoutMs?: number };

const SENTENCES: Record<FailureKind, string> = {
  timeout: 'The model did not answer in time',
  'rate-limited': 'The model has too much to do at the moment',
  refused: 'The model declined to answer',
  truncated: 'The model’s answer broke off',
  garbage: 'The model’s answer could not be used',
  unreachable: 'The model could not be reached',
  'server-error': 'The model had a fault',
  unauthorised: 'The model is not available',
  'over-budget': 'Today’s budget for the model is used up',
};

/** Every way a model fails, and how often it is asked until that is settled. */
const CASES: Case[] = [
  { name: 'never answers', kind: 'timeout', tries: 1, timeoutMs: 600, handler: () => undefined },
  {
    name: 'stops in the middle and keeps the line',
    kind: 'timeout',
    tries: 1,
    timeoutMs: 600,
    handler: (_, response) => head(response).write(data(delta('{"places": ['))),
  },
  {
    name: 'keeps the line alive with comments',
    kind: 'timeout',
    tries: 1,
    timeoutMs: 600,
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
  {
    name: 'sends us elsewhere',
    kind: 'unreachable',
    tries: 3,
    handler: ({ path }, response) => response.writeHead(307, { location: path }).end(),
  },
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

describe('failures', { timeout: 30_000 }, () => {
  it.each(CASES)(
    'a model that $name is “$kind” after $tries tries, within the deadline, and the plan is made without it',
    async ({ kind, tries, handler, api, timeoutMs = 3_000 }) => {
      const { doc, failures, ms, seen } = await failing(handler, { timeoutMs, ...(api === undefined ? {} : { api }) });
      expect(failures).toEqual([expect.any(ModelFailure)]);
      expect(failures).toMatchObject([{ kind }]);
      expect(seen).toHaveLength(tries);
      expect(ms).toBeLessThan(timeoutMs + 1_500);
      expect(doc.notices.filter(({ code }) => code === 'model-unavailable')).toEqual([
        { code: 'model-unavailable', message: `${SENTENCES[kind]}, so the built-in guide made this plan.` },
      ]);
      expect(doc.engine).toMatchObject({ proposer: 'catalogue' });
      expect(doc.engine).not.toHaveProperty('model');
      expect(rulesHolding(doc.verification)).toBe(20);
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
      const { failures, ms, seen } = await failing(flood(piece), { timeoutMs: 20_000 });
      expect(failures).toMatchObject([{ kind: 'garbage' }]);
      expect(seen).toHaveLength(1);
      expect(ms).toBeLessThan(10_000);
    }
  });

  it('has one deadline for all cities together', async () => {
    const server = await serve(() => undefined);
    const destinations = ['Lisbon', 'Porto', 'Madrid', 'Évora', 'Seville', 'Barcelona'].map((name) => ({ name, nights: 1 }));
    const started = performance.now();
    await expect(
      tools.modelAt(server.url, { timeoutMs: 600 }).propose(tripOf({ destinations, dates: { start: '2027-05-10', end: '2027-05-16' } })),
    ).rejects.toMatchObject({ kind: 'timeout' });
    expect(performance.now() - started).toBeLessThan(2_500);
    expect(server.seen).toHaveLength(3);
  });

  it('cannot reach a server that is not there', async () => {
    const server = await startServer(() => undefined);
    await server.close();
    await expect(tools.modelAt(server.url).propose(tripOf())).rejects.toMatchObject({ kind: 'unreachable' });
  });
});
