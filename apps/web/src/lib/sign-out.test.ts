import type { User } from '@tripmaster/contracts';
import { afterEach, expect, it, vi } from 'vitest';
import { forgetKept, keep, readKept } from './kept.ts';
import { queryClient } from './query-client.ts';
import { signedInAs, signedOut } from './session.ts';

const ANA: User = {
  id: '01a20671-6769-77d1-bb8e-64757ca38b0d',
  email: 'ana@example.com',
  role: 'traveller',
  emailVerified: true,
  createdAt: '2027-01-15T12:00:00.000Z',
};

/** A tab's storage: its keys are properties, as in a browser. */
class FakeStorage {
  [key: string]: unknown;
  getItem(key: string) {
    return this[key] ?? null;
  }
  setItem(key: string, value: string) {
    this[key] = value;
  }
  removeItem(key: string) {
    delete this[key];
  }
}

afterEach(() => vi.unstubAllGlobals());

it('shows the next person nothing of what the one before had open', () => {
  signedInAs(ANA);
  queryClient.setQueryData(['plans'], ['a trip']);
  signedInAs({ ...ANA, name: 'Ana' });
  expect(queryClient.getQueryData(['plans'])).toEqual(['a trip']);
  signedOut();
  expect(queryClient.getQueryData(['plans'])).toBeUndefined();
  signedInAs(ANA);
  queryClient.setQueryData(['plans'], ['a trip']);
  signedInAs({ ...ANA, id: '01a20671-6769-77d1-bb8e-64757ca38b0e' });
  expect(queryClient.getQueryData(['plans'])).toBeUndefined();
});

it('leaves nothing of the app in the tab, and other things alone', () => {
  vi.stubGlobal('sessionStorage', Object.assign(new FakeStorage(), { other: 'stays' }));
  keep('tripmaster.request', { notes: 'our anniversary' });
  expect(readKept('tripmaster.request')).toEqual({ notes: 'our anniversary' });
  forgetKept();
  expect(Object.keys(sessionStorage)).toEqual(['other']);
});
