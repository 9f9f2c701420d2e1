import type { User } from '@tripmaster/contracts';
import { expect, it } from 'vitest';
import { queryClient } from './query-client.ts';
import { signedInAs, signedOut } from './session.ts';

const user = (id: string): User => ({
  id,
  email: `${id}@example.com`,
  name: id,
  emailVerified: true,
  role: 'traveller',
  createdAt: '2026-01-01T00:00:00Z',
});

it('keeps what is asked for before it is known who reads, and nothing of one person for the next', () => {
  queryClient.setQueryData(['discover'], 'public');
  signedInAs(user('ana'));
  expect(queryClient.getQueryData(['discover'])).toBe('public');
  signedInAs({ ...user('ana'), name: 'Ana' });
  queryClient.setQueryData(['plans'], 'Ana’s');
  expect(queryClient.getQueryData(['discover'])).toBe('public');
  signedOut();
  expect(queryClient.getQueryData(['plans'])).toBeUndefined();
  queryClient.setQueryData(['discover'], 'public');
  signedInAs(user('ben'));
  expect(queryClient.getQueryData(['discover'])).toBeUndefined();
});
