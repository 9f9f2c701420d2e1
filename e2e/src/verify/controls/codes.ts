import { atOnce, few, holds, onEngines, same, tally, type Control } from '../control.ts';
import { inWords } from '../http.ts';
import { challengeFor, from, newAddress, protect, register, signInByRecoveryCode, type Protected } from '../people.ts';
import { oathCode, untilStepHasLeft } from '../programs.ts';
import { numberOf } from '../rows.ts';
import type { Site } from '../stage.ts';

const AT_ONCE = 50;
const TRIES = 5;

export const codes: Control = {
  number: 7,
  name: 'codes and recovery codes',
  run: (stage) => onEngines(stage, async (engine) => measure(await stage.site('roomy', engine))),
};

async function measure(site: Site): Promise<string> {
  const person = await protect(site.here, await register(site, 'codes'));
  const answer = (challenge: string, code: string, index = 0) =>
    site.node(index).change('auth.secondFactor', { challenge, code }, { headers: from(newAddress()) });
  /** The same code for as many sign-ins at once: one gets in. */
  const race = async (code: string, what: string) => {
    const challenges = await few(AT_ONCE, 10, (index) => challengeFor(site.node(index), person));
    const outcomes = await atOnce(AT_ONCE, (index) => answer(challenges[index] ?? '', code, index));
    const seen = tally(outcomes.map(inWords));
    holds(outcomes.filter(({ status }) => status === 200).length === 1, `${AT_ONCE} uses of ${what} at once: ${seen}`);
    holds(
      outcomes.every(({ status, code }) => status === 200 || code === 'wrong-code'),
      `${AT_ONCE} uses of ${what} at once: ${seen}`,
    );
  };

  await fiveTries(site, person, answer);
  const far = await answer(await challengeFor(site.here, person), await oathCode(person.seed, 3));
  holds(far.code === 'wrong-code', `a code of a minute and a half from now: ${inWords(far)}`);

  await untilStepHasLeft(12_000);
  const code = await oathCode(person.seed);
  await race(code, 'a code of oathtool');
  const again = await answer(await challengeFor(site.there, person), code);
  holds(again.code === 'wrong-code', `a code used before: ${inWords(again)}`);
  const next = await answer(await challengeFor(site.there, person), await oathCode(person.seed, 1));
  holds(next.status === 200, `the next code of oathtool: ${inWords(next)}`);

  same(person.recoveryCodes.length, 10, 'recovery codes');
  const [stored] = await site.rows.all('select count(*) as count from recovery_codes where user_id = ?', person.id);
  same(numberOf(stored, 'count'), 10, 'recovery codes in the database');
  const database = await site.database();
  for (const plain of person.recoveryCodes)
    holds(!database.includes(plain) && !database.includes(plain.replaceAll('-', '')), 'a recovery code lies in the database as it is');
  const recovery = person.recoveryCodes.pop() ?? '';
  await race(recovery, 'a recovery code');
  const reused = await answer(await challengeFor(site.there, person), recovery);
  holds(reused.code === 'wrong-code', `a recovery code used before: ${inWords(reused)}`);

  const old = person.recoveryCodes[0] ?? '';
  const { token } = await signInByRecoveryCode(site.here, person);
  same((await site.here.change('account.recoveryCodes.regenerate', undefined, { token })).status, 200, 'new recovery codes');
  const dead = await answer(await challengeFor(site.there, person), old);
  holds(dead.code === 'wrong-code', `a recovery code from before they were renewed: ${inWords(dead)}`);
  return `oathtool’s codes work; ${TRIES} tries a sign-in; of ${AT_ONCE} uses at once of a code and of a recovery code one wins; both once; 10 recovery codes, only their hashes kept`;
}

async function fiveTries(
  site: Site,
  person: Protected,
  answer: (challenge: string, code: string, index?: number) => ReturnType<Site['here']['change']>,
): Promise<void> {
  const challenge = await challengeFor(site.here, person);
  for (let index = 0; index < TRIES; index += 1)
    same((await answer(challenge, 'zzzz-zzzz-zzzz-zzzz-zzzz-zzzz', index)).code, 'wrong-code', `wrong code ${index + 1}`);
  const right = person.recoveryCodes.at(-1) ?? '';
  same((await answer(challenge, right)).code, 'challenge-over', `the right code after ${TRIES} wrong ones`);
  const begun = await challengeFor(site.here, person);
  const wrongOnes = await atOnce(30, (index) => answer(begun, 'zzzz-zzzz-zzzz-zzzz-zzzz-zzzz', index));
  const judged = wrongOnes.filter(({ code }) => code === 'wrong-code').length;
  holds(judged === TRIES, `of 30 wrong codes at once ${judged} were judged, not ${TRIES}`);
}
