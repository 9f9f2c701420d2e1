import { readFileSync } from 'node:fs';
import { ENGINES } from '@tripmaster/db/testing';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { look } from './look.ts';
import { anew, enter, openPage, startBrowser, startServer } from './stage.ts';

const CORPUS = new URL('../../packages/plans/src/bookings/corpus/', import.meta.url);
const mail = (name: string) => ({ name, mimeType: 'message/rfc822', buffer: readFileSync(new URL(name, CORPUS)) });

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});

describe.each(ENGINES)('importing on %s', (engine) => {
  let server: Awaited<ReturnType<typeof startServer>>;
  beforeAll(async () => {
    server = await startServer(engine);
  });
  afterAll(() => server.stop());

  it('makes a trip of a hotel’s mail, adds the flights of another, and knows both again', async () => {
    const { page, faults, close } = await openPage(browser);
    await enter(page, server.url, anew('mia'), 'a long enough password');
    await page.goto(`${server.url}/import`);
    await look(page, 'import');

    await page.locator('input[type=file]').setInputFiles([mail('06-en-booking-site.eml'), mail('01-en-airline-return.eml')]);
    await page.getByText('7 items found.', { exact: true }).waitFor();
    await page.getByText('Code 4417.903.221').first().waitFor();
    await look(page, 'proposal');
    await page.getByRole('button', { name: 'Make this trip' }).click();

    await page.getByText('2 items found.', { exact: true }).waitFor();
    await page.getByRole('checkbox', { name: /Lisbon to London/ }).uncheck();
    await page.getByRole('button', { name: 'Add to the trip' }).click();
    await page.getByRole('heading', { level: 1, name: 'Lisbon in eight days' }).waitFor();
    await page.getByText('Flight HR 461 London to Lisbon').first().waitFor();
    expect(await page.getByText('Flight HR 468').count()).toBe(0);

    await page.getByRole('button', { name: /^More for/ }).click();
    await page.getByRole('menuitem', { name: 'Add from files or mails' }).click();
    await page.locator('input[type=file]').setInputFiles(mail('01-en-airline-return.eml'));
    await page.getByText('1 item found. 1 is in the trip already.', { exact: true }).waitFor();
    await page.getByText('In the trip already', { exact: true }).waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it('says in which line a file is wrong, and keeps what was pasted', async () => {
    const { page, faults, close } = await openPage(browser, { viewport: { width: 390, height: 844 } });
    await enter(page, server.url, anew('noa'), 'a long enough password');
    await page.goto(`${server.url}/import`);
    const box = page.getByLabel('Or paste a confirmation');
    await box.fill('date,title,price\n2027-05-14,Museum,abc\n');
    await page.getByRole('button', { name: 'Read this text' }).click();
    await page.getByText(/line 2: cost “abc” contains no amount/).waitFor();
    expect(await box.inputValue()).toContain('Museum');
    await look(page, 'import refused, narrow');
    await box.fill('date,time,title,city\n2027-05-14,10:00,Tile museum,"Lisbon, Portugal"\n');
    await page.getByRole('button', { name: 'Read this text' }).click();
    await page.getByText('1 item found.', { exact: true }).waitFor();
    await look(page, 'proposal, narrow');
    expect(faults.filter((fault) => !fault.includes('422'))).toEqual([]);
    await close();
  });
});
