import { expect, it } from 'vitest';
import { waitInWords } from './form-notes.tsx';
import { openIdSentence, readOpenIdProblem } from './openid-words.ts';
import { triesSentence } from './tries.ts';

it('tells the tries left only when they are few', () => {
  const what = 'E-mail and password don’t match.';
  expect(triesSentence(what, undefined)).toBe(what);
  expect(triesSentence(what, 6)).toBe(what);
  expect(triesSentence(what, 4)).toBe(`${what} 4 tries are left before a pause of 15 minutes.`);
  expect(triesSentence(what, 1)).toBe(`${what} 1 try is left before a pause of 15 minutes.`);
  expect(triesSentence(what, 0)).toBe(`${what} That was the last try before a pause of 15 minutes.`);
});

it('says a wait in whole minutes, never less than is left', () => {
  expect(waitInWords(900_000)).toBe('in 15 minutes');
  expect(waitInWords(60_001)).toBe('in 2 minutes');
  expect(waitInWords(60_000)).toBe('in less than a minute');
  expect(waitInWords(1)).toBe('in less than a minute');
});

it('explains what the other provider said, and nothing it does not know', () => {
  expect(readOpenIdProblem(undefined)).toBeUndefined();
  expect(readOpenIdProblem('taken')).toBe('taken');
  expect(readOpenIdProblem('toString')).toBe('failed');
  expect(readOpenIdProblem({})).toBe('failed');
  expect(openIdSentence('unverified', 'Example')).toMatch(/^Example has not confirmed/);
  expect(openIdSentence('failed')).toMatch(/^The other service did not/);
});
