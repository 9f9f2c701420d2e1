import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

describe('the tripmaster command against a real server', () => {
  let folder: string;
  let server: ChildProcess;
  let url: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tripmaster-command-'));
    server = spawn(process.execPath, [at('../../../apps/api/src/main.ts')], {
      env: { ...process.env, PORT: '0', DATA_DIR: join(folder, 'data'), DATABASE_URL: '', BASE_URL: '', NODE_ENV: 'test' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    url = await new Promise<string>((resolve, reject) => {
      server.once('exit', () => reject(new Error('the server did not start')));
      server.stdout?.once('data', (chunk: Buffer) => resolve(/http:\/\/\S+/.exec(chunk.toString())?.[0] ?? ''));
    });
  });
  afterAll(async () => {
    server.kill();
    await rm(folder, { recursive: true, force: true });
  });

  function tripmaster(args: string[], env: Record<string, string> = {}): Promise<{ code: number; stdout: string; stderr: string }> {
    const options = {
      cwd: folder,
      env: { ...process.env, XDG_CONFIG_HOME: join(folder, 'config'), TRIPMASTER_URL: url, ...env },
      maxBuffer: 2 ** 26,
    };
    return new Promise((resolve) => {
      execFile(process.execPath, [at('./main.ts'), ...args], options, (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, stdout, stderr }),
      );
    });
  }

  it('makes a plan as somebody new, keeps it and lists it', async () => {
    const made = await tripmaster([
      'plan',
      'Lisbon',
      '--from',
      '2027-05-10',
      '--to',
      '2027-05-12',
      '--adults',
      '2',
      '--budget',
      '1.800,00 EUR',
      '--save',
      'trip.ics',
      '--save',
      'trip.json',
      '--save',
      'trip.md',
    ]);
    expect(made.stderr).toContain('Made an account for you');
    expect(made.stderr).toMatch(/\d+ %/);
    expect(made).toMatchObject({ code: 0 });
    expect(made.stdout).toMatch(/^# /);
    expect(await readFile(join(folder, 'trip.md'), 'utf8')).toBe(made.stdout);
    expect(await readFile(join(folder, 'trip.ics'), 'utf8')).toContain('BEGIN:VCALENDAR');
    const plan: { id: string } = JSON.parse(await readFile(join(folder, 'trip.json'), 'utf8'));
    if (process.platform !== 'win32') expect((await stat(join(folder, 'config/tripmaster/accounts.json'))).mode & 0o777).toBe(0o600);

    const again = await tripmaster(['list']);
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(again.stdout).toContain(plan.id);
    expect((await tripmaster(['show', plan.id])).stdout).toBe(made.stdout);
    expect(JSON.parse((await tripmaster(['show', plan.id, '--json'])).stdout)).toMatchObject({ id: plan.id });
    expect(await tripmaster(['delete', plan.id])).toMatchObject({ code: 0 });
    expect(await tripmaster(['show', plan.id])).toMatchObject({ code: 1, stderr: 'Not here, or not yours to see.\n' });
  });

  it('signs up, in and out as somebody named', async () => {
    const env = { TRIPMASTER_EMAIL: 'Ada@example.com', TRIPMASTER_PASSWORD: 'correct horse battery', XDG_CONFIG_HOME: join(folder, 'ada') };
    expect((await tripmaster(['login'], env)).stderr).toContain('as ada@example.com');
    expect(await readFile(join(folder, 'ada/tripmaster/accounts.json'), 'utf8')).not.toContain('correct horse');
    expect(await tripmaster(['list'], { XDG_CONFIG_HOME: env.XDG_CONFIG_HOME })).toMatchObject({ code: 0 });
    expect(await tripmaster(['logout'], env)).toMatchObject({ code: 0, stderr: 'Signed out.\n' });
    expect(await tripmaster(['list'], { ...env, TRIPMASTER_PASSWORD: 'wrong horse battery' })).toMatchObject({
      code: 1,
      stderr: 'E-mail and password don’t match.\n',
    });
  });

  it('fails with one plain sentence', async () => {
    expect(await tripmaster(['plan', 'Lisbon', '--from', '2027-05-14', '--to', '2027-05-10'])).toMatchObject({
      code: 1,
      stdout: '',
      stderr: '--to: the return is before the start\n',
    });
    expect(await tripmaster(['plan', 'Lisbon', '--from', '2027-05-14', '--to', '2027-05-15', '--save', 'trip.doc'])).toMatchObject({
      code: 2,
      stderr: '--save: trip.doc does not end in .md, .html, .ics, .json.\n',
    });
    expect(await tripmaster(['list', '--server', 'http://127.0.0.1:1'])).toMatchObject({
      code: 1,
      stderr: 'http://127.0.0.1:1 can’t be reached. Start it with npm start, or name another with --server.\n',
    });
    expect((await tripmaster(['frob'])).code).toBe(2);
    expect(await tripmaster(['plan', '--help'])).toMatchObject({ code: 0, stdout: expect.stringContaining('--budget') });
  });
});
