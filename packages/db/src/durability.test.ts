import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { openDatabase } from './open.ts';
import { emptyDatabase, openTestDatabase } from './testing/index.ts';

const script = (name: string) => fileURLToPath(new URL(`./testing/${name}.ts`, import.meta.url));

describe('what was acknowledged is stored', () => {
  it('on SQLite, when the disk is full: the write is refused and every one before it is there', async () => {
    const { url, remove } = await emptyDatabase('sqlite');
    // A file-size limit is a full disk that needs no root; without the trap its signal would end the process.
    const { stdout } = await promisify(execFile)('sh', [
      '-c',
      `trap '' XFSZ; ulimit -f 5000; exec "$0" "$1" "$2"`,
      process.execPath,
      script('fill-disk'),
      url,
    ]);
    const { promised, refusal }: { promised: number; refusal: string } = JSON.parse(stdout);
    expect(refusal).toMatch(/disk|full|I\/O/i);
    expect(promised).toBeGreaterThan(0);
    expect(promised).toBeLessThan(5_000);
    const db = await openDatabase(url);
    expect(await db.read.select({ id: db.tables.users.id }).from(db.tables.users)).toHaveLength(promised);
    await db.close();
    await remove();
  });

  it('on PostgreSQL, when only the commit fails: the write is refused and nothing of it is there', async () => {
    const test = await openTestDatabase('postgres');
    const client = new pg.Client({ connectionString: test.url });
    await client.connect();
    await client.query('ALTER TABLE users ADD CONSTRAINT late UNIQUE (name) DEFERRABLE INITIALLY DEFERRED');
    await client.end();
    const { users } = test.db.tables;
    const add = (id: string) =>
      test.db.write((tx) =>
        tx
          .insert(users)
          .values({ id, email: id, name: 'same', passwordHash: 'x', role: 'traveller', status: 'active', createdAt: 1, updatedAt: 1 })
          .returning(),
      );
    expect(await add('first')).toHaveLength(1);
    await expect(add('second')).rejects.toThrow('unique violation');
    expect(await test.db.read.select({ id: users.id }).from(users)).toEqual([{ id: 'first' }]);
    await test.remove();
  });

  it('on SQLite, when the process is killed while it writes', async () => {
    const { url, remove } = await emptyDatabase('sqlite');
    for (let round = 0; round < 3; round += 1) {
      const child = spawn(process.execPath, [script('write-on'), url, String(round)], { stdio: ['ignore', 'pipe', 'inherit'] });
      let promised = '';
      child.stdout.on('data', (chunk: Buffer) => {
        promised += chunk.toString();
        if (promised.length > 150 * (round + 1)) child.kill('SIGKILL');
      });
      await once(child, 'exit');
      const ids = promised.split('\n').slice(0, -1);
      const db = await openDatabase(url);
      const stored = new Set((await db.read.select({ id: db.tables.users.id }).from(db.tables.users)).map(({ id }) => id));
      expect(ids.length).toBeGreaterThan(0);
      expect(ids.filter((id) => !stored.has(id))).toEqual([]);
      await db.close();
    }
    await remove();
  });

  it('on SQLite, while another process holds the file: the write waits, and this process goes on meanwhile', async () => {
    const test = await openTestDatabase('sqlite');
    const other = new Sqlite(test.url);
    other.exec('BEGIN IMMEDIATE');
    let ticks = 0;
    const clock = setInterval(() => (ticks += 1), 10);
    const { users } = test.db.tables;
    const waiting = test.db.write((tx) =>
      tx
        .insert(users)
        .values({ id: 'w', email: 'w', passwordHash: 'x', role: 'traveller', status: 'active', createdAt: 1, updatedAt: 1 })
        .returning(),
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(ticks).toBeGreaterThan(5);
    other.exec('COMMIT');
    expect(await waiting).toHaveLength(1);
    clearInterval(clock);
    other.close();
    await test.remove();
  });
});
