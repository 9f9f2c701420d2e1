import { holds, type Control } from '../control.ts';
import { inWords } from '../http.ts';
import { from, newAddress, register, word } from '../people.ts';
import { textOf } from '../rows.ts';
import type { Site } from '../stage.ts';

const TRIES = 1_000;
const [LEAST, MOST] = [0.45, 0.55];

type Try = { known: boolean; email: string };

export const signInTiming: Control = {
  number: 3,
  name: 'sign-in timing',
  async run(stage) {
    const site = await stage.site('roomy');
    const known = await addPeople(site, TRIES);
    const tries = shuffled([
      ...known.map((email): Try => ({ known: true, email })),
      ...known.map((email): Try => ({ known: false, email: email.replace('timing', 'nobody') })),
    ]);
    const times = { known: Array<number>(), unknown: Array<number>() };
    await tryOut(site, 'warm@example.com');
    for (const { known, email } of tries) times[known ? 'known' : 'unknown'].push(await tryOut(site, email));
    const auc = areaUnderCurve(times.known, times.unknown);
    const seen = `AUC ${auc.toFixed(3)} over ${TRIES} tries each, medians ${median(times.known).toFixed(1)} ms known, ${median(times.unknown).toFixed(1)} ms unknown`;
    holds(auc >= LEAST && auc <= MOST, seen);
    return seen;
  },
};

/** People of whom only their addresses matter; their hash is a real one, so that checking it is real work. */
async function addPeople(site: Site, count: number): Promise<string[]> {
  const person = await register(site, 'model');
  const [row] = await site.rows.all('select password_hash from users where id = ?', person.id);
  const hash = textOf(row, 'password_hash');
  const mark = word();
  const emails = Array.from({ length: count }, (_, index) => `timing-${mark}-${index}@example.com`);
  for (const [index, email] of emails.entries())
    await site.rows.change(
      "insert into users (id, email, password_hash, role, status, audit_ref, created_at, updated_at) values (?, ?, ?, 'traveller', 'active', ?, 1, 1)",
      // An id as the server makes them, so that lists show these people as well.
      `01a20671-6769-77d1-8e64-${mark.slice(0, 8)}${index.toString(16).padStart(4, '0')}`,
      email,
      hash,
      `timing-${mark}-${index}`,
    );
  return emails;
}

/** How long one try with a wrong password takes, in milliseconds. */
async function tryOut(site: Site, email: string): Promise<number> {
  const headers = from(newAddress());
  const started = performance.now();
  const answer = await site.here.change('auth.login', { email, password: 'a wrong password of some length' }, { headers });
  const took = performance.now() - started;
  holds(answer.code === 'wrong-credentials', `a wrong password was answered by ${inWords(answer)}`);
  return took;
}

/** How often a value of the first sample is the greater one of a pair; ties count half (Mann and Whitney, 1947). */
function areaUnderCurve(first: readonly number[], second: readonly number[]): number {
  let greater = 0;
  for (const a of first) for (const b of second) greater += a > b ? 1 : a === b ? 0.5 : 0;
  return greater / (first.length * second.length);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function shuffled<Value>(values: readonly Value[]): Value[] {
  return values
    .map((value) => ({ value, key: Math.random() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ value }) => value);
}
