import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { emptyDatabase } from '@tripmaster/db/testing';
import type { Engine } from '@tripmaster/db';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

const BUNDLE = fileURLToPath(new URL('../../apps/api/dist/main.js', import.meta.url));
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
];

/** The real server, as a stranger runs it, on an empty database of the given engine. */
export async function startServer(engine: Engine) {
  const folder = await mkdtemp(join(tmpdir(), 'tripmaster-e2e-'));
  const { url: database, remove } = await emptyDatabase(engine);
  const port = await freePort();
  // Passkeys belong to an address, so the server has to know its own.
  const url = `http://localhost:${port}`;
  const child = spawn(process.execPath, [BUNDLE], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      PORT: String(port),
      BASE_URL: url,
      DATA_DIR: folder,
      DATABASE_URL: engine === 'sqlite' ? `file:${database}` : database,
      RATE_LIMIT_SCALE: '1000',
    },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  while (!output.includes('ready at')) {
    if (child.exitCode !== null) throw new Error('the server ended');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      await remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A port nobody listens on at this moment. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, 'localhost');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}

export function startBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'];
  if (executablePath === undefined) throw new Error('no Chromium: set CHROMIUM_PATH');
  return chromium.launch({ executablePath, args: FLAGS });
}

/** A page whose faults are collected: whatever the console or an exception says is a failed test. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; faults: string[]; close: () => Promise<void> }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB', ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  return { page, faults, close: () => context.close() };
}
