import { few, holds, onEngines, same, type Control } from '../control.ts';
import { listIn, textIn, type Answer } from '../http.ts';
import { from, newAddress, protect, register, setRole, signIn, word, type Person } from '../people.ts';
import { callOf, procedures, refusalOf, takes, type Procedure } from '../procedures.ts';
import type { Site, Stage } from '../stage.ts';

/** Codes by which a guard refuses; any other answer has got past it. */
const REFUSALS = [
  'unauthenticated',
  'session-ended',
  'unknown-procedure',
  'second-factor-needed',
  'scope-missing',
  'session-needed',
  'reauthentication-required',
];
const MISSING = '01a20671-6769-77d1-bb8e-64757ca38b0d';
const FILES = ['md', 'html', 'ics', 'json'];

type Caller = {
  name: string;
  role?: 'traveller' | 'support' | 'admin';
  scopes?: string[];
  secondFactor?: boolean;
  /** How the session is no longer what it was. */
  past?: 'ended' | 'long ago';
};

const CALLERS: readonly Caller[] = [
  { name: 'nobody' },
  { name: 'somebody whose session has ended', role: 'traveller', past: 'ended' },
  { name: 'a traveller', role: 'traveller' },
  { name: 'a traveller signed in long ago', role: 'traveller', past: 'long ago' },
  { name: 'support without a second factor', role: 'support' },
  { name: 'support', role: 'support', secondFactor: true },
  { name: 'an administrator without a second factor', role: 'admin' },
  { name: 'an administrator', role: 'admin', secondFactor: true },
  { name: 'a token that reads', role: 'traveller', scopes: ['read'] },
  { name: 'a token that writes', role: 'traveller', scopes: ['write'] },
  { name: 'an administrator’s token that reads', role: 'admin', scopes: ['read'], secondFactor: true },
  { name: 'an administrator’s token', role: 'admin', scopes: ['read', 'write', 'admin'], secondFactor: true },
];

export const matrix: Control = {
  number: 15,
  name: 'who may call what',
  run: (stage) => onEngines(stage, async (engine) => measure(stage, await stage.site('roomy', engine))),
};

async function measure(stage: Stage, site: Site): Promise<string> {
  const all = await procedures(stage);
  holds(all.length > 40 && all.every(({ guard }) => guard !== undefined), 'procedures without a declared guard');
  let calls = 0;
  for (const caller of CALLERS) {
    const token = await tokenOf(site, caller);
    await few(all.length, 8, async (index) => {
      const procedure = all[index];
      if (procedure === undefined) return;
      // What takes no input would do its work: log out, make new codes. It gets somebody of its own.
      const own = procedure.input === undefined && procedure.type === 'mutation' && caller.role !== undefined;
      const seen = refusalOf(await call(site, procedure, '{"nonsense":true}', own ? await tokenOf(site, caller) : token));
      const wanted = refusalFor(procedure, caller);
      const refused = seen !== undefined && REFUSALS.includes(seen) ? seen : 'let in';
      same(refused, wanted ?? 'let in', `${procedure.path} (${procedure.guard ?? ''}) for ${caller.name}`);
      calls += 1;
    });
  }
  await staffIsHidden(site);
  const foreign = await foreignObjects(site, all);
  return `${all.length} procedures × ${CALLERS.length} callers (${calls} calls) as declared; ${foreign}`;
}

/** What a guard says to a caller; nothing when it lets them in. */
function refusalFor({ guard, type }: Procedure, { role, scopes, secondFactor, past }: Caller): string | undefined {
  if (guard === 'open') return undefined;
  if (role === undefined) return guard === 'visitor' ? undefined : 'unauthenticated';
  if (past === 'ended') return 'session-ended';
  const staff = guard === 'admin' || guard === 'support';
  if (staff && role !== 'admin' && role !== guard) return 'unknown-procedure';
  const scope = staff ? 'admin' : type === 'query' ? 'read' : 'write';
  if (scopes !== undefined && !scopes.includes(scope)) return 'scope-missing';
  if (staff) return secondFactor === true ? undefined : 'second-factor-needed';
  const inPerson = guard === 'in-person' || guard === 'just-proven';
  if (inPerson && scopes !== undefined) return 'session-needed';
  return guard === 'just-proven' && past === 'long ago' ? 'reauthentication-required' : undefined;
}

/** A token of somebody new of this kind. */
async function tokenOf(site: Site, { role, scopes, secondFactor = false, past }: Caller): Promise<string | undefined> {
  if (role === undefined) return undefined;
  const person = await register(site, 'matrix');
  if (role !== 'traveller') await setRole(site, person.id, role);
  if (secondFactor) await protect(site.here, person);
  if (past === 'ended') await site.here.change('auth.logout', undefined, { token: person.token });
  if (past === 'long ago') await site.rows.change('update sessions set authenticated_at = 1 where id = ?', person.sessionId);
  return scopes === undefined ? person.token : (await apiToken(site, person, scopes)).token;
}

async function apiToken(site: Site, { token }: Person, scopes: string[]): Promise<{ id: string; token: string }> {
  const made = await site.here.change('account.apiTokens.create', { name: 'matrix', scopes }, { token });
  return { id: textIn(made, 'apiToken', 'id'), token: textIn(made, 'token') };
}

