import { describe, expect, it } from 'vitest';
import { outcomeOf } from './experiment-outcome.ts';
import type { FlagView } from './wire.ts';

const design = {
  name: 'A green button',
  hypothesis: '',
  variations: [
    { name: 'today', value: 'blue' },
    { name: 'green', value: 'green' },
  ],
  weights: [0.5, 0.5],
  coverage: 1,
  metrics: [],
  guardrails: [],
};
const flag: FlagView = {
  key: 'button',
  description: '',
  definition: { defaultValue: 'blue' },
  enabled: true,
  version: 1,
  experiments: [],
  warnings: [],
};
const say = (choice: number | undefined, given: Partial<FlagView> = {}, condition?: Record<string, unknown>) =>
  outcomeOf({ flagKey: 'button', design: { ...design, ...(condition === undefined ? {} : { condition }) } }, { ...flag, ...given }, choice);

describe('what stopping an experiment does, in words', () => {
  it('sets the flag for everybody, but those of whom its rules say otherwise', () => {
    expect(say(1)).toEqual(['The flag button is set to "green": everybody gets it, whether they took part or not. So far it was "blue".']);
    expect(say(1, { definition: { defaultValue: 'blue', rules: [{ force: 'red' }] } })[0]).toMatch(/but for those of whom 1 rule /);
  });

  it('adds a rule for those whom the experiment was for', () => {
    const [rule, rest] = say(1, {}, { country: 'PT' });
    expect(rule).toMatch(/one more rule: those whom the experiment is for get "green"/);
    expect(rest).toBe('Everybody else gets "blue", as before.');
  });

  it('leaves the flag as it is without a choice, and where it says so already', () => {
    expect(say(undefined)).toEqual(['The flag button stays as it is: everybody gets "blue".']);
    expect(say(0)[0]).toMatch(/says so already/);
    expect(say(undefined, { definition: {}, declared: { type: 'boolean', default: false } })[0]).toMatch(/everybody gets false/);
  });

  it('says that a flag that is switched off stays so', () => {
    expect(say(1, { enabled: false }).at(-1)).toMatch(/switched off, and stays so/);
  });
});
