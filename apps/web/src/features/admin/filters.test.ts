import { expect, it } from 'vitest';
import { readLogFilter, readPeopleFilter } from './filters.ts';

it('reads what a list of people is narrowed to, and nothing else', () => {
  expect(readPeopleFilter({ search: 'ana', role: 'admin', status: 'suspended', more: 1 })).toEqual({
    search: 'ana',
    role: 'admin',
    status: 'suspended',
  });
  expect(readPeopleFilter({ search: '', role: 'king', status: 3 })).toEqual({});
  expect(readPeopleFilter({ search: 42 })).toEqual({ search: '42' });
});

it('reads where the log begins', () => {
  expect(readLogFilter({ action: 'admin.role-set', at: 57 })).toEqual({ action: 'admin.role-set', at: 57 });
  expect(readLogFilter({ action: '', at: '57; drop' })).toEqual({});
  expect(readLogFilter({ at: -1 })).toEqual({});
});
