import { readFile } from 'node:fs/promises';
import { createTripmasterClient } from '@tripmaster/client';
import { ENGINES } from '@tripmaster/db/testing';
import { Secret, TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from './beside.ts';
import { anew, enter, fresh, openPage, startBrowser, startServer } from './stage.ts';

const PASSWORD = 'a long enough password';
const NEXT_PASSWORD = 'quite another long one';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});

/** What the console said, but for the refusals of the server that a test asked for. */
const real = (faults: readonly string[]) => faults.filter((fault) => !/status of 4\d\d/.test(fault));

/** A key of the browser that is always at hand and always says yes. */
async function plugIn(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

describe.each(ENGINES)('one’s account on %s', (engine) => {
  let server: Awaited<ReturnType<typeof startServer>>;
  beforeAll(async () => {
    server = await startServer(engine, { RATE_LIMIT_SCALE: '1000' });
  });
  afterAll(() => server.stop());

  const statement = (text: string, values: string[] = []) => sql(engine, server.database, text, values);
  /** As if everybody had signed in long ago. */
  const letProofsAge = () => statement('UPDATE sessions SET authenticated_at = 0');

  /** Somebody with an account, signed in on a page of their own. */
  async function someone(email: string) {
    const client = createTripmasterClient({ baseUrl: server.url });
    await client.auth.register.mutate({ email, password: PASSWORD, name: 'Ana Lima' });
    const opened = await openPage(browser);
    await enter(opened.page, server.url, email, PASSWORD, 'auth.login');
    return { ...opened, client };
  }

  it('changes profile and password; every other device is signed out', async () => {
    const { page, faults, close } = await someone(anew('password'));
    const other = await openPage(browser);
    await enter(other.page, server.url, anew('password'), PASSWORD, 'auth.login');

    await page.goto(`${server.url}/account`);
    await page.getByRole('heading', { level: 1, name: 'Profile' }).waitFor();
    await page.getByLabel(/^Name/).fill('Ana de Lima');
    await page.getByLabel('Time zone').selectOption('Europe/Lisbon');
    await page.getByLabel('Country').selectOption({ label: 'Portugal' });
    await page.getByRole('button', { name: 'Save the profile' }).click();
    await page.getByText('Saved.').waitFor();
    await page.getByRole('button', { name: /Ana de Lima, your account/ }).waitFor();

    await page.getByRole('link', { name: 'Sign-in and security' }).click();
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByLabel('Password now', { exact: true }).fill('not the password');
    await page.getByLabel('New password', { exact: true }).fill(NEXT_PASSWORD);
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByText('This is not your password.').waitFor();
    expect(await page.getByLabel('New password', { exact: true }).inputValue()).toBe(NEXT_PASSWORD);
    await page.getByLabel('Password now', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByText('The password is changed.', { exact: false }).waitFor();
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('Password');

    await other.page.goto(`${server.url}/account/devices`);
    await other.page.waitForURL(/\/sign-in\?next=/);
    await page.getByRole('link', { name: 'Devices' }).click();
    await page.getByText('You are signed in nowhere else.').waitFor();
    expect(real(faults)).toEqual([]);
    await other.close();
    await close();
  });

  it('sets up an app and a passkey, asking once more who is there, and removes them', async () => {
    const { page, faults, client, close } = await someone(anew('factors'));
    await plugIn(page);
    await page.goto(`${server.url}/account/security`);
    await letProofsAge();
    await page.getByRole('button', { name: 'Set up the app' }).click();
    const question = page.getByRole('dialog', { name: 'Show that it is you' });
    await question.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await question.getByRole('button', { name: 'Go on' }).click();
    const secret = (await page.locator('[data-secret]').innerText()).replaceAll(/\s/g, '');
    expect(
      await page.getByRole('img', { name: /QR code/ }).evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth > 0),
    ).toBe(true);
    await page.getByLabel('Code of the app').fill('12');
    await page.getByRole('button', { name: 'Confirm the code' }).click();
    await page.getByText('Type the six digits the app shows.').waitFor();
    await page.getByLabel('Code of the app').fill(new TOTP({ secret: Secret.fromBase32(secret) }).generate());
    await page.getByRole('button', { name: 'Confirm the code' }).click();
    await expect.poll(() => page.locator('[data-codes] li').count()).toBe(10);
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as a file' }).click()]);
    expect((await readFile(await file.path(), 'utf8')).trim().split('\n')).toHaveLength(10);
    await page.getByRole('button', { name: 'I have kept them' }).click();
    expect((await client.auth.login.mutate({ email: anew('factors'), password: PASSWORD })).status).toBe('second-factor');

    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByLabel(/^Name/).fill('The phone');
    await page.getByRole('button', { name: 'Make the passkey' }).click();
    await page.getByRole('button', { name: 'Remove the passkey The phone' }).waitFor();
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('Passkeys');

    await letProofsAge();
    await page.getByRole('button', { name: 'Remove the app' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove the app' }).click();
    await question.getByRole('button', { name: 'Close' }).click();
    const asked = page.getByRole('dialog', { name: 'Remove the authenticator app?' });
    await asked.getByRole('button', { name: 'Remove the app' }).click();
    await question.getByRole('button', { name: 'Use a passkey' }).click();
    await page.getByText('Not set up').waitFor();

    await page.getByRole('button', { name: 'Remove the passkey The phone' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove the passkey' }).click();
    await page.getByText('They come with a passkey or an authenticator app.').waitFor();
    expect((await client.auth.login.mutate({ email: anew('factors'), password: PASSWORD })).status).toBe('signed-in');

    await page.getByRole('link', { name: 'Activity' }).click();
    await page.getByText('A passkey was removed.').waitFor();
    await page.getByText('The authenticator app was removed.').waitFor();
    expect(real(faults)).toEqual([]);
    await close();
  });

  it('signs out another device', async () => {
    const { page, faults, close } = await someone(anew('devices'));
    const other = await openPage(browser, {
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    });
    await enter(other.page, server.url, anew('devices'), PASSWORD, 'auth.login');
    await other.page.goto(`${server.url}/account/profile`);
    await page.goto(`${server.url}/account/devices`);
    await page.getByText('This device').waitFor();
    await page.getByRole('button', { name: 'Sign out Firefox on Linux' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign out Firefox on Linux' }).waitFor({ state: 'detached' });
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('Devices');
    await other.page.getByRole('link', { name: 'Activity' }).click();
    await other.page.waitForURL(/\/sign-in\?next=%2Faccount%2Factivity/);

    await page.getByRole('button', { name: 'Sign out all other devices' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out all others' }).click();
    await page.getByText('You are signed in nowhere else.').waitFor();
    expect(real(faults)).toEqual([]);
    await other.close();
    await close();
  });

  it('makes a token that reads trips and never reaches the account', async () => {
    const { page, faults, close } = await someone(anew('tokens'));
    await page.goto(`${server.url}/account/tokens`);
    await page.getByRole('button', { name: 'Make a token' }).click();
    await page.getByRole('button', { name: 'Make the token' }).click();
    await page.getByText('Give it a name.').waitFor();
    await page.getByLabel('Name').fill('A script');
    await page.getByRole('checkbox', { name: /^Change/ }).check();
    await page.getByRole('button', { name: 'Make the token' }).click();
    const token = await page.locator('[data-token]').innerText();
    expect(token).toMatch(/^tmk_[\w-]{43}$/);
    const authorization = `Bearer ${token}`;
    const read = () => fetch(`${server.url}/trpc/plans.list`, { headers: { authorization } });
    expect((await read()).status).toBe(200);
    const remove = await fetch(`${server.url}/trpc/account.delete`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ password: PASSWORD }),
    });
    expect([remove.status, await remove.text()]).toEqual([403, expect.stringContaining('session-needed')]);

    await page.getByRole('button', { name: 'I have kept it' }).click();
    expect(await page.getByText(token).count()).toBe(0);
    await page.getByRole('button', { name: 'Revoke the token A script' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke the token' }).click();
    await page.getByRole('heading', { name: 'No tokens' }).waitFor();
    expect((await read()).status).toBe(401);
    expect(real(faults)).toEqual([]);
    await close();
  });

  it('keeps which mails are wanted, and shows a switch as it was when that fails', async () => {
    const { page, close } = await someone(anew('mails'));
    await page.goto(`${server.url}/account/notifications`);
    const near = page.getByRole('switch', { name: 'A trip is near' });
    await Promise.all([page.waitForResponse(/account\.notifications\.set/), near.click()]);
    await expect.poll(() => near.getAttribute('aria-checked')).toBe('false');
    await page.reload();
    await near.waitFor();
    expect(await near.getAttribute('aria-checked')).toBe('false');
    await page.route('**/trpc/account.notifications.set*', (route) => route.abort());
    await near.click();
    await page.getByText('Not saved.').waitFor();
    expect(await near.getAttribute('aria-checked')).toBe('false');
    await close();
  });

  it('changes the address by a link to the new one', async () => {
    const { page, faults, client, close } = await someone(anew('old'));
    await page.goto(`${server.url}/account/profile`);
    await page.getByRole('button', { name: 'Change the address' }).click();
    await page.getByLabel('New address').fill(anew('new'));
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Send the link', exact: true }).click();
    await page.getByText(`Look into your mail at ${anew('new')}.`).waitFor();
    await page.goto(await server.link(anew('new'), 'confirm-email'));
    await expect.poll(async () => (await client.account.me.query()).email).toBe(anew('new'));
    await page.goto(`${server.url}/account/profile`);
    await page.getByText('Confirmed', { exact: true }).waitFor();
    expect(real(faults)).toEqual([]);
    await close();
  });

  it('gives all data as a file, and deletes the account', async () => {
    const { page, faults, client, close } = await someone(anew('leaving'));
    await page.goto(`${server.url}/account/data`);
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save a copy' }).click()]);
    const data: unknown = JSON.parse(await readFile(await file.path(), 'utf8'));
    expect(data).toMatchObject({
      format: 'tripmaster-account',
      sections: { account: [expect.objectContaining({ email: anew('leaving'), name: 'Ana Lima' })] },
    });

    await page.getByRole('button', { name: 'Delete the account' }).click();
    const asked = page.getByRole('dialog', { name: 'Delete the account?' });
    await asked.getByLabel('Password', { exact: true }).fill('not the password');
    await asked.getByRole('button', { name: 'Delete the account' }).click();
    await asked.getByText('This is not your password.').waitFor();
    await asked.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await asked.getByRole('button', { name: 'Delete the account' }).click();
    await page.waitForURL(`${server.url}/`);
    await page.getByRole('link', { name: 'Sign in' }).first().waitFor();
    await expect(client.auth.login.mutate({ email: anew('leaving'), password: PASSWORD })).rejects.toThrow('don’t match');
    expect(real(faults)).toEqual([]);
    await close();
  });

  it('shows administration to administrators with a second factor, and to nobody else', async () => {
    const { page, faults, client, close } = await someone(anew('boss'));
    await client.auth.logout.mutate();
    // What a try before has broken of the log.
    await statement(`UPDATE audit_events SET action = replace(action, '!', '') WHERE seq = 2`);
    await plugIn(page);
    await page.goto(`${server.url}/admin`);
    await page.getByRole('heading', { name: 'No such page on this line' }).waitFor();

    await statement('UPDATE users SET role = ? WHERE email = ?', ['admin', anew('boss')]);
    await page.goto(`${server.url}/admin`);
    await page.getByRole('heading', { name: 'Administration needs a second factor' }).waitFor();
    await page.getByRole('link', { name: 'Add a passkey or an authenticator app' }).click();
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByRole('button', { name: 'Make the passkey' }).click();
    await page.getByRole('button', { name: 'I have kept them' }).click();

    const victim = createTripmasterClient({ baseUrl: server.url });
    await victim.auth.register.mutate({ email: anew('zoe'), password: PASSWORD });
    await page.goto(`${server.url}/admin/users`);
    await page.getByLabel('Beginning of the address').fill(fresh('zoe'));
    await page.waitForURL(/search=zoe/);
    await page.getByRole('link', { name: anew('zoe') }).click();
    await page.getByRole('button', { name: 'Suspend the account' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Suspend the account' }).click();
    await page.getByRole('button', { name: 'Let the person in again' }).waitFor();
    await expect(victim.account.me.query()).rejects.toThrow();
    await page.getByLabel('Role').selectOption('Support');
    await page.getByRole('button', { name: 'Change the role' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Change the role' }).click();
    await page.locator('dd').getByText('Support', { exact: true }).waitFor();

    await page.goto(`${server.url}/admin/users?search=${fresh('boss')}`);
    await page.getByRole('link', { name: anew('boss') }).click();
    await page.getByRole('button', { name: 'Suspend the account' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Suspend the account' }).click();
    await page.getByText('Nobody suspends their own account.').waitFor();
    await page.getByRole('button', { name: 'Leave it' }).click();

    await page.getByRole('link', { name: 'Audit log' }).click();
    await page.getByRole('button', { name: 'Check the chain' }).click();
    await page.getByText('The chain is whole.').waitFor();
    await statement(`UPDATE audit_events SET action = action || '!' WHERE seq = 2`);
    await page.getByRole('button', { name: 'Check the chain' }).click();
    await page.getByText('The chain is broken at entry 2: a row was changed.').waitFor();
    await page.getByRole('link', { name: 'Show the place' }).click();
    await page.getByText('The chain is broken here: a row was changed.').waitFor();
    expect(real(faults)).toEqual([]);
    await close();
  });
});
