import { holds, same, type Control } from '../control.ts';
import { at, textIn, type Answer, type Sending } from '../http.ts';
import { from, newAddress, newcomer, sessionIn } from '../people.ts';
import type { Site } from '../stage.ts';

const YEAR_S = 31_536_000;
const HTTPS = { 'x-forwarded-proto': 'https' };

export const headers: Control = {
  number: 17,
  name: 'headers',
  async run(stage) {
    const site = await stage.site('public');
    const answers = await everyKind(site);
    for (const [name, answer] of Object.entries(answers)) judge(name, answer);
    const page = answers['the app'];
    if (page !== undefined) judgePage(page);
    const clear = await site.here.ask('/plans?a=1', { headers: { 'x-forwarded-proto': 'http' } });
    same([clear.status, clear.headers.location], [308, 'https://trips.example/plans?a=1'], 'a page asked for in the clear');
    const password = await site.here.change('auth.login', newcomer(), { headers: { 'x-forwarded-proto': 'http' } });
    same(password.status, 403, 'a password sent in the clear');
    return `CSP without unsafe-*, HSTS of two years, nosniff, no framing, no referrer, isolation and permissions on ${Object.keys(answers).length} kinds of answers, errors too; plain http is sent to https (the scanner of MDN’s observatory is repeated by docs/security/headers.md)`;
  },
};

/** One answer of each kind there is. */
async function everyKind(site: Site): Promise<Record<string, Answer>> {
  const ask = (path: string, { headers: more, ...sending }: Sending = {}) =>
    site.here.ask(path, { ...sending, headers: { ...HTTPS, ...from(newAddress()), ...more } });
  const call = (path: string, input: unknown, token?: string) =>
    site.here.change(path, input, { token, headers: { ...HTTPS, ...from(newAddress()) } });
  const { token } = sessionIn(await call('auth.register', newcomer('headers')));
  const request = { destinations: [{ name: 'Lisbon' }], dates: { start: '2027-05-10', end: '2027-05-11' }, travellers: { adults: 1 } };
  const id = textIn(await call('plans.create', request, token), 'id');
  const authorization = { headers: { authorization: `Bearer ${token}` } };
  const page = await ask('/');
  const script = /src="(\/[^"]+\.js)"/.exec(page.body)?.[1] ?? '/favicon.ico';
  return {
    'the app': page,
    'a page of the app': await ask('/sign-in'),
    'a script': await ask(script),
    'a result': await call('account.update', { name: 'Ana' }, token),
    'a batch': await ask('/trpc/auth.settings,account.me?batch=1', authorization),
    'a refusal': await call('account.update', { name: 'Ana' }),
    'a refused input': await call('auth.login', {}),
    'no JSON': await ask('/trpc/auth.login', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' }),
    'nothing there': await ask('/trpc/no.such'),
    'a broken address': await ask('/trpc/%E0%A4%A'),
    'a large body': await ask('/trpc/auth.login', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: 'x'.repeat(70_000),
    }),
    'a stream': await ask('/trpc/account.me', { headers: { ...authorization.headers, accept: 'text/event-stream' } }),
    'a calendar': await ask(`/plans/${id}.ics`, authorization),
    'a plan as a page': await ask(`/plans/${id}.html`, authorization),
    'a missing file': await ask('/plans/none.md', authorization),
    'the public keys': await ask('/.well-known/jwks.json'),
    'the probe': await ask('/livez'),
    'another method': await ask('/', { method: 'PUT' }),
  };
}

function judge(name: string, { status, headers: sent, body }: Answer): void {
  const header = (key: string) => String(sent[key] ?? '');
  const policy = header('content-security-policy');
  holds(status < 500, `${name}: status ${status}`);
  holds(policy !== '' && !policy.includes('unsafe'), `${name}: content-security-policy ${policy}`);
  for (const directive of ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", 'form-action'])
    holds(policy.includes(directive), `${name}: the policy has no ${directive}`);
  holds(!/\*|http:|script-src[^;]*(data:|blob:)/.test(policy), `${name}: the policy is wide: ${policy}`);
  same(header('x-content-type-options'), 'nosniff', `${name}: x-content-type-options`);
  same(header('referrer-policy'), 'no-referrer', `${name}: referrer-policy`);
  holds(sent['server'] === undefined && sent['x-powered-by'] === undefined, `${name}: says what serves it`);
  holds(!/node_modules|\n\s+at /.test(body) || name === 'a script', `${name}: shows its inside`);
  // Fastify refuses an address it can't read before any hook runs; the bare headers are all it can carry.
  if (name === 'a broken address') return;
  const hsts = Number(/max-age=(\d+)/.exec(header('strict-transport-security'))?.[1] ?? 0);
  holds(hsts >= YEAR_S, `${name}: strict-transport-security ${header('strict-transport-security')}`);
  same(header('x-frame-options'), 'DENY', `${name}: x-frame-options`);
  for (const key of ['cross-origin-opener-policy', 'cross-origin-resource-policy']) same(header(key), 'same-origin', `${name}: ${key}`);
  holds(header('permissions-policy').includes('camera=()'), `${name}: permissions-policy ${header('permissions-policy')}`);
  if (status === 200 && name.startsWith('a result')) holds(/no-store/.test(header('cache-control')), `${name}: cache-control`);
}

/** All a page loads comes from here and nothing in it is inline. */
function judgePage({ body, status }: Answer): void {
  same(status, 200, 'the app');
  const scripts = [...body.matchAll(/<script\b([^>]*)>([^<]*)/g)];
  for (const [, attributes = '', text = ''] of scripts)
    holds(text.trim() === '' && /src="\//.test(attributes), `a script inside the page: ${text.slice(0, 80)}`);
  holds(!/<style|\sstyle="|\son\w+="|javascript:/.test(body), 'a style or handler inside the page');
  holds(at(scripts, 0) !== undefined, 'the app has no script: is it built?');
}
