import fc from 'fast-check';
import type { z } from 'zod';
import { hostile, scratch } from './hostile.ts';
import { textOf } from './json.ts';
import { blow, replacing, strike } from './strike.ts';
import { valuesOf, type Seen } from './values.ts';

/**
 * Inputs of a procedure as JSON text (`undefined`: none at all): valid ones, valid ones broken in one place,
 * and hostile ones. Text, because much of what is hostile cannot be said by a JavaScript value: keys written
 * twice, `1e999`, ten thousand levels.
 */
export function inputsOf(schema: z.core.$ZodType, seen: Seen = []): fc.Arbitrary<string | undefined> {
  const valid = valuesOf(schema, seen);
  const broken = fc.tuple(valid, fc.nat(), blow).map(([value, nth, change]) => strike(value, nth, change));
  const mixed = fc
    .tuple(valid, fc.array(fc.tuple(fc.nat(), hostile), { minLength: 1, maxLength: 3 }))
    .map(([value, places]) => places.reduce((whole, [nth, by]) => strike(whole, nth, replacing(by)), value));
  return fc.oneof(
    { weight: 30, arbitrary: valid.map(textOf) },
    { weight: 30, arbitrary: broken.map(textOf) },
    { weight: 25, arbitrary: mixed.map(textOf) },
    { weight: 5, arbitrary: hostile.map(textOf) },
    {
      weight: 10,
      arbitrary: fc.tuple(fc.oneof(valid, broken), scratch).map(([value, change]) => change(textOf(value) ?? '').toWellFormed()),
    },
  );
}
