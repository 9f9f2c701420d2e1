/** Run as a process to be killed: a node that does counting jobs, and says what it begins and what it has done. */
import { writeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { newId, toInstant } from '@tripmaster/contracts';
import { openDatabase } from '@tripmaster/db';
import { createJobs, handle } from '../index.ts';
import { counting } from './counting.ts';

const [url = '', leaseMs = '', workMs = ''] = process.argv.slice(2);
const db = await openDatabase(url);
const jobs = createJobs({ db, leaseMs: Number(leaseMs) });
const say = (word: 'begun' | 'done', number: number) => void writeSync(1, `${word} ${number}\n`);
jobs.start({
  handlers: [
    handle(counting, async ({ number, inDatabase }, { finish }) => {
      say('begun', number);
      await delay(Number(workMs) * (0.5 + Math.random()));
      // What reaches the world outside, and what is a row: an event whose page is the number.
      if (inDatabase) {
        const at = Date.now();
        const row = { id: newId(at), name: 'page-viewed' as const, at, day: toInstant(at).slice(0, 10), page: `${number}` };
        await finish(async (tx) => void (await tx.insert(db.tables.events).values(row)));
      } else say('done', number);
    }),
  ],
  schedules: [],
  onError: (error) => process.stderr.write(`${String(error)}\n`),
});
// Its timers keep no process alive.
setInterval(() => undefined, 60_000);
