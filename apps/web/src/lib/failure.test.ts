import { TRPCClientError } from '@trpc/client';
import { expect, it } from 'vitest';
import { fieldErrors, readFailure } from './failure.ts';
import { PasskeyFailure } from './passkeys.ts';

function refusal(data: object, message = 'No.') {
  return TRPCClientError.from({ error: { code: -32600, message, data } });
}

it('reads a refusal of the server with its fields', () => {
  const failure = readFailure(
    refusal({ code: 'invalid-input', details: { fields: [{ path: 'dates.end', reason: 'the return is before the start' }, { path: 7 }] } }),
  );
  expect(failure).toMatchObject({
    code: 'invalid-input',
    message: 'No.',
    fields: [{ path: 'dates.end', reason: 'the return is before the start' }],
  });
});

it('shows no text of a failure it does not know', () => {
  expect(readFailure(refusal({ code: 'sql-error' }, 'SELECT secret')).message).not.toContain('SELECT');
  expect(readFailure(new Error('secret')).message).not.toContain('secret');
});

it('takes a lost connection for what it is', () => {
  expect(readFailure(TRPCClientError.from(new TypeError('Failed to fetch'))).code).toBe('offline');
  expect(readFailure(TRPCClientError.from(new DOMException('x', 'AbortError'))).code).toBe('aborted');
});

it('knows where a request is kept of which no plan was made', () => {
  expect(readFailure(refusal({ code: 'internal', details: { draftId: 'd1' } })).draftId).toBe('d1');
  expect(readFailure(refusal({ code: 'internal', details: { draftId: 7 } }))).not.toHaveProperty('draftId');
});

it('knows the tries left, and what became of a passkey', () => {
  expect(readFailure(refusal({ code: 'wrong-credentials', details: { triesLeft: 4 } })).triesLeft).toBe(4);
  expect(readFailure(new PasskeyFailure('cancelled', 'No passkey was used.'))).toMatchObject({
    code: 'passkey-refused',
    message: 'No passkey was used.',
  });
  expect(readFailure(new PasskeyFailure('stopped', 'Stopped.')).code).toBe('aborted');
});

it('makes sentences of reasons, the first of each field', () => {
  expect(
    fieldErrors([
      { path: 'password', reason: 'needs at least 12 characters' },
      { path: 'password', reason: 'is known to everybody' },
      { path: 'dates.end', reason: 'the return is before the start' },
    ]),
  ).toEqual({ password: 'This needs at least 12 characters.', 'dates.end': 'The return is before the start.' });
});
