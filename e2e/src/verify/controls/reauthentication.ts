import { holds, onEngines, same, type Control } from '../control.ts';
import { inWords } from '../http.ts';
import { tokenIn } from '../mails.ts';
import { from, logIn, newAddress, newcomer, protect, register, signInByRecoveryCode, word, type Person } from '../people.ts';
import { procedures } from '../procedures.ts';
import type { Site, Stage } from '../stage.ts';

export const reauthentication: Control = {
  number: 14,
  name: 're-authentication',
  run: (stage) => onEngines(stage, async (engine) => measure(stage, await stage.site('roomy', engine))),
};

async function measure(stage: Stage, site: Site): Promise<string> {
  const person = await register(site, 'proof');
  const call = (path: string, input?: unknown, by: Pick<Person, 'token'> = person) => site.there.change(path, input, { token: by.token });
  const age = (id: string) => site.rows.change('update sessions set authenticated_at = 1 where id = ?', id);
  const factors = (await procedures(stage)).filter(({ guard }) => guard === 'just-proven').map(({ path }) => path);
  for (const path of [
    'account.totp.enroll',
    'account.totp.disable',
    'account.recoveryCodes.regenerate',
    'account.apiTokens.create',
    'auth.passkey.registerOptions',
    'auth.passkey.remove',
  ])
    holds(factors.includes(path), `${path} is not declared to need a fresh proof`);

  await age(person.sessionId);
  for (const path of factors) {
    const answer = await call(path, {});
    holds(answer.code === 'reauthentication-required', `${path} in a session proven long ago: ${inWords(answer)}`);
  }
  const wrong = await call('auth.reauthenticate', { password: 'not the password at all' });
  holds(wrong.code === 'wrong-credentials', `proving again by a wrong password: ${inWords(wrong)}`);
  same((await call('account.totp.enroll')).code, 'reauthentication-required', 'after the wrong proof');
  same((await call('auth.reauthenticate', { password: person.password })).status, 200, 'proving again by password');
  const guarded = await protect(site.here, person);
  await site.mails.waitFor(person.email, /second factor|sign-in protection|two-step|way you sign in|protect/i);
  const second = await signInByRecoveryCode(site.here, guarded);
  await age(second.sessionId);
  same((await call('account.totp.disable', undefined, second)).code, 'reauthentication-required', 'removing the factor, long after');
  const proof = { code: guarded.recoveryCodes.pop() ?? '' };
  same((await call('auth.reauthenticate', proof, second)).status, 200, 'proving again by a recovery code');
  same((await call('account.totp.disable', undefined, second)).status, 200, 'removing the factor after that');

  await passwordNeeded(site, person, call);
  const old = await addressChanges(site, person, call);
  return `${factors.length} procedures about factors and tokens need a proof of the last ten minutes; password, e-mail and deletion need the password; ${old}`;
}

type Call = (path: string, input?: unknown) => ReturnType<Site['here']['change']>;

/** A fresh session is not enough for these: they take the password itself. */
async function passwordNeeded(site: Site, person: Person, call: Call): Promise<void> {
  const newPassword = `${word(8)} another one`;
  const inputs: Record<string, [Record<string, string>, string]> = {
    'account.changePassword': [{ newPassword }, 'currentPassword'],
    'account.requestEmailChange': [{ email: newcomer().email }, 'password'],
    'account.delete': [{}, 'password'],
  };
  for (const [path, [input, field]] of Object.entries(inputs)) {
    const without = await call(path, input);
    holds(without.code === 'invalid-input', `${path} without the password: ${inWords(without)}`);
    const wrong = await call(path, { ...input, [field]: 'not the password at all' });
    holds(wrong.code === 'wrong-credentials', `${path} with a wrong password: ${inWords(wrong)}`);
  }
  same((await site.here.read('account.me', undefined, { token: person.token })).status, 200, 'the account after all that');
  same((await call('account.changePassword', { newPassword, currentPassword: person.password })).status, 200, 'a change of password');
  person.password = newPassword;
  await site.mails.waitFor(person.email, /password was changed/);
}

async function addressChanges(site: Site, person: Person, call: Call): Promise<string> {
  const { email } = newcomer('moved');
  same((await call('account.requestEmailChange', { email, password: person.password })).status, 200, 'asking for another address');
  const token = tokenIn(await site.mails.waitFor(email, /Confirm your new/));
  same((await logIn(site.here, person)).status, 200, 'the old address until the new one is confirmed');
  const headers = from(newAddress());
  same((await site.here.change('account.confirmEmailChange', { token }, { headers })).status, 200, 'confirming it');
  const told = await site.mails.waitFor(person.email, /address was changed/);
  holds(told.text.includes(email), 'the mail to the old address does not name the new one');
  same((await logIn(site.here, person)).code, 'wrong-credentials', 'the old address after that');
  same((await logIn(site.here, { ...person, email })).status, 200, 'the new address after that');
  return 'the old address is told of the new one';
}
