import { expect, it } from 'vitest';
import { asOfText, sourceText } from './as-of.ts';

it('writes months, dates and instants as people do, and leaves the rest as it came', () => {
  expect(['2025-06', '2026-11-20', '2026-11-20T09:41:00.000Z', 'spring'].map(asOfText)).toEqual([
    'June 2025',
    '20 Nov 2026',
    '20 Nov 2026',
    'spring',
  ]);
});

it('names source and date as far as they are known', () => {
  expect(sourceText({ source: 'Museum', asOf: '2025-06' })).toBe('Museum, June 2025');
  expect(sourceText({})).toBeUndefined();
});
