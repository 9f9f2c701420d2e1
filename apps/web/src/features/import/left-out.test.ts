import type { PlanOperation } from '@tripmaster/contracts';
import { describe, expect, it } from 'vitest';
import { operationsWithout, takenOf } from './left-out.ts';

const item = { id: 'a', kind: 'sight', title: 'A', start: '10:00', end: '11:00', links: [], provenance: 'user', locked: true } as const;
const operations: PlanOperation[] = [
  { op: 'set-dates', start: '2027-05-10', end: '2027-05-13' },
  { op: 'add', date: '2027-05-13', item: { ...item, links: [] } },
];

describe('what is left out of an import', () => {
  it('is not added, and other dates alone are nothing to do', () => {
    expect(operationsWithout(operations, new Set())).toEqual(operations);
    expect(operationsWithout(operations, new Set(['a']))).toEqual([]);
  });

  it('counts what is taken', () => {
    const found = { kind: 'sight' as const, title: 'A', unsure: [], where: 'line 2' };
    const items = [
      { ...found, id: 'a', duplicate: false },
      { ...found, id: 'b', duplicate: true },
      { ...found, id: 'c', duplicate: false },
    ];
    expect(takenOf({ items }, new Set(['c']))).toBe(1);
  });
});
