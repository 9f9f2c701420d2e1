import { randomBytes } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from './beside.ts';
import { look } from './look.ts';
import { anew, enter, openPage, startBrowser, startServer } from './stage.ts';

const PASSWORD = 'a long enough password';
const wish = (city: string, more: object = {}) => ({
  destinations: [{ name: city }],
  dates: { start: '2027-05-10', end: '2027-05-11' },
  travellers: { adults: 2, childrenAges: [6] },
  interests: ['history'],
  dietary: [],
  accessibility: [],
  ...more,
});

let browser: Browser;
let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  [browser, server] = await Promise.all([startBrowser(), startServer('sqlite', { RATE_LIMIT_SCALE: '1000' })]);
});
afterAll(() => server.stop());

describe.each([
  ['light', 1280],
  ['dark', 390],
  ['light', 320],
] as const)('wishes of which no plan was made, in %s at %d px', (colorScheme, width) => {
  it('are listed under Trips, and can be made, changed and discarded', async () => {
    const { page, faults, close } = await openPage(browser, { colorScheme, viewport: { width, height: 844 }, reducedMotion: 'reduce' });
    const email = anew(`drafts.${width}`);
    await enter(page, server.url, email, PASSWORD);
    await page.goto(`${server.url}/plans`);
    await page.getByRole('heading', { level: 1, name: 'Trips' }).waitFor();
    expect(await page.getByRole('heading', { name: 'Not made yet' }).count()).toBe(0);

    const wishes: [object, string][] = [
      [wish('Lisbon', { notes: 'We like trams.' }), 'aborted'],
      [wish('Porto'), 'internal'],
      [wish('Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch'), 'unavailable'],
    ];
    for (const [request, reason] of wishes)
      await sql(
        'sqlite',
        server.database,
        'INSERT INTO plan_drafts (id, user_id, request, reason, created_at) SELECT ?, id, ?, ?, ? FROM users WHERE email = ?',
        [`01a20671-6769-77d1-bb8e-${randomBytes(6).toString('hex')}`, JSON.stringify(request), reason, String(Date.now()), email],
      );
    await page.reload();
    await page.getByRole('heading', { name: 'Not made yet' }).waitFor();
    if (width === 320) await page.evaluate(`document.documentElement.style.fontSize = '200%'`);
    await look(page, 'trips with drafts');

    await page.getByRole('button', { name: 'Discard Llanfair' }).press('Enter');
    await expect.poll(() => page.getByRole('button', { name: /^Discard/ }).count()).toBe(2);
    await expect.poll(() => page.evaluate('document.activeElement?.closest("li") !== null')).toBe(true);
    await page.getByRole('button', { name: 'Change: Lisbon in two days' }).click();
    await page.getByRole('button', { name: 'Make the plan' }).waitFor();
    const form = JSON.stringify(await page.evaluate('sessionStorage.getItem("tripmaster.draft")'));
    expect(form).toContain('We like trams.');

    await page.goto(`${server.url}/plans`);
    await page.getByRole('button', { name: 'Make it now: Porto in two days' }).click();
    await page.waitForURL(/\/plans\/[\w-]{36}$/);
    await page.goto(`${server.url}/plans`);
    await page.getByRole('heading', { name: 'Not made yet' }).waitFor();
    expect(await page.getByRole('button', { name: /^Discard/ }).count()).toBe(1);
    expect(faults).toEqual([]);
    await close();
  });
});
