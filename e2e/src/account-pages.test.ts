import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from './beside.ts';
import { BOTH_WAYS, look, type View } from './look.ts';
import { enter, fresh, openPage, startBrowser, startServer } from './stage.ts';

const PASSWORD = 'a long enough password';

let browser: Browser;
let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  [browser, server] = await Promise.all([startBrowser(), startServer('sqlite', { RATE_LIMIT_SCALE: '1000' })]);
});
afterAll(() => server.stop());

const LARGE: View = { colorScheme: 'light', width: 320, large: true };

// What is pressed to get there is pressed in both, as it lies elsewhere on a phone.
describe.each([
  [1280, BOTH_WAYS.filter(({ width }) => width === 1280)],
  [390, [...BOTH_WAYS.filter(({ width }) => width === 390), LARGE]],
] as const)('pages of one’s account and administration at %d px', (width, views) => {
  it('hold to WCAG 2.2 AA, scroll only down, and stay silent on the console', async () => {
    const { page, faults, close } = await openPage(browser, { viewport: { width, height: 844 }, reducedMotion: 'reduce' });
    const email = `${fresh('somebody.with.a.long.address')}@travellers.example.com`;
    await enter(page, server.url, email, PASSWORD);
    const seen = (name: string) => look(page, name, views);
    const visit = async (path: string, heading: string) => {
      await page.goto(server.url + path);
      await page.getByRole('heading', { level: 1, name: heading }).waitFor();
      await seen(path);
    };

    await visit('/account', width > 1000 ? 'Profile' : 'Account');
    await visit('/account/profile', 'Profile');
    await page.getByRole('button', { name: 'Change the address' }).click();
    await page.getByRole('button', { name: 'Send the link', exact: true }).click();
    await seen('a form with faults');
    await visit('/account/devices', 'Devices');
    await visit('/account/notifications', 'Notifications');
    await visit('/account/activity', 'Activity');
    await visit('/account/data', 'Your data');
    await page.getByRole('button', { name: 'Delete the account' }).click();
    await page.getByRole('dialog').waitFor();
    await seen('a dialog');

    await visit('/account/tokens', 'API tokens');
    await page.getByRole('button', { name: 'Make a token' }).click();
    await seen('a new token');
    await page.getByLabel('Name').fill('A script with a name that is long enough to be broken');
    await page.getByRole('button', { name: 'Make the token' }).click();
    await page.locator('[data-token]').waitFor();
    await seen('a token, shown once');

    await visit('/account/security', 'Sign-in and security');
    await page.getByRole('button', { name: 'Set up the app' }).click();
    await page.locator('[data-secret]').waitFor();
    await seen('setting up an app');

    await sql('sqlite', server.database, 'UPDATE users SET role = ? WHERE email = ?', ['admin', email]);
    await page.goto(`${server.url}/admin`);
    await page.getByRole('heading', { name: 'Administration needs a second factor' }).waitFor();
    await seen('administration without a second factor');
    await sql('sqlite', server.database, 'UPDATE sessions SET second_factor = 1');
    await visit('/admin/users', 'People');
    await page.getByRole('link', { name: email }).click();
    await page.getByRole('heading', { name: 'Role' }).waitFor();
    await seen('one person');
    await visit('/admin/audit', 'Audit log');
    await page.getByRole('button', { name: 'Check the chain' }).click();
    await page.getByText('The chain is whole.').waitFor();
    await seen('the log, checked');
    expect(faults.filter((fault) => !/status of 403/.test(fault))).toEqual([]);
    await close();
  });
});
