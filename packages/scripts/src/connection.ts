import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import {
  createTripmasterClient,
  createTripmasterSession,
  isTripmasterError,
  type TripmasterClient,
  type TripmasterSession,
} from '@tripmaster/client';
import { accountKeeper, type Account } from './keeping.ts';
import { UsageError, type Common } from './options.ts';

export type Connection = { client: TripmasterClient; session: TripmasterSession; server: string };

const say = (line: string) => void process.stderr.write(`${line}\n`);

/** Connects to the server and signs in: as who was named, else as who is remembered, else as somebody new. */
export async function connect(options: Common, { ask = false } = {}): Promise<Connection> {
  const server = serverOf(options);
  const apiToken = process.env['TRIPMASTER_TOKEN'];
  if (apiToken !== undefined && apiToken !== '' && !ask) {
    const session = createTripmasterSession({ baseUrl: server, apiToken });
    return { client: createTripmasterClient({ session }), session, server };
  }
  const keeper = accountKeeper();
  const remembered = await keeper.read(server);
  const named = await namedAccount(options, ask);
  const who = named ?? remembered;
  const isNew = who === undefined;
  // What is kept of who is remembered stays kept, also when the address is given.
  const known = who?.email === remembered?.email ? remembered : undefined;
  const account: Account = isNew ? newcomer() : { ...known, ...who };
  // A password that was given is not kept: the session is.
  const password = isNew ? account.password : known?.password;
  const kept = { email: account.email, ...(password === undefined ? {} : { password }) };
  const session = createTripmasterSession({ baseUrl: server, tokens: keeper.tokens(server, () => kept) });
  const client = createTripmasterClient({ session });
  const connection = { client, session, server };
  if (!ask && (await session.restore())) return connection;
  if (account.password === undefined) throw new UsageError(`You are signed out of ${server}. Sign in with tripmaster login.`);
  await signIn(client, { email: account.email, password: account.password }, { isNew, code: options.code });
  if (isNew)
    say(`Made an account for you on ${server}: ${account.email}. Its password is kept in ${keeper.file}, which only you can read.`);
  return connection;
}

/** Connects as who is remembered here, or as nobody: for what is open to all. Nobody is signed in or up for it. */
export async function connectAsIs(options: Common, { known }: { known: boolean }): Promise<Connection> {
  const server = serverOf(options);
  const apiToken = process.env['TRIPMASTER_TOKEN'];
  const keeper = accountKeeper();
  const account = known ? await keeper.read(server) : undefined;
  const session = createTripmasterSession({
    baseUrl: server,
    ...(known && apiToken !== undefined && apiToken !== '' ? { apiToken } : {}),
    ...(account === undefined ? {} : { tokens: keeper.tokens(server, () => withoutSession(account)) }),
  });
  return { client: createTripmasterClient({ session }), session, server };
}

function withoutSession({ session: _session, ...account }: Account): Omit<Account, 'session'> {
  return account;
}

function newcomer(): Account {
  return { email: `traveller-${randomBytes(5).toString('hex')}@tripmaster.invalid`, password: randomBytes(18).toString('base64url') };
}

/** Ends the session. Gives false when nobody was signed in. */
export async function disconnect(options: Common): Promise<boolean> {
  const server = serverOf(options);
  const keeper = accountKeeper();
  const account = await keeper.read(server);
  if (account?.session === undefined) return false;
  const { session: _, ...kept } = account;
  const session = createTripmasterSession({ baseUrl: server, tokens: keeper.tokens(server, () => kept) });
  await createTripmasterClient({ session })
    .auth.logout.mutate()
    .catch((error: unknown) => {
      if (!isTripmasterError(error, 'session-ended') && !isTripmasterError(error, 'unauthenticated')) throw error;
    });
  await keeper.write(server, kept.password === undefined ? undefined : kept);
  return true;
}

/** The server that is meant, without a slash at its end. */
export function serverOf({ server }: Common): string {
  const given = server ?? process.env['TRIPMASTER_URL'] ?? 'http://localhost:3000';
  const url = URL.parse(given);
  if (url === null || !/^https?:$/.test(url.protocol)) throw new UsageError(`--server: ${given} is not an http(s) address.`);
  return url.href.replace(/\/+$/, '');
}

async function namedAccount(options: Common, ask: boolean): Promise<Account | undefined> {
  const given = {
    email: options.email ?? process.env['TRIPMASTER_EMAIL'],
    password: options.password ?? process.env['TRIPMASTER_PASSWORD'],
  };
  const canAsk = ask && process.stdin.isTTY;
  const email = given.email ?? (canAsk ? await question('E-mail: ') : undefined);
  const password = given.password ?? (canAsk && email !== undefined ? await question('Password: ', true) : undefined);
  if (email === undefined && password === undefined) {
    if (ask) throw new UsageError('--email: is needed, with TRIPMASTER_PASSWORD or --password.');
    return undefined;
  }
  if (email === undefined) throw new UsageError('--email: is needed with a password.');
  if (password === undefined && ask) throw new UsageError('--password: is needed (or TRIPMASTER_PASSWORD).');
  return { email: email.normalize('NFC').trim().toLowerCase(), ...(password === undefined ? {} : { password }) };
}

async function question(text: string, secret = false): Promise<string> {
  process.stderr.write(text);
  const output = secret ? new Writable({ write: (_chunk, _encoding, done) => done() }) : process.stderr;
  const line = createInterface({ input: process.stdin, output, terminal: true });
  try {
    return await line.question('');
  } finally {
    line.close();
    if (secret) process.stderr.write('\n');
  }
}

/** A code of the authenticator app, or a recovery code: given, or asked for. */
async function codeOf(given: string | undefined): Promise<string> {
  if (given !== undefined) return given;
  if (!process.stdin.isTTY) throw new UsageError('--code: is needed, from your authenticator app (or a recovery code).');
  return question('Code of your authenticator app, or a recovery code: ');
}

/** Signs in; an address nobody has yet is signed up. */
async function signIn(
  client: TripmasterClient,
  who: { email: string; password: string },
  { isNew, code }: { isNew: boolean; code: string | undefined },
): Promise<void> {
  try {
    const answer = isNew ? await client.auth.register.mutate(who) : await client.auth.login.mutate(who);
    if (answer.status === 'verify-email')
      throw new UsageError(`Confirm ${who.email} by the mail that was sent there, then run this again.`);
    if (answer.status === 'second-factor') await client.auth.secondFactor.mutate({ challenge: answer.challenge, code: await codeOf(code) });
  } catch (error) {
    if (isNew || !isTripmasterError(error, 'wrong-credentials')) throw error;
    try {
      const answer = await client.auth.register.mutate(who);
      if (answer.status === 'verify-email')
        throw new UsageError(`Confirm ${who.email} by the mail that was sent there, then run this again.`);
      say(`Made an account for ${who.email}.`);
    } catch (second) {
      throw isTripmasterError(second, 'email-taken') ? error : second;
    }
  }
}
