import type { Engine } from '@tripmaster/db';
import { ENGINES } from '@tripmaster/db/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { look } from './look.ts';
import { anew, enter, openPage, startBrowser, startServer } from './stage.ts';

type Server = Awaited<ReturnType<typeof startServer>>;

const PASSWORD = 'a long enough password';
const REQUEST = {
  destinations: [{ name: 'Lisbon' }],
  dates: { start: '2027-05-10', end: '2027-05-13' },
  travellers: { adults: 2 },
  interests: ['history'],
};

let browser: Browser;
const servers = new Map<Engine, Server>();
beforeAll(async () => {
  browser = await startBrowser();
  for (const engine of ENGINES) servers.set(engine, await startServer(engine, { RATE_LIMIT_SCALE: '1000' }));
});
afterAll(async () => {
  for (const server of servers.values()) await server.stop();
});

function serverOn(engine: Engine): Server {
  const server = servers.get(engine);
  if (server === undefined) throw new Error(`no server on ${engine}`);
  return server;
}

/** Somebody with a plan, made through the API in their name; gives the plan's address. */
async function withPlan(page: Page, server: { url: string }, email: string, wishes: object = {}): Promise<string> {
  const call = await enter(page, server.url, email, PASSWORD);
  const { id } = await call('plans.create', { ...REQUEST, ...wishes });
  const address = `${server.url}/plans/${id}`;
  await page.goto(address);
  await page.getByRole('heading', { level: 1, name: 'Lisbon in four days' }).waitFor();
  return address;
}

/** The stops of the day that is open: the line and the button that opens it. */
function stops(page: Page) {
  return page.locator('li[id^="stop-"]').filter({ hasText: /Open \d\d:\d\d|Always open/ });
}

/** What is said of a change once it is saved. */
function toast(page: Page, words: string) {
  return page.locator('.toast').filter({ hasText: words });
}

async function openStop(page: Page, index: number): Promise<string> {
  const button = stops(page).nth(index).getByRole('heading').getByRole('button').first();
  const name = await button.innerText();
  if ((await button.getAttribute('aria-expanded')) === 'false') await button.click();
  return name.trim();
}

/** Moves the stop whose times are open onto the day's first one: two things at once. */
async function clash(page: Page): Promise<void> {
  const [from = '', to = ''] = await stops(page).first().locator('time').allInnerTexts();
  await page.getByLabel('From', { exact: true }).fill(from);
  await page.getByLabel('To', { exact: true }).fill(to);
  await page.getByRole('button', { name: 'Save the times' }).click();
}

