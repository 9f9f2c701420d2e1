import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@tripmaster/db';
import { emptyDatabase, ENGINES } from '@tripmaster/db/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSecrets } from '../secrets.ts';
import { operate } from './run.ts';

const KEY = `ab/${'c'.repeat(38)}`;

const TRIP = {
  version: 1,
  visibility: 'private',
  startDate: '2027-05-13',
  endDate: '2027-05-17',
  dayCount: 5,
  travellers: 3,
  totalAmount: 180_000,
  currency: 'EUR',
  rulesHolding: 20,
  searchText: 'lisbon',
} as const;

describe.each(ENGINES)('backups by the command line on %s', (engine) => {
  let dataDir = '';
  let database: { url: string; remove: () => Promise<void> };
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'tripmaster-operate-'));
    database = await emptyDatabase(engine);
    (await openSecrets(dataDir)).close();
    const db = await openDatabase(database.url);
    const { users, plans, planFiles, storedObjects } = db.tables;
    const times = { createdAt: 1, updatedAt: 1 };
    await db.write(async (tx) => {
      await tx.insert(users).values({ id: 'ada', email: 'ada@example.com', role: 'traveller', status: 'active', ...times });
      await tx
        .insert(plans)
        .values({ id: 'p', ownerId: 'ada', title: 'Lisbon', destinations: ['Lisbon'], stopsPerDay: [1], ...TRIP, ...times });
      const file = { name: 'ticket', type: 'application/pdf', size: 9, sha256: '', shared: false, createdAt: 1 };
      await tx.insert(planFiles).values({ id: 'f', planId: 'p', userId: 'ada', ...file });
      await tx.insert(storedObjects).values({ key: KEY, fileId: 'f', kind: 'original', size: 9, createdAt: 1 });
    });
    await db.close();
    await mkdir(join(dataDir, 'files', 'kept', 'ab'), { recursive: true });
    await writeFile(join(dataDir, 'files', 'kept', KEY), 'my ticket');
  });
  afterEach(async () => {
    await database.remove();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function run(args: string[], { url = database.url, folder = dataDir }: { url?: string; folder?: string } = {}) {
    const said = { out: '', err: '' };
    const code = await operate(
      args,
      { NODE_ENV: 'test', DATA_DIR: folder, DATABASE_URL: url.startsWith('postgres') ? url : `file:${url}` },
      { out: (text) => void (said.out += text), err: (text) => void (said.err += text) },
    );
    return { code, ...said };
  }

  it('makes one, verifies it, and brings it back into an empty database of either engine', { timeout: 120_000 }, async () => {
    expect((await run(['backups', 'list'])).out).toContain('There is none yet.');
    const created = await run(['backups', 'create']);
    expect([created.code, created.err]).toEqual([0, '']);
    const [name = ''] = (await readdir(join(dataDir, 'backups'))).filter((entry) => entry.endsWith('.tar.gz'));
    const id = /-([0-9a-f-]{36})\.tar\.gz$/.exec(name)?.[1] ?? '';
    expect(created.out).toContain(name);
    const verified = await run(['backups', 'verify', id]);
    expect([verified.code, verified.err]).toEqual([0, '']);
    expect((await run(['backups', 'list'])).out).toMatch(/MiB, \d+ rows of .*, good/);
    expect(await run(['backups', 'verify', 'nothing'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('There is no backup nothing'),
    });

    const file = join(dataDir, 'backups', name);
    expect(await run(['backups', 'restore', file])).toMatchObject({ code: 1, err: expect.stringContaining('into a new database only') });
    for (const other of ENGINES) {
      const place = await emptyDatabase(other);
      const folder = await mkdtemp(join(tmpdir(), 'tripmaster-back-'));
      (await openSecrets(folder)).close();
      // Another server's keys: whoever could write there could make a backup for us.
      const refused = await run(['backups', 'restore', file], { url: place.url, folder });
      expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('add --of-another-server') });
      const done = await run(['backups', 'restore', file, '--of-another-server'], { url: place.url, folder });
      expect([done.code, done.err]).toEqual([0, '']);
      expect(done.out).toContain('and 1 files in');
      expect(await readFile(join(folder, 'files', 'kept', KEY), 'utf8')).toBe('my ticket');
      const db = await openDatabase(place.url);
      expect(await db.read.select({ id: db.tables.plans.id, title: db.tables.plans.title }).from(db.tables.plans)).toEqual([
        { id: 'p', title: 'Lisbon' },
      ]);
      const acts = await db.read.select({ action: db.tables.auditEvents.action }).from(db.tables.auditEvents);
      expect(acts).toEqual([{ action: 'backup.restored' }]);
      await db.close();
      await place.remove();
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('says what it was called wrongly with', async () => {
    expect(await run(['backups', 'restore'])).toMatchObject({ code: 2, err: expect.stringContaining('Name the file') });
    expect(await run(['backups', 'restore', 'nowhere'])).toMatchObject({ code: 1, err: 'There is no file nowhere.\n' });
    expect(await run(['backups', 'verify'])).toMatchObject({ code: 2 });
    expect(await run(['backups', 'create', 'twice'])).toMatchObject({ code: 2 });
    const letter = join(dataDir, 'letter');
    await writeFile(letter, 'Dear Ada');
    const place = await emptyDatabase(engine);
    expect(await run(['backups', 'restore', letter], { url: place.url })).toMatchObject({
      code: 1,
      err: 'Nothing was restored: it is no compressed file.\n',
    });
    await place.remove();
  });
});
