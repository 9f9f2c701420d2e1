/** Run as a process to be killed: a node that does counting jobs, and says what it begins and what it has done. */
import { writeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { openDatabase } from '@tripmaster/db';
import { createJobs, handle } from '../index.ts';
import { counting } from './counting.ts';

const [url = '', leaseMs = '', workMs = ''] = process.argv.slice(2);
const db = await openDatabase(url);
const jobs = createJobs({ db, leaseMs: Number(leaseMs) });
jobs.start({
  handlers: [
    handle(counting, async ({ number }) => {
      writeSync(1, `${number}\n`);
      await delay(Number(workMs) * (0.5 + Math.random()));
    }),
  ],
  schedules: [],
  onError: (error) => process.stderr.write(`${String(error)}\n`),
});
// Its timers keep no process alive.
setInterval(() => undefined, 60_000);
