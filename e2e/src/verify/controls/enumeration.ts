import { holds, onEngines, same, type Control } from '../control.ts';
import type { Answer } from '../http.ts';
import { from, logIn, newAddress, newcomer, registerProven } from '../people.ts';
import type { Calling } from '../server.ts';
import type { Site } from '../stage.ts';

/** Headers that differ from answer to answer whoever asks. */
const PASSING = new Set(['date', 'x-request-id']);

export const enumeration: Control = {
  number: 4,
  name: 'no word about who has an account',
  run: (stage) => onEngines(stage, async (engine) => measure(await stage.site('proven', engine))),
};

async function measure(site: Site): Promise<string> {
  const known = await registerProven(site, 'known');
  const asking = await registerProven(site, 'asking');
  const unproven = newcomer('unproven');
  await site.here.change('auth.register', unproven, { headers: from(newAddress()) });
  const call = (path: string, input: unknown, calling: Calling = {}) =>
    site.there.change(path, input, { headers: from(newAddress()), ...calling });
  const password = 'a new password, long enough';

  const questions: Record<string, (email: string) => Promise<Answer>> = {
    'auth.register': (email) => call('auth.register', { email, password }),
    'auth.register with a weak password': (email) => call('auth.register', { email, password: 'short' }),
    'auth.requestPasswordReset': (email) => call('auth.requestPasswordReset', { email }),
    'auth.resendVerification': (email) => call('auth.resendVerification', { email }),
    'account.requestEmailChange': (email) =>
      call('account.requestEmailChange', { email, password: asking.password }, { token: asking.token }),
    'auth.login with a wrong password': (email) => logIn(site.there, { email, password }),
  };
  for (const [name, question] of Object.entries(questions)) {
    const unknown = newcomer('unknown').email;
    // Twice: the second answer may not tell what the first one changed.
    for (const time of ['first', 'second']) {
      const stranger = seen(await question(name.startsWith('auth.register') ? newcomer('unknown').email : unknown));
      same(seen(await question(known.email)), stranger, `${name}, the ${time} time, for somebody known`);
      same(seen(await question(unproven.email)), stranger, `${name}, the ${time} time, for an address not proven yet`);
    }
  }
  // Whoever has the mailbox is told there.
  await site.mails.waitFor(known.email, /already have an account/);
  await site.mails.waitFor(known.email, /new password/);
  const held = await logIn(site.here, unproven);
  holds(held.code === 'email-unverified', `the right password of an address not proven yet: ${held.status} ${held.code ?? ''}`);
  return `status, body and ${seen(held).headers.length} headers alike for known, unproven and unknown addresses in ${Object.keys(questions).length} calls; the owner is told by mail`;
}

function seen({ status, body, headers }: Answer) {
  return {
    status,
    body,
    headers: Object.entries(headers)
      .filter(([name]) => !PASSING.has(name))
      .map(([name, value]) => `${name}: ${String(value)}`)
      .toSorted(),
  };
}
