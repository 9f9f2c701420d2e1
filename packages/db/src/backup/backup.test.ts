import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database, Engine } from '../database.ts';
import { postgresKit } from '../kit.ts';
import { countMigrations } from '../migrate.ts';
import { openDatabase } from '../open.ts';
import { defineSchema } from '../schema/index.ts';
import { fillEveryTable } from '../testing/fill.ts';
import { emptyDatabase, ENGINES, openTestDatabase, type TestDatabase } from '../testing/index.ts';
import { LEFT_OUT, macOf, runningSum, sums } from './format.ts';
import { checkBackup, restoreBackup } from './read.ts';
import { readTar, TAR_END, tarHeader, tarPadding } from './tar.ts';
import { writeBackup } from './write.ts';

const key = Buffer.alloc(32, 7);
const about = { id: '01a20671-6769-7000-8000-000000000001', madeAt: 1_800_000_000_000, release: '1.2.3', filesWhere: 'inside' } as const;
const KEY_OF_FILE = `ab/${'c'.repeat(38)}`;

/** Only PostgreSQL's tables tell their names. */
const ofPostgres: Record<string, PgTable> = defineSchema(postgresKit);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tripmaster-backup-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
let made = 0;
const newFile = () => join(folder, `${(made += 1)}.tar.gz`);

/** Every row of every table that a backup holds. */
async function contentOf({ tables, read }: Database): Promise<Record<string, unknown[]>> {
  const all: Record<string, PgTable> = tables;
  const content: Record<string, unknown[]> = {};
  for (const [name, table] of Object.entries(all)) {
    if (LEFT_OUT.has(getTableConfig(ofPostgres[name] ?? table).name)) continue;
    const rows = await read.select().from(table);
    content[name] = rows.map((row) => JSON.stringify(row)).toSorted();
  }
  return content;
}

async function restored(file: string, engine: Engine, filesFolder?: string): Promise<Record<string, unknown[]>> {
  const place = await emptyDatabase(engine);
  try {
    await restoreBackup({ file, key, url: place.url, filesFolder, keep: true });
    const db = await openDatabase(place.url);
    try {
      return await contentOf(db);
    } finally {
      await db.close();
    }
  } finally {
    await place.remove();
  }
}

