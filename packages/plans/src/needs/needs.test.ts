import { DIETS, tripRequest } from '@tripmaster/contracts';
import { describe, expect, test } from 'vitest';
import { understand } from '../understand/index.ts';
import { facts, good } from '../verify/sample.ts';
import { verify } from '../verify/index.ts';
import { accessOf, dietsOf } from './index.ts';

describe('diets', () => {
  test.each([
    ['vegetarisch', ['vegetarian']],
    ['no meat', ['vegetarian']],
    ["I don't eat meat", ['vegetarian']],
    ['muslim', ['halal']],
    ['severe nut allergy', ['nut-free']],
    ['vegan gluten-free', ['vegan', 'gluten-free']],
    ['gluten-free (coeliac)', ['gluten-free']],
    ['no gluten and no nuts', ['gluten-free', 'nut-free']],
    ['none', []],
  ])('%s is %j', (word, values) => {
    expect(dietsOf([word])).toEqual({ values, unknown: [] });
  });

  test.each(['not vegan', 'no vegan food', 'not vegetarian or vegan', 'no kosher and halal', 'without wheat', 'vegan?!x', '__proto__'])(
    '%s is not understood',
    (word) => {
      expect(dietsOf([word])).toEqual({ values: [], unknown: [word] });
    },
  );

  test('what stands beside a “not” still counts', () => {
    expect(dietsOf(['vegetarian, not vegan', 'halal but not kosher'])).toEqual({
      values: ['vegetarian', 'halal'],
      unknown: ['not vegan', 'not kosher'],
    });
  });

  test('knows its own words', () => {
    expect(dietsOf(DIETS)).toEqual({ values: [...DIETS], unknown: [] });
  });
});

describe('access needs', () => {
  test.each(['wheelchair', 'WHEELCHAIR user', 'my wife uses a wheelchair', 'rollator', 'on crutches', 'cane'])(
    '%s asks for short ways without steps',
    (word) => {
      expect(accessOf([word])).toEqual({ values: ['step-free', 'short-walks'], unknown: [] });
    },
  );

  test.each(['pram', 'No stairs!', 'barrierefrei', 'step_free'])('%s asks for a way without steps', (word) => {
    expect(accessOf([word])).toEqual({ values: ['step-free'], unknown: [] });
  });

  test.each(["can't walk far", 'bad knees'])('%s asks for short ways', (word) => {
    expect(accessOf([word])).toEqual({ values: ['short-walks'], unknown: [] });
  });

  test.each(['no wheelchair', 'not a wheelchair user', 'no wheelchair and crutches', 'without a pram', 'hearing loop'])(
    '%s asks for nothing that is known',
    (word) => {
      expect(accessOf([word])).toEqual({ values: [], unknown: [word] });
    },
  );
});

describe('planner and check', () => {
  const gazetteer = {
    search: () => [],
    resolve: (name: string) => [
      {
        name,
        region: '',
        country: 'PT',
        countryName: 'Portugal',
        lat: 38.7,
        lon: -9.1,
        timeZone: 'Europe/Lisbon',
        population: 500_000,
        guide: 'lisbon',
      },
    ],
  };
  const planned = (words: { dietary?: string[]; accessibility?: string[] }) => {
    const request = tripRequest.parse({
      destinations: [{ name: 'Lisbon' }],
      dates: { start: '2027-05-10', end: '2027-05-14' },
      travellers: { adults: 2 },
      ...words,
    });
    return understand(request, { gazetteer, now: Date.parse('2026-11-23T09:00:00Z') });
  };
  const evidenceOf = (rule: number, words: { dietary?: string[]; accessibility?: string[] }) =>
    verify({ ...good, request: { ...good.request, dietary: [], accessibility: [], ...words } }, facts)
      .rules.find((one) => one.rule === rule)
      ?.evidence.map(({ text }) => text)
      .join('. ') ?? '';

  test.each(['vegetarisch', 'no meat', 'muslim'])('read the diet %s alike', (word) => {
    const [diet = ''] = planned({ dietary: [word] }).diets;
    expect(evidenceOf(10, { dietary: [word] })).toContain(`${diet}: `);
    expect(evidenceOf(10, { dietary: [word] })).not.toContain('Not checked');
  });

  test('neither takes “not vegan” for vegan', () => {
    expect(planned({ dietary: ['not vegan'] })).toMatchObject({ diets: [], notices: [{ code: 'not-checked' }] });
    expect(evidenceOf(10, { dietary: ['not vegan'] })).toBe('Not checked: not vegan');
  });

  test.each(['crutches', 'rollator', 'wheelchair'])('look for steps with %s', (word) => {
    expect(planned({ accessibility: [word] })).toMatchObject({ stepFree: true, shortWalks: true, notices: [] });
    expect(evidenceOf(11, { accessibility: [word] })).toContain('known');
  });

  test('neither takes “no wheelchair” for one', () => {
    expect(planned({ accessibility: ['no wheelchair'] })).toMatchObject({ stepFree: false, shortWalks: false });
    expect(evidenceOf(11, { accessibility: ['no wheelchair'] })).toBe('Not checked: no wheelchair');
  });
});
