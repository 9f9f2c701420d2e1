import { DIETS, INTERESTS } from '@tripmaster/contracts';
import { describe, expect, it } from 'vitest';
import { plan } from './testing.ts';

describe('words', () => {
  it.each([
    [['Vegan'], ['vegan']],
    [['gluten free', 'GLUTEN-FREE'], ['gluten-free']],
    [['we are strictly vegetarian'], ['vegetarian']],
    [['vegan, nut allergy'], ['vegan', 'nut-free']],
    [['Coeliac and lactose intolerant'], ['gluten-free', 'lactose-free']],
    [
      ['végétarien', 'glutenfrei'],
      ['vegetarian', 'gluten-free'],
    ],
    [['Halal food'], ['halal']],
    [['none'], []],
  ])('diets %j are %j', (dietary, diets) => {
    const trip = plan({ dietary });
    expect([...trip.diets].toSorted()).toEqual([...diets].toSorted());
    expect(trip.notices).toEqual([]);
  });

  it.each([['not vegan'], ['low FODMAP'], ['vegan?!x'], ['__proto__'], ['constructor']])('does not guess at the diet %j', (word) => {
    const trip = plan({ dietary: [word] });
    expect(trip.diets).toEqual([]);
    expect(trip.notices).toEqual([{ code: 'not-checked', message: expect.stringContaining(word) }]);
  });

  it.each([
    'wheelchair',
    'Step-free',
    'WHEELCHAIR user',
    'step free access',
    'pram',
    'Rollstuhl',
    'my wife uses a wheelchair',
    'barrierefrei',
    'No stairs!',
  ])('%s asks for a way without steps', (word) => {
    expect(plan({ accessibility: [word] })).toMatchObject({ stepFree: true, notices: [] });
  });

  it('names access needs it does not check', () => {
    const trip = plan({ accessibility: ['hearing loop', 'wheelchair'] });
    expect(trip.stepFree).toBe(true);
    expect(trip.notices).toEqual([{ code: 'not-checked', message: expect.stringContaining('hearing loop') }]);
    expect(trip.notices[0]?.message).not.toContain('wheelchair');
  });

  it('maps interests and names the others', () => {
    expect(plan({ interests: ['museums'] }).interests).toEqual(['history', 'art']);
    expect(plan({ interests: ['Hiking', 'local_life', 'Street Food'] }).interests.toSorted()).toEqual([
      'adventure',
      'food',
      'local-life',
      'nature',
    ]);
    const trip = plan({ interests: ['history', 'quantum knitting'] });
    expect(trip.interests).toEqual(['history']);
    expect(trip.notices[0]).toEqual({
      code: 'not-checked',
      message: 'These interests were not understood and are not checked: “quantum knitting”.',
    });
  });

  it('knows its own words', () => {
    expect(plan({ interests: [...INTERESTS] }).interests).toEqual([...INTERESTS]);
    expect(plan({ dietary: [...DIETS] }).diets).toEqual([...DIETS]);
  });
});
