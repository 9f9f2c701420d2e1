import { Buffer } from 'node:buffer';
import { ENGINES } from '@tripmaster/db/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BOTH_WAYS, look } from './look.ts';
import { anew, enter, openPage, startBrowser, startServer } from './stage.ts';

const PASSWORD = 'a long enough password';
const TRIP = { destinations: [{ name: 'Lisbon' }], dates: { start: '2027-05-10', end: '2027-05-12' }, travellers: { adults: 2 } };
/** The smallest picture there is: one red pixel. */
const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64');
const note = (name: string, words: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(words) });

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});

describe.each(ENGINES)('files of a trip on %s', (engine) => {
  let server: Awaited<ReturnType<typeof startServer>>;
  beforeAll(async () => {
    server = await startServer(engine, { FILES_PERSON_MB: '1' });
  });
  afterAll(() => server.stop());

  async function openTrip(page: Page, email: string): Promise<void> {
    const call = await enter(page, server.url, email, PASSWORD);
    const { id } = await call('plans.create', TRIP);
    await page.goto(`${server.url}/plans/${id}`);
  }
  const section = (page: Page) => page.getByRole('region', { name: 'Files' });
  const row = (page: Page, name: string) => section(page).getByRole('listitem').filter({ hasText: name });
  const choose = async (page: Page, act: string, name: RegExp | string) => {
    await page
      .getByRole('button', { name: `More for ${act}` })
      .first()
      .click();
    await page.getByRole(typeof name === 'string' && /^(Only|Everybody)/.test(name) ? 'menuitemradio' : 'menuitem', { name }).click();
  };

  it('are added, shown, shared, renamed, refused, kept, removed and brought back', async () => {
    const { page, faults, close } = await openPage(browser);
    await openTrip(page, anew('ana'));
    await section(page).getByText('No files yet').waitFor();
    const input = section(page).locator('input[type=file]');
    await input.setInputFiles([note('gate.txt', 'Gate 12'), { name: 'photo.png', mimeType: 'image/png', buffer: PIXEL }]);
    await row(page, 'photo.png').locator('img').waitFor();
    await row(page, 'gate.txt').getByText('Only you').waitFor();

    await choose(page, 'gate.txt', 'Everybody on the trip');
    await row(page, 'gate.txt').getByText('Shared').waitFor();
    await choose(page, 'gate.txt', 'Change name or stop');
    await page.getByLabel('Name', { exact: true }).fill('Gate of the flight');
    const stop = await page.getByLabel('Belongs to').locator('option').nth(1).innerText();
    await page.getByLabel('Belongs to').selectOption({ label: stop });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await row(page, 'Gate of the flight.txt').getByText(stop).waitFor();

    const saving = page.waitForEvent('download');
    await choose(page, 'Gate of the flight.txt', 'Save to this device');
    expect((await saving).suggestedFilename()).toBe('Gate of the flight.txt');

    await input.setInputFiles(note('page.html', '<script>alert(1)</script>'));
    await section(page).getByText('Only pictures, PDFs and plain text (.txt) are kept here.').waitFor();
    await page.getByRole('button', { name: 'Put away: page.html' }).click();
    await input.setInputFiles(note('long.txt', 'x'.repeat(1_048_570)));
    await section(page).getByText('Your files have used up their room').waitFor();
    await page.getByRole('button', { name: 'Put away: long.txt' }).click();

    await choose(page, 'photo.png', 'Remove');
    await expect.poll(() => row(page, 'photo.png').count()).toBe(0);
    await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
    await row(page, 'photo.png').waitFor();
    const removed = page.waitForResponse((response) => response.url().includes('plans.files.remove'));
    await choose(page, 'photo.png', 'Remove');
    expect((await removed).status()).toBe(200);
    await page.reload();
    await row(page, 'Gate of the flight.txt').waitFor();
    expect(await row(page, 'photo.png').count()).toBe(0);
    // A refused file is an answer like any other; the browser writes it to its console all the same.
    expect(faults.filter((fault) => !/status of (415|413)/.test(fault))).toEqual([]);
    await close();
  });

  it('look right at both widths in both themes, beside the stop they belong to', async () => {
    const { page, close } = await openPage(browser);
    await openTrip(page, anew('ben'));
    const stop = page.locator('li[id^="stop-"]').getByRole('heading').getByRole('button').first();
    await stop.click();
    await page.locator('li[id^="stop-"]').locator('input[type=file]').first().setInputFiles(note('booking.txt', 'ABC123'));
    await page.locator('li[id^="stop-"]').getByText('booking.txt').waitFor();
    await section(page)
      .locator('input[type=file]')
      .setInputFiles([{ name: 'photo.png', mimeType: 'image/png', buffer: PIXEL }, note('bad.txt', '<svg>')]);
    await section(page).getByText('Not added.').waitFor();
    expect(await section(page).getByRole('listitem').count()).toBe(3);
    await look(page, 'files', BOTH_WAYS);
    await close();
  });
});
