import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, restoreBackup, writeBackup } from '@tripmaster/db';
import { emptyDatabase, ENGINES, openTestDatabase } from '@tripmaster/db/testing';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { handle, jobKind } from '../job.ts';
import { testJobs } from '../testing/index.ts';

const greet = jobKind('test.greet', z.strictObject({ name: z.string() }), { attempts: 3 });
const key = Buffer.alloc(32, 1);
const about = { id: '01a20671-6769-7000-8000-000000000001', madeAt: 0, release: '1.0.0', filesWhere: 'left-out' } as const;
const now = () => Date.parse('2027-01-15T12:00:00.000Z');
const HOUR_MS = 3_600_000;

describe.each(ENGINES)('jobs in a backup of %s', (engine) => {
  it.each(ENGINES)('are done by whoever restores it on %s, each once, when they are due', { timeout: 60_000 }, async (other) => {
    const folder = await mkdtemp(join(tmpdir(), 'tripmaster-jobs-'));
    const test = await openTestDatabase(engine);
    const file = join(folder, 'backup');
    const jobs = await testJobs(test, { now });
    await jobs.prepare([greet]);
    await test.db.write(async (tx) => {
      await jobs.enqueue(tx, greet, { name: 'over' });
    });
    await jobs.run([handle(greet, async () => undefined)]);
    await test.db.write(async (tx) => {
      await jobs.enqueue(tx, greet, { name: 'Ada "the first"' }, { key: 'ada' });
      await jobs.enqueue(tx, greet, { name: 'Eve' });
      await jobs.enqueue(tx, greet, { name: 'later' }, { dueAt: now() + HOUR_MS });
    });
    await writeBackup({ url: test.url, file, about, key, instead: jobs.asRows });
    await jobs.close();
    await test.remove();

    const place = await emptyDatabase(other);
    await restoreBackup({ file, key, url: place.url, keep: true });
    const db = await openDatabase(place.url);
    try {
      const restored = await testJobs({ db }, { now });
      const names: string[] = [];
      await restored.prepare([greet]);
      await db.write((tx) => restored.enqueue(tx, greet, { name: 'not beside the one with this key' }, { key: 'ada' }));
      await restored.run([handle(greet, async ({ name }) => void names.push(name))]);
      expect(names.toSorted()).toEqual(['Ada "the first"', 'Eve']);
      expect(await restored.list({ state: 'waiting' }, { limit: 10 })).toMatchObject([
        { name: 'test.greet', dueAt: '2027-01-15T13:00:00.000Z', mostAttempts: 3 },
      ]);
      await restored.close();
    } finally {
      await db.close();
      await place.remove();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
