import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callOf, proceduresOf } from './fuzz/index.ts';
import { startServer, type Server } from './testing.ts';

const FILL = 16_000;
const ROUNDS = 1_500;
/** Megabytes. To keep even a tenth of what is sent would be more. */
const BOUND = 6;

/** Megabytes in use once everything that can be forgotten has been; weak references take a few turns to go. */
async function held(enough = 0): Promise<number> {
  setFlagsFromString('--expose_gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('the collector cannot be called');
  let least = Infinity;
  for (let round = 0; round < 20 && least > enough; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    collect();
    const { heapUsed, external } = process.memoryUsage();
    least = Math.min(least, (heapUsed + external) / 2 ** 20);
  }
  return least;
}

describe('memory under refused input', () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer('sqlite', { RATE_LIMIT_SCALE: '1000' });
  });
  afterAll(() => server.stop());

  /** Input nobody takes, in every place a request has, and never the same twice. */
  async function refuse(from: number, count: number): Promise<void> {
    const procedures = proceduresOf(server.application.router);
    for (let nth = from; nth < from + count; nth += 1) {
      const procedure = procedures[nth % procedures.length];
      if (procedure === undefined) continue;
      const fill = `${nth}-`.padEnd(FILL, `${nth}`);
      const { headers, ...call } = callOf(
        procedure,
        nth % 3 === 0 ? `{"${fill}":1` : JSON.stringify({ [fill]: fill, email: fill, id: fill }),
      );
      const { statusCode } = await server.app.inject({
        ...call,
        headers: {
          ...headers,
          ...(nth % 2 === 0
            ? { authorization: `Bearer ${fill.slice(0, 4_000)}`, cookie: `__Host-tripmaster=${fill.slice(0, 2_000)}` }
            : {}),
          ...(nth % 5 === 0 ? { 'idempotency-key': fill.slice(0, 150) } : {}),
          'user-agent': fill.slice(0, 1_000),
          origin: `http://${nth}.example`.slice(0, nth % 7 === 0 ? undefined : 0),
        },
      });
      expect(statusCode).toBeLessThan(500);
      await server.app.inject({ url: `/trpc/${fill.slice(0, 900)}` });
    }
  }

  it('forgets what it refused', { timeout: 120_000 }, async () => {
    await refuse(0, 600);
    const before = await held();
    await refuse(600, ROUNDS);
    const after = await held(before + BOUND);
    expect(after - before).toBeLessThan(BOUND);
  });
});
