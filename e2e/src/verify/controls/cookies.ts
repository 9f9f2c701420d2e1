import { holds, same, type Control } from '../control.ts';
import { cookiesIn, inWords, textIn } from '../http.ts';
import { from, logIn, newAddress, newcomer } from '../people.ts';
import { procedures } from '../procedures.ts';

const HTTPS = { 'x-forwarded-proto': 'https' };
const OWN = 'https://trips.example';
const ATTRIBUTES = ['HttpOnly', 'Path=/', 'SameSite=Strict', 'Secure'];

const FOREIGN: readonly Readonly<Record<string, string>>[] = [
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: 'http://trips.example' },
  { origin: 'https://trips.example.evil.example' },
  { origin: 'https://evil.trips.example' },
  { origin: 'https://trips.example:8443' },
  { origin: 'https://eviltrips.example' },
  { origin: '' },
  { origin: 'https://evil.example', host: 'evil.example', 'x-forwarded-host': 'evil.example' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
];

export const cookies: Control = {
  number: 13,
  name: 'cookies and origins',
  async run(stage) {
    const site = await stage.site('public');
    const person = newcomer('cookie');
    const headers = () => ({ ...HTTPS, ...from(newAddress()) });
    await site.here.change('auth.register', person, { headers: headers() });
    const entered = await logIn(site.here, person, { cookies: true, headers: { ...HTTPS, origin: OWN } });
    const set = cookiesIn(entered);
    same([...set.keys()].toSorted(), ['__Host-tripmaster', '__Host-tripmaster-device'], 'cookies of a sign-in');
    for (const [name, { attributes }] of set) {
      same(attributes.filter((attribute) => !/^(Expires|Max-Age)=/i.test(attribute)).toSorted(), ATTRIBUTES, `attributes of ${name}`);
    }
    const refreshToken = set.get('__Host-tripmaster')?.value ?? '';
    holds(!entered.body.includes(refreshToken), 'a browser’s refresh token is in the answer');

    const { email, password } = person;
    const passing = await site.here.change('auth.login', { email, password, remember: false }, { cookies: true, headers: headers() });
    const until = cookiesIn(passing).get('__Host-tripmaster')?.attributes ?? [];
    holds(!until.some((attribute) => /^(Expires|Max-Age)=/i.test(attribute)), 'a session not to be remembered outlives the browser');

    const cookie = `__Host-tripmaster=${refreshToken}`;
    const mutations = (await procedures(stage)).filter(({ type }) => type === 'mutation');
    for (const foreign of FOREIGN) {
      const answer = await site.here.change('auth.refresh', {}, { cookies: true, headers: { ...headers(), cookie, ...foreign } });
      holds(answer.status === 403, `a renewal asked for by ${JSON.stringify(foreign)}: ${inWords(answer)}`);
      holds(answer.headers['access-control-allow-origin'] === undefined, `${JSON.stringify(foreign)} may read the answer`);
    }
    for (const { path } of mutations) {
      const answer = await site.here.change(path, {}, { cookies: true, headers: { ...headers(), cookie, origin: 'https://evil.example' } });
      same(`${path} ${answer.status}`, `${path} 403`, 'a call by another site');
    }
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const sending = { method: 'POST', headers: { ...headers(), cookie, 'content-type': type }, body: '{}' } as const;
      const answer = await site.here.ask('/trpc/auth.refresh', sending);
      holds(answer.status >= 400 && answer.status < 500, `a form of type ${type}: ${inWords(answer)}`);
    }
    const preflight = await site.here.ask('/trpc/auth.refresh', {
      method: 'OPTIONS',
      headers: { ...headers(), origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    holds(preflight.headers['access-control-allow-origin'] === undefined, 'another site may call: its preflight was allowed');

    const own = await site.here.change('auth.refresh', {}, { cookies: true, headers: { ...headers(), cookie, origin: OWN } });
    holds(own.status === 200, `a renewal by the own page: ${inWords(own)}`);
    const renewed = cookiesIn(own).get('__Host-tripmaster')?.value;
    const out = await site.here.change('auth.logout', undefined, {
      cookies: true,
      token: textIn(own, 'session', 'accessToken'),
      headers: { ...headers(), cookie: `__Host-tripmaster=${renewed ?? ''}`, origin: OWN },
    });
    const cleared = cookiesIn(out).get('__Host-tripmaster');
    holds(cleared?.value === '', 'log-out leaves the cookie');
    return `${[...set.keys()].join(' and ')} with ${ATTRIBUTES.join(', ')}; ${FOREIGN.length} foreign origins and another site’s calls of all ${mutations.length} mutations are 403`;
  },
};
