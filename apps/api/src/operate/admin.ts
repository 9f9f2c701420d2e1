import type { Auth } from '@tripmaster/auth';
import { email, type AdminUser, type Role } from '@tripmaster/contracts';
import { assemble } from '../compose.ts';
import { ConfigError } from '../env.ts';
import { noMore, takeValues, UsageError, type Command } from './command.ts';

/** Roles that open something, with what people call who has them. */
const STAFF = { admin: 'an administrator', support: 'a supporter' } as const;
const WORDS: Readonly<Record<Role, string>> = { ...STAFF, traveller: 'a traveller' };
const PAGE = 100;

export const adminGrant: Command = {
  usage:
    'admin grant <e-mail> [--role admin|support]: makes somebody who has an account an administrator, or a supporter, who may only look',
  async run(args, { config, db, secrets, print }) {
    const { address, role } = readGrant(args);
    const { auth } = assemble(config, { db, secrets });
    const { person, before } = await setRole(auth, address, role);
    print(
      before === role
        ? `${person.email} is ${WORDS[role]} already; nothing was changed.`
        : `${person.email} is ${WORDS[role]} now${before === 'traveller' ? '' : `, no longer ${WORDS[before]}`}. Servers know it at once.`,
    );
    if (!person.emailVerified) print('The address is not confirmed yet: make sure that the account is theirs.');
    if (person.status === 'suspended') print('The account is suspended: nobody can sign in to it until an administrator lets it in again.');
    print(
      person.secondFactor
        ? 'Administration opens once they sign in with their second factor.'
        : `Administration needs a second factor. There is none yet: set up an authenticator app or a passkey at ${config.baseUrl}/account/security.`,
    );
    return 0;
  },
};

export const adminRevoke: Command = {
  usage: 'admin revoke <e-mail>: makes an administrator or a supporter a traveller again, and ends their API tokens',
  async run([given, ...more], { config, db, secrets, print }) {
    noMore(more);
    const address = readAddress(given);
    const { auth } = assemble(config, { db, secrets });
    const { person, before } = await setRole(auth, address, 'traveller');
    print(
      before === 'traveller'
        ? `${person.email} is a traveller already; nothing was changed.`
        : `${person.email} is no longer ${WORDS[before]}. Servers know it at once.`,
    );
    if (before === 'admin' && (await staff(auth, 'admin')).every(({ status }) => status === 'suspended'))
      print('There is no administrator any more who can sign in. admin grant makes one.');
    return 0;
  },
};

export const adminRemoveFactors: Command = {
  usage:
    'admin remove-factors <e-mail>: takes app, passkeys and recovery codes off an account whose owner has lost them all; first make sure who asks',
  async run([given, ...more], { config, db, secrets, print }) {
    noMore(more);
    const address = readAddress(given);
    const { auth } = assemble(config, { db, secrets });
    if (!(await auth.admin.removeFactors(address))) throw new ConfigError(`Nobody has an account with ${address}.`);
    print(`${address} has no second factor any more and is signed out everywhere; the password lets in. A mail tells them.`);
    return 0;
  },
};

export const adminList: Command = {
  usage: 'admin list: who administers or supports, and whether they have a second factor',
  async run(args, { config, db, secrets, print }) {
    noMore(args);
    const { auth } = assemble(config, { db, secrets });
    const people = [...(await staff(auth, 'admin')), ...(await staff(auth, 'support'))];
    if (people.length === 0) print('There is no administrator yet. admin grant makes one.');
    for (const { email, role, status, secondFactor, lastSeenAt } of people)
      print(
        [
          `${email}  ${role}`,
          ...(status === 'suspended' ? ['suspended'] : []),
          secondFactor ? 'second factor' : 'no second factor yet',
          lastSeenAt === undefined ? 'not signed in' : `last seen ${lastSeenAt}`,
        ].join(', '),
      );
    return 0;
  },
};

function readGrant(args: string[]): { address: string; role: keyof typeof STAFF } {
  const { values, rest } = takeValues(args, ['--role']);
  const given = values.get('--role') ?? 'admin';
  if (given !== 'admin' && given !== 'support') throw new UsageError('--role is admin or support.');
  const [address, ...more] = rest;
  noMore(more);
  return { address: readAddress(address), role: given };
}

function readAddress(given: string | undefined): string {
  if (given === undefined) throw new UsageError('Name the e-mail address of an account.');
  const read = email.safeParse(given);
  if (!read.success) throw new UsageError(`${given} is no e-mail address.`);
  return read.data;
}

async function setRole(auth: Auth, address: string, role: Role) {
  const done = await auth.admin.grant(address, role);
  if (done === undefined) throw new ConfigError(`Nobody has an account with ${address}. They register first; then run this again.`);
  return done;
}

/** Everybody of a role. */
async function staff(auth: Auth, role: Role): Promise<AdminUser[]> {
  const people: AdminUser[] = [];
  let cursor: string | undefined;
  do {
    const page = await auth.admin.list(undefined, { role, cursor, limit: PAGE });
    people.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return people;
}
