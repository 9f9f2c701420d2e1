import { createTripmasterClient, type PasskeyAttestationInput, type TripmasterClient } from '@tripmaster/client';
import { ENGINES } from '@tripmaster/db/testing';
import { Secret, TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPage, startBrowser, startServer } from './stage.ts';

const PASSWORD = 'a long enough password';
const NEXT_PASSWORD = 'quite another long one';
const STEP_MS = 30_000;

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

/** What the console said, but for the refusals of the server that a test asked for. */
const real = (faults: readonly string[]) => faults.filter((fault) => !/status of 4\d\d/.test(fault));

async function signIn(page: Page, url: string, email: string, password = PASSWORD): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in with password' }).click();
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /your account/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign in' }).first().waitFor();
}

/** An account with an authenticator app: its codes by step from now, and its recovery codes. */
async function withTotp(client: TripmasterClient) {
  const { secret } = await client.account.totp.enroll.mutate();
  const totp = new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: 30 });
  const code = (steps: number) => totp.generate({ timestamp: Date.now() + steps * STEP_MS });
  const { recoveryCodes = [] } = await client.account.totp.confirm.mutate({ code: code(-1) });
  return { code, recoveryCodes };
}

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

/** Has the page's browser make a passkey for the client's account. */
async function addPasskey(page: Page, client: TripmasterClient): Promise<void> {
  const options = await client.auth.passkey.registerOptions.mutate();
  const response = await page.evaluate<PasskeyAttestationInput, string>(async (given) => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(given));
    const made = await navigator.credentials.create({ publicKey });
    if (!(made instanceof PublicKeyCredential)) throw new Error('no passkey');
    const { id, rawId, response } = made.toJSON();
    if (!('attestationObject' in response)) throw new Error('no new passkey');
    const { clientDataJSON, attestationObject } = response;
    return { id, rawId, type: 'public-key', response: { clientDataJSON, attestationObject }, clientExtensionResults: {} };
  }, JSON.stringify(options));
  await client.auth.passkey.register.mutate({ response, name: 'Test key' });
}

