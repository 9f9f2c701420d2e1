import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newId } from '@tripmaster/contracts';
import { ENGINES } from '@tripmaster/db/testing';
import { actorOf, contextOf, createCallerFactory, type Actor } from '@tripmaster/rpc';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compose } from '../../compose.ts';
import { readConfig } from '../../env.ts';
import { startServer, type Server } from '../../testing.ts';
import { createBackups } from './index.ts';

const SCRIPT = fileURLToPath(new URL('./testing/make-on.ts', import.meta.url));
const HOUR_MS = 3_600_000;

describe.each(ENGINES)('backups on %s', (engine) => {
  let server: Server;
  let folder = '';
  let administrator: Actor;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tripmaster-backups-'));
    server = await startServer(engine, { BACKUP_SCHEDULE: 'daily', BACKUP_DIR: folder, BACKUP_KEEP: '2' });
    administrator = actorOf(await personIn('admin'), { role: 'admin', secondFactor: true, auditRef: 'ada' });
  });
  afterEach(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function personIn(role: 'admin' | 'support' | 'traveller'): Promise<string> {
    const { db } = server.application;
    const [id, at] = [newId(server.clock.ms), server.clock.ms];
    const row = { id, email: `${id}@example.com`, passwordHash: 'x', auditRef: id, createdAt: at, updatedAt: at };
    await db.write(async (tx) => void (await tx.insert(db.tables.users).values({ ...row, role, status: 'active' })));
    return id;
  }
  const as = (actor: Actor, on = server.application) => createCallerFactory(on.router)(contextOf(actor)).admin.backups;
  const files = async () => (await readdir(folder)).filter((name) => name !== 'place');
  const acts = async () => {
    const { db } = server.application;
    const rows = await db.read.select().from(db.tables.auditEvents);
    return rows.filter(({ action }) => action.includes('backup')).map(({ action, actor }) => [action, actor]);
  };

  it('are made by a job, once however often they are asked for, and verified by another', { timeout: 60_000 }, async () => {
    const { create, list, verify } = as(administrator);
    expect(await list()).toEqual({ items: [] });
    const asked = await create();
    expect(asked).toMatchObject({ state: 'waiting' });
    expect(await create()).toEqual(asked);
    expect((await list()).items).toEqual([asked]);
    const inTrip = join(server.config.dataDir, 'files', 'kept');
    await mkdir(inTrip, { recursive: true });

    expect(await server.runJobs()).toEqual([]);
    const [made, ...others] = (await list()).items;
    expect(others).toEqual([]);
    expect(made).toMatchObject({
      id: asked.id,
      state: 'done',
      file: { here: true },
      content: { engine, files: { where: 'inside', count: 0 } },
    });
    expect(made?.content?.tables.find(({ name }) => name === 'users')).toEqual({ name: 'users', rows: 1 });
    expect(await files()).toEqual([made?.file?.name]);
    expect((await stat(join(folder, made?.file?.name ?? ''))).mode & 0o777).toBe(0o600);
    expect(made?.verification).toBeUndefined();

    expect(await verify({ id: asked.id })).toMatchObject({ verification: { state: 'waiting' } });
    await server.runJobs();
    expect((await list()).items).toMatchObject([{ verification: { state: 'good' } }]);
    expect(await files()).toHaveLength(1);
    expect(await acts()).toEqual([
      ['admin.backup-asked', 'ada'],
      ['admin.backup-verified', 'ada'],
    ]);
    await expect(verify({ id: newId() })).rejects.toMatchObject({ cause: { code: 'not-found' } });
  });

  it('that are broken are said to be so, and those that are gone are gone from the list', { timeout: 60_000 }, async () => {
    const { create, list, verify } = as(administrator);
    const { id } = await create();
    await server.runJobs();
    const name = (await files())[0] ?? '';
    const good = await readFile(join(folder, name));
    const outcome = async (content: Buffer | undefined) => {
      if (content === undefined) await rm(join(folder, name));
      else await writeFile(join(folder, name), content);
      await verify({ id });
      expect(await server.runJobs()).toEqual([]);
      return (await list()).items[0]?.verification;
    };
    const flipped = Buffer.from(good);
    flipped[good.length >> 1] = (flipped[good.length >> 1] ?? 0) ^ 1;
    expect(await outcome(flipped)).toMatchObject({ state: 'bad', problem: 'damaged' });
    expect(await outcome(good.subarray(0, good.length - 100))).toMatchObject({ state: 'bad', problem: 'cut-off' });
    expect(await outcome(Buffer.from('a letter'))).toMatchObject({ state: 'bad', problem: 'not-a-backup' });
    expect(await outcome(good)).toMatchObject({ state: 'good' });
    expect(await outcome(undefined)).toMatchObject({ state: 'bad', problem: 'missing' });
    await server.application.backups.look();
    expect((await list()).items).toEqual([]);
    // It comes back by hand, with something that is none.
    await writeFile(join(folder, name), good);
    await writeFile(join(folder, name.replace(id, newId())), good.subarray(0, 500));
    await copyFile(join(folder, name), join(folder, 'my own copy.tar.gz'));
    await server.application.backups.look();
    expect((await list()).items).toMatchObject([{ id, state: 'done' }]);
    expect(await files()).toHaveLength(3);
  });

  it('are made each night, and kept as long as is said', { timeout: 120_000 }, async () => {
    const { list, create } = as(administrator);
    await server.runJobs();
    const mine = await create();
    await server.runJobs();
    for (let night = 0; night < 3; night += 1) {
      server.clock.ms += 24 * HOUR_MS;
      await server.runJobs();
    }
    const { items } = await list();
    expect(items.map(({ createdAt }) => createdAt.slice(0, 10))).toEqual(['2027-01-18', '2027-01-17']);
    expect(items.map(({ id }) => id)).not.toContain(mine.id);
    expect(await files()).toHaveLength(2);
    expect(await server.application.backups.service.age()).toBe(0);
    server.clock.ms += 5 * HOUR_MS;
    expect(await server.application.backups.service.age()).toBe(5);
    const first = await list({ limit: 1 });
    expect([...first.items, ...(await list({ limit: 1, cursor: first.nextCursor })).items]).toEqual(items);
  });

  it('leave the disk room, and say so where there is too little', async () => {
    const { db, jobs, auth } = server.application;
    const full = createBackups({
      ...{ db, jobs, audit: auth.audit, settings: server.config.backups, databaseUrl: server.config.databaseUrl, filesFolder: undefined },
      macKey: 'any',
      disk: async () => ({ freeBytes: 400, totalBytes: 10_000 }),
      now: () => server.clock.ms,
    });
    await as(administrator).create();
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect(await server.runJobs(full.work)).toMatchObject([{ code: 'no-room' }]);
      server.clock.ms += 60_000;
    }
    expect((await as(administrator).list()).items).toMatchObject([{ state: 'failed', problem: 'no-room' }]);
    expect(await files()).toEqual([]);
  });

  it('lie where they were made, and are verified there', { timeout: 60_000 }, async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'tripmaster-elsewhere-'));
    const other = await compose(
      { ...server.config, backups: { ...server.config.backups, folder: elsewhere } },
      { now: () => server.clock.ms },
    );
    try {
      const { id } = await as(administrator).create();
      await server.runJobs();
      const seen = (await as(administrator, other).list()).items;
      expect(seen).toMatchObject([{ id, file: { here: false } }]);
      await as(administrator, other).verify({ id });
      await other.backups.look();
      await server.runJobs(other.work);
      expect((await as(administrator, other).list()).items).toMatchObject([{ verification: { state: 'waiting' } }]);
      await server.runJobs();
      expect((await as(administrator, other).list()).items).toMatchObject([{ verification: { state: 'good' } }]);
      // Carried over by hand, it is the other's.
      const [name = ''] = await files();
      await copyFile(join(folder, name), join(elsewhere, name));
      await other.backups.look();
      expect((await as(administrator, other).list()).items).toMatchObject([{ id, file: { here: true } }]);
    } finally {
      await other.close();
      await rm(elsewhere, { recursive: true, force: true });
    }
  });

  it('leave nothing when their server is killed over them', { timeout: 120_000 }, async () => {
    const { db } = server.application;
    const text = 'x'.repeat(2_000);
    for (let batch = 0; batch < 20; batch += 1)
      await db.write(async (tx) => {
        const rows = Array.from({ length: 500 }, () => ({ questionHash: `${newId()}`, answer: `${text}${Math.random()}`, at: 1 }));
        await tx.insert(db.tables.modelAnswers).values(rows);
      });
    const { config } = server;
    const child = spawn(process.execPath, [SCRIPT], {
      env: {
        NODE_ENV: 'test',
        DATA_DIR: config.dataDir,
        DATABASE_URL: config.databaseUrl,
        BACKUP_DIR: folder,
      },
      stdio: 'ignore',
    });
    await expect.poll(files, { timeout: 60_000, interval: 5 }).not.toEqual([]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    // Who wrote it ends with who asked for it.
    const drafts = await files();
    expect(drafts).toMatchObject([expect.stringMatching(/^\.draft-/)]);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const [size] = await Promise.all(drafts.map(async (name) => (await stat(join(folder, name))).size));
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect((await stat(join(folder, drafts[0] ?? ''))).size).toBe(size);

    await server.application.backups.look();
    expect((await as(administrator).list()).items).toEqual([]);
    expect(await files()).toEqual(drafts);
    await utimes(join(folder, drafts[0] ?? ''), 1, Date.now() / 1_000 - 2 * 3_600);
    await server.application.backups.look();
    expect(await files()).toEqual([]);
    const { id } = await server.application.backups.make();
    expect(await server.application.backups.verify(id)).toBe('good');
  });

  it('are nobody else’s', async () => {
    const { id } = await as(administrator).create();
    await server.runJobs();
    for (const role of ['traveller', 'support'] as const) {
      const other = as(actorOf(await personIn(role), { role, secondFactor: true }));
      await expect(other.list()).rejects.toMatchObject({ cause: { code: 'unknown-procedure' } });
      await expect(other.create()).rejects.toMatchObject({ cause: { code: 'unknown-procedure' } });
      await expect(other.verify({ id })).rejects.toMatchObject({ cause: { code: 'unknown-procedure' } });
    }
    await expect(as({ ...administrator, secondFactor: false }).list()).rejects.toMatchObject({ cause: { code: 'second-factor-needed' } });
    expect(readConfig({}).backups).toMatchObject({ daily: true, keep: 7, files: true });
  });
});
