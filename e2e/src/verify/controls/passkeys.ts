import { existsSync } from 'node:fs';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';
import { Failed, holds, same, type Control } from '../control.ts';
import { inWords, textIn, type Answer } from '../http.ts';
import { challengeFor, from, newAddress, register, sessionIn } from '../people.ts';
import type { Site } from '../stage.ts';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--no-first-run'];

export const passkeys: Control = {
  number: 8,
  name: 'passkeys',
  async run(stage) {
    const executablePath = [process.env['CHROMIUM_PATH'], ...PLACES].find((path) => path !== undefined && existsSync(path));
    if (executablePath === undefined) throw new Failed('there is no Chromium: apt-get install chromium, or set CHROMIUM_PATH');
    const site = await stage.site('roomy');
    const browser = await chromium.launch({ executablePath, args: FLAGS });
    try {
      return await measure(site, browser);
    } finally {
      await browser.close();
    }
  },
};

async function measure(site: Site, browser: Browser): Promise<string> {
  const page = await browser.newPage();
  await page.goto(`${site.baseUrl}/`);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await addAuthenticator(devtools, true);

  const person = await register(site, 'passkey');
  const made = await create(page, await call(site, 'auth.passkey.registerOptions', undefined, person.token));
  const added = await call(site, 'auth.passkey.register', { response: made, name: 'Virtual' }, person.token);
  same(added.status, 200, 'registering what Chromium’s authenticator made');
  const twice = await call(site, 'auth.passkey.register', { response: made, name: 'Again' }, person.token);
  holds(twice.status >= 400, `the same registration a second time: ${inWords(twice)}`);

  const signed = await get(page, await call(site, 'auth.passkey.loginOptions', {}));
  const entered = await call(site, 'auth.passkey.login', { response: signed });
  holds(entered.status === 200 && textIn(entered, 'user', 'id') === person.id, `sign-in by passkey alone: ${inWords(entered)}`);
  const replayed = await call(site, 'auth.passkey.login', { response: signed });
  holds(replayed.status === 401, `the same answer of the authenticator a second time: ${inWords(replayed)}`);

  const challenge = await challengeFor(site.here, person);
  const second = await get(page, await call(site, 'auth.passkey.loginOptions', { challenge }));
  same((await call(site, 'auth.passkey.login', { response: second })).status, 200, 'a passkey as second factor');

  const again = await get(page, await call(site, 'auth.passkey.loginOptions', {}));
  const proven = await call(site, 'auth.reauthenticate', { passkey: again }, sessionIn(entered).token);
  same(proven.status, 200, 'proving again by passkey');

  // Somebody else's passkey does not prove who this is, nor can it end another one's sign-in.
  const other = await register(site, 'other');
  const foreign = await get(page, await call(site, 'auth.passkey.loginOptions', {}));
  const mistaken = await call(site, 'auth.reauthenticate', { passkey: foreign }, other.token);
  holds(mistaken.status === 401, `proving again by somebody else’s passkey: ${inWords(mistaken)}`);

  await unverified(site, page, devtools);
  return 'Chromium’s virtual authenticator registers, signs in alone and as second factor, and proves again; replays, foreign passkeys and one that does not verify its user are refused';
}

/** Options demand that the person is verified (by finger or PIN); an authenticator that can't is no way in. */
async function unverified(site: Site, page: Page, devtools: CDPSession): Promise<void> {
  await devtools.send('WebAuthn.disable');
  await devtools.send('WebAuthn.enable');
  await addAuthenticator(devtools, false);
  const person = await register(site, 'unverified');
  const options = await call(site, 'auth.passkey.registerOptions', undefined, person.token);
  const loosened = { ...options, data: { ...Object(options.data), authenticatorSelection: { userVerification: 'discouraged' } } };
  const made = await create(page, loosened);
  const answer = await call(site, 'auth.passkey.register', { response: made }, person.token);
  holds(answer.code === 'passkey-refused', `a passkey whose user was not verified: ${inWords(answer)}`);
}

function addAuthenticator(devtools: CDPSession, verifies: boolean) {
  return devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: verifies,
      isUserVerified: verifies,
      automaticPresenceSimulation: true,
    },
  });
}

const call = (site: Site, path: string, input?: unknown, token?: string) =>
  site.here.change(path, input, { token, headers: from(newAddress()) });

/** `navigator.credentials.create` in the page, JSON in and out. */
async function create(page: Page, { data }: Pick<Answer, 'data'>): Promise<unknown> {
  const text = await page.evaluate(async (json) => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(json));
    return JSON.stringify(await navigator.credentials.create({ publicKey }));
  }, JSON.stringify(data));
  return JSON.parse(text);
}

/** `navigator.credentials.get` in the page, JSON in and out. */
async function get(page: Page, { data }: Pick<Answer, 'data'>): Promise<unknown> {
  const text = await page.evaluate(async (json) => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(json));
    return JSON.stringify(await navigator.credentials.get({ publicKey }));
  }, JSON.stringify(data));
  return JSON.parse(text);
}
