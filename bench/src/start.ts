/**
 * From the start of the production bundle to its first answer, and its resident memory then, on SQLite:
 * `npm run bench:start`. The best of several starts counts: what else the machine does can only slow one down.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median, printTable } from './lib/load.ts';
import { startServerProcess } from './lib/server-process.ts';

const STARTS = 7;
const LIMIT_MS = 1_000;
const LIMIT_MB = 150;
const bundle = fileURLToPath(new URL('../../apps/api/dist/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tripmaster-start-'));
const times: number[] = [];
const memory: number[] = [];
for (let start = 0; start < STARTS; start += 1) {
  const server = await startServerProcess(bundle, { DATA_DIR: folder });
  times.push(server.readyMs);
  memory.push((await server.usage()).rss / 2 ** 20);
  await server.stop();
}
rmSync(folder, { recursive: true, force: true });
printTable([
  [`${STARTS} starts`, 'best', 'median', 'worst', 'limit'],
  ['to the first answer, ms', ...[Math.min(...times), median(times), Math.max(...times), LIMIT_MS].map((value) => value.toFixed(0))],
  ['resident, MiB', ...[Math.min(...memory), median(memory), Math.max(...memory), LIMIT_MB].map((value) => value.toFixed(0))],
]);
process.exit(Math.min(...times) < LIMIT_MS && Math.max(...memory) < LIMIT_MB ? 0 : 1);
