import { atOnce, holds, onEngines, same, tally, type Control } from '../control.ts';
import { inWords, textIn } from '../http.ts';
import { register } from '../people.ts';
import { numberOf } from '../rows.ts';
import type { Site } from '../stage.ts';

const AT_ONCE = 100;
const TRIP = { destinations: [{ name: 'Lisbon' }], dates: { start: '2027-05-10', end: '2027-05-11' }, travellers: { adults: 1 } };

export const idempotency: Control = {
  number: 27,
  name: 'idempotency keys',
  run: (stage) => onEngines(stage, async (engine) => measure(await stage.site('roomy', engine))),
};

async function measure(site: Site): Promise<string> {
  const person = await register(site, 'once');
  const create = (index: number, input: unknown, { token }: { token: string }, key = 'one-key') =>
    site.node(index).change('plans.create', input, { token, headers: { 'idempotency-key': key } });
  const count = async ({ id }: { id: string }) =>
    numberOf((await site.rows.all('select count(*) as count from plans where owner_id = ?', id))[0], 'count');

  const answers = await atOnce(AT_ONCE, (index) => create(index, TRIP, person));
  holds(
    answers.every(({ status }) => status === 200),
    `${AT_ONCE} calls at once: ${tally(answers.map(inWords))}`,
  );
  const ids = new Set(answers.map((answer) => textIn(answer, 'id')));
  same(ids.size, 1, 'different plans in the answers');
  same(await count(person), 1, 'plans made');
  same(textIn(await create(1, TRIP, person), 'id'), [...ids][0], 'the plan of a retry');
  const other = await create(1, { ...TRIP, travellers: { adults: 2 } }, person);
  holds(other.code === 'idempotency-mismatch', `another request under the same key: ${inWords(other)}`);
  const neighbour = await register(site, 'neighbour');
  const theirs = await create(0, TRIP, neighbour);
  holds(theirs.status === 200 && !ids.has(textIn(theirs, 'id')), 'somebody else’s request under the same key');
  same((await create(0, TRIP, person, 'another-key')).status, 200, 'another key');
  same(await count(person), 2, 'plans after another key');
  return `${AT_ONCE} calls at once with one key make one plan and all get it; another request under it is refused; a neighbour’s key is their own`;
}
