import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { holds, onEngines, same, type Control } from '../control.ts';
import { at, inWords, listIn, textIn } from '../http.ts';
import { administrator, from, logIn, newAddress, newcomer, protect, register, signInByRecoveryCode, word } from '../people.ts';
import { numberOf } from '../rows.ts';
import type { Site } from '../stage.ts';

const SECTIONS = [
  'account',
  'activity',
  'apiTokens',
  'passkeys',
  'planInvitations',
  'planInvitationsReceived',
  'planLinks',
  'plans',
  'secondFactors',
  'sessions',
];

export const erasure: Control = {
  number: 25,
  name: 'export and erasure',
  run: (stage) => onEngines(stage, async (engine) => measure(await stage.site('roomy', engine))),
};

async function measure(site: Site): Promise<string> {
  // The site does other work for other people, before and after.
  const admin = await administrator(site);
  const other = await register(site, 'neighbour');
  const canary = `canary${word(8)}`;
  const person = await protect(site.here, await register(site, canary, { name: `Name ${canary}` }));
  const { token } = person;
  const as = { token, headers: { ...from(newAddress()), 'user-agent': `Agent-${canary}/1.0` } };
  const trip = {
    destinations: [{ name: 'Lisbon' }],
    dates: { start: '2027-05-10', end: '2027-05-12' },
    travellers: { adults: 1 },
    notes: `Notes ${canary}`,
    purpose: `Purpose ${canary}`,
  };
  const key = { ...as, headers: { ...as.headers, 'idempotency-key': `key-${canary}` } };
  const plan = textIn(await site.here.change('plans.create', trip, key), 'id');
  const bin = textIn(await site.here.change('plans.create', trip, as), 'id');
  await site.here.change('plans.setVisibility', { id: plan, visibility: 'public' }, as);
  await site.here.change('plans.delete', { id: bin }, as);
  await site.here.change('plans.share.create', { id: plan, role: 'viewer', label: `Link ${canary}` }, as);
  // Each asks the other onto a trip: both mails name both.
  await site.here.change('plans.members.invite', { id: plan, email: other.email, role: 'viewer' }, as);
  const theirs = textIn(
    await site.here.change('plans.create', { ...trip, notes: '', purpose: 'a neighbour’s' }, { token: other.token }),
    'id',
  );
  await site.here.change('plans.members.invite', { id: theirs, email: person.email, role: 'viewer' }, { token: other.token });
  for (const { email } of [other, person]) await site.mails.waitFor(email, /invited to a trip/);
  await site.here.change('account.apiTokens.create', { name: `Token ${canary}`, scopes: ['read'] }, as);
  await site.rows.change(
    "insert into passkeys (id, user_id, credential_id, public_key, counter, transports, name, synced, created_at) values (?, ?, ?, 'x', 0, '[]', ?, false, 1)",
    `passkey-${canary}`,
    person.id,
    `credential-${canary}`,
    `Passkey ${canary}`,
  );
  await site.rows.change(
    'insert into identities (issuer, subject, user_id, email, created_at) values (?, ?, ?, ?, 1)',
    'https://provider.example',
    `subject-${canary}`,
    person.id,
    person.email,
  );
  await signInByRecoveryCode(site.there, person);
  await logIn(site.there, { ...person, password: 'a wrong password' }, { headers: { 'user-agent': `Agent-${canary}/1.0` } });
  await site.here.change('account.requestEmailChange', { email: newcomer(canary).email, password: person.password }, as);
  await site.here.change('auth.requestPasswordReset', { email: person.email }, { headers: from(newAddress()) });
  await site.mails.waitFor(person.email, /new password/);

  const sections = await exported(site, canary, as);
  holds((await site.database()).includes(canary), 'the search does not find the canary while it lives');
  same(at((await site.here.change('account.delete', { password: person.password }, as)).data, 'status'), 'deleted', 'deletion');
  // One round of the post, with whatever was on its way.
  await delay(2_500);

  const places = {
    database: await site.database(),
    'mail folder': await filesIn(join(site.dataDir, 'mail')),
    'data folder': await filesIn(site.dataDir),
    log: await site.logs(),
  };
  for (const [place, text] of Object.entries(places)) {
    const found = text.indexOf(canary);
    holds(found < 0, `the erased person is still in the ${place}: …${printable(text.slice(Math.max(0, found - 100), found + 60))}…`);
    if (place !== 'log') holds(!text.includes(person.id), `the erased person’s id is still in the ${place}`);
  }
  same((await logIn(site.here, person)).code, 'wrong-credentials', 'sign-in after deletion');
  same((await site.here.read('plans.get', { id: plan })).status, 404, 'the public plan after deletion');
  same(at((await site.there.read('admin.audit.verify', undefined, { token: admin.token })).data, 'whole'), true, 'the audit log after it');
  same((await site.here.read('account.me', undefined, { token: other.token })).status, 200, 'the neighbour');
  const [kept] = await site.rows.all("select count(*) as count from audit_events where action = 'account.deleted'");
  holds(numberOf(kept, 'count') > 0, 'the audit log does not say that an account was deleted');
  return `${sections}; after deletion no trace in ${Object.keys(places).join(', ')}; the audit log stays whole`;
}

async function exported(site: Site, canary: string, as: { token: string }): Promise<string> {
  const answer = await site.here.read('account.export', undefined, as);
  const sections = at(answer.data, 'sections');
  holds(typeof sections === 'object' && sections !== null, `export: ${inWords(answer)}`);
  const names = Object.keys(sections);
  const missing = SECTIONS.filter((name) => !names.includes(name) || listIn(answer, 'sections', name).length === 0);
  same(missing, [], 'sections missing in the export');
  for (const word of [`Name ${canary}`, `Link ${canary}`, `Notes ${canary}`, `Token ${canary}`, `Passkey ${canary}`])
    holds(answer.body.includes(word), `the export lacks ${word}`);
  same(listIn(answer, 'sections', 'plans').length, 2, 'plans in the export, a deleted one among them');
  holds(!/argon2|passwordHash|refreshHash|"secret"/.test(answer.body), 'the export holds hashes or secrets');
  return `export of ${names.length} sections (${names.join(', ')})`;
}

/** The text of all files in a folder, but not in the folders of it. */
async function filesIn(folder: string): Promise<string> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return (await Promise.all(files.map(async ({ name }) => `${name}\n${await readFile(join(folder, name), 'latin1')}`))).join('\n');
}

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]+/g, '·');
}
