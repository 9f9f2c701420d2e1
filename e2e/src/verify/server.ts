import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ask, type Answer, type Sending } from './http.ts';
import { runProgram, type Ended } from './programs.ts';

const folderOf = (path: string) => fileURLToPath(new URL(`../../../apps/api/dist/${path}`, import.meta.url));
const READY_WITHIN_MS = 30_000;

export type Environment = Readonly<Record<string, string>>;

export type Calling = {
  /** An access token or an API token. */
  token?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  /** For browsers: the refresh token stays in a cookie. */
  cookies?: boolean;
};

export type Server = {
  /** Where it is reached, whatever its `BASE_URL` says. */
  url: string;
  ask: (path: string, sending?: Sending) => Promise<Answer>;
  /** Calls a mutation. */
  change: (path: string, input?: unknown, calling?: Calling) => Promise<Answer>;
  /** Calls a query. */
  read: (path: string, input?: unknown, calling?: Calling) => Promise<Answer>;
  /** All it has written so far, to both outputs. */
  log: () => Promise<string>;
  stop: () => Promise<void>;
};

/** A port nobody listens on just now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** The production build as its own process, with these settings alone. Throws with what it said when it does not start. */
export async function startServer(env: Environment, port: number, logFile: string): Promise<Server> {
  const output = openSync(logFile, 'a');
  const child = spawn(process.execPath, ['--enable-source-maps', folderOf('main.js')], {
    stdio: ['ignore', output, output],
    // Node's own warnings are off as they are by `npm start`.
    env: { PATH: process.env['PATH'], NODE_NO_WARNINGS: '1', NODE_ENV: 'production', PORT: String(port), ...env },
  });
  closeSync(output);
  const log = () => readFile(logFile, 'utf8');
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await log()).includes('is ready at')) {
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`the server did not start: ${(await log()).trim().slice(0, 2_000)}`);
    }
    await delay(25);
  }
  const url = `http://127.0.0.1:${port}`;
  const headersOf = ({ token, headers, cookies = false }: Calling) => ({
    ...(cookies ? {} : { 'x-client': 'token' }),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...headers,
  });
  return {
    url,
    log,
    ask: (path, sending) => ask(`${url}${path}`, sending),
    change(path, input, calling = {}) {
      const headers = { 'content-type': 'application/json', ...headersOf(calling) };
      return ask(`${url}/trpc/${path}`, { method: 'POST', headers, body: input === undefined ? '' : JSON.stringify(input) });
    },
    read(path, input, calling = {}) {
      const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
      return ask(`${url}/trpc/${path}${query}`, { headers: headersOf(calling) });
    },
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      const killed = setTimeout(() => child.kill('SIGKILL'), 15_000);
      await once(child, 'exit');
      clearTimeout(killed);
    },
  };
}

/** A start that is expected to be refused: what the server said, and its exit code. */
export async function tryToStart(env: Environment): Promise<Ended> {
  const port = String(await freePort());
  const started = runProgram(process.execPath, [folderOf('main.js')], {
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', PORT: port, ...env },
  });
  // One that starts all the same would run on.
  const gone = await Promise.race([started, answers(Number(port), started)]);
  return gone ?? { code: 0, out: 'it started', err: '' };
}

async function answers(port: number, ended: Promise<Ended>): Promise<undefined> {
  let over = false;
  void ended.then(() => (over = true));
  while (!over) {
    const alive = await ask(`http://127.0.0.1:${port}/livez`).then(
      () => true,
      () => false,
    );
    if (alive) return undefined;
    await delay(100);
  }
  return new Promise(() => undefined);
}

/** A command of operators, on a server's data folder and database. */
export function runOperator(args: readonly string[], env: Environment): Promise<Ended> {
  return runProgram(process.execPath, [folderOf('operate.js'), ...args], {
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...env },
  });
}
