import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keysInUse, openDatabase, sealedColumns, sealer, type Database } from '@tripmaster/db';
import { emptyDatabase, ENGINES } from '@tripmaster/db/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeSecrets, openSecrets, type SecretStore } from '../secrets.ts';
import { rotateKeys } from './rotate.ts';
import { operate } from './run.ts';

const SCRIPT = fileURLToPath(new URL('./testing/rotate-on.ts', import.meta.url));
const DAY_MS = 86_400_000;

describe.each(ENGINES)('keys on %s', (engine) => {
  let dataDir = '';
  let database: { url: string; remove: () => Promise<void> };
  let db: Database;
  let secrets: SecretStore;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'tripmaster-operate-'));
    database = await emptyDatabase(engine);
    db = await openDatabase(database.url);
    secrets = await openSecrets(dataDir);
  });
  afterEach(async () => {
    secrets.close();
    await db.close();
    await database.remove();
    await rm(dataDir, { recursive: true, force: true });
  });

  const texts = () => sealer(() => secrets.current().sealingKeys, { onUnknownKey: () => void secrets.reloadNow() });
  const place = (id: string) => `totp.secret:${id}`;
  const addPeople = (count: number, from = 0) =>
    db.write(async (tx) => {
      const { users, totp } = db.tables;
      const ids = Array.from({ length: count }, (_, index) => `p${from + index}`);
      for (let start = 0; start < count; start += 500) {
        const part = ids.slice(start, start + 500);
        await tx
          .insert(users)
          .values(part.map((id) => ({ id, email: id, role: 'traveller' as const, status: 'active' as const, createdAt: 1, updatedAt: 1 })));
        await tx
          .insert(totp)
          .values(part.map((userId) => ({ userId, secret: texts().seal(`seed of ${userId}`, place(userId)), lastStep: 0, createdAt: 1 })));
      }
    });
  /** Opens every row; gives how many rows are under each key. */
  const openAll = async () => {
    const { totp } = db.tables;
    const rows = await db.read.select({ id: totp.userId, secret: totp.secret }).from(totp);
    const wrong = rows.filter(({ id, secret }) => texts().open(secret, place(id)) !== `seed of ${id}`);
    expect(wrong).toEqual([]);
    return keysInUse(db, sealedColumns(db.tables), texts());
  };
  /** Waits until a rotation is in the middle of its rows. */
  const untilMixed = async (child: { exitCode: number | null }) => {
    while (child.exitCode === null && (await keysInUse(db, sealedColumns(db.tables), texts())).size < 2)
      await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const rotate = (options: Parameters<typeof rotateKeys>[1] = {}) =>
    rotateKeys({ dataDir, db, secrets, tell: () => undefined }, { settleMs: 20, ...options });
  const command = async (...args: string[]) => {
    let [out, err] = ['', ''];
    const environment = { DATA_DIR: dataDir, DATABASE_URL: engine === 'sqlite' ? `file:${database.url}` : database.url };
    const code = await operate(args, environment, { out: (text) => (out += text), err: (text) => (err += text) });
    return { code, out, err };
  };

  it('rotates: new keys first, every text under the new one, the old sealing key gone, the old signing key kept a day', async () => {
    await addPeople(450);
    const before = secrets.current();
    const at = Date.parse('2027-01-01T12:00:00.000Z');
    expect(await rotate({ now: () => at })).toEqual({ resumed: false, rows: 450, unreadable: [], dropped: 1 });
    secrets.reloadNow();
    const after = secrets.current();
    expect(after.sealingKeys).toEqual([expect.not.objectContaining(before.sealingKeys[0] ?? {})]);
    expect(after.signingKeys).toEqual([
      expect.not.objectContaining({ kid: before.signingKeys[0]?.kid }),
      { ...before.signingKeys[0], retiredAt: '2027-01-01T12:00:00.000Z' },
    ]);
    expect([after.macKey, after.rotationStartedAt]).toEqual([before.macKey, undefined]);
    expect(await openAll()).toEqual(new Map([[after.sealingKeys[0]?.kid, 450]]));

    await rotate({ now: () => at + DAY_MS - 1 });
    secrets.reloadNow();
    expect(secrets.current().signingKeys).toHaveLength(3);
    await rotate({ now: () => at + DAY_MS });
    secrets.reloadNow();
    expect(secrets.current().signingKeys.map(({ kid }) => kid)).not.toContain(before.signingKeys[0]?.kid);
    expect(secrets.current().signingKeys).toHaveLength(3);
  });

  it('goes on with a rotation that was stopped, without more keys', async () => {
    await addPeople(10);
    await changeSecrets(dataDir, (now) => ({ ...now, rotationStartedAt: '2027-01-01T12:00:00.000Z' }));
    const keys = secrets.current().sealingKeys;
    expect(await rotate()).toMatchObject({ resumed: true, rows: 0, dropped: 0 });
    secrets.reloadNow();
    expect(secrets.current()).toMatchObject({ sealingKeys: keys });
    expect(secrets.current().rotationStartedAt).toBeUndefined();
  });

  it('keeps a key that something unreadable is under, says what it is, and can rotate again', async () => {
    await addPeople(3);
    const { totp } = db.tables;
    await db.write(async (tx) => void (await tx.update(totp).set({ secret: texts().seal('moved', place('elsewhere')) })));
    const old = secrets.current().sealingKeys[0]?.kid;
    for (const count of [2, 3]) {
      expect(await rotate()).toMatchObject({ resumed: false, rows: 0, unreadable: ['p0', 'p1', 'p2'].map(place), dropped: count - 2 });
      secrets.reloadNow();
      expect(secrets.current().sealingKeys.at(-1)?.kid).toBe(old);
    }
  });

  it('survives being killed ten times at random moments: every row opens, and a last run finishes', async () => {
    await addPeople(4_000);
    let halfway = 0;
    let began = 0;
    for (let round = 0; round < 10; round += 1) {
      const child = spawn(process.execPath, [SCRIPT, dataDir, database.url], { stdio: ['ignore', 'pipe', 'inherit'] });
      const ended = once(child, 'exit');
      if (round % 3 === 0) {
        // Anywhere, also before it began.
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 900));
      } else {
        // While it works: once the first rows are under another key than the rest, or it was quicker than we are.
        await Promise.race([ended, untilMixed(child)]);
      }
      child.stdout.resume();
      child.kill('SIGKILL');
      await ended;
      secrets.reloadNow();
      began += secrets.current().rotationStartedAt === undefined ? 0 : 1;
      halfway += (await openAll()).size > 1 ? 1 : 0;
      expect((await stat(join(dataDir, 'secrets.json'))).mode & 0o777).toBe(0o600);
    }
    expect([began > 0, halfway > 0]).toEqual([true, true]);
    await rotate();
    secrets.reloadNow();
    const [only, ...others] = secrets.current().sealingKeys;
    expect(others).toEqual([]);
    expect(await openAll()).toEqual(new Map([[only?.kid, 4_000]]));
  }, 120_000);

  it('loses nothing when two rotations run at once and people are added meanwhile', async () => {
    await addPeople(600);
    const adding = async () => {
      for (let person = 600; person < 640; person += 1) await addPeople(1, person);
    };
    const [first, second] = await Promise.all([rotate({ settleMs: 300 }), rotate({ settleMs: 300 }), adding()]);
    expect([first.unreadable, second.unreadable]).toEqual([[], []]);
    secrets.reloadNow();
    expect([...(await openAll()).values()].reduce((sum, count) => sum + count, 0)).toBe(640);
  });

  it('tells an operator what there is and what was done, without the keys', async () => {
    await addPeople(3);
    const rotated = await command('keys', 'rotate');
    expect(rotated).toMatchObject({ code: 0, err: '' });
    expect(rotated.out).toMatch(
      /3 secrets in the database were sealed anew; all are under the new key\.\n1 older sealing key is not needed any more and removed\./,
    );
    expect(rotated.out).toMatch(/Done in \d+\.\d s\.\n$/);
    const listed = await command('keys', 'list');
    secrets.reloadNow();
    const { sealingKeys, signingKeys, macKey } = secrets.current();
    expect(listed.out).toContain(`${sealingKeys[0]?.kid}  seals; 3 sealed texts`);
    expect(listed.out).toContain(`${signingKeys[1]?.kid}  verifies, retired ${signingKeys[1]?.retiredAt}`);
    for (const secret of [macKey, ...sealingKeys.map(({ key }) => key), ...signingKeys.map(({ d }) => d)])
      expect(rotated.out + listed.out).not.toContain(secret);

    const [signs, retired] = signingKeys.map(({ kid }) => kid);
    const refusal = (kid = '') => command('keys', 'forget', kid).then(({ code, err }) => `${code} ${err}`);
    expect(await refusal(signs)).toMatch(/^1 .* signs now\./);
    expect(await refusal(sealingKeys[0]?.kid)).toMatch(/^1 .* is no signing key;/);
    expect(await command('keys', 'forget', retired ?? '')).toMatchObject({ code: 0, err: '' });
    secrets.reloadNow();
    expect(secrets.current()).toEqual({ ...secrets.current(), signingKeys: signingKeys.slice(0, 1), sealingKeys, macKey });
  });
});

