import { expect, test } from 'vitest';
import { count, list, plain } from './words.ts';

test.each([
  ['Évora', 'evora'],
  ['  São   Jorge ', 'sao jorge'],
  ['Łódź', 'lodz'],
  ['Straße', 'strasse'],
  ['Xi’an', 'xian'],
  ['Saint-Malo', 'saint malo'],
  ['東京', '東京'],
  ['Αθήνα', 'αθηνα'],
  ['?!', ''],
])('%s is compared as %s', (name, compared) => {
  expect(plain(name)).toBe(compared);
});

test('words are counted and joined', () => {
  expect([count(1, 'night'), count(2, 'night'), count(2, 'city', 'cities')]).toEqual(['1 night', '2 nights', '2 cities']);
  expect([list([]), list(['a']), list(['a', 'b']), list(['a', 'b', 'c'])]).toEqual(['', 'a', 'a and b', 'a, b and c']);
});
