import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export type Usage = { /** User and system time of all threads, in microseconds. */ cpu: number; /** Resident bytes. */ rss: number };
export type ServerProcess = { url: string; readyMs: number; usage: () => Promise<Usage>; stop: () => Promise<void> };

const probe = fileURLToPath(new URL('./probe.ts', import.meta.url));

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Starts a server as a process of its own and waits for its first answer at `/readyz`. */
export async function startServerProcess(script: string, environment: Record<string, string>): Promise<ServerProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', probe, script], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      PORT: String(port),
      BASE_URL: url,
      LOG_LEVEL: 'error',
      RATE_LIMIT_SCALE: '10000', // one address does more here than any person may
      ...environment,
    },
  });
  await answering(`${url}/readyz`, child);
  return {
    url,
    readyMs: performance.now() - started,
    usage: () => usageOf(child),
    stop: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server ended with code ${child.exitCode}`);
    try {
      if ((await fetch(url)).ok) return;
    } catch {
      await delay(5);
    }
  }
}

async function usageOf(child: ChildProcess): Promise<Usage> {
  child.send('usage');
  const [message]: unknown[] = await once(child, 'message');
  if (typeof message !== 'object' || message === null || !('cpu' in message) || !('rss' in message)) throw new Error('no usage');
  const { cpu, rss } = message;
  if (typeof cpu !== 'object' || cpu === null || !('user' in cpu) || !('system' in cpu)) throw new Error('no usage');
  return { cpu: Number(cpu.user) + Number(cpu.system), rss: Number(rss) };
}
