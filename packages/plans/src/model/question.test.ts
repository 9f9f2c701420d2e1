import type { Payer } from '../itinerary/types.ts';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AnswerCache, ModelCall, ModelLedger, Reservation } from './accounts.ts';
import { MOST_TOKENS, type ModelConfig } from './client.ts';
import {
  answerWith,
  chatEvents,
  data,
  delta,
  head,
  kit,
  lisbonAnswer,
  responseEvent,
  responseEvents,
  sendError,
  sendEvents,
  startServer,
  tripOf,
  type Handler,
} from './testing.ts';

const ANA: Payer = { userId: 'ana', planId: 'plan-1' };
const BEN: Payer = { userId: 'ben', planId: 'plan-2' };
/** Ten dollars a million tokens out, one in. */
const PRICES = { input: 1, output: 10 };

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

/** Books and earlier answers in memory, and a model that behaves as `handler` does. */
async function desk(handler: Handler, { left = Infinity, ...config }: Partial<ModelConfig> & { left?: number } = {}) {
  const server = await startServer(handler);
  open.push(server);
  const calls: ModelCall[] = [];
  const reserved: number[] = [];
  const settled: (Reservation | undefined)[] = [];
  const ledger: ModelLedger = {
    reserve: async (_, micros) => {
      reserved.push(micros);
      return micros > left ? undefined : { day: '2026-11-23', micros };
    },
    book: async (call, reservation) => {
      calls.push(call);
      settled.push(reservation);
    },
  };
  const kept = new Map<string, string>();
  const owners: (string | undefined)[] = [];
  const cache: AnswerCache = {
    find: async (hash) => kept.get(hash),
    keep: async (hash, answer, ownerId) => {
      kept.set(hash, answer);
      owners.push(ownerId);
    },
  };
  const trouble: unknown[] = [];
  const proposer = tools.modelAt(
    server.url,
    { prices: PRICES, timeoutMs: 2_000, ...config },
    { ledger, cache, onTrouble: (error) => trouble.push(error) },
  );
  const propose = (payer: Payer | undefined, input: Parameters<typeof tripOf>[0] = {}) =>
    proposer.propose(tripOf(input), payer === undefined ? {} : { payer });
  return { propose, proposer, server, calls, reserved, settled, kept, owners, ledger, cache, trouble };
}

const answers: Handler = ({ path }, response) => answerWith(path, response, good);

