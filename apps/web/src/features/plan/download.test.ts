import { expect, it } from 'vitest';
import { fileName } from './download.ts';

it('names a file after the trip, in its own script, without signs a path could mistake', () => {
  expect(fileName('Lisbon in five days', 'md')).toBe('lisbon-in-five-days.md');
  expect(fileName('Αθήνα & Aegina: 3/4', 'ics')).toBe('αθήνα-aegina-3-4.ics');
  expect(fileName('../../', 'json')).toBe('trip.json');
});
