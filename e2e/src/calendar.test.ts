import { ENGINES } from '@tripmaster/db/testing';
import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { look } from './look.ts';
import { anew, enter, openPage, startBrowser, startServer } from './stage.ts';

const PASSWORD = 'a long enough password';
const REQUEST = { destinations: [{ name: 'Lisbon' }], dates: { start: '2027-05-10', end: '2027-05-11' }, travellers: { adults: 1 } };
const FLIGHT = {
  id: 'flight',
  kind: 'transfer',
  title: 'Flight home',
  start: '22:15',
  end: '01:10',
  arrival: { date: '2027-05-12', timeZone: 'Pacific/Honolulu' },
  links: [],
  provenance: 'user',
  locked: false,
};

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});

/** Somebody with a plan that has a flight to another zone in it, made through the API in their name. */
async function planWithFlight(page: Page, url: string, email: string): Promise<string> {
  const call = await enter(page, url, email, PASSWORD);
  const { id } = await call('plans.create', REQUEST);
  await call('plans.update', { id, version: 1, operations: [{ op: 'add', date: '2027-05-11', item: FLIGHT }] });
  return id;
}

describe.each(ENGINES)('a calendar of trips on %s', (engine) => {
  it('is subscribed to by an address that is shown once, and ends when it is revoked', async () => {
    const server = await startServer(engine);
    const { page, faults, close } = await openPage(browser);
    const id = await planWithFlight(page, server.url, anew('ana'));
    await page.goto(`${server.url}/plans/${id}`);
    await page.getByRole('tab', { name: /11/ }).click();
    await page.getByText('22:15 Lisbon time to 01:10 Honolulu time on Wed 12 May, 13 h 55 min.').waitFor();
    await look(page, 'a flight between zones');

    await page.getByRole('button', { name: 'Calendar', exact: true }).click();
    await page.getByRole('button', { name: 'Make an address for this trip' }).click();
    const address = (await page.locator('[data-calendar]').textContent()) ?? '';
    expect(address).toMatch(new RegExp(`^${server.url}/calendar/[\\w-]{43}\\.ics$`));
    await look(page, 'an address shown once');
    expect(await (await fetch(address)).text()).toContain('DTEND;TZID=Pacific/Honolulu:20270512T011000');
    await page.getByRole('button', { name: 'Done' }).click();
    expect(await page.locator('[data-calendar]').count()).toBe(0);

    await page.goto(`${server.url}/account/calendars`);
    await page.getByRole('heading', { name: 'Addresses in use' }).waitFor();
    await look(page, 'calendars of an account');
    await page.getByRole('button', { name: /^Revoke the address of/ }).click();
    await page.getByRole('button', { name: 'Revoke the address', exact: true }).click();
    await page.getByRole('heading', { name: 'No addresses yet' }).waitFor();
    expect((await fetch(address)).status).toBe(404);
    expect(faults).toEqual([]);
    await close();
    await server.stop();
  });
});
