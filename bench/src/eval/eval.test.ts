import { tripRequest } from '@tripmaster/contracts';
import { listGuides, loadGuide, openingOf, parseHours } from '@tripmaster/plans/catalogue';
import { expect, test } from 'vitest';
import { wideRequests } from '../../../packages/plans/src/itinerary/sweep-wide.ts';
import { verify } from '../../../packages/plans/src/verify/index.ts';
import { tryMutations } from '../../../packages/plans/src/verify/mutations/index.ts';
import { secondOpinion } from './checker/index.ts';
import { dateOf, dayNumber, hoursOn } from './checker/world.ts';
import { factsOf, modelFromEnvironment, openEngine, openWorld } from './planning.ts';
import { SIXTY } from './sixty.ts';

test('the fixed set is sixty requests of the form, eight of them not to be had', () => {
  expect(SIXTY).toHaveLength(60);
  expect(new Set(SIXTY.map(({ name }) => name)).size).toBe(60);
  expect(SIXTY.filter(({ infeasible }) => infeasible)).toHaveLength(8);
  for (const { name, request } of SIXTY) expect(tripRequest.safeParse(request).error?.issues, name).toBeUndefined();
});

test('checker and guide read every line of hours alike', async () => {
  const lines = new Set(
    (await Promise.all(listGuides().map(({ id }) => loadGuide(id)))).flatMap(({ places }) => places.flatMap(({ hours }) => hours ?? [])),
  );
  expect(lines.size).toBeGreaterThan(100);
  for (const line of lines) {
    const rules = parseHours(line);
    for (let day = dayNumber('2027-01-01'); day < dayNumber('2028-01-10'); day += 3) {
      const date = dateOf(day);
      const holiday = day % 2 === 0;
      expect(hoursOn(line, date, holiday), `${line} on ${date}`).toEqual(
        openingOf(rules, date, holiday).map(({ open, close }) => [open, close]),
      );
    }
  }
});

test('checker and verifier agree, on plans as they are made and with a defect in each', async () => {
  const make = openEngine(undefined);
  const world = await openWorld();
  let compared = 0;
  for (const [number, input] of wideRequests(40, 23).entries()) {
    const made = await make(input);
    if ('refused' in made || made.doc.days.length > 8) continue;
    const facts = await factsOf(made.doc);
    const mutated = tryMutations(made.doc, facts, number, ({ name }) => (name.length + number) % 9 === 0).map(
      ({ mutated: { doc } }) => doc,
    );
    for (const doc of [made.doc, ...mutated]) {
      const { broken, unjudged } = await secondOpinion(doc, world);
      const theirs = verify(doc, facts).rules.flatMap(({ rule, holds }) => (holds || unjudged.includes(rule) ? [] : [rule]));
      expect(broken, JSON.stringify(doc.request)).toEqual(theirs);
      compared += 1;
    }
  }
  expect(compared).toBeGreaterThan(150);
});

test('the model is the server’s, by the same variables', () => {
  expect(modelFromEnvironment({})).toBeUndefined();
  expect(modelFromEnvironment({ OPENAI_BASE_URL: 'http://localhost:11434/v1', OPENAI_MODEL: 'qwen', OPENAI_API: 'chat' })).toEqual({
    apiKey: 'none',
    baseUrl: 'http://localhost:11434/v1',
    model: 'qwen',
    api: 'chat',
    timeoutMs: 60_000,
  });
});
