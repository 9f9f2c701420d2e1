import { setTimeout as delay } from 'node:timers/promises';
import { holds, onEngines, same, type Control } from '../control.ts';
import { inWords, textIn, type Answer } from '../http.ts';
import { tokenIn } from '../mails.ts';
import { administrator, from, newAddress, register, signIn, word, type Person, type Session } from '../people.ts';
import type { Site } from '../stage.ts';

const WITHIN_MS = 1_000;

type Ending = {
  name: string;
  /** What is done on one node; gives the tokens that are to be refused on the other. */
  act: (site: Site, person: Person, other: Session) => Promise<{ answer: Answer; ended: string[]; goesOn?: string }>;
};

const ENDINGS: readonly Ending[] = [
  {
    name: 'log-out',
    act: async (site, person, other) => ({
      answer: await site.here.change('auth.logout', undefined, { token: person.token }),
      ended: [person.token],
      goesOn: other.token,
    }),
  },
  {
    name: 'revoking a session',
    act: async (site, person, other) => ({
      answer: await site.here.change('account.sessions.revoke', { id: other.sessionId }, { token: person.token }),
      ended: [other.token],
      goesOn: person.token,
    }),
  },
  {
    name: 'revoking all others',
    act: async (site, person, other) => ({
      answer: await site.here.change('account.sessions.revokeOthers', undefined, { token: person.token }),
      ended: [other.token],
      goesOn: person.token,
    }),
  },
  {
    name: 'change of password',
    act: async (site, person, other) => ({
      answer: await site.here.change(
        'account.changePassword',
        { currentPassword: person.password, newPassword: `${word(8)} another` },
        { token: person.token },
      ),
      ended: [other.token],
      goesOn: person.token,
    }),
  },
  {
    name: 'reset of password',
    async act(site, person, other) {
      const headers = from(newAddress());
      const api = await apiToken(site, person);
      await site.here.change('auth.requestPasswordReset', { email: person.email }, { headers });
      const token = tokenIn(await site.mails.waitFor(person.email, /new password/));
      const answer = await site.here.change('auth.resetPassword', { token, password: `${word(8)} another` }, { headers });
      return { answer, ended: [person.token, other.token, api.token] };
    },
  },
  {
    name: 'suspension',
    async act(site, person, other) {
      const admin = await administrator(site);
      const api = await apiToken(site, person);
      const answer = await site.here.change('admin.users.setStatus', { id: person.id, status: 'suspended' }, { token: admin.token });
      return { answer, ended: [person.token, other.token, api.token] };
    },
  },
  {
    name: 'revoking an API token',
    async act(site, person) {
      const { id, token } = await apiToken(site, person);
      const answer = await site.here.change('account.apiTokens.revoke', { id }, { token: person.token });
      return { answer, ended: [token], goesOn: person.token };
    },
  },
  {
    name: 'deletion of the account',
    async act(site, person, other) {
      const api = await apiToken(site, person);
      const answer = await site.here.change('account.delete', { password: person.password }, { token: person.token });
      return { answer, ended: [person.token, other.token, api.token] };
    },
  },
];

export const revocation: Control = {
  number: 12,
  name: 'revocation',
  run: (stage) => onEngines(stage, async (engine) => measure(await stage.site('roomy', engine))),
};

async function measure(site: Site): Promise<string> {
  let slowest = 0;
  for (const { name, act } of ENDINGS) {
    const person = await register(site, 'revoked');
    const other = await signIn(site.there, person);
    // Both are known to the other node, so that whatever it remembers of them has to go.
    for (const { token } of [person, other]) same((await status(site, token)).status, 200, `${name}: before`);
    const { answer, ended, goesOn } = await act(site, person, other);
    holds(answer.status === 200, `${name}: ${inWords(answer)}`);
    const began = performance.now();
    for (const token of ended) {
      while ((await status(site, token)).status !== 401) {
        holds(performance.now() - began < WITHIN_MS, `${name}: still let in on the other node after ${WITHIN_MS} ms`);
        await delay(10);
      }
    }
    slowest = Math.max(slowest, performance.now() - began);
    if (goesOn !== undefined) same((await status(site, goesOn)).status, 200, `${name}: the session that is not meant`);
  }
  return `${ENDINGS.map(({ name }) => name).join(', ')}: refused on the other node within ${Math.ceil(slowest)} ms`;
}

const status = (site: Site, token: string) => site.there.read('account.me', undefined, { token });

/** An API token that the other node has met. */
async function apiToken(site: Site, person: Person): Promise<{ id: string; token: string }> {
  const made = await site.here.change('account.apiTokens.create', { name: 'verify', scopes: ['read'] }, { token: person.token });
  const token = textIn(made, 'token');
  same((await status(site, token)).status, 200, 'a new API token');
  return { id: textIn(made, 'apiToken', 'id'), token };
}
