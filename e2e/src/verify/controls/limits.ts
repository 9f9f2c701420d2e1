import { atOnce, few, holds, onEngines, tally, type Control } from '../control.ts';
import { cookiesIn, inWords, type Answer } from '../http.ts';
import { tokenIn } from '../mails.ts';
import { challengeFor, from, logIn, newAddress, newcomer, protect, register, word } from '../people.ts';
import type { Site } from '../stage.ts';

const WRONG = 'a wrong password of some length';

/** The limits as they are documented; what a control finds must be these, over all nodes together. */
const ACCOUNT = 10;
const ADDRESS = 100;
const CODES = 10;
const MAIL_REQUESTS = 30;
const MAILS_TO_ADDRESS = 3;
const PLANS = 300;
const PREVIEWS = 120;
const BAD_TRIES = 1_000;

export const limits: Control = {
  number: 5,
  name: 'limits',
  run: (stage) => onEngines(stage, async (engine) => measure(await stage.site('usual', engine))),
};

async function measure(site: Site): Promise<string> {
  await byAccount(site);
  await byAddress(site);
  await codes(site);
  await mails(site);
  await plans(site);
  const owner = await ownerGetsIn(site);
  return `${ACCOUNT} wrong passwords an account and ${ADDRESS} an address, ${CODES} codes, ${MAIL_REQUESTS} mail requests, ${PLANS} plans, ${PREVIEWS} previews over all nodes together, then 429 with Retry-After; ${owner}`;
}

/** So many answers other than 429 and then only that, with a wait; forty at once on all nodes, and again in turn. */
async function limited(what: string, max: number, count: number, call: (index: number) => Promise<Answer>): Promise<void> {
  const answers = await few(count, 20, call);
  const refused = answers.filter(({ status }) => status === 429);
  const seen = tally(answers.map(inWords));
  holds(
    answers.every(({ status }) => status < 500),
    `${what}: ${seen}`,
  );
  holds(answers.length - refused.length === max, `${what}: ${answers.length - refused.length} let through, not ${max} (${seen})`);
  for (const { headers, code } of refused)
    holds(Number(headers['retry-after']) > 0 && code === 'too-many-requests', `${what}: a 429 without Retry-After or code`);
}

async function byAccount(site: Site): Promise<void> {
  const known = await register(site, 'limited');
  for (const email of [known.email, newcomer('nobody').email])
    await limited(`sign-in to ${email}, from ever other addresses`, ACCOUNT, ACCOUNT + 10, (index) =>
      logIn(site.node(index), { email, password: WRONG }),
    );
}

async function byAddress(site: Site): Promise<void> {
  const address = newAddress();
  await limited('sign-in from one address, to ever other accounts', ADDRESS, ADDRESS + 10, (index) =>
    // What stands before the last address was written by the caller, not by the trusted proxy.
    logIn(site.node(index), { email: newcomer().email, password: WRONG }, { headers: from(`${newAddress()}, ${address}`) }),
  );
  const network = `2001:db8:${word(2)}:1`;
  await limited('sign-in from one /64 of IPv6', ADDRESS, ADDRESS + 5, (index) =>
    logIn(site.node(index), { email: newcomer().email, password: WRONG }, { headers: from(`${network}::${(index + 1).toString(16)}`) }),
  );
}

async function codes(site: Site): Promise<void> {
  const person = await protect(site.here, await register(site, 'codes'));
  const challenges = await atOnce(4, (index) => challengeFor(site.node(index), person));
  await limited('codes of a second factor', CODES, CODES + 6, (index) =>
    site
      .node(index)
      .change(
        'auth.secondFactor',
        { challenge: challenges[index % challenges.length], code: 'zzzz-zzzz-zzzz-zzzz-zzzz-zzzz' },
        { headers: from(newAddress()) },
      ),
  );
}

async function mails(site: Site): Promise<void> {
  const address = newAddress();
  await limited('requests of a reset from one address', MAIL_REQUESTS, MAIL_REQUESTS + 10, (index) =>
    site.node(index).change('auth.requestPasswordReset', { email: newcomer().email }, { headers: from(address) }),
  );
  const person = await register(site, 'pestered');
  const answers = await few(12, 4, (index) =>
    site.node(index).change('auth.requestPasswordReset', { email: person.email }, { headers: from(newAddress()) }),
  );
  holds(
    answers.every(({ status }) => status === 200),
    `requests of a reset of one account: ${tally(answers.map(inWords))}`,
  );
  await site.mails.waitFor(person.email, /new password/, MAILS_TO_ADDRESS);
  const { length } = await site.mails.to(person.email, /new password/);
  holds(length === MAILS_TO_ADDRESS, `${length} mails to one address, not ${MAILS_TO_ADDRESS}`);
}

async function plans(site: Site): Promise<void> {
  const person = await register(site, 'planner');
  const request = (index: number) => ({
    destinations: [{ name: index % 100 === 0 ? 'Lisbon' : 'no such place on this earth' }],
    dates: { start: '2027-05-10', end: '2027-05-11' },
    travellers: { adults: 1 },
  });
  await limited('plans of one account', PLANS, PLANS + 5, (index) =>
    site.node(index).change('plans.create', request(index), { token: person.token, headers: from(newAddress()) }),
  );
  const address = newAddress();
  await limited('previews from one address', PREVIEWS, PREVIEWS + 5, (index) =>
    site.node(index).change('plans.preview', request(index + 1), { headers: from(address) }),
  );
}

/** An attacker's tries pause the account; its owner still has ways in. */
async function ownerGetsIn(site: Site): Promise<string> {
  const owner = await register(site, 'owner');
  const atHome = await logIn(site.here, owner, { cookies: true });
  const device = cookiesIn(atHome).get('__Host-tripmaster-device')?.value ?? '';
  const tries = await few(BAD_TRIES, 20, (index) => logIn(site.node(index), { ...owner, password: WRONG }));
  holds(
    tries.every(({ status }) => status === 401 || status === 429),
    `${BAD_TRIES} bad tries: ${tally(tries.map(inWords))}`,
  );
  holds((await logIn(site.there, owner)).status === 429, 'after the bad tries the account is not paused');

  const known = await logIn(site.there, owner, { cookies: true, headers: { cookie: `__Host-tripmaster-device=${device}` } });
  holds(known.status === 200, `the owner on a known device: ${inWords(known)}`);
  await site.here.change('auth.requestPasswordReset', { email: owner.email }, { headers: from(newAddress()) });
  const token = tokenIn(await site.mails.waitFor(owner.email, /new password/));
  const password = `${word(8)} chosen anew`;
  const reset = await site.there.change('auth.resetPassword', { token, password }, { headers: from(newAddress()) });
  holds(reset.status === 200, `the owner's reset after ${BAD_TRIES} bad tries: ${inWords(reset)}`);
  const entered = await logIn(site.here, { ...owner, password });
  holds(entered.status === 200, `the owner after the reset: ${inWords(entered)}`);
  return `after ${BAD_TRIES} bad tries the owner gets in on a known device and by reset`;
}
