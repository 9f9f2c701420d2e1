import { ENGINES } from '@tripmaster/db/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { look } from './look.ts';
import { anew, enter, openPage, startBrowser, startServer } from './stage.ts';

const PASSWORD = 'a long enough password';
const REQUEST = {
  destinations: [{ name: 'Lisbon' }],
  dates: { start: '2027-05-10', end: '2027-05-12' },
  travellers: { adults: 3 },
  budget: { amount: 150_000, currency: 'EUR' },
};

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});

/** Somebody with a plan, made through the API in their name; ends on the plan's page of costs. */
async function onCosts(page: Page, server: { url: string }, email: string): Promise<void> {
  const call = await enter(page, server.url, email, PASSWORD);
  const { id } = await call('plans.create', REQUEST);
  await page.goto(`${server.url}/plans/${id}`);
  await page.getByRole('link', { name: 'Costs' }).click();
  await page.getByRole('heading', { level: 1, name: 'Costs' }).waitFor();
}

async function addTraveller(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add somebody without an account' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('button', { name: `Rename ${name}` }).waitFor();
}

/** Fills the form that is open, and sends it. */
async function spend(page: Page, what: string, amount: string, more: () => Promise<void> = async () => {}): Promise<void> {
  await page.getByLabel('What for').fill(what);
  await page.getByLabel('Amount', { exact: true }).fill(amount);
  await more();
  await page.getByRole('button', { name: 'Add the expense' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

describe.each(ENGINES)('costs on %s', (engine) => {
  let server: Awaited<ReturnType<typeof startServer>>;
  beforeAll(async () => {
    server = await startServer(engine);
  });
  afterAll(() => server.stop());

  it('enters what was spent in two currencies, says who owes whom, settles it, and takes things back', async () => {
    const { page, faults, close } = await openPage(browser);
    await onCosts(page, server, anew('ana'));
    await addTraveller(page, 'Ben');
    await addTraveller(page, 'Cleo');

    await page.getByRole('button', { name: 'Add the first expense' }).click();
    await page.getByRole('button', { name: 'Add the expense' }).click();
    await page.getByText('Say what it was for.').waitFor();
    await spend(page, 'Dinner', '100,00');
    const owed = page.getByRole('region', { name: 'Who owes whom' });
    await owed.getByText('2 payments make everybody even').waitFor();
    await owed.getByRole('button', { name: /^Paid: Ben to .*33\.33/ }).waitFor();

    // By amounts, with what is left to assign; in yen, by the rate that was really paid.
    await page.getByRole('button', { name: 'Add an expense' }).click();
    await spend(page, 'Tickets', '3.200', async () => {
      await page.getByLabel('Currency').selectOption('JPY');
      await page.getByLabel('JPY for 1 EUR').fill('160');
      await page.getByLabel('Paid by', { exact: true }).last().selectOption('Ben');
      await page.getByLabel('By amounts').check();
      await page.getByRole('textbox', { name: 'Cleo' }).fill('3000');
      await page.getByText('200 JPY left to assign').waitFor();
      await page.getByRole('button', { name: 'Add the expense' }).click();
      await page.getByText('200 JPY is not assigned yet.').waitFor();
      await page.getByRole('textbox', { name: 'Ben' }).fill('200');
      await page.getByText('All of it is assigned.').waitFor();
    });
    const spent = page.getByRole('region', { name: 'What was spent' });
    await spent.getByRole('button', { name: 'Tickets' }).click();
    await spent.getByText('1 EUR = 160 JPY').waitFor();
    await page.getByText('Paid in 100.00').waitFor();

    const before = await owed.getByRole('button', { name: /^Paid: / }).count();
    await owed
      .getByRole('button', { name: /^Paid: / })
      .first()
      .click();
    await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => owed.getByRole('button', { name: /^Paid: / }).count()).toBe(before);
    for (let left = before; left > 0; left -= 1) {
      await owed
        .getByRole('button', { name: /^Paid: / })
        .first()
        .click();
      await expect.poll(() => owed.getByRole('button', { name: /^Paid: / }).count()).toBe(left - 1);
    }
    await owed.getByText('Nobody owes anybody.').waitFor();

    await spent.getByRole('button', { name: 'Remove Tickets' }).click();
    await expect.poll(() => spent.getByRole('button', { name: 'Tickets', exact: true }).count()).toBe(0);
    await page.locator('.toast').filter({ hasText: 'Removed “Tickets”.' }).getByRole('button', { name: 'Undo' }).click();
    await spent.getByRole('button', { name: 'Tickets', exact: true }).waitFor();
    await owed.getByText('Nobody owes anybody.').waitFor();

    await page.getByRole('region', { name: 'Travellers' }).getByRole('button', { name: 'Remove Ben' }).click();
    await page.locator('.toast').filter({ hasText: 'Ben has expenses or payments' }).waitFor();
    // The refusal of that removal is the one thing the console may speak of.
    expect(faults.filter((fault) => !fault.includes('400'))).toEqual([]);
    await close();
  });

  it('is clear to everybody, narrow and wide, light and dark', async () => {
    const { page, faults, close } = await openPage(browser);
    await onCosts(page, server, anew('bea'));
    await addTraveller(page, 'Ben with a name that is rather long');
    await look(page, 'nothing spent');
    await page.getByRole('button', { name: 'Add an expense' }).click();
    await spend(page, 'Train', '1 234', async () =>
      page
        .getByLabel('Currency')
        .selectOption('JPY')
        .then(() => undefined),
    );
    await page.getByRole('button', { name: 'Train' }).click();
    await look(page, 'costs', [
      { width: 1280, colorScheme: 'light' },
      { width: 390, colorScheme: 'dark' },
      { width: 320, colorScheme: 'light' },
    ]);
    await page.setViewportSize({ width: 390, height: 900 });
    await page.getByRole('button', { name: 'Add an expense' }).click();
    await page.getByLabel('By shares').check();
    await look(page, 'the form');
    expect(faults).toEqual([]);
    await close();
  });
});

describe('booking links', () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  beforeAll(async () => {
    server = await startServer('sqlite', { AFFILIATE_BOOKING: '4242' });
  });
  afterAll(() => server.stop());

  it('stand at the stop, say who earns, and lead by way of the server', async () => {
    const { page, faults, close } = await openPage(browser);
    await onCosts(page, server, anew('cleo'));
    await page.goBack();
    await page
      .getByRole('button', { name: /^Night in / })
      .first()
      .click();
    await page.getByText('Search stays for these nights').waitFor();
    await page.getByText('The operator of this server may earn from the link to Booking.com.').waitFor();
    const link = page.getByRole('link', { name: 'Stays for these nights: Booking.com (new window)' });
    expect(await link.getAttribute('rel')).toContain('sponsored');
    const response = await fetch(new URL((await link.getAttribute('href')) ?? '', server.url), { redirect: 'manual' });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toMatch(
      /^https:\/\/www\.booking\.com\/searchresults\.html\?ss=Lisbon.*&checkin=2027-05-10&checkout=2027-05-12.*&aid=4242$/,
    );
    await look(page, 'a night with its searches', [
      { width: 1280, colorScheme: 'light' },
      { width: 390, colorScheme: 'light' },
    ]);
    expect(faults).toEqual([]);
    await close();
  });
});
