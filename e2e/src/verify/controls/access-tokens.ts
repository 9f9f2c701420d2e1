import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { decodeJwt, decodeProtectedHeader, generateKeyPair, importJWK, SignJWT, type CryptoKey } from 'jose';
import { holds, onEngines, same, type Control } from '../control.ts';
import { at, inWords } from '../http.ts';
import { challengeFor, from, newAddress, protect, register, sessionIn, signIn, type Person } from '../people.ts';
import { oathCode, untilStepHasLeft } from '../programs.ts';
import type { Site } from '../stage.ts';
import { weakStarts } from './weak-starts.ts';

const LONGEST_S = 15 * 60;
const FORGOTTEN_WITHIN_MS = 3_000;

/** What is `undefined` is left out. */
type Parts = Readonly<Record<string, unknown>>;

export const accessTokens: Control = {
  number: 10,
  name: 'access tokens and keys',
  async run(stage) {
    const refused = await weakStarts(await stage.folder('weak'));
    const measured = await onEngines(stage, async (engine) => measure(await stage.site('roomy', engine)));
    return `${measured}; ${refused}`;
  },
};

async function measure(site: Site): Promise<string> {
  const person = await register(site, 'token');
  const { iat = 0, exp = 0 } = decodeJwt(person.token);
  holds(exp - iat > 0 && exp - iat <= LONGEST_S, `an access token is good for ${exp - iat} s`);
  const { alg, typ } = decodeProtectedHeader(person.token);
  const count = await forgeries(site, person);
  await keysAreKept(site);
  await rotation(site, person);
  return `${count} forged, foreign, expired and early tokens are 401; ${alg} ${typ}, good for ${exp - iat} s; keys 0600, their public halves alone are shown; rotated and forgotten under running nodes`;
}

async function secretsOf(site: Site): Promise<{ kid: string; x: string; d: string; macKey: string; text: string }> {
  const text = await readFile(join(site.dataDir, 'secrets.json'), 'utf8');
  const word = (...path: (string | number)[]) => String(at(JSON.parse(text), ...path));
  const [kid, x, d] = ['kid', 'x', 'd'].map((name) => word('signingKeys', 0, name));
  return { kid: kid ?? '', x: x ?? '', d: d ?? '', macKey: word('macKey'), text };
}

/** Tokens that must not be taken; that one made in the same way, with nothing wrong, is taken shows the others were well made. */
async function forgeries(site: Site, person: Person): Promise<number> {
  const { kid, x, d, macKey } = await secretsOf(site);
  const own = await keyOf({ kty: 'OKP', crv: 'Ed25519', x, d });
  const { privateKey: foreign } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const { privateKey: rsa } = await generateKeyPair('RS256', { extractable: true });
  const { privateKey: ec } = await generateKeyPair('ES256', { extractable: true });
  const claims = decodeJwt(person.token);
  const other = await register(site, 'other');
  const now = Math.floor(Date.now() / 1000);

  const make = (change: Parts = {}, { alg = 'EdDSA', ...header }: Parts & { alg?: string } = {}, key: CryptoKey | Uint8Array = own) =>
    new SignJWT(given({ ...claims, ...change })).setProtectedHeader({ alg, ...given({ typ: 'at+jwt', kid, ...header }) }).sign(key);
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const unsigned = (header: Parts, signature = '') => `${part({ typ: 'at+jwt', kid, ...header })}.${part(claims)}.${signature}`;
  const [head = '', body = '', signature = ''] = person.token.split('.');
  const bytes = (text: string) => new TextEncoder().encode(text);

  const status = async (token: string) => (await site.there.read('account.me', undefined, { token })).status;
  same(await status(await make()), 200, 'a well-made token of the server’s own key');

  const forged: Record<string, string> = {
    'alg none': unsigned({ alg: 'none' }),
    'alg None with a signature': unsigned({ alg: 'None' }, signature),
    'no alg': unsigned({}, signature),
    'no signature': `${head}.${body}.`,
    'two parts': `${head}.${body}`,
    'another body': `${head}.${part({ ...claims, sub: other.id, sid: other.sessionId })}.${signature}`,
    'HS256 keyed with the public key': await make({}, { alg: 'HS256' }, Buffer.from(x, 'base64url')),
    'HS256 keyed with the public key as text': await make({}, { alg: 'HS256' }, bytes(x)),
    'HS256 keyed with the key id': await make({}, { alg: 'HS256' }, bytes(kid)),
    'HS256 keyed with the server’s MAC key': await make({}, { alg: 'HS256' }, bytes(macKey)),
    'HS256 keyed with nothing much': await make({}, { alg: 'HS256' }, new Uint8Array(32)),
    RS256: await make({}, { alg: 'RS256' }, rsa),
    ES256: await make({}, { alg: 'ES256' }, ec),
    'a foreign key under our id': await make({}, {}, foreign),
    'a foreign key under its own id': await make({}, { kid: 'foreign' }, foreign),
    'our key under an unknown id': await make({}, { kid: 'unknown' }),
    'a path as key id': await make({}, { kid: '../../../../dev/null' }),
    'SQL as key id': await make({}, { kid: "' or 1=1 --" }),
    'an inherited name as key id': await make({}, { kid: '__proto__' }),
    'no key id': await make({}, { kid: undefined }),
    'expired a second ago': await make({ iat: now - 601, nbf: now - 601, exp: now - 1 }),
    'expired a day ago': await make({ iat: now - 87_000, nbf: now - 87_000, exp: now - 86_400 }),
    'made tomorrow': await make({ iat: now + 86_400, nbf: now + 86_400, exp: now + 87_000 }),
    'good from in a minute': await make({ nbf: now + 60 }),
    'without an end': await make({ exp: undefined }),
    'without a beginning': await make({ iat: undefined }),
    'another issuer': await make({ iss: 'https://evil.example' }),
    'no issuer': await make({ iss: undefined }),
    'another audience': await make({ aud: 'another' }),
    'no audience': await make({ aud: undefined }),
    'type JWT': await make({}, { typ: 'JWT' }),
    'no type': await make({}, { typ: undefined }),
    'no session': await make({ sid: undefined }),
    'a session that is not': await make({ sid: claims['jti'] ?? '01a20671-6769-77d1-bb8e-64757ca38b0d' }),
    'somebody else’s session': await make({ sid: other.sessionId }),
    'somebody else with this session': await make({ sub: other.id }),
    'a made-up API token': `tmk_${'A'.repeat(43)}`,
    'the refresh token': person.refreshToken,
  };
  for (const [name, token] of Object.entries(forged)) {
    same(await status(token), 401, `a token with ${name}, on a call that needs one`);
    const visiting = await site.here.read('plans.get', { id: '01a20671-6769-77d1-bb8e-64757ca38b0d' }, { token });
    same(visiting.status, 401, `a token with ${name}, on a call that does not need one`);
  }
  return Object.keys(forged).length;
}

