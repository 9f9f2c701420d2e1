import fc from 'fast-check';
import { NUMBERS, PROTOTYPE_KEYS, STRUCTURES, WORDS } from './words.ts';

/** Values no honest client sends. */
export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 24, arbitrary: fc.constantFrom<unknown>(...WORDS) },
  { weight: 16, arbitrary: fc.constantFrom<unknown>(...NUMBERS) },
  { weight: 16, arbitrary: fc.constantFrom<unknown>(...STRUCTURES) },
  { weight: 8, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  { weight: 4, arbitrary: fc.string({ unit: fc.constantFrom('\ud800', '\udfff', 'a', '\0', '\u0300', '\u200f', '😀'), maxLength: 40 }) },
  { weight: 4, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  {
    weight: 4,
    arbitrary: fc.dictionary(fc.constantFrom(...PROTOTYPE_KEYS), fc.constantFrom<unknown>(...NUMBERS, null, {}), { noNullPrototype: true }),
  },
  // Far past the limit of a body; rare, because each costs as much as a thousand others.
  { weight: 1, arbitrary: fc.constant(null).map(() => 'a'.repeat(10_000_000)) },
);

/** Things done to JSON text itself. */
export const scratch: fc.Arbitrary<(text: string) => string> = fc.oneof(
  fc.nat().map((at) => (text: string) => text.slice(0, at % (text.length + 1))),
  fc
    .tuple(fc.nat(), fc.constantFrom('"', '\\', '{', ']', ',', '\0', 'NaN', '\\u', '\\ud800', '/**/', '\ufeff', "'", 'undefined'))
    .map(([at, mark]) => (text: string) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + mark + text.slice(place);
    }),
  fc.constantFrom(
    (text: string) => text.replace('{', '{"__proto__":{"role":"admin"},'),
    (text: string) => text.replace('{', '{"constructor":{"prototype":{"a":1}},'),
    (text: string) => text.replace(/\{("[^"]*"):/, '{$1:null,$1:'),
    (text: string) => text.replace(/\d+/, '1e400'),
    (text: string) => text.replace(/\d+/, '-0'),
    (text: string) => `\ufeff${text}`,
    (text: string) => ` \n\t${text}\r\n `,
    (text: string) => `${text},`,
    (text: string) => JSON.stringify(text),
    (text: string) => `[${text}]`,
    (text: string) => `{"0":${text}}`,
    (text: string) => `{"json":${text}}`,
  ),
);
