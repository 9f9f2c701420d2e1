import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plan } from '@tripmaster/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Account } from './keeping.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The command of the README. */
const README =
  'plan|Lisbon|--from|2027-05-10|--to|2027-05-14|--adults|2|--child|6|--budget|1.800,00 EUR|--interest|food|--interest|history'.split('|');

describe('the tripmaster command against a real server', () => {
  let folder: string;
  let server: ChildProcess;
  let url: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tripmaster-command-'));
    env = { XDG_CONFIG_HOME: join(folder, 'calls') };
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

  it('makes the plan of the README as somebody new, keeps it and lists it', async () => {
    const made = await tripmaster([...README, ...['trip.md', 'trip.ics', 'trip.json', 'trip.pdf'].flatMap((file) => ['--save', file])]);
    expect(made.stderr).toContain('Made an account for you');
    expect(made.stderr).toMatch(/\d+ %/);
    expect(made).toMatchObject({ code: 0 });
    expect(made.stdout).toMatch(/^# /);
    expect(await readFile(join(folder, 'trip.md'), 'utf8')).toBe(made.stdout);
    expect(await readFile(join(folder, 'trip.ics'), 'utf8')).toContain('BEGIN:VCALENDAR');
    expect((await readFile(join(folder, 'trip.pdf'))).subarray(0, 5).toString()).toBe('%PDF-');
    const { plan }: { plan: Plan } = JSON.parse(await readFile(join(folder, 'trip.json'), 'utf8'));
    const { id, request, budget } = plan;
    expect(request).toMatchObject({
      travellers: { adults: 2, childrenAges: [6] },
      budget: { amount: 180_000, currency: 'EUR' },
      interests: ['food', 'history'],
    });
    const { rows, total } = budgetTable(made.stdout);
    expect(rows.length).toBeGreaterThan(2);
    expect(rows.reduce((sum, amount) => sum + amount, 0)).toBe(total);
    expect(total).toBe(budget.total.amount);
    expect(total).toBeGreaterThan(0);
    expect(total).toBeLessThanOrEqual(180_000);
    if (process.platform !== 'win32') expect((await stat(join(folder, 'config/tripmaster/accounts.json'))).mode & 0o777).toBe(0o600);

    const again = await tripmaster(['list']);
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(again.stdout).toContain(id);
    expect((await tripmaster(['show', id])).stdout).toBe(made.stdout);
    expect(JSON.parse((await tripmaster(['show', id, '--json'])).stdout)).toMatchObject({ id: id });
    expect(await tripmaster(['delete', id])).toMatchObject({ code: 0 });
    expect(await tripmaster(['show', id])).toMatchObject({ code: 1, stderr: 'Not here, or not yours to see.\n' });
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

  it('keeps the password it made, also when its own address is given', async () => {
    const env = { XDG_CONFIG_HOME: join(folder, 'own') };
    const file = join(folder, 'own/tripmaster/accounts.json');
    const remembered = async (): Promise<Account | undefined> => Object.values<Account>(JSON.parse(await readFile(file, 'utf8')))[0];
    expect(await tripmaster(['list'], env)).toMatchObject({ code: 0 });
    const first = await remembered();
    expect(first?.password).toBeDefined();
    const email = first?.email ?? '';
    expect(await tripmaster(['logout'], env)).toMatchObject({ code: 0 });
    expect(await tripmaster(['list', '--email', email], env)).toMatchObject({ code: 0 });
    expect(await remembered()).toMatchObject({ email, password: first?.password, session: expect.anything() });
    expect(await tripmaster(['list', '--email', 'other@example.com'], env)).toMatchObject({
      code: 2,
      stderr: `You are signed out of ${url}. Sign in with tripmaster login.\n`,
    });
    expect(await remembered()).toMatchObject({ email, password: first?.password });
  });

  it('never writes over accounts it could not read', async () => {
    const env = { XDG_CONFIG_HOME: join(folder, 'damaged') };
    const file = join(folder, 'damaged/tripmaster/accounts.json');
    await mkdir(join(folder, 'damaged/tripmaster'), { recursive: true });
    for (const content of ['{"http://localhost:3000": {"email": "a@tripma', '', 'null', '[]', '{"http://localhost:3000": 7}']) {
      await writeFile(file, content);
      expect(await tripmaster(['list'], env)).toMatchObject({
        code: 1,
        stderr: `${file} is damaged. Mend it, or move it away to begin anew.\n`,
      });
      expect(await readFile(file, 'utf8')).toBe(content);
    }
    await rm(file);
    // A folder in its place can't be read by anybody, not even by root.
    await mkdir(file);
    expect(await tripmaster(['list'], env)).toMatchObject({ code: 1, stderr: `${file} can’t be read (EISDIR).\n` });
  });

  it('names the option that was refused, in one plain sentence', async () => {
    const refused = async (...args: string[]) => {
      const { code, stdout, stderr } = await tripmaster(['plan', 'Lisbon', ...args]);
      expect({ stdout, lines: stderr.split('\n').length }).toEqual({ stdout: '', lines: 2 });
      return [code, stderr.trimEnd()];
    };
    const dates = ['--from', '2027-05-10', '--to', '2027-05-14'];
    // What the server refuses ends with 1, what was never sent with 2.
    expect(await refused('--from', '2027-05-14', '--to', '2027-05-10')).toEqual([1, '--to: the return is before the start']);
    expect(await refused(...dates, '--adults', '0')).toEqual([1, expect.stringMatching(/^--adults: /)]);
    expect(await refused(...dates, '--child', '40')).toEqual([1, expect.stringMatching(/^--child: /)]);
    expect(await refused(...dates, '--day-start', '9am')).toEqual([1, expect.stringMatching(/^--day-start: /)]);
    expect(await refused(...dates, '--budget', 'plenty')).toEqual([2, expect.stringMatching(/^--budget: /)]);
    expect(await refused(...dates, '--pace', 'hectic')).toEqual([2, '--pace: is not one of relaxed, balanced, packed.']);
    expect(await refused('--to', '2027-05-14')).toEqual([2, expect.stringMatching(/^--from: /)]);
    expect(await refused(...dates, '--colour', 'red')).toEqual([2, expect.stringContaining("'--colour'")]);
    expect(await refused(...dates, '--paper', 'a5')).toEqual([2, '--paper: a5 is neither a4 nor letter.']);
    expect(await refused(...dates, '--save', 'trip.doc')).toEqual([
      2,
      '--save: trip.doc does not end in .pdf, .md, .html, .ics, .json, .gpx, .kml, .csv.',
    ]);
  });

  it('says that a server is down, and what can be done', async () => {
    const sentence = 'http://127.0.0.1:1 can’t be reached. Start it with npm start, or name another with --server.\n';
    expect(await tripmaster(['list', '--server', 'http://127.0.0.1:1'])).toMatchObject({ code: 1, stdout: '', stderr: sentence });
    expect(await tripmaster(['list', '--server=http://127.0.0.1:1/'])).toMatchObject({ code: 1, stderr: sentence });
    expect(await tripmaster(README, { TRIPMASTER_URL: 'http://127.0.0.1:1' })).toMatchObject({
      code: 1,
      stdout: '',
      stderr: sentence,
    });
  });

  let env: { XDG_CONFIG_HOME: string };
  let planId = '';

  it('calls every procedure, prints JSON, and streams one JSON a line', async () => {
    const found = await tripmaster(['destinations', 'search', '--q', 'porto', '--limit', '1'], env);
    expect(found).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(found.stdout)).toMatchObject({ items: [{ name: 'Porto', country: 'PT' }] });
    // What anybody may do makes no account.
    await expect(stat(join(folder, 'calls'))).rejects.toThrow('ENOENT');

    const trip = { destinations: [{ name: 'Porto' }], dates: { start: '2027-05-10', end: '2027-05-11' }, travellers: { adults: 1 } };
    await writeFile(join(folder, 'trip-input.json'), JSON.stringify(trip));
    const streamed = await tripmaster(['plans.generate', '--input', `@${join(folder, 'trip-input.json')}`], env);
    expect(streamed.code).toBe(0);
    const events: { type: string; plan?: Plan }[] = streamed.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events.length).toBeGreaterThan(3);
    const plan = events.at(-1)?.plan;
    planId = plan?.id ?? '';
    expect(events.at(-1)?.type).toBe('plan');
    const got = await tripmaster(['plans', 'get', '--id', plan?.id ?? ''], env);
    expect(JSON.parse(got.stdout)).toEqual(plan);
    expect(
      JSON.parse((await tripmaster(['plans.set-visibility', '--id', plan?.id ?? '', '--visibility', 'unlisted'], env)).stdout),
    ).toMatchObject({
      visibility: 'unlisted',
    });
  }, 60_000);

  it('takes files down and up', async () => {
    expect(await tripmaster(['download', `/plans/${planId}.ics`, '--save', 'down.ics'], env)).toMatchObject({ code: 0, stdout: '' });
    expect(await readFile(join(folder, 'down.ics'), 'utf8')).toContain('BEGIN:VCALENDAR');

    await writeFile(join(folder, 'ticket.txt'), 'Seat 12A\n');
    const kept = await tripmaster(['upload', 'ticket.txt', '--plan', planId], env);
    expect(kept).toMatchObject({ code: 0, stderr: '' });
    const { id: file }: { id: string } = JSON.parse(kept.stdout);
    expect((await tripmaster(['download', `/files/${file}`], env)).stdout).toBe('Seat 12A\n');
    expect(await tripmaster(['download', `/files/${file}`], { XDG_CONFIG_HOME: join(folder, 'calls-other') })).toMatchObject({
      code: 1,
      stdout: '',
    });
    expect(await tripmaster(['upload', 'nothing.txt', '--plan', planId], env)).toMatchObject({
      code: 2,
      stderr: 'nothing.txt can’t be read.\n',
    });
  }, 60_000);

  it('tells what was refused, and nothing of what is somebody else’s', async () => {
    // Somebody else's plan and a missing one are told alike; what is wrong is named by its field.
    const other = { XDG_CONFIG_HOME: join(folder, 'calls-other') };
    const missing = { code: 1, stdout: '', stderr: expect.stringMatching(/Not here, or not yours to see\.\n$/) };
    expect(await tripmaster(['plans.verify', '--id', '01a20671-6769-77d1-bb8e-64757ca38b0d'], other)).toMatchObject(missing);
    expect(await tripmaster(['plans.delete', '--id', planId], other)).toMatchObject(missing);
    expect(await tripmaster(['plans.list', '--sort', 'colour'], env)).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^sort: must be one of created, .*title\n$/),
    });
    expect(await tripmaster(['plans.list', '--limit', 'many'], env)).toMatchObject({
      code: 2,
      stderr: '--limit: is not a whole number.\n',
    });
    expect(await tripmaster(['plans.explode'], env)).toMatchObject({
      code: 2,
      stderr: 'There is no plans.explode. See tripmaster plans --help.\n',
    });
  }, 60_000);

  it('lists the whole interface', async () => {
    const { code, stdout } = await tripmaster(['--help']);
    expect(code).toBe(0);
    for (const name of ['plans.get', 'discover.list', 'auth.login', 'account.me', 'admin.users.list', 'destinations.search'])
      expect(stdout).toContain(`  ${name} `);
    expect(await tripmaster(['plans'])).toMatchObject({ code: 0, stdout: expect.stringContaining('plans.replan') });
    expect(await tripmaster(['plans.get', '--help'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/--id <value> +needed/) });
  });

  it('knows its commands', async () => {
    expect(await tripmaster(['frob'])).toMatchObject({ code: 2, stderr: 'There is no command frob. See tripmaster --help.\n' });
    expect(await tripmaster([])).toMatchObject({ code: 2, stdout: expect.stringContaining('tripmaster plan') });
    expect(await tripmaster(['plan', '--help'])).toMatchObject({ code: 0, stdout: expect.stringContaining('--budget') });
  });
});

/** The amounts of the budget table in cents: those of its rows, and the one it calls the total. */
function budgetTable(markdown: string): { rows: number[]; total: number | undefined } {
  const section = /\n## Budget\n([^]*?)\n## /.exec(markdown)?.[1] ?? '';
  const amounts = [...section.matchAll(/^\| (\S+) \| (?:\*\*)?([\d,]+\.\d\d) EUR(?:\*\*)? \|/gm)].map(([, name = '', amount = '']) => ({
    isTotal: name === '**Total**',
    cents: Number(amount.replace(/[,.]/g, '')),
  }));
  return {
    rows: amounts.filter(({ isTotal }) => !isTotal).map(({ cents }) => cents),
    total: amounts.find(({ isTotal }) => isTotal)?.cents,
  };
}
