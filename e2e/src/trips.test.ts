import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { look } from './look.ts';
import { openPage, signUp, startBrowser, startServer } from './stage.ts';

const PASSWORD = 'a long enough password';

let browser: Browser;
let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  [browser, server] = await Promise.all([startBrowser(), startServer('sqlite', { RATE_LIMIT_SCALE: '1000' })]);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** Makes a plan by a call of the page's own, which is signed in, and gives its id. */
async function plan(page: Page, city: string, start: string, end: string, visibility = 'private'): Promise<string> {
  const wish = { destinations: [{ name: city }], dates: { start, end }, travellers: { adults: 2 }, interests: ['history'] };
  await page.getByRole('heading', { level: 1, name: 'Trips' }).waitFor();
  const id: unknown = await page.evaluate(`(async () => {
    const call = async (path, input, headers) => (await (await fetch('/trpc/' + path, {
      method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(input) })).json()).result.data;
    const { session } = await call('auth.refresh', {}, {});
    const headers = { authorization: 'Bearer ' + session.accessToken };
    const { id } = await call('plans.create', ${JSON.stringify(wish)}, headers);
    await call('plans.setVisibility', { id, visibility: '${visibility}' }, headers);
    return id;
  })()`);
  return String(id);
}

it('lists trips in their order, keeps deleted ones apart, brings them back, and adds all up', async () => {
  const { page, faults, close } = await openPage(browser, { viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
  await signUp(page, server.url, 'trips@example.com', PASSWORD);
  await plan(page, 'Lisbon', '2027-05-10', '2027-05-12');
  await plan(page, 'Porto', '2027-06-10', '2027-06-12', 'public');
  await plan(page, 'Oslo', '2027-07-10', '2027-07-11');
  await page.reload();
  await page.getByRole('heading', { name: 'In figures' }).waitFor();
  await look(page, 'trips with figures');
  const titles = async () => (await page.getByRole('main').getByRole('listitem').getByRole('heading').allTextContents()).join('; ');
  await expect.poll(titles).toMatch(/^Porto.*; Oslo/);
  await page.getByLabel('Order').selectOption('By name');
  await expect.poll(titles).toMatch(/^Oslo.*; Porto/);

  await page.getByRole('button', { name: /^More for Oslo/ }).click();
  await page.getByRole('menuitem', { name: 'Delete trip' }).click();
  await page.getByRole('radio', { name: 'Deleted' }).check({ force: true });
  await page.getByText('Kept for 30 more days').waitFor();
  await look(page, 'deleted trips');
  await page.getByRole('button', { name: 'Bring back' }).click();
  await page.getByRole('heading', { name: 'Nothing is deleted' }).waitFor();
  await page.getByRole('radio', { name: 'Shared' }).check({ force: true });
  await page.getByRole('heading', { name: 'Nothing is shared with you' }).waitFor();
  expect(faults).toEqual([]);
  await close();
});

it.each([
  ['light', 1280],
  ['dark', 390],
] as const)('finds public plans by length and season, takes a copy and reports one, in %s at %d px', async (colorScheme, width) => {
  const owner = await openPage(browser, { viewport: { width: 1280, height: 900 } });
  await signUp(owner.page, server.url, `owner${width}@example.com`, PASSWORD);
  const city = width === 1280 ? 'Rome' : 'Vienna';
  await plan(owner.page, city, '2027-04-12', '2027-04-14', 'public');
  await owner.close();

  const { page, faults, close } = await openPage(browser, { colorScheme, viewport: { width, height: 900 }, reducedMotion: 'reduce' });
  await signUp(page, server.url, `reader${width}@example.com`, PASSWORD);
  await page.goto(`${server.url}/discover`);
  await page.getByRole('heading', { level: 2, name: new RegExp(`^${city}`) }).waitFor();
  await page.getByLabel('Season').selectOption('June to August');
  await expect.poll(() => page.getByRole('heading', { level: 2, name: new RegExp(`^${city}`) }).count()).toBe(0);
  await page.getByLabel('Season').selectOption('March to May');
  await page.getByLabel('Length').selectOption('Up to 3 days');
  await page.getByLabel('Order').selectOption('Most copied first');
  await look(page, 'discover, narrowed');
  await page.getByRole('heading', { level: 2, name: new RegExp(`^${city}`) }).click();

  await page.getByRole('button', { name: /^More for/ }).click();
  await page.getByRole('menuitem', { name: 'Report this plan' }).click();
  await page.getByLabel('What is wrong').selectOption('Something else');
  await page.getByLabel('In your words').fill('The museum has moved.');
  await look(page, 'reporting a plan');
  await page.getByRole('button', { name: 'Report', exact: true }).click();
  await page.getByRole('heading', { name: 'Reported' }).waitFor();
  await page.getByRole('button', { name: 'Close' }).last().click();

  await page.getByRole('button', { name: 'Make it your own' }).click();
  await page.getByLabel('Begins on').fill('2027-05-03');
  await look(page, 'taking a copy');
  await page.getByRole('button', { name: 'Take the copy' }).click();
  await page
    .getByText(/3 (to|–) 5 May 2027|3–5 May 2027/)
    .first()
    .waitFor();
  await page.goto(`${server.url}/discover`);
  await page
    .getByText(/copied once/)
    .first()
    .waitFor();
  expect(faults).toEqual([]);
  await close();
});
