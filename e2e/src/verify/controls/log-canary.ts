import { holds, same, type Control } from '../control.ts';
import { at, cookiesIn, textIn } from '../http.ts';
import { tokenIn } from '../mails.ts';
import { challengeFor, from, logIn, newAddress, newcomer, protect, register, signInByRecoveryCode, word } from '../people.ts';
import { oathCode, untilStepHasLeft } from '../programs.ts';
import type { Site } from '../stage.ts';

export const logCanary: Control = {
  number: 29,
  name: 'log',
  async run(stage) {
    const site = await stage.site('roomy');
    const secrets = await leaveTraces(site);
    const log = await site.logs();
    for (const [name, secret] of Object.entries(secrets)) {
      holds(secret.length >= 6, `nothing to search for: ${name}`);
      for (const form of new Set([secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]))
        holds(!log.includes(form), `${name} is in the log: ${lineWith(log, form)}`);
    }
    const lines = log.split('\n').filter((line) => line !== '' && !line.startsWith('TripMaster is ready'));
    const parsed = lines.map((line): unknown => {
      try {
        return JSON.parse(line);
      } catch {
        return undefined;
      }
    });
    holds(
      parsed.length > 50 && parsed.every((line) => line !== undefined),
      `a line that is no JSON: ${lines[parsed.indexOf(undefined)] ?? ''}`,
    );
    const requests = parsed.filter((line) => at(line, 'msg') === 'request');
    holds(requests.length > 20, `only ${requests.length} lines about requests`);
    holds(
      requests.every((line) => /^[0-9a-f-]{36}$/.test(String(at(line, 'requestId')))),
      'a request without an id',
    );
    const answer = await site.here.read('auth.settings');
    const id = answer.headers['x-request-id'];
    holds((await site.logs()).includes(`"requestId":"${String(id)}"`), 'the id an answer names is not in the log');
    return `${Object.keys(secrets).length} passwords, tokens, cookies and codes searched in ${lines.length} lines at level trace, in three spellings: none; every line is JSON, every request has its id`;
  },
};

/** Uses every secret there is, in good requests and in bad ones. */
async function leaveTraces(site: Site): Promise<Record<string, string>> {
  const headers = () => from(newAddress());
  const person = await protect(site.here, await register(site, 'log'));
  const wrong = `wrong-${word(10)}`;
  const misplaced = `misplaced-${word(10)}`;
  await logIn(site.here, { ...person, password: wrong });
  const browser = await register(site, 'browser');
  const cookies = cookiesIn(await logIn(site.here, browser, { cookies: true }));
  const cookie = [...cookies].map(([name, { value }]) => `${name}=${value}`).join('; ');
  await site.here.change('auth.refresh', {}, { cookies: true, headers: { ...headers(), cookie } });

  await untilStepHasLeft(4_000);
  const totp = await oathCode(person.seed);
  await site.here.change('auth.secondFactor', { challenge: await challengeFor(site.here, person), code: totp }, { headers: headers() });
  const recovery = person.recoveryCodes.at(-1) ?? '';
  const session = await signInByRecoveryCode(site.here, person);
  const api = textIn(
    await site.here.change('account.apiTokens.create', { name: 'log', scopes: ['read'] }, { token: session.token }),
    'token',
  );
  await site.here.read('account.me', undefined, { token: api });
  await site.here.read('account.me', undefined, { token: `${api}x` });

  const { email } = newcomer('moved');
  await site.here.change('account.requestEmailChange', { email, password: person.password }, { token: session.token });
  const change = tokenIn(await site.mails.waitFor(email, /Confirm your new/));
  await site.here.change('account.confirmEmailChange', { token: change }, { headers: headers() });
  await site.here.change('auth.requestPasswordReset', { email }, { headers: headers() });
  const reset = tokenIn(await site.mails.waitFor(email, /new password/));
  const chosen = `${word(10)} chosen anew`;
  await site.here.change('auth.resetPassword', { token: reset, password: chosen }, { headers: headers() });
  const verify = tokenIn(await site.mails.waitFor(browser.email, /Confirm your e-mail/));
  await site.here.change('auth.verifyEmail', { token: verify }, { headers: headers() });

  // Where secrets end up that were put in the wrong place.
  const json = { 'content-type': 'application/json', ...headers() };
  const sendings = [
    site.here.ask(`/trpc/account.me?token=${misplaced}`),
    site.here.ask(`/reset-password?token=${misplaced}`),
    site.here.ask(`/trpc/auth.login?input=${encodeURIComponent(JSON.stringify({ password: misplaced }))}`),
    site.here.ask('/trpc/auth.login', { method: 'POST', headers: json, body: `{"password":"${misplaced}` }),
    site.here.ask('/trpc/auth.login', { method: 'POST', headers: json, body: JSON.stringify({ [misplaced]: misplaced }) }),
    site.here.ask('/trpc/auth.login', { method: 'POST', headers: { 'content-type': `text/${misplaced}` }, body: misplaced }),
    site.here.ask('/trpc/account.me', { headers: { authorization: `Basic ${misplaced}`, cookie: misplaced, 'x-api-key': misplaced } }),
    site.here.ask('/trpc/account.me', { headers: { referer: `https://trips.example/?token=${misplaced}`, 'user-agent': misplaced } }),
    site.here.change('auth.login', { email: person.email, password: `\ud800${misplaced}` }, { headers: headers() }),
    site.here.change('plans.create', {}, { token: session.token, headers: { 'idempotency-key': `${misplaced} \t` } }),
  ];
  same(
    (await Promise.all(sendings)).every(({ status }) => status < 500),
    true,
    'bad requests are answered',
  );
  return {
    'the password': person.password,
    'a wrong password': wrong,
    'a new password': chosen,
    'a misplaced secret': misplaced,
    'the access token': session.token,
    'its signature': session.token.split('.')[2] ?? '',
    'the refresh token': session.refreshToken.split('.')[1] ?? '',
    'the session cookie': cookies.get('__Host-tripmaster')?.value.split('.')[1] ?? '',
    'the device cookie': cookies.get('__Host-tripmaster-device')?.value ?? '',
    'an API token': api,
    'a TOTP code': `"${totp}"`,
    'the TOTP seed': person.seed,
    'a recovery code': recovery,
    'the token of a reset': reset,
    'the token of a verification': verify,
    'the token of another address': change,
  };
}

function lineWith(log: string, text: string): string {
  return (log.split('\n').find((line) => line.includes(text)) ?? '').slice(0, 300);
}
