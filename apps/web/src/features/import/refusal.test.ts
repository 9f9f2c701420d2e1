import { describe, expect, it } from 'vitest';
import { refusalText } from './refusal.ts';

describe('why a file was not read', () => {
  it.each([
    ['content.line 2', 'cost “abc” contains no amount', 'Not read. line 2: cost “abc” contains no amount.'],
    ['content.text', 'confirms no booking', 'Not read. This text confirms no booking.'],
    [
      'content.file',
      'nothing in it says in which part of the world the trip is',
      'Not read. Nothing in it says in which part of the world the trip is.',
    ],
    ['content', 'can’t be read', 'Not read. This file can’t be read.'],
  ])('is a sentence, not the name of a field: %s', (path, reason, text) => {
    expect(refusalText([{ path, reason }])).toBe(text);
  });
});
