/** Groups of procedures, the first part of their names, in the order of their use. */
export const GROUPS: Readonly<Record<string, string>> = {
  plans: 'Trips: planning, changing, checking, sharing',
  discover: 'Public plans',
  destinations: 'Cities',
  auth: 'Signing up, in and out',
  account: 'Your account, and how it is protected',
  billing: 'Premium, where this server sells it',
  flags: 'What is switched on for you',
  analytics: 'What is counted of visits',
  admin: 'Administration; looks missing to everybody else',
};

/** Who may call a procedure, in words, by the rungs of the ladder. */
export const GUARDS: Readonly<Record<string, string>> = {
  open: 'Anybody.',
  visitor: 'Anybody; whoever is signed in is known.',
  'signed-in': 'Whoever is signed in.',
  verified: 'Whoever is signed in and has proven their e-mail address.',
  'in-person': 'Whoever is signed in, in person: no API token may do this.',
  'just-proven': 'Whoever has proven within ten minutes who they are (auth.reauthenticate): no API token may do this.',
  support: 'Supporters and administrators who signed in with a second factor.',
  admin: 'Administrators who signed in with a second factor.',
};

const BY: Readonly<Record<string, string>> = {
  address: 'from one network address',
  caller: 'for one person, or else one network address',
  account: 'for one account',
};

/** How often a procedure may be called, in words. */
export function limitInWords({ max, windowMs, by }: { max: number; windowMs: number; by: string }): string {
  const minutes = windowMs / 60_000;
  const window =
    minutes % 1440 === 0 ? counted(minutes / 1440, 'day') : minutes % 60 === 0 ? counted(minutes / 60, 'hour') : counted(minutes, 'minute');
  return `At most ${counted(max, 'time')} in ${window} ${BY[by] ?? ''}, where the operator has not said otherwise.`;
}

/** What an API token needs, in words. */
export function scopeInWords(scope: string | undefined): string | undefined {
  return scope === undefined ? undefined : `An API token needs the scope \`${scope}\`.`;
}

function counted(count: number, thing: string): string {
  return count === 1 ? `one ${thing}` : `${count.toLocaleString('en-GB')} ${thing}s`;
}
