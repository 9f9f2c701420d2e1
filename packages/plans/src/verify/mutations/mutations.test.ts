import { describe, expect, test } from 'vitest';
import { loadGuide } from '../../catalogue/index.ts';
import { openHolidays } from '../../holidays/index.ts';
import { wideRequests } from '../../itinerary/sweep-wide.ts';
import { makePlanner } from '../../itinerary/testing.ts';
import { factsFromGuides, verify, type Facts, type VerifiableDoc } from '../index.ts';
import { MUTATIONS, tryMutations } from './index.ts';

/** `npm run eval -- --mutations` tries a thousand. */
const PLANS = 150;
/** How often each kind of defect is seeded; some have few places. */
const OFTEN = 10;
const NOW = Date.parse('2026-11-23T09:00:00Z');

/** Verified plans of random requests, with the facts behind them. */
async function goodPlans(): Promise<{ doc: VerifiableDoc; facts: Facts }[]> {
  const [plan, holidays] = await Promise.all([makePlanner(), openHolidays()]);
  const good: { doc: VerifiableDoc; facts: Facts }[] = [];
  for (const input of wideRequests(4 * PLANS, 11)) {
    // Long trips, and wishes that clash and take long to explain, are for the evaluation.
    const days = 'start' in input.dates ? Date.parse(input.dates.end) - Date.parse(input.dates.start) : 0;
    if (days > 5 * 86_400_000 || input.destinations.length > 2) continue;
    const { budget } = input;
    const easy = { ...input, dietary: [], ...(budget === undefined ? {} : { budget: { ...budget, amount: 900_000_000 } }) };
    const made = await plan(easy, { effort: 0.02 }).catch(() => undefined);
    if (made?.doc.verification.rules.every(({ holds }) => holds) !== true) continue;
    const guides = await Promise.all([...new Set(made.doc.destinations.flatMap(({ guide }) => guide ?? []))].map((id) => loadGuide(id)));
    good.push({
      doc: made.doc,
      facts: factsFromGuides(guides, { now: NOW, holiday: (country, date) => holidays.holidayOn(country, date) }),
    });
    if (good.length === PLANS) break;
  }
  return good;
}

describe('verified plans with one defect seeded in each', async () => {
  const plans = await goodPlans();
  const seeded = new Map<string, number>();
  const trials = plans.flatMap(({ doc, facts }, index) => {
    const made = tryMutations(doc, facts, index, ({ name }) => (seeded.get(name) ?? 0) < OFTEN);
    for (const { mutation } of made) seeded.set(mutation.name, (seeded.get(mutation.name) ?? 0) + 1);
    return made;
  });

  test('are enough, of enough kinds, for every rule', () => {
    expect(plans).toHaveLength(PLANS);
    expect(MUTATIONS.length).toBeGreaterThanOrEqual(80);
    expect(new Set(MUTATIONS.map(({ name }) => name)).size).toBe(MUTATIONS.length);
    expect(new Set(MUTATIONS.map(({ rule }) => rule)).size).toBe(20);
  });

  test('no false alarm on any of them before', () => {
    expect(plans.filter(({ doc, facts }) => verify(doc, facts).violations.some(({ severity }) => severity === 'error'))).toEqual([]);
  });

  test.each(MUTATIONS.map(({ name, rule }) => ({ name, rule })))('rule $rule finds and names $name', ({ name }) => {
    const own = trials.filter(({ mutation }) => mutation.name === name);
    expect(own.length).toBeGreaterThan(0);
    expect(own.filter(({ found }) => !found).map(({ mutated: { items, says } }) => ({ items, says }))).toEqual([]);
  });
});
