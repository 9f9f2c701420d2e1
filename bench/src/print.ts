/**
 * How long the PDF of a plan takes over HTTP, each one written anew, on the production bundle and SQLite:
 * `npm run bench -- print`. And what others wait for an answer while plans of sixty days are set.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createTripmasterClient, createTripmasterSession, type TripRequestInput } from '@tripmaster/client';
import { median, percentile, printTable } from './lib/load.ts';
import { startServerProcess } from './lib/server-process.ts';

const LIMIT_MS = 100;
const bundle = fileURLToPath(new URL('../../apps/api/dist/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tripmaster-print-'));
const server = await startServerProcess(bundle, { DATA_DIR: folder });
const session = createTripmasterSession({ baseUrl: server.url });
const client = createTripmasterClient({ session });
await client.auth.register.mutate({ email: 'reader@example.com', password: 'a long enough password' });

async function planOf(cities: readonly string[], end: string): Promise<string> {
  const request: TripRequestInput = {
    destinations: cities.map((name) => ({ name })),
    dates: { start: '2027-05-10', end },
    travellers: { adults: 2, childrenAges: [6] },
  };
  return (await client.plans.create.mutate(request)).id;
}

/** Milliseconds of each of so many PDFs, of as many versions, and of answers that others got meanwhile. */
async function print(id: string, times: number): Promise<{ taken: number[]; others: number[] }> {
  const taken: number[] = [];
  const others: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const { version } = await client.plans.get.query({ id });
    await client.plans.update.mutate({ id, version, operations: [{ op: 'rename', title: `Version ${version} of a trip` }] });
    const started = performance.now();
    const printing = session.fetch(`/plans/${id}.pdf`).then(async (response) => {
      await response.arrayBuffer();
      if (!response.ok) throw new Error(`the PDF failed (${response.status})`);
      taken.push(performance.now() - started);
    });
    others.push(...(await answers(printing)));
    await printing;
  }
  return { taken, others };
}

/** Milliseconds that answers take until `during` is over. */
async function answers(during: Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  let over = false;
  void during.finally(() => (over = true));
  while (!over) {
    const started = performance.now();
    await (await fetch(`${server.url}/livez`)).text();
    taken.push(performance.now() - started);
    await delay(5);
  }
  return taken;
}

const week = await planOf(['Lisbon'], '2027-05-16');
const sixty = await planOf(['Lisbon', 'Madrid', 'Barcelona', 'Paris', 'Vienna', 'Rome'], '2027-07-08');
await print(week, 3);
const short = await print(week, 40);
const long = await print(sixty, 5);
await server.stop();
rmSync(folder, { recursive: true, force: true });

const row = (name: string, values: readonly number[]) => [
  name,
  ...[Math.min(...values), median(values), percentile(values, 0.95), Math.max(...values)].map((value) => value.toFixed(0)),
];
printTable([
  ['milliseconds', 'best', 'median', 'p95', 'worst'],
  row('7 days as PDF', short.taken),
  row('60 days as PDF', long.taken),
  row('another answer meanwhile', long.others),
]);
process.exit(percentile(short.taken, 0.95) < LIMIT_MS ? 0 : 1);
