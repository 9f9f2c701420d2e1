import { randomUUID } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import type { Actor } from '@tripmaster/rpc';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPlans, TRIP } from '../testing.ts';
import { startBucket } from './s3-stand-in.ts';

async function* words(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

describe('files in a bucket', () => {
  const folder = join(tmpdir(), `tripmaster-s3-${randomUUID()}`);
  const keys = { accessKeyId: 'key-id', secretAccessKey: 'the secret key' };
  let test: TestDatabase;
  let bucket: Awaited<ReturnType<typeof startBucket>>;
  let app: Awaited<ReturnType<typeof startPlans>>;
  let ana: Actor;
  let planId = '';
  const withKeys = (s3: typeof keys) =>
    startPlans(test, { files: { folder, s3: { bucket: 'trips', region: 'eu-central-1', endpoint: bucket.endpoint, ...s3 } } });
  beforeAll(async () => {
    test = await openTestDatabase('sqlite');
    bucket = await startBucket('trips', keys.secretAccessKey);
    app = await withKeys(keys);
    ana = await app.person('Ana');
    planId = (await app.anyone(ana).plans.create(TRIP)).id;
  });
  afterAll(async () => {
    bucket.stop();
    await test.remove();
    await rm(folder, { recursive: true, force: true });
  });
  const attach = (on = app) => on.plans.files.attach(ana, { planId, name: 'a.txt' }, words('0123456789'));
  const read = async (id: string, stretch?: { start: number; end: number }) => {
    const opened = await app.plans.files.open(ana, id, 'original');
    let text = '';
    for await (const piece of await opened.read(stretch)) text += String(piece);
    return text;
  };
  const rows = async () => (await test.db.read.select().from(test.db.tables.storedObjects)).length;

  it('are put there signed, given back whole and in parts, and removed', async () => {
    const { id } = await attach();
    expect([...bucket.objects.values()].map(String)).toEqual(['0123456789']);
    expect([await read(id), await read(id, { start: 2, end: 4 })]).toEqual(['0123456789', '234']);
    await app.anyone(ana).plans.files.remove({ id });
    expect([bucket.objects.size, await rows()]).toEqual([0, 0]);
    expect((await readdir(folder, { recursive: true })).filter((name) => name !== 'arriving')).toEqual([]);
  });

  it(
    'are not there when the store refuses or fails, and the row of what may be left is kept for the sweeper',
    { timeout: 60_000 },
    async () => {
      const failed = expect.objectContaining({ code: 'unavailable' });
      await expect(attach(await withKeys({ ...keys, secretAccessKey: 'another' }))).rejects.toEqual(failed);
      bucket.state.failing = 'error';
      await expect(attach()).rejects.toEqual(failed);
      bucket.state.failing = 'cut';
      await expect(attach()).rejects.toEqual(failed);
      expect((await app.anyone(ana).plans.files.list({ id: planId })).items).toEqual([]);
      const { id } = await (async () => {
        bucket.state.failing = 'no';
        return attach();
      })();
      bucket.state.failing = 'error';
      await app.anyone(ana).plans.files.remove({ id });
      expect(bucket.objects.size).toBe(1);
      await expect(app.plans.files.sweep()).rejects.toThrow();
      bucket.state.failing = 'no';
      app.clock.ms += 3_600_001;
      await app.plans.files.sweep();
      expect([bucket.objects.size, await rows()]).toEqual([0, 0]);
    },
  );
});
