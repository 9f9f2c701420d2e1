import { createHash } from 'node:crypto';
import { atOnce, holds, onEngines, same, tally, type Control } from '../control.ts';
import { inWords, textIn } from '../http.ts';
import { tokenIn, type Mail } from '../mails.ts';
import { from, logIn, newAddress, newcomer, register, signIn, word, type Person } from '../people.ts';
import { numberOf } from '../rows.ts';
import type { Site } from '../stage.ts';

const AT_ONCE = 100;
const HOUR_MS = 3_600_000;
const SPOOFED = {
  host: 'evil.example',
  'x-forwarded-host': 'evil.example',
  'x-forwarded-proto': 'https',
  'x-forwarded-port': '666',
  forwarded: 'host=evil.example;proto=https',
  'x-original-url': 'https://evil.example/',
  referer: 'https://evil.example/',
};

/** What a mailed token is for, and the call that uses it. */
const USES = {
  verify: { path: 'auth.verifyEmail', mail: /Confirm your e-mail/ },
  reset: { path: 'auth.resetPassword', mail: /new password/ },
  change: { path: 'account.confirmEmailChange', mail: /Confirm your new/ },
} as const;
type Use = keyof typeof USES;

export const links: Control = {
  number: 9,
  name: 'mailed links',
  run: (stage) => onEngines(stage, async (engine) => measure(await stage.site('roomy', engine))),
};

async function measure(site: Site): Promise<string> {
  for (const use of ['verify', 'reset', 'change'] as const) {
    const token = tokenIn(await mailFor(site, use));
    await onlyHashed(site, token);
    for (const other of ['verify', 'reset', 'change'] as const) {
      if (other === use) continue;
      const misused = await tryToken(site, other, token);
      holds(misused.code === 'link-over', `a token for ${use} used for ${other}: ${inWords(misused)}`);
    }
    const outcomes = await atOnce(AT_ONCE, (index) => tryToken(site, use, token, index));
    const seen = tally(outcomes.map(inWords));
    holds(outcomes.filter(({ status }) => status === 200).length === 1, `${AT_ONCE} uses of one token for ${use} at once: ${seen}`);
    // Hashing a hundred new passwords at once may be more than is taken on; that is no use either.
    holds(
      outcomes.every(({ status, code }) => status === 200 || code === 'link-over' || (use === 'reset' && code === 'unavailable')),
      `${AT_ONCE} uses of one token for ${use} at once: ${seen}`,
    );
    same((await tryToken(site, use, token)).code, 'link-over', `a token for ${use} used before`);
  }
  const lifetime = await lifetimes(site);
  const invited = await invitations(site);
  await resetEndsAll(site);
  return `verification, reset and change of address: only hashes in the database, of ${AT_ONCE} uses at once one wins, bound to their purpose; ${lifetime}; forged Host headers change no link; ${invited}; a reset ends sessions and older links`;
}

/** Has a mail with a link of this kind sent to somebody new, by requests that lie about their host. */
async function mailFor(site: Site, use: Use, person?: Person): Promise<Mail> {
  const headers = { ...SPOOFED, ...from(newAddress()) };
  const credentials = newcomer(use);
  if (use === 'verify') {
    await site.here.change('auth.register', credentials, { headers });
    return checked(site, await site.mails.waitFor(credentials.email, USES.verify.mail));
  }
  const asking = person ?? (await register(site, use));
  if (use === 'reset') {
    await site.here.change('auth.requestPasswordReset', { email: asking.email }, { headers });
    return checked(site, await site.mails.waitFor(asking.email, USES.reset.mail));
  }
  const input = { email: credentials.email, password: asking.password };
  await site.here.change('account.requestEmailChange', input, { headers, token: asking.token });
  return checked(site, await site.mails.waitFor(credentials.email, USES.change.mail));
}

function checked(site: Site, mail: Mail): Mail {
  const urls = [...mail.text.matchAll(/https?:\/\/[^\s)>\]]+/g)].map(([url]) => url);
  holds(
    urls.length > 0 && urls.every((url) => url.startsWith(`${site.baseUrl}/`)),
    `links that do not begin with BASE_URL: ${urls.join(' ')}`,
  );
  holds(!/evil|:666/.test(mail.source), `a forged header got into the mail ${mail.subject}`);
  return mail;
}

function tryToken(site: Site, use: Use, token: string, index = 0) {
  const input = use === 'reset' ? { token, password: `${word(8)} chosen anew` } : { token };
  return site.node(index).change(USES[use].path, input, { headers: from(newAddress()) });
}

