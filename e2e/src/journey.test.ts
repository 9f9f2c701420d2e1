import { readFile } from 'node:fs/promises';
import { ENGINES } from '@tripmaster/db/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BOTH_WAYS, look } from './look.ts';
import { anew, openPage, signUp, startBrowser, startServer } from './stage.ts';

const PASSWORD = 'a long enough password';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});

async function describeTrip(page: Page): Promise<void> {
  await page.getByLabel('Where to').fill('lisb');
  await page
    .getByRole('option', { name: /Lisbon.*Portugal/ })
    .first()
    .click();
  await page.getByLabel('From', { exact: true }).fill('2027-05-10');
  await page.getByLabel('To', { exact: true }).fill('2027-05-14');
  await page.getByRole('button', { name: 'One child more' }).click();
  await page
    .getByLabel('Age of the child')
    .selectOption('6')
    .catch(() => page.getByLabel('Age of the child').fill('6'));
  await page.getByLabel(/^Budget/).fill('1.800,00');
  await expect.poll(() => page.getByText('Read as 1,800.00 EUR').count()).toBe(1);
  await page.getByText('History', { exact: true }).click();
}

describe.each(ENGINES)('a traveller’s way through the app on %s', (engine) => {
  let server: Awaited<ReturnType<typeof startServer>>;
  beforeAll(async () => {
    server = await startServer(engine);
  });
  afterAll(() => server.stop());

  it('from a wish to a checked plan, kept, saved, shared, deleted and brought back', async () => {
    const { page, faults, close } = await openPage(browser);
    await page.goto(server.url);
    await describeTrip(page);
    await page.getByRole('button', { name: 'Make the plan' }).click();
    await page.getByRole('heading', { name: 'Lisbon in five days' }).waitFor();
    await page.getByText('20 of 20 rules hold').first().waitFor();

    await page
      .getByRole('link', { name: 'Open an account' })
      .or(page.getByRole('button', { name: 'Open an account' }))
      .first()
      .click();
    await page.getByLabel(/^Name/).fill('Ana Lima');
    await page.getByLabel('E-mail').fill(anew('ana'));
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Open the account' }).click();

    await page.waitForURL(/\/plans\/[0-9a-f-]{36}$/);
    const planUrl = page.url();
    await page.getByRole('heading', { level: 1, name: 'Lisbon in five days' }).waitFor();
    expect(await page.getByText('20 of 20 rules hold').first().isVisible()).toBe(true);
    expect(await page.getByRole('tab').count()).toBe(6);

    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Lisbon in five days' }).waitFor();

    for (const [format, start] of [
      ['Calendar', 'BEGIN:VCALENDAR'],
      ['Markdown', '# Lisbon in five days'],
      ['PDF', '%PDF-'],
    ] as const) {
      await page.getByRole('button', { name: 'Download' }).click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: new RegExp(format) }).click(),
      ]);
      expect((await readFile(await download.path(), 'utf8')).startsWith(start)).toBe(true);
    }

    const stranger = await openPage(browser);
    await stranger.page.goto(planUrl);
    await expect.poll(() => stranger.page.getByText('Lisbon in five days').count()).toBe(0);
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByRole('radio', { name: 'Public' }).click();
    await expect
      .poll(async () => JSON.stringify(await (await fetch(`${server.url}/trpc/discover.list`)).json()))
      .toContain(planUrl.slice(-36));
    await stranger.page.goto(`${server.url}/discover`);
    await stranger.page.getByText('Lisbon in five days').first().click();
    await stranger.page.getByRole('heading', { level: 1, name: 'Lisbon in five days' }).waitFor();
    expect(await stranger.page.getByText(anew('ana')).count()).toBe(0);
    await stranger.close();

    await page.keyboard.press('Escape');
    await page.goto(`${server.url}/plans`);
    await page.getByRole('heading', { name: 'Trips' }).waitFor();
    await page.getByText('Lisbon in five days').first().waitFor();
    await page.goto(planUrl);
    await page.getByRole('button', { name: /^More/ }).click();
    await page.getByRole('menuitem', { name: /Delete/ }).click();
    await page.getByRole('button', { name: /Undo|Bring/ }).click();
    await expect.poll(async () => page.getByText('Lisbon in five days').count(), { timeout: 10_000 }).toBeGreaterThan(0);
    expect(faults).toEqual([]);
    await close();
  });

  it('keeps what was typed when the sign-in fails', async () => {
    const { page, close } = await openPage(browser);
    await page.goto(`${server.url}/sign-in`);
    await page.getByLabel('E-mail').fill(anew('ana'));
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).last().click();
    await page.getByText('E-mail and password don’t match.').waitFor();
    expect(await page.getByLabel('E-mail').inputValue()).toBe(anew('ana'));
    await close();
  });
});

describe('pages', () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  beforeAll(async () => {
    server = await startServer('sqlite');
  });
  afterAll(() => server.stop());

  it.each([1280, 390])('hold to WCAG 2.2 AA, scroll only down, and stay silent on the console, at %d px', async (width) => {
    const { page, faults, close } = await openPage(browser, { viewport: { width, height: 844 }, reducedMotion: 'reduce' });
    const visit = (name: string) =>
      look(
        page,
        name,
        BOTH_WAYS.filter((view) => view.width === width),
      );
    for (const path of ['/', '/sign-in', '/sign-up', '/forgot-password', '/reset-password#token', '/discover', '/no-such-page']) {
      await page.goto(server.url + path);
      await visit(path);
    }
    await page.goto(`${server.url}/sign-in?openid=taken`);
    await visit('sent back by another provider');
    await page.goto(`${server.url}/reset-password`);
    await page.getByRole('heading', { name: 'Open the link once more' }).waitFor();
    await visit('a link that is not whole');
    await page.goto(`${server.url}/forgot-password`);
    await page.getByLabel('E-mail').fill(anew('nobody.in.particular'));
    await page.getByRole('button', { name: 'Send the link' }).click();
    await page.getByRole('heading', { name: 'Look into your mail' }).waitFor();
    await visit('a mail is on its way');
    await signUp(page, server.url, anew(`seen.${width}`), PASSWORD);
    await visit('empty dashboard');
    await page.goto(server.url);
    await describeTrip(page);
    await page.getByRole('button', { name: 'Make the plan' }).click();
    await page.waitForURL(/\/plans\/[0-9a-f-]{36}$/);
    await page.getByRole('heading', { level: 1, name: 'Lisbon in five days' }).waitFor();
    await visit('plan');
    await page.goto(`${server.url}/plans`);
    await visit('dashboard');
    expect(faults).toEqual([]);
    await close();
  });
});
