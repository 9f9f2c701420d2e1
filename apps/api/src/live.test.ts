import type { AddressInfo } from 'node:net';
import { ENGINES } from '@tripmaster/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signUp, startServer, tokenOf, type Server } from './testing.ts';

const TRIP = {
  destinations: [{ name: 'Lisbon' }],
  dates: { start: '2027-05-10', end: '2027-05-11' },
  travellers: { adults: 1, childrenAges: [] },
  interests: [],
  dietary: [],
  accessibility: [],
};

describe.each(ENGINES)('following a plan over HTTP on %s', (engine) => {
  let server: Server;
  let url: string;
  beforeAll(async () => {
    server = await startServer(engine);
    await server.app.listen({ port: 0, host: '127.0.0.1' });
    url = `http://127.0.0.1:${portOf(server.app.server.address())}/trpc`;
  });
  afterAll(() => server.stop());

  async function call(path: string, token: string, input: object) {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const response = await fetch(`${url}/${path}`, { method: 'POST', headers, body: JSON.stringify(input) });
    return (await response.json()).result?.data;
  }

  /** The stream's text as it grows; `over` when it has ended. */
  async function follow(token: string, id: string) {
    const input = encodeURIComponent(JSON.stringify({ id }));
    const headers = { accept: 'text/event-stream', authorization: `Bearer ${token}` };
    const response = await fetch(`${url}/plans.onChange?input=${input}`, { headers });
    const stream = { text: '', over: false };
    const read = async () => {
      const decoder = new TextDecoder();
      for await (const chunk of response.body ?? []) stream.text += decoder.decode(chunk, { stream: true });
      stream.over = true;
    };
    read().catch(() => (stream.over = true));
    return stream;
  }

  it('ends with the session or the token it came with, and with nobody else’s', async () => {
    const [mine, other] = [await signUp(server, `a-${engine}@example.com`), await signUp(server, `b-${engine}@example.com`)];
    const { id } = await call('plans.create', mine, TRIP);
    const reading = await tokenOf(server, mine, ['read']);
    const [bySession, byToken, foreign] = [await follow(mine, id), await follow(reading, id), await follow(other, id)];
    await expect
      .poll(() => [bySession.text, byToken.text], { timeout: 3_000 })
      .toEqual([expect.stringContaining('"presence"'), expect.stringContaining('"presence"')]);
    await expect.poll(() => foreign.over, { timeout: 3_000 }).toBe(true);
    expect(foreign.text).toContain('not-found');
    await call('plans.update', mine, { id, version: 1, operations: [{ op: 'set-pace', pace: 'packed' }] });
    await expect.poll(() => byToken.text, { timeout: 3_000 }).toContain('"label":"Set the pace to packed"');
    await call('auth.logout', mine, {});
    await expect.poll(() => bySession.over, { timeout: 2_500 }).toBe(true);
    expect(bySession.text).toContain('session-ended');
    expect(byToken.over).toBe(false);
  });

  it('does not hold up a server that closes', async () => {
    const token = await signUp(server, `c-${engine}@example.com`);
    const { id } = await call('plans.create', token, TRIP);
    const streams = await Promise.all(Array.from({ length: 5 }, () => follow(token, id)));
    await expect.poll(() => streams.every(({ text }) => text.includes('"presence"')), { timeout: 3_000 }).toBe(true);
    const started = performance.now();
    await server.app.close();
    expect(performance.now() - started).toBeLessThan(3_000);
    await expect.poll(() => streams.every(({ over, text }) => over && text.includes('unavailable'))).toBe(true);
  });
});

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return address.port;
}
