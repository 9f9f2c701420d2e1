import { RULES, rulesHolding } from '@tripmaster/contracts';
import { describe, expect, it } from 'vitest';
import { verify } from './index.ts';
import { facts, good, unguided } from './sample.ts';
import type { Facts } from './types.ts';

describe('a good plan', () => {
  it('passes all twenty, each with something checked and said', () => {
    const result = verify(good, facts);
    expect(result.violations).toEqual([]);
    expect(rulesHolding(result)).toBe(20);
    expect(result.rules.map(({ rule, name }) => ({ rule, name }))).toEqual(RULES.map(({ rule, name }) => ({ rule, name })));
    expect(result.rules.filter(({ checked, evidence }) => checked === 0 || evidence.length === 0)).toEqual([]);
  });

  it('counts what nobody knows as unknown, not as proof', () => {
    const blind: Facts = { ...facts, hours: () => undefined, place: () => undefined };
    const doc = { ...good, destinations: good.destinations.map(unguided) };
    const { rules } = verify(doc, blind);
    expect(rules[4]).toMatchObject({ holds: true, checked: 0, unknown: 8 });
    expect(rules[9]).toMatchObject({ holds: true, checked: 0 });
    expect(rules[15]?.checked).toBe(0);
  });

  it('takes less than 5 ms for 14 days', () => {
    const days = [...good.days, ...good.days, ...good.days].slice(0, 14).map((day, index) => ({ ...day, date: `2027-05-${index + 10}` }));
    const doc = { ...good, days };
    for (let i = 0; i < 50; i += 1) verify(doc, facts);
    // The quickest of many: what the machine does besides is not measured.
    const times = Array.from({ length: 50 }, () => {
      const from = performance.now();
      verify(doc, facts);
      return performance.now() - from;
    });
    expect(Math.min(...times)).toBeLessThan(5);
  });
});