describe.each(ENGINES)('signing in on %s', (engine) => {
  let server: Awaited<ReturnType<typeof startServer>>;
  beforeAll(async () => {
    server = await startServer(engine, { RATE_LIMIT_SCALE: '1000' });
  });
  afterAll(() => server.stop());

  async function account(email: string): Promise<TripmasterClient> {
    const client = createTripmasterClient({ baseUrl: server.url });
    await client.auth.register.mutate({ email, password: PASSWORD });
    return client;
  }

  it('goes on after a forgotten password, by the mailed link and once', async () => {
    await account('forgot@example.com');
    const { page, faults, close } = await openPage(browser);
    await page.goto(`${server.url}/sign-in`);
    await page.getByLabel('E-mail').fill('forgot@example.com');
    await page.getByRole('link', { name: 'Forgotten?' }).click();
    await page.getByRole('heading', { name: 'A new password' }).waitFor();
    expect(await page.getByLabel('E-mail').inputValue()).toBe('forgot@example.com');
    await page.getByRole('button', { name: 'Send the link' }).click();
    await page.getByRole('heading', { name: 'Look into your mail' }).waitFor();

    const link = await server.link('forgot@example.com', 'reset-password');
    await page.goto(link);
    await page.getByRole('heading', { name: 'Choose a new password' }).waitFor();
    await expect.poll(() => page.url()).toBe(`${server.url}/reset-password`);
    await page.getByLabel('New password').fill('TripMaster 20272027');
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByText('one of the first that anybody would guess').waitFor();
    expect(await page.getByLabel('New password').inputValue()).toBe('TripMaster 20272027');
    await page.getByLabel('New password').fill(NEXT_PASSWORD);
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByRole('heading', { name: 'Your password is changed' }).waitFor();
    await page.getByRole('link', { name: 'Sign in with the new password' }).click();

    await signIn(page, server.url, 'forgot@example.com');
    await page.getByText('E-mail and password don’t match.').waitFor();
    await page.getByLabel('Password', { exact: true }).fill(NEXT_PASSWORD);
    await page.getByRole('button', { name: 'Sign in with password' }).click();
    await page.waitForURL(/\/plans$/);

    await page.goto(link);
    await page.getByLabel('New password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByRole('heading', { name: 'This link no longer works' }).waitFor();
    expect(real(faults)).toEqual([]);
    await close();
  });

  it('asks for a code of the app or a recovery code, and leads back after too many tries', async () => {
    const { code, recoveryCodes } = await withTotp(await account('totp@example.com'));
    const { page, faults, close } = await openPage(browser);
    await signIn(page, server.url, 'totp@example.com');
    const field = page.getByLabel('Code from your authenticator app');
    await expect.poll(() => field.evaluate((input) => input === document.activeElement)).toBe(true);
    const wrong = ['000000', '111111'].find((one) => ![-1, 0, 1].map(code).includes(one)) ?? '222222';
    await field.pressSequentially(wrong);
    await page.getByText('4 tries are left').waitFor();
    expect(await field.inputValue()).toBe('');
    await field.pressSequentially(code(1));
    await page.waitForURL(/\/plans$/);
    await signOut(page);

    await signIn(page, server.url, 'totp@example.com');
    await page.getByRole('button', { name: 'Use a recovery code' }).click();
    await page.getByLabel('Recovery code').fill(recoveryCodes[0]?.toUpperCase() ?? '');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(/\/plans$/);
    await signOut(page);

    await signIn(page, server.url, 'totp@example.com');
    for (const left of [4, 3, 2, 1, 0]) {
      await field.pressSequentially(wrong);
      await page.getByText(left === 0 ? 'That was the last try' : left === 1 ? '1 try is left' : `${left} tries are left`).waitFor();
    }
    expect(await page.getByLabel('E-mail').inputValue()).toBe('totp@example.com');
    expect(await page.getByRole('heading', { name: 'Sign in' }).evaluate((title) => title === document.activeElement)).toBe(true);
    expect(real(faults)).toEqual([]);
    await close();
  });

  it('goes on where another provider’s sign-in led back to', async () => {
    const client = await account('away@example.com');
    const { page, faults, close } = await openPage(browser);
    await signIn(page, server.url, 'away@example.com');
    await page.waitForURL(/\/plans$/);
    // The server has set the cookie; this app has heard of nobody.
    await page.evaluate(() => localStorage.clear());
    await page.goto(`${server.url}/sign-in?openid=done&next=%2Fdiscover`);
    await page.waitForURL(`${server.url}/discover`);
    await signOut(page);

    const { code } = await withTotp(client);
    const halfway = await createTripmasterClient({ baseUrl: server.url }).auth.login.mutate({
      email: 'away@example.com',
      password: PASSWORD,
    });
    if (halfway.status !== 'second-factor') throw new Error(halfway.status);
    const { challenge, methods } = halfway;
    await page.goto(`${server.url}/sign-in?next=%2Fdiscover#${new URLSearchParams({ challenge, methods: methods.join(',') })}`);
    await expect.poll(() => page.url()).toBe(`${server.url}/sign-in?next=%2Fdiscover`);
    await page.getByLabel('Code from your authenticator app').pressSequentially(code(1));
    await page.waitForURL(`${server.url}/discover`);

    await signOut(page);
    await page.goto(`${server.url}/sign-in?openid=cancelled`);
    await page.getByText('without signing in').waitFor();
    expect(real(faults)).toEqual([]);
    await close();
  });

  it('takes a passkey alone, and as the second step', async () => {
    const client = await account('key@example.com');
    const { page, faults, close } = await openPage(browser);
    await plugIn(page);
    await page.goto(`${server.url}/sign-in`);
    await addPasskey(page, client);
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.waitForURL(/\/plans$/);
    await signOut(page);

    await signIn(page, server.url, 'key@example.com');
    await page.getByRole('heading', { name: 'One more step' }).waitFor();
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.waitForURL(/\/plans$/);
    await page.reload();
    await page.getByRole('heading', { name: 'Trips' }).waitFor();
    expect(real(faults)).toEqual([]);
    await close();
  });

  it('says so when no passkey comes of it, and goes on with the password', async () => {
    await account('none@example.com');
    const { page, close } = await openPage(browser);
    await plugIn(page);
    await page.goto(`${server.url}/sign-in`);
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.getByText('No passkey was used').waitFor();
    expect(await page.getByRole('button', { name: 'Use a passkey' }).getAttribute('aria-busy')).toBeNull();
    await page.getByLabel('E-mail').fill('none@example.com');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in with password' }).click();
    await page.waitForURL(/\/plans$/);
    await close();
  });

  it('confirms an address, and a new one, for whoever is signed in', async () => {
    const { page, faults, close } = await openPage(browser);
    await account('confirm@example.com');
    await signIn(page, server.url, 'confirm@example.com');
    await page.getByText('is not confirmed yet').waitFor();
    await page.goto(await server.link('confirm@example.com', 'verify-email'));
    await page.getByRole('heading', { name: 'Your address is confirmed' }).waitFor();
    expect(page.url()).toBe(`${server.url}/verify-email`);
    await page.getByRole('link', { name: 'To your trips' }).click();
    await page.getByRole('heading', { name: 'Trips' }).waitFor();
    expect(await page.getByText('is not confirmed yet').count()).toBe(0);

    const client = createTripmasterClient({ baseUrl: server.url });
    await client.auth.login.mutate({ email: 'confirm@example.com', password: PASSWORD });
    await client.account.requestEmailChange.mutate({ email: 'confirmed@example.com', password: PASSWORD });
    const link = await server.link('confirmed@example.com', 'confirm-email');
    await page.goto(link);
    await page.getByRole('heading', { name: 'Your new address is confirmed' }).waitFor();
    await page.getByRole('link', { name: 'To your trips' }).click();
    await page.getByRole('button', { name: /your account/ }).click();
    await page.getByText('confirmed@example.com').waitFor();
    await page.goto(link);
    await page.getByRole('heading', { name: 'This link no longer works' }).waitFor();
    expect(real(faults)).toEqual([]);
    await close();
  });

  it('keeps somebody in who signs in again while another tab was left open', async () => {
    const { page, faults, close } = await openPage(browser);
    await createTripmasterClient({ baseUrl: server.url }).auth.register.mutate({ email: 'tabs@example.com', password: PASSWORD });
    await signIn(page, server.url, 'tabs@example.com');
    await page.getByRole('heading', { name: 'Trips' }).waitFor();
    const other = await page.context().newPage();
    await other.goto(`${server.url}/account/devices`);
    await other.getByRole('heading', { name: 'Devices' }).waitFor();
    await page.getByRole('button', { name: /your account/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await other.getByRole('heading', { name: 'Sign in' }).waitFor();
    const joined = other.waitForResponse((response) => response.url().includes('account.me'));
    await signIn(page, server.url, 'tabs@example.com');
    await page.getByRole('heading', { name: 'Trips' }).waitFor();
    await joined;
    await page.goto(`${server.url}/account/devices`);
    await page.getByRole('heading', { name: 'Devices' }).waitFor();
    expect(real(faults)).toEqual([]);
    await close();
  });
});

describe('a server that asks for confirmed addresses, and counts as it does for people', () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  beforeAll(async () => {
    server = await startServer('sqlite', { EMAIL_VERIFICATION: 'required', PASSWORD_MIN_LENGTH: '15' });
  });
  afterAll(() => server.stop());

  it('opens an account by the mailed link', async () => {
    const { page, faults, close } = await openPage(browser);
    await page.goto(`${server.url}/sign-up`);
    await page.getByLabel('E-mail').fill('new@example.com');
    await page.getByLabel('Password', { exact: true }).fill('fourteen chars');
    await page.getByRole('button', { name: 'Open the account' }).click();
    await page.getByText('This has 14 of at least 15 characters.').waitFor();
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Open the account' }).click();
    await page.getByRole('heading', { name: 'Look into your mail' }).waitFor();

    await signIn(page, server.url, 'new@example.com');
    await page.getByText('Confirm your e-mail address first.').waitFor();
    await page.getByRole('button', { name: 'Send it again' }).click();
    await page.getByText('On its way.').waitFor();
    await page.goto(await server.link('new@example.com', 'verify-email'));
    await page.getByRole('heading', { name: 'Your address is confirmed' }).waitFor();
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByLabel('E-mail').fill('new@example.com');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in with password' }).click();
    await page.waitForURL(/\/plans$/);
    expect(real(faults)).toEqual([]);
    await close();
  });

  it('says when tries run out, and how long the pause is', async () => {
    const { page, close } = await openPage(browser);
    await page.goto(`${server.url}/sign-in`);
    await page.getByLabel('E-mail').fill('guessed@example.com');
    const password = page.getByLabel('Password', { exact: true });
    const press = async (left: string | RegExp) => {
      await password.fill('not the password');
      await page.getByRole('button', { name: 'Sign in with password' }).click();
      await page.getByText(left).waitFor();
    };
    for (let tries = 0; tries < 4; tries += 1) await press(/don’t match\.$/);
    for (const left of [5, 4, 3, 2]) await press(`${left} tries are left before a pause of 15 minutes.`);
    await press('1 try is left before a pause of 15 minutes.');
    await press('That was the last try before a pause of 15 minutes.');
    await press('Passwords are taken again in 15 minutes.');
    expect(await password.inputValue()).toBe('not the password');
    expect(await page.getByLabel('E-mail').inputValue()).toBe('guessed@example.com');
    // The pause is one of the address: another one is free to try.
    await page.getByLabel('E-mail').fill('other@example.com');
    expect(await page.getByText('Passwords are taken again').count()).toBe(0);
    await close();
  });
});
