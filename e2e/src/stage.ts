import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { emptyDatabase } from '@tripmaster/db/testing';
import type { Engine } from '@tripmaster/db';
import PostalMime from 'postal-mime';
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

/** A port nobody listens on just now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/**
 * The real server, as a stranger runs it, on an empty database of the given engine. It knows its own address, so
 * that links in mails and the origin of passkeys are right. `settings` are more of its environment. `beside`: another
 * node of the same installation, whose database and secrets this one shares.
 */
export async function startServer(
  engine: Engine,
  settings: Record<string, string> = {},
  beside?: Readonly<Record<'folder' | 'database', string>>,
) {
  const folder = beside?.folder ?? (await mkdtemp(join(tmpdir(), 'tripmaster-e2e-')));
  const { url: database, remove } = beside === undefined ? await emptyDatabase(engine) : { url: beside.database, remove: undefined };
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const child = spawn(process.execPath, [BUNDLE], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      PORT: String(port),
      BASE_URL: url,
      DATA_DIR: folder,
      DATABASE_URL: engine === 'sqlite' ? `file:${database}` : database,
      ...settings,
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
    folder,
    database,
    /** Waits for the mail to an address that has a link to the page, and gives the newest such link. */
    link: (to: string, page: string) => waitForLink(join(folder, 'mail'), to, `${url}/${page}#`),
    stop: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      if (remove === undefined) return;
      await remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function waitForLink(mails: string, to: string, start: string): Promise<string> {
  for (let tries = 0; tries < 500; tries += 1) {
    const names = await readdir(mails).catch((): string[] => []);
    for (const name of names
      .filter((one) => one.endsWith('.eml'))
      .toSorted()
      .toReversed()) {
      const mail = await PostalMime.parse(await readFile(join(mails, name)));
      const text = mail.text ?? '';
      const at = mail.to?.some(({ address }) => address === to) === true ? text.indexOf(start) : -1;
      if (at >= 0) return /^\S+/.exec(text.slice(at))?.[0] ?? '';
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`no mail to ${to} with ${start}`);
}

let shared: Promise<Browser> | undefined;
/** The one browser of all test files, which run one after the other in one process; it ends with that. */
export function startBrowser(): Promise<Browser> {
  shared ??= launch();
  return shared;
}

async function launch(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'];
  if (executablePath === undefined) throw new Error('no Chromium: set CHROMIUM_PATH');
  return chromium.launch({ executablePath, args: FLAGS });
}

let tries = 0;
/** Before each try of each test. */
export function nextTry(): void {
  tries += 1;
}

/** A name that nothing has in another test, nor in an earlier try of this one. */
export function fresh(name: string): string {
  return `${name}-${tries}`;
}

/** The address of somebody of such a name. */
export function anew(name: string): string {
  return `${fresh(name)}@example.com`;
}

/** Opens an account in the page, as people do; ends on the empty list of trips. Where that is not the matter, `enter` is quicker. */
export async function signUp(page: Page, url: string, email: string, password: string): Promise<void> {
  await page.goto(`${url}/sign-up`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Open the account' }).click();
  await page.waitForURL(/\/plans$/);
}

/**
 * Signs the page's browser in without showing a page: with a new account, or one that there is (`auth.login`). Gives a way to
 * call the API in that person's name.
 */
export async function enter(
  page: Page,
  url: string,
  email: string,
  password: string,
  by: 'auth.register' | 'auth.login' = 'auth.register',
) {
  const answer = await page.context().request.post(`${url}/trpc/${by}`, { data: { email, password } });
  if (!answer.ok()) throw new Error(`${by} was answered with ${answer.status()}`);
  const token = (await answer.json()).result.data.session.accessToken;
  // The session is a cookie by now; that there is one, the app reads in its storage, which an empty page can write as well.
  const empty = `${url}/empty`;
  await page.route(empty, (route) => route.fulfill({ contentType: 'text/html', body: '<link rel="icon" href="data:,">' }));
  await page.goto(empty);
  await page.evaluate(`localStorage.setItem('tripmaster.signed-in', '1')`);
  await page.unroute(empty);
  return async (path: string, body: unknown) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const response = await fetch(`${url}/trpc/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    return (await response.json()).result.data;
  };
}

export type Call = Awaited<ReturnType<typeof enter>>;

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
