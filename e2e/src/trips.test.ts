import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { look } from './look.ts';
import { anew, enter, openPage, startBrowser, startServer, type Call } from './stage.ts';

const PASSWORD = 'a long enough password';

let browser: Browser;
let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  [browser, server] = await Promise.all([startBrowser(), startServer('sqlite', { RATE_LIMIT_SCALE: '1000' })]);
});
afterAll(() => server.stop());

/** Makes a plan in the name of whoever calls. */
async function plan(call: Call, city: string, start: string, end: string, visibility = 'private'): Promise<void> {
  const wish = { destinations: [{ name: city }], dates: { start, end }, travellers: { adults: 2 }, interests: ['history'] };
  const { id } = await call('plans.create', wish);
  await call('plans.setVisibility', { id, visibility });
}

it('lists trips in their order, keeps deleted ones apart, brings them back, and adds all up', async () => {
  const { page, faults, close } = await openPage(browser, { viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
  const call = await enter(page, server.url, anew('trips'), PASSWORD);
  await plan(call, 'Lisbon', '2027-05-10', '2027-05-12');
  await plan(call, 'Porto', '2027-06-10', '2027-06-12', 'public');
  await plan(call, 'Oslo', '2027-07-10', '2027-07-11');
  await page.goto(`${server.url}/plans`);
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
  const call = await enter(owner.page, server.url, anew('owner'), PASSWORD);
  const city = width === 1280 ? 'Rome' : 'Vienna';
  await plan(call, city, '2027-04-12', '2027-04-14', 'public');
  await owner.close();

  const { page, faults, close } = await openPage(browser, { colorScheme, viewport: { width, height: 900 }, reducedMotion: 'reduce' });
  await enter(page, server.url, anew('reader'), PASSWORD);
  await page.goto(`${server.url}/discover`);
  // A try before has left one of the same name.
  await page
    .getByRole('heading', { level: 2, name: new RegExp(`^${city}`) })
    .first()
    .waitFor();
  await page.getByLabel('Season').selectOption('June to August');
  await expect.poll(() => page.getByRole('heading', { level: 2, name: new RegExp(`^${city}`) }).count()).toBe(0);
  await page.getByLabel('Season').selectOption('March to May');
  await page.getByLabel('Length').selectOption('Up to 3 days');
  await page.getByLabel('Order').selectOption('Most copied first');
  await look(page, 'discover, narrowed');
  await page
    .getByRole('heading', { level: 2, name: new RegExp(`^${city}`) })
    .first()
    .click();

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
