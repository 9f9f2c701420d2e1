import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { activityText, AUDIT_ACTIONS, actionName, detailText } from './audit-words.ts';

it('has words for every act that the server writes down', async () => {
  const ports = await readFile(new URL('../../../../packages/rpc/src/ports.ts', import.meta.url), 'utf8');
  const [, list = ''] = /type AuditAction =([^;]+);/.exec(ports) ?? [];
  const acts = [...list.matchAll(/'([\w.-]+)'/g)].map(([, act]) => act);
  expect(acts.length).toBeGreaterThan(20);
  expect(new Set<string | undefined>(AUDIT_ACTIONS)).toEqual(new Set(acts));
});

it.each([
  ['session.started', { method: 'passkey', secondFactor: true }, 'Signed in by passkey.'],
  ['session.started', { method: 'password', secondFactor: true }, 'Signed in by password and second factor.'],
  ['session.started', {}, 'Signed in.'],
  ['session.ended', { ended: 1 }, '1 other device was signed out.'],
  ['session.ended', {}, 'A device was signed out.'],
  ['admin.role-set', { from: 'traveller', to: 'admin' }, 'The role was changed from traveller to admin.'],
  ['plan.visibility-set', { plan: 'x', from: 'private', to: 'public' }, 'A trip was opened to everyone.'],
  ['token.created', { scopes: 'read write', days: 90 }, 'An API token was made, to read, write.'],
  ['something.newer', {}, 'something.newer'],
])('tells %s %j', (action, detail, words) => {
  expect(activityText(action, detail)).toBe(words);
});

it('names acts and facts briefly', () => {
  expect(actionName('admin.role-set')).toBe('Role changed');
  expect(actionName('something.newer')).toBe('something.newer');
  expect(detailText({ method: 'password', secondFactor: false })).toBe('method password, second factor no');
});
