import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { holds, onEngines, same, type Control } from '../control.ts';
import { at, cookiesIn, inWords, textIn } from '../http.ts';
import { tokenIn } from '../mails.ts';
import { challengeFor, from, logIn, newAddress, newcomer, protect, register, signInByRecoveryCode, type Protected } from '../people.ts';
import { oathCode, untilStepHasLeft } from '../programs.ts';
import { textOf } from '../rows.ts';
import type { Site } from '../stage.ts';

export const secretsAtRest: Control = {
  number: 23,
  name: 'secrets at rest',
  run: (stage) => onEngines(stage, async (engine) => measure(await stage.site('roomy', engine))),
};

async function measure(site: Site): Promise<string> {
  const person = await protect(site.here, await register(site, 'secret'));
  const secrets = await secretsOf(site, person);
  const database = await site.database();
  holds(database.includes(person.email), 'the search of the database does not even find an address');
  for (const [name, value] of Object.entries(secrets)) {
    holds(value.length >= 12, `nothing to search for: ${name}`);
    holds(!database.includes(value), `${name} lies in the database as it is`);
  }
  await swapped(site, person);
  return `${Object.keys(secrets).length} secrets searched in ${site.engine === 'sqlite' ? 'the database’s files' : 'every row'}, none found; TOTP seeds are sealed (AES-256-GCM, key id) and two people’s swapped rows open nothing`;
}

/** Everything secret that one person has, in the forms it may lie about in. */
async function secretsOf(site: Site, person: Protected): Promise<Record<string, string>> {
  const headers = from(newAddress());
  const fresh = await signInByRecoveryCode(site.here, person);
  const made = await site.here.change('account.apiTokens.create', { name: 'secret', scopes: ['read'] }, { token: fresh.token });
  const browser = await register(site, 'browser');
  const cookies = cookiesIn(await logIn(site.here, browser, { cookies: true }));
  const waiting = await challengeFor(site.here, person);
  const ceremony = textIn(await site.here.change('auth.passkey.loginOptions', {}, { headers }), 'challenge');
  const pending = newcomer('pending').email;
  await site.here.change('account.requestEmailChange', { email: pending, password: person.password }, { token: fresh.token });
  await site.here.change('auth.requestPasswordReset', { email: person.email }, { headers });
  const file: unknown = JSON.parse(await readFile(join(site.dataDir, 'secrets.json'), 'utf8'));
  const seed = bytesOfBase32(person.seed);
  return {
    'the password': person.password,
    'the TOTP seed': person.seed,
    'the TOTP seed in small letters': person.seed.toLowerCase(),
    'the TOTP seed in bytes': seed.toString('latin1'),
    'the TOTP seed in hex': seed.toString('hex'),
    'the TOTP seed in base64': seed.toString('base64').replaceAll('=', ''),
    ...Object.fromEntries(
      person.recoveryCodes.flatMap((code, index) => [
        [`recovery code ${index + 1}`, code],
        [`recovery code ${index + 1} without hyphens`, code.replaceAll('-', '')],
      ]),
    ),
    'the access token': fresh.token,
    'its signature': fresh.token.split('.')[2] ?? '',
    'the refresh token': fresh.refreshToken,
    'the refresh secret': fresh.refreshToken.split('.')[1] ?? '',
    'the refresh secret of a cookie': cookies.get('__Host-tripmaster')?.value.split('.')[1] ?? '',
    'the device cookie': cookies.get('__Host-tripmaster-device')?.value ?? '',
    'the API token': textIn(made, 'token'),
    'the API token without its beginning': textIn(made, 'token').slice(4),
    'the challenge of a second factor': waiting,
    'the challenge of a passkey': ceremony,
    'the token of a reset': tokenIn(await site.mails.waitFor(person.email, /new password/)),
    'the token of a verification': tokenIn(await site.mails.waitFor(person.email, /Confirm your e-mail/)),
    'the token of another address': tokenIn(await site.mails.waitFor(pending, /Confirm your new/)),
    'the signing key': String(at(file, 'signingKeys', 0, 'd')),
    'the sealing key': String(at(file, 'sealingKeys', 0, 'key')),
    'the MAC key': String(at(file, 'macKey')),
  };
}

function bytesOfBase32(text: string): Buffer {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...text].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** Whoever can write to the database puts their own seed in somebody else's row: it opens nothing there. */
async function swapped(site: Site, person: Protected): Promise<void> {
  const thief = await protect(site.here, await register(site, 'thief'));
  const sealed = async (id: string) => textOf((await site.rows.all('select secret from totp where user_id = ?', id))[0], 'secret');
  const [own, theirs] = [await sealed(person.id), await sealed(thief.id)];
  holds(/^v1\.[\w-]+\.[\w-]{16}\.[\w-]+$/.test(own), `the seed is not sealed: ${own.slice(0, 20)}`);
  const put = (id: string, secret: string) => site.rows.change('update totp set secret = ? where user_id = ?', secret, id);
  await put(person.id, theirs);
  await put(thief.id, own);
  await untilStepHasLeft(5_000);
  for (const [who, seed] of [
    [person, thief.seed],
    [person, person.seed],
    [thief, person.seed],
  ] as const) {
    const challenge = await challengeFor(site.there, who);
    const answer = await site.there.change('auth.secondFactor', { challenge, code: await oathCode(seed) }, { headers: from(newAddress()) });
    holds(answer.status >= 400, `a code for a swapped seed: ${inWords(answer)}`);
  }
  await put(person.id, own);
  await put(thief.id, theirs);
  const challenge = await challengeFor(site.there, person);
  const code = await oathCode(person.seed, 1);
  same((await site.there.change('auth.secondFactor', { challenge, code }, { headers: from(newAddress()) })).status, 200, 'put back');
}
