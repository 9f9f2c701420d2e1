import { expect, it } from 'vitest';
import { sizeText } from './words.ts';

it('says how large a file is in the unit that fits', () => {
  const sizes = [0, 16, 999, 1_000, 3_118, 99_950, 1_048_576, 104_857_600, 5_000_000_000];
  expect(sizes.map(sizeText)).toEqual(['0 bytes', '16 bytes', '999 bytes', '1 kB', '3.1 kB', '100 kB', '1 MB', '105 MB', '5 GB']);
});