function given(parts: Parts): Record<string, unknown> {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}

async function keyOf(jwk: { kty: 'OKP'; crv: 'Ed25519'; x: string; d: string }): Promise<CryptoKey> {
  const key = await importJWK(jwk, 'EdDSA');
  if (key instanceof Uint8Array) throw new Error('no key pair in secrets.json');
  return key;
}

async function keysAreKept(site: Site): Promise<void> {
  const { mode } = await stat(join(site.dataDir, 'secrets.json'));
  same((mode & 0o777).toString(8), '600', 'mode of secrets.json');
  const { d, macKey, x } = await secretsOf(site);
  const { status, body } = await site.here.ask('/.well-known/jwks.json');
  holds(status === 200 && body.includes(x), `the public keys: ${status} ${body}`);
  holds(!body.includes(d) && !body.includes(macKey) && !/"(d|p|q|k)":/.test(body), 'the public keys show a private part');
}

/** New keys by command while the nodes run: nobody is signed out, and a forgotten key ends its tokens. */
async function rotation(site: Site, person: Person): Promise<void> {
  const guarded = await protect(site.here, await register(site, 'rotation'));
  const before = await secretsOf(site);
  const watching = watch(site, person.token);
  const rotated = await site.operate('keys', 'rotate');
  const refused = await watching.stop();
  same(rotated.code, 0, `keys rotate (${rotated.err.trim()})`);
  same(refused, [], 'answers to a session while keys were rotated');
  const after = await secretsOf(site);
  holds(after.kid !== before.kid && after.text.includes(before.kid), 'keys rotate put no new key before the old one');

  for (const [node, other] of [
    [site.here, site.there],
    [site.there, site.here],
  ] as const) {
    same((await node.read('account.me', undefined, { token: person.token })).status, 200, 'a token of the key before');
    const fresh = await signIn(node, person);
    same(decodeProtectedHeader(fresh.token).kid, after.kid, 'the key of a new token');
    same((await other.read('account.me', undefined, { token: fresh.token })).status, 200, 'a token of the new key on the other node');
  }
  await untilStepHasLeft(4_000);
  const code = await oathCode(guarded.seed, 1);
  const opened = await site.there.change(
    'auth.secondFactor',
    { challenge: await challengeFor(site.there, guarded), code },
    { headers: from(newAddress()) },
  );
  holds(opened.status === 200, `a TOTP seed that was sealed anew: ${inWords(opened)}`);
  sessionIn(opened);

  same((await site.operate('keys', 'forget', before.kid)).code, 0, 'keys forget');
  const began = performance.now();
  while ((await site.there.read('account.me', undefined, { token: person.token })).status !== 401) {
    holds(performance.now() - began < FORGOTTEN_WITHIN_MS, `a token of a forgotten key is taken after ${FORGOTTEN_WITHIN_MS} ms`);
    await delay(50);
  }
}

/** Calls with a token again and again; gives the answers that were no good ones. */
function watch(site: Site, token: string) {
  let stopped = false;
  const bad: string[] = [];
  const watching = (async () => {
    for (let index = 0; !stopped; index += 1) {
      const answer = await site.node(index).read('account.me', undefined, { token });
      if (answer.status !== 200) bad.push(inWords(answer));
      await delay(50);
    }
  })();
  return {
    async stop() {
      stopped = true;
      await watching;
      return bad;
    },
  };
}