describe('the books', { timeout: 30_000 }, () => {
  it('hold what each question cost, for whom and for which plan, and none of its words', async () => {
    const { propose, calls, reserved, settled } = await desk(answers);
    await propose(ANA, { notes: 'SECRET NOTE' });
    expect(calls).toEqual([
      {
        payer: ANA,
        model: 'gpt-5-mini',
        promptVersion: 'places-1',
        usage: { inputTokens: 1_200, outputTokens: 3_400 },
        costMicros: 35_200,
        outcome: 'answered',
      },
    ]);
    expect(reserved[0]).toBeGreaterThan(MOST_TOKENS * 10 + 1_200);
    expect(settled).toEqual([{ day: '2026-11-23', micros: reserved[0] }]);
    expect(JSON.stringify(calls)).not.toContain('SECRET');
  });

  it('count by its length an answer whose cost the server does not say', async () => {
    const { propose, calls } = await desk(
      (_, response) =>
        sendEvents(
          response,
          chatEvents(good).filter((event) => !('usage' in event)),
        ),
      { api: 'chat' },
    );
    await propose(ANA);
    expect(calls[0]?.usage.outputTokens).toBe(Math.ceil(Buffer.byteLength(good) / 3));
    expect(calls[0]?.usage.inputTokens).toBeGreaterThan(1_000);
  });

  it.each([
    {
      name: 'breaks in the middle',
      handler: (_: unknown, response: Parameters<Handler>[1]) => {
        head(response).write(data(delta('{"places": [')));
        setTimeout(() => response.destroy(), 20);
      },
    },
    { name: 'never comes', handler: () => undefined, timeoutMs: 300 },
    {
      name: 'is refused on the way',
      handler: (_: unknown, response: Parameters<Handler>[1]) =>
        sendEvents(response, [
          responseEvent('response.refusal.delta', { item_id: 'm', output_index: 0, content_index: 0, delta: 'I cannot help.' }),
        ]),
    },
  ])('count an answer that $name as the longest there may be', async ({ handler, ...config }) => {
    const { propose, calls, reserved } = await desk(handler, config);
    await expect(propose(ANA)).rejects.toThrow();
    expect(calls).toHaveLength(reserved.length);
    for (const [index, { usage, costMicros, outcome }] of calls.entries()) {
      expect(usage.outputTokens).toBe(MOST_TOKENS);
      expect(costMicros).toBe(reserved[index]);
      expect(outcome).not.toBe('answered');
    }
  });

  it('believe the server what a failed answer cost, and count an HTTP refusal as nothing', async () => {
    const { propose, calls } = await desk((_, response, count) => {
      if (count === 1) return sendError(response, 500, 'server_error');
      if (count === 2)
        return sendEvents(response, [
          responseEvent('response.incomplete', {
            response: {
              status: 'incomplete',
              output: [],
              incomplete_details: { reason: 'max_output_tokens' },
              usage: { input_tokens: 1_100, output_tokens: 16_000, total_tokens: 17_100 },
            },
          }),
        ]);
      return sendEvents(response, responseEvents('no JSON at all'));
    });
    await expect(propose(ANA)).rejects.toMatchObject({ kind: 'garbage' });
    expect(calls.map(({ outcome, usage }) => [outcome, usage.inputTokens, usage.outputTokens])).toEqual([
      ['server-error', 0, 0],
      ['truncated', 1_100, 16_000],
      ['garbage', 1_200, 3_400],
    ]);
  });

  it('count nothing where no server was reached, and everything where the caller went away', async () => {
    const { propose, server, calls } = await desk(answers);
    open.splice(0);
    await server.close();
    await expect(propose(ANA)).rejects.toMatchObject({ kind: 'unreachable' });
    expect(calls.map(({ outcome, costMicros }) => [outcome, costMicros])).toEqual(Array.from({ length: 3 }, () => ['unreachable', 0]));

    const slow = await desk((_, response) => void head(response).write(data(delta('{'))));
    const abort = new AbortController();
    setTimeout(() => abort.abort(new Error('gone')), 100);
    await expect(slow.proposer.propose(tripOf(), { payer: ANA, signal: abort.signal })).rejects.toThrow('gone');
    expect(slow.calls).toMatchObject([{ outcome: 'stopped', usage: { outputTokens: MOST_TOKENS } }]);
  });

  it('do not believe counts that make no sense', async () => {
    for (const tokens of [-1, 1e12, 0.5, 'many', null]) {
      const { propose, calls } = await desk((_, response) =>
        sendEvents(
          response,
          responseEvents(good).map((event) =>
            event['type'] === 'response.completed'
              ? { ...event, response: { status: 'completed', output: [], usage: { input_tokens: tokens, output_tokens: tokens } } }
              : event,
          ),
        ),
      );
      await propose(ANA);
      expect(calls[0]?.usage.outputTokens).toBe(Math.ceil(Buffer.byteLength(good) / 3));
    }
  });

  it('ask nothing that the budget has not got, and say so', async () => {
    const { propose, server, calls } = await desk(answers, { left: 10_000 });
    await expect(propose(ANA)).rejects.toMatchObject({ kind: 'over-budget', retryable: false });
    expect([server.seen.length, calls.length]).toEqual([0, 0]);
  });

  it('fail no plan when they cannot be written, and let nothing be asked when nothing can be set aside', async () => {
    const unbooked = await desk(answers);
    unbooked.ledger.book = () => Promise.reject(new Error('disk full'));
    expect((await unbooked.propose(ANA)).proposer).toBe('model');
    expect(unbooked.trouble).toMatchObject([{ message: 'disk full' }]);
    const closed = await desk(answers);
    closed.ledger.reserve = () => Promise.reject(new Error('disk full'));
    await expect(closed.propose(ANA)).rejects.toMatchObject({ kind: 'server-error' });
    expect(closed.server.seen).toHaveLength(0);
  });
});

