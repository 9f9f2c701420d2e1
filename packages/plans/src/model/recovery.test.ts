import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ModelConfig } from './client.ts';
import { retryAfter } from './failure.ts';
import {
  answerWith,
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

describe('recovery', { timeout: 30_000 }, () => {
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

describe('the fallback', { timeout: 30_000 }, () => {
  it('covers faults that are nobody’s idea, too', async () => {
    const broken = { propose: () => Promise.reject(new RangeError('a bug')) };
    const { notices } = await withFallback(broken, tools.catalogue).propose(tripOf(), {});
    expect(notices).toContainEqual({ code: 'model-unavailable', message: 'The model had a fault, so the built-in guide made this plan.' });
  });

  it('lets the caller’s own abort through at once, and ends the call to the model', async () => {
    let closed = false;
    const failures: unknown[] = [];
    const server = await serve((_, response) => {
      head(response).write(data(delta('{')));
      response.on('close', () => (closed = true));
    });
    const gone = new Error('the listener has gone');
    const abort = new AbortController();
    setTimeout(() => abort.abort(gone), 300);
    const started = performance.now();
    await expect(
      withFallback(tools.modelAt(server.url), tools.catalogue, (error) => failures.push(error)).propose(tripOf(), { signal: abort.signal }),
    ).rejects.toBe(gone);
    expect(performance.now() - started).toBeLessThan(3_000);
    expect(failures).toEqual([]);
    await expect.poll(() => closed).toBe(true);
  });
});
