import type { Item, Violation } from '@tripmaster/contracts';
import { describe, expect, it } from 'vitest';
import { distanceText, travelText } from './legs.ts';
import { brokenStops, numberItems, rowsOf, unplaced } from './rail.ts';

const item = (id: string, more: Partial<Item> = {}): Item => ({
  id,
  kind: 'sight',
  title: id,
  start: '10:00',
  end: '11:00',
  links: [],
  provenance: 'catalogue',
  locked: false,
  ...more,
});
const leg = (spareMinutes: number, more: Partial<NonNullable<Item['travelFromPrevious']>> = {}) => ({
  mode: 'walk' as const,
  minutes: 12,
  metres: 800,
  spareMinutes,
  estimated: true,
  ...more,
});
const violation = (rule: number, itemIds: string[], more: Partial<Violation> = {}): Violation => ({
  id: `v${rule}`,
  rule,
  severity: 'error',
  itemIds,
  message: '',
  evidence: [],
  waysOut: [],
  ...more,
});

describe('numbers', () => {
  it('skip rests and nights and count everything else', () => {
    const items = [
      item('airport', { kind: 'transfer' }),
      item('rest', { kind: 'free' }),
      item('carmo'),
      item('bag drop', { kind: 'stay' }),
      item('night', { kind: 'stay', start: '21:00', end: '09:00' }),
    ];
    expect([...numberItems(items)]).toEqual([
      ['airport', 1],
      ['carmo', 2],
      ['bag drop', 3],
    ]);
  });
});

describe('rows', () => {
  it('put each leg before its stop, by pattern, and the first with its time of leaving', () => {
    const rows = rowsOf(
      [item('a', { start: '10:00', travelFromPrevious: leg(8) }), item('b', { travelFromPrevious: leg(0, { mode: 'train' }) })],
      [],
    );
    expect(rows.map(({ kind }) => kind)).toEqual(['leg', 'stop', 'leg', 'stop']);
    expect(rows[0]).toMatchObject({ pattern: 'walk', leaveAt: '09:40', available: 20 });
    expect(rows[2]).toMatchObject({ pattern: 'train', state: 'fits' });
    expect(rows[2]).not.toHaveProperty('leaveAt');
  });

  it('tell an impossible leg on the leg and leave its stop alone', () => {
    const rows = rowsOf([item('a'), item('b', { travelFromPrevious: leg(-22, { minutes: 52, mode: 'tram' }) })], [violation(4, ['b'])]);
    expect(rows[1]).toMatchObject({ kind: 'leg', pattern: 'broken', state: 'broken', available: 30 });
    expect(rows[2]).toMatchObject({ kind: 'stop', broken: false, violations: [] });
  });

  it('tell the ways out of an impossible leg where it leads to', () => {
    const way = { label: 'Leave it out', operations: [], costDelta: { amount: 0, currency: 'EUR' }, consequence: '', rulesAfter: 20 };
    const rows = rowsOf([item('a'), item('b', { travelFromPrevious: leg(-5) })], [violation(4, ['a', 'b'], { waysOut: [way] })]);
    expect(rows.map((row) => (row.kind === 'stop' ? row.violations.length : row.state))).toEqual([0, 'broken', 1]);
    expect(brokenStops([violation(4, ['a', 'b']), violation(5, ['b'])])).toEqual(new Set(['b']));
  });

  it('tell a violation once, at the first stop it names, and turn all of them red', () => {
    const rows = rowsOf([item('a'), item('b')], [violation(3, ['b', 'a'])]);
    expect(rows[0]).toMatchObject({ broken: true, wrongTime: true, violations: [] });
    expect(rows[1]).toMatchObject({ broken: true, violations: [{ rule: 3 }] });
  });

  it('show a warning at its place without turning the stop red', () => {
    expect(rowsOf([item('a')], [violation(13, ['a'], { severity: 'warning' })])[0]).toMatchObject({
      broken: false,
      violations: [{ rule: 13 }],
    });
  });

  it('keep what belongs to no place apart', () => {
    const day = { date: '2027-05-13', city: 'Lisbon', country: 'PT', timeZone: 'Europe/Lisbon', items: [item('a')] };
    expect(unplaced([day], [violation(9, []), violation(5, ['a']), violation(3, ['gone'])]).map(({ rule }) => rule)).toEqual([9, 3]);
  });
});

describe('legs in words', () => {
  it('round metres to ten and give kilometres from one', () => {
    expect([443, 994, 996, 9_140].map(distanceText)).toEqual(['440 m', '990 m', '1.0 km', '9.1 km']);
  });

  it('sum a day by mode, longest first', () => {
    const items = [
      item('a', { travelFromPrevious: leg(0) }),
      item('b', { travelFromPrevious: leg(0, { mode: 'metro', minutes: 34 }) }),
      item('c', { travelFromPrevious: leg(0) }),
    ];
    expect(travelText(items)).toBe('34 min by public transport, 24 min on foot');
  });
});
