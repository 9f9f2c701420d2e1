import { randomBytes } from 'node:crypto';
import { inWords, listIn, textIn, type Answer } from './http.ts';
import { tokenIn } from './mails.ts';
import { oathCode } from './programs.ts';
import type { Calling, Server } from './server.ts';
import type { Site } from './stage.ts';

/** A session as a script holds it. */
export type Session = { token: string; refreshToken: string; sessionId: string };

export type Person = Session & {
  id: string;
  email: string;
  password: string;
};

/** Letters and digits nobody has met before. */
export const word = (bytes = 6) => randomBytes(bytes).toString('hex');

/** A new address and password. */
export function newcomer(name = 'somebody') {
  return { email: `${name}-${word()}@example.com`, password: `${word(8)} secret of ${name}` };
}

/** A network address of its own, as a trusted proxy reports it. */
export const from = (address: string) => ({ 'x-forwarded-for': address });

let addresses = 0;
/** A network address that no call came from so far. */
export function newAddress(): string {
  addresses += 1;
  return `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`;
}

/** The session in the answer to a sign-in; throws with the answer when there is none. */
export function sessionIn(answer: Answer): Session {
  const token = textIn(answer, 'session', 'accessToken');
  const refreshToken = textIn(answer, 'session', 'refreshToken');
  return { token, refreshToken, sessionId: refreshToken.split('.')[0] ?? '' };
}

/** Somebody new, registered and signed in. */
export async function register(site: Site, name?: string, more: Readonly<Record<string, string>> = {}): Promise<Person> {
  const credentials = newcomer(name);
  const answer = await site.here.change('auth.register', { ...credentials, ...more }, { headers: from(newAddress()) });
  return { ...credentials, id: textIn(answer, 'user', 'id'), ...sessionIn(answer) };
}

/** The same where addresses have to be proven: by the mailed link, then signed in. */
export async function registerProven(site: Site, name?: string): Promise<Person> {
  const credentials = newcomer(name);
  const headers = from(newAddress());
  await site.here.change('auth.register', credentials, { headers });
  const token = tokenIn(await site.mails.waitFor(credentials.email, /Confirm/));
  await site.here.change('auth.verifyEmail', { token }, { headers });
  const answer = await site.here.change('auth.login', credentials, { headers });
  return { ...credentials, id: textIn(answer, 'user', 'id'), ...sessionIn(answer) };
}

type Credentials = Pick<Person, 'email' | 'password'>;

/** Tries to sign in by password, from an address of its own unless told otherwise. */
export function logIn(node: Server, { email, password }: Credentials, calling: Calling = {}): Promise<Answer> {
  return node.change('auth.login', { email, password }, { ...calling, headers: { ...from(newAddress()), ...calling.headers } });
}

/** Another session of somebody without a second factor. */
export const signIn = async (node: Server, person: Credentials): Promise<Session> => sessionIn(await logIn(node, person));

/** Begins a sign-in that asks for a second factor; gives its challenge. */
export const challengeFor = async (node: Server, person: Credentials): Promise<string> => textIn(await logIn(node, person), 'challenge');

export type Protected = Person & { seed: string; recoveryCodes: string[] };

/** Gives somebody an authenticator app, confirmed by the code before the one of now: that one and the next stay unused. */
export async function protect(node: Server, person: Person): Promise<Protected> {
  const seed = textIn(await node.change('account.totp.enroll', undefined, { token: person.token }), 'secret');
  const confirmed = await node.change('account.totp.confirm', { code: await oathCode(seed, -1) }, { token: person.token });
  if (confirmed.status !== 200) throw new Error(`a code of oathtool did not confirm the authenticator app: ${inWords(confirmed)}`);
  return { ...person, seed, recoveryCodes: listIn(confirmed, 'recoveryCodes').map(String) };
}

/** A session with second factor, by a recovery code. */
export async function signInByRecoveryCode(node: Server, person: Protected): Promise<Session> {
  const code = person.recoveryCodes.pop() ?? '';
  const challenge = await challengeFor(node, person);
  return sessionIn(await node.change('auth.secondFactor', { challenge, code }, { headers: from(newAddress()) }));
}

/** Makes somebody an administrator by the operator's command. */
export function grant(site: Site, email: string) {
  return site.operate('admin', 'grant', email);
}

const administrators = new WeakMap<Site, Promise<Protected>>();

/** The site's administrator, with a second factor; made once. */
export function administrator(site: Site): Promise<Protected> {
  let made = administrators.get(site);
  if (made === undefined) {
    made = makeAdministrator(site);
    administrators.set(site, made);
  }
  return made;
}

async function makeAdministrator(site: Site): Promise<Protected> {
  const person = await register(site, 'administrator');
  const { code } = await grant(site, person.email);
  // That the command works is for control 16 to say; the other controls need an administrator whoever made it.
  if (code !== 0) await setRole(site, person.id, 'admin');
  return protect(site.here, person);
}

/** Gives a role behind the server's back. */
export async function setRole(site: Site, userId: string, role: 'traveller' | 'support' | 'admin'): Promise<void> {
  await site.rows.change('update users set role = ? where id = ?', role, userId);
}
