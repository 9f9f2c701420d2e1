/**
 * What counting costs, on the production bundle and SQLite: `npm run bench -- track`. Views that are gathered and written
 * together, side by side with a write of their own for each (a visibility set back and forth, the cheapest write there
 * is), and how long somebody who makes a change waits for the writer while visitors come in. Ratios count: they stay
 * the same on a slow machine.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTripmasterClient, createTripmasterSession } from '@tripmaster/client';
import { newId } from '@tripmaster/contracts';
import { median, percentile, printTable, send, type Call } from './lib/load.ts';
import { startServerProcess } from './lib/server-process.ts';

const CALLS = 1_500;
const ROUNDS = 3;
/** A call that is gathered must cost less than this part of one that writes by itself. */
const LIMIT = 0.5;

const bundle = fileURLToPath(new URL('../../apps/api/dist/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tripmaster-track-'));
const server = await startServerProcess(bundle, { DATA_DIR: folder });
const session = createTripmasterSession({ baseUrl: server.url });
const client = createTripmasterClient({ session });
await client.auth.register.mutate({ email: 'reader@example.com', password: 'a long enough password' });
const { authorization = '' } = await session.headers();

const post = (path: string, input: unknown, headers: Record<string, string> = {}): Call => ({
  method: 'POST',
  path: `/trpc/${path}`,
  headers,
  body: JSON.stringify(input),
});
const view = (events: number) =>
  post('analytics.track', {
    events: Array.from({ length: events }, () => ({ id: newId(), name: 'page-viewed', page: '/discover', timeZone: 'Europe/Lisbon' })),
  });
const write = (nth: number) =>
  post('account.notifications.set', { planReady: nth % 2 === 0, planShared: true, tripReminders: true }, { authorization });

/** Microseconds of the server's time a call, and calls a second. */
async function measure(calls: readonly Call[]): Promise<{ cpu: number; rate: number }> {
  const before = await server.usage();
  const began = performance.now();
  await send(server.url, calls);
  const took = performance.now() - began;
  return { cpu: ((await server.usage()).cpu - before.cpu) / calls.length, rate: (calls.length / took) * 1_000 };
}

/** How long each of some writes takes, one after another, in milliseconds. */
async function waits(): Promise<number[]> {
  const times: number[] = [];
  for (let nth = 0; nth < 60; nth += 1) {
    const began = performance.now();
    await send(server.url, [write(nth)], 1);
    times.push(performance.now() - began);
  }
  return times;
}

const list = (of: (nth: number) => Call, count = CALLS) => Array.from({ length: count }, (_, nth) => of(nth));
await send(server.url, [...list(() => view(1), 300), ...list(write, 100)]);
const gathered: number[] = [];
const fifty: number[] = [];
const alone: number[] = [];
const rates: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const one = await measure(list(() => view(1)));
  gathered.push(one.cpu);
  rates.push(one.rate);
  fifty.push((await measure(list(() => view(50), 60))).cpu / 50);
  alone.push((await measure(list(write, CALLS / 5))).cpu);
}
const quiet = await waits();
const flood = send(
  server.url,
  list(() => view(5), CALLS),
);
const busy = await waits();
await flood;
await server.stop();
rmSync(folder, { recursive: true, force: true });

const ratio = median(gathered) / median(alone);
printTable([
  ['', 'server time, µs', 'part of a write'],
  ['a call with one view', median(gathered).toFixed(0), ratio.toFixed(2)],
  ['one view of a call with fifty', median(fifty).toFixed(0), (median(fifty) / median(alone)).toFixed(2)],
  ['a call that writes by itself', median(alone).toFixed(0), '1.00'],
]);
process.stdout.write(`\n${median(rates).toFixed(0)} calls with one view a second over four connections\n`);
printTable([
  ['a write takes, ms', 'median', 'p95'],
  ['alone', median(quiet).toFixed(1), percentile(quiet, 0.95).toFixed(1)],
  ['while visitors come in', median(busy).toFixed(1), percentile(busy, 0.95).toFixed(1)],
]);
process.exit(ratio < LIMIT ? 0 : 1);
