import type { Item } from '@tripmaster/contracts';
import { describe, expect, it } from 'vitest';
import { changeSentence, changeText, costOf } from './change-words.ts';

const castle: Item = {
  id: 'a',
  kind: 'sight',
  title: 'Castle',
  start: '10:00',
  end: '11:30',
  cost: { amount: 1_500, currency: 'EUR' },
  links: [],
  provenance: 'catalogue',
  locked: false,
};
const date = '2027-05-14';
const changed = (item: Partial<Item>, fields: string[], before = date) =>
  ({ change: 'changed', date, item: { ...castle, ...item }, before: { date: before, item: castle }, fields }) as const;

describe('a difference in words', () => {
  it.each([
    [{ change: 'added', date, item: castle } as const, '10:00 Castle, new'],
    [{ change: 'removed', date, item: castle } as const, '10:00 Castle, taken out'],
    [changed({ start: '14:00', end: '15:30' }, ['start', 'end']), '14:00 Castle, 10:00–11:30 before'],
    [changed({ start: '14:00' }, ['date', 'start'], '2027-05-13'), '14:00 Castle, moved from Thu 13 May, 10:00'],
    [changed({ locked: true, notes: 'Tickets at the gate' }, ['locked', 'notes']), '10:00 Castle, fixed; note changed'],
    [changed({ title: 'Palace' }, ['title', 'place', 'links']), '10:00 Palace, in place of Castle; place and links changed'],
    [changed({}, ['travelFromPrevious']), '10:00 Castle, with another way there'],
    [changed({ start: '10:30' }, ['start', 'travelFromPrevious']), '10:30 Castle, 10:00–11:30 before'],
  ])('%#: %o', (difference, text) => {
    expect(changeText(difference)).toBe(text);
  });

  it('has its price, where it is in the money of the plan', () => {
    expect(costOf({ change: 'removed', date, item: castle }, 'EUR')).toEqual({ amount: -1_500, currency: 'EUR' });
    expect(costOf(changed({ cost: { amount: 2_000, currency: 'EUR' } }, ['cost']), 'EUR')).toEqual({ amount: 500, currency: 'EUR' });
    expect(costOf({ change: 'added', date, item: castle }, 'JPY')).toBeUndefined();
  });
});

it('says who changed what', () => {
  expect(changeSentence({ label: 'Moved “Castle” to 13 May, 10:00', author: 'Ben' })).toBe('Ben moved “Castle” to 13 May, 10:00.');
  expect(changeSentence({ label: '2 changes: removed “Castle”; set the pace to packed' })).toBe(
    'Somebody made 2 changes: removed “Castle”; set the pace to packed.',
  );
});