describe.each(ENGINES)('a backup of %s', (engine) => {
  let test: TestDatabase;
  let files = '';
  beforeAll(async () => {
    test = await openTestDatabase(engine);
    await fillEveryTable(test.db);
    files = await mkdtemp(join(folder, 'files-'));
    const { storedObjects } = test.db.tables;
    await test.db.write(async (tx) => {
      for (const [index, objectKey] of [KEY_OF_FILE, `ab/${'d'.repeat(38)}`].entries())
        await tx.insert(storedObjects).values({ key: objectKey, fileId: `id-${index}`, kind: 'original', size: 5, createdAt: 1 });
    });
    await mkdir(join(files, 'ab'));
    await writeFile(join(files, KEY_OF_FILE), randomBytes(300_001));
  });
  afterAll(() => test.remove());
  const write = (more: Partial<Parameters<typeof writeBackup>[0]> = {}) => {
    const file = newFile();
    return writeBackup({ url: test.url, file, about, key, filesFolder: files, ...more }).then((written) => ({ file, ...written }));
  };

  it('holds every table, is readable by its owner alone, and comes back on either engine', { timeout: 120_000 }, async () => {
    const { file, tables, files: counted, schema } = await write();
    const names = Object.values(ofPostgres).map((table) => getTableConfig(table).name);
    expect(Object.keys(tables).toSorted()).toEqual(names.filter((name) => !LEFT_OUT.has(name)).toSorted());
    expect(Object.values(tables).every((rows) => rows >= 3)).toBe(true);
    // One key of three in the database is a file's that is there.
    expect(counted).toEqual({ count: 1, bytes: 300_001, missing: 2 });
    expect(schema).toBe(countMigrations(engine));
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await checkBackup({ file, key })).toMatchObject({ about: { ...about, engine }, sums: { tables } });

    const before = await contentOf(test.db);
    for (const other of ENGINES) {
      const back = join(folder, `back-${engine}-${other}`);
      expect(await restored(file, other, back)).toEqual(before);
      expect(await readFile(join(back, KEY_OF_FILE))).toEqual(await readFile(join(files, KEY_OF_FILE)));
    }
  });

  it('holds one moment, whatever is written meanwhile, and lets it be written', async () => {
    const { db } = test;
    const { plans, auditHeads } = db.tables;
    let [writing, written] = [true, 0];
    const others = (async () => {
      while (writing) {
        written += 1;
        const number = written;
        // Two tables, always changed together.
        await db.write(async (tx) => {
          await tx.update(auditHeads).set({ hash: `moment ${number}` });
          await tx.update(plans).set({ title: `moment ${number}` });
        });
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    })();
    await expect.poll(() => written).toBeGreaterThan(3);
    const before = written;
    const { file } = await write();
    expect(written).toBeGreaterThan(before);
    writing = false;
    await others;
    const content = JSON.stringify(await restored(file, 'sqlite'));
    expect(new Set(content.match(/moment \d+/g)).size).toBe(1);
  });

  it('is not written beside or over anything, nor where there is no room', async () => {
    const { file } = await write();
    await expect(write({ file })).rejects.toMatchObject({ code: 'EEXIST' });
    const full = newFile();
    const noRoom = () => {
      throw new Error('no room');
    };
    await expect(write({ file: full, onOctets: noRoom })).rejects.toThrow('no room');
  });

  it('goes into an empty database only, whole or not at all', async () => {
    const { file } = await write();
    const into = (url: string, more: object = {}) => restoreBackup({ file, key, url, keep: true, ...more });
    await expect(into(test.url)).rejects.toMatchObject({ code: 'not-empty' });
    for (const other of ENGINES) {
      const place = await emptyDatabase(other);
      const cut = newFile();
      const content = await readFile(file);
      await writeFile(cut, content.subarray(0, content.length - 200));
      const back = join(folder, `none-${engine}-${other}`);
      await expect(into(place.url, { file: cut, filesFolder: back })).rejects.toMatchObject({ code: 'cut-off' });
      expect((await readdir(back, { recursive: true })).filter((name) => name.length > 30)).toEqual([]);
      await into(place.url);
      await expect(into(place.url)).rejects.toMatchObject({ code: 'not-empty' });
      if (other === 'sqlite') expect(await readdir(join(place.url, '..'))).toEqual(['test.sqlite']);
      await place.remove();
    }
  });

  it('that is refused touches no file that is there already', async () => {
    const { file } = await write();
    const back = await mkdtemp(join(folder, 'there-'));
    await mkdir(join(back, 'ab'));
    await writeFile(join(back, KEY_OF_FILE), 'of a server that runs');
    const place = await emptyDatabase(engine);
    const anothers = { file, key: Buffer.alloc(32, 9), url: place.url, filesFolder: back, keep: true };
    await expect(restoreBackup(anothers)).rejects.toMatchObject({ code: 'changed' });
    expect(await readFile(join(back, KEY_OF_FILE), 'utf8')).toBe('of a server that runs');
    expect(await readdir(join(back, 'ab'))).toHaveLength(1);
    await restoreBackup({ ...anothers, key });
    expect(await readFile(join(back, KEY_OF_FILE))).toHaveLength(300_001);
    expect(await readdir(join(back, 'ab'))).toHaveLength(1);
    await place.remove();
  });

  it('that is broken is said to be so', { timeout: 60_000 }, async () => {
    const { file } = await write();
    const good = await readFile(file);
    const codeOf = async (content: Buffer, more: object = {}) => {
      const broken = newFile();
      await writeFile(broken, content);
      return checkBackup({ file: broken, key, ...more }).then(
        () => 'good',
        (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
      );
    };
    expect(await codeOf(good)).toBe('good');
    for (const at of [30, 0.2, 0.5, 0.9].map((part) => (part < 1 ? Math.floor(good.length * part) : part))) {
      const flipped = Buffer.from(good);
      flipped[at] = (flipped[at] ?? 0) ^ 0x10;
      expect(['damaged', 'cut-off']).toContain(await codeOf(flipped));
    }
    for (const length of [1, 10, 1_000, good.length - 9, good.length - 1]) expect(await codeOf(good.subarray(0, length))).toBe('cut-off');
    expect(await codeOf(Buffer.alloc(0))).toBe('cut-off');
    expect(await codeOf(Buffer.from('this is a letter'.repeat(100)))).toBe('not-a-backup');
    expect(await codeOf(gzipSync('this is a letter'.repeat(100)))).toBe('not-a-backup');
    expect(await codeOf(good, { key: Buffer.alloc(32, 8) })).toBe('changed');
    expect(await codeOf(good, { key: Buffer.alloc(32, 8), anyServers: true })).toBe('good');
    expect(await codeOf(Buffer.concat([good, good]))).toBe('damaged');
    await expect(checkBackup({ file: join(folder, 'nowhere'), key })).rejects.toMatchObject({ code: 'missing' });
    await expect(checkBackup({ file: folder, key })).rejects.toMatchObject({ code: 'missing' });

    const without = (part: string) => repacked(good, (name, content) => (name.startsWith(part) ? undefined : content));
    expect(await codeOf(await repacked(good, (_, content) => content))).toBe('good');
    expect(await codeOf(await without('tables/plans/'))).toBe('damaged');
    expect(await codeOf(await without('files/'))).toBe('damaged');
    expect(await codeOf(await without('sums.json'))).toBe('cut-off');
    const replaced = (part: string, from: string, to: string) =>
      repacked(good, (name, content) => (name.startsWith(part) ? Buffer.from(content.toString().replace(from, to)) : content));
    expect(await codeOf(await replaced('tables/users/', 'tabs', 'TABS'))).toBe('damaged');
    expect(await codeOf(await replaced('about.json', '"version":1', '"version":2'))).toBe('newer');
    expect(await codeOf(await replaced('about.json', 'tripmaster-backup', 'another-backup'))).toBe('damaged');
  });

  it('of an older release is brought up to date, of a newer one refused, and one that fits nowhere too', { timeout: 60_000 }, async () => {
    const good = await readFile((await write()).file);
    const outcomeOf = async (into: Engine, change: (name: string, content: Buffer) => Buffer | undefined) => {
      const file = newFile();
      await writeFile(file, await repacked(good, change, true));
      const place = await emptyDatabase(into);
      try {
        return await restoreBackup({ file, key, url: place.url, keep: false }).then(
          () => 'good',
          (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
        );
      } finally {
        await place.remove();
      }
    };
    const outcome = (part: string, from: string, to: string, into: Engine) =>
      outcomeOf(into, (name, content) => (name.startsWith(part) ? Buffer.from(content.toString().replace(from, to)) : content));
    /** People as they were kept when there had been ten migrations, and nothing else. */
    const older = (name: string, content: Buffer) => {
      const text = content.toString();
      const tables = { users: ['id', 'email', 'role', 'status', 'audit_ref', 'created_at', 'updated_at'] };
      if (name === 'about.json') return Buffer.from(JSON.stringify({ ...JSON.parse(text), schema: 10, tables }));
      if (name === 'sums.json')
        return Buffer.from(JSON.stringify({ ...JSON.parse(text), tables: { users: 3 }, files: { count: 0, bytes: 0, missing: 0 } }));
      if (!name.startsWith('tables/users/')) return undefined;
      const rows = text.trimEnd().split('\n');
      return Buffer.from(rows.map((row) => JSON.stringify(JSON.parse(row), tables.users)).join('\n'));
    };
    const now = countMigrations(engine);
    for (const into of ENGINES) {
      expect(await outcomeOf(into, older)).toBe('good');
      expect(await outcome('about.json', `"schema":${now}`, `"schema":${now + 1}`, into)).toBe('newer');
      // A session of somebody who is not there, a column that is not, the same person twice.
      expect(await outcome('tables/sessions/', '"user_id":"id-0"', '"user_id":"nobody"', into)).toBe('does-not-fit');
      expect(await outcome('about.json', '"email"', '"e_mail"', into)).not.toBe('good');
      expect(await outcome('tables/users/', '"id":"id-1"', '"id":"id-0"', into)).toBe('does-not-fit');
    }
  });
});

/** Taken apart and put together again, which leaves the packing sound; with `resum` as if the server itself had made it so. */
async function repacked(backup: Buffer, change: (name: string, content: Buffer) => Buffer | undefined, resum = false): Promise<Buffer> {
  const parts: Buffer[] = [];
  const sum = runningSum();
  for await (const { name, body } of readTar(pieces(gunzipSync(backup)))) {
    const read: Buffer[] = [];
    for await (const piece of body) read.push(piece);
    let content = change(name, Buffer.concat(read));
    if (content === undefined) continue;
    if (name === 'sums.json' && resum) {
      const old = sums.parse(JSON.parse(content.toString()));
      const sha256 = sum.end();
      content = Buffer.from(JSON.stringify({ ...old, sha256, mac: macOf(key, sha256, old) }));
    } else if (name !== 'sums.json') {
      sum.begin(name, content.length);
      sum.add(content);
    }
    parts.push(tarHeader(name, content.length, 0), content, tarPadding(content.length));
  }
  return gzipSync(Buffer.concat([...parts, TAR_END]));
}

async function* pieces(content: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; at += 777) yield content.subarray(at, at + 777);
}
