import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSqlite } from './sqlite.ts';

it.skipIf(process.platform === 'win32')('makes files that nobody else on the machine can read, whoever may enter the folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tripmaster-mode-'));
  const db = openSqlite(join(folder, 'trips.sqlite'));
  try {
    const modes = await Promise.all(
      (await readdir(folder)).map(async (name) => ((await stat(join(folder, name))).mode & 0o777).toString(8)),
    );
    expect(modes).toEqual(['600', '600', '600']);
  } finally {
    await db.close();
    await rm(folder, { recursive: true });
  }
});
