import { expect, it } from 'vitest';
import { formatAgo } from './moments.ts';

const NOW = Date.parse('2026-11-23T09:41:00.000Z');

it.each([
  ['2026-11-23T09:40:30.000Z', 'just now'],
  ['2026-11-23T09:41:20.000Z', 'just now'],
  ['2026-11-23T09:36:00.000Z', '5 minutes ago'],
  ['2026-11-23T06:41:00.000Z', '3 hours ago'],
  ['2026-11-22T09:00:00.000Z', 'yesterday'],
  ['2026-11-11T09:00:00.000Z', '12 days ago'],
  // The same day from the Pacific coast of America to New Zealand: the date is the reader's own.
  ['2026-09-01T10:00:00.000Z', '1 Sept 2026'],
])('says how long ago %s was', (instant, words) => {
  expect(formatAgo(instant, NOW)).toBe(words);
});
