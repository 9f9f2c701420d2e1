import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { newSigningKey } from '@tripmaster/auth';
import { newSealingKey } from '@tripmaster/db';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeSecrets, openSecrets, type SecretStore } from './secrets.ts';

describe('secrets', () => {
  let folder = '';
  let open: SecretStore[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tripmaster-secrets-'));
  });
  afterEach(async () => {
    for (const store of open) store.close();
    open = [];
    await rm(folder, { recursive: true, force: true });
  });
  const file = () => join(folder, 'secrets.json');
  const start = async (options?: Parameters<typeof openSecrets>[1]) => {
    const store = await openSecrets(folder, options);
    open.push(store);
    return store;
  };
  const rotate = () => changeSecrets(folder, (secrets) => ({ ...secrets, sealingKeys: [newSealingKey(), ...secrets.sealingKeys] }));
  const until = async (holds: () => boolean) => {
    const started = Date.now();
    while (!holds() && Date.now() - started < 10_000) await new Promise((resolve) => setTimeout(resolve, 10));
    return Date.now() - started;
  };

  it('makes them once, for the owner alone, and leaves nothing beside them', async () => {
    const stores = await Promise.all(Array.from({ length: 8 }, () => start()));
    expect(new Set(stores.map((store) => JSON.stringify(store.current()))).size).toBe(1);
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['secrets.json']);
  });

  it('brings a file of the first release up to date: the same keys, and one to seal with', async () => {
    const first = { version: 1, signingKeys: [await newSigningKey()], refreshKey: 'k'.repeat(43) };
    await writeFile(file(), JSON.stringify(first), { mode: 0o600 });
    const stores = await Promise.all(Array.from({ length: 8 }, () => start()));
    const [store] = stores;
    expect(store?.current()).toMatchObject({ version: 2, signingKeys: first.signingKeys, macKey: first.refreshKey });
    expect(store?.current().sealingKeys).toHaveLength(1);
    expect(new Set(stores.map((one) => JSON.stringify(one.current()))).size).toBe(1);
    expect(JSON.parse(await readFile(file(), 'utf8'))).toEqual(store?.current());
    expect((await stat(file())).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['no JSON', '{"version":2', 'is damaged'],
    ['nothing', '', 'is damaged'],
    ['an unknown version', '{"version":3}', 'is damaged'],
    ['no key', '{"version":2,"signingKeys":[],"sealingKeys":[],"macKey":"x"}', 'is damaged'],
  ])('refuses a file with %s', async (_name, text, message) => {
    await writeFile(file(), text, { mode: 0o600 });
    await expect(start()).rejects.toThrow(message);
    expect(await readFile(file(), 'utf8')).toBe(text);
  });

  it('refuses two keys with one id, and a file that others can read', async () => {
    const [key] = (await start()).current().sealingKeys;
    if (key === undefined) throw new Error('no key');
    await expect(changeSecrets(folder, (secrets) => ({ ...secrets, sealingKeys: [key, key] }))).rejects.toThrow("can't be changed");
    await chmod(file(), 0o640);
    await expect(start()).rejects.toThrow('can be read by others');
    await expect(rotate()).rejects.toThrow('can be read by others');
  });

  it('shows a change to every running node within about a second', async () => {
    const nodes = [await start(), await start()];
    const { sealingKeys } = await rotate();
    const waited = await until(() => nodes.every((node) => node.current().sealingKeys[0]?.kid === sealingKeys[0]?.kid));
    expect(waited).toBeLessThan(2_000);
    expect((await stat(file())).mode & 0o777).toBe(0o600);
  });

  it('shows a change at once to who asks, and tells when there was none', async () => {
    const [waiting, hurried] = [await start(), await start()];
    expect([await waiting.reload(), hurried.reloadNow()]).toEqual([false, false]);
    const { sealingKeys } = await rotate();
    expect([await waiting.reload(), hurried.reloadNow()]).toEqual([true, true]);
    expect(waiting.current().sealingKeys).toEqual(sealingKeys);
    expect(hurried.current().sealingKeys).toEqual(sealingKeys);
  });

  it('keeps what it has while the file is damaged, open or away, tells it once, and goes on when it is back', async () => {
    const errors: string[] = [];
    const store = await start({ onError: ({ message }) => errors.push(message) });
    const before = store.current();
    const good = await readFile(file(), 'utf8');
    await writeFile(file(), good.slice(0, 40));
    expect([await store.reload(), await store.reload(), store.current()]).toEqual([false, false, before]);
    await writeFile(file(), good);
    await chmod(file(), 0o644);
    expect([await store.reload(), store.current()]).toEqual([false, before]);
    await rename(file(), `${file()}.away`);
    expect([await store.reload(), store.current()]).toEqual([false, before]);
    expect(errors).toEqual([
      expect.stringContaining('is damaged'),
      expect.stringContaining('read by others'),
      expect.stringContaining('ENOENT'),
    ]);
    await chmod(`${file()}.away`, 0o600);
    await rename(`${file()}.away`, file());
    const { sealingKeys } = await rotate();
    expect([await store.reload(), store.current().sealingKeys]).toEqual([true, sealingKeys]);
  });

  it('loses no change of many at once', async () => {
    await start();
    await Promise.all(Array.from({ length: 12 }, rotate));
    const { sealingKeys } = await changeSecrets(folder, (secrets) => secrets);
    expect(sealingKeys).toHaveLength(13);
    expect(await readdir(folder)).toEqual(['secrets.json']);
  });

  it('leaves the file as it was when the change fails, and the lock free', async () => {
    await start();
    const before = await readFile(file(), 'utf8');
    await expect(changeSecrets(folder, () => Promise.reject(new Error('second thoughts')))).rejects.toThrow('second thoughts');
    expect(await readFile(file(), 'utf8')).toBe(before);
    await rotate();
  });

  it('takes over the lock of a killed command, and clears away what it left', async () => {
    await start();
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    await writeFile(join(folder, 'secrets.lock'), JSON.stringify({ pid: child.pid, host: hostname(), token: 'x' }));
    const draft = join(folder, 'secrets.json.77-0123456789ab');
    for (const left of [draft, `${file()}.backup`]) {
      await writeFile(left, '');
      await utimes(left, new Date(0), new Date(0));
    }
    const started = Date.now();
    await Promise.all([rotate(), rotate(), rotate()]);
    expect(Date.now() - started).toBeLessThan(3_000);
    expect((await readdir(folder)).toSorted()).toEqual(['secrets.json', 'secrets.json.backup']);
    expect((await changeSecrets(folder, (secrets) => secrets)).sealingKeys).toHaveLength(4);
  });

  it('takes over a lock of another machine once it is old', async () => {
    await start();
    const lock = join(folder, 'secrets.lock');
    await writeFile(lock, JSON.stringify({ pid: 1, host: 'elsewhere', token: 'x' }));
    const waiting = rotate();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await changeCount()).length).toBe(1);
    await utimes(lock, new Date(0), new Date(0));
    expect((await waiting).sealingKeys).toHaveLength(2);
  });
  const changeCount = async (): Promise<unknown[]> => JSON.parse(await readFile(file(), 'utf8')).sealingKeys;
});
