import { afterAll, beforeAll, expect, it } from 'vitest';
import { startServer, type Server } from '../testing.ts';

let server: Server;
beforeAll(async () => {
  server = await startServer('sqlite', { TRUST_PROXY: '1' });
});
afterAll(() => server.stop());

/** How many of a hundred tries of a link from these addresses are judged. */
async function judged(addressOf: (turn: number) => string): Promise<number> {
  let count = 0;
  for (let turn = 0; turn < 100; turn += 1) {
    const { statusCode } = await server.app.inject({
      method: 'POST',
      url: '/trpc/auth.verifyEmail',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': addressOf(turn) },
      payload: JSON.stringify({ token: 'none' }),
    });
    if (statusCode !== 429) count += 1;
  }
  return count;
}

it.each([
  ['an address', () => '203.0.113.1'],
  ['an address with the ports of its connections', (turn: number) => `203.0.113.2:${40_000 + turn}`],
  ['the addresses of an IPv6 network', (turn: number) => `2001:db8::${turn}`],
  ['the same in brackets, with ports', (turn: number) => `[2001:db8:0:1::${turn}]:${40_000 + turn}`],
  ['an IPv4 address in IPv6 form', (turn: number) => (turn % 2 === 0 ? '::ffff:203.0.113.3' : '203.0.113.3')],
])('counts %s as one place', async (_, addressOf) => {
  expect(await judged(addressOf)).toBe(60);
});

it('counts different places apart', async () => {
  expect(await judged((turn) => `198.51.100.${turn}`)).toBe(100);
});
