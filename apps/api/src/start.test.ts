import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '@tripmaster/db';
import { emptyDatabase, ENGINES } from '@tripmaster/db/testing';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from './env.ts';

/** The bundle that runs in production; `npm test` builds it first. */
const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));

const OPERATE = fileURLToPath(new URL('../dist/operate.js', import.meta.url));

/** The real program as a process of its own. */
function launch(environment: Record<string, string>, command = [MAIN]) {
  const child = spawn(process.execPath, command, {
    env: { PATH: process.env['PATH'], PORT: '0', LOG_LEVEL: 'silent', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = once(child, 'exit').then(([code]: unknown[]) => ({ code, output, errors }));
  const ready = async () => {
    while (!output.includes('ready at') && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
    const port = /localhost:(\d+)/.exec(output)?.[1];
    if (port === undefined) throw new Error(`not ready: ${errors}`);
    return `http://127.0.0.1:${port}`;
  };
  return { child, ended, ready };
}

describe('starting and stopping', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tripmaster-start-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const plainSentence = async (environment: Record<string, string>) => {
    const { code, errors } = await launch(environment).ended;
    expect(code).toBe(1);
    expect(errors).toMatch(/^TripMaster can't start\. /);
    expect(errors).not.toMatch(/\n\s+at /);
    return errors;
  };

  it('answers, keeps its secrets to itself and ends cleanly on SIGTERM', async () => {
    const server = launch({ DATA_DIR: join(folder, 'good') });
    const url = await server.ready();
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    server.child.kill('SIGTERM');
    expect((await server.ended).code).toBe(0);
    expect((await stat(join(folder, 'good', 'secrets.json'))).mode & 0o777).toBe(0o600);
  });

  it('keeps its secrets from one start to the next, and makes others elsewhere', async () => {
    const keys = async (name: string) => {
      const server = launch({ DATA_DIR: join(folder, name) });
      await server.ready();
      server.child.kill('SIGTERM');
      await server.ended;
      return readFile(join(folder, name, 'secrets.json'), 'utf8');
    };
    const first = await keys('kept');
    expect(await keys('kept')).toBe(first);
    expect(await keys('other')).not.toBe(first);
  });

  it('shows new keys on every running node, by the operator’s command', async () => {
    const environment = { DATA_DIR: join(folder, 'rotated') };
    const nodes = [launch(environment)];
    await nodes[0]?.ready(); // the data folder is made by the first
    nodes.push(launch(environment));
    const urls = await Promise.all(nodes.map((node) => node.ready()));
    const { code, output, errors } = await launch(environment, [OPERATE, 'keys', 'rotate']).ended;
    expect([code, errors]).toEqual([0, '']);
    expect(output).toMatch(/Done in \d+\.\d s\.\n$/);
    const shown = await Promise.all(urls.map(async (url) => (await fetch(`${url}/.well-known/jwks.json`)).json()));
    expect(shown).toEqual([{ keys: [expect.any(Object), expect.any(Object)] }, shown[0]]);
    for (const node of nodes) node.child.kill('SIGTERM');
    await Promise.all(nodes.map((node) => node.ended));
    expect((await launch(environment, [OPERATE, 'keys']).ended).code).toBe(2);
  });

  it('says which setting can’t be used', async () => {
    expect(await plainSentence({ DATA_DIR: folder, PORT: 'eighty' })).toContain('PORT is not a port');
    expect(await plainSentence({ DATA_DIR: folder, DATABASE_URL: 'mysql://x' })).toContain(
      'DATABASE_URL must begin with file: or postgres://',
    );
    expect(await plainSentence({ DATA_DIR: folder, BASE_URL: 'trip.example' })).toContain('BASE_URL');
  });

  it('says what is missing for TLS, and which proxy is none', async () => {
    const here = { DATA_DIR: join(folder, 'edge') };
    expect(await plainSentence({ ...here, TLS_CERT_FILE: '/nowhere/cert.pem' })).toContain('TLS_KEY_FILE is missing');
    expect(await plainSentence({ ...here, TLS_CERT_FILE: '/nowhere/cert.pem', TLS_KEY_FILE: '/nowhere/key.pem' })).toContain(
      'TLS_CERT_FILE /nowhere/cert.pem is not there',
    );
    expect(await plainSentence({ ...here, TRUST_PROXY: 'nginx' })).toContain('TRUST_PROXY has "nginx"');
  });

  it('takes budgets for a model only with its prices', () => {
    const model = { OPENAI_BASE_URL: 'http://localhost:11434/v1' };
    const prices = { MODEL_PRICE_INPUT: '0.25', MODEL_PRICE_OUTPUT: '2' };
    expect(readConfig(model)).toMatchObject({ model: { prices: { input: 0, output: 0 } }, modelBudgets: {} });
    for (const name of ['MODEL_BUDGET_DAILY', 'MODEL_BUDGET_USER_DAILY']) {
      expect(() => readConfig({ ...model, [name]: '1' })).toThrow(`${name} needs MODEL_PRICE_INPUT and MODEL_PRICE_OUTPUT`);
      expect(() => readConfig({ ...model, ...prices, [name]: '-1' })).toThrow(`${name} must not be negative`);
      expect(() => readConfig({ ...model, [name]: '1', MODEL_PRICE_INPUT: '0', MODEL_PRICE_OUTPUT: '0' })).toThrow(name);
    }
    expect(readConfig({ ...model, ...prices, MODEL_BUDGET_USER_DAILY: '0.1', MODEL_BUDGET_DAILY: '0' })).toMatchObject({
      model: { prices: { input: 0.25, output: 2 } },
      modelBudgets: { user: 100_000, everyone: 0 },
    });
  });

  it('refuses weak settings in production', async () => {
    const production = { DATA_DIR: folder, NODE_ENV: 'production' };
    expect(await plainSentence(production)).toContain('BASE_URL must be set');
    expect(await plainSentence({ ...production, BASE_URL: 'http://trip.example' })).toContain('BASE_URL must be https://');
    expect(await plainSentence({ ...production, BASE_URL: 'https://trip.example', PASSWORD_MIN_LENGTH: '8' })).toContain(
      'PASSWORD_MIN_LENGTH',
    );
    expect(await plainSentence({ ...production, BASE_URL: 'https://trip.example', CORS_ORIGINS: '*' })).toContain('CORS_ORIGINS');
    expect(
      await plainSentence({ ...production, BASE_URL: 'https://trip.example', DATABASE_URL: 'postgres://postgres:postgres@localhost/x' }),
    ).toContain('default password');
  });

  it('sends no password, key or row in the clear in production, and takes no stranger’s certificate', async () => {
    const production = { DATA_DIR: folder, NODE_ENV: 'production', BASE_URL: 'https://trip.example' };
    const elsewhere = 'postgres://ana:long-and-random@db.example/trips';
    expect(await plainSentence({ ...production, DATABASE_URL: elsewhere })).toContain('must say sslmode=verify-full');
    expect(await plainSentence({ ...production, DATABASE_URL: `${elsewhere}?sslmode=no-verify` })).toContain('takes any certificate');
    expect(await plainSentence({ ...production, OPENAI_API_KEY: 'k', OPENAI_BASE_URL: 'http://model.example/v1' })).toContain(
      'OPENAI_BASE_URL must be https://',
    );
    expect(await plainSentence({ ...production, NODE_TLS_REJECT_UNAUTHORIZED: '0' })).toContain('takes any certificate');
    for (const fine of [
      { DATABASE_URL: `${elsewhere}?sslmode=verify-full` },
      { DATABASE_URL: `${elsewhere}?sslmode=disable` },
      { DATABASE_URL: 'postgres://ana:long-and-random@127.0.0.1/trips' },
      { DATABASE_URL: 'postgres://ana:long-and-random@/trips?host=/var/run/postgresql' },
      { OPENAI_BASE_URL: 'http://model.example/v1' },
      { OPENAI_API_KEY: 'k', OPENAI_BASE_URL: 'http://localhost:11434/v1' },
    ])
      expect(() => readConfig({ ...production, ...fine })).not.toThrow();
  });

  it('says that the port is taken', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const address = holder.address();
    const port = typeof address === 'object' && address !== null ? String(address.port) : '';
    expect(await plainSentence({ DATA_DIR: join(folder, 'taken'), PORT: port })).toContain(`Port ${port} is taken`);
    holder.close();
  });

  it('says that the data folder can’t be used, or its secrets are open or damaged', async () => {
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    expect(await plainSentence({ DATA_DIR: join(file, 'data') })).toContain("can't be used");
    const damaged = await mkdtemp(join(folder, 'damaged-'));
    await writeFile(join(damaged, 'secrets.json'), '{}', { mode: 0o600 });
    expect(await plainSentence({ DATA_DIR: damaged })).toContain('is damaged');
    await chmod(join(damaged, 'secrets.json'), 0o644);
    expect(await plainSentence({ DATA_DIR: damaged })).toContain('can be read by others');
  });

  it('says that PostgreSQL can’t be reached, without its password', async () => {
    const errors = await plainSentence({ DATA_DIR: join(folder, 'pg'), DATABASE_URL: 'postgres://ana:hush-hush@127.0.0.1:9/trips' });
    expect(errors).toContain("PostgreSQL at 127.0.0.1:9/trips can't be reached");
    expect(errors).not.toContain('hush-hush');
  });

  it('says that a file is no database', async () => {
    const file = join(folder, 'no-database.sqlite');
    await writeFile(file, 'this is a text file and by no means a database, whatever its name says');
    expect(await plainSentence({ DATA_DIR: join(folder, 'nodb'), DATABASE_URL: `file:${file}` })).toContain("can't be opened");
  });

  it.each(ENGINES)('refuses a %s database that a newer release has migrated', async (engine) => {
    const { url, remove } = await emptyDatabase(engine);
    const db = await openDatabase(url);
    await db.close();
    const sql = "INSERT INTO schema_migrations (hash, name, applied_at) VALUES ('of-the-future', '9999', 1)";
    if (engine === 'sqlite') {
      const connection = new Sqlite(url);
      connection.exec(sql);
      connection.close();
    } else {
      const { default: pg } = await import('pg');
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query(sql);
      await client.end();
    }
    expect(
      await plainSentence({ DATA_DIR: join(folder, `newer-${engine}`), DATABASE_URL: engine === 'sqlite' ? `file:${url}` : url }),
    ).toContain('newer schema');
    await remove();
  });

  it.each(ENGINES)('lets two nodes start at once on one empty %s database', async (engine) => {
    const { url, remove } = await emptyDatabase(engine);
    const environment = { DATA_DIR: join(folder, `two-${engine}`), DATABASE_URL: engine === 'sqlite' ? `file:${url}` : url };
    const nodes = [launch(environment), launch(environment), launch(environment)];
    const urls = await Promise.all(nodes.map((node) => node.ready()));
    for (const address of urls) expect((await fetch(`${address}/readyz`)).status).toBe(200);
    for (const node of nodes) node.child.kill('SIGTERM');
    expect((await Promise.all(nodes.map((node) => node.ended))).map(({ code }) => code)).toEqual([0, 0, 0]);
    await remove();
  });
});