describe('the operator’s command line', () => {
  const command = async (args: string[], environment: Record<string, string> = {}) => {
    let [out, err] = ['', ''];
    const code = await operate(args, environment, { out: (text) => (out += text), err: (text) => (err += text) });
    return { code, out, err };
  };

  it('shows its commands when asked, and to who calls it wrongly', async () => {
    expect(await command(['--help'])).toEqual({ code: 0, out: expect.stringContaining('tripmaster keys rotate:'), err: '' });
    expect(await command(['keys', 'rotate', '--help'])).toEqual({
      code: 0,
      out: expect.stringMatching(/^tripmaster keys rotate: .*\n$/),
      err: '',
    });
    for (const args of [[], ['keys'], ['keys', 'lose'], ['constructor']])
      expect(await command(args)).toEqual({ code: 2, out: '', err: expect.stringContaining('tripmaster keys list:') });
  });

  it('makes nothing in a folder where no server has run, and names the setting', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tripmaster-none-'));
    const { code, err } = await command(['keys', 'list'], { DATA_DIR: folder });
    expect([code, err]).toEqual([1, `No server has run on the data folder ${folder} yet. DATA_DIR names another.\n`]);
    await expect(readFile(join(folder, 'secrets.json'))).rejects.toThrow('ENOENT');
    expect((await command(['keys', 'list'], { PORT: 'eighty' })).err).toContain('PORT is not a port');
    await rm(folder, { recursive: true });
  });

  it('refuses arguments it does not know', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tripmaster-more-'));
    (await openSecrets(folder)).close();
    expect(await command(['keys', 'rotate', '--now'], { DATA_DIR: folder })).toMatchObject({
      code: 2,
      err: expect.stringContaining('--now is too much.'),
    });
    await rm(folder, { recursive: true });
  });
});