function call(site: Site, procedure: Procedure, text: string, token: string | undefined): Promise<Answer> {
  const { method, url, headers, payload } = callOf(procedure, text);
  return site.there.ask(url, {
    method: method === 'POST' ? 'POST' : 'GET',
    headers: {
      ...headers,
      ...from(newAddress()),
      'x-client': 'token',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(payload === undefined ? {} : { body: payload }),
  });
}

/** To a traveller administration looks like nothing at all. */
async function staffIsHidden(site: Site): Promise<void> {
  const { token } = await register(site, 'curious');
  const shape = async (path: string) => {
    const { status, body } = await site.there.read(path, { id: MISSING }, { token });
    return `${status} ${body.replaceAll(path, '…')}`;
  };
  same(await shape('admin.users.get'), await shape('admin.nothing.here'), 'an administrators’ procedure beside one that is not there');
}

/** Every procedure that takes an id, with ids of somebody else’s things: the answer is that to an id of nothing. */
async function foreignObjects(site: Site, all: readonly Procedure[]): Promise<string> {
  const ana = await register(site, 'ana');
  const plan = textIn(await site.here.change('plans.create', TRIP, { token: ana.token }), 'id');
  const deleted = textIn(await site.here.change('plans.create', TRIP, { token: ana.token }), 'id');
  await site.here.change('plans.delete', { id: deleted }, { token: ana.token });
  const session = await signIn(site.here, ana);
  const { id: token } = await apiToken(site, ana, ['read']);
  const passkey = MISSING.replace('77d1', '77d2');
  await site.rows.change('delete from passkeys where id = ?', passkey);
  await site.rows.change(
    "insert into passkeys (id, user_id, credential_id, public_key, counter, transports, name, synced, created_at) values (?, ?, ?, 'x', 0, '[]', 'Ana’s', false, 1)",
    passkey,
    ana.id,
    word(),
  );
  const things = { plan, 'deleted plan': deleted, session: session.sessionId, token, passkey, person: ana.id };

  const bob = await register(site, 'bob');
  const helper = await register(site, 'helper');
  await setRole(site, helper.id, 'support');
  await protect(site.here, helper);
  const callers = {
    nobody: undefined,
    'another traveller': bob.token,
    'another’s token': (await apiToken(site, bob, ['read', 'write'])).token,
    support: helper.token,
  };
  let compared = 0;
  const ofIds = all.flatMap((procedure) => {
    const more = EXTRAS.find((extra) => procedure.input !== undefined && takes(procedure.input, { id: MISSING, ...extra }));
    return more === undefined ? [] : [{ procedure, more }];
  });
  holds(ofIds.length >= 10, `only ${ofIds.length} procedures take an id`);
  for (const [caller, bearer] of Object.entries(callers)) {
    const compare = async (what: string, shape: (id: string) => Promise<string>) => {
      const nothing = await shape(MISSING);
      for (const [thing, id] of Object.entries(things)) {
        same(await shape(id), nothing, `${what} of somebody else’s ${thing}, for ${caller}`);
        compared += 1;
      }
    };
    for (const { procedure, more } of ofIds) {
      // Support may look at people: that is what it is for.
      if (caller === 'support' && procedure.guard === 'support') continue;
      await compare(procedure.path, async (id) => shapeOf(await call(site, procedure, JSON.stringify({ id, ...more }), bearer), id));
    }
    for (const file of FILES)
      await compare(`the file .${file}`, async (id) =>
        shapeOf(
          await site.there.ask(`/plans/${id}.${file}`, { headers: bearer === undefined ? {} : { authorization: `Bearer ${bearer}` } }),
          id,
        ),
      );
  }
  await allIsThere(site, ana, { plan, session: session.sessionId, token, passkey });
  return `${ofIds.length} of them and ${FILES.length} kinds of files with ids of ${Object.keys(things).length} foreign things: ${compared} answers, each as for an id of nothing`;
}

const TRIP = { destinations: [{ name: 'Lisbon' }], dates: { start: '2027-05-10', end: '2027-05-11' }, travellers: { adults: 1 } };
/** What a procedure may want beside an id. */
const EXTRAS: readonly Record<string, string>[] = [{}, { visibility: 'public' }, { status: 'suspended' }, { role: 'admin' }];

function shapeOf({ status, body, headers }: Answer, id: string): string {
  return `${status} ${body.replaceAll(id, '…')} ${headers['etag'] ?? ''} ${headers['content-disposition'] ?? ''}`;
}

async function allIsThere(site: Site, ana: Person, things: { plan: string; session: string; token: string; passkey: string }) {
  const { token } = ana;
  const found = await site.here.read('plans.get', { id: things.plan }, { token });
  same([found.status, textIn(found, 'visibility')], [200, 'private'], 'the plan that others tried to reach');
  for (const [path, id] of [
    ['account.sessions.list', things.session],
    ['account.apiTokens.list', things.token],
    ['auth.passkey.list', things.passkey],
  ] as const)
    holds(
      JSON.stringify(listIn(await site.here.read(path, undefined, { token }), 'items')).includes(id),
      `${path} lost what others tried to reach`,
    );
}
