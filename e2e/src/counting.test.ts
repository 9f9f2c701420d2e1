import { openDatabase, type Database } from '@tripmaster/db';
import { ENGINES } from '@tripmaster/db/testing';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { BOTH_WAYS, look } from './look.ts';
import { anew, openPage, signUp, startBrowser, startServer } from './stage.ts';

/** A browser that does not call itself one without a screen, which counts as a crawler. */
const PERSON: BrowserContextOptions = {
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36',
  timezoneId: 'Europe/Lisbon',
};

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of open.splice(0)) await stop();
});

async function start(engine: (typeof ENGINES)[number], settings: Record<string, string> = {}) {
  const server = await startServer(engine, settings);
  const db: Database = await openDatabase(engine === 'sqlite' ? `file:${server.database}` : server.database);
  open.push(async () => {
    await db.close();
    await server.stop();
  });
  return {
    server,
    seen: async () => {
      const rows = await db.read.select().from(db.tables.events);
      return rows
        .toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
        .map(({ name, page }) => (page === null ? name : `${name} ${page}`));
    },
    rows: async () => db.read.select().from(db.tables.events),
  };
}

describe.each(ENGINES)('what is seen in the app, on %s', (engine) => {
  it('is counted by pages’ patterns, without a cookie, and as a person’s once they are signed in', async () => {
    const { server, seen, rows } = await start(engine);
    const { page, faults, close } = await openPage(browser, PERSON);
    await page.goto(`${server.url}/?utm_source=letter&utm_campaign=may&secret=1`, { referer: 'https://news.example/story?reader=ana' });
    await expect.poll(seen, { timeout: 15_000 }).toEqual(['page-viewed /']);
    expect(await page.context().cookies()).toEqual([]);
    expect(await page.evaluate('Object.keys(localStorage)')).toEqual([]);
    expect(await rows()).toMatchObject([
      { referrer: 'news.example', utmSource: 'letter', utmCampaign: 'may', country: 'PT', person: null },
    ]);
    await page.getByRole('link', { name: 'Discover' }).first().click();
    await page.getByLabel('City').fill('Lisbon');
    await page.keyboard.press('Enter');
    await expect.poll(seen, { timeout: 15_000 }).toEqual(['page-viewed /', 'page-viewed /discover', 'search-made']);
    await page.goto(`${server.url}/no/such/page`);
    await expect.poll(seen, { timeout: 15_000 }).toContain('page-viewed /not-found');

    await signUp(page, server.url, anew('ana'), 'a long enough password');
    await expect.poll(seen, { timeout: 15_000 }).toEqual(expect.arrayContaining(['signed-up', 'signed-in', 'page-viewed /plans']));
    const all = await rows();
    const [signedUp] = all.filter(({ name }) => name === 'signed-up');
    expect(signedUp).toMatchObject({ referrer: 'news.example', utmCampaign: 'may' });
    expect(all.filter(({ page: at }) => at === '/plans').map(({ person }) => person)).toEqual([signedUp?.person]);

    await page.goto(`${server.url}/account/data`);
    const own = page.getByRole('switch', { name: 'Count what I do as one person’s' });
    await own.click();
    await expect.poll(() => own.getAttribute('aria-checked')).toBe('false');
    await look(page, 'one’s data');
    await page.getByText('Saved.').waitFor({ state: 'attached' });
    const before = (await seen()).length;
    await page.goto(`${server.url}/plans`);
    await page.waitForTimeout(5_000);
    expect((await seen()).length).toBe(before);
    // A page that is not there is said in the console.
    expect(faults.filter((fault) => !fault.includes('404'))).toEqual([]);
    await close();
  });
});

describe('visitors who do not want to be counted', () => {
  it('send nothing where their browser says so', async () => {
    const { server, seen } = await start('sqlite');
    const { page, close } = await openPage(browser, PERSON);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.addInitScript("Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })");
    await page.goto(server.url);
    await page.waitForTimeout(5_000);
    expect(asked.filter((url) => url.includes('analytics'))).toEqual([]);
    expect(await seen()).toEqual([]);
    await close();
  });

  it('are asked first where the operator wants that, and keep their answer', async () => {
    const { server, seen } = await start('sqlite', { ANALYTICS: 'consent' });
    const { page, faults, close } = await openPage(browser, PERSON);
    const sent: string[] = [];
    page.on('request', (request) => sent.push(new URL(request.url()).pathname));
    await page.goto(server.url);
    const question = page.getByRole('complementary', { name: 'Counting visits' });
    await question.waitFor();
    await look(page, 'the question', BOTH_WAYS);
    expect(sent).not.toContain('/trpc/analytics.track');
    await question.getByRole('button', { name: 'Don’t count it' }).click();
    await question.waitFor({ state: 'detached' });
    await page.goto(`${server.url}/discover`);
    await page.waitForTimeout(5_000);
    expect(sent).not.toContain('/trpc/analytics.track');
    await page.evaluate('localStorage.clear()');
    await page.goto(`${server.url}/discover`);
    await question.getByRole('button', { name: 'Count it', exact: true }).click();
    await expect.poll(seen, { timeout: 15_000 }).toEqual(['page-viewed /discover']);
    await page.goto(server.url);
    await expect.poll(seen, { timeout: 15_000 }).toContain('page-viewed /');
    expect(faults).toEqual([]);
    await close();
  });
});
