import { few, holds, onEngines, type Control } from '../control.ts';
import { inWords } from '../http.ts';
import { logIn, newcomer, register } from '../people.ts';
import type { Site } from '../stage.ts';

const WRONG = 'a wrong password of some length';
const SUBJECT = /Too many wrong passwords/;
const LONGEST_PAUSE_S = 15 * 60;

export const lockout: Control = {
  number: 6,
  name: 'lockout',
  run: (stage) => onEngines(stage, async (engine) => measure(await stage.site('usual', engine))),
};

async function measure(site: Site): Promise<string> {
  const owner = await register(site, 'locked');
  const stranger = newcomer('nobody').email;
  const lock = (email: string) => few(12, 4, (index) => logIn(site.node(index), { email, password: WRONG }));
  await lock(owner.email);
  await lock(stranger);
  const paused = await logIn(site.there, owner);
  const wait = Number(paused.headers['retry-after']);
  holds(paused.status === 429 && wait > 0 && wait <= LONGEST_PAUSE_S, `the right password in the pause: ${inWords(paused)}, wait ${wait}`);
  const mail = await site.mails.waitFor(owner.email, SUBJECT);
  holds(mail.text.includes(`${site.baseUrl}/`), 'the mail about the lockout has no way to a reset');

  // The wait, shortened: the counter's own end is put into the past.
  await site.rows.change("update throttles set resets_at = 1 where key like 'sign-in:%'");
  const after = await logIn(site.here, owner);
  holds(after.status === 200, `the owner after the pause: ${inWords(after)}`);

  await lock(owner.email);
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  const told = (await site.mails.to(owner.email, SUBJECT)).length;
  holds(told === 1, `the owner was told ${told} times in a day, not once`);
  holds((await site.mails.to(stranger)).length === 0, 'an address without an account was told');
  return `paused for ${wait} s, its owner told by mail once a day, nobody else; over when the pause is over`;
}
