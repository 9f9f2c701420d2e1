import { ENGINES } from '@tripmaster/db/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { look } from './look.ts';
import { anew, enter, openPage, startBrowser, startServer } from './stage.ts';

const PASSWORD = 'a long enough password';
const REQUEST = {
  destinations: [{ name: 'Lisbon' }],
  dates: { start: '2027-05-20', end: '2027-05-23' },
  travellers: { adults: 2 },
  interests: ['history'],
  notes: 'zanzibar',
};

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});

/** Somebody with a plan, made through the API in their name; gives the plan's address. */
async function withPlan(page: Page, url: string, email: string): Promise<string> {
  const call = await enter(page, url, email, PASSWORD);
  await call('account.update', { name: 'Ana' });
  const { id } = await call('plans.create', REQUEST);
  const address = `${url}/plans/${id}`;
  await page.goto(address);
  await page.getByRole('heading', { level: 1, name: 'Lisbon in four days' }).waitFor();
  return address;
}

function dialog(page: Page) {
  return page.getByRole('dialog').first();
}

describe.each(ENGINES)('sharing a trip on %s', (engine) => {
  let server: Awaited<ReturnType<typeof startServer>>;
  beforeAll(async () => {
    server = await startServer(engine);
  });
  afterAll(() => server.stop());

  it('invites somebody without an account, who joins from the mail, changes the plan, and is removed', async () => {
    const [ana, ben] = [await openPage(browser), await openPage(browser)];
    const address = await withPlan(ana.page, server.url, anew('ana'));
    await ana.page.getByRole('button', { name: 'Share' }).click();
    await dialog(ana.page).getByText('Owner', { exact: true }).waitFor();
    await look(ana.page, 'share dialog');
    await dialog(ana.page).getByLabel('E-mail').fill('not an address');
    await dialog(ana.page).getByRole('button', { name: 'Invite', exact: true }).click();
    await dialog(ana.page).locator('.err').waitFor();
    await dialog(ana.page).getByLabel('E-mail').fill(anew('ben'));
    await dialog(ana.page).getByRole('button', { name: 'Invite', exact: true }).click();
    await dialog(ana.page).getByText('Invited, can change').waitFor();

    await ben.page.goto(await server.link(anew('ben'), 'join'));
    await ben.page.getByRole('heading', { name: 'You are invited to a trip' }).waitFor();
    await look(ben.page, 'invitation, signed out');
    await ben.page.getByRole('link', { name: 'Open an account' }).click();
    await ben.page.getByText('The trip you were asked onto comes next.').waitFor();
    await ben.page.getByLabel('Name').fill('Ben');
    await ben.page.getByLabel('E-mail').fill(anew('ben'));
    await ben.page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await ben.page.getByRole('button', { name: 'Open the account' }).click();
    await ben.page.getByRole('button', { name: 'Come onto the trip' }).waitFor();
    await look(ben.page, 'invitation, signed in');
    await ben.page.getByRole('button', { name: 'Come onto the trip' }).click();
    await ben.page.waitForURL(address);

    const stop = ben.page.locator('li[id^="stop-"]').filter({ hasText: /Open \d\d:\d\d|Always open/ });
    await stop.first().getByRole('heading').getByRole('button').first().click();
    await ben.page.getByRole('button', { name: 'Keep it fixed' }).click();
    await ben.page.getByRole('button', { name: 'Let it move' }).waitFor();
    expect(await ben.page.getByRole('button', { name: 'Share' }).count()).toBe(0);
    await ben.page.getByRole('button', { name: 'People' }).click();
    await dialog(ben.page).getByText('(you)').waitFor();
    await look(ben.page, 'people on a trip');
    await ben.page.keyboard.press('Escape');

    await ana.page.reload();
    await ana.page.getByRole('button', { name: 'Share' }).click();
    await dialog(ana.page).getByLabel('What Ben may do').selectOption('viewer');
    await ana.page.getByText('Ben: can read.').waitFor({ state: 'attached' });
    // He need not load the page again to learn what he may.
    await ben.page.getByRole('button', { name: 'Let it move' }).waitFor({ state: 'detached' });
    expect(await ben.page.getByRole('button', { name: 'Undo', exact: true }).count()).toBe(0);

    await dialog(ana.page).getByRole('button', { name: 'Remove Ben' }).click();
    await ana.page.getByRole('button', { name: 'Remove', exact: true }).click();
    await dialog(ana.page).getByText('On it since').waitFor({ state: 'detached' });
    expect(ana.faults).toEqual([]);
    await ben.page.getByRole('heading', { name: 'No such page on this line' }).waitFor();
    // The browser itself reports an answer of 404.
    expect(ben.faults.filter((fault) => !fault.includes('404'))).toEqual([]);
    await ana.close();
    await ben.close();
  });

  it('shows a trip by its link, lets people join where it is for that, and nothing once it is revoked', async () => {
    const [ana, ben, phone] = [
      await openPage(browser),
      await openPage(browser),
      await openPage(browser, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, colorScheme: 'dark' }),
    ];
    await withPlan(ana.page, server.url, anew('anabel'));
    await ana.page.getByRole('button', { name: 'Share' }).click();
    const makeLink = async (role: string): Promise<string> => {
      await dialog(ana.page).getByLabel('Whoever has it').selectOption(role);
      await dialog(ana.page).getByRole('button', { name: 'Make a link' }).click();
      const url = await dialog(ana.page).locator('[data-link]').innerText();
      await dialog(ana.page).getByRole('button', { name: 'Done' }).click();
      return url;
    };
    const reading = await makeLink('viewer');
    const changing = await makeLink('editor');
    expect(changing).toMatch(/\/s\/[\w-]{43}$/);
    await phone.page.goto(reading);
    await phone.page.getByText('Ana shares this trip with you.').waitFor();
    await phone.page.getByText('20 to 23 May 2027').waitFor();
    expect(await phone.page.content()).not.toContain('zanzibar');
    expect(await phone.page.getByRole('button', { name: /Share|Save as|More for|Join/ }).count()).toBe(0);
    await look(phone.page, 'shared trip on a phone');

    await enter(ben.page, server.url, anew('benno'), PASSWORD);
    await ben.page.goto(changing);
    await look(ben.page, 'shared trip');
    await ben.page.getByRole('button', { name: 'Join the trip' }).click();
    await ben.page.waitForURL(/\/plans\/[\w-]+$/);
    await ben.page.goto(changing);
    await ben.page.getByRole('link', { name: 'You are on this trip: open it' }).waitFor();

    await dialog(ana.page)
      .getByRole('button', { name: /^Revoke/ })
      .last()
      .click();
    await ana.page.getByText('The link is revoked.').waitFor({ state: 'attached' });
    expect((await phone.page.goto(reading))?.status()).toBe(404);
    await phone.page.getByRole('heading', { name: 'This link shows nothing any more' }).waitFor();
    await look(phone.page, 'link that is over');
    expect([ana.faults, ben.faults, phone.faults.filter((fault) => !fault.includes('404'))]).toEqual([[], [], []]);
    for (const { close } of [ana, ben, phone]) await close();
  });

  it('hides its dates from others until its owner shows them', async () => {
    const [ana, guest] = [await openPage(browser), await openPage(browser)];
    const address = await withPlan(ana.page, server.url, anew('anita'));
    await ana.page.getByRole('button', { name: 'Share' }).click();
    await dialog(ana.page).getByRole('radio', { name: 'By link' }).click();
    await dialog(ana.page).getByRole('button', { name: 'Copy the address' }).waitFor();

    await guest.page.goto(address);
    await guest.page.getByText('in May 2027').waitFor();
    await guest.page.getByRole('tab', { name: /Day 1 · Thu/ }).waitFor();
    expect(await guest.page.locator('body').innerText()).not.toMatch(/\b2[0-3] May\b/);
    await look(guest.page, 'trip without dates');
    await dialog(ana.page)
      .getByLabel(/Show exact dates/)
      .click();
    await expect
      .poll(async () =>
        dialog(ana.page)
          .getByLabel(/Show exact dates/)
          .isChecked(),
      )
      .toBe(true);
    await guest.page.reload();
    await guest.page.getByText('20 to 23 May 2027').waitFor();
    expect([ana.faults, guest.faults]).toEqual([[], []]);
    await ana.close();
    await guest.close();
  });
});