describe.each(ENGINES)('changing a plan on %s', (engine) => {
  it('fixes, leaves out and undoes, breaks a rule and takes a way out, and goes back by the history', async () => {
    const { page, faults, close } = await openPage(browser);
    const address = await withPlan(page, serverOn(engine), anew('ana'));
    await page.getByText('20 of 20 rules hold').first().waitFor();

    await openStop(page, 0);
    await page.getByRole('button', { name: 'Keep it fixed' }).click();
    await page.getByRole('button', { name: 'Let it move' }).waitFor();

    const gone = await openStop(page, 1);
    await page.getByRole('button', { name: 'Leave it out' }).click();
    await expect.poll(() => page.getByRole('button', { name: gone }).count()).toBe(0);
    await toast(page, 'Left out').getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: gone }).first().waitFor();

    await openStop(page, 1);
    await page.getByRole('button', { name: 'Change times' }).click();
    await clash(page);
    await page
      .getByText(/rules? broken/)
      .first()
      .waitFor();
    const ways = page.getByRole('radiogroup', { name: 'Ways out, smallest change first' }).first();
    await ways.waitFor();
    await ways.getByRole('radio').first().check();
    await page
      .locator('article')
      .filter({ has: page.getByRole('radiogroup') })
      .first()
      .getByRole('button')
      .click();
    await toast(page, 'Done: ').waitFor();

    await page.getByRole('button', { name: /^More for/ }).click();
    await page.getByRole('menuitem', { name: 'History' }).click();
    await page.getByRole('heading', { level: 1, name: 'History' }).waitFor();
    await page.getByText('Version 1,').waitFor();
    await page.getByRole('button', { name: 'What it changed' }).first().click();
    await page
      .getByText(/In all|The total stays/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Go back to this: version 1', exact: true }).click();
    await page.waitForURL(address);
    await page.getByText('20 of 20 rules hold').first().waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it('plans again around what is fixed, and shows what would change before anything is saved', async () => {
    const { page, faults, close } = await openPage(browser);
    await withPlan(page, serverOn(engine), anew('bea'));
    const kept = await openStop(page, 0);
    await page.getByRole('button', { name: 'Keep it fixed' }).click();
    await page.getByRole('button', { name: 'Let it move' }).waitFor();
    await page.getByRole('button', { name: /^More for/ }).click();
    await page.getByRole('menuitem', { name: /Plan again around/ }).click();
    await page.getByText('1 fixed stop stays').waitFor();
    await page.getByLabel('What should be different').fill('a relaxed pace, more food');
    await page.getByRole('button', { name: 'Show me a proposal' }).click();
    await page.getByRole('button', { name: 'Take this plan' }).waitFor();
    expect(await toast(page, 'Planned again.').count()).toBe(0);
    await page.getByRole('button', { name: 'Take this plan' }).click();
    await toast(page, 'Planned again.').waitFor();
    await page.getByRole('button', { name: kept }).first().waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it('goes on from where the keyboard was, undoes only what came last, and says when nothing is saved', async () => {
    const { page, close } = await openPage(browser);
    await withPlan(page, serverOn(engine), anew('dora'));
    const place = () => page.evaluate(() => document.activeElement?.closest('li')?.id ?? document.activeElement?.tagName);
    const name = await openStop(page, 1);
    await page.getByRole('button', { name: 'Change times' }).press('Enter');
    const to = page.getByLabel('To', { exact: true });
    const end = await to.inputValue();
    await to.fill(end.endsWith('1') ? `${end.slice(0, -1)}2` : `${end.slice(0, -1)}1`);
    await to.press('Enter');
    await page.locator('.toast').filter({ hasText: 'is now from' }).waitFor();
    await expect.poll(place).toMatch(/^stop-/);
    await page.getByRole('button', { name: 'Leave it out' }).press('Enter');
    await expect.poll(() => page.getByRole('button', { name, exact: true }).count()).toBe(0);
    await expect.poll(place).toMatch(/^stop-/);

    await page.getByRole('button', { name: /^More for/ }).click();
    await page.getByRole('menuitem', { name: 'History' }).click();
    await page.getByRole('button', { name: 'Go back to this: version 1', exact: true }).click();
    await page.getByRole('button', { name, exact: true }).waitFor();
    await expect.poll(() => page.locator('.toast').filter({ hasText: 'Left out' }).count()).toBe(0);

    await page.context().setOffline(true);
    await openStop(page, 0);
    await page.getByRole('button', { name: 'Keep it fixed' }).click();
    await page.getByText('Not saved. The server did not answer.').first().waitFor();
    await close();
  });

  it('keeps what was saved elsewhere in the meantime, and asks where both changed the same', async () => {
    const { page, close } = await openPage(browser);
    const address = await withPlan(page, serverOn(engine), anew('cai'));
    const other = await page.context().newPage();
    // It hears nothing of what the first page saves.
    await other.route('**/trpc/plans.onChange*', (route) => route.abort());
    await other.goto(address);
    await other.getByRole('heading', { level: 1, name: 'Lisbon in four days' }).waitFor();
    await openStop(other, 0);
    await other.getByRole('button', { name: 'Keep it fixed' }).waitFor();
    const gone = await openStop(page, 1);
    await page.getByRole('button', { name: 'Leave it out' }).click();
    await expect.poll(() => page.getByRole('button', { name: gone, exact: true }).count()).toBe(0);
    await other.getByRole('button', { name: 'Keep it fixed' }).click();
    await toast(other, 'stays as it is').waitFor();
    await expect.poll(() => other.getByRole('button', { name: gone, exact: true }).count()).toBe(0);

    const both = await openStop(page, 0);
    await page.getByRole('button', { name: /^(Add a|Change the) note/ }).click();
    await page.getByLabel('Note', { exact: true }).fill('from the first page');
    await page.getByRole('button', { name: 'Save the note' }).click();
    await toast(page, 'Noted at').waitFor();
    await other.getByRole('button', { name: /^(Add a|Change the) note/ }).click();
    await other.getByLabel('Note', { exact: true }).fill('from the second page');
    await other.getByRole('button', { name: 'Save the note' }).click();
    const dialog = other.getByRole('dialog', { name: 'Changed by others meanwhile' });
    await dialog.getByRole('heading', { name: both }).waitFor();
    await dialog.getByText('“from the first page”').waitFor();
    await dialog.getByText('“from the second page”').waitFor();
    await look(other, 'a clash');
    await dialog.getByRole('button', { name: 'Save mine' }).click();
    await page.getByText('from the second page').first().waitFor();
    await close();
  });

  it('takes back any number of steps and makes them again, by buttons and by keys', async () => {
    const { page, faults, close } = await openPage(browser);
    await withPlan(page, serverOn(engine), anew('ida'));
    const names: string[] = [];
    for (const count of [1, 2]) {
      names.push(await openStop(page, 1));
      await page.getByRole('button', { name: 'Leave it out' }).click();
      await expect.poll(() => page.getByRole('button', { name: names[count - 1] ?? '', exact: true }).count()).toBe(0);
    }
    const counts = () => Promise.all(names.map((name) => page.getByRole('button', { name, exact: true }).count()));
    await expect.poll(counts).toEqual([0, 0]);
    await page.locator('h1').click();
    await page.keyboard.press('Control+z');
    await expect.poll(counts).toEqual([0, 1]);
    await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
    await expect.poll(counts).toEqual([1, 1]);
    await page.locator('h1').click();
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(counts).toEqual([0, 1]);
    await page.getByRole('button', { name: 'Redo', exact: true }).click();
    await expect.poll(counts).toEqual([0, 0]);
    expect(faults).toEqual([]);
    await close();
  });

  it('keeps what has no time yet, gives it one, takes one away, and renames the trip', async () => {
    const { page, faults, close } = await openPage(browser);
    await withPlan(page, serverOn(engine), anew('jo'));
    const ideas = page.getByRole('region', { name: 'No time yet' });
    await ideas.getByLabel('Something to do').fill('Sail on the Tejo');
    await ideas.getByRole('button', { name: 'Put it on the list' }).click();
    await ideas.getByRole('heading', { name: 'Sail on the Tejo' }).waitFor();
    const away = await openStop(page, 0);
    await page.getByRole('button', { name: 'Take its time away' }).click();
    await ideas.getByRole('heading', { name: away }).waitFor();
    await ideas.getByRole('button', { name: 'Give it a time: Sail on the Tejo' }).click();
    await ideas.getByLabel('From', { exact: true }).fill('21:30');
    await ideas.getByLabel('To', { exact: true }).fill('22:00');
    await ideas.getByRole('button', { name: 'Put it on that day' }).click();
    await page.locator('li[id^="stop-"]').filter({ hasText: 'Sail on the Tejo' }).waitFor();
    await ideas.getByRole('button', { name: `Drop it: ${away}` }).click();
    await expect.poll(() => ideas.getByRole('heading', { level: 3 }).count()).toBe(0);
    await page.getByRole('button', { name: 'Rename the trip' }).click();
    await page.getByLabel('Name of the trip').fill('Lisbon with Jo');
    await page.getByRole('button', { name: 'Save the name' }).click();
    await page.getByRole('heading', { level: 1, name: 'Lisbon with Jo' }).waitFor();
    expect(faults).toEqual([]);
    await close();
  });
});

describe('a plan at 320 px with doubled text', () => {
  it('is read without scrolling sideways, an open stop as well', async () => {
    const { page, close } = await openPage(browser, { viewport: { width: 320, height: 700 } });
    await withPlan(page, serverOn('sqlite'), anew('lia'));
    await page.evaluate(`document.documentElement.style.fontSize = '200%'`);
    const beyond = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await beyond()).toBe(0);
    for (const index of [0, 1]) {
      await openStop(page, index);
      await page.getByRole('button', { name: 'Change times' }).click();
      expect(await beyond()).toBe(0);
    }
    await close();
  });
});

describe.each([
  ['light', 1280],
  ['dark', 390],
] as const)('changing a plan in %s at %d px', (colorScheme, width) => {
  it('holds to WCAG 2.2 AA', async () => {
    const { page, faults, close } = await openPage(browser, { colorScheme, viewport: { width, height: 844 }, reducedMotion: 'reduce' });
    await withPlan(page, serverOn('sqlite'), anew(`seen.${width}`));
    await openStop(page, 1);
    await page.getByRole('button', { name: 'Change times' }).click();
    await look(page, 'a stop being changed');
    const ideas = page.getByRole('region', { name: 'No time yet' });
    await ideas.getByLabel('Something to do').fill('Sail on the Tejo');
    await ideas.getByRole('button', { name: 'Put it on the list' }).click();
    await ideas.getByRole('button', { name: 'Give it a time: Sail on the Tejo' }).click();
    await page.getByRole('button', { name: 'Rename the trip' }).click();
    await look(page, 'ideas, and the trip being renamed');
    await ideas.getByRole('button', { name: 'Give it a time: Sail on the Tejo' }).click();
    await page.getByRole('button', { name: 'Leave it', exact: true }).click();
    await clash(page);
    await page.getByRole('radiogroup', { name: 'Ways out, smallest change first' }).first().waitFor();
    await look(page, 'ways out to choose from');
    await page.getByRole('button', { name: /^More for/ }).click();
    await page.getByRole('menuitem', { name: /Plan again around/ }).click();
    await page.getByRole('button', { name: 'Show me a proposal' }).click();
    await page.getByRole('button', { name: 'Take this plan' }).waitFor();
    await look(page, 'a proposal');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^More for/ }).click();
    await page.getByRole('menuitem', { name: 'History' }).click();
    await page.getByText('Version 1,').waitFor();
    await page.getByRole('button', { name: 'What it changed' }).first().click();
    await page
      .getByText(/In all|The total stays/)
      .first()
      .waitFor();
    await look(page, 'history');
    expect(faults).toEqual([]);
    await close();
  });

  it('says what would work where wishes clash, and asks for that instead', async () => {
    const { page, faults, close } = await openPage(browser, { colorScheme, viewport: { width, height: 844 }, reducedMotion: 'reduce' });
    await withPlan(page, serverOn('sqlite'), anew(`clash.${width}`), { budget: { amount: 30_000, currency: 'EUR' } });
    await page.getByRole('button', { name: 'What would work' }).click();
    const ways = page.getByRole('radiogroup', { name: 'What could be asked instead' });
    await ways.waitFor();
    expect(await ways.getByRole('radio').count()).toBeGreaterThanOrEqual(3);
    await look(page, 'what would work');
    await ways.getByRole('radio').first().check();
    await page.getByRole('button', { name: 'Ask for this instead' }).click();
    await page.getByRole('button', { name: 'Make the plan' }).waitFor();
    expect(faults).toEqual([]);
    await close();
  });
});
