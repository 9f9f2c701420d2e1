import { isStorableText } from '@tripmaster/contracts';
import { z } from 'zod';

/** What may be left out or empty, which is the same to us. */
export function maybe<Field extends z.ZodType>(field: Field) {
  return field.nullish().transform((value) => value ?? undefined);
}

/** What something is called. Kept and looked for: what no database takes is none of Stripe's words. */
export const word = z.string().max(255).refine(isStorableText, 'can’t be stored');

/** A thing of Stripe's by its id, or the thing itself where it was asked to be put in. */
export const reference = z.union([word, z.looseObject({ id: word }).transform(({ id }) => id)]);

/** Seconds since 1970, as milliseconds. */
export const moment = z
  .int()
  .min(0)
  .max(100_000_000_000)
  .transform((seconds) => seconds * 1000);

export const amount = z.int();

/** What we gave along. */
export const metadata = maybe(z.record(z.string(), z.string()));
