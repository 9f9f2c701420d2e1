import { COMMON_PASSWORDS } from '../../../../packages/auth/generated/common-passwords.ts';
import { few, holds, same, type Control } from '../control.ts';
import { at, inWords, type Answer } from '../http.ts';
import { tokenIn } from '../mails.ts';
import { from, logIn, newAddress, newcomer, register, word } from '../people.ts';
import type { Site } from '../stage.ts';

const UNITS = { letters: 'ü', ideographs: '東', 'emoji of two UTF-16 units': '🚢', blanks: ' ' };
const LEAST_COMMON = 300;

export const passwordRules: Control = {
  number: 2,
  name: 'password rules',
  async run(stage) {
    const site = await stage.site('roomy');
    const take = (password: string, more: { email?: string; name?: string } = {}) =>
      site.here.change('auth.register', { ...newcomer('rule'), password, ...more }, { headers: from(newAddress()) });

    for (const [name, unit] of Object.entries(UNITS)) {
      for (const [count, wanted] of [
        [11, false],
        [12, true],
        [128, true],
        [129, false],
      ] as const) {
        const answer = await take(`${unit.repeat(count - 2)}xk`);
        holds(taken(answer) === wanted, `${count} characters (${name}) ${wanted ? 'refused' : 'taken'}: ${reasonOf(answer)}`);
      }
    }

    await nothingIsCutOff(site);

    const likely = COMMON_PASSWORDS.split('\n').filter((password) => password.length >= 12);
    holds(likely.length >= LEAST_COMMON, `only ${likely.length} common passwords of twelve characters and more are known`);
    const weak = [...likely, ...likely.slice(0, 100).map((password) => password.toUpperCase())];
    const through = (await few(weak.length, 20, async (index) => (taken(await take(weak[index] ?? '')) ? weak[index] : undefined))).filter(
      (password) => password !== undefined,
    );
    same(through, [], 'common passwords taken');

    const own = { email: `ana.silva.${word()}@example.com`, name: 'Ana Sílva Pereira' };
    const guesses = [own.email, own.email.toUpperCase(), own.email.split('@')[0] ?? '', own.name, 'ANA SÍLVA PEREIRA 1984!'];
    for (const password of guesses) holds(!taken(await take(password, own)), `the person's own address or name is taken: ${password}`);
    await everywhereAlike(site);
    return `11/129 refused and 12/128 taken in ${Object.keys(UNITS).length} scripts; the last of 128 characters counts; ${weak.length} common ones and own address or name refused; the same at change and reset`;
  },
};

/** A password of 128 characters is all of them, however it is typed. */
async function nothingIsCutOff(site: Site): Promise<void> {
  const password = `${'é🚢'.repeat(63)}zz`;
  const { email } = newcomer('long');
  const registered = await site.here.change('auth.register', { email, password }, { headers: from(newAddress()) });
  same(registered.status, 200, `a password of ${[...password].length} characters`);
  for (const [wrong, what] of [
    [`${password.slice(0, -1)}y`, 'with another last character'],
    [password.slice(0, -1), 'without its last character'],
  ] as const) {
    const answer = await logIn(site.here, { email, password: wrong });
    holds(answer.code === 'wrong-credentials', `the password ${what}: ${inWords(answer)}`);
  }
  const typed = await logIn(site.here, { email, password: password.normalize('NFD') });
  holds(typed.status === 200, `the same password in another form of Unicode: ${inWords(typed)}`);
}

/** The rules hold where a password is changed as well. */
async function everywhereAlike(site: Site): Promise<void> {
  const person = await register(site, 'change');
  for (const newPassword of ['eleven char', 'finalfantasy', person.email]) {
    const input = { currentPassword: person.password, newPassword };
    const answer = await site.here.change('account.changePassword', input, { token: person.token });
    holds(answer.code === 'invalid-input', `a change to the weak password ${newPassword}: ${inWords(answer)}`);
  }
  await site.here.change('auth.requestPasswordReset', { email: person.email }, { headers: from(newAddress()) });
  const token = tokenIn(await site.mails.waitFor(person.email, /new password/));
  const answer = await site.here.change('auth.resetPassword', { token, password: 'finalfantasy' }, { headers: from(newAddress()) });
  holds(answer.code === 'invalid-input', `a reset to a common password: ${inWords(answer)}`);
}

const taken = ({ status }: Answer) => status === 200;
const reasonOf = (answer: Answer) =>
  `${inWords(answer)} ${JSON.stringify(at(JSON.parse(answer.body), 'error', 'data', 'details', 'fields') ?? '')}`;
