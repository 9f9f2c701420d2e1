import { createTripmasterClient, type PasskeyAttestationInput, type TripmasterClient } from '@tripmaster/client';
import { ENGINES } from '@tripmaster/db/testing';
import { Secret, TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anew, openPage, startBrowser, startServer } from './stage.ts';

const PASSWORD = 'a long enough password';
const NEXT_PASSWORD = 'quite another long one';
const STEP_MS = 30_000;

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});

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
    await account(anew('forgot'));
    const { page, faults, close } = await openPage(browser);
    await page.goto(`${server.url}/sign-in`);
    await page.getByLabel('E-mail').fill(anew('forgot'));
    await page.getByRole('link', { name: 'Forgotten?' }).click();
    await page.getByRole('heading', { name: 'A new password' }).waitFor();
    expect(await page.getByLabel('E-mail').inputValue()).toBe(anew('forgot'));
    await page.getByRole('button', { name: 'Send the link' }).click();
    await page.getByRole('heading', { name: 'Look into your mail' }).waitFor();

    const link = await server.link(anew('forgot'), 'reset-password');
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

    await signIn(page, server.url, anew('forgot'));
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
    const { code, recoveryCodes } = await withTotp(await account(anew('totp')));
    const { page, faults, close } = await openPage(browser);
    await signIn(page, server.url, anew('totp'));
    const field = page.getByLabel('Code from your authenticator app');
    await expect.poll(() => field.evaluate((input) => input === document.activeElement)).toBe(true);
    const wrong = ['000000', '111111'].find((one) => ![-1, 0, 1].map(code).includes(one)) ?? '222222';
    await field.pressSequentially(wrong);
    await page.getByText('4 tries are left').waitFor();
    expect(await field.inputValue()).toBe('');
    await field.pressSequentially(code(1));
    await page.waitForURL(/\/plans$/);
    await signOut(page);

    await signIn(page, server.url, anew('totp'));
    await page.getByRole('button', { name: 'Use a recovery code' }).click();
    await page.getByLabel('Recovery code').fill(recoveryCodes[0]?.toUpperCase() ?? '');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(/\/plans$/);
    await signOut(page);

    await signIn(page, server.url, anew('totp'));
    for (const left of [4, 3, 2, 1, 0]) {
      await field.pressSequentially(wrong);
      await page.getByText(left === 0 ? 'That was the last try' : left === 1 ? '1 try is left' : `${left} tries are left`).waitFor();
    }
    expect(await page.getByLabel('E-mail').inputValue()).toBe(anew('totp'));
    expect(await page.getByRole('heading', { name: 'Sign in' }).evaluate((title) => title === document.activeElement)).toBe(true);
    expect(real(faults)).toEqual([]);
    await close();
  });

  it('goes on where another provider’s sign-in led back to', async () => {
    const client = await account(anew('away'));
    const { page, faults, close } = await openPage(browser);
    await signIn(page, server.url, anew('away'));
    await page.waitForURL(/\/plans$/);
    // The server has set the cookie; this app has heard of nobody.
    await page.evaluate(() => localStorage.clear());
    await page.goto(`${server.url}/sign-in?openid=done&next=%2Fdiscover`);
    await page.waitForURL(`${server.url}/discover`);
    await signOut(page);

    const { code } = await withTotp(client);
    const halfway = await createTripmasterClient({ baseUrl: server.url }).auth.login.mutate({
      email: anew('away'),
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
    const client = await account(anew('key'));
    const { page, faults, close } = await openPage(browser);
    await plugIn(page);
    await page.goto(`${server.url}/sign-in`);
    await addPasskey(page, client);
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.waitForURL(/\/plans$/);
    await signOut(page);

    await signIn(page, server.url, anew('key'));
    await page.getByRole('heading', { name: 'One more step' }).waitFor();
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.waitForURL(/\/plans$/);
    await page.reload();
    await page.getByRole('heading', { name: 'Trips' }).waitFor();
    expect(real(faults)).toEqual([]);
    await close();
  });

  it('says so when no passkey comes of it, and goes on with the password', async () => {
    await account(anew('none'));
    const { page, close } = await openPage(browser);
    await plugIn(page);
    await page.goto(`${server.url}/sign-in`);
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.getByText('No passkey was used').waitFor();
    expect(await page.getByRole('button', { name: 'Use a passkey' }).getAttribute('aria-busy')).toBeNull();
    await page.getByLabel('E-mail').fill(anew('none'));
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in with password' }).click();
    await page.waitForURL(/\/plans$/);
    await close();
  });

  it('confirms an address, and a new one, for whoever is signed in', async () => {
    const { page, faults, close } = await openPage(browser);
    await account(anew('confirm'));
    await signIn(page, server.url, anew('confirm'));
    await page.getByText('is not confirmed yet').waitFor();
    await page.goto(await server.link(anew('confirm'), 'verify-email'));
    await page.getByRole('heading', { name: 'Your address is confirmed' }).waitFor();
    expect(page.url()).toBe(`${server.url}/verify-email`);
    await page.getByRole('link', { name: 'To your trips' }).click();
    await page.getByRole('heading', { name: 'Trips' }).waitFor();
    expect(await page.getByText('is not confirmed yet').count()).toBe(0);

    const client = createTripmasterClient({ baseUrl: server.url });
    await client.auth.login.mutate({ email: anew('confirm'), password: PASSWORD });
    await client.account.requestEmailChange.mutate({ email: anew('confirmed'), password: PASSWORD });
    const link = await server.link(anew('confirmed'), 'confirm-email');
    await page.goto(link);
    await page.getByRole('heading', { name: 'Your new address is confirmed' }).waitFor();
    await page.getByRole('link', { name: 'To your trips' }).click();
    await page.getByRole('button', { name: /your account/ }).click();
    await page.getByText(anew('confirmed')).waitFor();
    await page.goto(link);
    await page.getByRole('heading', { name: 'This link no longer works' }).waitFor();
    expect(real(faults)).toEqual([]);
    await close();
  });

  it('keeps somebody in who signs in again while another tab was left open', async () => {
    const { page, faults, close } = await openPage(browser);
    await createTripmasterClient({ baseUrl: server.url }).auth.register.mutate({ email: anew('tabs'), password: PASSWORD });
    await signIn(page, server.url, anew('tabs'));
    await page.getByRole('heading', { name: 'Trips' }).waitFor();
    const other = await page.context().newPage();
    await other.goto(`${server.url}/account/devices`);
    await other.getByRole('heading', { name: 'Devices' }).waitFor();
    await page.getByRole('button', { name: /your account/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await other.getByRole('heading', { name: 'Sign in' }).waitFor();
    const joined = other.waitForResponse((response) => response.url().includes('account.me'));
    await signIn(page, server.url, anew('tabs'));
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
    await page.getByLabel('E-mail').fill(anew('new'));
    await page.getByLabel('Password', { exact: true }).fill('fourteen chars');
    await page.getByRole('button', { name: 'Open the account' }).click();
    await page.getByText('This has 14 of at least 15 characters.').waitFor();
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Open the account' }).click();
    await page.getByRole('heading', { name: 'Look into your mail' }).waitFor();

    await signIn(page, server.url, anew('new'));
    await page.getByText('Confirm your e-mail address first.').waitFor();
    await page.getByRole('button', { name: 'Send it again' }).click();
    await page.getByText('On its way.').waitFor();
    await page.goto(await server.link(anew('new'), 'verify-email'));
    await page.getByRole('heading', { name: 'Your address is confirmed' }).waitFor();
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByLabel('E-mail').fill(anew('new'));
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in with password' }).click();
    await page.waitForURL(/\/plans$/);
    expect(real(faults)).toEqual([]);
    await close();
  });

  it('says when tries run out, and how long the pause is', async () => {
    const { page, close } = await openPage(browser);
    await page.goto(`${server.url}/sign-in`);
    await page.getByLabel('E-mail').fill(anew('guessed'));
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
    expect(await page.getByLabel('E-mail').inputValue()).toBe(anew('guessed'));
    // The pause is one of the address: another one is free to try.
    await page.getByLabel('E-mail').fill(anew('other'));
    expect(await page.getByText('Passwords are taken again').count()).toBe(0);
    await close();
  });
});