describe('earlier answers', { timeout: 30_000 }, () => {
  it('cost nothing and are read like fresh ones, by everybody where they hold nobody’s words', async () => {
    const { propose, server, calls, owners, reserved } = await desk(answers);
    const first = await propose(ANA);
    const second = await propose(BEN);
    expect(server.seen).toHaveLength(1);
    expect(second.stages).toEqual(first.stages.map((stage) => ({ ...stage, candidates: expect.any(Array) })));
    expect(second.usage).toEqual({ inputTokens: 0, outputTokens: 0 });
    expect(calls.map(({ payer, outcome, costMicros }) => [payer?.userId, outcome, costMicros])).toEqual([
      ['ana', 'answered', 35_200],
      ['ben', 'cached', 0],
    ]);
    expect([owners, reserved.length]).toEqual([[undefined], 1]);
  });

  it.each([{ notes: 'for our anniversary' }, { purpose: 'honeymoon' }, { interests: ['azulejos'] }, { accessibility: ['step-free'] }])(
    'stay with the one whose words they hold: %o',
    async (words) => {
      const { propose, server, owners } = await desk(answers);
      await propose(ANA, words);
      await propose(ANA, words);
      expect(server.seen).toHaveLength(1);
      await propose(BEN, words);
      await propose(undefined, words);
      await propose(undefined, words);
      expect(server.seen).toHaveLength(4);
      expect(owners).toEqual(['ana', 'ben']);
    },
  );

  it('are of one question only: another model, place, date or wish is another', async () => {
    const { propose, server } = await desk(answers);
    const changes = [
      {},
      { dates: { start: '2027-05-11', end: '2027-05-13' } },
      { interests: ['history' as const] },
      { pace: 'packed' as const },
    ];
    for (const change of changes) await propose(ANA, change);
    expect(server.seen).toHaveLength(changes.length);
    for (const change of changes) await propose(BEN, change);
    expect(server.seen).toHaveLength(changes.length);
  });

  it('are never garbage, refusals or thin', async () => {
    const thin = JSON.stringify({ ...JSON.parse(good), places: JSON.parse(good).places.slice(0, 3) });
    for (const text of ['Lisbon is lovely.', '{"places": []}', good.slice(0, 500), thin]) {
      const { propose, kept } = await desk(({ path }, response) => answerWith(path, response, text));
      await propose(ANA).catch(() => undefined);
      expect(kept.size).toBe(0);
    }
  });

  it('that can be read no longer are asked for again, and so they are when the store fails', async () => {
    const { propose, server, kept, cache, trouble } = await desk(answers);
    await propose(ANA);
    for (const key of kept.keys()) kept.set(key, '{"places": "gone"}');
    await propose(ANA);
    expect(server.seen).toHaveLength(2);
    cache.find = () => Promise.reject(new Error('disk full'));
    cache.keep = () => Promise.reject(new Error('disk full'));
    expect((await propose(ANA)).proposer).toBe('model');
    expect([server.seen.length, trouble.length]).toEqual([3, 2]);
  });
});

describe('progress', { timeout: 30_000 }, () => {
  it('tells how many places have been named while the model is still writing', async () => {
    const news: [number, string][] = [];
    const { proposer } = await desk(answers);
    await proposer.propose(tripOf(), { onProgress: (share, message) => news.push([share, message]) });
    expect(news[0]).toEqual([0, 'Asking the model about Lisbon']);
    expect(news.length).toBeGreaterThan(3);
    expect(news.at(-1)?.[1]).toMatch(/^The model has named (?:15|20) places in Lisbon$/);
    const shares = news.map(([share]) => share);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(Math.max(...shares)).toBeLessThanOrEqual(1);
  });
});
