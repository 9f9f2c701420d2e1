import { holds, onEngines, same, type Control } from '../control.ts';
import { at, inWords, listIn } from '../http.ts';
import { from, grant, newAddress, newcomer, protect, register } from '../people.ts';
import { procedures } from '../procedures.ts';
import type { Site, Stage } from '../stage.ts';

export const administration: Control = {
  number: 16,
  name: 'administration',
  run: (stage) => onEngines(stage, async (engine) => measure(stage, await stage.site('usual', engine))),
};

async function measure(stage: Stage, site: Site): Promise<string> {
  const paths = (await procedures(stage)).filter(({ guard }) => guard === 'admin' || guard === 'support');
  const helped = await site.here.change('auth.register', { ...newcomer('eager'), role: 'admin' }, { headers: from(newAddress()) });
  holds(helped.status === 400, `registering with a role: ${inWords(helped)}`);
  const person = await register(site, 'first');
  const call = (type: string, path: string, input?: unknown) =>
    type === 'query' ? site.there.read(path, input, { token: person.token }) : site.there.change(path, input, { token: person.token });
  for (const { path, type } of paths) same((await call(type, path)).code, 'unknown-procedure', `${path}, for a traveller`);

  const nobody = await grant(site, newcomer('nobody').email);
  const granted = await grant(site, person.email);
  holds(granted.code === 0, `tripmaster admin grant <address>: ended with ${granted.code}: ${granted.err.trim().split('\n')[0] ?? ''}`);
  holds(nobody.code !== 0, 'admin grant to an address without an account is no failure');
  for (const { path, type } of paths)
    same((await call(type, path)).code, 'second-factor-needed', `${path}, for an administrator without a second factor`);

  await protect(site.here, person);
  const other = await register(site, 'other');
  same((await call('query', 'admin.users.get', { id: other.id })).status, 200, 'administration with a second factor');
  const acts: [string, unknown][] = [
    ['admin.users.setRole', { id: other.id, role: 'support' }],
    ['admin.users.setRole', { id: other.id, role: 'traveller' }],
    ['admin.users.setStatus', { id: other.id, status: 'suspended' }],
    ['admin.users.setStatus', { id: other.id, status: 'active' }],
  ];
  for (const [path, input] of acts) same((await call('mutation', path, input)).status, 200, `${path} ${JSON.stringify(input)}`);
  for (const [path, input] of [
    ['admin.users.setRole', { id: person.id, role: 'traveller' }],
    ['admin.users.setStatus', { id: person.id, status: 'suspended' }],
  ] as const)
    same((await call('mutation', path, input)).code, 'conflict', `the last administrator’s own ${path}`);

  const log = listIn(await call('query', 'admin.audit.list', { limit: 100 }), 'items');
  const count = (action: string, email: string) =>
    log.filter((event) => at(event, 'action') === action && at(event, 'subjectEmail') === email).length;
  same(count('admin.role-set', person.email), 1, 'entries about the grant by command');
  same(count('admin.role-set', other.email), 2, 'entries about the other one’s role');
  same(count('admin.status-set', other.email), 2, 'entries about the other one’s status');
  const read = await call('query', 'admin.audit.list', { action: 'admin.audit-read' });
  holds(listIn(read, 'items').length > 0, 'reading the audit log is not in the audit log');
  return `no role by registering; the first administrator by command; ${paths.length} procedures look missing to travellers and ask administrators for a second factor; grants, roles, suspensions and reading the log are in the log; the last administrator stays`;
}