async function onlyHashed(site: Site, token: string, query = 'select count(*) as count from tickets where hash = ?'): Promise<void> {
  holds(token.length >= 40, `a token of only ${token.length} characters`);
  holds(!(await site.database()).includes(token), 'a token lies in the database as it is');
  const hash = createHash('sha256').update(token).digest('hex');
  const [row] = await site.rows.all(query, hash);
  same(numberOf(row, 'count'), 1, 'rows under the hash of the token');
}

/** Coming onto a trip: the mailed token lets in one person, once; a link shows the trip until it is revoked. */
async function invitations(site: Site): Promise<string> {
  const owner = await register(site, 'owner');
  const as = { token: owner.token, headers: { ...SPOOFED, ...from(newAddress()) } };
  const trip = { destinations: [{ name: 'Lisbon' }], dates: { start: '2027-05-10', end: '2027-05-11' }, travellers: { adults: 1 } };
  const id = textIn(await site.here.change('plans.create', trip, as), 'id');
  const { email } = newcomer('guest');
  await site.here.change('plans.members.invite', { id, email, role: 'viewer' }, as);
  const token = tokenIn(checked(site, await site.mails.waitFor(email, /invited to a trip/)));
  await onlyHashed(site, token, 'select count(*) as count from plan_invitations where token_hash = ?');
  for (const use of ['verify', 'reset', 'change'] as const)
    same((await tryToken(site, use, token)).code, 'link-over', `an invitation used for ${use}`);
  const guests = await Promise.all(Array.from({ length: 10 }, () => register(site, 'guest')));
  const outcomes = await atOnce(AT_ONCE, (index) =>
    site.node(index).change('plans.members.accept', { token }, { token: guests[index % guests.length]?.token ?? '' }),
  );
  const wins = outcomes.filter(({ status }) => status === 200).length;
  holds(
    wins === 1 && outcomes.every(({ status, code }) => status === 200 || code === 'link-over'),
    `${AT_ONCE} uses of one invitation at once: ${tally(outcomes.map(inWords))}`,
  );
  const link = await site.here.change('plans.share.create', { id, role: 'viewer' }, as);
  const secret = textIn(link, 'token');
  await onlyHashed(site, secret, 'select count(*) as count from plan_links where token_hash = ?');
  same((await site.there.read('plans.shared', { token: secret })).status, 200, 'a trip by its link');
  await site.here.change('plans.share.revoke', { id: textIn(link, 'id') }, as);
  for (const node of [site.here, site.there])
    same((await node.read('plans.shared', { token: secret })).status, 404, 'a trip by a revoked link');
  return `of ${AT_ONCE} uses of an invitation at once one wins, and a revoked link shows nothing with the next request`;
}

async function lifetimes(site: Site): Promise<string> {
  const words: string[] = [];
  for (const [use, most] of [
    ['reset', HOUR_MS],
    ['change', HOUR_MS],
    ['verify', 24 * HOUR_MS],
  ] as const) {
    const token = tokenIn(await mailFor(site, use));
    const hash = createHash('sha256').update(token).digest('hex');
    const [row] = await site.rows.all('select created_at, expires_at from tickets where hash = ?', hash);
    const lifetime = numberOf(row, 'expires_at') - numberOf(row, 'created_at');
    holds(lifetime > 0 && lifetime <= most, `a token for ${use} is good for ${lifetime / HOUR_MS} h`);
    await site.rows.change('update tickets set expires_at = ? where hash = ?', Date.now() - 1, hash);
    same((await tryToken(site, use, token)).code, 'link-over', `a token for ${use} after its time`);
    words.push(`${use} ${lifetime / HOUR_MS} h`);
  }
  return words.join(', ');
}

/** Whoever resets a password may do so because somebody else is in: nobody stays. */
async function resetEndsAll(site: Site): Promise<void> {
  const person = await register(site, 'reset');
  const other = await signIn(site.there, person);
  const older = tokenIn(await mailFor(site, 'change', person));
  const token = tokenIn(await mailFor(site, 'reset', person));
  same((await tryToken(site, 'reset', token)).status, 200, 'a reset');
  for (const session of [person, other])
    same((await site.there.read('account.me', undefined, { token: session.token })).status, 401, 'a session from before the reset');
  same((await tryToken(site, 'change', older)).code, 'link-over', 'a link from before the reset');
  same((await logIn(site.here, person)).code, 'wrong-credentials', 'the password from before the reset');
}
