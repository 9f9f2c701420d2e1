import { atOnce, holds, onEngines, same, tally, type Control } from '../control.ts';
import { cookiesIn, inWords, textIn, type Answer } from '../http.ts';
import { logIn, register, sessionIn } from '../people.ts';
import type { Server } from '../server.ts';
import type { Site } from '../stage.ts';

const AT_ONCE = 100;
const COOKIE = '__Host-tripmaster';

export const refresh: Control = {
  number: 11,
  name: 'renewal of sessions',
  run: (stage) => onEngines(stage, async (engine) => measure(await stage.site('roomy', engine))),
};

const renew = (node: Server, refreshToken: string) => node.change('auth.refresh', { refreshToken });
const alive = async (node: Server, token: string) => (await node.read('account.me', undefined, { token })).status;

async function measure(site: Site): Promise<string> {
  const person = await register(site, 'refresh');
  const outcomes = await atOnce(AT_ONCE, (index) => renew(site.node(index), person.refreshToken));
  const seen = tally(outcomes.map(inWords));
  const winners = outcomes.filter(({ status }) => status === 200);
  const [winner] = winners;
  holds(winners.length === 1 && winner !== undefined, `${AT_ONCE} uses of one refresh token at once: ${seen}`);
  holds(
    outcomes.every(({ status, code }) => status === 200 || code === 'refresh-raced'),
    `${AT_ONCE} uses of one refresh token at once: ${seen}`,
  );
  const second = sessionIn(winner);
  same(await alive(site.there, second.token), 200, 'the session after the race');

  // Somebody has a copy of a token that was used up two renewals ago.
  const third = sessionIn(await renew(site.there, second.refreshToken));
  const stolen = await renew(site.here, person.refreshToken);
  holds(stolen.code === 'session-ended', `reuse of a token from two renewals ago: ${inWords(stolen)}`);
  same((await renew(site.there, third.refreshToken)).code, 'session-ended', 'the newest token after the reuse');
  for (const { token } of [person, second, third]) same(await alive(site.there, token), 401, 'an access token after the reuse');

  await late(site);
  await twoTabs(site);
  await forged(site);
  return `of ${AT_ONCE} renewals at once one wins and the others are told of the race; two tabs go on; a used token after the race’s time, or an older one, ends the session`;
}

/** The token before the newest counts as a race for a short time only. */
async function late(site: Site): Promise<void> {
  const person = await register(site, 'late');
  const next = sessionIn(await renew(site.here, person.refreshToken));
  await site.rows.change('update sessions set rotated_at = rotated_at - 60000 where id = ?', person.sessionId);
  const reused = await renew(site.there, person.refreshToken);
  holds(reused.code === 'session-ended', `reuse of the token before, a minute later: ${inWords(reused)}`);
  same(await alive(site.here, next.token), 401, 'the session after that');
}

/** Two tabs share one cookie; both wake at the same moment. */
async function twoTabs(site: Site): Promise<void> {
  const person = await register(site, 'tabs');
  let jar = cookiesIn(await logIn(site.here, person, { cookies: true })).get(COOKIE)?.value ?? '';
  const tab = async (node: Server): Promise<Answer> => {
    const answer = await node.change('auth.refresh', {}, { cookies: true, headers: { cookie: `${COOKIE}=${jar}` } });
    jar = cookiesIn(answer).get(COOKIE)?.value ?? jar;
    return answer;
  };
  for (let round = 0; round < 5; round += 1) {
    const both = await Promise.all([tab(site.here), tab(site.there)]);
    same(
      both.map(({ status }) => status).toSorted((a, b) => a - b),
      [200, 409],
      `two tabs in round ${round + 1}`,
    );
    // The one that lost waits a moment and asks again, with the cookie the other got.
    const again = await tab(site.there);
    same(again.status, 200, `the slower tab in round ${round + 1}`);
    same(await alive(site.here, textIn(again, 'session', 'accessToken')), 200, `its session in round ${round + 1}`);
  }
}

/** What the server never made is noise: it must not end anybody's session. */
async function forged(site: Site): Promise<void> {
  const person = await register(site, 'forged');
  const secret = Buffer.alloc(48, 7).toString('base64url');
  same((await renew(site.here, `${person.sessionId}.${secret}`)).code, 'session-ended', 'a made-up refresh token');
  same(await alive(site.there, person.token), 200, 'the session that a made-up token named');
}
