import { rebase, type Item, type PlanDiff, type PlanOperation } from '@tripmaster/contracts';
import { expect, it } from 'vitest';
import { sidesOf } from './clash-words.ts';

const castle: Item = {
  id: 'a',
  kind: 'sight',
  title: 'Castle',
  start: '10:00',
  end: '11:30',
  links: [],
  provenance: 'catalogue',
  locked: false,
};
const date = '2027-05-14';
const total = { amount: 0, currency: 'EUR' };
const empty: PlanDiff = {
  request: [],
  days: { added: [], removed: [] },
  items: [],
  ideas: [],
  total: { before: total, after: total },
  rulesHolding: { before: 20, after: 20 },
  violations: { mended: [], made: [] },
};
const changed = (item: Partial<Item>, ...fields: string[]): PlanDiff => ({
  ...empty,
  items: [{ change: 'changed', date, item: { ...castle, ...item }, before: { date, item: castle }, fields }],
});

it.each<[string, PlanDiff, PlanOperation, [string, string, string]]>([
  [
    'times',
    changed({ start: '12:00', end: '13:30' }, 'start', 'end'),
    { op: 'retime', itemId: 'a', start: '09:00', end: '10:00' },
    ['Castle', 'Fri 14 May, 12:00–13:30', '09:00–10:00'],
  ],
  ['a note', changed({ notes: 'theirs' }, 'notes'), { op: 'note', itemId: 'a' }, ['Castle', '“theirs”', 'No note']],
  [
    'what is gone',
    { ...empty, items: [{ change: 'removed', date, item: castle }] },
    { op: 'move', itemId: 'a', date, start: '15:00' },
    ['Castle', 'Taken out', 'Fri 14 May, 15:00'],
  ],
  [
    'the name',
    { ...empty, title: { before: 'a', after: 'b' } },
    { op: 'rename', title: 'c' },
    ['The trip’s name', 'Changed by others', 'c'],
  ],
])('shows both sides of a clash about %s', (_, diff, operation, [about, theirs, mine]) => {
  expect(rebase([operation], diff).clashes.map(sidesOf)).toEqual([{ about, theirs, mine }]);
});
